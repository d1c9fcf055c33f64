import assert from "node:assert/strict";
import { test } from "node:test";
import { fire, openPage } from "./support/page.js";

globalThis.requestAnimationFrame = (act) => setTimeout(act);
globalThis.getComputedStyle = () => ({ scrollPaddingTop: "auto" });
openPage(`<div id="bar" data-where="[data-place]"><span hidden>Đang ở: <b data-here></b></span></div>
  <nav data-contents><a href="#one">1</a><a href="#two">2</a></nav>
  <details id="one" data-place="I. MỘT"><summary>I</summary><p id="within">x</p></details>
  <details id="two" data-place="II. HAI"><summary>II</summary></details>
  <a id="link" href="#within">tới</a>`);
const byId = (id) => document.getElementById(id);
const tops = { bar: 0, one: 300, two: 900 };
for (const id of Object.keys(tops)) {
  byId(id).getClientRects = () => [{}];
  byId(id).getBoundingClientRect = () => ({ top: tops[id], bottom: tops[id] + 50 });
}
const { partAt } = await import("../../static/js/where.js");
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const marked = () => document.querySelector("[aria-current]")?.hash ?? "";
const here = () => document.querySelector("[data-here]");

test("the part that is read is the last that begins above the line", () => {
  assert.equal(partAt([100, 500, 900], 60), -1);
  assert.equal(partAt([100, 500, 900], 500), 1);
  assert.equal(partAt([-900, -500, -100], 60), 2);
});

test("the bar says where one is, and the contents mark it", async () => {
  await settled();
  assert.equal(here().parentElement.hidden, true);
  assert.equal(marked(), "");
  Object.assign(tops, { one: -200, two: 55 });
  fire(window, "scroll");
  await settled();
  assert.equal(here().textContent, "II. HAI");
  assert.equal(here().parentElement.hidden, false);
  assert.equal(marked(), "#two");
  tops.two = 400;
  fire(window, "scroll");
  await settled();
  assert.equal(here().textContent, "I. MỘT");
});

test("a link opens what it leads into", () => {
  assert.equal(byId("one").open, false);
  byId("link").click();
  assert.equal(byId("one").open, true);
  assert.equal(byId("two").open, false);
});
