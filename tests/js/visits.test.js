import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  byDay,
  changed,
  merged,
  moved,
  newsOf,
  todayOf,
  visitOf,
} from "../../static/js/tablet/visits.js";

const visit = (wanted = {}) => ({
  id: 1,
  on: "2024-03-07",
  day: "thứ Năm, 07/3/2024",
  when: "08:00 ngày 07/03/2024",
  place: "Hội trường ấp",
  off: "",
  stamp: "a",
  ...wanted,
});
const LATER = { when: "09:00 ngày 08/03/2024", on: "2024-03-08", stamp: "b" };
const told = (...visits) => ({ today: "2024-03-05", visits });

test("a page belongs to the visit that its address names", () => {
  assert.equal(visitOf("/visits/12"), "12");
  assert.equal(visitOf("/visits/12/findings"), "12");
  for (const path of ["/visits", "/visits/12a", "/plans/12", "/tablet/visits"]) {
    assert.equal(visitOf(path), undefined);
  }
});

describe("a visit that was moved", () => {
  const once = merged(told(visit()), told(visit(LATER)));

  test("carries when and where it was", () => {
    assert.equal(once.visits[0].was.when, "08:00 ngày 07/03/2024");
    assert.match(
      newsOf(once.visits[0]),
      /đã chuyển sang 09:00 ngày 08\/03\/2024 \(trước đó: 08:00/,
    );
  });

  test("keeps what it was first, also when it is moved again and when nothing changes", () => {
    const twice = merged(once, told(visit({ ...LATER, when: "10:00 ngày 09/03/2024" })));
    assert.equal(twice.visits[0].was.when, "08:00 ngày 07/03/2024");
    assert.deepEqual(merged(once, told(visit(LATER))).visits, once.visits);
  });

  test("that came back to where it was is as it was", () => {
    assert.equal(newsOf(merged(once, told(visit())).visits[0]), "");
  });

  test("says another place, too", () => {
    const [there] = merged(told(visit()), told(visit({ place: "Nhà văn hóa" }))).visits;
    assert.match(newsOf(there), /, tại Nhà văn hóa \(trước đó/);
  });

  test("is moved once, and to be fetched anew as long as its stamp is another", () => {
    assert.deepEqual(moved(told(visit()), told(visit(LATER))), [visit(LATER)]);
    assert.deepEqual(moved(once, told(visit(LATER))), []);
    assert.deepEqual(changed(told(visit()), told(visit(LATER))), [visit(LATER)]);
    assert.deepEqual(changed(told(visit()), told(visit())), []);
  });
});

test("one that is off says so, with the hour it had", () => {
  const [off] = merged(told(visit()), told(visit({ off: "Không dự" }))).visits;
  assert.equal(newsOf(off), "Không dự, trước đó định 08:00 ngày 07/03/2024.");
  assert.equal(
    newsOf(visit({ off: "Không dự" })),
    "Không dự, trước đó định 08:00 ngày 07/03/2024.",
  );
});

test("what is told for the first time is no news", () => {
  assert.deepEqual(merged(null, told(visit())), told(visit()));
  assert.deepEqual(moved(null, told(visit())), []);
  assert.deepEqual(changed(null, told(visit())), []);
});

test("today is as far from this machine's day as it was when it was told", () => {
  const at = new Date(2026, 10, 29, 23, 30);
  assert.equal(todayOf({ today: "2026-11-29" }, at, new Date(2026, 10, 29, 23, 50)), "2026-11-29");
  assert.equal(todayOf({ today: "2026-11-29" }, at, new Date(2026, 10, 30, 6)), "2026-11-30");
  assert.equal(todayOf({ today: "2024-02-28" }, at, new Date(2026, 11, 1)), "2024-03-01");
});

test("days to come stand in their order, today's first by its name; what is past is left out", () => {
  const days = byDay(
    [
      visit({ id: 3, on: "2024-03-08", day: "thứ Sáu, 08/3/2024" }),
      visit({ id: 1 }),
      visit({ id: 2 }),
      visit({ id: 4, on: "2024-03-06" }),
    ],
    "2024-03-07",
  );
  assert.deepEqual(
    days.map(({ words, visits }) => [words, visits.map(({ id }) => id)]),
    [
      ["Hôm nay, thứ Năm, 07/3/2024", [1, 2]],
      ["Thứ Sáu, 08/3/2024", [3]],
    ],
  );
});
