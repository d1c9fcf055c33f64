// A bar that stays in sight says at which part of a long page one is, and its table of contents
// marks it. Without it there is no such line.
import { rememberFolds, unfoldForLinks } from "./folds.js";

const EDGE = 8; // px within which a part counts as reached

/** The place of the part that is read: the last whose *tops* (px) are at most *line*; -1: none yet. */
export function partAt(tops, line) {
  return tops.findLastIndex((top) => top <= line);
}

const bar = document.querySelector("[data-where]");
let isWaiting = false;

// What is folded has no place on the page.
const parts = () =>
  [...document.querySelectorAll(bar.dataset.where)].filter((part) => part.getClientRects().length);

function show() {
  isWaiting = false;
  const found = parts();
  const jumped = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
  const line = Math.max(bar.getBoundingClientRect().bottom, jumped || 0) + EDGE;
  const here =
    found[
      partAt(
        found.map((part) => part.getBoundingClientRect().top),
        line,
      )
    ];
  const place = bar.querySelector("[data-here]");
  place.textContent = here?.dataset.place ?? "";
  place.parentElement.hidden = !here;
  for (const link of document.querySelectorAll("[data-contents] a")) {
    if (here && link.hash === `#${here.id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function soon() {
  if (!isWaiting) requestAnimationFrame(show);
  isWaiting = true;
}

if (bar) {
  rememberFolds();
  unfoldForLinks();
  for (const happened of ["scroll", "resize"]) window.addEventListener(happened, soon);
  document.addEventListener("htmx:afterSettle", soon);
  document.addEventListener("toggle", soon, true);
  soon();
}
