import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { announced, fire, openPage } from "./support/page.js";
import { answerWith, unreached } from "./support/server.js";

const window = openPage("");
globalThis.FormData = window.FormData;
globalThis.DOMParser = window.DOMParser;
await import("../../static/js/choosing.js");

const field = (words) => `<input id="who" data-choose="who" name="who-q" value="ap 1">
  <fieldset id="who-hits"><p data-announce="${words}">${words}</p></fieldset>`;
const answer = (html) => new Response(html);
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe("a box to choose by searching", () => {
  const box = () => document.getElementById("who");
  const hits = () => document.getElementById("who-hits").textContent.trim();

  function open(method) {
    document.body.innerHTML = `<form method="${method}" action="/seats?a=1">
      <input name="csrf_token" value="t">${field("trước")}</form><div id="announce"></div>`;
  }

  beforeEach(() => open("post"));

  test("sends the form as its button would, and shows what was found", async () => {
    const asked = answerWith(answer(`<form>${field("Tìm thấy 3.")}</form>`));
    const pressed = fire(box(), "keydown", { key: "Enter" });
    await settled();
    assert.equal(pressed.defaultPrevented, true);
    assert.equal(asked[0].method, "POST");
    assert.deepEqual(Object.fromEntries(asked[0].body), {
      csrf_token: "t",
      "who-q": "ap 1",
      find: "who",
    });
    assert.equal(hits(), "Tìm thấy 3.");
    assert.equal(announced(), "Tìm thấy 3.");
  });

  test("asks for the page where the form does", async () => {
    open("get");
    const asked = answerWith(answer(field("một")));
    fire(box(), "keydown", { key: "Enter" });
    await settled();
    assert.match(String(asked[0].path), /seats/);
    assert.equal(hits(), "một");
  });

  test("searches once after a pause in typing", async () => {
    const asked = answerWith(answer(field("hai")));
    fire(box(), "input");
    fire(box(), "input");
    await new Promise((resolve) => setTimeout(resolve, 320));
    assert.equal(asked.length, 1);
    assert.equal(hits(), "hai");
  });

  test("keeps what was found where the server is not reached, or the page is another", async () => {
    answerWith(unreached(), answer("<p>khác</p>"));
    for (let time = 0; time < 2; time += 1) {
      fire(box(), "keydown", { key: "Enter" });
      await settled();
      assert.equal(hits(), "trước");
      assert.equal(document.querySelectorAll(".loading[role=alert]").length, 1);
    }
    answerWith(answer(field("một")));
    document.querySelector(".loading button").click();
    await settled();
    assert.equal(hits(), "một");
    assert.equal(document.querySelector(".loading"), null);
  });

  test("does not show what was searched for before", async () => {
    answerWith(answer(field("cũ")));
    fire(box(), "keydown", { key: "Enter" });
    box().value = "ap 12";
    await settled();
    assert.equal(hits(), "trước");
  });
});
