// Sends the reader's outbox from a page, and finds out whether the server is reached.
import { isWaiting } from "./change.js";
import { momentOf } from "./clock.js";
import { network, setMode } from "./network.js";
import { me, pageToken } from "./reader.js";
import * as sender from "./send.js";
import * as store from "./store.js";
import { refreshStrip, setLine } from "./strip.js";

const LATEST = 60_000; // ms between a page's making and its opening: an older one is a copy
const listeners = [];
let token = "";

/** Have *listener* called with what the server answered to each change: see send.js, `answered`. */
export const onAnswer = (listener) => listeners.push(listener);

/**
 * Send what waits; *probe* asks first whether the server is reached, *isPatient* waits for photos
 * that are on their way.
 */
export async function flush(probe = false, isPatient = false) {
  await store.rescue();
  const hasSome = me.id && (await store.all(me.id)).some(isWaiting);
  if (probe) await ask();
  if (hasSome && !(probe && network.mode === "offline")) await send(isPatient);
  await refreshStrip();
}

async function send(isPatient) {
  const answered = (...answer) => Promise.all(listeners.map((listener) => listener(...answer)));
  const given = { user: me.id, token: token || pageToken(), isPatient, answered };
  const sent = await sender.flush(given);
  token = sent.token;
  setMode(sent.end);
  if (sent.isLeft) await leaveToWorker();
}

/** Where the browser can, the worker sends when the network is back, without a page open. */
export async function leaveToWorker() {
  const worker = await navigator.serviceWorker.getRegistration();
  worker?.sync?.register("outbox").catch(() => {});
}

async function ask() {
  const session = await sender.session().catch(() => null);
  if (!session) {
    setMode("offline");
    return;
  }
  if (network.mode === "offline") await store.hurry(me.id);
  setMode(me.id && session.user !== me.id ? "signed-out" : "sent");
  token = session.token;
  showAge(session.at);
}

// What came from the tablet though there is a network shows nothing that others wrote since.
function showAge(now) {
  const opened = now - (Date.now() - performance.timeOrigin);
  const made = Number(document.querySelector("[data-made]")?.dataset.made ?? opened);
  const isCopy = opened - made > LATEST;
  setLine("copy", isCopy && `Trang này là bản lưu trên máy lúc ${momentOf(new Date(made))}.`);
}
