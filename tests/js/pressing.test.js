import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { fire, openPage } from "./support/page.js";

openPage("");
const { whenReleased } = await import("../../static/js/pressing.js");
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("what moves the page", () => {
  let moved;
  beforeEach(() => {
    moved = [];
    document.body.innerHTML = "<button>Lưu</button><p role=status></p><div></div>";
    window.htmx = { swap: (target, text) => (target.textContent = text) };
  });

  test("is done at once while nobody presses", () => {
    whenReleased(() => moved.push("now"));
    assert.deepEqual(moved, ["now"]);
  });

  for (const end of ["pointerup", "pointercancel"]) {
    test(`waits for ${end}, and for what the press does`, async () => {
      const button = document.querySelector("button");
      button.addEventListener("click", () => moved.push("pressed"));
      fire(button, "pointerdown");
      whenReleased(() => moved.push("moved"));
      assert.deepEqual(moved, []);
      fire(button, end);
      fire(button, "click");
      await settled();
      assert.deepEqual(moved, ["pressed", "moved"]);
    });
  }

  test("waits where htmx says it in a line of status, and nowhere else", async () => {
    const swap = (target) => {
      const detail = { target, shouldSwap: true, xhr: { responseText: "Chủ nhật" } };
      fire(target, "htmx:beforeSwap", { detail });
      return detail.shouldSwap;
    };
    const line = document.querySelector("p");
    assert.equal(swap(line), true);
    fire(line, "pointerdown");
    assert.equal(swap(document.querySelector("div")), true);
    assert.equal(swap(line), false);
    assert.equal(line.textContent, "");
    fire(line, "pointerup");
    await settled();
    assert.equal(line.textContent, "Chủ nhật");
  });
});
