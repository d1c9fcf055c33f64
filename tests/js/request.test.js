import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { asWriting, bodyOf, changeOf, fieldOf } from "../../static/js/findings/request.js";
import { FORMAT } from "../../static/js/tablet/change.js";
import { ME, PAGE } from "./support/changes.js";

const KEY = "0a1b2c3d-0000-4000-8000-abcdef012345";
const WRITING = { key: KEY, me: ME, page: PAGE, title: "Ghi nhận", now: 1000, seen: 900 };
const NAMES = { labelOf: (field) => (field === "chair" ? "Chủ trì" : "") };

function request(wanted) {
  const fixed = { act: "", isPhoto: false, name: "", path: "/visits/1/field", body: [] };
  return { ...fixed, target: "state-chair", swap: "outerHTML", words: "Nút", ...wanted };
}

test("a change has no token, no section, and no file that was not chosen", () => {
  const entries = [
    ["csrf_token", "x"],
    ["section", "photos"],
    ["chair", ""],
    ["photo", new Blob([])],
  ];
  assert.deepEqual(bodyOf(entries), [["chair", ""]]);
  const photo = new Blob(["x"]);
  assert.deepEqual(bodyOf([["photo", photo]]), [["photo", photo]]);
});

describe("the field of a request", () => {
  test("is the element that saves itself", () => {
    assert.equal(fieldOf(request({ name: "chair" })), "chair");
  });

  for (const verb of ["mine", "theirs", "proposed", "phrase"]) {
    test(`is the one that "${verb}" is about`, () => {
      assert.equal(fieldOf(request({ act: `${verb} chair 3`, name: "do" })), "chair");
    });
  }

  test("is none for rows, steps and photos", () => {
    for (const act of ["add strength 0", "remove remark 9", "start step 4"]) {
      assert.equal(fieldOf(request({ act, name: "do" })), "");
    }
    assert.equal(fieldOf(request({ isPhoto: true, name: "upload" })), "");
  });
});

describe("a change", () => {
  test("knows its writer, page and moment, and what a person calls its field", () => {
    const body = [["chair", "An"]];
    const made = changeOf(request({ name: "chair", body }), WRITING, NAMES);
    assert.deepEqual(made, {
      v: FORMAT,
      isPhoto: false,
      key: KEY,
      user: ME.id,
      who: ME.name,
      page: PAGE,
      title: "Ghi nhận",
      made: 1000,
      seen: 900,
      path: "/visits/1/field",
      body,
      said: [],
      about: "",
      act: "",
      field: "chair",
      target: "state-chair",
      swap: "outerHTML",
      row: "",
      label: "Chủ trì",
    });
  });

  test("of a field without a label is called by its element's words", () => {
    assert.equal(
      changeOf(request({ name: "x", words: "Ghi chú" }), WRITING, NAMES).label,
      "Ghi chú",
    );
  });

  test("of a choice says what stood on the page, also of a tick that is taken off", () => {
    const wordsOf = (_, value) => ({ good: "Tốt", "": "Không" })[value] ?? "";
    const saidBy = (name, body) =>
      changeOf(request({ name, body }), WRITING, { ...NAMES, wordsOf }).said;
    const rated = [
      ["rank", "good"],
      ["was-rank", "poor"],
    ];
    assert.deepEqual(saidBy("rank", rated), [["rank", "Tốt"]]);
    assert.deepEqual(saidBy("tick", [["was-tick", "1"]]), [["tick", "Không"]]);
    assert.deepEqual(saidBy("chair", [["chair", "An"]]), []);
  });

  test("that adds a row names it by its own key", () => {
    const made = changeOf(request({ act: "add strength 0", words: "Ưu điểm" }), WRITING, NAMES);
    assert.equal(made.row, "tabcdef012345");
    assert.equal(made.label, "Thêm dòng: Ưu điểm");
  });

  test("that removes a row says which, as far as it is short", () => {
    const act = "remove remark 9";
    const labelFor = (removed) => changeOf(request({ act }), WRITING, { ...NAMES, removed }).label;
    assert.equal(labelFor(" Đúng giờ "), "Xóa dòng: Đúng giờ");
    assert.equal(labelFor(""), "Xóa dòng: (chưa có nội dung)");
    assert.equal(labelFor("x".repeat(100)), `Xóa dòng: ${"x".repeat(80)}`);
  });

  test("of a photo is called one", () => {
    assert.equal(changeOf(request({ isPhoto: true }), WRITING, NAMES).label, "Ảnh");
  });

  test("by a phrase becomes the text that the field has with it", () => {
    const body = [
      ["do", "phrase chair 3"],
      ["chair", "An"],
      ["was-chair", "An"],
      ["theirs-chair", "Bình"],
    ];
    const made = changeOf(request({ act: "phrase chair 3", body }), WRITING, NAMES);
    const text = asWriting(made, "An chủ trì");
    assert.equal(text.act, "");
    assert.deepEqual(text.body, [
      ["chair", "An chủ trì"],
      ["was-chair", "An"],
    ]);
    assert.equal(text.target, "state-chair");
  });
});
