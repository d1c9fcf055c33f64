// The little that htmx and HTML cannot do. Every page works without it.
"use strict";

// What the server answers to a form sent by htmx begins with its own error summary: go there.
document.addEventListener("htmx:afterSwap", (event) => {
  const problem = event.detail.elt.querySelector?.(".problem");
  if (problem) problem.focus();
});

document.addEventListener("DOMContentLoaded", () => {
  document.querySelector(".problem")?.focus();
  // On a telephone the menu scrolls: begin where the reader is.
  document.querySelector(".menu [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
});

// A line that htmx swaps in is read out where it asks for it (data-announce).
document.addEventListener("htmx:afterSettle", (event) => {
  const words = event.detail.elt.querySelector?.("[data-announce]");
  if (words) document.getElementById("announce").textContent = words.dataset.announce;
});
