// The changes of this page that are kept on the tablet: shown as they are, and as they get answered.
import { canBePlaced } from "../answers.js";
import { announce, byId, make } from "../dom.js";
import { isReadable, isWaiting, verbOf } from "../tablet/change.js";
import { hourOf } from "../tablet/clock.js";
import { keepOpenPage } from "../tablet/keeping.js";
import { network } from "../tablet/network.js";
import { started } from "../tablet/page.js";
import { me } from "../tablet/reader.js";
import * as store from "../tablet/store.js";
import { flush, onAnswer } from "../tablet/sync.js";
import { leave, photoId } from "./rows.js";
import { show } from "./show.js";
import { noteSaved, rest, setStatus, statusNow, unsaved } from "./status.js";

const path = location.pathname;
const seen = new Set(); // keys of changes whose end this page shows
let madeAt = 0; // when the server made the page

const isHere = (one) => isReadable(one) && one.page === path && !one.isWhole;
const changesHere = async () => (await store.all(me.id)).filter(isHere);

/** Show a change of this page. */
export function showHere(change) {
  show(change, madeAt);
  document.dispatchEvent(new CustomEvent("findings-shown"));
}

async function showWaiting() {
  for (const one of await changesHere()) if (isWaiting(one)) showHere(one);
}

/** Show for this page how much waits, was refused, or is saved. */
export async function refreshStatus() {
  const here = await changesHere();
  const waiting = here.filter(isWaiting).length;
  const loose = here.filter((one) => one.isLoose && isWaiting(one)).length;
  const was = statusNow();
  if (loose) setStatus(`Chưa giữ được trên máy, ${loose} thay đổi chờ gửi`, "wrong");
  else if (waiting && network.mode !== "sent") {
    setStatus(`Giữ trên máy, ${waiting} thay đổi chờ gửi`, "waiting");
  } else if (here.some((one) => one.state === "refused")) {
    setStatus("Có nội dung chưa lưu được", "wrong");
  } else if (["waiting", "wrong"].includes(was) && !waiting) {
    setStatus(`Đã gửi hết lúc ${hourOf(new Date())}`, "");
  } else if (was === "writing" && !unsaved.size) {
    rest();
  }
}

async function showAnswer(change, status, answered) {
  if (change.page !== path || change.isWhole) return;
  const fragment = placeable(change, status, answered);
  seen.add(change.key);
  if (change.isPhoto && status === 200) byId(photoId(change))?.remove();
  else if (change.isPhoto || verbOf(change) === "add" || fragment === null) showHere(change);
  if (verbOf(change) === "remove" && status === 200) leaveRow(change);
  if (fragment !== null) swap(change, fragment);
  if (change.note) showNote(change);
  if (status === 200) noteSaved();
  else setStatus("Có ô chưa lưu được", "wrong");
  await showWaiting();
}

function showNote(change) {
  const step = change.act.split(" ")[2];
  const place = byId(`state-${change.field}`) ?? byId(`head-step-${step}`);
  place?.append(make("p", change.note, "note"));
  announce(change.note);
}

function leaveRow(change) {
  const row = byId(change.target);
  if (row) leave(row);
}

// A row that was added is on the page already: only what the answer brings beside it is taken.
function targetOf(change) {
  return verbOf(change) === "add" || change.swap === "none" ? null : byId(change.target);
}

// What an answer brings for the page, null where it has no place there.
function placeable(change, status, html) {
  const answer = { status, html, target: targetOf(change), style: change.swap };
  return html !== null && canBePlaced(answer) ? html : null;
}

function swap(change, fragment) {
  const target = targetOf(change);
  const swapStyle = target ? change.swap : "none";
  const options = { swapStyle, swapDelay: 0, settleDelay: 20 };
  window.htmx.swap(target ?? document.body, fragment, options);
}

// Another page or the worker may have sent what was written here.
async function showSentElsewhere() {
  const here = await changesHere();
  const ended = here.filter((one) => !isWaiting(one) && !seen.has(one.key));
  for (const one of ended) {
    seen.add(one.key);
    showHere(one);
  }
  if (ended.some((one) => one.state === "refused")) await askAgain();
  await refreshStatus();
}

// The server draws what is against a refused change, so it is asked once more.
async function askAgain() {
  await store.retry(me.id, path);
  await flush();
}

async function sendAgain(n) {
  await store.again(n);
  await flush();
  await showWaiting();
  await refreshStatus();
}

/** Show the page that the server made at *made*, then all that was changed since, and go on so. */
export async function openPage(made) {
  madeAt = made;
  onAnswer(showAnswer);
  document.body.addEventListener("outbox-changed", showSentElsewhere);
  document.addEventListener("send-again", ({ detail }) => sendAgain(detail));
  document.body.addEventListener("network-changed", async () => {
    await showWaiting();
    await refreshStatus();
  });
  for (const one of await changesHere()) {
    if (one.state !== "sent" || one.stamp > madeAt) showHere(one);
    if (!isWaiting(one)) seen.add(one.key);
  }
  await started;
  await askAgain();
  await refreshStatus();
  await keepOpenPage();
}
