import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { isTurn, nowOf, pressAfter, turned } from "../../static/js/findings/turns.js";

const steps = (...states) => states.map((at, n) => ({ id: String(n + 1), at }));
const statesOf = (list) => list.map(({ at }) => at);

describe("a step", () => {
  test("that begins ends the one before", () => {
    const after = turned(steps("running", "waiting", "waiting"), "start", "2");
    assert.deepEqual(statesOf(after), ["done", "running", "waiting"]);
  });

  test("that is resumed ends the one that goes on", () => {
    const after = turned(steps("done", "running"), "resume", "1");
    assert.deepEqual(statesOf(after), ["running", "done"]);
  });

  test("that ends begins no other", () => {
    const after = turned(steps("running", "waiting"), "finish", "1");
    assert.deepEqual(statesOf(after), ["done", "waiting"]);
  });

  test("leaves those that were skipped or are over as they are", () => {
    const after = turned(steps("skipped", "done", "waiting"), "start", "3");
    assert.deepEqual(statesOf(after), ["skipped", "done", "running"]);
  });

  test("that is ended once more leaves the one that goes on", () => {
    const after = turned(steps("done", "running"), "finish", "1");
    assert.deepEqual(statesOf(after), ["done", "running"]);
  });

  test("that goes on may be ended, one that ended resumed", () => {
    assert.equal(pressAfter("start").verb, "finish");
    assert.equal(pressAfter("resume").verb, "finish");
    assert.equal(pressAfter("finish").verb, "resume");
  });

  test("is turned by three verbs", () => {
    assert.deepEqual(["start", "resume", "finish", "add", ""].map(isTurn), [
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("the button that leads on", () => {
  test("begins the first step", () => {
    assert.deepEqual(nowOf(steps("waiting", "waiting")), {
      words: "Tiếp theo: bước 1/2",
      press: { verb: "start", id: "1", words: "Bắt đầu bước 1", glyph: "play" },
    });
  });

  test("goes to the next step", () => {
    assert.deepEqual(nowOf(steps("running", "skipped", "waiting")), {
      words: "Đang: bước 1/3",
      press: { verb: "start", id: "3", words: "Sang bước 3", glyph: "skip" },
    });
  });

  test("leaves out a step that was passed over as long as one comes after", () => {
    assert.equal(nowOf(steps("waiting", "running", "waiting")).press.words, "Sang bước 3");
  });

  test("goes back to a step that was passed over when none comes after", () => {
    assert.equal(nowOf(steps("waiting", "running")).press.words, "Sang bước 1");
  });

  test("ends the last step", () => {
    assert.deepEqual(nowOf(steps("done", "running")), {
      words: "Đang: bước 2/2",
      press: { verb: "finish", id: "2", words: "Kết thúc bước cuối", glyph: "stop" },
    });
  });

  test("goes when all are over", () => {
    assert.deepEqual(nowOf(steps("done", "skipped")), {
      words: "Đã hết chương trình",
      press: null,
    });
  });
});
