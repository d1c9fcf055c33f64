// A server that answers as a test wants, in place of the network.

/** The server's own mark: what lacks it was said by a network in between. */
export const MARK = { "X-Program": "du-giam-sat" };

/** An answer with the server's own mark, as it gives it to a change that it has done. */
export const done = (text = "", headers = {}) =>
  new Response(text, { headers: { "X-Made": "5000", ...headers } });

/** An answer with *status*, by default without the server's mark. */
export const answer = (status, text = "", headers = {}) => new Response(text, { status, headers });

/** What says who is signed in. */
export const session = (user, token = "fresh") =>
  new Response(JSON.stringify({ user, token }), {
    headers: { ...MARK, Date: "Sun, 29 Nov 2026 08:00:00 GMT" },
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
