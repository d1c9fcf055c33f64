// Small helpers for pages.

export const byId = (id) => document.getElementById(id);

/** Make an element with the given text and class. */
export const make = (tag, text = "", className = "") =>
  Object.assign(document.createElement(tag), { textContent: text, className });

/** Have a screen reader read *words* out. */
export function announce(words) {
  byId("announce").textContent = words;
}
