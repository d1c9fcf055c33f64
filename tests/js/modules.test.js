// The worker reads from the text of pages and scripts which files to keep for halls without
// network: it has to find all that a browser loads.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { importsIn } from "../../static/js/tablet/files.js";

const ROOT = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path.replace(/^\//, ""), ROOT), "utf8");

const filesUnder = (folder, ending) =>
  readdirSync(new URL(folder, ROOT), { recursive: true })
    .map((name) => `/${folder}/${name}`)
    .filter((name) => name.endsWith(ending));

const MODULES = filesUnder("static/js", ".js");
const scriptsOf = (template) =>
  [...read(template).matchAll(/<script type="module" src="[^"]*'(js\/[^']+)'[^"]*"/g)].map(
    ([, name]) => `/static/${name}`,
  );

/** All that is loaded by *entries*, in the way of the worker. */
function loadedBy(entries) {
  const found = new Set(entries);
  for (const path of found) for (const one of importsIn(read(path), path)) found.add(one);
  return found;
}

test("every import in a script is found in its text", () => {
  for (const path of MODULES) {
    const named = [...read(path).matchAll(/["'`]((?:\.{1,2}|\/static)\/[^"'`]+\.js)["'`]/g)];
    const expected = named.map(([, name]) => new URL(name, new URL(path, "https://here")).pathname);
    assert.deepEqual([...importsIn(read(path), path)].sort(), expected.sort(), path);
  }
});

test("words that only look like an import are none", () => {
  const code = 'const text = \'take it from "./a.js" now\';\n// import "./b.js"\nf("from");\n';
  assert.deepEqual([...importsIn(code, "/static/js/x.js")], []);
});

test("every script belongs to a page or to the worker, and every file it needs is there", () => {
  const entries = filesUnder("templates", ".html").flatMap(scriptsOf);
  const loaded = loadedBy([...entries, "/static/js/tablet/worker.js"]);
  const own = [...loaded].filter((path) => path.startsWith("/static/js/"));
  assert.ok(loaded.has("/static/vendor/idb.js"));
  assert.deepEqual(own.sort(), MODULES.sort());
});
