// A page of many parts in one form: a part is saved by itself, its fields alone go on their way, and
// who leaves with a part typed and not saved is asked first. Without it each button saves them all.
import { askBeforeLeaving } from "./asking.js";
import { byId } from "./dom.js";

const unsaved = new Set(); // ids of parts
const around = (element) => element?.closest?.(".outline-part");
const partOf = (element) => around(element)?.id;

document.addEventListener("input", (event) => {
  const part = partOf(event.target);
  if (part) unsaved.add(part);
});

// Enter in a line saves the part where it stands.
document.addEventListener("keydown", (event) => {
  const part = around(event.target);
  if (event.key !== "Enter" || !part || !event.target.matches("input")) return;
  event.preventDefault();
  byId(`save-${part.id.replace("part-", "")}`)?.click();
});

document.addEventListener("htmx:configRequest", (event) => {
  const { elt, parameters } = event.detail;
  const part = around(elt);
  if (!part) return;
  const own = new Set([...part.querySelectorAll("[name]")].map((field) => field.name));
  own.add("csrf_token");
  for (const name of Object.keys(parameters)) if (!own.has(name)) delete parameters[name];
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { xhr, elt, target } = event.detail;
  if (xhr.status === 200) unsaved.delete(partOf(elt) ?? target?.id);
});

askBeforeLeaving(
  () => unsaved.size > 0,
  (form) => form.id === "outline",
);
