// What fields that save themselves need beyond htmx. Without it each section has its own button.
import { isOurAnswer, reasonOf } from "../answers.js";
import { askBeforeLeaving } from "../asking.js";
import { byId } from "../dom.js";
import { able } from "../tablet/reader.js";
import { complain } from "./marks.js";
import { leave } from "./rows.js";
import { noteKept, noteSaved, rest, setStatus, unsaved } from "./status.js";

const FIELD = ".findings [hx-post]";
const BY_PAUSES = '[hx-trigger^="input"]'; // saved while they are written, at each pause
const AT_LATEST = 3000; // ms from the first letter until it is kept, also of who never pauses
const AGAIN = 15_000; // ms
const PHOTO = "photo"; // what a form that sends a photo is called among the fields
const REFUSED = "Chưa lưu. Hãy chép lại nội dung, tải lại trang rồi ghi lại ô này.";
const UNCLEAR = "Chưa chắc ô này đã được lưu. Hãy chép lại nội dung rồi tải lại trang.";
const lost = new Map(); // fields whose saving did not reach the server: inputs by names
const hasOutbox = able && document.querySelector(".findings[data-outbox]");

const due = new Map(); // fields being written: when they are kept at the latest

function keepSoon(field) {
  if (due.has(field)) return;
  const keep = () => {
    due.delete(field);
    if (unsaved.has(field.name)) window.htmx.trigger(field, "change");
  };
  due.set(field, setTimeout(keep, AT_LATEST));
}

function watchWriting() {
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches(FIELD)) return;
    unsaved.set(field.name, field);
    setStatus("Đang ghi…", "writing");
    if (field.matches(BY_PAUSES)) keepSoon(field);
  });

  // A single-line field saves on Enter, rather than sending all of its section.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches(".findings input[hx-post]")) return;
    event.preventDefault();
    event.target.blur();
  });

  askBeforeLeaving(() => unsaved.size > 0 || lost.size > 0);
}

// Leaving a field that was saved at the last pause has nothing new to send.
function skipUnchanged(event) {
  const { elt, parameters } = event.detail;
  const { name } = elt;
  if (hasOutbox || !elt.matches(FIELD) || !(`was-${name}` in parameters)) return;
  const isSame = (parameters[name] ?? "") === parameters[`was-${name}`];
  if (!isSame || "wrong" in byId(`state-${name}`).dataset) return;
  event.preventDefault();
  unsaved.delete(name);
  if (!unsaved.size) rest();
}

const nameOf = (elt) => (elt.name === "do" ? elt.value.split(" ")[1] : elt.name || PHOTO);

function noteAnswer(event) {
  const { elt, xhr, successful, requestConfig } = event.detail;
  if (!isOurAnswer(xhr)) return;
  const name = nameOf(elt);
  if (xhr.status < 500) lost.delete(name);
  if (successful && xhr.status === 200) {
    noteKept(name, requestConfig.formData.get(name));
    noteSaved();
  } else if (xhr.status === 409 || xhr.status === 422) {
    setStatus("Có ô chưa lưu được", "wrong");
  }
  if (xhr.status === 200 && elt.matches("form.upload")) elt.reset();
}

function noteRemoval(event) {
  const { requestConfig, target, xhr } = event.detail;
  const { name, value } = requestConfig.elt;
  if (xhr.status === 200 && isOurAnswer(xhr) && name === "do" && value.startsWith("remove "))
    leave(target);
}

function noteFailure(event) {
  const { elt, xhr } = event.detail;
  if (!elt.matches(FIELD)) return;
  if (xhr?.status && xhr.status < 500 && isOurAnswer(xhr)) {
    refuse(elt, reasonOf(xhr) || (xhr.status === 200 ? UNCLEAR : REFUSED));
    return;
  }
  if (elt.name !== "do") lost.set(nameOf(elt), elt);
  setStatus("Mất kết nối, chưa lưu. Sẽ tự lưu lại.", "wrong");
}

// An answer that brings nothing for the page: what was written stays, with the reason beside it.
function refuse(elt, reason) {
  const line = byId(`state-${nameOf(elt)}`);
  if (line) {
    complain(line, reason);
    markInvalid({ detail: { elt: line } });
  } else if (elt.matches("form.upload")) byId("photo-error").textContent = reason;
  setStatus("Có ô chưa lưu được", "wrong");
}

// Without the line of its state a field has nowhere to be answered, and would be sent no more.
function noteNoTarget(event) {
  if (event.target.matches?.(FIELD)) setStatus(UNCLEAR, "wrong");
}

function sendLost() {
  for (const field of lost.values()) window.htmx.trigger(field, "change");
}

// A field that is wrong is named so to those who cannot see its line.
function markInvalid(event) {
  const line = event.detail.elt;
  if (!line.matches?.(".cell-state")) return;
  const field = byId(line.id.replace("state-", ""));
  if ("wrong" in line.dataset) field?.setAttribute("aria-invalid", "true");
  else field?.removeAttribute("aria-invalid");
}

function start() {
  document.documentElement.classList.add("saves-itself");
  rest();
  watchWriting();
  document.addEventListener("htmx:configRequest", skipUnchanged);
  document.addEventListener("htmx:beforeSwap", noteRemoval);
  document.addEventListener("htmx:afterRequest", noteAnswer);
  for (const kind of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(kind, noteFailure);
  }
  document.addEventListener("htmx:targetError", noteNoTarget);
  document.addEventListener("htmx:afterSettle", markInvalid);
  window.addEventListener("online", sendLost);
  setInterval(sendLost, AGAIN);
}

if (window.htmx && document.querySelector(".findings")) start();
