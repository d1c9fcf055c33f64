import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  FORMAT,
  isWaiting,
  place,
  settle,
  textOf,
  valueIn,
} from "../../static/js/tablet/change.js";
import { adding, change, kept, removing, writing } from "./support/changes.js";

const DAY = 24 * 3600 * 1000;
const SENT = { state: "sent", row: "", stamp: 5000 };
const REFUSED = { state: "refused", reason: "Không được" };

describe("the value of a field in a change", () => {
  test("is what was written", () => {
    assert.equal(valueIn(writing("chair", "An", "Bình"), "chair"), "An");
  });

  test("is empty for a tick taken off, of which a form sends only what it was", () => {
    assert.equal(valueIn(change({ body: [["was-present", "1"]] }), "present"), "");
  });

  test("is undefined where the change says nothing of the field", () => {
    assert.equal(valueIn(writing("chair", "An"), "present"), undefined);
  });
});

test("a person reads what was written, not what it was before nor what a button does", () => {
  const body = [
    ["do", "mine chair"],
    ["chair", "An"],
    ["was-chair", "Bình"],
    ["theirs-chair", "Cúc"],
    ["note", "Hai"],
  ];
  assert.equal(
    textOf(change({ body: [...body, ["photo", new Blob(["x"])], ["empty", ""]] })),
    "An\nHai",
  );
});

test("a person reads what the page said of a choice", () => {
  const rated = writing("rank", "good", "poor", { said: [["rank", "Thực hiện tốt"]] });
  assert.equal(textOf(rated), "Thực hiện tốt");
  const off = change({ body: [["was-tick", "1"]], said: [["tick", "Không"]] });
  assert.equal(textOf(off), "Không");
});

describe("a change that a later program wrote", () => {
  const later = (more) => writing("chair", "của bản sau", "", { v: FORMAT + 1, ...more });

  test("does not wait for this one to send it, and its text is still read", () => {
    assert.equal(isWaiting(later({ state: "waiting" })), false);
    assert.equal(textOf(later()), "của bản sau");
    assert.equal(textOf({ v: FORMAT + 1, state: "held" }), "");
  });

  test("is neither merged nor dropped when its field is written again", () => {
    const { dropped, stored } = place(writing("chair", "An"), kept(later()));
    assert.deepEqual([dropped, stored.n], [[], undefined]);
    assert.equal(valueIn(stored, "was-chair"), "");
    assert.deepEqual(place(writing("chair", "An"), kept(later({ state: "refused" }))).dropped, []);
  });

  test("stays as it is when others are answered", () => {
    const all = kept(adding("t1"), writing("remark-t1-text", "x", "", { v: FORMAT + 1 }));
    const old = later({ n: 9, state: "sent", sent: 1 });
    const { dropped, stored } = settle(all[0], { ...SENT, row: "42" }, [...all, old], 90 * DAY);
    assert.deepEqual(dropped, []);
    assert.deepEqual(
      stored.map(({ n }) => n),
      [1],
    );
  });
});

