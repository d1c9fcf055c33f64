// From what a form would send to a change of the outbox. Pure.
import { FORMAT, isText, verbOf } from "../tablet/change.js";

const OF_ONE_FIELD = ["mine", "theirs", "proposed", "phrase"];

/** What a form sends that belongs to a change: no token, no section, no file that was not chosen. */
export const bodyOf = (entries) =>
  entries.filter(
    ([name, value]) =>
      !["csrf_token", "section"].includes(name) && !(value instanceof Blob && !value.size),
  );

/** The field that a request is about, "" where it is about none: *name* is its element's. */
export function fieldOf({ act, isPhoto, name }) {
  if (isPhoto) return "";
  if (!act) return name ?? "";
  const [verb, field] = act.split(" ");
  return OF_ONE_FIELD.includes(verb) ? field : "";
}

/**
 * The change that a request makes (see tablet/change.js).
 *
 * *request* is `{ act, isPhoto, name, body, path, target, swap, words }`, with the words of its
 * button; *writing* is `{ key, me, page, title, now, seen }`. `labelOf(field)` says what a person calls a
 * field, `wordsOf(field, value)` how the page says a value that is no words ("" of others), *removed* is the text of a row that is to go.
 */
export function changeOf(request, writing, { labelOf, wordsOf = () => "", removed = "" }) {
  const { act, isPhoto, body, path, target, swap, about = "" } = request;
  const { key, me, page, title, now, seen } = writing;
  const field = fieldOf(request);
  const said = saidIn(body, field, wordsOf);
  const change = {
    v: FORMAT,
    isPhoto,
    key,
    user: me.id,
    who: me.name,
    page,
    title,
    made: now,
    seen,
  };
  const sent = { path, body, said, about, act, field, target, swap, row: "" };
  const label = (field && labelOf(field)) || (isPhoto ? "Ảnh" : request.words);
  return withRow({ ...change, ...sent, label }, removed);
}

// A tick that is taken off is in no body: its field says it.
function saidIn(body, field, wordsOf) {
  const texts = body.filter(isText);
  const isSilent = field && !texts.some(([name]) => name === field);
  const told = isSilent ? [...texts, [field, ""]] : texts;
  return told.map(([name, value]) => [name, wordsOf(name, value)]).filter(([, words]) => words);
}

function withRow(change, removed) {
  const verb = verbOf(change);
  if (verb === "add") {
    return { ...change, row: rowName(change.key), label: `Thêm dòng: ${change.label}` };
  }
  if (verb !== "remove") return change;
  const text = removed.trim().slice(0, 80) || "(chưa có nội dung)";
  return { ...change, label: `Xóa dòng: ${text}` };
}

// A row that the server has not numbered yet is called by the last part of its change's key.
const rowName = (key) => `t${key.slice(-12)}`;

/** *change* as one that writes *value* into its field, whatever its button would have done. */
export function asWriting(change, value) {
  const isOwn = ([name]) => name !== "do" && !name.startsWith("theirs-");
  const body = change.body
    .filter(isOwn)
    .map(([name, old]) => [name, name === change.field ? value : old]);
  return { ...change, act: "", body, said: [], target: `state-${change.field}` };
}
