// What the worker answers a page with: the network's answer, or the copy on this tablet.
import * as copies from "./copies.js";
import { isOurs } from "./protocol.js";

export const SHELL = "/tablet"; // says what is on this tablet; it names nobody
const PATIENCE = 6000; // ms, until a copy is shown where the network is there but too slow

// The server's answer, or *copy* where the network fails, lets one wait, or answers for the server.
async function inTime(request, copy) {
  const answer = fetch(request);
  if (!copy) return answer;
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE, copy);
  });
  try {
    const got = await Promise.race([answer, late]);
    return got === copy || (await isWordOfOurs(got)) ? got : copy;
  } catch {
    return copy;
  } finally {
    clearTimeout(timer);
  }
}

// Of a redirection the browser shows no headers: it is the server's where that is reached.
async function isReached() {
  try {
    return isOurs((await fetch("/tablet/session", { cache: "no-store" })).headers);
  } catch {
    return false;
  }
}

const isWordOfOurs = (answer) =>
  answer.type === "opaqueredirect" ? isReached() : isOurs(answer.headers);

/** The answer to a request for a file of ours: its name tells its content. */
export async function respondFile(request) {
  const cache = await caches.open(copies.FILES);
  const copy = await cache.match(request, { ignoreVary: true });
  if (copy) return copy;
  const answer = await fetch(request);
  if (answer.ok && isOurs(answer.headers)) await cache.put(request, answer.clone());
  return answer;
}

/** The answer to a request for a page. *wait* keeps the worker awake until a promise is settled. */
export async function respondPage(request, wait) {
  const url = new URL(request.url);
  const copy = await copies.find(url.pathname);
  try {
    const answer = await inTime(request, copy);
    const isToKeep = !url.search && url.pathname !== SHELL;
    if (answer !== copy && isToKeep && isNews(answer, copy)) {
      wait(copies.keep(url.pathname, answer.clone()));
    }
    return answer;
  } catch {
    return copy ?? caches.match(SHELL, { ignoreVary: true });
  }
}

// Whether an answer changes what is kept: a page to keep, or one that may no longer be read.
function isNews(answer, copy) {
  if (!isOurs(answer.headers)) return false;
  if (!answer.ok && ![403, 404].includes(answer.status)) return false;
  return Boolean(copy) || answer.headers.has("X-Keep");
}

/** Keep the page that is shown where no other is. */
export async function keepShell() {
  const shell = await fetch(SHELL, { credentials: "omit" });
  if (!isOurs(shell.headers)) throw new Error(`${SHELL}: not the server's`);
  await copies.keepFiles(await shell.clone().text());
  const cache = await caches.open(copies.FILES);
  await cache.put(SHELL, shell);
}
