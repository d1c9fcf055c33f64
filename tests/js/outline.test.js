import assert from "node:assert/strict";
import { test } from "node:test";
import { fire, openPage } from "./support/page.js";

const part = (n) =>
  `<section class="outline-part" id="part-${n}"><form id="form-${n}"><input id="text-${n}"></form></section>`;

openPage(`${part(1)}${part(2)}<input id="elsewhere">`);
await import("../../static/js/outline.js");

const byId = (id) => document.getElementById(id);
const asks = () => fire(window, "beforeunload").defaultPrevented;

function answer(n, status, target = null) {
  const detail = {
    xhr: { status },
    elt: byId(`form-${n}`) ?? document.createElement("form"),
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

test("a form that its own answer has replaced is known by its part", () => {
  fire(byId("text-1"), "input");
  answer("gone", 200, { id: "part-1" });
  assert.equal(asks(), false);
});
