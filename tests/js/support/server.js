// A server that answers as a test wants, in place of the network.

export const SIGNED = { "X-Program": "du-giam-sat" };

/** The server's answer to a change that it has done. */
export const done = (text = "", headers = {}) =>
  new Response(text, { headers: { ...SIGNED, "X-Made": "5000", ...headers } });

/** An answer of the server with *status*. */
export const answer = (status, text = "", headers = {}) =>
  new Response(text, { status, headers: { ...SIGNED, ...headers } });

/** An answer with *status* of somebody between the tablet and the server. */
export const foreign = (status, text = "", headers = {}) => new Response(text, { status, headers });

/** What says who is signed in. */
export const session = (user, token = "fresh") =>
  new Response(JSON.stringify({ user, token }), {
    headers: { ...SIGNED, Date: "Sun, 29 Nov 2026 08:00:00 GMT" },
  });

export const unreached = () => new TypeError("Failed to fetch");

/**
 * Answer each `fetch` with the next of *answers*: a Response, an Error to throw, or a function of
 * path and options. Returns the list of requests, each `{ path, ...options }`.
 */
export function answerWith(...answers) {
  const requests = [];
  globalThis.fetch = async (request, options = {}) => {
    const path = typeof request === "string" ? request : new URL(request.url).pathname;
    requests.push({ path, ...options });
    const next = answers.length > 1 ? answers.shift() : answers[0];
    const found = typeof next === "function" ? await next(path, options) : next;
    if (found === undefined) throw new Error(`no answer for ${path}`);
    if (found instanceof Error) throw found;
    return found.clone();
  };
  return requests;
}
