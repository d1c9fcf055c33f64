// What a change of any kind looks like on the page.
import { verbOf } from "../tablet/change.js";
import { showTurn } from "./agenda.js";
import { showField } from "./fields.js";
import { showPhoto, showRemoval, showRow } from "./rows.js";
import { isTurn } from "./turns.js";

/** Show *change*; *madeAt* is when the server made the page (its own time). */
export function show(change, madeAt) {
  const verb = verbOf(change);
  if (verb === "add") showRow(change, madeAt);
  else if (verb === "remove") showRemoval(change);
  else if (isTurn(verb)) showTurn(change, madeAt);
  else if (change.isPhoto) showPhoto(change);
  else if (change.field && verb !== "theirs") showField(change);
}
