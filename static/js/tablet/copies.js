// The copies of pages that this tablet keeps for halls without network: of one person at a time.
// Pages and the worker use it. The server marks the pages to write on, which are kept once they are
// opened (X-Keep), and says of each other page for whom it was made (X-Reader): it is kept for
// reading where that was asked for.
import { filesIn, importsIn, versionOf } from "./files.js";
import { isOurs } from "./protocol.js";

export const FILES = "static"; // the cache of files, and of the page shown where no other is
const PREFIX = "pages-";
const KEPT_FOR = 30 * 24 * 3600 * 1000; // ms
const PATIENCE = 60_000; // ms, for one page or file

const names = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));
const timeOf = (copy) => Date.parse(copy.headers.get("Date") ?? "");
const isHtml = (answer) => /^text\/html\b/.test(answer.headers.get("Content-Type") ?? "");

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
  if (!file.ok || !isOurs(file.headers)) throw new Error(`${path}: ${file.status}`);
  await cache.put(path, file.clone());
  return file;
}

/** Forget the files of versions that no kept page names. */
export async function forgetFiles() {
  const needed = new Set();
  for (const name of [FILES, ...(await names())]) {
    for (const [request, copy] of await entriesOf(await caches.open(name))) {
      if (versionOf(request.url) || !isHtml(copy)) continue;
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
 * Keep the answer that a page got at *path*, or forget the older copy where it may not be kept. One
 * that is only to be read is kept where that is asked for, and from then on. Returns whether it is
 * kept.
 */
export async function keep(path, answer, isAsked = false) {
  const user = readerOf(answer, isAsked || (await isKeptToRead(path)));
  if (!user) {
    await forget(path);
    return false;
  }
  await clear(user);
  if (isHtml(answer)) await keepFiles(await answer.clone().text());
  const cache = await caches.open(PREFIX + user);
  await cache.put(path, answer);
  await forgetOld(cache);
  return true;
}

const readerOf = ({ headers }, isToRead) =>
  headers.get("X-Keep") ?? (isToRead ? headers.get("X-Reader") : null);

async function isKeptToRead(path) {
  const copy = await find(path);
  return Boolean(copy) && !copy.headers.has("X-Keep");
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
 * Fetch a page in order to keep it, also one only to be read where that is asked for. Returns false
 * where the server does not let it be kept; throws where it is not the server that answers.
 */
export async function fetchAndKeep(address, isAsked = false) {
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(address, { cache: "no-store", redirect: "manual", signal });
  const { pathname } = new URL(address, "https://here");
  if (answer.type === "opaqueredirect") return false;
  if (!isOurs(answer.headers)) throw new Error(`${pathname}: not ours`);
  if ([403, 404].includes(answer.status)) await forget(pathname);
  return answer.ok && keep(pathname, answer, isAsked);
}

/** The paths of all that is kept: pages, files, and what is told of visits. */
export async function paths() {
  const found = [];
  for (const name of await names()) {
    const requests = await (await caches.open(name)).keys();
    found.push(...requests.map(({ url }) => new URL(url).pathname));
  }
  return found;
}

/** The kept pages: a list of `{ path, title, at }`. */
export async function list() {
  const found = [];
  for (const name of await names()) {
    for (const [request, copy] of await entriesOf(await caches.open(name))) {
      if (!isHtml(copy)) continue;
      const path = new URL(request.url).pathname;
      found.push({ path, title: titleOf(await copy.text()), at: new Date(timeOf(copy)) });
    }
  }
  return found;
}

// The page's own title, without the name of the program after it.
function titleOf(html) {
  const title = /<title>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? "";
  return title
    .replace(/· Dự, giám sát\s*$/, "")
    .split("·")
    .slice(0, 2)
    .join("·")
    .trim();
}
