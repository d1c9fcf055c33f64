// The line that says whether what is written is saved, and which fields are not.
import { announce, byId } from "../dom.js";

const SELDOM = 30_000; // ms between two readings out: not at every pause of a hand that writes

/** The fields that were changed and are not saved: their inputs by their names. */
export const unsaved = new Map();

/** Note that *value* of the field *name* is kept; what was typed there since is not. */
export function noteKept(name, value) {
  const field = unsaved.get(name);
  const isChoice = ["radio", "checkbox", undefined].includes(field?.type);
  if (isChoice || field.value === value) unsaved.delete(name);
}

let resting = "Tự lưu từng ô";
let announcedAt = 0;

const line = () => byId("saved-at");

/** Show how the saving goes; *state* is "", "writing", "waiting" or "wrong". */
export function setStatus(words, state) {
  const found = line();
  if (!found) return;
  found.textContent = words;
  found.dataset.state = state;
}

/** The state that the line shows, undefined where there is no line. */
export const statusNow = () => line()?.dataset.state;

/** Show again what was shown when the last field was saved. */
export const rest = () => setStatus(resting, "");

/** The server has saved a field, and its answer has set the line. */
export function noteSaved() {
  window.htmx.trigger(document.body, "visit-saved");
  resting = line()?.textContent ?? "";
  if (!line() || Date.now() - announcedAt < SELDOM) return;
  announcedAt = Date.now();
  announce(resting);
}
