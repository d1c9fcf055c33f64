// The copies of pages that this tablet keeps for halls without network: of one person at a time.
// Pages and the worker use it. The server marks the pages that may be kept (X-Keep).
import { filesIn, importsIn, versionOf } from "./files.js";
import { isOurs } from "./ours.js";

export const FILES = "static"; // the cache of files, and of the page shown where no other is
const PREFIX = "pages-";
const KEPT_FOR = 30 * 24 * 3600 * 1000; // ms

const names = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));
const timeOf = (copy) => Date.parse(copy.headers.get("Date") ?? "");

/** The kept answer at *path*, undefined where there is none. */
export const find = (path) => caches.match(path, { ignoreVary: true, ignoreSearch: true });

/** When the copy at *path* was made (a Date), or null where there is none. */
export async function keptAt(path) {
  const copy = await find(path);
  return copy ? new Date(timeOf(copy)) : null;
}

/** Forget the pages of everybody but *user* (0: of everybody). */
export async function clear(user = 0) {
  for (const name of await names()) if (name !== PREFIX + user) await caches.delete(name);
}

/** Keep the files that a page of this text needs, with all that its scripts import. */
export async function keepFiles(html) {
  const cache = await caches.open(FILES);
  const paths = filesIn(html); // grows on the way, by what scripts import
  for (const path of paths) {
    const file = await keepFile(cache, path);
    if (!path.endsWith(".js")) continue;
    for (const one of importsIn(await file.text(), path)) paths.add(one);
  }
}

async function keepFile(cache, path) {
  const kept = await cache.match(path, { ignoreVary: true });
  if (kept) return kept; // a file's name tells its content
  const file = await fetch(path);
  if (!file.ok || !isOurs(file)) throw new Error(`${path}: ${file.status}`);
  await cache.put(path, file.clone());
  return file;
}

/** Forget the files of versions that no kept page names. */
export async function forgetFiles() {
  const needed = new Set();
  for (const name of [FILES, ...(await names())]) {
    for (const [request, copy] of await entriesOf(await caches.open(name))) {
      if (versionOf(request.url)) continue; // a file
      for (const path of filesIn(await copy.text())) needed.add(versionOf(path));
    }
  }
  const cache = await caches.open(FILES);
  for (const { url } of await cache.keys()) {
    if (versionOf(url) && !needed.has(versionOf(url)))
      await cache.delete(url, { ignoreVary: true });
  }
}

/**
 * Keep the answer that a page got at *path*, or forget the older copy where it may not be kept.
 * Returns whether it is kept.
 */
export async function keep(path, answer) {
  const user = answer.headers.get("X-Keep");
  if (!user) {
    await forget(path);
    return false;
  }
  await clear(user);
  await keepFiles(await answer.clone().text());
  const cache = await caches.open(PREFIX + user);
  await cache.put(path, answer);
  await forgetOld(cache);
  return true;
}

async function forget(path) {
  for (const name of await names()) {
    const cache = await caches.open(name);
    await cache.delete(path, { ignoreVary: true });
  }
}

async function forgetOld(cache) {
  for (const [request, copy] of await entriesOf(cache)) {
    if (Date.now() - timeOf(copy) > KEPT_FOR) await cache.delete(request);
  }
}

async function entriesOf(cache) {
  const requests = await cache.keys();
  const copies = requests.map((one) => cache.match(one, { ignoreVary: true }));
  return (await Promise.all(copies)).map((copy, at) => [requests[at], copy]);
}

/**
 * Fetch a page in order to keep it. Returns false where the server does not let it be kept; throws
 * where it is not the server that answers.
 */
export async function fetchAndKeep(path) {
  const answer = await fetch(path, { cache: "no-store", redirect: "manual" });
  if (answer.type !== "opaqueredirect" && !isOurs(answer)) throw new Error(`${path}: not ours`);
  return answer.ok && keep(path, answer);
}

/** The kept pages: a list of `{ path, title, at }`. */
export async function list() {
  const found = [];
  for (const name of await names()) {
    for (const [request, copy] of await entriesOf(await caches.open(name))) {
      const path = new URL(request.url).pathname;
      found.push({ path, title: titleOf(await copy.text()), at: new Date(timeOf(copy)) });
    }
  }
  return found;
}

// The page's own title, without the name of the program after it.
function titleOf(html) {
  const title = /<title>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? "";
  return title.split("·").slice(0, 2).join("·").trim();
}
