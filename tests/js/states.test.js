import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { FORMAT } from "../../static/js/tablet/change.js";
import { ageOf, hourOf } from "../../static/js/tablet/clock.js";
import { stateOf } from "../../static/js/tablet/states.js";
import { writing } from "./support/changes.js";

const NOW = 10 * 3600_000;
const MINUTE = 60_000;
const words = (more, isReached = true) =>
  stateOf(
    { ...writing("chair", "An", ""), state: "waiting", made: NOW, ...more },
    NOW,
    isReached,
  )[0];

describe("a change on this tablet", () => {
  test("waits, and says for how long", () => {
    assert.equal(words({}), "chờ gửi");
    assert.equal(words({ made: NOW - 5 * MINUTE }, false), "chờ gửi đã 5 phút");
  });

  test("is being sent, or is sent again at an hour, where the server is reached", () => {
    const later = NOW + MINUTE;
    const hour = hourOf(new Date(later));
    assert.equal(words({ tries: 1 }), "đang gửi");
    assert.equal(words({ tries: 1, later }), `chờ gửi, gửi lại lúc ${hour}`);
    assert.equal(words({ tries: 1, later: NOW }), "đang gửi");
    assert.equal(words({ tries: 1, later }, false), "chờ gửi");
  });

  test("was refused, or stands beside another text on the server", () => {
    assert.equal(words({ state: "refused" }), "chưa được nhận");
    assert.match(words({ state: "refused", isClash: true }), /cả hai đã ở máy chủ/);
  });

  test("is nowhere but in the page, or of a later program", () => {
    assert.match(words({ isLoose: true }), /trang đang mở/);
    assert.match(words({ v: FORMAT + 1 }), /bản mới hơn/);
  });
});

test("an age is said in its largest unit", () => {
  const ages = [59_999, MINUTE, 60 * MINUTE, 23 * 60 * MINUTE, 49 * 60 * MINUTE].map(ageOf);
  assert.deepEqual(ages, ["", "1 phút", "1 giờ", "23 giờ", "2 ngày"]);
});
