// A list that is being typed: htmx keeps it as a draft on the server; who leaves before what was
// typed is kept is asked first. Without it the button "Lưu nháp" does the same.
import { askBeforeLeaving } from "./asking.js";
import { byId } from "./dom.js";
import { Unsaved } from "./unsaved.js";

const unsaved = new Unsaved();
let sending = 0; // how far it was typed when the request on its way was sent

const isForm = (element) => Boolean(element?.closest?.("#notice"));
const isDraft = (event) => event.detail.elt === byId("draft");

for (const name of ["input", "change"]) {
  document.addEventListener(name, (event) => {
    if (isForm(event.target)) unsaved.type();
  });
}

document.addEventListener("rows-changed", () => unsaved.type());

document.addEventListener("htmx:beforeRequest", (event) => {
  if (isDraft(event)) sending = unsaved.mark;
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (!isDraft(event)) return;
  const { status } = event.detail.xhr;
  if (status === 200) unsaved.keep(sending);
  else if (status !== 409) fail(byId("draft")); // what 409 answers says why itself
});

// The hidden field stays, and with it which draft is on the page.
function fail(place) {
  for (const line of place.querySelectorAll("span")) line.remove();
  const line = document.createElement("span");
  line.className = "error";
  line.setAttribute("role", "alert");
  line.textContent = place.dataset.failed;
  place.append(line);
}

window.addEventListener("online", () => {
  if (unsaved.any) byId("draft")?.dispatchEvent(new Event("keep"));
});

// What the server gave back with errors may not be kept as it is now.
window.addEventListener("load", () => {
  if (!byId("notice")?.hasAttribute("data-unsaved")) return;
  unsaved.type();
  byId("draft").dispatchEvent(new Event("keep"));
});

// Cells in the box for blocks are in no draft: they are rows only once they are taken in.
const hasCells = () => Boolean(byId("pasted")?.value.trim());

// The whole form on its way is kept by the server, or given back.
askBeforeLeaving(() => unsaved.any || hasCells(), isForm);

// Cells pasted into a row are a block: they go where blocks are read.
document.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!event.target.closest?.("#rows") || !text.includes("\t")) return;
  event.preventDefault();
  const box = byId("pasted");
  byId("paste").open = true;
  box.value = text;
  byId("paste-rows").click();
});
