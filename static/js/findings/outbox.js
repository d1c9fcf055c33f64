// The findings and the running order through the outbox: every change is kept on the tablet first
// and then sent, so a page that is opened again, with or without network, shows it again.
import { askBeforeLeaving } from "../asking.js";
import { announce, byId } from "../dom.js";
import { valueIn, verbOf } from "../tablet/change.js";
import { isStoring, whileStoring } from "../tablet/leaving.js";
import { smaller } from "../tablet/photos.js";
import { able, me } from "../tablet/reader.js";
import * as store from "../tablet/store.js";
import { refreshStrip } from "../tablet/strip.js";
import { flush } from "../tablet/sync.js";
import { labelOf, wordsOf } from "./fields.js";
import { openPage, refreshStatus, showHere } from "./kept.js";
import { addPhrase, hasPhrases, takeProposed, togglePhrases } from "./phrases.js";
import { asWriting, bodyOf, changeOf } from "./request.js";
import { leave, rowId } from "./rows.js";
import { noteKept, setStatus, unsaved } from "./status.js";
import { mayGo } from "./taking_back.js";

const page = document.querySelector(".findings[data-outbox]");

// What htmx is about to send goes into the outbox instead.
function intercept(event) {
  const { elt, verb, formData } = event.detail;
  if (verb !== "post" || !page.contains(elt) || event.defaultPrevented) return;
  const act = formData.get("do") ?? "";
  const [does, name] = act.split(" ");
  if (does === "phrases" && !hasPhrases()) return; // the server opens them
  event.preventDefault();
  if (does === "phrases") togglePhrases(name);
  else take(requestOf(event.detail, act));
}

function requestOf({ elt, path, target, formData }, act) {
  return {
    elt,
    act,
    isPhoto: elt.matches("form.upload"),
    name: elt.name,
    body: bodyOf([...formData.entries()]),
    path,
    target: target.id,
    swap: elt.getAttribute("hx-swap") ?? "none",
    about: elt.closest("[data-about]")?.dataset.about ?? "",
    words: elt.getAttribute("aria-label") ?? elt.textContent.trim(),
  };
}

function take(request) {
  if (!mayGo(request.act) || (request.isPhoto && !request.body.length)) return;
  if (request.isPhoto) request.elt.reset();
  const title = document.querySelector("h1").textContent;
  const seen = Number(page.dataset.made);
  const writing = {
    key: crypto.randomUUID(),
    me,
    page: location.pathname,
    title,
    now: Date.now(),
    seen,
  };
  const removed = byId(request.target)?.querySelector("textarea")?.value;
  const change = changeOf(request, writing, { labelOf, wordsOf, removed });
  const isText = ["phrase", "proposed"].includes(verbOf(change));
  keep(isText ? writeHere(change, request.elt) : change);
}

// A phrase, or what is proposed for an empty field, is taken here: without network too.
function writeHere(change, button) {
  const field = byId(change.field);
  if (verbOf(change) === "phrase") addPhrase(field, button);
  else takeProposed(field, button);
  field.focus();
  return asWriting(change, field.value);
}

// A form that leaves the page waits for what is being stored, then for what the strip counts: so
// there must be no moment between the two.
async function storeAndCount(change) {
  const kept = await store.add(change.isPhoto ? await withSmaller(change) : change);
  await refreshStrip();
  return kept;
}

async function withSmaller(change) {
  const { dataset } = page.querySelector("form.upload");
  const small = ([name, value]) =>
    value instanceof Blob ? smaller(value, dataset).then((one) => [name, one]) : [name, value];
  return { ...change, body: await Promise.all(change.body.map(small)) };
}

async function keep(change) {
  const kept = await whileStoring(storeAndCount(change)).catch(reportFault);
  if (kept === undefined) return;
  noteKept(change.field, valueIn(change, change.field));
  if (kept) showKept(kept);
  else if (verbOf(change) === "remove") takeAway(byId(change.target));
  await flush();
  await refreshStatus();
}

// What a tablet does not take is kept in the page (tablet/database.js); this is a fault of ours.
function reportFault() {
  setStatus("Chưa giữ được. Hãy chép lại nội dung này rồi tải lại trang.", "wrong");
  announce("Chưa giữ được nội dung này.");
}

// A row that was never sent goes at once.
function takeAway(row) {
  if (!row) return;
  leave(row);
  row.remove();
}

function showKept(change) {
  showHere(change);
  if (change.row) byId(rowId(change))?.querySelector("textarea")?.focus();
}

// The phrases that came with the page are not buttons of htmx.
function pressPhrase(event) {
  const button = event.target.closest?.("[data-phrase]");
  if (!button) return;
  const field = button.closest(".cell").querySelector("textarea");
  addPhrase(field, button);
  field.focus();
  unsaved.set(field.name, field);
  window.htmx.trigger(field, "change");
}

// What is being typed when the page is left is kept, too.
function keepTyped() {
  if (!document.hidden) return;
  for (const field of [...unsaved.values()]) window.htmx.trigger(field, "change");
}

if (page && able && window.htmx) {
  document.addEventListener("htmx:configRequest", intercept);
  document.addEventListener("click", pressPhrase);
  document.addEventListener("visibilitychange", keepTyped);
  askBeforeLeaving(() => isStoring() || store.looseOnes().length > 0);
  openPage(Number(page.dataset.made));
}
