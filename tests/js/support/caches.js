// The browser's Cache, kept in memory: by path, as the program asks for nothing else.

const pathOf = (request) => new URL(request.url ?? request, "https://here").pathname;

class Cache {
  #entries = new Map();

  async match(request) {
    return this.#entries.get(pathOf(request))?.clone();
  }

  async put(request, response) {
    this.#entries.set(pathOf(request), response);
  }

  async delete(request) {
    return this.#entries.delete(pathOf(request));
  }

  async keys() {
    return [...this.#entries.keys()].map((path) => ({ url: `https://here${path}` }));
  }
}

/** Have `caches` be new and empty. */
export function emptyCaches() {
  const all = new Map();
  globalThis.caches = {
    keys: async () => [...all.keys()],
    delete: async (name) => all.delete(name),
    async open(name) {
      if (!all.has(name)) all.set(name, new Cache());
      return all.get(name);
    },
    async match(request) {
      const found = await Promise.all([...all.values()].map((one) => one.match(request)));
      return found.find(Boolean);
    },
  };
}

/** The paths in the cache called *name*, in order of the alphabet. */
export async function pathsIn(name) {
  const cache = await caches.open(name);
  return (await cache.keys()).map(({ url }) => new URL(url).pathname).sort();
}
