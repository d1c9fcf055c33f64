// A page of many forms: who leaves it with a part typed and not saved is asked first.

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

window.addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});
