// A paper is written in as it looks. Each text stands twice in the page: as a plain box, which is
// what is sent, and as it prints. Here the second is written in, and fills the first.
import { askBeforeLeaving } from "../asking.js";
import { announce, byId } from "../dom.js";
import { draw, read, select, selected } from "./drawn.js";
import { marked, toggled } from "./marks.js";
import { add, move, note } from "./parts.js";

const form = byId("writing");
const bar = form.querySelector(".deciding");
const before = new WeakMap(); // of a text that is written in: what stood there when it was opened
let last = null; // the text that was written in last: what the buttons of the bar are about
let kept = "";

const partOf = (element) => element.closest("[data-part]");
const sourceOf = (text) => text.previousElementSibling;
const isCell = (text) => Boolean(text.closest("td"));
const state = () => new URLSearchParams(new FormData(form)).toString();
const isUnsaved = () => form.hasAttribute("data-unsaved") || state() !== kept;

/** Have the text as it prints take the place of its box, with its name and its id. */
function open(text) {
  const source = sourceOf(text);
  const { id } = source;
  source.removeAttribute("id");
  Object.assign(text, { id, hidden: false });
  text.setAttribute("contenteditable", "plaintext-only"); // which older browsers do not know
  if (text.contentEditable !== "plaintext-only") text.setAttribute("contenteditable", "true");
  text.setAttribute("role", "textbox");
  text.setAttribute("aria-multiline", "true");
  for (const name of ["aria-label", "aria-invalid", "aria-describedby"]) {
    if (source.hasAttribute(name)) text.setAttribute(name, source.getAttribute(name));
    source.removeAttribute(name);
  }
}

function tell() {
  for (const line of bar.querySelectorAll("[data-when]")) {
    line.hidden = (line.dataset.when === "changed") !== isUnsaved();
  }
}

function write(text) {
  sourceOf(text).value = marked(read(text));
  tell();
}

function style(text, what) {
  if (what === "bold" && partOf(text)?.dataset.kind?.startsWith("heading")) {
    announce("Đề mục luôn in đậm.");
    return;
  }
  const [from, to] = selected(text) ?? [0, 0];
  draw(text, toggled(read(text), from, to, what));
  text.focus();
  select(text, from, to);
  write(text);
}

function giveBack(text) {
  const was = before.get(text);
  if (!was || sourceOf(text).value === was.value) return;
  draw(text, was.letters);
  sourceOf(text).value = was.value;
  select(text, was.letters.length);
  tell();
  announce("Đã trả lại như trước.");
}

/** Begin a new paragraph where the caret stands. */
function divide(text) {
  const [from, to] = selected(text) ?? [0, 0];
  const found = read(text);
  const made = begin(partOf(text));
  draw(made, found.slice(to));
  write(made);
  if (to < found.length || from < to) {
    draw(text, found.slice(0, from));
    write(text);
  }
  select(made, 0);
}

function begin(part) {
  const text = add(form, part).querySelector(".written");
  open(text);
  text.focus();
  tell();
  announce("Đoạn mới.");
  return text;
}

function shift(part, way) {
  const focused = document.activeElement;
  if (!move(form, part, way)) return;
  focused.focus();
  part.scrollIntoView({ block: "nearest" });
  tell();
  announce(way === "up" ? "Đã đưa lên." : "Đã đưa xuống.");
}

const STYLES = { b: "bold", i: "italic" };
const WAYS = { ArrowUp: "up", ArrowDown: "down" };

function press(event) {
  const text = event.target.closest(".written");
  if (!text || event.isComposing) return;
  const styled =
    (event.ctrlKey || event.metaKey) && !event.altKey && STYLES[event.key.toLowerCase()];
  const way = event.altKey && !isCell(text) && WAYS[event.key];
  const divides = event.key === "Enter" && !isCell(text);
  if (event.key === "Escape") giveBack(text);
  else if (styled) style(text, styled);
  else if (way) shift(partOf(text), way);
  else if (divides) divide(text);
  else return;
  event.preventDefault();
}

form.addEventListener("keydown", press);

form.addEventListener("focusin", (event) => {
  const part = partOf(event.target);
  for (const one of form.querySelectorAll(".paper-part.open"))
    one.classList.toggle("open", one === part);
  part?.classList.add("open");
  const text = event.target.closest(".written");
  if (!text) return;
  if (text !== last) before.set(text, { letters: read(text), value: sourceOf(text).value });
  last = text;
});

form.addEventListener("input", (event) => {
  if (event.target.classList.contains("written")) write(event.target);
  else tell();
});

form.addEventListener("change", (event) => {
  const { name = "", value, checked } = event.target;
  if (name.startsWith("kind_")) partOf(event.target).dataset.kind = value;
  if (name.startsWith("gone_")) {
    announce(checked ? "Đã bỏ đoạn, bỏ dấu chọn để lấy lại." : "Đã lấy lại đoạn.");
  }
  tell();
});

// Letters alone are pasted and dropped: no look of another program.
form.addEventListener("paste", (event) => {
  const text = event.target.closest?.(".written");
  if (!text || text.contentEditable === "plaintext-only") return;
  event.preventDefault();
  document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
});

form.addEventListener("drop", (event) => {
  if (event.target.closest?.(".written")) event.preventDefault();
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const { act } = button?.dataset ?? {};
  if (!act) return;
  event.preventDefault();
  if (act === "add") begin(partOf(button));
  else shift(partOf(button), act);
});

// The buttons of the bar leave the selection where it is.
for (const button of bar.querySelectorAll("[data-mark]")) {
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    if (last?.isConnected) style(last, button.dataset.mark);
    else announce("Hãy chọn chữ trong văn bản trước.");
  });
}

askBeforeLeaving(isUnsaved, (sent) => sent === form);

form.classList.add("lively");
for (const text of form.querySelectorAll(".written")) open(text);
for (const one of document.querySelectorAll(".styling, .keys")) one.hidden = false;
note(form);
kept = state();
tell();
byId(form.dataset.arranged || location.hash.slice(1))?.focus();
