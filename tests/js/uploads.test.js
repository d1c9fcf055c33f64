import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, describe, test } from "node:test";
import { fire, openPage } from "./support/page.js";

openPage("");
const { chosenText, sizeText } = await import("../../static/js/uploads.js");

describe("a size", () => {
  const path = new URL("support/sizes.json", import.meta.url);
  for (const [size, words] of JSON.parse(readFileSync(path, "utf8"))) {
    test(`of ${size} bytes is said as the server says it`, () =>
      assert.equal(sizeText(size), words));
  }
});

describe("what was chosen", () => {
  const report = { name: "bao-cao.pdf", size: 36_597 };
  const photo = { name: "hội trường.jpg", size: 1_440_000 };

  test("is nothing yet", () => assert.equal(chosenText([], "ảnh"), "Chưa chọn ảnh nào"));

  test("is one file, by its name and size", () =>
    assert.equal(chosenText([report], "tệp"), "bao-cao.pdf (36 kB)"));

  test("is counted where there are several", () =>
    assert.equal(
      chosenText([report, photo], "tệp"),
      "2 tệp: bao-cao.pdf (36 kB); hội trường.jpg (1,4 MB)",
    ));
});

describe("a field for files", () => {
  const field = () => document.querySelector("input");
  const said = () => document.querySelector(".said").textContent;
  const settled = () => new Promise((resolve) => setTimeout(resolve));

  function choose(...files) {
    Object.defineProperty(field(), "files", { value: files, configurable: true });
  }

  beforeEach(() => {
    document.body.innerHTML = `<form><div class="files" data-thing="tệp"><input type="file">
      <span class="btn" hidden>Chọn tệp</span><span class="said">Bấm vào nút</span></div></form>`;
    fire(document, "DOMContentLoaded");
  });

  test("gets a button and a line in the words of the page", () => {
    assert.equal(document.querySelector(".btn").hidden, false);
    assert.equal(said(), "Chưa chọn tệp nào");
    assert.equal(field().getAttribute("title"), "");
  });

  test("says what is chosen, and that nothing is once its form was emptied", async () => {
    choose({ name: "a.pdf", size: 2048 });
    fire(field(), "change");
    assert.equal(said(), "a.pdf (2 kB)");
    choose();
    fire(document.querySelector("form"), "reset");
    await settled();
    assert.equal(said(), "Chưa chọn tệp nào");
  });

  test("is made ready where a part of a page comes anew", () => {
    document.querySelector(".btn").hidden = true;
    const form = document.querySelector("form");
    fire(form, "htmx:load", { detail: { elt: form } });
    assert.equal(document.querySelector(".btn").hidden, false);
  });
});
