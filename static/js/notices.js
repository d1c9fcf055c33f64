// The organization box of a meeting's row as a combobox, and where the focus goes when rows
// come and go. Without it the box is a plain field with the browser's own suggestions.
import { reactionTo } from "./combobox.js";
import { announce, byId } from "./dom.js";

const BOX = ".meeting .organization";
const boxOf = (element) => element.closest?.(BOX);
const inputOf = (box) => box.querySelector("input");
const listOf = (box) => box.querySelector(".options");
const optionsOf = (box) => [...box.querySelectorAll("[role=option][data-value]")];

// The box whose input *element* is.
function boxOfInput(element) {
  const box = boxOf(element);
  return box && inputOf(box) === element ? box : null;
}

function prepare(root) {
  for (const box of root.querySelectorAll(BOX)) {
    if (!inputOf(box).getAttribute("role")) prepareBox(inputOf(box), listOf(box));
  }
}

function prepareBox(input, list) {
  list.setAttribute("role", "listbox");
  input.removeAttribute("list");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
}

function open(box, isOpen) {
  listOf(box).hidden = !isOpen;
  inputOf(box).setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) mark(box, null);
}

function mark(box, option) {
  for (const one of optionsOf(box)) one.setAttribute("aria-selected", String(one === option));
  const input = inputOf(box);
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
}

function pick(box, option) {
  const input = inputOf(box);
  const place = box.closest(".meeting").querySelector("[name$='-place']");
  input.value = option.dataset.value;
  if (!place.value) place.value = option.dataset.place;
  open(box, false);
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

const ACTIONS = {
  search: (box) => box.dispatchEvent(new Event("seek")),
  mark: (box, at) => mark(box, optionsOf(box)[at]),
  pick: (box, at) => pick(box, optionsOf(box)[at]),
  close: (box) => open(box, false),
  none: () => {},
};

document.addEventListener("DOMContentLoaded", () => prepare(document));
document.addEventListener("htmx:load", (event) => {
  prepare(event.detail.elt.parentElement ?? document);
});

document.addEventListener("htmx:afterSwap", (event) => {
  const list = event.detail.target;
  const box = boxOf(list);
  if (box && list === listOf(box)) open(box, document.activeElement === inputOf(box));
});

document.addEventListener("keydown", (event) => {
  const box = boxOfInput(event.target);
  if (!box) return;
  const options = optionsOf(box);
  const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const isOpen = !listOf(box).hidden;
  const reaction = reactionTo(event.key, { isOpen, at, count: options.length });
  if (!reaction) return;
  event.preventDefault();
  ACTIONS[reaction.action](box, reaction.at);
});

document.addEventListener("pointerdown", (event) => {
  const option = event.target.closest?.(".options [role=option][data-value]");
  if (!option) return;
  event.preventDefault(); // keep the focus in the box
  pick(boxOf(option), option);
});

document.addEventListener("focusout", (event) => {
  const box = boxOfInput(event.target);
  if (box) open(box, false);
});

document.addEventListener("rows-changed", (event) => {
  byId(event.detail.focus)?.focus();
  announce(event.detail.say);
});
