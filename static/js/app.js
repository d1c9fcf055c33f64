// The little that htmx and HTML cannot do. Every page works without it.
import "./answers.js";
import "./choosing.js";
import "./dates.js";
import { announce } from "./dom.js";
import "./filters.js";
import "./loading.js";
import "./menu.js";
import "./now.js";
import "./reveal.js";
import "./uploads.js";

// What the server answers to a form sent by htmx begins with its own error summary: go there.
document.addEventListener("htmx:afterSwap", (event) => {
  event.detail.elt.querySelector?.(".problem")?.focus();
});

document.addEventListener("DOMContentLoaded", () => {
  document.querySelector(".problem")?.focus();
  for (const here of document.querySelectorAll(".tabs [aria-current]")) showTab(here);
});

// On a telephone tabs scroll: begin where the reader is. The page itself stays at its top, where
// tabs stand far down, too.
function showTab(here) {
  const tab = here.getBoundingClientRect();
  for (let at = here.parentElement; !at.matches("main, body"); at = at.parentElement) {
    const row = at.getBoundingClientRect();
    if (at.scrollWidth > at.clientWidth)
      at.scrollLeft += tab.left - row.left - (row.width - tab.width) / 2;
  }
}

// A line that htmx swaps in is read out where it asks for it (data-announce).
document.addEventListener("htmx:afterSettle", (event) => {
  const line = event.detail.elt.querySelector?.("[data-announce]");
  if (line) announce(line.dataset.announce);
});
