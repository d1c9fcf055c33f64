import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf } from "../../static/js/tablet/clock.js";

const at = (day, hour) => new Date(2024, 6, day, hour, 5);

test("a moment is said with its day in two digits", () => {
  assert.equal(momentOf(at(3, 8), false), "08:05 ngày 03/07/2024");
});

test("beside the training clock a moment of today is its hour alone", () => {
  assert.equal(momentOf(at(3, 8), true, at(3, 17)), "08:05");
});

test("beside the training clock another day is called a real one", () => {
  assert.equal(momentOf(at(2, 8), true, at(3, 17)), "08:05 ngày 02/07/2024 (ngày thật)");
});
