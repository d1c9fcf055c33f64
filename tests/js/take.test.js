import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import * as copies from "../../static/js/tablet/copies.js";
import { bagOf, renew, take, told } from "../../static/js/tablet/take.js";
import { emptyCaches, pathsIn } from "./support/caches.js";
import { answerWith, foreign as of, SIGNED, unreached } from "./support/server.js";

const VISIT = { id: 1, name: "Chi bộ 1", take: "/visits/1/take" };
const BAG = {
  pages: [
    { path: "/visits/1", name: "Tóm tắt" },
    { path: "/files/5", name: "Tệp: a.pdf" },
  ],
  left: [{ name: "b.pdf", why: "lớn quá" }],
};
const TOLD = "/tablet/visits";

let now;
let server;

const typed = (kind, text) =>
  of(200, text, {
    ...SIGNED,
    "Content-Type": kind,
    "X-Reader": "7",
    Date: new Date(now).toUTCString(),
  });
const json = (value) => typed("application/json", JSON.stringify(value));
const page = (text) => typed("text/html; charset=utf-8", `<title>${text}</title>`);
const visit = (wanted = {}) => ({
  id: 1,
  when: "08:00",
  place: "",
  off: "",
  stamp: "a",
  ...wanted,
});

/** What the server answers by path; each may be changed by a test. */
const usual = () => ({
  [VISIT.take]: json(BAG),
  "/visits/1": page("cũ"),
  "/files/5": typed("application/pdf", "%PDF"),
  [TOLD]: json({ today: "2024-03-05", visits: [visit()] }),
});

let requests;
const textAt = async (path) => (await copies.find(path)).text();

beforeEach(() => {
  emptyCaches();
  now = Date.now();
  server = usual();
  requests = answerWith((path) => server[path.split("?")[0]] ?? of(404, "", SIGNED));
  const locks = { request: (_name, _options, work) => work({}) };
  Object.defineProperty(globalThis, "navigator", { value: { locks }, configurable: true });
});

describe("taking a visit along", () => {
  test("keeps all that the server lists, and the list", async () => {
    const steps = [];
    const found = await take([VISIT], (...step) => steps.push(step));
    assert.deepEqual(found, { count: 2, left: BAG.left });
    assert.deepEqual(await pathsIn("pages-7"), ["/files/5", "/visits/1", VISIT.take]);
    assert.deepEqual(await bagOf(VISIT), BAG);
    assert.deepEqual(steps, [
      [0, 2, "Tóm tắt · Chi bộ 1"],
      [1, 2, "Tệp: a.pdf · Chi bộ 1"],
    ]);
  });

  test("fetches what is of several visits once", async () => {
    const second = { id: 2, name: "Chi bộ 2", take: "/visits/2/take" };
    server[second.take] = json({ pages: BAG.pages.slice(1), left: [] });
    assert.equal((await take([VISIT, second])).count, 2);
    assert.equal(requests.filter(({ path }) => path === "/files/5").length, 1);
  });

  test("names what fails on the way, and goes on", async () => {
    server["/visits/1"] = unreached();
    const { count, left } = await take([VISIT]);
    assert.equal(count, 1);
    assert.deepEqual(left[1], { name: "Tóm tắt · Chi bộ 1", why: "mất kết nối" });
  });

  test("names the visit whose list it does not get", async () => {
    server[VISIT.take] = of(200, "<h1>Wi-Fi</h1>");
    const { count, left } = await take([VISIT]);
    assert.equal(count, 0);
    assert.deepEqual(left, [{ name: "Buổi ở Chi bộ 1", why: "mất kết nối" }]);
  });

  test("says that the machine is full, and that a page is not given", async (t) => {
    delete server["/visits/1"];
    const keep = caches.open;
    t.mock.method(caches, "open", async (name) => {
      const cache = await keep(name);
      const put = cache.put.bind(cache);
      cache.put = (path, answer) =>
        path === "/files/5"
          ? Promise.reject(new DOMException("", "QuotaExceededError"))
          : put(path, answer);
      return cache;
    });
    const { left } = await take([VISIT]);
    assert.deepEqual(
      left.slice(1).map(({ why }) => why),
      ["máy chủ không cho giữ", "máy đã hết chỗ"],
    );
  });
});

