import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import * as copies from "../../static/js/tablet/copies.js";
import { keepShell, respondFile, respondPage } from "../../static/js/tablet/respond.js";
import { emptyCaches, pathsIn } from "./support/caches.js";
import { answerWith, foreign as of, SIGNED, unreached } from "./support/server.js";

const PATH = "/visits/1/findings";
const HTML = `<title>Ghi nhận · Chi bộ 1 · Dự, giám sát</title>
  <link href="/static/css/app.css"><script src="/static/js/page.js"></script>
  <use href="/static/vendor/icons.svg#star"></use><a href="/visits">x</a>`;
const FILES = {
  "/static/js/page.js": 'import { a } from "./tablet/a.js";\n',
  "/static/js/tablet/a.js": 'import {\n  b,\n} from "../b.js";\nimport "./a.js";\n',
  "/static/js/b.js": "",
  "/static/css/app.css": "",
  "/static/vendor/icons.svg": "",
};

/** An answer of the server itself. */
const answer = (status, text = "", headers = {}) =>
  of(status, text, { ...SIGNED, "Content-Type": "text/html; charset=utf-8", ...headers });

/** An answer of a network in between: a hotel's page, a proxy's refusal. */
const foreign = (status, text = "<h1>Wi-Fi của khách sạn</h1>") => of(status, text);

const page = (user = "7", date = new Date()) =>
  answer(200, HTML, { ...(user && { "X-Keep": user }), Date: date.toUTCString() });

/** A server that has FILES and, at every other path, *found*. */
const serve = (found = page()) =>
  answerWith((path) => (path in FILES ? answer(200, FILES[path]) : found));

const request = (path, more = {}) => ({ url: `https://here${path}`, ...more });

beforeEach(emptyCaches);

describe("keeping a page", () => {
  test("keeps all that it needs, also what its scripts import", async () => {
    serve();
    assert.equal(await copies.fetchAndKeep(PATH), true);
    assert.deepEqual(await pathsIn("pages-7"), [PATH]);
    assert.deepEqual(await pathsIn("static"), Object.keys(FILES).sort());
  });

  test("fetches only the files that are missing: a name tells a content", async () => {
    const requests = serve();
    await copies.keep(PATH, page());
    const first = requests.length;
    await copies.keep(PATH, page());
    assert.equal(first, Object.keys(FILES).length);
    assert.equal(requests.length, first);
  });

  test("fails where one of its files is not to be had: half a page is none", async () => {
    answerWith((path) => (path.endsWith("b.js") ? answer(404) : answer(200, FILES[path] ?? "")));
    await assert.rejects(copies.keep(PATH, page()), /b\.js: 404/);
    assert.equal(await copies.keptAt(PATH), null);
  });

  test("forgets the pages of whoever had the tablet before", async () => {
    serve();
    await copies.keep("/visits/9/findings", page("8"));
    await copies.keep(PATH, page("7"));
    assert.deepEqual(await caches.keys(), ["static", "pages-7"]);
  });

  test("forgets those of thirty days ago, and none of less", async () => {
    serve();
    const daysAgo = (days) => new Date(Date.now() - days * 24 * 3600 * 1000);
    await copies.keep("/visits/2/findings", page("7", daysAgo(29.9)));
    await copies.keep("/visits/3/findings", page("7", daysAgo(30.1)));
    await copies.keep(PATH, page());
    assert.deepEqual(await pathsIn("pages-7"), [PATH, "/visits/2/findings"]);
  });

  test("that may no longer be kept forgets its older copy", async () => {
    serve();
    await copies.keep(PATH, page());
    assert.equal(await copies.keep(PATH, page("")), false);
    assert.equal(await copies.keptAt(PATH), null);
  });

  test("says when it was made, and by its own title what it is", async () => {
    serve();
    const date = new Date("2026-11-29T08:00:00Z");
    await copies.keep(PATH, page("7", date));
    assert.deepEqual(await copies.keptAt(PATH), date);
    const list = await copies.list();
    assert.deepEqual(list, [{ path: PATH, title: "Ghi nhận · Chi bộ 1", at: date }]);
  });

  test("fails where a network in between answers, and leaves what is kept", async () => {
    serve();
    await copies.keep(PATH, page());
    for (const status of [200, 403, 404]) {
      answerWith(foreign(status));
      await assert.rejects(copies.fetchAndKeep(PATH), /not ours/);
    }
    answerWith((path) => (path.endsWith("c.js") ? foreign(200) : answer(200)));
    const other = answer(200, '<script src="/static/c.js">', { "X-Keep": "7" });
    await assert.rejects(copies.keep("/visits/2/findings", other), /c\.js/);
    assert.deepEqual(await pathsIn("pages-7"), [PATH]);
  });

  test("does not keep an error", async () => {
    serve(answer(500, HTML, { "X-Keep": "7" }));
    assert.equal(await copies.fetchAndKeep(PATH), false);
    assert.equal(await copies.keptAt(PATH), null);
  });
});

test("signing out forgets all pages, and no file", async () => {
  serve();
  await copies.keep(PATH, page());
  await copies.clear();
  assert.deepEqual(await caches.keys(), ["static"]);
});

