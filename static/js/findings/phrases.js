// The phrase bank, which comes with the page so that it opens without network, and what the
// running order proposes for an empty field.
import { byId } from "../dom.js";

/** Whether the page has a phrase bank; where not, the server opens it. */
export const hasPhrases = () => Boolean(byId("phrases-cause"));

/** Open the phrases for the field *name*, or close them where they are open. */
export function togglePhrases(name) {
  const cell = byId(`cell-${name}`);
  const open = cell.querySelector(".phrases");
  open?.remove();
  const kind = kindOf(name, cell);
  if (open || !kind) return;
  const phrases = byId(`phrases-${kind}`).content.firstElementChild.cloneNode(true);
  byId(`state-${name}`).before(phrases);
  phrases.querySelector("button")?.focus();
}

function kindOf(name, cell) {
  if (name.endsWith("-cause")) return "cause";
  const row = cell.closest(".remark, .recommendation");
  return [...row.classList].find((one) => byId(`phrases-${one}`));
}

/** Put the phrase that *button* says at the end of *field*. */
export function addPhrase(field, button) {
  field.value = `${field.value.trimEnd()} ${button.textContent.trim()}`.trim();
  button.closest(".phrases").remove();
}

/** Put what *button* proposes into *field*, where that is empty. */
export function takeProposed(field, button) {
  const words = button.textContent.trim();
  field.value ||= words.slice(words.indexOf(": ") + 2);
  button.remove();
}
