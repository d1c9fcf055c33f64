import assert from "node:assert/strict";
import { test } from "node:test";
import { fire, openPage } from "./support/page.js";

const part = (n) =>
  `<section class="outline-part" id="part-${n}"><input id="text-${n}" name="text_${n}"><textarea
    id="long-${n}" name="long_${n}"></textarea><button type="button" id="save-${n}" name="do"></button></section>`;

openPage(`<form id="outline">${part(1)}${part(2)}</form><input id="elsewhere">`);
await import("../../static/js/outline.js");

const byId = (id) => document.getElementById(id);
const asks = () => fire(window, "beforeunload").defaultPrevented;

function answer(n, status, target = null) {
  const detail = {
    xhr: { status },
    elt: byId(`save-${n}`) ?? document.createElement("button"),
    target,
  };
  fire(document.body, "htmx:afterRequest", { detail });
}

test("who typed nothing leaves without being asked", () => {
  fire(byId("elsewhere"), "input");
  assert.equal(asks(), false);
});

test("who typed in a part is asked until it is saved", () => {
  fire(byId("text-1"), "input");
  assert.equal(asks(), true);
  answer(1, 200);
  assert.equal(asks(), false);
});

test("a part that the server refused is not saved", () => {
  fire(byId("text-1"), "input");
  answer(1, 422);
  answer(1, 500);
  assert.equal(asks(), true);
  answer(1, 200);
});

test("each part is saved for itself", () => {
  fire(byId("text-1"), "input");
  fire(byId("text-2"), "input");
  answer(1, 200);
  assert.equal(asks(), true);
  answer(2, 200);
  assert.equal(asks(), false);
});

test("a button that its own answer has replaced is known by its part", () => {
  fire(byId("text-1"), "input");
  answer("gone", 200, { id: "part-1" });
  assert.equal(asks(), false);
});

test("who sends the whole form is not asked", () => {
  fire(byId("text-1"), "input");
  fire(byId("outline"), "submit");
  assert.equal(asks(), false);
  fire(window, "pageshow");
  assert.equal(asks(), true);
  answer(1, 200);
});

test("a part's fields alone go on their way", () => {
  const parameters = { csrf_token: "t", text_1: "a", text_2: "b", long_1: "c", do: "save-1" };
  fire(byId("save-1"), "htmx:configRequest", { detail: { elt: byId("save-1"), parameters } });
  assert.deepEqual(parameters, { csrf_token: "t", text_1: "a", long_1: "c", do: "save-1" });
});

test("Enter in a line saves its part, in a text it makes a line", () => {
  const pressed = [];
  for (const n of [1, 2]) byId(`save-${n}`).addEventListener("click", () => pressed.push(n));
  assert.equal(fire(byId("text-2"), "keydown", { key: "Enter" }).defaultPrevented, true);
  assert.equal(fire(byId("long-1"), "keydown", { key: "Enter" }).defaultPrevented, false);
  assert.equal(fire(byId("elsewhere"), "keydown", { key: "Enter" }).defaultPrevented, false);
  assert.deepEqual(pressed, [2]);
});
