// A page of many forms: who leaves it with a part typed and not saved is asked first.
import { askBeforeLeaving } from "./asking.js";

const unsaved = new Set(); // ids of parts
const partOf = (element) => element?.closest?.(".outline-part")?.id;

document.addEventListener("input", (event) => {
  const part = partOf(event.target);
  if (part) unsaved.add(part);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { xhr, elt, target } = event.detail;
  if (xhr.status === 200) unsaved.delete(partOf(elt) ?? target?.id);
});

askBeforeLeaving(() => unsaved.size > 0);