describe("keeping a text", () => {
  test("that is new keeps it, waiting and not yet tried", () => {
    const { dropped, stored } = place(writing("chair", "An"), []);
    assert.deepEqual(dropped, []);
    assert.equal(stored.state, "waiting");
    assert.equal(stored.tries, 0);
    assert.equal(valueIn(stored, "chair"), "An");
  });

  test("says as of when its writer saw the field: of the page, or of the last answer about it", () => {
    const seen = (mine) => place(writing("chair", "An", "Bình", { seen: 1000 }), mine).stored.seen;
    const answered = (field, state) => writing(field, "Bình", "", { n: 1, state, stamp: 5000 });
    assert.equal(seen([]), 1000);
    assert.equal(seen([answered("chair", "sent")]), 5000);
    assert.equal(seen([answered("chair", "waiting"), answered("reasons", "sent")]), 1000);
    assert.equal(place(writing("chair", "An"), []).stored.seen, undefined);
  });

  test("that is what the field held keeps nothing", () => {
    assert.equal(place(writing("chair", "An", "An"), []).stored, null);
  });

  test("takes the place of one that was never sent, and follows from what was before that", () => {
    const mine = kept(writing("chair", "An", "Bình"), adding("t1"));
    const { dropped, stored } = place(writing("chair", "An Khang", "Bình"), mine);
    assert.deepEqual(dropped, [1]);
    assert.equal(stored.n, 1);
    assert.deepEqual(stored.body, [
      ["chair", "An Khang"],
      ["was-chair", "Bình"],
    ]);
  });

  test("back to what it was before anything was sent leaves nothing to send", () => {
    const mine = kept(writing("chair", "An", "Bình"));
    assert.deepEqual(place(writing("chair", "Bình", "Bình"), mine), { dropped: [1], stored: null });
  });

  test("follows one that was tried, whose answer may be lost, and leaves that alone", () => {
    const mine = kept(writing("chair", "An", "Bình", { tries: 1 }));
    const { dropped, stored } = place(writing("chair", "An Khang", "Bình"), mine);
    assert.deepEqual(dropped, []);
    assert.equal(stored.n, undefined);
    assert.equal(valueIn(stored, "was-chair"), "An");
  });

  test("follows the last that waits, not one that gives the field up", () => {
    const theirs = writing("chair", "Cúc", "Bình", { act: "theirs chair", tries: 1 });
    const mine = kept(writing("chair", "An", "Bình", { tries: 1 }), theirs);
    assert.equal(valueIn(place(writing("chair", "Dung"), mine).stored, "was-chair"), "An");
  });

  test("takes a refused text of the same field away, and none of another", () => {
    const mine = kept(
      writing("chair", "mười", "", { state: "refused" }),
      writing("present", "mười", "", { state: "refused" }),
    );
    const { dropped, stored } = place(writing("chair", "An"), mine);
    assert.deepEqual(dropped, [1]);
    assert.equal(valueIn(stored, "chair"), "An");
  });

  test("back to what the server has, after a refusal, is sent: it ends the refusal there, too", () => {
    const mine = kept(writing("chair", "mười", "An", { state: "refused" }));
    assert.equal(valueIn(place(writing("chair", "An", "An"), mine).stored, "chair"), "An");
  });

  test("that waits already keeps nothing new, and ends an older refusal", () => {
    const refused = writing("chair", "mười", "Bình", { state: "refused" });
    const mine = kept(refused, writing("chair", "An", "Bình"));
    assert.deepEqual(place(writing("chair", "An", "Bình"), mine), { dropped: [1], stored: null });
  });

  test("follows a decision between two texts that waits, and leaves that alone", () => {
    const mine = kept(writing("chair", "An", "Bình", { act: "mine chair" }));
    const { dropped, stored } = place(writing("chair", "An Khang", "Bình"), mine);
    assert.deepEqual(dropped, []);
    assert.equal(valueIn(stored, "was-chair"), "An");
  });

  test("leaves the same field of another visit alone", () => {
    const elsewhere = { page: "/visits/2/findings" };
    const mine = kept(
      writing("chair", "An", "", elsewhere),
      writing("chair", "mười", "", { ...elsewhere, state: "refused" }),
    );
    const { dropped, stored } = place(writing("chair", "Bình"), mine);
    assert.deepEqual(dropped, []);
    assert.equal(stored.n, undefined);
    assert.equal(valueIn(stored, "was-chair"), "");
  });

  test("follows what was written on another page of the same visit", () => {
    const mine = kept(writing("chair", "An", "", { page: "/visits/1/session", tries: 1 }));
    assert.equal(valueIn(place(writing("chair", "Bình"), mine).stored, "was-chair"), "An");
  });

  test("by a button is kept as it is, beside what waits", () => {
    const mine = kept(writing("chair", "An", "Bình"));
    const { dropped, stored } = place(writing("chair", "An", "Bình", { act: "mine chair" }), mine);
    assert.deepEqual(dropped, []);
    assert.equal(valueIn(stored, "was-chair"), "Bình");
  });

  test("leaves the change that it was given as it was", () => {
    const given = writing("chair", "Dung", "Bình");
    const before = structuredClone(given);
    place(given, kept(writing("chair", "An", "Bình", { tries: 1 })));
    assert.deepEqual(given, before);
  });
});

