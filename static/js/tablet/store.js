// The changes of this tablet and a few facts about it. Pages and the worker use it.
import * as changes from "./change.js";
import * as database from "./database.js";
import { laterThan, nextOf } from "./queue.js";

export const { looseOnes, rescue, trouble } = database;

/** Hears "changed" when another page or the worker changed the store. */
export const news = new BroadcastChannel("outbox");

const { reading } = database;

async function writing(work) {
  const result = await database.writing(work);
  news.postMessage("changed");
  return result;
}

const ofUser = async (store, user) => (await store.getAll()).filter((one) => one.user === user);

async function apply(store, { dropped, stored }) {
  for (const n of dropped) await store.delete(n);
  for (const one of stored) await store.put(one);
}

/** A fact by its name: "owner" ({ id, name }: whose pages are kept), "sent-7" (ms). */
export const fact = (name) => reading((_, facts) => facts.get(name));
export const setFact = (name, value) => writing((_, facts) => facts.put(value, name));

/** All changes of *user*, in their order. */
export const all = (user) => reading((store) => ofUser(store, user));

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

/**
 * Keep a change. Returns it as it is kept, null where nothing is new: it is on the tablet by then,
 * or, with `isLoose`, nowhere but in this page.
 */
export async function add(change) {
  const kept = await writing(async (store) => {
    const all = await store.getAll();
    const mine = all.filter((one) => one.user === change.user);
    const { dropped, stored } = changes.place(change, mine);
    await apply(store, { dropped, stored: [] });
    if (!stored) return null;
    const placed = { ...stored, n: stored.n ?? placeAfter(all) };
    await store.put(placed);
    return placed;
  });
  const isLoose = kept && database.looseOnes().some(({ n }) => n === kept.n);
  return isLoose ? { ...kept, isLoose } : kept;
}

// By the clock, so that what is kept where the others cannot be read comes after them, and with a
// part by chance, so that two pages that see nothing of each other choose different ones.
const placeAfter = (all) => Math.max(Date.now(), (all.at(-1)?.n ?? 0) + 1) + Math.random();

/**
 * The next change of *user* to send, a photo where *isOfPhotos*, noted as tried: from now on it
 * stays as it is. null where none is due.
 */
export const next = (user, isOfPhotos = false) =>
  writing(async (store) => {
    const found = nextOf(await ofUser(store, user), Date.now(), isOfPhotos);
    if (!found) return null;
    const tried = { ...found, tries: found.tries + 1 };
    await store.put(tried);
    return tried;
  });

/** Note that *change* was tried in vain: others pass until it is tried again. */
export const postpone = (change) =>
  writing(async (store) => {
    const lapses = (change.lapses ?? 0) + 1;
    await store.put({ ...change, lapses, later: laterThan(Date.now(), lapses) });
  });

/** Let nothing of *user* wait for its next try: there is a network, or somebody asks for it. */
export const hurry = (user) =>
  writing(async (store) => {
    const late = (await ofUser(store, user)).filter((one) => one.later && changes.isWaiting(one));
    for (const one of late) await store.put({ ...one, later: 0 });
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
      changes.isReadable(one) && one.user === user && one.state === "refused" && one.page === page;
    for (const one of (await store.getAll()).filter(isRefusedHere)) {
      await store.put({ ...one, state: "waiting" });
    }
  });

/** Let one change wait again, whatever became of it before. */
export const again = (n) =>
  writing(async (store) => {
    const found = (await store.getAll()).find((one) => one.n === n);
    if (found) await store.put({ ...found, state: "waiting", later: 0 });
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
