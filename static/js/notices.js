// The organization box of a meeting's row as a combobox, and where the focus goes when rows
// come and go. Without it the box is a plain field with the browser's own suggestions.
"use strict";

(() => {
  const boxOf = (element) => element.closest?.(".meeting .organization");
  const inputOf = (box) => box.querySelector("input");
  const listOf = (box) => box.querySelector(".options");
  const optionsOf = (box) => [...box.querySelectorAll("[role=option][data-value]")];

  function prepare(root) {
    for (const box of root.querySelectorAll(".meeting .organization")) {
      const input = inputOf(box);
      if (input.getAttribute("role")) continue;
      input.removeAttribute("list");
      listOf(box).setAttribute("role", "listbox");
      for (const [name, value] of Object.entries({
        role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
        "aria-controls": listOf(box).id,
      })) input.setAttribute(name, value);
    }
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

  document.addEventListener("DOMContentLoaded", () => prepare(document));
  document.addEventListener("htmx:load", (event) => prepare(event.detail.elt.parentElement ?? document));

  document.addEventListener("htmx:afterSwap", (event) => {
    const box = boxOf(event.detail.target);
    if (box && event.detail.target === listOf(box)) open(box, document.activeElement === inputOf(box));
  });

  document.addEventListener("keydown", (event) => {
    const box = boxOf(event.target);
    if (!box || event.target !== inputOf(box)) return;
    const options = optionsOf(box);
    const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
    const isOpen = !listOf(box).hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) return event.target.parentElement && box.dispatchEvent(new Event("seek"));
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = at < 0 && step < 0 ? options.length - 1 : (at + step + options.length) % options.length;
      if (options.length) mark(box, options[next]);
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      if (options.length) pick(box, options[Math.max(at, 0)]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      open(box, false);
    }
  });

  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest?.(".options [role=option][data-value]");
    if (!option) return;
    event.preventDefault(); // keep the focus in the box
    pick(boxOf(option), option);
  });

  document.addEventListener("focusout", (event) => {
    const box = boxOf(event.target);
    if (box && event.target === inputOf(box)) open(box, false);
  });

  document.addEventListener("rows-changed", (event) => {
    document.getElementById(event.detail.focus)?.focus();
    document.getElementById("announce").textContent = event.detail.say;
  });
})();
