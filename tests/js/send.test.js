import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { patienceFor } from "../../static/js/tablet/protocol.js";
import { flush, session } from "../../static/js/tablet/send.js";
import { adding, change, ME, writing } from "./support/changes.js";
import * as server from "./support/server.js";
import { store } from "./support/store.js";

const define = (name, value) =>
  Object.defineProperty(globalThis, name, { value, configurable: true });

const held = new Map(); // names of locks: promises of those who hold or await them
define("location", new URL("https://here/visits/1/findings"));
define("navigator", {
  locks: {
    request(name, ...given) {
      const [work, { ifAvailable = false } = {}] = given.reverse();
      if (ifAvailable && held.has(name)) return Promise.resolve(work(null));
      const last = (held.get(name) ?? Promise.resolve()).catch(() => {}).then(() => work({ name }));
      held.set(name, last);
      const free = () => held.get(name) === last && held.delete(name);
      last.then(free, free);
      return last;
    },
  },
});

const mine = { user: ME.id, token: "token" };
const states = async () =>
  (await store.all(ME.id)).map(({ field, act, state }) => [field || act, state]);

async function keep(...fields) {
  for (const field of fields) await store.add(writing(field, "1"));
}

/** Flush, and return how it ended with what was answered. */
async function sent(options = mine) {
  const answers = [];
  const answered = (...one) => answers.push(one);
  return { ...(await flush({ ...options, answered })), answers };
}

test("nothing is asked where nothing waits", async () => {
  const requests = server.answerWith(server.done());
  assert.deepEqual(await flush(mine), { end: "sent", token: "token", isLeft: false });
  assert.equal(requests.length, 0);
});

test("what waits is sent in the order in which it was written", async () => {
  await keep("chair", "present", "course");
  const requests = server.answerWith(server.done("<div>"));
  const { end, answers } = await sent();
  assert.equal(end, "sent");
  const fields = requests.map(({ body }) => [...body.keys()][0]);
  assert.deepEqual(fields, ["chair", "present", "course"]);
  assert.deepEqual(
    answers.map(([one, status, part]) => [one.field, one.state, status, part]),
    [
      ["chair", "sent", 200, "<div>"],
      ["present", "sent", 200, "<div>"],
      ["course", "sent", 200, "<div>"],
    ],
  );
});

test("a change whose answer was lost is sent again by the same key", async () => {
  await keep("chair");
  const requests = server.answerWith(server.unreached(), server.done());
  assert.equal((await flush(mine)).end, "offline");
  assert.deepEqual(await states(), [["chair", "waiting"]]);
  assert.equal((await flush(mine)).end, "sent");
  const keys = requests.map(({ headers }) => headers["X-Change"]);
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1]);
  assert.deepEqual(await states(), [["chair", "sent"]]);
});

test("an answer that breaks off in the middle is a lost one", async () => {
  await keep("chair");
  const broken = new ReadableStream({ pull: (stream) => stream.error(new Error("broken")) });
  globalThis.fetch = async () => new Response(broken, { headers: server.done().headers });
  assert.equal((await flush(mine)).end, "offline");
  assert.deepEqual(await states(), [["chair", "waiting"]]);
});

test("a text written while the first is on its way follows that one", async () => {
  await keep("chair");
  server.answerWith(server.unreached());
  await flush(mine);
  await store.add(writing("chair", "2"));
  const requests = server.answerWith(server.done());
  await flush(mine);
  const bodies = requests.map(({ body }) => [body.get("chair"), body.get("was-chair")]);
  assert.deepEqual(bodies, [
    ["1", ""],
    ["2", "1"],
  ]);
});

test("without network the first try is the last: the rest keeps its order", async () => {
  await keep("chair", "present");
  const requests = server.answerWith(server.unreached());
  assert.equal((await flush(mine)).end, "offline");
  assert.equal(requests.length, 1);
  assert.deepEqual(await states(), [
    ["chair", "waiting"],
    ["present", "waiting"],
  ]);
});

test("a row's number from the server is in all that follows", async () => {
  await store.add(adding("tabc"));
  await store.add(writing("remark-tabc-text", "Đúng giờ"));
  const requests = server.answerWith(server.done("", { "X-Row": "42" }), server.done());
  const { answers } = await sent();
  assert.equal(requests[1].body.get("remark-42-text"), "Đúng giờ");
  assert.equal(answers[0][0].row, "42");
  assert.equal(answers[0][0].made_as, "tabc");
});