test("files of a version that no kept page names are forgotten, those of others stay", async () => {
  const textOf = (version) => `<title>x</title><link href="/static/${version}/css/app.css">`;
  const serveVersion = (version) =>
    answerWith((path) =>
      path.startsWith("/static/")
        ? answer(200, "")
        : answer(200, textOf(version), { "X-Keep": "7" }),
    );
  for (const [version, path] of [
    ["a1", PATH],
    ["b2", "/visits/2/findings"],
    ["c3", PATH],
  ]) {
    serveVersion(version);
    await copies.fetchAndKeep(path);
  }
  serveVersion("d4");
  await keepShell();
  await copies.forgetFiles();
  const kept = ["/static/b2/css/app.css", "/static/c3/css/app.css", "/static/d4/css/app.css"];
  assert.deepEqual(await pathsIn("static"), [...kept, "/tablet"]);
});

describe("a file that a page asks for", () => {
  const ask = () => respondFile(request("/static/js/b.js"));
  const text = async () => (await ask()).text();

  test("comes from the network once, and is kept", async () => {
    answerWith(answer(200, "one"));
    assert.equal(await text(), "one");
    const requests = answerWith(answer(200, "two"));
    assert.equal(await text(), "one");
    assert.deepEqual(requests, []);
  });

  test("is not kept where a network in between answers", async () => {
    answerWith(foreign(200));
    assert.match(await text(), /khách sạn/);
    answerWith(answer(200, "one"));
    assert.equal(await text(), "one");
  });

  test("that is nowhere is an error", async () => {
    answerWith(answer(404));
    assert.equal((await ask()).status, 404);
    answerWith(unreached());
    await assert.rejects(ask());
  });
});

describe("a page that is asked for", () => {
  const ask = async (path = PATH) => {
    const waited = [];
    const found = await respondPage(request(path), (promise) => waited.push(promise));
    await Promise.all(waited);
    return found;
  };

  test("that may be kept is", async () => {
    serve();
    await ask();
    assert.deepEqual(await pathsIn("pages-7"), [PATH]);
  });

  test("opens without network, whatever query follows its address", async () => {
    serve();
    await ask();
    answerWith(unreached());
    assert.match(await (await ask(`${PATH}?phrases=1`)).text(), /Chi bộ 1/);
  });

  test("is not kept by an address with a query", async () => {
    serve();
    await ask(`${PATH}?phrases=1`);
    assert.deepEqual(await caches.keys(), []);
  });

  for (const status of [403, 404]) {
    test(`that is answered by ${status} is no longer kept`, async () => {
      serve();
      await ask();
      answerWith(answer(status));
      assert.equal((await ask()).status, status);
      assert.equal(await copies.keptAt(PATH), null);
    });
  }

  for (const status of [200, 403, 404, 502, 511]) {
    test(`that a network in between answers by ${status} is the copy, which stays`, async () => {
      serve();
      await ask();
      answerWith(foreign(status));
      assert.match(await (await ask()).text(), /Chi bộ 1/);
      assert.notEqual(await copies.keptAt(PATH), null);
    });
  }

  test("that is not kept shows the page of the network in between: it asks for its password", async () => {
    answerWith(foreign(200));
    assert.match(await (await ask()).text(), /khách sạn/);
    assert.deepEqual(await caches.keys(), []);
  });

  test("that is redirected is the copy, but where the server itself is reached", async () => {
    serve();
    await ask();
    const redirected = { ok: false, type: "opaqueredirect", status: 0, headers: new Headers() };
    const answerSession = (found) => {
      globalThis.fetch = async (wanted) => (wanted === "/tablet/session" ? found() : redirected);
    };
    for (const found of [() => foreign(200), () => Promise.reject(unreached())]) {
      answerSession(found);
      assert.match(await (await ask()).text(), /Chi bộ 1/);
    }
    answerSession(() => answer(200));
    assert.equal(await ask(), redirected);
    assert.notEqual(await copies.keptAt(PATH), null);
  });

  test("that fails on the server stays kept", async () => {
    serve();
    await ask();
    answerWith(answer(500));
    assert.equal((await ask()).status, 500);
    assert.notEqual(await copies.keptAt(PATH), null);
  });

  test("that is not kept is, without network, the page of what is on the tablet", async () => {
    serve(answer(200, "what is here"));
    await keepShell();
    answerWith(unreached());
    assert.equal(await (await ask("/visits/2/findings")).text(), "what is here");
  });

  test("of what is on the tablet is not taken from a network in between", async () => {
    answerWith(foreign(200));
    await assert.rejects(keepShell());
    answerWith(answer(200, "what is here"));
    await keepShell();
    answerWith(foreign(200));
    assert.equal(await (await ask("/tablet")).text(), "what is here");
  });

  test("comes from the tablet where the network is too slow", async (t) => {
    serve();
    await ask();
    globalThis.fetch = () => new Promise(() => {});
    const wait = t.mock.method(globalThis, "setTimeout", (late, _ms, copy) => late(copy));
    const asked = ask();
    assert.match(await (await asked).text(), /Chi bộ 1/);
    assert.equal(wait.mock.calls[0].arguments[1], 6000);
  });
});
