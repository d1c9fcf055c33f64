// On every page: whether there is a network, what waits to be sent and for whom, which pages are
// kept on this tablet. Where the browser has no service worker, pages work as they always did.
import { announce, byId } from "../dom.js";
import * as copies from "./copies.js";
import { endSession, farewell, isToEnd } from "./ending.js";
import { refreshKept, watchButtons } from "./keeping.js";
import { watchForms } from "./leaving.js";
import { network, setMode } from "./network.js";
import { able, me } from "./reader.js";
import * as store from "./store.js";
import { refreshStrip } from "./strip.js";
import { flush } from "./sync.js";
import { watchVisits } from "./taking.js";

const EVERY = 15_000; // ms between two tries to send

// Another person's pages are no longer readable here once somebody else has signed in.
async function takeOver() {
  const owner = await store.fact("owner");
  if (owner?.id === me.id) return;
  await copies.clear(me.id);
  await store.forgetSent();
  await store.setFact("owner", me);
}

// Send, but first end the session of who signed out here without network.
async function reach(probe) {
  if (await endSession()) return flush(probe);
  setMode("offline");
  return refreshStrip();
}

// Somebody asks for it: nothing waits for its next try.
async function sendNow() {
  await store.hurry(me.id);
  await reach(true);
  if (network.mode === "offline") announce("Vẫn chưa có mạng, chưa gửi được.");
}

// A page of somebody who left is not to be read: it came back from the browser's memory, or it was
// loaded past the worker.
async function closeAfterLeaving() {
  const owner = await store.fact("owner"); // undefined where this browser keeps nothing
  if (me.id && owner !== undefined && owner?.id !== me.id) location.replace("/tablet");
}

function watch() {
  watchButtons();
  watchForms();
  byId("send-now").addEventListener("click", sendNow);
  window.addEventListener("online", () => reach(true).then(() => me.id && watchVisits()));
  window.addEventListener("pageshow", ({ persisted }) => persisted && closeAfterLeaving());
  farewell.onmessage = closeAfterLeaving;
  window.addEventListener("offline", () => {
    setMode("offline");
    refreshStrip();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) reach(false);
  });
  store.news.onmessage = () => {
    refreshStrip();
    document.body.dispatchEvent(new CustomEvent("outbox-changed"));
  };
  setInterval(() => reach(network.mode === "offline"), EVERY);
}

// The server answered though its session was to be ended: this page came past the worker.
async function afterLeaving() {
  await endSession();
  await closeAfterLeaving();
}

async function start() {
  watch();
  const options = { type: "module" };
  navigator.serviceWorker.register("/service-worker.js", options).catch(() => {}); // then nothing opens offline
  if (me.id && (await isToEnd())) return afterLeaving();
  if (me.id) await takeOver();
  if (me.id) await store.hurry(me.id); // who opens a page need not wait for what was tried in vain
  await refreshKept();
  await reach(Boolean(document.querySelector("[data-outbox], #on-tablet")));
  if (me.id) await watchVisits();
}

/** Resolved when the page knows how things are; where it is not able, at once. */
export const started = able ? start() : Promise.resolve();
