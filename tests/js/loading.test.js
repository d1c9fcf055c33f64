import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import { fire, openPage } from "./support/page.js";

openPage("");
const { reasonOf } = await import("../../static/js/loading.js");

describe("what htmx asks for", () => {
  const form = () => document.querySelector("form");
  const list = () => document.getElementById("list");
  const said = () => document.querySelector(".loading");
  let asked;

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    document.body.innerHTML = `<form></form><div id="list"></div>
      <div id="draft" data-failed="Chưa lưu"></div><main class="findings"><button></button></main>`;
    asked = [];
    window.htmx = {
      ajax: (...sent) => {
        asked.push(sent);
        return Promise.reject(new Error("no network"));
      },
    };
  });

  afterEach(() => mock.timers.reset());

  function detailOf(elt, verb, status) {
    const requestConfig = { verb, path: "/visits", triggeringEvent: null };
    return { elt, target: list(), requestConfig, xhr: { status }, failed: status >= 400 };
  }

  const begin = (elt = form(), verb = "get") =>
    fire(elt, "htmx:beforeRequest", { detail: detailOf(elt, verb, 0) });

  function end(status, elt = form(), verb = "get") {
    const detail = detailOf(elt, verb, status);
    fire(elt, "htmx:afterRequest", { detail });
    if (status === 0) fire(elt, "htmx:sendError", { detail });
  }

  test("says that it is on its way only where it is slow", () => {
    begin();
    assert.equal(list().getAttribute("aria-busy"), "true");
    mock.timers.tick(400);
    assert.equal(said(), null);
    mock.timers.tick(200);
    assert.equal(said().textContent, "Đang tải…");
    assert.equal(said().getAttribute("role"), "status");
    assert.equal(said().previousElementSibling, form());
    end(200);
    assert.equal(said(), null);
    assert.equal(list().hasAttribute("aria-busy"), false);
  });

  test("says nothing once it came", () => {
    begin();
    end(200);
    mock.timers.tick(1000);
    assert.equal(said(), null);
  });

  for (const [status, verb, words] of [
    [0, "get", "Chưa tải được: không có mạng, hoặc máy chủ không trả lời."],
    [500, "get", "Chưa tải được: máy chủ gặp lỗi."],
    [503, "post", "Chưa gửi được: máy chủ gặp lỗi."],
    [404, "post", "Chưa gửi được: trang này không còn mở được; hãy tải lại trang."],
  ]) {
    test(`that fails with ${status} by ${verb} says so, and asks again`, () => {
      begin(form(), verb);
      end(status, form(), verb);
      assert.equal(said().getAttribute("role"), "alert");
      assert.ok(said().textContent.startsWith(words), said().textContent);
      said().querySelector("button").click();
      assert.equal(said(), null);
      assert.deepEqual(asked, [[verb, "/visits", { source: form(), target: list(), event: null }]]);
      begin(form(), verb);
      end(status, form(), verb);
      assert.equal(document.querySelectorAll(".loading").length, 1);
    });
  }

  test("that was refused in words, or left off, is no failure", () => {
    const detail = { ...detailOf(form(), "post", 422), failed: false };
    begin();
    fire(form(), "htmx:afterRequest", { detail });
    assert.equal(said(), null);
    begin();
    fire(form(), "htmx:afterRequest", { detail: detailOf(form(), "get", 0) });
    fire(form(), "htmx:sendAbort", { detail: detailOf(form(), "get", 0) });
    assert.equal(said(), null);
  });

  test("on pages that say it in their own words is left to them", () => {
    for (const elt of [document.getElementById("draft"), document.querySelector("main button")]) {
      begin(elt);
      mock.timers.tick(1000);
      end(0, elt);
      assert.equal(said(), null);
    }
  });
});

describe("why nothing came", () => {
  test("is said for every answer", () => {
    const all = [0, 400, 403, 404, 413, 500, 502].map(reasonOf);
    assert.equal(new Set(all).size, 4);
  });
});
