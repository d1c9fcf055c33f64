import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { FORMAT } from "../../static/js/tablet/change.js";
import { momentOf } from "../../static/js/tablet/clock.js";
import { lostWords, newsOf, summaryOf } from "../../static/js/tablet/summary.js";
import { adding, kept, writing } from "./support/changes.js";

const NOW = 100_000;
const summary = (wanted) =>
  summaryOf({ mine: [], others: new Map(), last: 0, mode: "sent", now: NOW, ...wanted });

describe("the strip", () => {
  test("says nothing where nothing is to say", () => {
    assert.deepEqual(Object.values(summary().lines).filter(Boolean), []);
  });

  test("says nothing of what is on its way, and something of what waits longer", () => {
    const mine = kept(writing("chair", "An", "", { made: NOW - 3000 }));
    assert.equal(summary({ mine }).lines.waiting, "");
    assert.equal(summary({ mine, now: NOW + 1 }).lines.waiting, "1 thay đổi chờ gửi.");
  });

  test("says how old the oldest of what waits is", () => {
    const mine = kept(writing("chair", "An", "", { made: NOW }), adding("t1", { made: NOW }));
    const { lines } = summary({ mine, now: NOW + 2 * 3600_000 });
    assert.equal(lines.waiting, "2 thay đổi chờ gửi, lâu nhất đã 2 giờ.");
  });

  test("says at once what waits without network, and since when", () => {
    const mine = kept(writing("chair", "An", "", { made: NOW }), adding("t1", { made: NOW }));
    const { lines } = summary({ mine, mode: "offline", last: 5000 });
    assert.equal(lines.offline, true); // with nothing to add: nothing is typed on this page
    assert.equal(
      lines.waiting,
      `2 thay đổi chờ gửi · gửi lần cuối lúc ${momentOf(new Date(5000))}.`,
    );
  });

  test("promises to keep what is typed only where the page does", () => {
    const words = (page, trouble) => summary({ mode: "offline", page, trouble }).lines.offline;
    assert.match(words("kept"), /được giữ trên máy này/);
    assert.match(words("lost"), /Trang này không giữ/);
    assert.match(words("kept", "full"), /Trang này không giữ/);
    assert.equal(summary({ page: "lost" }).lines.offline, false);
    assert.match(lostWords("lost"), /^Đang ngoại tuyến\. Trang này không giữ/);
    assert.equal(lostWords(""), "Đang ngoại tuyến.");
  });

  test("says what is only in the page, and why", () => {
    const mine = kept(
      writing("chair", "An", "", { isLoose: true }),
      writing("present", "1", "", { isLoose: true, state: "sent" }),
    );
    const { lines } = summary({ mine, trouble: "full" });
    assert.match(lines.loose, /^Máy này hết chỗ.*: 1 thay đổi chỉ có trong trang đang mở/);
    assert.match(summary({ mine, trouble: "newer" }).lines.loose, /bản mới hơn/);
    assert.match(summary({ mine }).lines.loose, /không cho giữ/);
  });

  test("counts apart what a later program wrote", () => {
    const mine = kept(writing("chair", "An", "", { v: FORMAT + 1, made: 0 }));
    const told = summary({ mine });
    assert.deepEqual([told.waiting, told.newer], [0, 1]);
    assert.equal(told.lines.newer, "1 thay đổi");
    assert.equal(told.lines.waiting, "");
  });

  test("asks to sign in only where something waits for it", () => {
    assert.equal(summary({ mode: "signed-out" }).lines["signed-out"], false);
    const mine = kept(writing("chair", "An"));
    assert.equal(summary({ mine, mode: "signed-out" }).lines["signed-out"], true);
  });

  test("counts what was refused, and not what was sent", () => {
    const mine = kept(
      writing("chair", "An", "", { state: "refused" }),
      writing("chair", "An", "", { state: "sent" }),
    );
    const { lines, waiting, refused } = summary({ mine });
    assert.equal(lines.refused, "1 thay đổi chưa được nhận.");
    assert.deepEqual([waiting, refused], [0, 1]);
  });

  test("names others who have something here", () => {
    const others = new Map([
      ["An", 2],
      ["Bình", 1],
    ]);
    assert.equal(summary({ others }).lines.others, "2 thay đổi của An; 1 thay đổi của Bình");
  });
});

describe("what is read out", () => {
  const at = (waiting, refused) => ({ waiting, refused });

  test("is a new refusal", () => {
    assert.equal(newsOf(at(1, 0), at(0, 1)), "1 thay đổi chưa được nhận.");
  });

  test("is that all was sent", () => {
    assert.match(newsOf(at(2, 0), at(0, 0)), /^Đã gửi hết/);
  });

  test("is nothing where nothing was to send, or some still is", () => {
    assert.equal(newsOf(at(0, 0), at(0, 0)), "");
    assert.equal(newsOf(at(2, 0), at(1, 0)), "");
    assert.equal(newsOf(at(0, 1), at(0, 1)), "");
  });
});
