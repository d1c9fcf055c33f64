import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { Unsaved } from "../../static/js/unsaved.js";
import { fire, openPage } from "./support/page.js";

describe("what was typed", () => {
  test("is unsaved until it is kept", () => {
    const unsaved = new Unsaved();
    assert.equal(unsaved.any, false);
    unsaved.type();
    assert.equal(unsaved.any, true);
    unsaved.keep(unsaved.mark);
    assert.equal(unsaved.any, false);
  });

  test("while the rest was on its way is unsaved still", () => {
    const unsaved = new Unsaved();
    unsaved.type();
    const { mark } = unsaved;
    unsaved.type();
    unsaved.keep(mark);
    assert.equal(unsaved.any, true);
  });

  test("stays kept when an older answer comes late", () => {
    const unsaved = new Unsaved();
    unsaved.type();
    const early = unsaved.mark;
    unsaved.type();
    unsaved.keep(unsaved.mark);
    unsaved.keep(early);
    assert.equal(unsaved.any, false);
  });
});

const PAGE = `
  <form id="notice"><div id="rows"><input id="cell"></div>
    <details id="paste"><textarea id="pasted"></textarea>
      <button type="button" id="paste-rows">Đưa vào</button></details>
    <p id="draft" data-failed="Chưa giữ được nháp."><input type="hidden" name="draft" value="3">
      <span>Đã giữ nháp lúc 10:32</span></p>
  </form><input id="elsewhere">`;

openPage(PAGE);
await import("../../static/js/draft.js");

describe("the page of a list", () => {
  const byId = (id) => document.getElementById(id);
  const asks = () => fire(window, "beforeunload").defaultPrevented;
  const type = (id = "cell") => fire(byId(id), "input");

  function answer(status) {
    const detail = { elt: byId("draft"), xhr: { status } };
    fire(byId("draft"), "htmx:beforeRequest", { detail });
    fire(byId("draft"), "htmx:afterRequest", { detail });
  }

  beforeEach(() => {
    document.body.innerHTML = PAGE;
    answer(200);
    fire(window, "pageshow");
  });

  test("is left without a question where nothing was typed, or only elsewhere", () => {
    type("elsewhere");
    assert.equal(asks(), false);
  });

  test("asks until what was typed is kept", () => {
    type();
    assert.equal(asks(), true);
    answer(200);
    assert.equal(asks(), false);
  });

  test("asks where rows came or went", () => {
    fire(document.body, "rows-changed", { detail: { focus: "", say: "" } });
    assert.equal(asks(), true);
  });

  test("says that the draft could not be kept, and keeps which draft it is", () => {
    type();
    answer(0);
    assert.equal(asks(), true);
    assert.match(byId("draft").textContent, /Chưa giữ được nháp/);
    assert.doesNotMatch(byId("draft").textContent, /10:32/);
    assert.equal(byId("draft").querySelector("input").value, "3");
  });

  test("leaves the server's own word where it refused", () => {
    type();
    answer(409);
    assert.match(byId("draft").textContent, /10:32/);
    assert.equal(asks(), true);
  });

  test("is sent without a question", () => {
    type();
    fire(byId("notice"), "submit");
    assert.equal(asks(), false);
    fire(window, "pageshow");
    assert.equal(asks(), true);
  });

  test("asks while cells wait in the box for blocks", () => {
    byId("pasted").value = "Chi bộ 1\t3/9";
    assert.equal(asks(), true);
  });

  test("keeps what came back with errors", () => {
    let asked = 0;
    byId("draft").addEventListener("keep", () => {
      asked += 1;
    });
    fire(window, "load");
    assert.equal(asked, 0);
    byId("notice").setAttribute("data-unsaved", "");
    fire(window, "load");
    assert.equal(asked, 1);
    assert.equal(asks(), true);
  });

  test("tries again when the network is back", () => {
    let asked = 0;
    byId("draft").addEventListener("keep", () => {
      asked += 1;
    });
    fire(window, "online");
    assert.equal(asked, 0);
    type();
    fire(window, "online");
    assert.equal(asked, 1);
  });

  test("takes a block pasted into a row to the box for blocks", () => {
    const openWhenPressed = [];
    byId("paste-rows").addEventListener("click", () => {
      openWhenPressed.push(byId("paste").open);
    });
    const cells = (text) => ({ clipboardData: { getData: () => text } });
    assert.equal(fire(byId("cell"), "paste", cells("một chữ")).defaultPrevented, false);
    assert.equal(fire(byId("cell"), "paste", cells("Chi bộ 1\t3/9")).defaultPrevented, true);
    assert.equal(byId("pasted").value, "Chi bộ 1\t3/9");
    assert.deepEqual(openWhenPressed, [true]);
  });
});
