import assert from "node:assert/strict";
import { after, beforeEach, describe, test } from "node:test";
import * as copies from "../../static/js/tablet/copies.js";
import { endSession, farewell, isToEnd, leave } from "../../static/js/tablet/ending.js";
import { emptyCaches } from "./support/caches.js";
import { ME, writing } from "./support/changes.js";
import { answer, answerWith, foreign, session, unreached } from "./support/server.js";
import { store } from "./support/store.js";

beforeEach(emptyCaches);
after(() => farewell.close());

describe("who signs out without network", () => {
  test("leaves nothing to read, and what waits to its writer", async () => {
    await store.setFact("owner", ME);
    await store.add(writing("chair", "An"));
    await (await caches.open("pages-7")).put("/visits/1/findings", answer(200, "bí mật"));
    await leave(ME);
    assert.equal(await copies.keptAt("/visits/1/findings"), null);
    assert.equal(await store.fact("owner"), null);
    assert.equal((await store.all(ME.id)).length, 1);
    assert.equal(await isToEnd(), true);
  });

  test("is signed out by the server's word once it is reached", async () => {
    await leave(ME);
    const requests = answerWith(session(ME.id, "mine"), answer(303), session(0));
    assert.equal(await endSession(), true);
    assert.deepEqual(
      requests.map(({ path, method }) => [path, method]),
      [
        ["/tablet/session", undefined],
        ["/sign-out", "POST"],
        ["/tablet/session", undefined],
      ],
    );
    assert.equal(requests[1].headers["X-CSRFToken"], "mine");
    assert.equal(await isToEnd(), false);
    assert.equal(await endSession(), true);
    assert.equal(requests.length, 3);
  });

  test("stays to be signed out while the server is not reached, or goes on knowing them", async () => {
    await leave(ME);
    answerWith(unreached());
    assert.equal(await endSession(), false);
    answerWith(foreign(200, "<h1>Wi-Fi</h1>"));
    assert.equal(await endSession(), false);
    answerWith(session(ME.id), answer(400), session(ME.id));
    assert.equal(await endSession(), false);
    assert.equal(await isToEnd(), true);
  });

  test("signs out nobody else who came since", async () => {
    await leave(ME);
    const requests = answerWith(session(8));
    assert.equal(await endSession(), true);
    assert.equal(requests.length, 1);
    assert.equal(await isToEnd(), false);
  });
});

test("nobody left, nothing is asked", async () => {
  const requests = answerWith();
  assert.equal(await endSession(), true);
  assert.deepEqual(requests, []);
});
