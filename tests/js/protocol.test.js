import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { fragmentOf, patienceFor, requestOf, verdictOf } from "../../static/js/tablet/protocol.js";
import { change, writing } from "./support/changes.js";
import { SIGNED } from "./support/server.js";

const OURS = new Headers({ ...SIGNED, "X-Made": "5000" });
const BARE = new Headers(SIGNED);
const NOBODYS = new Headers({ "X-Made": "5000", "X-Reason": "x" });

describe("the request of a change", () => {
  const context = { token: "token", now: 4500, origin: "https://here" };

  test("says by key, age and writer what is sent, and by which page", () => {
    const { headers, method, redirect } = requestOf(change({ key: "k", made: 1000 }), context);
    assert.equal(method, "POST");
    assert.equal(redirect, "manual");
    assert.deepEqual(headers, {
      "HX-Request": "true",
      "HX-Current-URL": "https://here/visits/1/findings",
      "X-CSRFToken": "token",
      "X-Change": "k",
      "X-Change-Age": "3500",
      "X-Change-User": "7",
    });
  });

  test("says which version of a content it answers", () => {
    assert.equal(requestOf(change({ about: "33 2" }), context).headers["X-About"], "33 2");
  });

  test("is never older than now, however wrong the tablet's clock went", () => {
    assert.equal(requestOf(change({ made: 9000 }), context).headers["X-Change-Age"], "0");
  });

  test("has the fields in their order, and a file by its name", async () => {
    const photo = new Blob(["x"], { type: "image/jpeg" });
    const { body } = requestOf(
      change({
        body: [
          ["b", "1"],
          ["a", "2"],
          ["photo", photo],
        ],
      }),
      context,
    );
    assert.deepEqual([...body.keys()], ["b", "a", "photo"]);
    assert.equal(body.get("photo").name, "photo");
    assert.equal(await body.get("photo").text(), "x");
  });

  test("waits longer for a file", () => {
    const photo = change({ body: [["photo", new Blob(["x"])]] });
    assert.ok(patienceFor(photo) > patienceFor(writing("chair", "An")));
  });
});

test("a change says as of when its writer saw the field, where that is known", () => {
  const at = { token: "t", now: 2000, origin: "https://here" };
  const headers = requestOf(writing("chair", "An", "", { seen: 1500 }), at).headers;
  assert.equal(headers["X-Seen"], "1500");
  assert.equal("X-Seen" in requestOf(writing("chair", "An"), at).headers, false);
});

describe("an answer", () => {
  test("with the server's mark says that the change is done, and which row it added", () => {
    const headers = new Headers({ ...SIGNED, "X-Made": "5000", "X-Row": "42" });
    assert.deepEqual(verdictOf(200, headers), { state: "sent", row: "42", stamp: 5000 });
    assert.equal(verdictOf(200, OURS).row, "");
    const decided = new Headers({ ...SIGNED, "X-Made": "5000", "X-Settled": "1" });
    assert.equal(verdictOf(200, decided).isSettled, true);
  });

  test("may say that something of it is in doubt", () => {
    const headers = new Headers({
      ...SIGNED,
      "X-Made": "5000",
      "X-Note": encodeURIComponent("Giờ"),
    });
    assert.equal(verdictOf(200, headers).note, "Giờ");
  });

  test("that says nothing of the change is a page of ours: nothing is sent", () => {
    assert.equal(verdictOf(200, BARE), null);
  });

  for (const status of [200, 400, 403, 404, 409, 413, 422, 500]) {
    test(`of ${status} without the server's name is a proxy's or a hotel's`, () => {
      assert.equal(verdictOf(status, NOBODYS), null);
      assert.equal(verdictOf(status, new Headers({ "X-Program": "nginx" })), null);
    });
  }

  for (const status of [0, 204, 302, 304, 401, 429, 502, 503, 504, 511]) {
    test(`of ${status} says nothing of the change`, () => {
      assert.equal(verdictOf(status, OURS), null);
    });
  }

  for (const status of [400, 403, 404, 409, 413, 422, 500]) {
    test(`of ${status} refuses it, for a reason`, () => {
      const verdict = verdictOf(status, BARE);
      assert.equal(verdict.state, "refused");
      assert.match(verdict.reason, /\.$/);
    });
  }

  test("gives the server's own reason where it says one", () => {
    const headers = new Headers({
      ...SIGNED,
      "X-Reason": encodeURIComponent("Buổi đã hoàn thành."),
    });
    assert.equal(verdictOf(409, headers).reason, "Buổi đã hoàn thành.");
    assert.match(verdictOf(403, BARE).reason, /không còn được giao/);
    assert.equal(verdictOf(409, headers).isClash, false);
    headers.set("X-Clash", "1");
    assert.equal(verdictOf(409, headers).isClash, true);
  });
});

describe("the part of the page in an answer", () => {
  test("is the text of one that was done, empty where a row went", () => {
    assert.equal(fragmentOf(200, OURS, "<li>"), "<li>");
    assert.equal(fragmentOf(200, OURS, ""), "");
  });

  test("is the text of a refusal that shows both texts, or what is wrong", () => {
    assert.equal(fragmentOf(409, OURS, "<div>"), "<div>");
    assert.equal(fragmentOf(422, OURS, "<div>"), "<div>");
  });

  test("is none where a refusal brings only its reason: the field's line stays", () => {
    assert.equal(fragmentOf(409, OURS, ""), null);
    assert.equal(fragmentOf(422, OURS, "\n"), null);
  });

  test("is none in a whole page about an error, or in what is not the server's", () => {
    assert.equal(fragmentOf(403, OURS, "<html>"), null);
    assert.equal(fragmentOf(409, NOBODYS, "<html>"), null);
    assert.equal(fragmentOf(200, NOBODYS, "<html>"), null);
  });
});
