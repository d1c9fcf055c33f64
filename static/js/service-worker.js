// Lets the pages that are kept on this tablet open without network, and sends the outbox when the
// network comes back to a tablet on which no page is open. Served as /service-worker.js.
"use strict";

importScripts("/static/js/outbox.js", "/static/js/copies.js");

const SHELL = "/tablet"; // says what is on this tablet; it names nobody
const PATIENCE = 6000; // ms, until a copy is shown where the network is there but too slow

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil((async () => {
    const shell = await fetch(SHELL, { credentials: "omit" });
    await self.copies.keepFiles(await shell.clone().text());
    await (await caches.open("static")).put(SHELL, shell);
  })());
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && url.pathname === "/sign-out") {
    event.waitUntil(Promise.all([self.copies.clear(), self.outbox.forgetSent()]));
  } else if (request.method !== "GET") {
    return;
  } else if (url.pathname.startsWith("/static/")) {
    event.respondWith(file(request));
  } else if (request.mode === "navigate") {
    event.respondWith(page(event, url));
  }
});

self.addEventListener("sync", (event) => {
  if (event.tag !== "outbox") return;
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: "window" });
    if (open.some((one) => one.visibilityState === "visible")) return; // it sends, and shows the answers
    const { end } = await self.outbox.flush();
    if (end === "offline") throw new Error("not yet"); // the browser tries again later
  })());
});

// The network's answer, or *copy* where the network fails or lets one wait.
async function inTime(request, copy) {
  const answer = fetch(request);
  if (!copy) return answer;
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE, copy); });
  return Promise.race([answer, late]).then((got) => ([502, 503, 504].includes(got.status) ? copy : got), () => copy);
}

async function file(request) {
  const cache = await caches.open("static");
  const copy = await cache.match(request, { ignoreVary: true });
  const answer = await inTime(request, copy);
  if (answer !== copy && answer.ok) await cache.put(request, answer.clone());
  return answer;
}

async function page(event, url) {
  const copy = await self.copies.find(url.pathname);
  try {
    const answer = await inTime(event.request, url.pathname === SHELL ? null : copy);
    const isNews = answer !== copy && !url.search && (answer.ok || [403, 404].includes(answer.status));
    if (isNews && (copy || answer.headers.has("X-Keep"))) {
      event.waitUntil(self.copies.keep(url.pathname, answer.clone()));
    }
    return answer;
  } catch {
    return copy ?? caches.match(SHELL, { ignoreVary: true });
  }
}
