import assert from "node:assert/strict";
import { test } from "node:test";
import { fullness, sizeText } from "../../static/js/tablet/room.js";

test("sizes are said in the unit that fits, with a comma", () => {
  const sizes = [0, 1023, 1024, 36_000, 1.5 * 2 ** 20, 12.4 * 2 ** 20, 2.1 * 2 ** 30];
  const words = ["0 byte", "1.023 byte", "1 kB", "35 kB", "1,5 MB", "12 MB", "2,1 GB"];
  assert.deepEqual(sizes.map(sizeText), words);
});

test("how full it is is said, and that it is nearly", () => {
  assert.match(fullness({ usage: 2 ** 20, quota: 2 ** 30 }), /1 MB trong khoảng 1 GB .*\.$/);
  assert.doesNotMatch(fullness({ usage: 79, quota: 100 }), /sắp đầy/);
  assert.match(fullness({ usage: 80, quota: 100 }), /\(80%\): sắp đầy/);
});

test("a browser that does not say how much room there is says nothing", () => {
  assert.equal(fullness({ usage: 0, quota: 0 }), "");
});
