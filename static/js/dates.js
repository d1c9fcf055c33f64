// Days, hours and months are fields of text, whatever language the browser speaks. Here each gets
// the browser's own picker beside it, and under it stands how the server reads what was typed.
// Without it the field is enough.
import { byId } from "./dom.js";
import { whenReleased } from "./pressing.js";

const FIELD = "input[data-typed]";
const PICKERS = { day: "date", hour: "time", moment: "datetime-local", month: "month" };

/** A value of the browser's picker as a person writes it: "2024-09-03" as "03/09/2024". */
export function written(kind, iso) {
  const [day, hour = ""] = kind === "hour" ? ["", iso] : iso.split("T");
  const turned = day.split("-").reverse().join("/");
  return [hour.slice(0, 5), turned].filter(Boolean).join(" ngày ");
}

// A browser that has no picker of a kind makes a plain field of it.
function hasPicker(kind) {
  const probe = document.createElement("input");
  probe.type = PICKERS[kind];
  return probe.type === PICKERS[kind] && "showPicker" in probe;
}

function prepare(root) {
  for (const button of root.querySelectorAll(".typed .pick[hidden]")) {
    button.hidden = !hasPicker(fieldOf(button).dataset.typed);
  }
}

const fieldOf = (button) => button.parentElement.querySelector(FIELD);

function pickerOf(field) {
  const made = document.createElement("input");
  made.className = "picker";
  made.type = PICKERS[field.dataset.typed];
  made.tabIndex = -1;
  made.setAttribute("aria-hidden", "true");
  made.addEventListener("input", (event) => event.stopPropagation());
  made.addEventListener("change", (event) => {
    event.stopPropagation(); // it is the field that changes
    if (made.value) take(field, written(field.dataset.typed, made.value));
  });
  field.after(made);
  return made;
}

function take(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
}

function open(button) {
  const field = fieldOf(button);
  const picker = field.parentElement.querySelector(".picker") ?? pickerOf(field);
  picker.value = field.dataset.iso ?? "";
  try {
    picker.showPicker();
  } catch {
    field.focus(); // some say that they can, and cannot
  }
}

/** How the server reads *text*; nothing where it is not reached: it says so when the form is sent. */
async function readingOf(kind, text) {
  if (!text.trim() || !navigator.onLine) return {};
  try {
    const answer = await fetch(`/said?${new URLSearchParams({ kind, text })}`);
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}

async function say(field) {
  const line = byId(`${field.id}-said`);
  if (!line) return;
  const text = field.value;
  const { said = "", iso = "", wrong = "" } = await readingOf(field.dataset.typed, text);
  whenReleased(() => {
    if (field.value !== text) return;
    line.textContent = wrong || said;
    line.classList.toggle("wrong", Boolean(wrong));
    field.dataset.iso = iso;
  });
}

document.addEventListener("DOMContentLoaded", () => prepare(document));
document.addEventListener("htmx:load", (event) => {
  prepare(event.detail.elt.parentElement ?? document);
});
document.addEventListener("change", (event) => {
  if (event.target.matches?.(FIELD)) say(event.target);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.(".typed .pick");
  if (button) open(button);
});