describe("removing a row", () => {
  test("that the server never had takes all away that was written in it", () => {
    const mine = kept(adding("t1"), writing("remark-t1-text", "Đúng giờ"), writing("chair", "An"));
    assert.deepEqual(place(removing("t1"), mine), { dropped: [1, 2], stored: null });
  });

  test("that was refused takes it away, too", () => {
    const mine = kept(adding("t1", { state: "refused", tries: 1 }));
    assert.deepEqual(place(removing("t1"), mine), { dropped: [1], stored: null });
  });

  test("whose addition was tried is sent after it, for the server may have it", () => {
    const { dropped, stored } = place(removing("t1"), kept(adding("t1", { tries: 1 })));
    assert.deepEqual(dropped, []);
    assert.equal(stored.act, "remove remark t1");
  });

  test("of the server says what the row held when its writer last wrote there", () => {
    const mine = kept(writing("remark-9-text", "Đúng giờ", ""));
    const { stored } = place(removing("9", [["was-remark-9-text", ""]]), mine);
    assert.equal(valueIn(stored, "was-remark-9-text"), "Đúng giờ");
  });
});

describe("what an answer means", () => {
  const after = (all, stored) => new Map([...all, ...stored].map((one) => [one.n, one]));

  test("a change that was sent is kept for a while, without its photo", () => {
    const all = kept(
      change({
        isPhoto: true,
        body: [
          ["caption", "Hội trường"],
          ["photo", new Blob(["x"])],
        ],
      }),
    );
    const { stored } = settle(all[0], SENT, all, 9000);
    assert.deepEqual(stored[0].body, [["caption", "Hội trường"]]);
    assert.equal(stored[0].state, "sent");
    assert.equal(stored[0].sent, 9000);
  });

  test("one that was refused keeps its photo, and the reason", () => {
    const all = kept(change({ isPhoto: true, body: [["photo", new Blob(["x"])]] }));
    const { stored } = settle(all[0], REFUSED, all, 9000);
    assert.equal(stored[0].body.length, 1);
    assert.equal(stored[0].reason, "Không được");
  });

  test("a row that has its number has it in all that was written in it since", () => {
    const text = writing("remark-t1-text", "Đúng giờ");
    const under = adding("t2", {
      act: "add recommendation t1",
      body: [["do", "add recommendation t1"]],
    });
    const all = kept(adding("t1"), text, under, writing("chair", "t1"));
    const now = after(all, settle(all[0], { ...SENT, row: "42" }, all, 9000).stored);
    assert.equal(now.get(1).row, "42");
    assert.deepEqual(now.get(2).body, [
      ["remark-42-text", "Đúng giờ"],
      ["was-remark-42-text", ""],
    ]);
    assert.equal(now.get(2).field, "remark-42-text");
    assert.equal(now.get(2).target, "state-remark-42-text");
    assert.equal(now.get(3).act, "add recommendation 42");
    assert.deepEqual(now.get(3).body, [["do", "add recommendation 42"]]);
    assert.equal(valueIn(now.get(4), "chair"), "t1"); // what a person wrote is theirs
  });

  test("what was written while the answer was on its way goes into that row, too", () => {
    const sent = kept(adding("42", { state: "sent", tries: 1, made_as: "t1" }));
    const { stored } = place(writing("remark-t1-text", "Đúng giờ"), sent);
    assert.equal(stored.field, "remark-42-text");
    assert.equal(valueIn(stored, "remark-42-text"), "Đúng giờ");
    assert.equal(place(removing("t1"), sent).stored.act, "remove remark 42");
    assert.equal(place(writing("chair", "t1"), sent).stored.field, "chair");
  });

  test("what was written in a row that was refused is refused for the same reason", () => {
    const all = kept(adding("t1"), writing("remark-t1-text", "Đúng giờ"), writing("chair", "An"));
    const now = after(all, settle(all[0], REFUSED, all, 9000).stored);
    assert.equal(now.get(2).state, "refused");
    assert.equal(now.get(2).reason, "Không được");
    assert.equal(now.get(3).state, "waiting");
  });

  test("the text after a refused one follows from what was before it", () => {
    const all = kept(writing("chair", "An", "Bình", { tries: 1 }), writing("chair", "Cúc", "An"));
    const now = after(all, settle(all[0], REFUSED, all, 9000).stored);
    assert.equal(valueIn(now.get(2), "was-chair"), "Bình");
  });

  test("the text after one that was taken follows from that", () => {
    const all = kept(writing("chair", "An", "Bình", { tries: 1 }), writing("chair", "Cúc", "An"));
    const now = after(all, settle(all[0], SENT, all, 9000).stored);
    assert.equal(valueIn(now.get(2), "was-chair"), "An");
  });

  test("a refused text goes when a later one of its field was taken", () => {
    const all = kept(writing("chair", "mười", "", { state: "refused" }), writing("chair", "An"));
    assert.deepEqual(settle(all[1], SENT, all, 9000).dropped, [1]);
    assert.deepEqual(settle(all[1], REFUSED, all, 9000).dropped, []);
  });

  test("the same field of another visit is another field", () => {
    const there = { page: "/visits/2/findings" };
    const refused = writing("chair", "mười", "", { ...there, state: "refused" });
    const all = kept(refused, writing("chair", "An", "Bình"), writing("chair", "Cúc", "", there));
    assert.deepEqual(settle(all[1], SENT, all, 9000).dropped, []);
    const now = after(all, settle(all[1], REFUSED, all, 9000).stored);
    assert.equal(valueIn(now.get(3), "was-chair"), "");
  });

  test("a decision between two texts says itself what it follows from", () => {
    const mine = writing("chair", "Cúc", "An", { act: "mine chair" });
    const all = kept(writing("chair", "An", "Bình"), mine);
    const now = after(all, settle(all[0], REFUSED, all, 9000).stored);
    assert.equal(valueIn(now.get(2), "was-chair"), "An");
  });

  test("an older change that is asked about once more leaves later ones that have an end", () => {
    const all = kept(
      writing("chair", "An", "Bình"),
      writing("chair", "Cúc", "An", { state: "sent", sent: 8000 }),
      writing("chair", "mười", "Cúc", { state: "refused" }),
    );
    const { stored } = settle(all[0], REFUSED, all, 9000);
    assert.equal(
      stored.some(({ n }) => n === 2),
      false,
    );
    assert.deepEqual(settle(all[0], SENT, all, 9000).dropped, []);
  });

  test("nobody else's changes are touched", () => {
    const other = writing("chair", "mười", "", { user: 8, state: "refused" });
    const all = kept(other, writing("chair", "An"), writing("chair", "Cúc", "An", { user: 8 }));
    const { dropped, stored } = settle(all[1], REFUSED, all, 9000);
    assert.deepEqual(dropped, []);
    assert.deepEqual(
      stored.map(({ n }) => n),
      [2],
    );
    assert.deepEqual(settle(all[1], SENT, all, 9000).dropped, []);
  });

  test("what does not differ is not written again", () => {
    const photo = change({ isPhoto: true, body: [["photo", new Blob(["x"])]] });
    const all = kept(
      writing("chair", "An"),
      photo,
      writing("present", "9"),
      writing("chair", "Cúc"),
    );
    for (const verdict of [SENT, REFUSED]) {
      const { stored } = settle(all[0], verdict, all, 9000);
      assert.deepEqual(
        stored.map(({ n }) => n),
        [1],
      );
    }
  });

  test("what was sent is forgotten after seven days, and not before", () => {
    const sent = (at) => writing("chair", "An", "", { state: "sent", sent: at });
    const now = 100 * DAY;
    const all = kept(sent(now - 7 * DAY - 1), sent(now - 7 * DAY), adding("t1"));
    assert.deepEqual(settle(all[2], SENT, all, now).dropped, [1]);
  });
});

