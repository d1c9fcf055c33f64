import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { adding, change, removing, writing } from "./support/changes.js";
import { announced, openPage } from "./support/page.js";

const MADE = 4000; // when the server made the page; changes with a later stamp are not on it

openPage("");
const { network } = await import("../../static/js/tablet/network.js");
const { labelOf } = await import("../../static/js/findings/fields.js");
const phrases = await import("../../static/js/findings/phrases.js");
const { placeOf } = await import("../../static/js/findings/rows.js");
const { show: showAt } = await import("../../static/js/findings/show.js");
const { unsaved } = await import("../../static/js/findings/status.js");

const show = (one) => showAt({ state: "waiting", ...one }, MADE);
const byId = (id) => document.getElementById(id);
const cell = (name, value = "") => `
  <div class="cell" id="cell-${name}"><label for="${name}">Ô ${name}</label>
    <textarea id="${name}" name="${name}">${value}</textarea>
    <div class="cell-state" id="state-${name}"><input type="hidden" name="was-${name}" value="${value}"></div>
  </div>`;
const remark = (n, text = "") =>
  `<li class="remark strength" id="row-remark-${n}">${cell(`remark-${n}-text`, text)}</li>`;
const step = (n, at) => `
  <div class="step-head" id="head-step-${n}" data-at="${at}"><p></p><button value=""></button></div>
  ${cell(`step-${n}-began_at`)}${cell(`step-${n}-ended_at`)}`;
const GLYPHS = ["wait", "sent", "play", "skip", "stop", "back"]
  .map((name) => `<span data-glyph="${name}"><svg></svg></span>`)
  .join("");
const PAGE = `
  <div class="findings">
    <section class="item"><p class="item-text">Nề nếp sinh hoạt</p>${cell("chair", "Bình")}</section>
    <input type="radio" name="rank" value="good"><input type="radio" name="rank" value="poor" checked>
    <div id="state-rank"><input type="hidden" name="was-rank" value="poor"></div>
    <section class="item"><h3 id="general">Nhận xét chung</h3>
      <ul id="remarks-0">${remark(9, "Đúng giờ")}</ul></section><ul id="remarks-voices"></ul><ul id="photo-list"></ul>
    <div id="now-step"><p><b></b></p></div><button id="turn-now" value=""></button>
    ${step(1, "running")}${step(2, "waiting")}
  </div>
  <div id="announce"></div>
  <template id="blank-strength" data-key="2147">${remark(2147)}</template>
  <template id="phrases-strength"><div class="phrases"><button>Mở đúng giờ</button></div></template>
  <template id="phrases-cause"><div class="phrases"></div></template>
  <template id="glyphs">${GLYPHS}</template>`;

beforeEach(() => {
  document.body.innerHTML = PAGE;
  window.htmx = { process: () => {} };
  network.mode = "offline";
  unsaved.clear();
});

describe("a text", () => {
  const state = () => byId("state-chair");

  test("that waits is in its field, with a mark", () => {
    show(writing("chair", "An", "Bình"));
    assert.equal(byId("chair").value, "An");
    assert.match(state().textContent, /Giữ trên máy, chờ gửi/);
    assert.equal(state().querySelector("input").value, "Bình");
  });

  test("that is being sent has no mark yet: the answer brings one", () => {
    network.mode = "sent";
    show(writing("chair", "An", "Bình"));
    assert.equal(byId("chair").value, "An");
    assert.equal(state().textContent.trim(), "");
  });

  test("that was sent by another page is what the field holds now", () => {
    show(writing("chair", "An", "Bình", { state: "sent" }));
    assert.equal(state().querySelector("input").value, "An");
    assert.match(state().textContent, /Đã gửi/);
  });

  test("that was sent before somebody else wrote there does not come back", () => {
    show(writing("chair", "An", "một bản cũ hơn", { state: "sent" }));
    assert.equal(byId("chair").value, "Bình");
  });

  test("that was refused stays, with the reason, until it is written again", () => {
    show(writing("chair", "mười", "Bình", { state: "refused", reason: "Phải là số." }));
    assert.equal(byId("chair").value, "mười");
    assert.equal(state().querySelector(".error").textContent, "Phải là số.");
    assert.ok("wrong" in state().dataset);
    show(writing("chair", "10", "Bình"));
    assert.equal("wrong" in state().dataset, false);
    assert.equal(state().querySelector(".error"), null);
  });

  test("is not put where somebody is writing", () => {
    unsaved.set("chair", byId("chair"));
    show(writing("chair", "An", "Bình"));
    assert.equal(byId("chair").value, "Bình");
  });

  test("of a choice is chosen", () => {
    show(writing("rank", "good", "poor"));
    assert.equal(document.querySelector("[name=rank]:checked").value, "good");
  });

  test("is called by its content and its label", () => {
    assert.equal(labelOf("chair"), "Nề nếp sinh hoạt · Ô chair");
    assert.equal(labelOf("nowhere"), "");
  });
});

