import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { fire, openPage } from "./support/page.js";
import { answerWith, unreached } from "./support/server.js";

openPage("");
const { written } = await import("../../static/js/dates.js");

describe("a value of the browser's picker", () => {
  for (const [kind, iso, text] of [
    ["day", "2024-09-03", "03/09/2024"],
    ["hour", "07:30", "07:30"],
    ["hour", "07:30:15", "07:30"],
    ["moment", "2024-09-03T07:30", "07:30 ngày 03/09/2024"],
    ["month", "2024-09", "09/2024"],
  ]) {
    test(`${iso} is written ${text}`, () => assert.equal(written(kind, iso), text));
  }
});

const field = (kind, id = "day") => `<div class="typed">
    <input id="${id}" data-typed="${kind}" data-iso="2024-09-03"><button class="pick" hidden></button>
  </div><p class="said" id="${id}-said"></p>`;
const answer = (body) => new Response(JSON.stringify(body));
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("a field of a day", () => {
  const byId = (id) => document.getElementById(id);
  const said = () => byId("day-said");
  let opened;

  function type(text) {
    byId("day").value = text;
    fire(byId("day"), "change");
    return settled();
  }

  beforeEach(() => {
    opened = 0;
    window.HTMLInputElement.prototype.showPicker = () => {
      opened += 1;
    };
    document.body.innerHTML = `<form>${field("day")}</form>`;
    fire(document, "DOMContentLoaded");
  });

  test("has the browser's picker beside it", () => {
    const button = document.querySelector(".pick");
    assert.equal(button.hidden, false);
    fire(button, "click");
    assert.equal(opened, 1);
    const picker = document.querySelector(".picker");
    assert.deepEqual([picker.type, picker.value, picker.name], ["date", "2024-09-03", ""]);
    fire(button, "click");
    assert.equal(document.querySelectorAll(".picker").length, 1);
  });

  test("gets what is picked, and tells that it changed", async () => {
    answerWith(answer({ said: "thứ Tư, 04/9/2024", iso: "2024-09-04" }));
    const heard = [];
    for (const kind of ["input", "change"]) {
      document.querySelector("form").addEventListener(kind, (event) => {
        heard.push(`${kind} ${event.target.id}`);
      });
    }
    fire(document.querySelector(".pick"), "click");
    const picker = document.querySelector(".picker");
    picker.value = "2024-09-04";
    fire(picker, "input");
    fire(picker, "change");
    await settled();
    assert.equal(byId("day").value, "04/09/2024");
    assert.deepEqual(heard, ["input day", "change day"]);
    assert.equal(said().textContent, "thứ Tư, 04/9/2024");
  });

  test("takes the focus where the browser only says that it has a picker", () => {
    window.HTMLInputElement.prototype.showPicker = () => {
      throw new Error("NotSupportedError");
    };
    fire(document.querySelector(".pick"), "click");
    assert.equal(document.activeElement, byId("day"));
  });

  test("that comes later has a picker, too", () => {
    document.querySelector("form").insertAdjacentHTML("beforeend", field("hour", "hour"));
    fire(document, "htmx:load", { detail: { elt: byId("hour").parentElement } });
    assert.equal(document.querySelectorAll(".pick")[1].hidden, false);
  });

  test("has none where the browser has none", () => {
    delete window.HTMLInputElement.prototype.showPicker;
    document.body.innerHTML = field("day");
    fire(document, "DOMContentLoaded");
    assert.equal(document.querySelector(".pick").hidden, true);
  });

  test("says in full what the server reads", async () => {
    const asked = answerWith(answer({ said: "thứ Ba, 03/9/2024", iso: "2024-09-03" }));
    await type("3.9.2024");
    assert.equal(asked[0].path, "/said?kind=day&text=3.9.2024");
    assert.equal(said().textContent, "thứ Ba, 03/9/2024");
    assert.equal(said().classList.contains("wrong"), false);
  });

  test("says why it cannot be read, until it can", async () => {
    answerWith(
      answer({ wrong: "tháng 4 năm 2024 chỉ có 30 ngày." }),
      answer({ said: "x", iso: "y" }),
    );
    await type("31/4/2024");
    assert.equal(said().textContent, "tháng 4 năm 2024 chỉ có 30 ngày.");
    assert.equal(said().classList.contains("wrong"), true);
    await type("30/4/2024");
    assert.deepEqual([said().textContent, said().classList.contains("wrong")], ["x", false]);
    assert.equal(byId("day").dataset.iso, "y");
  });

  test("says nothing of nothing, and nothing where the server is not reached", async () => {
    const asked = answerWith(unreached());
    await type("  ");
    assert.equal(asked.length, 0);
    await type("3/9/2024");
    assert.deepEqual([asked.length, said().textContent], [1, ""]);
  });

  test("does not say what was typed before", async () => {
    answerWith(answer({ said: "thứ Ba, 03/9/2024" }));
    const first = type("3/9/2024");
    byId("day").value = "4/9/2024";
    await first;
    assert.equal(said().textContent, "");
  });
});
