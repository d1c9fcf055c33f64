// How a change is sent, and what the server's answer to it means. Pure.
import { photoOf } from "./change.js";

const PROGRAM = "du-giam-sat"; // how the server signs each of its answers
const TIMEOUT = 30_000; // ms
const SLOWEST = 3; // bytes in a ms: a file is waited for as long as it takes at this pace,
const LONGEST = 15 * 60_000; // ms, and no longer
const REASONS = {
  400: "Máy chủ không hiểu nội dung này.",
  403: "Đồng chí không còn được giao ghi buổi này.",
  404: "Buổi này không còn, hoặc không còn thuộc phạm vi của đồng chí.",
  409: "Máy chủ không nhận nội dung này.",
  413: "Tệp lớn quá dung lượng cho phép.",
  422: "Máy chủ không nhận nội dung này.",
  500: "Máy chủ gặp lỗi nhiều lần với nội dung này.",
};

/**
 * What `fetch` needs to send *change* with *token* at *now* (ms) from a page of *origin*.
 *
 * The change says how old it is, not at what hour it was made: clocks of tablets are wrong.
 */
export function requestOf(change, { token, now, origin }) {
  return {
    method: "POST",
    body: formOf(change),
    redirect: "manual",
    headers: {
      "HX-Request": "true",
      "HX-Current-URL": new URL(change.page, origin).href,
      "X-CSRFToken": token,
      "X-Change": change.key,
      "X-Change-Age": String(Math.max(0, now - change.made)),
      "X-Change-User": String(change.user),
      ...(change.seen && { "X-Seen": String(change.seen) }),
      ...(change.about && { "X-About": change.about }),
    },
  };
}

function formOf(change) {
  const form = new FormData();
  for (const [name, value] of change.body) {
    if (value instanceof Blob) form.append(name, value, value.name || "photo");
    else form.append(name, value);
  }
  return form;
}

/** Whether an answer is the server's own: a proxy and a hotel's network answer, too, by any status. */
export const isOurs = (headers) => headers.get("X-Program") === PROGRAM;

/** How long to wait for the answer to *change*, in ms. */
export const patienceFor = (change) =>
  Math.min(LONGEST, TIMEOUT + Math.ceil((photoOf(change)?.size ?? 0) / SLOWEST));

/**
 * What an answer says of a change: `{ state: "sent", row, stamp }`, with a `note` where something is
 * in doubt, and `isSettled` where others decided what stands in its field; `{ state: "refused",
 * reason, isClash }`, a clash where the server has kept both texts; or null where it is none from the server, or says nothing of the change.
 */
export function verdictOf(status, headers) {
  if (!isOurs(headers)) return null;
  if (status === 200) {
    if (!headers.has("X-Made")) return null;
    const stamp = Number(headers.get("X-Made"));
    const sent = { state: "sent", row: headers.get("X-Row") ?? "", stamp };
    const note = textIn(headers, "X-Note");
    if (note) sent.note = note;
    if (headers.has("X-Settled")) sent.isSettled = true;
    return sent;
  }
  if (!(status in REASONS)) return null;
  const reason = textIn(headers, "X-Reason") || REASONS[status];
  return { state: "refused", reason, isClash: headers.has("X-Clash") };
}

const textIn = (headers, name) => decodeURIComponent(headers.get(name) ?? "");

/**
 * The part of the page that an answer brings, null where it brings none. Empty text is one where
 * something was removed; a refusal without text has nothing to show but its reason.
 */
export function fragmentOf(status, headers, text) {
  if (!isOurs(headers) || !headers.has("X-Made")) return null;
  if (status === 200) return text;
  return [409, 422].includes(status) && text.trim() ? text : null;
}
