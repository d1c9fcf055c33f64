// What of an answer may be put on the page. One that has no place there takes nothing away: what
// asked goes on as before, and says what was answered.
import { isOurs } from "./tablet/protocol.js";

const FIELD = ".cell, .cell-state"; // never goes alone: only with the row that it stands in

const idsIn = (html) => {
  const found = new DOMParser().parseFromString(html, "text/html").querySelectorAll("[id]");
  return new Set([...found].map(({ id }) => id));
};

/**
 * Whether the text *html* of an answer of *status* can be put in *target* in the way *style* (of
 * hx-swap): what replaces a part has that part, but where a row was removed, and a page is no part.
 */
export function canBePlaced({ status, html, target, style, isWhole = false }) {
  if (style === "none" || !target) return true;
  if (!isWhole && /<html[\s>]/i.test(html)) return false;
  if (!html.trim()) return status === 200 && !target.matches(FIELD);
  const mayLack = !target.id || style !== "outerHTML" || (status === 200 && !target.matches(FIELD));
  return mayLack || idsIn(html).has(target.id);
}

/** Whether what answered by *xhr* is the server. */
export const isOurAnswer = (xhr) => isOurs({ get: (name) => xhr.getResponseHeader(name) });

/** Why the server refused what it answered by *xhr*, "" where it says nothing. */
export const reasonOf = (xhr) => decodeURIComponent(xhr.getResponseHeader("X-Reason") ?? "");

// Where a page of its own is to be shown in place of this one, what is being written would go.
function isForAll(target, elt) {
  return target?.id === "main" && Boolean(elt.closest(".findings"));
}

function mayBeSwapped({ elt, target, xhr }) {
  if (!isOurAnswer(xhr) || isForAll(target, elt)) return false;
  const style =
    xhr.getResponseHeader("HX-Reswap") ?? elt.closest("[hx-swap]")?.getAttribute("hx-swap");
  const isWhole = Boolean(xhr.getResponseHeader("HX-Reselect"));
  const { status, responseText: html } = xhr;
  return canBePlaced({ status, html, target, style: style?.split(" ")[0] ?? "innerHTML", isWhole });
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event;
  const { elt } = detail.requestConfig;
  if (!detail.shouldSwap || mayBeSwapped({ ...detail, elt })) return;
  detail.shouldSwap = false;
  detail.isError = true;
});
