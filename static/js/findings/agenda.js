// The running order of a session, on the page: steps are turned without the server.
import { byId } from "../dom.js";
import { hourOf } from "../tablet/clock.js";
import { fill } from "./fields.js";
import { glyph, markOf } from "./marks.js";
import { unsaved } from "./status.js";
import { nowOf, pressAfter, turned } from "./turns.js";

const HEAD = "head-step-";
const headsOf = () => [...document.querySelectorAll(".findings .step-head")];
const stepOf = (head) => ({ id: head.id.slice(HEAD.length), at: head.dataset.at });

/** Show that *change* begins, ends or resumes a step; *madeAt* is when the server made the page. */
export function showTurn(change, madeAt) {
  const [verb, , id] = change.act.split(" ");
  const isShown = change.state === "sent" && change.stamp <= madeAt;
  if (!byId(HEAD + id) || change.state === "refused" || isShown) return;
  const hour = hourOf(new Date(change.made));
  const heads = headsOf();
  const after = turned(heads.map(stepOf), verb, id);
  heads.forEach((head, at) => {
    if (after[at].id === id) showPressed(head, { verb, hour, number: at + 1, at: after[at].at });
    else if (after[at].at !== head.dataset.at) showEnded(head, hour);
  });
  showNow(nowOf(after));
}

function showPressed(head, { verb, hour, number, at }) {
  showState(head, at, at === "running" ? `Đang diễn ra từ ${hour}` : `Xong lúc ${hour}`);
  const button = head.querySelector("button");
  const press = pressAfter(verb);
  if (button) setPress(button, { ...press, id: stepOf(head).id }, `${press.words} bước ${number}`);
  if (verb === "start") setHour(head, "began_at", hour);
  if (verb === "finish") setHour(head, "ended_at", hour);
}

// A step that ended because another began.
function showEnded(head, hour) {
  showState(head, "done", `Xong lúc ${hour}`);
  head.querySelector("button")?.remove();
  setHour(head, "ended_at", hour);
}

function showState(head, at, words) {
  head.dataset.at = at;
  head.querySelector("p").replaceChildren(markOf("waiting", words));
}

function showNow({ words, press }) {
  byId("now-step").querySelector("p b").textContent = words;
  const button = byId("turn-now");
  if (!press) button?.remove();
  else if (button) setPress(button, press, press.words);
}

function setPress(button, { verb, id, words, glyph: name }, label) {
  button.value = `${verb} step ${id}`;
  button.setAttribute("aria-label", label);
  button.replaceChildren(glyph(name), ` ${words}`);
}

// The hour that the press will write, so that correcting it by hand follows from it.
function setHour(head, column, hour) {
  const field = `step-${stepOf(head).id}-${column}`;
  const was = byId(`state-${field}`)?.querySelector(`[name="was-${field}"]`);
  if (!was || unsaved.has(field)) return;
  was.value = hour;
  fill(field, hour);
}