describe("a row", () => {
  const texts = () => [...document.querySelectorAll("#remarks-0 textarea")].map(({ id }) => id);

  test("that is added is on the page under the tablet's own name", () => {
    show(adding("tabc"));
    assert.deepEqual(texts(), ["remark-9-text", "remark-tabc-text"]);
    assert.equal(byId("row-remark-tabc").querySelector("label").htmlFor, "remark-tabc-text");
  });

  test("is added once", () => {
    show(adding("tabc"));
    show(adding("tabc"));
    assert.equal(texts().length, 2);
  });

  test("that has its number goes on under it, with what is being written in it", () => {
    show(adding("tabc"));
    const input = byId("remark-tabc-text");
    input.value = "Đúng giờ";
    unsaved.set(input.name, input);
    show(adding("42", { made_as: "tabc", state: "sent", stamp: MADE + 1 }));
    assert.equal(byId("remark-42-text").value, "Đúng giờ");
    assert.deepEqual([...unsaved.keys()], ["remark-42-text"]);
    assert.equal(byId("row-remark-tabc"), null);
  });

  test("that was sent is drawn where the page is older, not where others removed it since", () => {
    show(adding("42", { state: "sent", stamp: MADE }));
    assert.equal(byId("row-remark-42"), null);
    show(adding("42", { state: "sent", stamp: MADE + 1 }));
    assert.notEqual(byId("row-remark-42"), null);
  });

  test("that was refused says why", () => {
    show(adding("tabc", { state: "refused", reason: "Buổi đã hoàn thành." }));
    assert.match(byId("row-remark-tabc").textContent, /Buổi đã hoàn thành\./);
  });

  test("goes to the list and is of the kind that its button says", () => {
    assert.deepEqual(placeOf("add shortcoming 7"), {
      blank: "blank-shortcoming",
      list: "remarks-7",
    });
    assert.deepEqual(placeOf("add opinion 0"), { blank: "blank-opinion", list: "remarks-voices" });
    const under = { blank: "blank-recommendation", list: "recommendations-t1" };
    assert.deepEqual(placeOf("add recommendation t1"), under);
    assert.deepEqual(placeOf("add recommendation 0"), {
      blank: "blank-loose",
      list: "recommendations-0",
    });
  });

  test("that goes is pale until it is gone, and stays where it may not go", () => {
    const row = byId("row-remark-9");
    show(removing("9"));
    assert.ok(row.classList.contains("leaving"));
    show(removing("9", [], { state: "refused", reason: "Có người vừa sửa." }));
    assert.equal(row.classList.contains("leaving"), false);
    assert.match(row.textContent, /Có người vừa sửa\./);
    byId("remark-9-text").focus();
    show(removing("9", [], { state: "sent" }));
    assert.equal(byId("row-remark-9"), null);
    assert.equal(announced(), "Đã xóa ưu điểm.");
    assert.equal(document.activeElement, byId("general"));
  });

  test("opens its phrases beside its text, and closes them", () => {
    phrases.togglePhrases("remark-9-text");
    const button = document.querySelector(".phrases button");
    assert.equal(document.activeElement, button);
    phrases.togglePhrases("remark-9-text");
    assert.equal(document.querySelector(".findings .phrases"), null);
  });

  test("takes a phrase at the end of its text", () => {
    phrases.togglePhrases("remark-9-text");
    phrases.addPhrase(byId("remark-9-text"), document.querySelector(".phrases button"));
    assert.equal(byId("remark-9-text").value, "Đúng giờ Mở đúng giờ");
  });
});

test("what is proposed goes into an empty field, and into no other", () => {
  const button = () =>
    Object.assign(document.createElement("button"), { textContent: "Lấy: 08:30" });
  phrases.takeProposed(byId("step-1-began_at"), button());
  phrases.takeProposed(byId("chair"), button());
  assert.equal(byId("step-1-began_at").value, "08:30");
  assert.equal(byId("chair").value, "Bình");
});

test("a photo waits with its picture, and keeps it when it was sent", () => {
  const photo = change({ isPhoto: true, body: [["photo", new Blob(["x"])]] });
  show(photo);
  assert.match(byId("photo-list").textContent, /chờ gửi/);
  show({ ...photo, body: [], state: "sent" });
  const items = byId("photo-list").children;
  assert.equal(items.length, 1);
  assert.ok(items[0].querySelector("img"));
  assert.match(items[0].textContent, /Ảnh đã gửi/);
});

describe("a step that is begun", () => {
  const begin = (wanted) => show(change({ act: "start step 2", made: 0, ...wanted }));

  test("ends the one before, at its own hour, which may be corrected from there", () => {
    begin();
    const [first, second] = document.querySelectorAll(".step-head");
    assert.deepEqual([first.dataset.at, second.dataset.at], ["done", "running"]);
    assert.equal(first.querySelector("button"), null);
    assert.equal(second.querySelector("button").value, "finish step 2");
    const hour = byId("step-2-began_at").value;
    assert.match(hour, /^\d\d:\d\d$/);
    assert.equal(byId("step-1-ended_at").value, hour);
    assert.equal(byId("state-step-1-ended_at").querySelector("input").value, hour);
    assert.equal(byId("now-step").querySelector("b").textContent, "Đang: bước 2/2");
    assert.equal(byId("turn-now").value, "finish step 2");
  });

  test("is not shown where the page has it already, nor where it was refused", () => {
    begin({ state: "sent", stamp: MADE });
    begin({ state: "refused", reason: "x" });
    assert.equal(byId("head-step-2").dataset.at, "waiting");
  });
});
