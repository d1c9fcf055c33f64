// The parts of a paper that is written in: their order, a new one, one that is moved.
import { byId } from "../dom.js";

const all = (form) => [...form.querySelectorAll("[data-part]")];

/** Write into the form in which order its parts stand. */
export function note(form) {
  form.elements.order.value = all(form)
    .map((part) => part.dataset.part)
    .join(" ");
}

/** Move *part* one place "up" or "down" among its neighbours. Returns whether there was a place. */
export function move(form, part, way) {
  const beside = way === "up" ? part.previousElementSibling : part.nextElementSibling;
  if (!beside) return false;
  if (way === "up") beside.before(part);
  else beside.after(part);
  note(form);
  return true;
}

/** Put a new paragraph of the same kind below *part*. Returns it. */
export function add(form, part) {
  const numbers = all(form).map((one) => Number(one.dataset.part.match(/^text_(\d+)$/)?.[1] ?? -1));
  const name = `text_${Math.max(-1, ...numbers) + 1}`;
  const made = byId("blank-part").content.firstElementChild.cloneNode(true);
  for (const element of [made, ...made.querySelectorAll("*")]) {
    for (const attribute of element.attributes) {
      attribute.value = attribute.value.replace("NEW", name);
    }
  }
  const kind = part.dataset.kind ?? "paragraph";
  made.dataset.kind = kind.startsWith("heading") ? "paragraph" : kind;
  made.querySelector("select").value = made.dataset.kind;
  part.after(made);
  note(form);
  return made;
}
