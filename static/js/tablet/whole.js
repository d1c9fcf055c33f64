// A form that is sent as a whole - a report, who did not come, that the findings are complete - as a
// change of the outbox. Pure.

const NOT_TYPED = ["csrf_token", "version"];

/** What is sent of a form: no token, which is added fresh, and no file. */
export const bodyOf = (entries) =>
  entries.filter(([name, value]) => name !== "csrf_token" && typeof value === "string");

/** The typed text of *fields* ({ name, label, words }) for a person to read. */
export const readable = (fields) =>
  fields
    .filter(({ name, words }) => words && !NOT_TYPED.includes(name))
    .map(({ label, words }) => (label ? `${label}: ${words}` : words))
    .join("\n");

/**
 * The change that sends a form. *form* is `{ path, label, body, text }`, *writing* as in
 * findings/request.js.
 */
export function wholeChange({ path, label, body, text }, { key, me, page, title, now }) {
  const sender = { key, user: me.id, who: me.name, page, title, made: now };
  const nowhere = { field: "", row: "", target: "", swap: "none" };
  return { ...sender, ...nowhere, isWhole: true, act: "send", path, label, body, text };
}
