import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/page.js";

openPage("");
const { scrollTo } = await import("../../static/js/now.js");

test("a month in sight moves nothing", () => {
  assert.equal(scrollTo({ left: 130, right: 190, frozen: 130, width: 358 }), 0);
  assert.equal(scrollTo({ left: 298, right: 358, frozen: 130, width: 358 }), 0);
});

test("a month out of sight, or cut, comes beside the column that stays", () => {
  assert.equal(scrollTo({ left: 299, right: 359, frozen: 130, width: 358 }), 169);
  assert.equal(scrollTo({ left: 790, right: 850, frozen: 130, width: 358 }), 660);
});

test("where the column that stays is wider than what is before the month nothing scrolls back", () => {
  assert.equal(scrollTo({ left: 100, right: 200, frozen: 130, width: 150 }), 0);
});
