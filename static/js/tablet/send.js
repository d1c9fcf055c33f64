// Sends what waits in the store. Pages and the worker use it; nothing here touches a page.
import { isOurs } from "./ours.js";
import { fragmentOf, patienceFor, requestOf, verdictOf } from "./protocol.js";
import * as store from "./store.js";

const MOST_STUMBLES = 5; // of the server over one change; those behind it must not wait for ever

class Unreached extends Error {}

/**
 * Who is signed in on this tablet (`user`, 0: nobody), a fresh `token` to send by, and the server's
 * time `at` (ms). Throws where the server is not reached.
 */
export async function session() {
  try {
    const options = { cache: "no-store", signal: AbortSignal.timeout(15_000) };
    const answer = await fetch("/tablet/session", options);
    if (!isOurs(answer)) throw new Error("somebody else answers");
    const { user, token } = await answer.json();
    return { user, token, at: Date.parse(answer.headers.get("Date") ?? "") };
  } catch (error) {
    throw new Unreached(error.message);
  }
}

/**
 * Send what waits, in order, one tab or worker at a time.
 *
 * Without a *user* the one who is signed in sends, without a *token* a fresh one is asked for.
 * *answered* is called with each change as it is now, the status, and the part of the page that the
 * answer brings, or null. Returns `{ end, token }`: how it ended, "sent", "offline" (try again later)
 * or "signed-out", and the token to go on with.
 */
export function flush({ user = 0, token = "", answered = () => {} } = {}) {
  const sender = { user, token, answered, isFresh: false };
  return navigator.locks.request("outbox", async () => {
    const end = await sendAll(sender).catch((error) => {
      if (error instanceof Unreached) return "offline";
      throw error;
    });
    return { end, token: sender.token };
  });
}

async function sendAll(sender) {
  if (!sender.token && !(await renew(sender))) return "signed-out";
  for (;;) {
    const change = await store.next(sender.user);
    if (!change) return "sent";
    const end = await send(sender, change);
    if (end) return end;
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
async function send(sender, change) {
  const { status, headers, text } = await post(change, sender.token);
  if (status === 401) return "signed-out";
  if (status === 400 && !sender.isFresh) return (await renew(sender)) ? "" : "signed-out";
  if (status === 500 && (await store.noteStumble(change)) < MOST_STUMBLES) return "offline";
  const verdict = verdictOf(status, headers);
  if (!verdict) return "offline";
  const settled = { ...verdict, made_as: change.row };
  await store.settle(change, settled);
  await sender.answered({ ...change, ...settled }, status, fragmentOf(status, headers, text));
  return "";
}

async function post(change, token) {
  const request = requestOf(change, { token, now: Date.now(), origin: location.origin });
  const signal = AbortSignal.timeout(patienceFor(change));
  try {
    const answer = await fetch(change.path, { ...request, signal });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  } catch (error) {
    throw new Unreached(error.message);
  }
}
