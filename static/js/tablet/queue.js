// In which order what waits is sent. Pure.
//
// Texts go before photos and never wait for one. What was tried in vain lets others pass, but for
// those that build on it: what is written in a row comes after the row, and of one field or of the
// rows and steps of a visit the first comes first.
import { isBeside, isPhoto, isWaiting, mentions } from "./change.js";

const SHORTEST = 15_000; // ms until what was tried in vain is tried again
const LONGEST = 10 * 60_000; // ms

/** When a change that went *lapses* times in vain is due again, after *now* (ms). */
export const laterThan = (now, lapses) => now + Math.min(LONGEST, SHORTEST * 2 ** (lapses - 1));

/** The next of *mine* to send at *now* (ms), a photo where *isOfPhotos*: null where none is due. */
export function nextOf(mine, now, isOfPhotos) {
  const waiting = mine.filter(isWaiting);
  const isDue = (one, at) =>
    isPhoto(one) === isOfPhotos &&
    (one.later ?? 0) <= now &&
    !waiting.slice(0, at).some((earlier) => buildsOn(one, earlier));
  return waiting.find(isDue) ?? null;
}

/** Whether *change* means something only after *earlier* was answered. */
export function buildsOn(change, earlier) {
  if (!isBeside(change, earlier) || isPhoto(earlier)) return false;
  if (earlier.row && mentions(change, earlier.row)) return true;
  if (isOfRows(change) && isOfRows(earlier)) return true;
  const names = fieldsOf(earlier);
  return [...fieldsOf(change)].some((name) => names.has(name));
}

// What comes, goes or is turned, none of the fields of which has a name of its own.
const isOfRows = (change) => change.act !== "" && change.field === "";

const fieldsOf = ({ body }) =>
  new Set(
    body.map(([name]) => name.replace(/^(was|theirs|seen)-/, "")).filter((name) => name !== "do"),
  );
