// The fields that narrow a list fold on a telephone: their summary says how many of them do, also
// while one chooses. Without it the count is that of the address.
const FOLD = ".filter";

/** How many of *fields* narrow the list; what only puts it in order, or always says something, does not. */
export function narrowing(fields) {
  const asks = (field) => (field.type === "checkbox" ? field.checked : field.value.trim() !== "");
  return fields.filter((field) => field.name && !("uncounted" in field.dataset) && asks(field))
    .length;
}

function recount(event) {
  const fold = event.target.closest?.(FOLD);
  if (!fold) return;
  const count = narrowing([...fold.querySelectorAll("input:not([type=hidden]), select")]);
  fold.querySelector("[data-narrowed]").textContent = count ? ` (${count})` : "";
}

for (const kind of ["input", "change"]) document.addEventListener(kind, recount);

// On a wide screen nothing folds; a browser that cannot be told so by a style has it opened.
if (!globalThis.CSS?.supports("selector(::details-content)") && window.innerWidth > 640) {
  for (const fold of document.querySelectorAll(FOLD)) fold.open = true;
}