describe("a refusal", () => {
  test("with a part of the page brings it along, and lets the next go on", async () => {
    await keep("chair", "present");
    const clash = server.answer(409, "<div>hai bản</div>", { "X-Made": "5" });
    server.answerWith(clash, server.done());
    const { end, answers } = await sent();
    assert.equal(end, "sent");
    assert.deepEqual(answers[0].slice(1), [409, "<div>hai bản</div>"]);
    assert.deepEqual(await states(), [
      ["chair", "refused"],
      ["present", "sent"],
    ]);
  });

  test("without one brings the server's reason", async () => {
    await keep("chair");
    const reason = encodeURIComponent("Đã chờ quá 30 ngày.");
    server.answerWith(server.answer(409, "", { "X-Made": "5", "X-Reason": reason }));
    const { answers } = await sent();
    assert.deepEqual(answers[0].slice(1), [409, null]);
    assert.equal(answers[0][0].reason, "Đã chờ quá 30 ngày.");
    assert.equal((await store.all(ME.id))[0].reason, "Đã chờ quá 30 ngày.");
  });

  test("because the visit was given to others says so", async () => {
    await keep("chair");
    server.answerWith(server.answer(403, "<html>"));
    const { end, answers } = await sent();
    assert.equal(end, "sent");
    assert.match(answers[0][0].reason, /không còn được giao/);
    assert.equal(answers[0][2], null);
  });

  test("of a row is one of all that was written in it, which is not sent", async () => {
    await store.add(adding("tabc"));
    await store.add(writing("remark-tabc-text", "Đúng giờ"));
    const requests = server.answerWith(server.answer(404));
    await flush(mine);
    assert.equal(requests.length, 1);
    assert.deepEqual(await states(), [
      ["add strength 0", "refused"],
      ["remark-tabc-text", "refused"],
    ]);
  });
});

describe("a network that answers with a page of its own", () => {
  for (const [name, answer] of [
    ["302 to its sign-in", server.foreign(302, "", { Location: "https://hotel/" })],
    ...[200, 400, 401, 403, 404, 409, 413, 422, 500, 502, 511].map((status) => [
      `${status}`,
      server.foreign(status, "<h1>Wi-Fi của khách sạn</h1>", { "X-Made": "5" }),
    ]),
  ]) {
    test(`${name} sends nothing`, async () => {
      await keep("chair");
      server.answerWith(answer);
      const { end, answers } = await sent();
      assert.equal(end, "offline");
      assert.deepEqual(answers, []);
      assert.deepEqual(await states(), [["chair", "waiting"]]);
    });
  }

  test("where the server is asked who is signed in, it is not reached", async () => {
    server.answerWith(server.foreign(200, '{"user": 7, "token": "x"}'));
    await assert.rejects(session());
  });
});

describe("a server that fails over one change", () => {
  test("is asked again later, and the fifth time the change is set aside", async () => {
    await keep("chair", "present");
    server.answerWith((_, { body }) => (body.has("chair") ? server.answer(500) : server.done()));
    for (let time = 1; time < 5; time += 1) {
      assert.equal((await flush(mine)).isLeft, true);
      assert.deepEqual(await states(), [
        ["chair", "waiting"],
        ["present", "sent"], // those behind it do not wait for it
      ]);
      await store.hurry(ME.id);
    }
    assert.equal((await flush(mine)).isLeft, false);
    assert.deepEqual(await states(), [
      ["chair", "refused"],
      ["present", "sent"],
    ]);
  });
});

describe("the session", () => {
  test("that has lapsed lets the outbox wait", async () => {
    await keep("chair");
    server.answerWith(server.answer(401));
    assert.equal((await flush(mine)).end, "signed-out");
    assert.deepEqual(await states(), [["chair", "waiting"]]);
  });

  test("whose token is too old gets a fresh one, and goes on", async () => {
    await keep("chair");
    const requests = server.answerWith(server.answer(400), server.session(ME.id), server.done());
    assert.deepEqual(await flush(mine), { end: "sent", token: "fresh", isLeft: false });
    const tokens = requests.map(({ headers }) => headers?.["X-CSRFToken"]);
    assert.deepEqual(tokens, ["token", undefined, "fresh"]);
  });

  test("asks for a fresh token once: then the change itself is not understood", async () => {
    await keep("chair");
    server.answerWith(server.answer(400), server.session(ME.id), server.answer(400));
    assert.equal((await flush(mine)).end, "sent");
    assert.deepEqual(await states(), [["chair", "refused"]]);
  });

  test("of another person sends nothing of this one", async () => {
    await keep("chair");
    const requests = server.answerWith(server.answer(400), server.session(8));
    assert.equal((await flush(mine)).end, "signed-out");
    assert.equal(requests.length, 2);
    assert.deepEqual(await states(), [["chair", "waiting"]]);
  });

  test("says to a worker who sends, for it has no page to ask", async () => {
    await keep("chair");
    await store.add(writing("chair", "của người khác", "", { user: 8 }));
    const requests = server.answerWith(server.session(ME.id), server.done());
    assert.deepEqual(await flush(), { end: "sent", token: "fresh", isLeft: false });
    assert.deepEqual(
      requests.map(({ path }) => path),
      ["/tablet/session", "/visits/1/field"],
    );
    assert.equal((await store.all(8))[0].state, "waiting");
  });

  test("of nobody lets a worker send nothing", async () => {
    await keep("chair");
    server.answerWith(server.session(0));
    assert.equal((await flush()).end, "signed-out");
  });

  test("says the server's time", async () => {
    server.answerWith(server.session(ME.id));
    assert.equal((await session()).at, Date.parse("2026-11-29T08:00:00Z"));
  });
});

