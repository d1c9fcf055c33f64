import assert from "node:assert/strict";
import { test } from "node:test";
import { countOf, nextAfter } from "../../static/js/findings/counting.js";

test("a group says how much of it is written", () => {
  assert.deepEqual(countOf([true, false, true]), { words: "Đã ghi 2/3", isDone: false });
  assert.deepEqual(countOf([true]), { words: "Đã ghi 1/1", isDone: true });
});

test("the next is the first after the last that was worked on, then the first of all", () => {
  assert.equal(nextAfter([false, true, false], -1), 0);
  assert.equal(nextAfter([false, true, false], 0), 2);
  assert.equal(nextAfter([false, true, true], 1), 0);
  assert.equal(nextAfter([true, true], 0), -1);
});
