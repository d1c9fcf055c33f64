// What becomes of what is typed on this page when the network is lost.

/** "kept" where it goes through the outbox, "lost" where a form sends it, "" where nothing is typed. */
export function pageKind() {
  if (document.querySelector("[data-outbox]")) return "kept";
  return document.querySelector("main form[method=post]") ? "lost" : "";
}
