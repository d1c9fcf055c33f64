// A page of many forms: who leaves it with a part typed and not saved is asked first.
"use strict";

(() => {
  const unsaved = new Set();
  const part = (element) => element.closest?.(".outline-part")?.id;

  document.addEventListener("input", (event) => {
    if (part(event.target)) unsaved.add(part(event.target));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.xhr.status === 200) unsaved.delete(part(event.detail.elt) ?? event.detail.target?.id);
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });
})();