describe("what is kept to be read", () => {
  test("is renewed when it is opened, and forgotten once it may not be read", async () => {
    await take([VISIT]);
    await copies.keep("/visits/1", page("mới"));
    assert.match(await textAt("/visits/1"), /mới/);
    await copies.keep("/visits/1", of(404, "", SIGNED));
    assert.equal(await copies.keptAt("/visits/1"), null);
  });

  test("is never kept unasked", async () => {
    assert.equal(await copies.keep("/visits/1", page("x")), false);
    assert.deepEqual(await caches.keys(), []);
  });

  test("is a page with a title, not a file nor a list", async () => {
    await take([VISIT]);
    assert.deepEqual(
      (await copies.list()).map(({ path }) => path),
      ["/visits/1"],
    );
  });
});

describe("renewing", () => {
  const later = (minutes) => {
    now += minutes * 60_000;
    return { today: "2024-03-05", visits: [visit({ when: "09:00", stamp: "b" })] };
  };
  const isLater = (t, minutes) => {
    const news = later(minutes);
    t.mock.timers.reset();
    t.mock.timers.enable({ apis: ["Date"], now });
    server = { ...usual(), "/visits/1": page("mới"), [TOLD]: json(news) };
  };

  test("asks nothing where nothing is kept, but where somebody wants to know", async () => {
    await renew();
    assert.deepEqual(requests, []);
    await renew({ wanted: true });
    assert.equal((await told()).visits[0].when, "08:00");
    requests.length = 0;
    await renew();
    assert.deepEqual(requests, []);
  });

  test("asks at most every five minutes, and by the visits that are kept", async (t) => {
    await take([VISIT]);
    await renew();
    assert.equal(requests.at(-1).path, `${TOLD}?also=1`);
    requests.length = 0;
    isLater(t, 4);
    await renew();
    assert.deepEqual(requests, []);
    isLater(t, 2);
    await renew();
    assert.notDeepEqual(requests, []);
  });

  test("keeps the pages of a changed visit anew, and tells that it was moved", async (t) => {
    await take([VISIT]);
    await renew();
    isLater(t, 6);
    const gone = await renew();
    assert.deepEqual(
      gone.map(({ when }) => when),
      ["09:00"],
    );
    assert.match(await textAt("/visits/1"), /mới/);
    assert.equal((await told()).visits[0].was.when, "08:00");
  });

  test("fetches no page of a visit that did not change", async (t) => {
    await take([VISIT]);
    await renew();
    isLater(t, 6);
    server[TOLD] = usual()[TOLD];
    requests.length = 0;
    await renew();
    assert.deepEqual(
      requests.map(({ path }) => path),
      [`${TOLD}?also=1`],
    );
  });

  test("tries again the pages that it did not get", async (t) => {
    await take([VISIT]);
    await renew();
    isLater(t, 6);
    server["/visits/1"] = unreached();
    await renew();
    assert.match(await textAt("/visits/1"), /cũ/);
    isLater(t, 6);
    await renew();
    assert.match(await textAt("/visits/1"), /mới/);
  });

  test("forgets the pages of a visit that is no longer this person's", async (t) => {
    await take([VISIT]);
    isLater(t, 6);
    server = { [TOLD]: json({ today: "2024-03-05", visits: [] }) };
    await renew();
    assert.equal(await copies.keptAt("/visits/1"), null);
  });

  test("believes no network in between", async (t) => {
    await take([VISIT]);
    await renew();
    isLater(t, 6);
    server[TOLD] = of(200, JSON.stringify({ today: "2024-03-05", visits: [] }));
    assert.deepEqual(await renew(), []);
    assert.match(await textAt("/visits/1"), /cũ/);
  });
});
