import assert from "node:assert/strict";
import { test } from "node:test";
import { pageOf } from "../../static/js/tablet/export.js";
import { change, ME, writing } from "./support/changes.js";

const filed = (html) =>
  JSON.parse(/<script type="application\/json" id="tablet-changes">(.*)<\/script>/.exec(html)[1]);
const given = (...changes) => ({ writer: ME, now: 5000, changes });

test("the file is a page to read, and holds the changes as they were kept", async () => {
  const one = writing("chair", "Đồng chí An", "", { state: "waiting", label: "Chủ trì" });
  const html = await pageOf(given(one), () => "");
  assert.match(html, /Ghi nhận: Chủ trì<\/h2>/);
  assert.match(html, /Đồng chí An<\/pre>/);
  const { kind, writer, changes } = filed(html);
  assert.deepEqual([kind, writer], ["du-giam-sat/tablet/1", ME.id]);
  assert.equal(changes[0].key, one.key);
  assert.equal(changes[0].age, 4000);
  assert.deepEqual(changes[0].body, [
    { name: "chair", value: "Đồng chí An" },
    { name: "was-chair", value: "" },
  ]);
});

test("what was typed is text in it and nothing else", async () => {
  const typed = '</script><script>alert(1)</script><img src=x onerror="y">';
  const one = writing("chair", typed, "", { state: "refused", label: typed, reason: typed });
  const html = await pageOf(given(one), () => "");
  assert.equal(html.split("<script").length, 2);
  assert.equal(html.includes("<img"), false);
  assert.equal(filed(html).changes[0].body[0].value, typed);
});

test("a photo is in it as its own data", async () => {
  const photo = new Blob(["x"], { type: "image/jpeg" });
  const one = change({ isPhoto: true, state: "waiting", body: [["photo", photo]] });
  const html = await pageOf(given(one), async () => "data:image/jpeg;base64,eA==");
  assert.match(html, /<img src="data:image\/jpeg;base64,eA=="/);
  assert.deepEqual(filed(html).changes[0].body, [
    { name: "photo", photo: "data:image/jpeg;base64,eA==" },
  ]);
});
