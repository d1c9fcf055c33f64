// The copies of pages that this tablet keeps for halls without network: of one person at a time.
// Pages and the service worker use it. The server marks the pages that may be kept (X-Keep).
"use strict";

self.copies = (() => {
  const PREFIX = "pages-";
  const KEPT_FOR = 30 * 24 * 3600 * 1000; // ms

  const names = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const ageOf = (copy) => Date.now() - Date.parse(copy.headers.get("Date") ?? "");
  const find = (path) => caches.match(path, { ignoreVary: true, ignoreSearch: true });

  // Forget the pages of everybody but *user* (0: of everybody).
  async function clear(user = 0) {
    for (const name of await names()) if (name !== PREFIX + user) await caches.delete(name);
  }

  // Keep the files that a page needs, where they are not kept yet.
  async function keepFiles(text) {
    const cache = await caches.open("static");
    const files = new Set([...text.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)].map(([, path]) => path));
    for (const path of files) if (!(await cache.match(path, { ignoreVary: true }))) await cache.add(path);
  }

  // Keep what the server answered at *path*, or forget the older copy when it may not be kept.
  async function keep(path, answer) {
    const user = answer.headers.get("X-Keep");
    if (!user) {
      for (const name of await names()) await (await caches.open(name)).delete(path, { ignoreVary: true });
      return false;
    }
    await clear(user);
    await keepFiles(await answer.clone().text());
    const cache = await caches.open(PREFIX + user);
    await cache.put(path, answer);
    for (const request of await cache.keys()) {
      const copy = await cache.match(request, { ignoreVary: true });
      if (ageOf(copy) > KEPT_FOR) await cache.delete(request);
    }
    return true;
  }

  // Fetch a page in order to keep it. Returns false where the server does not let it be kept.
  async function fetchAndKeep(path) {
    const answer = await fetch(path, { cache: "no-store", redirect: "manual" });
    return answer.ok && keep(path, answer);
  }

  // When the copy at *path* was made (a Date), or null where there is none.
  async function keptAt(path) {
    const copy = await find(path);
    return copy ? new Date(copy.headers.get("Date")) : null;
  }

  // The kept pages: [path, title, when].
  async function list() {
    const found = [];
    for (const name of await names()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const copy = await cache.match(request, { ignoreVary: true });
        const title = /<title>([\s\S]*?)<\/title>/.exec(await copy.text())?.[1].split("·").slice(0, 2).join("·");
        found.push([new URL(request.url).pathname, title.trim(), new Date(copy.headers.get("Date"))]);
      }
    }
    return found;
  }

  return { clear, find, keep, keepFiles, fetchAndKeep, keptAt, list };
})();
