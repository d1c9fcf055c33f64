// Forms that go through the outbox as a whole (data-whole): what is typed is kept as it is typed, the
// press is kept until it arrives, and the page says what became of it.
import { announce, make } from "../dom.js";
import { isWaiting } from "./change.js";
import { hourOf } from "./clock.js";
import { keepOpenPage } from "./keeping.js";
import { whileStoring } from "./leaving.js";
import { network } from "./network.js";
import { started } from "./page.js";
import { able, me } from "./reader.js";
import * as store from "./store.js";
import { refreshStrip } from "./strip.js";
import { flush, onAnswer } from "./sync.js";
import { bodyOf, readable, wholeChange } from "./whole.js";

const PAUSE = 2000; // ms of typing until it is kept
const drawn = new Set(); // keys of changes that the server's own page shows
const timers = new Map(); // forms' paths to the timers of their drafts
const path = location.pathname;

const forms = () => [...document.querySelectorAll("form[data-whole]")];
const pathOf = (form) => new URL(form.getAttribute("action") ?? "", location).pathname;
const formAt = (at) => forms().find((form) => pathOf(form) === at);
const draftName = (at) => `draft-${me.id}-${at}`;
const entriesOf = (form) => bodyOf([...new FormData(form).entries()]);

const changesHere = async () =>
  (await store.all(me.id)).filter((one) => one.isWhole && one.page === path);

function fieldsOf(form) {
  return [...form.elements]
    .filter((one) => one.name && !["hidden", "submit"].includes(one.type))
    .map((one) => ({
      name: one.name,
      label: one.labels?.[0]?.firstChild?.textContent.trim() ?? "",
      words: one.selectedOptions ? one.selectedOptions[0]?.textContent.trim() : one.value.trim(),
    }));
}

function fill(form, body) {
  for (const [name, value] of body) {
    const input = form.elements[name];
    if (!input || input.value === value) continue;
    input.value = value;
    input.dispatchEvent?.(new Event("change", { bubbles: true })); // a choice is shown by its box
  }
}

// The line in the form that says what is on the tablet; *buttons* are [words, press].
function say(form, words, look, buttons = []) {
  form.querySelector(".on-tablet")?.remove();
  if (!words) return;
  const line = make("div", "", "on-tablet wide");
  line.append(make("p", words, look));
  for (const [label, press] of buttons) {
    const button = make("button", label, "btn btn-outline-secondary");
    button.type = "button";
    button.addEventListener("click", press);
    line.append(button);
  }
  form.prepend(line);
}

function keepSoon(event) {
  const form = event.target.closest?.("form[data-whole]");
  if (!form || timers.has(form)) return;
  timers.set(form, setTimeout(keepDraft, PAUSE, form));
}

async function keepDraft(form) {
  clearTimeout(timers.get(form));
  timers.delete(form);
  const draft = { body: entriesOf(form), at: Date.now() };
  await whileStoring(store.setFact(draftName(pathOf(form)), draft)).catch(() =>
    say(form, FULL, "error"),
  );
}

const FULL = "Máy này hết chỗ, chưa giữ được nội dung đang viết.";
const keepAll = () => Promise.all([...timers.keys()].map(keepDraft));

function submit(event) {
  const form = event.target;
  if (!form.matches?.("form[data-whole]")) return;
  event.preventDefault();
  event.stopPropagation();
  if (!form.dataset.sending) take(form);
}

async function take(form) {
  form.dataset.sending = "yes";
  clearTimeout(timers.get(form));
  timers.delete(form);
  const title = document.querySelector("h1").textContent;
  const writing = { key: crypto.randomUUID(), me, page: path, title, now: Date.now() };
  const [body, text] = [entriesOf(form), readable(fieldsOf(form))];
  const change = wholeChange(
    { path: pathOf(form), label: form.dataset.whole, body, text },
    writing,
  );
  const kept = await whileStoring(keepChange(change)).catch(() => say(form, FULL, "error"));
  delete form.dataset.sending;
  if (!kept) return;
  await flush(network.mode === "offline");
  await show();
}

async function keepChange(change) {
  const kept = await store.add(change);
  await store.setFact(draftName(change.path), null);
  await refreshStrip();
  return kept;
}

async function takeBack(change) {
  const isBack = await store.takeBack(change.n);
  announce(isBack ? "Đã lấy lại, chưa gửi." : "Đã gửi thử: chờ máy chủ trả lời.");
  await store.setFact(draftName(change.path), { body: change.body, at: Date.now() });
  await refreshStrip();
  await show();
}

async function dropDraft(form) {
  await store.setFact(draftName(pathOf(form)), null);
  location.reload();
}

// What is on the tablet of each form of the page: it waits, was refused, or is only typed.
async function show() {
  const here = await changesHere();
  for (const form of forms()) {
    const change = here.findLast((one) => one.path === pathOf(form) && one.state !== "sent");
    const draft = await store.fact(draftName(pathOf(form)));
    if (change) showChange(form, change);
    else if (draft) showDraft(form, draft);
    else say(form, "");
  }
}

function showChange(form, change) {
  if (drawn.has(change.key)) return; // with the version that others made: sent again, it is meant
  fill(form, change.body);
  if (!isWaiting(change)) {
    say(form, `Chưa được nhận: ${change.reason}`, "error");
    return;
  }
  const words = `${form.dataset.waits} (lúc ${hourOf(new Date(change.made))}).`;
  say(form, words, "note", [["Lấy lại, chưa gửi", () => takeBack(change)]]);
}

function showDraft(form, { body, at }) {
  const typed = JSON.stringify(body);
  if (typed === JSON.stringify(entriesOf(form))) return;
  fill(form, body);
  const words = `Nội dung đang viết lúc ${hourOf(new Date(at))}, giữ trên máy này, chưa gửi.`;
  say(form, words, "note", [["Bỏ, lấy bản đã lưu", () => dropDraft(form)]]);
}

async function showAnswer(change, status, fragment) {
  if (!change.isWhole || change.page !== path) return;
  const form = formAt(change.path);
  if (status === 200) {
    location.assign(form?.dataset.next ?? path);
    return;
  }
  if (fragment !== null) {
    drawn.add(change.key);
    draw(fragment);
  }
  await show();
}

// The server's own page says what is wrong, field by field, or shows both texts.
function draw(html) {
  const main = new DOMParser().parseFromString(html, "text/html").getElementById("main");
  if (!main) return;
  document.getElementById("main").replaceChildren(...main.childNodes);
  document.querySelector("#main .problem")?.focus();
}

async function open() {
  onAnswer(showAnswer);
  document.addEventListener("input", keepSoon);
  document.addEventListener("submit", submit, true);
  document.addEventListener("visibilitychange", () => document.hidden && keepAll());
  document.body.addEventListener("outbox-changed", show);
  await show();
  await started;
  await store.retry(me.id, path);
  await flush();
  await show();
  await keepOpenPage();
}

if (able && me.id && forms().length) open();
