// What the tablet does not take: it is kept in the page, sent from there, and moved when it can be.
import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import { openDB } from "idb";
import { change, ME, writing } from "./support/changes.js";
import { store } from "./support/store.js";

const undo = [];

function replace(owner, name, value) {
  const before = owner[name];
  owner[name] = value;
  undo.push(() => {
    owner[name] = before;
  });
}

function mend() {
  for (const one of undo.splice(0)) one();
}
const fail = (name) => () => {
  throw new DOMException("no", name);
};
const noRoom = () => replace(IDBObjectStore.prototype, "put", fail("QuotaExceededError"));

/** What another page, or this one after a reload, finds on the tablet. */
async function onTablet() {
  const database = await openDB("tablet");
  const found = await database.getAll("changes");
  database.close();
  return found.map(({ field, state }) => [field, state]);
}

const inPage = async () =>
  (await store.all(ME.id)).map(({ field, state, isLoose = false }) => [field, state, isLoose]);

afterEach(async () => {
  mend();
  await store.rescue();
  assert.deepEqual(store.looseOnes(), []);
});

describe("a tablet without room", () => {
  test("has what is written in the page, marked so, and beside what was kept before", async () => {
    await store.add(writing("chair", "An"));
    noRoom();
    assert.equal((await store.add(writing("present", "9"))).isLoose, true);
    assert.deepEqual(await inPage(), [
      ["chair", "waiting", false],
      ["present", "waiting", true],
    ]);
    assert.equal(store.trouble.reason, "full");
    assert.deepEqual(await onTablet(), [["chair", "waiting"]]);
  });

  test("sends it all the same, in its order", async () => {
    noRoom();
    await store.add(writing("chair", "An"));
    await store.add(writing("present", "9"));
    const first = await store.next(ME.id);
    assert.equal(first.field, "chair");
    await store.settle(first, { state: "sent", row: "", stamp: 5 });
    assert.equal((await store.next(ME.id)).field, "present");
    assert.equal(store.looseOnes().length, 1);
  });

  test("takes it when it has some again, once, and says so no more", async () => {
    noRoom();
    const photo = new Blob(["picture"], { type: "image/jpeg" });
    await store.add(change({ isPhoto: true, body: [["photo", photo]] }));
    await store.add(writing("chair", "An"));
    mend();
    await store.rescue();
    assert.deepEqual(await onTablet(), [
      ["", "waiting"],
      ["chair", "waiting"],
    ]);
    assert.deepEqual(store.looseOnes(), []);
    assert.equal(store.trouble.reason, "");
  });

  test("for a photo takes the text that comes after it", async () => {
    const { put } = IDBObjectStore.prototype;
    replace(IDBObjectStore.prototype, "put", function (value, ...key) {
      if (value.isPhoto) fail("QuotaExceededError")();
      return put.call(this, value, ...key);
    });
    await store.add(change({ isPhoto: true, body: [["photo", new Blob(["x"])]] }));
    assert.equal("isLoose" in (await store.add(writing("chair", "An"))), false);
    assert.deepEqual(await onTablet(), [["chair", "waiting"]]);
    assert.equal(store.trouble.reason, "full"); // of the photo, which is still here only
  });

  test("forgets what was dropped there, and rewrites what was there before", async () => {
    const { n } = await store.add(writing("chair", "An"));
    await store.add(writing("present", "9"));
    replace(IDBObjectStore.prototype, "delete", fail("UnknownError"));
    noRoom();
    await store.drop(n);
    assert.deepEqual(await inPage(), [["present", "waiting", false]]);
    mend();
    await store.rescue();
    assert.deepEqual(await onTablet(), [["present", "waiting"]]);
  });
});

describe("a connection", () => {
  test("that the system closed is opened once more", async () => {
    await store.add(writing("chair", "An"));
    let calls = 0;
    const { transaction } = IDBDatabase.prototype;
    replace(IDBDatabase.prototype, "transaction", function (...given) {
      calls += 1;
      if (calls === 1) fail("InvalidStateError")();
      return transaction.apply(this, given);
    });
    assert.equal("isLoose" in (await store.add(writing("present", "9"))), false);
    assert.equal((await onTablet()).length, 2);
  });

  test("that never opens leaves all in the page, to be sent from there", async () => {
    replace(IDBDatabase.prototype, "transaction", fail("InvalidStateError"));
    replace(indexedDB, "open", fail("SecurityError"));
    assert.equal((await store.add(writing("chair", "An"))).isLoose, true);
    assert.equal((await store.next(ME.id)).field, "chair");
    await store.setFact("owner", ME);
    assert.deepEqual(await store.fact("owner"), ME);
    assert.equal(store.trouble.reason, "closed");
  });

  test("whose data was cleared under the page keeps again what waits on it", async () => {
    await store.add(writing("chair", "An"));
    await store.add(writing("present", "9"));
    await store.settle(await store.next(ME.id), { state: "sent", row: "", stamp: 5 });
    await new Promise((resolve, reject) => {
      Object.assign(indexedDB.deleteDatabase("tablet"), { onsuccess: resolve, onerror: reject });
    });
    assert.deepEqual(await inPage(), [["present", "waiting", true]]);
    await store.rescue();
    assert.deepEqual(await onTablet(), [["present", "waiting"]]);
  });
});

describe("a database", () => {
  const deleted = () =>
    new Promise((resolve, reject) => {
      Object.assign(indexedDB.deleteDatabase("tablet"), { onsuccess: resolve, onerror: reject });
    });

  /** The database as the program made it whose changes named no format. */
  const asBefore = () =>
    openDB("tablet", 1, {
      upgrade(made) {
        made.createObjectStore("changes", { keyPath: "n", autoIncrement: true });
        made.createObjectStore("facts");
      },
    });

  test("of the program before is read and sent, its changes first", async () => {
    await deleted();
    const before = await asBefore();
    const waiting = { ...writing("chair", "An"), state: "waiting", tries: 0 };
    await before.add("changes", waiting);
    await before.add("changes", { ...waiting, ...writing("present", "9") });
    before.close();
    await store.add(writing("course", "Đúng giờ"));
    const order = [];
    for (let next = await store.next(ME.id); next; next = await store.next(ME.id)) {
      order.push(next.field);
      await store.settle(next, { state: "sent", row: "", stamp: 5 });
    }
    assert.deepEqual(order, ["chair", "present", "course"]);
  });

  test("of a later program is left to that, and what is written stays in the page", async () => {
    await store.add(writing("chair", "An"));
    const later = await openDB("tablet", 2); // this page lets go of it
    assert.equal((await store.add(writing("present", "9"))).isLoose, true);
    assert.equal(store.trouble.reason, "newer");
    const kept = await later.getAll("changes");
    assert.deepEqual(
      kept.map(({ field }) => field),
      ["chair"],
    );
    later.close();
    await deleted();
  });
});

test("a fault of ours is none of the tablet's", async () => {
  await assert.rejects(store.add(writing("chair", () => {})), { name: "DataCloneError" });
  assert.deepEqual(store.looseOnes(), []);
});