test("one sends at a time: two that send at once send each change once", async () => {
  await keep("chair", "present");
  const requests = server.answerWith(server.done());
  await Promise.all([flush(mine), flush(mine)]);
  assert.equal(requests.length, 2);
});

test("the next change goes only when the page has shown the answer to the last", async () => {
  await keep("chair", "present");
  const order = [];
  server.answerWith((_, { body }) => {
    order.push(`send ${[...body.keys()][0]}`);
    return server.done();
  });
  const answered = async ({ field }) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    order.push(`show ${field}`);
  };
  await flush({ ...mine, answered });
  assert.deepEqual(order, ["send chair", "show chair", "send present", "show present"]);
});

test("a fault of our own is no lost network", async () => {
  await store.add(change({ page: "http://[" }));
  server.answerWith(server.done());
  await assert.rejects(flush(mine), TypeError);
});

describe("a photo", () => {
  const photo = () =>
    change({ isPhoto: true, path: "/visits/1/photos", body: [["photo", new Blob(["x"])]] });
  const slow = Object.assign(new Error("too slow"), { name: "TimeoutError" });
  const paths = (requests) => requests.map(({ path }) => path);

  test("goes after the texts, though it came before them", async () => {
    await store.add(photo());
    await keep("chair");
    const requests = server.answerWith(server.done());
    assert.equal((await flush(mine)).end, "sent");
    assert.deepEqual(paths(requests), ["/visits/1/field", "/visits/1/photos"]);
  });

  test("that is on its way lets a text pass", async () => {
    await store.add(photo());
    let arrive;
    const arriving = new Promise((resolve) => {
      arrive = resolve;
    });
    server.answerWith((path) => (path.endsWith("photos") ? arriving : server.done()));
    const first = flush({ ...mine, isPatient: false });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await keep("chair");
    assert.equal((await flush({ ...mine, isPatient: false })).isLeft, true);
    assert.deepEqual((await states()).at(-1), ["chair", "sent"]);
    arrive(server.done());
    assert.equal((await first).isLeft, false);
  });

  test("that takes too long lets the next one pass, and waits for its turn", async () => {
    await store.add(photo());
    await store.add(photo());
    server.answerWith(slow, server.done());
    const { end, isLeft } = await flush(mine);
    assert.deepEqual([end, isLeft], ["sent", true]);
    const requests = server.answerWith(server.done());
    await flush(mine);
    assert.equal(requests.length, 0);
    await store.hurry(ME.id);
    assert.equal((await flush(mine)).isLeft, false);
  });

  test("is waited for the longer the bigger it is, not for ever", () => {
    const of = (size) =>
      patienceFor(change({ body: [["photo", new Blob([new Uint8Array(size)])]] }));
    assert.ok(of(3_100_000) > 499_000);
    assert.ok(of(100_000) < 90_000);
    assert.equal(of(9_000_000), 900_000);
  });
});

describe("a text", () => {
  test("that a proxy stops lets others pass", async () => {
    await keep("chair", "present");
    server.answerWith((_, { body }) => (body.has("chair") ? server.foreign(403) : server.done()));
    assert.equal((await flush(mine)).isLeft, true);
    assert.deepEqual(await states(), [
      ["chair", "waiting"],
      ["present", "sent"],
    ]);
  });

  test("is the second that gets no answer: then it is the network", async () => {
    await keep("chair", "present", "course");
    const requests = server.answerWith(server.foreign(502));
    assert.equal((await flush(mine)).end, "offline");
    assert.equal(requests.length, 2);
  });
});
