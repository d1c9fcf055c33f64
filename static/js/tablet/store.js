// The changes of this tablet and a few facts about it, in IndexedDB. Pages and the worker use it.
import { openDB } from "../../vendor/idb.js";
import * as changes from "./change.js";

/** Hears "changed" when another page or the worker changed the store. */
export const news = new BroadcastChannel("outbox");

let database = null;

function open() {
  database ??= openDB("tablet", 1, {
    upgrade(made) {
      made.createObjectStore("changes", { keyPath: "n", autoIncrement: true });
      made.createObjectStore("facts");
    },
  });
  return database;
}

// Do *work* in one transaction: all of it is kept, also through a dead battery, or none.
async function within(mode, work) {
  const options = { durability: "strict" };
  const transaction = (await open()).transaction(["changes", "facts"], mode, options);
  transaction.done.catch(() => {}); // thrown below, where *work* itself did not fail
  const stores = ["changes", "facts"].map((name) => transaction.objectStore(name));
  const result = await work(...stores).catch((error) => {
    abort(transaction);
    throw error;
  });
  await transaction.done;
  if (mode === "readwrite") news.postMessage("changed");
  return result;
}

function abort(transaction) {
  try {
    transaction.abort();
  } catch {
    // it has ended already, by the same error
  }
}

const reading = (work) => within("readonly", work);
const writing = (work) => within("readwrite", work);

async function apply(store, { dropped, stored }) {
  for (const n of dropped) await store.delete(n);
  for (const one of stored) await store.put(one);
}

/** A fact by its name: "owner" ({ id, name }: whose pages are kept), "sent-7" (ms). */
export const fact = (name) => reading((_, facts) => facts.get(name));
export const setFact = (name, value) => writing((_, facts) => facts.put(value, name));

/** All changes of *user*, in their order. */
export const all = (user) =>
  reading(async (store) => (await store.getAll()).filter((one) => one.user === user));

/** How many changes of others wait or were refused here: a map by the names of their writers. */
export const countOfOthers = (user) =>
  reading(async (store) => {
    const counts = new Map();
    for (const one of await store.getAll()) {
      if (one.user === user || one.state === "sent") continue;
      counts.set(one.who, (counts.get(one.who) ?? 0) + 1);
    }
    return counts;
  });

/** Keep a change. Returns it as it is kept, or null where nothing is new. */
export const add = (change) =>
  writing(async (store) => {
    const mine = (await store.getAll()).filter((one) => one.user === change.user);
    const { dropped, stored } = changes.place(change, mine);
    await apply(store, { dropped, stored: [] });
    return stored && { ...stored, n: await store.put(stored) };
  });

/** The next change of *user* to send, noted as tried: from now on it stays as it is. */
export const next = (user) =>
  writing(async (store) => {
    const all = await store.getAll();
    const found = all.find((one) => one.user === user && changes.isWaiting(one));
    if (!found) return null;
    const tried = { ...found, tries: found.tries + 1 };
    await store.put(tried);
    return tried;
  });

/** Note that the server failed over *change*. Returns how often it has by now. */
export const noteStumble = (change) =>
  writing(async (store) => {
    const stumbles = (change.stumbles ?? 0) + 1;
    await store.put({ ...change, stumbles });
    return stumbles;
  });

/** Note what became of *change*, for itself and for those that build on it. */
export const settle = (change, verdict) =>
  writing(async (store, facts) => {
    const now = Date.now();
    await apply(store, changes.settle(change, verdict, await store.getAll(), now));
    if (verdict.state === "sent") await facts.put(now, `sent-${change.user}`);
  });

/** Let the refused changes of a page wait again: the server says what is against them now. */
export const retry = (user, page) =>
  writing(async (store) => {
    const isRefusedHere = (one) =>
      one.user === user && one.state === "refused" && one.page === page;
    for (const one of (await store.getAll()).filter(isRefusedHere)) {
      await store.put({ ...one, state: "waiting" });
    }
  });

/** Take back a change that was never sent. Returns whether it was so. */
export const takeBack = (n) =>
  writing(async (store) => {
    const found = await store.get(n);
    const isBack = Boolean(found) && changes.isWaiting(found) && !found.tries;
    if (isBack) await store.delete(n);
    return isBack;
  });

export const drop = (n) => writing((store) => store.delete(n));

/** Forget the readable copies of what was sent; what waits stays until its writer comes back. */
export const forgetSent = () =>
  writing(async (store) => {
    const sent = (await store.getAll()).filter((one) => one.state === "sent");
    await apply(store, { dropped: sent.map(({ n }) => n), stored: [] });
  });
