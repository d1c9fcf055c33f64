import assert from "node:assert/strict";
import { test } from "node:test";
import { fire, openPage } from "./support/page.js";

const filter = `<details class="filter"><summary>Lọc<span data-narrowed></span></summary>
  <input type="hidden" name="view" value="list">
  <input name="q"><select name="kind"><option value="">Tất cả</option><option value="a">A</option></select>
  <select name="sort" data-uncounted><option value="day">Ngày</option></select>
  <input type="checkbox" name="late" value="1"></details><input id="elsewhere" name="other">`;

openPage(filter);
await import("../../static/js/filters.js");
const named = (name) => document.querySelector(`[name=${name}]`);
const said = () => document.querySelector("[data-narrowed]").textContent;

test("a filter says how many of its fields narrow the list, while one chooses", () => {
  named("q").value = "ấp";
  fire(named("q"), "input");
  assert.equal(said(), " (1)");
  named("late").checked = true;
  named("kind").value = "a";
  fire(named("kind"), "change");
  assert.equal(said(), " (3)");
  for (const [name, value] of [
    ["q", "  "],
    ["kind", ""],
  ])
    named(name).value = value;
  named("late").checked = false;
  fire(named("late"), "change");
  assert.equal(said(), "");
});

test("what is typed elsewhere is none of its business", () => {
  document.getElementById("elsewhere").value = "x";
  fire(document.getElementById("elsewhere"), "input");
  assert.equal(said(), "");
});

test("a browser that cannot be told by a style that it stands open is told here", () => {
  assert.equal(document.querySelector(".filter").open, true);
});
