// Whose word an answer is: the server's, or that of a network in between (a hotel's page, a proxy's
// refusal). Only what carries the server's own mark may change what is on the tablet.

/** Whether the server itself gave *answer*. */
export const isOurs = (answer) => answer.headers.get("X-Program") === "du-giam-sat";

/** Whether the server itself is reached now. Of a redirection the browser shows no headers. */
export async function isReached() {
  try {
    return isOurs(await fetch("/tablet/session", { cache: "no-store" }));
  } catch {
    return false;
  }
}
