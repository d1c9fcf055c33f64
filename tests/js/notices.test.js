import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { reactionTo } from "../../static/js/combobox.js";
import { announced, fire, openPage } from "./support/page.js";

describe("a key in the combobox", () => {
  const open = { isOpen: true, at: -1, count: 3 };

  for (const [key, at, next] of [
    ["ArrowDown", -1, 0],
    ["ArrowDown", 0, 1],
    ["ArrowDown", 2, 0],
    ["ArrowUp", -1, 2],
    ["ArrowUp", 0, 2],
    ["ArrowUp", 2, 1],
  ]) {
    test(`${key} leads from ${at} to ${next} of three`, () => {
      assert.deepEqual(reactionTo(key, { ...open, at }), { action: "mark", at: next });
    });
  }

  test("with an arrow asks for options where the list is closed", () => {
    assert.deepEqual(reactionTo("ArrowDown", { ...open, isOpen: false }), { action: "search" });
  });

  test("does nothing, and nothing else either, in a list without options", () => {
    for (const key of ["ArrowDown", "ArrowUp", "Enter"]) {
      assert.deepEqual(reactionTo(key, { ...open, count: 0 }), { action: "none" });
    }
  });

  test("Enter picks what is marked, or the first", () => {
    assert.deepEqual(reactionTo("Enter", { ...open, at: 1 }), { action: "pick", at: 1 });
    assert.deepEqual(reactionTo("Enter", open), { action: "pick", at: 0 });
  });

  test("Escape closes; closed, neither it nor Enter is the combobox's", () => {
    assert.deepEqual(reactionTo("Escape", open), { action: "close" });
    assert.equal(reactionTo("Escape", { ...open, isOpen: false }), null);
    assert.equal(reactionTo("Enter", { ...open, isOpen: false }), null);
  });

  test("that writes keeps its own meaning", () => {
    assert.equal(reactionTo("a", open), null);
    assert.equal(reactionTo("Tab", open), null);
  });
});

const option = (name, place, n) =>
  `<li role="option" id="o${n}" data-value="${name}" data-place="${place}">${name}</li>`;
const row = (n, options = "") => `
  <fieldset class="meeting"><div class="organization">
    <input id="rows-${n}-organization" list="organizations">
    <ul class="options" id="rows-${n}-list" hidden>${options}</ul>
  </div><input name="rows-${n}-place" id="place-${n}"></fieldset>`;
const OPTIONS = option("Chi bộ 1", "Hội trường A", 1) + option("Chi bộ 2", "Hội trường B", 2);

openPage("");
await import("../../static/js/notices.js");

describe("the rows of a notice", () => {
  const byId = (id) => document.getElementById(id);
  const input = () => byId("rows-0-organization");
  const press = (key) => fire(input(), "keydown", { key });
  const marked = () => input().getAttribute("aria-activedescendant");

  function answer() {
    input().focus();
    byId("rows-0-list").innerHTML = OPTIONS;
    fire(byId("rows-0-list"), "htmx:afterSwap", { detail: { target: byId("rows-0-list") } });
  }

  beforeEach(() => {
    document.body.innerHTML = `<form>${row(0)}</form><div id="announce"></div>`;
    fire(document, "DOMContentLoaded");
  });

  test("have comboboxes instead of the browser's own suggestions", () => {
    assert.equal(input().getAttribute("role"), "combobox");
    assert.equal(input().getAttribute("aria-controls"), "rows-0-list");
    assert.equal(input().hasAttribute("list"), false);
    assert.equal(byId("rows-0-list").getAttribute("role"), "listbox");
  });

  test("that come later have them, too", () => {
    document.querySelector("form").insertAdjacentHTML("beforeend", row(1));
    fire(document, "htmx:load", { detail: { elt: document.querySelectorAll(".meeting")[1] } });
    assert.equal(byId("rows-1-organization").getAttribute("role"), "combobox");
  });

  test("show options while the box has the focus, and not after", () => {
    answer();
    assert.equal(byId("rows-0-list").hidden, false);
    assert.equal(input().getAttribute("aria-expanded"), "true");
    fire(input(), "focusout");
    assert.equal(byId("rows-0-list").hidden, true);
    byId("place-0").focus();
    fire(byId("rows-0-list"), "htmx:afterSwap", { detail: { target: byId("rows-0-list") } });
    assert.equal(byId("rows-0-list").hidden, true);
  });

  test("say which option is marked, one at a time", () => {
    answer();
    press("ArrowDown");
    assert.equal(press("ArrowDown").defaultPrevented, true);
    assert.equal(marked(), "o2");
    const selected = [...document.querySelectorAll("[aria-selected=true]")];
    assert.deepEqual(
      selected.map((one) => one.id),
      ["o2"],
    );
    press("Escape");
    assert.equal(marked(), null);
  });

  test("take the option that is picked, with its place, and say that they changed", () => {
    const changed = [];
    document
      .querySelector("form")
      .addEventListener("change", (event) => changed.push(event.target.id));
    answer();
    press("ArrowUp");
    press("Enter");
    assert.equal(input().value, "Chi bộ 2");
    assert.equal(byId("place-0").value, "Hội trường B");
    assert.equal(byId("rows-0-list").hidden, true);
    assert.deepEqual(changed, ["rows-0-organization"]);
  });

  test("keep a place that was written before", () => {
    byId("place-0").value = "Nhà văn hóa";
    answer();
    const touch = fire(byId("o1"), "pointerdown");
    assert.equal(touch.defaultPrevented, true);
    assert.equal(input().value, "Chi bộ 1");
    assert.equal(byId("place-0").value, "Nhà văn hóa");
  });

  test("ask for options by an arrow", () => {
    let asked = 0;
    document.querySelector(".organization").addEventListener("seek", () => {
      asked += 1;
    });
    assert.equal(press("ArrowDown").defaultPrevented, true);
    assert.equal(asked, 1);
  });

  test("let Enter send the form where no option is shown", () => {
    assert.equal(press("Enter").defaultPrevented, false);
  });

  test("say aloud that they came or went, and where the focus is", () => {
    fire(document.body, "rows-changed", { detail: { focus: "place-0", say: "Đã bỏ dòng 2." } });
    assert.equal(document.activeElement.id, "place-0");
    assert.equal(announced(), "Đã bỏ dòng 2.");
  });
});
