import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { fire, openPage } from "./support/page.js";
import { SIGNED } from "./support/server.js";

const window = openPage("");
globalThis.DOMParser = window.DOMParser;
const { canBePlaced } = await import("../../static/js/answers.js");

const byId = (id) => document.getElementById(id);
const PAGE = `<main id="main"><div class="findings">
  <div class="cell" id="cell-chair"><input id="chair" name="chair" hx-swap="outerHTML">
    <div class="cell-state" id="state-chair"></div></div>
  <ul id="rows"><li id="row-1"></li></ul></div></main>`;
const WHOLE = '<!doctype html><html lang="vi"><body><main id="main">Lỗi</main></body></html>';

beforeEach(() => {
  document.body.innerHTML = PAGE;
});

const placed = (status, html, id, style = "outerHTML", more = {}) =>
  canBePlaced({ status, html, target: byId(id), style, ...more });

describe("an answer has its place", () => {
  test("where it brings the part that it is to replace", () => {
    assert.ok(placed(409, 'x<div id="state-chair">hai bản</div>', "state-chair"));
    assert.ok(placed(200, '<div class="cell" id="cell-chair"></div>', "cell-chair"));
  });

  test("where a row was removed, and what it brings is for other parts", () => {
    assert.ok(placed(200, "", "row-1"));
    assert.ok(placed(200, '<div hx-swap-oob="beforeend:#x"></div>', "row-1"));
  });

  test("where it is added to a list, or only for other parts", () => {
    assert.ok(placed(200, '<li id="row-2"></li>', "rows", "beforeend"));
    assert.ok(placed(422, '<p id="photo-error"></p>', "rows", "beforeend"));
    assert.ok(placed(409, "", "rows", "none"));
  });

  test("where a whole page is asked for", () => {
    assert.ok(placed(409, WHOLE, "main", "outerHTML", { isWhole: true }));
  });
});

describe("an answer has no place", () => {
  for (const status of [200, 409, 422]) {
    test(`of ${status} without the state of the field`, () => {
      assert.equal(placed(status, "", "state-chair"), false);
      assert.equal(placed(status, "  \n", "cell-chair"), false);
      assert.equal(placed(status, '<div id="state-other"></div>', "state-chair"), false);
    });
  }

  test("that refuses and brings no row", () => {
    assert.equal(placed(409, "", "row-1"), false);
    assert.equal(placed(409, "<p>Không được</p>", "row-1"), false);
    assert.equal(placed(409, "", "rows", "innerHTML"), false);
  });

  test("that is a page", () => {
    assert.equal(placed(409, WHOLE, "main"), false);
    assert.equal(placed(409, WHOLE, "rows", "beforeend"), false);
  });
});

describe("what htmx is about to swap", () => {
  function swapped(status, html, headers = SIGNED, target = byId("state-chair")) {
    const xhr = { status, responseText: html, getResponseHeader: (name) => headers[name] ?? null };
    const detail = { shouldSwap: true, isError: false, target, xhr };
    fire(target, "htmx:beforeSwap", {
      detail: { ...detail, requestConfig: { elt: byId("chair") } },
    });
    return detail;
  }

  function fired(...answer) {
    let seen = null;
    document.addEventListener("htmx:beforeSwap", ({ detail }) => (seen = detail), { once: true });
    swapped(...answer);
    return [seen.shouldSwap, seen.isError];
  }

  test("is swapped where it has its place", () => {
    assert.deepEqual(fired(200, '<div id="state-chair"></div>'), [true, false]);
  });

  test("is a failure where it has none", () => {
    assert.deepEqual(fired(409, ""), [false, true]);
  });

  test("is a failure where somebody else answers", () => {
    assert.deepEqual(fired(200, '<div id="state-chair"></div>', {}), [false, true]);
  });

  test("does not take the page away under what is being written", () => {
    const headers = { ...SIGNED, "HX-Reselect": "#main", "HX-Reswap": "outerHTML" };
    assert.deepEqual(fired(409, WHOLE, headers, byId("main")), [false, true]);
  });
});
