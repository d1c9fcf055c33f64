// Sends what waits in the store. Pages and the worker use it; nothing here touches a page.
import { isPhoto, isWaiting } from "./change.js";
import { fragmentOf, isOurs, patienceFor, requestOf, verdictOf } from "./protocol.js";
import * as store from "./store.js";

const MOST_STUMBLES = 5; // of the server over one change: then it is set aside
const MOST_MISSES = 2; // one after another: then it is the network, not what is sent

class Unreached extends Error {
  constructor(error) {
    super(error.message);
    this.isSlow = error.name === "TimeoutError";
  }
}

/**
 * Who is signed in on this tablet (`user`, 0: nobody), a fresh `token` to send by, and the server's
 * time `at` (ms). Throws where the server is not reached.
 */
export async function session() {
  try {
    const options = { cache: "no-store", signal: AbortSignal.timeout(15_000) };
    const answer = await fetch("/tablet/session", options);
    if (!isOurs(answer.headers)) throw new Error("somebody else's answer");
    const { user, token } = await answer.json();
    return { user, token, at: Date.parse(answer.headers.get("Date") ?? "") };
  } catch (error) {
    throw new Unreached(error);
  }
}

/**
 * Send what waits: texts in order, and beside them photos, which may take minutes. Of each kind one
 * tab or worker sends at a time; *isPatient* waits for photos that another is at.
 *
 * Without a *user* the one who is signed in sends, without a *token* a fresh one is asked for.
 * *answered* is called with each change as it is now, the status, and the part of the page that the
 * answer brings, or null. Returns `{ end, token, isLeft }`: how it ended, "sent", "offline" (try again
 * later) or "signed-out", the token to go on with, and whether something still waits.
 */
export async function flush({ user = 0, token = "", isPatient = true, answered = () => {} } = {}) {
  const sender = { user, token, answered, isFresh: false };
  const ends = [await navigator.locks.request("outbox", () => sendAll(sender, false))];
  if (ends[0] !== "signed-out") {
    const send = (lock) => (lock === null ? "" : sendAll(sender, true));
    ends.push(await navigator.locks.request("photos", { ifAvailable: !isPatient }, send));
  }
  const end = ends.find((one) => one === "signed-out") ?? ends.find(Boolean) ?? "sent";
  const isLeft = (await store.all(sender.user)).some(isWaiting);
  return { end, token: sender.token, isLeft };
}

// Send all of one kind that is due. Returns how it ended, "" where there was nothing to tell it by.
async function sendAll(sender, isOfPhotos) {
  const lane = { isOfPhotos, isReached: false, misses: 0 };
  try {
    if (!sender.token && !(await renew(sender))) return "signed-out";
    for (;;) {
      const change = await store.next(sender.user, isOfPhotos);
      if (!change) return lane.isReached ? "sent" : lane.misses ? "offline" : "";
      const end = await send(sender, change, lane);
      if (end) return end;
    }
  } catch (error) {
    if (error instanceof Unreached) return "offline";
    throw error;
  }
}

// Take a fresh token. Returns whether the sender is the one who is signed in.
async function renew(sender) {
  const now = await session();
  sender.user ||= now.user;
  sender.token = now.token;
  sender.isFresh = true;
  return now.user !== 0 && now.user === sender.user;
}

// Send one change. Returns how the sending ends, or "" where it goes on.
async function send(sender, change, lane) {
  const { status, headers, text } = await post(change, sender.token).catch((error) =>
    missed(error, change),
  );
  if (!headers || !isOurs(headers)) return miss(change, lane);
  if (status === 401) return "signed-out";
  if (status === 400 && !sender.isFresh) return (await renew(sender)) ? "" : "signed-out";
  const stumbles = status === 500 ? (change.stumbles ?? 0) + 1 : 0;
  const verdict = stumbles < MOST_STUMBLES && stumbles ? null : verdictOf(status, headers);
  if (!verdict) return miss({ ...change, stumbles }, lane);
  Object.assign(lane, { isReached: true, misses: 0 });
  const settled = { ...verdict, made_as: change.row };
  await store.settle(change, settled);
  await sender.answered({ ...change, ...settled }, status, fragmentOf(status, headers, text));
  return "";
}

// A photo may be too much for a network that takes texts, and any change for a proxy in between; a
// text that finds no network at all tells that there is none.
function missed(error, change) {
  if (!(error instanceof Unreached) || !(error.isSlow || isPhoto(change))) throw error;
  return {};
}

// Let others pass *change* until it is due again.
async function miss(change, lane) {
  await store.postpone(change);
  lane.misses += 1;
  return lane.misses < MOST_MISSES ? "" : "offline";
}

async function post(change, token) {
  const request = requestOf(change, { token, now: Date.now(), origin: location.origin });
  const signal = AbortSignal.timeout(patienceFor(change));
  try {
    const answer = await fetch(change.path, { ...request, signal });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  } catch (error) {
    throw new Unreached(error);
  }
}
