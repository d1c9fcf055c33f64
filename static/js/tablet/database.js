// Where the store keeps things: in IndexedDB, and what that does not take (a full tablet, a private
// window, data that was cleared under an open page) in the memory of this page, until it does.
import { openDB } from "../../vendor/idb.js";

const VERSION = 1;
const STORES = ["changes", "facts"];
const PATIENCE = 8000; // ms, for some browsers let one wait for ever
const FAULTS = ["TypeError", "ReferenceError", "RangeError", "DataCloneError"]; // our own, not the tablet's

let connection = null;
let queue = Promise.resolve(); // of writings: each sees what the last has left in memory
let waiting = new Map(); // the changes that wait, as they were last seen here, by their places
const memory = { changes: new Map(), facts: new Map() }; // null: deleted

/** What is against keeping: "" where nothing, "newer" where a later program's data is there. */
export const trouble = { reason: "" };

/** The changes that are nowhere but in this page. */
export const looseOnes = () =>
  [...memory.changes.values()].filter((one) => one && one.state !== "sent");

// What is still here only was not taken for the reason that is told.
function easeTrouble() {
  if (looseOnes().length === 0) trouble.reason = "";
}

function open() {
  connection ??= inTime(openNow()).catch((error) => {
    connection = null;
    trouble.reason = error?.name === "VersionError" ? "newer" : "closed";
    throw new DOMException(String(error), "InvalidStateError");
  });
  return connection;
}

const openNow = async () =>
  openDB("tablet", VERSION, {
    upgrade(made, before) {
      if (before >= 1) return;
      made.createObjectStore("changes", { keyPath: "n", autoIncrement: true });
      made.createObjectStore("facts");
      // Made anew under a page that had it open: it was cleared, and what waited is here only.
      for (const [n, one] of waiting) memory.changes.set(n, unmarked(one));
    },
    blocking: (_before, _after, event) => letGo(event.target), // a later program opens it
    terminated: () => letGo(),
  });

function letGo(database) {
  database?.close();
  connection = null;
}

async function inTime(opening) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("it does not open")), PATIENCE);
  });
  return Promise.race([opening, late]).finally(() => clearTimeout(timer));
}

// One of the two stores as *work* sees it: what is in memory lies over what is in *base*. What is
// written goes where it was, into memory where *base* takes nothing.
class Layer {
  #over;
  #base;
  #takes;
  written = new Map(); // into memory, once all is done
  seen = null;

  constructor(name, base, takes) {
    this.#over = memory[name];
    this.#base = base;
    this.#takes = takes;
  }

  #isOver = (key) => this.written.has(key) || this.#over.has(key);
  #overOf = (key) => (this.written.has(key) ? this.written.get(key) : this.#over.get(key));

  async get(key) {
    return this.#isOver(key) ? (this.#overOf(key) ?? undefined) : this.#base.get(key);
  }

  async getAll() {
    const below = (await this.#base.getAll()).filter(({ n }) => !this.#isOver(n));
    const keys = new Set([...this.#over.keys(), ...this.written.keys()]);
    const over = [...keys].map(this.#overOf).filter(Boolean);
    const all = [...below, ...over.map((one) => ({ ...one, isLoose: true }))];
    this.seen = new Map(all.map((one) => [one.n, one]));
    return all.sort((one, other) => one.n - other.n);
  }

  async put(value, name) {
    const key = name ?? value.n;
    const stored = name === undefined ? unmarked(value) : value;
    this.seen?.set(key, stored);
    if (this.#takes && !this.#isOver(key)) await this.#base.put(stored, name);
    else this.written.set(key, stored);
    return key;
  }

  async delete(key) {
    this.seen?.delete(key);
    if (this.#takes && !this.#isOver(key)) await this.#base.delete(key);
    else this.written.set(key, null);
  }
}

const unmarked = ({ isLoose: _, ...change }) => change;

async function inDatabase(mode, work) {
  const options = { durability: "strict" };
  const transaction = (await open()).transaction(STORES, mode, options);
  transaction.done.catch(() => {}); // thrown below, where *work* itself did not fail
  const stores = STORES.map((name) => transaction.objectStore(name));
  const result = await work(...stores).catch((error) => {
    abort(transaction);
    throw error;
  });
  await transaction.done;
  return result;
}

function abort(transaction) {
  try {
    transaction.abort();
  } catch {
    // it has ended already, by the same error
  }
}

const layersOver = (stores, takes) => STORES.map((name, at) => new Layer(name, stores[at], takes));

async function overDatabase(mode, work) {
  let layers;
  const result = await inDatabase(mode, (...stores) => {
    layers = layersOver(stores, true);
    return work(...layers);
  });
  take(layers);
  if (mode === "readwrite") easeTrouble();
  return result;
}

// What can be read is read; all that is written stays in memory.
async function overMemory(work) {
  const reading = (read, otherwise) => inDatabase("readonly", read).catch(() => otherwise);
  const changes = { getAll: () => reading((store) => store.getAll(), []) };
  const facts = { get: (name) => reading((_, store) => store.get(name)) };
  const layers = layersOver([changes, facts], false);
  const result = await work(...layers);
  take(layers);
  return result;
}

function take(layers) {
  STORES.forEach((name, at) => {
    for (const [key, value] of layers[at].written) memory[name].set(key, value);
  });
  const { seen } = layers[0];
  if (seen) waiting = new Map([...seen].filter(([, one]) => one.state === "waiting"));
}

async function attempt(mode, work) {
  for (const isLast of [false, true]) {
    try {
      return await overDatabase(mode, work);
    } catch (error) {
      if (FAULTS.includes(error?.name)) throw error;
      if (error?.name === "QuotaExceededError") trouble.reason = "full";
      else if (!isLast) letGo(await connection?.catch(() => null)); // once more, opened anew
    }
  }
  trouble.reason ||= "closed";
  return overMemory(work);
}

/** Do *work* with the stores of changes and of facts, to read them. */
export const reading = (work) => attempt("readonly", work);

/** Do *work* with both stores: all that it writes is kept, also through a dead battery, or none. */
export function writing(work) {
  const done = queue.then(() => attempt("readwrite", work));
  queue = done.catch(() => {});
  return done;
}

/** Bring what is in memory where it outlives the page, one by one, as far as it is taken. */
export function rescue() {
  const moving = queue.then(async () => {
    for (const [at, name] of STORES.entries()) {
      for (const entry of [...memory[name]]) await move(at, name, entry).catch(() => {});
    }
  });
  queue = moving;
  return moving;
}

async function move(at, name, [key, value]) {
  await inDatabase("readwrite", async (...stores) => {
    if (value === null) await stores[at].delete(key);
    else await stores[at].put(value, ...(name === "facts" ? [key] : []));
  });
  memory[name].delete(key);
  easeTrouble();
}
