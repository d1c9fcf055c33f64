// The strip on top of each page: no network, what waits, what was refused, what waits for others.
import { announce } from "../dom.js";
import { network } from "./network.js";
import { pageKind } from "./page-kind.js";
import { me } from "./reader.js";
import * as store from "./store.js";
import { newsOf, summaryOf } from "./summary.js";

const strip = document.getElementById("tablet");
let shownOf = 0; // whose changes those are
let shown = { waiting: 0, refused: 0, newer: 0 };

/** How many changes of the reader are not on the server. */
export const unsentCount = () => shown.waiting + shown.refused + shown.newer;

/** Whose changes may be read here: of who is signed in; without network, of who was last. */
export async function readerId() {
  if (me.id || network.mode !== "offline") return me.id;
  return (await store.fact("owner"))?.id ?? 0;
}

/** Show the line called *name* with *words* (true: with its own), or hide it. Returns it. */
export function setLine(name, words) {
  const line = strip.querySelector(`[data-when="${name}"]`);
  const place = line.querySelector("span");
  line.hidden = !words;
  if (place && words && words !== true && place.textContent !== words) place.textContent = words;
  strip.hidden = [...strip.querySelectorAll("[data-when]")].every((one) => one.hidden);
  return line;
}

/** Show how things are now; *moved* says what became of visits that are kept here. */
export async function refreshStrip(moved = []) {
  if (moved.length) setLine("moved", moved.join(" "));
  const reader = await readerId();
  const mine = reader ? await store.all(reader) : [];
  const last = reader ? await store.fact(`sent-${reader}`) : 0;
  const others = await store.countOfOthers(reader);
  setLine("left", Boolean(await store.fact("left")));
  const { reason: trouble } = store.trouble;
  const now = Date.now();
  const summary = summaryOf({
    mine,
    others,
    last,
    mode: network.mode,
    now,
    page: pageKind(),
    trouble,
  });
  // Whose outbox is no longer shown here has not been sent for that.
  const news = reader === shownOf ? newsOf(shown, summary) : "";
  if (news) announce(news);
  shown = summary;
  shownOf = reader;
  for (const [name, words] of Object.entries(summary.lines)) setLine(name, words);
}
