import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { buildsOn, laterThan, nextOf } from "../../static/js/tablet/queue.js";
import { adding, change, kept, removing, writing } from "./support/changes.js";

const NOW = 1_000_000;
const LATE = { later: NOW + 1, tries: 1 };
const photo = (more) => change({ isPhoto: true, body: [["photo", new Blob(["x"])]], ...more });
const order = (mine, isOfPhotos = false) => nextOf(mine, NOW, isOfPhotos)?.n ?? null;

describe("the next to send", () => {
  test("is the first text, whatever photo came before it", () => {
    const mine = kept(photo(), writing("chair", "An"), photo());
    assert.equal(order(mine), 2);
    assert.equal(order(mine, true), 1);
  });

  test("passes what was tried in vain, until that is due again", () => {
    const mine = kept(writing("chair", "An", "", LATE), writing("present", "9"));
    assert.equal(order(mine), 2);
    assert.equal(nextOf(mine, NOW + 1, false).n, 1);
    assert.equal(order(kept(photo(LATE), photo()), true), 2);
  });

  test("is none where all is done or not due", () => {
    assert.equal(order(kept(writing("chair", "An", "", { state: "sent" }))), null);
    assert.equal(order(kept(writing("chair", "An", "", LATE))), null);
  });

  test("is not what builds on one that is not due", () => {
    const mine = kept(
      adding("tabc", LATE),
      writing("remark-tabc-text", "Đúng giờ"),
      writing("chair", "An"),
    );
    assert.equal(order(mine), 3);
  });
});

describe("a change builds on an earlier one", () => {
  const cases = [
    ["of the same field", writing("chair", "B"), writing("chair", "A"), true],
    ["of another field", writing("present", "9"), writing("chair", "A"), false],
    [
      "of the same field of another visit",
      writing("chair", "B"),
      writing("chair", "A", "", { page: "/visits/2/findings" }),
      false,
    ],
    ["that adds its row", writing("remark-t1-text", "x"), adding("t1"), true],
    ["that adds another row", writing("remark-t2-text", "x"), adding("t1"), false],
    [
      "of a row that it removes",
      removing("9", [["was-remark-9-text", ""]]),
      writing("remark-9-text", "x"),
      true,
    ],
    [
      "that turned a step, as it does",
      change({ act: "finish step 1", body: [["do", "finish step 1"]] }),
      change({ act: "start step 1", body: [["do", "start step 1"]] }),
      true,
    ],
    [
      "that decided about its field",
      writing("chair", "B"),
      writing("chair", "A", "", { act: "mine chair" }),
      true,
    ],
    ["with a photo", photo(), photo(), false],
    ["with a photo, though of a row", adding("t1"), photo(), false],
  ];
  for (const [name, one, earlier, does] of cases) {
    test(`${does ? "" : "not "}${name}`, () => assert.equal(buildsOn(one, earlier), does));
  }
});

test("what goes in vain waits twice as long each time, ten minutes at most", () => {
  const waits = [1, 2, 3, 20].map((lapses) => laterThan(NOW, lapses) - NOW);
  assert.deepEqual(waits, [15_000, 30_000, 60_000, 600_000]);
});
