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
  // On a telephone tabs scroll: begin where the reader is.
  const here = document.querySelector(".tabs [aria-current]");
  here?.scrollIntoView({ block: "nearest", inline: "center" });
});

// A line that htmx swaps in is read out where it asks for it (data-announce).
document.addEventListener("htmx:afterSettle", (event) => {
  const line = event.detail.elt.querySelector?.("[data-announce]");
  if (line) announce(line.dataset.announce);
});
