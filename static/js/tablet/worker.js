// Lets the pages that are kept on this tablet open without network, and sends the outbox when the
// network comes back to a tablet on which no page is open.
import * as copies from "./copies.js";
import { endSession } from "./ending.js";
import { keepShell, respondFile, respondPage, SHELL } from "./respond.js";
import { flush } from "./send.js";
import { forgetSent } from "./store.js";

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepShell());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), copies.forgetFiles()]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && url.pathname === "/sign-out") {
    event.waitUntil(Promise.all([copies.clear(), forgetSent()]));
  } else if (request.method !== "GET") {
    return;
  } else if (url.pathname.startsWith("/static/")) {
    event.respondWith(respondFile(request));
  } else if (request.mode === "navigate") {
    event.respondWith(respond(event));
  }
});

// Who signed out without network is signed out first: the server would still answer them.
async function respond(event) {
  if (!(await endSession())) return caches.match(SHELL, { ignoreVary: true });
  return respondPage(event.request, (promise) => event.waitUntil(promise));
}

self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(sendUnseen());
});

async function sendUnseen() {
  if (!(await endSession())) throw new Error("not yet"); // the browser tries again later
  const pages = await self.clients.matchAll({ type: "window" });
  if (pages.some((one) => one.visibilityState === "visible")) return; // it sends, and shows the answers
  const { end, isLeft } = await flush();
  if (end === "offline" || (isLeft && end === "sent")) throw new Error("not yet");
}
