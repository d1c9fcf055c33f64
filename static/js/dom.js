// Small helpers for pages.

export const byId = (id) => document.getElementById(id);

/** Make an element with the given text and class. */
export const make = (tag, text = "", className = "") =>
  Object.assign(document.createElement(tag), { textContent: text, className });

const LINES = 3; // what is said at once: a later line must not wipe out one that is still to be read

/** Have a screen reader read *words* out. */
export function announce(words) {
  const place = byId("announce");
  place.append(make("p", words));
  while (place.childElementCount > LINES) place.firstElementChild.remove();
}
