import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { adding, change, ME, PAGE, removing, writing } from "./support/changes.js";
import { store } from "./support/store.js";

const texts = async (user = ME.id) =>
  (await store.all(user)).map(({ field, body }) => body.find(([name]) => name === field)?.[1]);

test("changes are kept in their order, each with its place", async () => {
  const first = await store.add(writing("chair", "An"));
  const second = await store.add(writing("present", "10"));
  assert.ok(second.n > first.n);
  assert.deepEqual(await texts(), ["An", "10"]);
});

test("a text that is written again before it was sent is kept once", async () => {
  await store.add(writing("chair", "A"));
  await store.add(adding("t1"));
  const last = await store.add(writing("chair", "An"));
  const all = await store.all(ME.id);
  assert.deepEqual(
    all.map((one) => one.field),
    ["chair", ""],
  );
  assert.equal(all[0].n, last.n);
});

test("a row that is added and removed before it was sent leaves nothing", async () => {
  await store.add(adding("t1"));
  await store.add(writing("remark-t1-text", "Đúng giờ"));
  assert.equal(await store.add(removing("t1")), null);
  assert.deepEqual(await store.all(ME.id), []);
});

test("a photo is kept with its name and what is in it", async () => {
  const photo = new Blob(["picture"], { type: "image/jpeg" });
  await store.add(change({ isPhoto: true, body: [["photo", photo]] }));
  const [[, kept]] = (await store.all(ME.id))[0].body;
  assert.equal(await kept.text(), "picture");
});

test("everybody has their own changes, and of others one sees how many", async () => {
  await store.add(writing("chair", "An"));
  await store.add(writing("chair", "Bình", "", { user: 8, who: "Bình" }));
  await store.add(writing("present", "9", "", { user: 8, who: "Bình" }));
  assert.deepEqual(await texts(), ["An"]);
  assert.deepEqual([...(await store.countOfOthers(ME.id))], [["Bình", 2]]);
  assert.deepEqual(
    [...(await store.countOfOthers(0))],
    [
      [ME.name, 1],
      ["Bình", 2],
    ],
  );
});

describe("the next to send", () => {
  test("is the first of its writer that waits, and counts as tried from then on", async () => {
    await store.add(writing("chair", "Bình", "", { user: 8 }));
    await store.add(writing("chair", "An"));
    const next = await store.next(ME.id);
    assert.equal(next.user, ME.id);
    assert.equal(next.tries, 1);
    assert.equal((await store.next(ME.id)).tries, 2);
    assert.equal((await store.all(8))[0].tries, 0);
  });

  test("is none where all was sent or refused", async () => {
    await store.add(writing("chair", "An"));
    await store.settle(await store.next(ME.id), { state: "refused", reason: "x" });
    assert.equal(await store.next(ME.id), null);
  });
});

test("what was sent is noted, with the moment of it", async () => {
  await store.add(writing("chair", "An"));
  const before = Date.now();
  await store.settle(await store.next(ME.id), { state: "sent", row: "", stamp: 5 });
  assert.equal((await store.all(ME.id))[0].state, "sent");
  assert.ok((await store.fact(`sent-${ME.id}`)) >= before);
  assert.deepEqual([...(await store.countOfOthers(0))], []);
});

test("what was refused is not noted as sent", async () => {
  await store.add(writing("chair", "An"));
  await store.settle(await store.next(ME.id), { state: "refused", reason: "x" });
  assert.equal(await store.fact(`sent-${ME.id}`), undefined);
});

test("the refused changes of one page wait again, those of others do not", async () => {
  for (const page of [PAGE, "/visits/2/findings"]) {
    await store.add(writing("chair", page, "", { page }));
    await store.settle(await store.next(ME.id), { state: "refused", reason: "x" });
  }
  await store.retry(ME.id, PAGE);
  const states = (await store.all(ME.id)).map(({ page, state }) => [page, state]);
  assert.deepEqual(states, [
    [PAGE, "waiting"],
    ["/visits/2/findings", "refused"],
  ]);
});

test("what went in vain waits longer each time, until something says that it may go", async () => {
  await store.add(writing("chair", "An"));
  await store.postpone(await store.next(ME.id));
  assert.equal(await store.next(ME.id), null);
  const waits = async () => (await store.all(ME.id))[0].later - Date.now();
  const first = await waits();
  assert.ok(first > 10_000 && first <= 15_000);
  await store.hurry(ME.id);
  await store.postpone(await store.next(ME.id));
  assert.ok((await waits()) > first + 10_000);
  await store.again((await store.all(ME.id))[0].n);
  assert.equal((await store.next(ME.id)).lapses, 2);
});

test("a photo that waits is not written again for each text that goes", async () => {
  await store.add(change({ isPhoto: true, body: [["photo", new Blob(["picture"])]] }));
  await store.add(writing("chair", "An"));
  const text = await store.next(ME.id);
  const { put } = IDBObjectStore.prototype;
  const written = [];
  IDBObjectStore.prototype.put = function (value, ...key) {
    written.push(value.field ?? key[0]);
    return put.call(this, value, ...key);
  };
  await store.settle(text, { state: "sent", row: "", stamp: 5 });
  IDBObjectStore.prototype.put = put;
  assert.deepEqual(written, ["chair", `sent-${ME.id}`]);
});

test("forgetting what was sent leaves what waits and what was refused", async () => {
  for (const field of ["chair", "present", "course"]) await store.add(writing(field, "1"));
  await store.settle(await store.next(ME.id), { state: "sent", row: "", stamp: 5 });
  await store.settle(await store.next(ME.id), { state: "refused", reason: "x" });
  await store.forgetSent();
  const left = (await store.all(ME.id)).map(({ field, state }) => [field, state]);
  assert.deepEqual(left, [
    ["present", "refused"],
    ["course", "waiting"],
  ]);
});

test("a change is dropped by hand", async () => {
  const { n } = await store.add(writing("chair", "An"));
  await store.drop(n);
  assert.deepEqual(await store.all(ME.id), []);
});

test("facts are kept by their names", async () => {
  await store.setFact("owner", ME);
  assert.deepEqual(await store.fact("owner"), ME);
});

test("what cannot all be kept changes nothing", async () => {
  const first = await store.add(writing("chair", "An"));
  const wrong = writing("chair", () => {}); // nothing that a store can keep
  await assert.rejects(store.add(wrong), { name: "DataCloneError" });
  assert.deepEqual(await store.all(ME.id), [first]);
});

test("others hear of what changed, and nothing of what was only read", async () => {
  const heard = [];
  const other = new BroadcastChannel("outbox");
  const twice = new Promise((resolve) => {
    other.onmessage = ({ data }) => {
      if (heard.push(data) === 2) resolve();
    };
  });
  await store.add(writing("chair", "An"));
  await store.all(ME.id);
  await store.next(ME.id);
  await store.fact("owner");
  await twice;
  await new Promise(setImmediate);
  other.close();
  assert.deepEqual(heard, ["changed", "changed"]);
});

test("a change is taken back as long as it was never sent", async () => {
  const untried = await store.add(change({ act: "send", isWhole: true, path: "/a" }));
  assert.equal(await store.takeBack(untried.n), true);
  assert.deepEqual(await store.all(ME.id), []);
  await store.add(change({ act: "send", isWhole: true, path: "/a" }));
  const tried = await store.next(ME.id);
  assert.equal(await store.takeBack(tried.n), false);
  assert.equal((await store.all(ME.id)).length, 1);
});
