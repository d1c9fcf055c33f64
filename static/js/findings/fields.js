// A change of one field, on the page.
import { byId } from "../dom.js";
import { valueIn } from "../tablet/change.js";
import { network } from "../tablet/network.js";
import { complain, markedAs, markOf } from "./marks.js";
import { unsaved } from "./status.js";

const textIn = (element) => element?.textContent.trim() ?? "";

/** What a person would call a field: the words of its content, and its own label. */
export function labelOf(name) {
  const cell = byId(`cell-${name}`);
  const about = textIn(cell?.closest(".item")?.querySelector(".item-text, h3"));
  const label = cell?.querySelector("label, legend")?.cloneNode(true);
  label?.querySelector(".visually-hidden")?.remove(); // the content once more, for who hears it
  const own = textIn(label);
  return [about.slice(0, 80), own].filter(Boolean).join(" · ");
}

/** How the page says *value* of the field *name*, "" where it is words of its own. */
export function wordsOf(name, value) {
  for (const input of document.querySelectorAll(`.findings [name="${name}"]`)) {
    if (input.type === "checkbox") return value ? "Có" : "Không";
    if (input.type === "radio" && input.value === value) return textIn(input.closest("label"));
    if (input.localName !== "select") continue;
    return textIn([...input.options].find((one) => one.value === value));
  }
  return "";
}

/** Put *value* into the field *name*, of whatever kind it is. */
export function fill(name, value) {
  for (const input of document.querySelectorAll(`.findings [name="${name}"]`)) {
    const isChoice = ["radio", "checkbox"].includes(input.type);
    if (isChoice) input.checked = input.value === value;
    else if (input.value !== value) input.value = value;
  }
}

/** Show what *change* wrote, unless somebody is writing there, and what became of it. */
export function showField(change) {
  const { field, state } = change;
  const line = byId(`state-${field}`);
  if (!line) return;
  const was = line.querySelector(`[name="was-${field}"]`);
  const value = valueIn(change, field);
  if (state === "sent") {
    if (!change.act && was.value !== valueIn(change, `was-${field}`)) return;
    was.value = value;
  }
  if (!unsaved.has(field)) fill(field, value);
  if (state === "waiting" && network.mode === "sent" && !change.isLoose) return;
  line.replaceChildren(was);
  delete line.dataset.wrong;
  if (state === "refused") complain(line, change.reason);
  else line.append(markOf(markedAs(change)));
}
