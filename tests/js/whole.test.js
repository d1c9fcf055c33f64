import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyOf, readable, wholeChange } from "../../static/js/tablet/whole.js";
import { ME, PAGE } from "./support/changes.js";

test("a form sends what was typed and its version, no token and no file", () => {
  const entries = [
    ["csrf_token", "secret"],
    ["version", "ab12"],
    ["course", "Nội dung"],
    ["file", new Blob(["x"])],
  ];
  assert.deepEqual(bodyOf(entries), [
    ["version", "ab12"],
    ["course", "Nội dung"],
  ]);
});

test("a person reads labels and words, not what the machine needs", () => {
  const fields = [
    { name: "version", label: "", words: "ab12" },
    { name: "members", label: "Tổng số", words: "12" },
    { name: "good_model", label: "Mô hình", words: "" },
    { name: "reason", label: "", words: "Ốm" },
  ];
  assert.equal(readable(fields), "Tổng số: 12\nỐm");
});

test("a change that sends a form names its writer, its page and where it goes", () => {
  const form = { path: "/visits/1/report", label: "Báo cáo", body: [["a", "1"]], text: "A: 1" };
  const change = wholeChange(form, { key: "k", me: ME, page: PAGE, title: "Trang", now: 5 });
  assert.equal(change.isWhole, true);
  assert.equal(change.user, ME.id);
  assert.equal(change.made, 5);
  assert.equal(change.path, "/visits/1/report");
  assert.equal(change.swap, "none");
});
