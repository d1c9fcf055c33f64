// Signing out where there is no network. What is readable goes at once; the session on the server
// is ended as soon as it is reached, before anything else is asked of it. Pages and the worker use it.
import * as copies from "./copies.js";
import { session } from "./send.js";
import * as store from "./store.js";

const LEFT = "left"; // the fact: who signed out here without network, and may still be signed in there

/** Tells the other pages of this tablet that its reader signed out: they are closed. */
export const farewell = new BroadcastChannel("farewell");

/** Sign *user* out of this tablet: what waits stays, sealed for its writer. */
export async function leave(user) {
  await store.setFact(LEFT, user);
  await store.setFact("owner", null);
  await Promise.all([copies.clear(), store.forgetSent()]);
  farewell.postMessage("left");
}

/** Whether somebody signed out here whose session is still to be ended. */
export const isToEnd = async () => Boolean(await store.fact(LEFT));

/**
 * End the session of who signed out here without network. Returns false while that is still to be
 * done: then nothing may be asked of the server, for it would answer the one who left.
 */
export async function endSession() {
  const left = await store.fact(LEFT).catch(() => null); // without a store nobody left
  if (!left) return true;
  try {
    const { user, token } = await session();
    if (user === left.id) {
      const headers = { "X-CSRFToken": token };
      await fetch("/sign-out", { method: "POST", redirect: "manual", headers });
      if ((await session()).user === left.id) return false;
    }
    await store.setFact(LEFT, null);
    return true;
  } catch {
    return false;
  }
}
