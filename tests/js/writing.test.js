import assert from "node:assert/strict";
import { test } from "node:test";
import { announced, fire, openPage } from "./support/page.js";

const part = (name, text, kind = "paragraph") =>
  `<div class="paper-part" data-part="${name}" data-kind="${kind}">
    <textarea class="source" id="${name}" name="${name}" aria-label="Đoạn">${text}</textarea>
    <div class="written" hidden>${text}</div>
    <select name="kind_${name}"><option value="paragraph"><option value="item"></select>
    <button type="submit" data-act="up">Lên</button>
    <button type="submit" data-act="add">Thêm</button>
    <input type="checkbox" name="gone_${name}" value="y">
  </div>`;

openPage(`<form id="writing">
    <input type="hidden" name="order" value="text_0 text_1 text_2">
    <div class="body">${part("text_0", "Một")}${part("text_1", "Hai", "item")}</div>
    <div class="body">${part("text_2", "Ba")}</div>
    <section class="deciding">
      <span data-when="kept">Chưa sửa gì.</span><span data-when="changed" hidden>Chưa lưu.</span>
      <span class="styling" hidden><button type="button" data-mark="bold">B</button></span>
    </section>
  </form>
  <template id="blank-part">${part("NEW", "")}</template>`);
// What a browser has of its own.
Object.assign(globalThis, { URLSearchParams, FormData: window.FormData });
const { draw, read } = await import("../../static/js/documents/drawn.js");
const { letters, textOf } = await import("../../static/js/documents/marks.js");
await import("../../static/js/documents/writing.js");

const $ = (selector) => document.querySelector(selector);
const order = () => $("[name=order]").value;
const source = (name) => $(`textarea[name=${name}]`);
const isUnsaved = () => !$('[data-when="changed"]').hidden;
const asks = () => fire(window, "beforeunload").defaultPrevented;

test("the text as it prints takes the place of its box, with its name", () => {
  const text = $("#text_0");
  assert.equal(text.className, "written");
  assert.equal(text.hidden, false);
  assert.equal(text.getAttribute("aria-label"), "Đoạn");
  assert.equal(source("text_0").hasAttribute("aria-label"), false);
  assert.equal($(".styling").hidden, false);
  assert.equal(isUnsaved(), false);
  assert.equal(asks(), false);
});

test("what is drawn is read again, gaps and breaks too", () => {
  const place = document.createElement("div");
  const found = [
    ...letters("Chi bộ ", { bold: true, italic: false }),
    ...letters("họp\nđến [thiếu: giờ]", { bold: false, italic: true }),
  ];
  draw(place, found);
  assert.deepEqual(read(place), found);
  assert.equal(place.querySelector("em > .gap").textContent, "[thiếu: giờ]");
  place.innerHTML = "a<br><b>c</b><div>d</div>";
  assert.equal(textOf(read(place)), "a\nc\nd");
  assert.deepEqual(
    read(place).map((one) => one.bold),
    [false, false, true, false, false],
  );
});

test("what is written fills the box, and is unsaved until it is as before", () => {
  const text = $("#text_0");
  text.innerHTML = "Một <strong>hai</strong>";
  fire(text, "input");
  assert.equal(source("text_0").value, "Một **hai**");
  assert.equal(isUnsaved(), true);
  assert.equal(asks(), true);
  text.textContent = "Một";
  fire(text, "input");
  assert.equal(isUnsaved(), false);
  assert.equal(asks(), false);
});

test("Esc gives back what stood there", () => {
  const text = $("#text_2");
  fire(text, "focusin");
  text.textContent = "Khác";
  fire(text, "input");
  fire(text, "keydown", { key: "Escape" });
  assert.equal(text.textContent, "Ba");
  assert.equal(source("text_2").value, "Ba");
  assert.match(announced(), /trả lại/);
});

test("a paragraph moves among its neighbours, not beyond", () => {
  fire($("[data-part=text_1] [data-act=up]"), "click");
  assert.equal(order(), "text_1 text_0 text_2");
  fire($("[data-part=text_2] [data-act=up]"), "click");
  assert.equal(order(), "text_1 text_0 text_2");
  fire($("#text_1"), "keydown", { key: "ArrowDown", altKey: true });
  assert.equal(order(), "text_0 text_1 text_2");
});

test("a new paragraph is of the kind above it, and has a name of its own", () => {
  fire($("[data-part=text_1] [data-act=add]"), "click");
  assert.equal(order(), "text_0 text_1 text_3 text_2");
  const made = $("[data-part=text_3]");
  assert.equal(made.dataset.kind, "item");
  assert.equal(made.querySelector("select").name, "kind_text_3");
  assert.equal($("#text_3").className, "written");
  assert.equal(isUnsaved(), true);
});

test("one that is taken out is announced, and taken back", () => {
  const box = $("[name=gone_text_0]");
  box.checked = true;
  fire(box, "change");
  assert.match(announced(), /bỏ dấu chọn để lấy lại/);
  box.checked = false;
  fire(box, "change");
  assert.equal(announced(), "Đã lấy lại đoạn.");
});

test("who sends the form is not asked", () => {
  assert.equal(asks(), true);
  fire($("#writing"), "submit");
  assert.equal(asks(), false);
});