test("a text that others decided about is forgotten, so that no older copy of a page shows it", () => {
  const mine = kept({ ...writing("chair", "An"), state: "refused" });
  const { dropped, stored } = settle(mine[0], { ...SENT, isSettled: true }, mine, DAY);
  assert.deepEqual(dropped, [mine[0].n]);
  assert.deepEqual(stored, []);
});

describe("a form that is sent as a whole", () => {
  const report = (value, wanted = {}) =>
    change({
      isWhole: true,
      act: "send",
      path: "/visits/1/report",
      body: [["course", value]],
      ...wanted,
    });

  test("takes the place of one that was never sent, or was refused", () => {
    const mine = kept(report("Một"), { ...report("Hai"), state: "refused" });
    const { dropped, stored } = place(report("Ba"), mine);
    assert.deepEqual(dropped, [1, 2]);
    assert.equal(stored.state, "waiting");
    assert.equal(valueIn(stored, "course"), "Ba");
  });

  test("leaves alone one that was tried, other forms, and fields", () => {
    const tried = { ...report("Một"), tries: 1 };
    const other = report("Hai", { path: "/visits/1/no-show" });
    const mine = kept(tried, other, writing("course", "An"));
    assert.deepEqual(place(report("Ba"), mine).dropped, []);
  });

  test("is read as it was typed", () => {
    assert.equal(textOf(report("x", { text: "Nội dung: x" })), "Nội dung: x");
  });
});
