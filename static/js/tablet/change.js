// What a change is, and how the changes of one writer act upon each other. Pure.
//
// A change, as the store keeps it:
//   v       the format it is written in, 1 where it says none: one of a later program is not touched
//   n       its place in the order; isLoose: it is nowhere but in the memory of this page
//   key     the UUID by which the server knows it
//   user    the id of its writer; who: the writer's name
//   state   "waiting", "refused" (with a reason), or "sent": kept for a while, so that an older copy
//           of its page shows it too
//   page, title     the page it was written on
//   path    the address it is sent to
//   body    [name, value] pairs, as the form sends them; "was-x" is what field x held before
//   act     what a button does, such as "add strength 7"; "" for a field that saves itself
//   field   the field it writes; row: the name of the row it adds; label: both as a person says them
//   about   the content that it is about and its version then, "33 2"; "" where it is about none
//   said    [name, words] pairs: what stood on the page for values that are no words
//   target, swap    where the server's answer goes on the page
//   isWhole it sends a form as a whole (whole.js); text: what was typed, for a person to read
//   seen    as of when its writer saw the field, by the server's clock (ms)
//   made    when it was written (ms); sent: when it was answered; stamp: the server's time of that
//   tries   how often it was sent; stumbles: how often the server failed over it
//   lapses  how often it did not reach the server; later: before when it is not tried again (ms)
//   note    what the server said of it though it took it; isClash: refused, and kept there beside another
//   made_as the tablet's own name of a row that the server has numbered since

export const FORMAT = 1;
const SENT_FOR = 7 * 24 * 3600 * 1000; // ms

export const verbOf = (change) => change.act.split(" ")[0];
/** Whether this program knows all that *change* says: not where a later one wrote it. */
export const isReadable = (change) => (change.v ?? 1) <= FORMAT;
export const isWaiting = (change) => change.state === "waiting" && isReadable(change);
export const isPhoto = (change) => change.body.some(([, value]) => value instanceof Blob);

// Whether two changes are about one visit: each has fields of the same names, on more than one page.
export const isBeside = (one, other) => visitOf(one.page) === visitOf(other.page);
const visitOf = (page) => page.slice(0, page.lastIndexOf("/"));

/** What *change* writes into *field*: undefined where nothing, "" for a tick taken off. */
export function valueIn(change, field) {
  const own = change.body.find(([name]) => name === field);
  if (own) return own[1];
  return change.body.some(([name]) => name === `was-${field}`) ? "" : undefined;
}

/** Whether [name, value] of a body is something that a person wrote or chose. */
export const isText = ([name, value]) =>
  typeof value === "string" && !/^(was-|theirs-|seen-|do$)/.test(name);

/** The photo that *change* brings, undefined where it brings none, or was sent. */
export const photoOf = (change) => change.body?.find(([, value]) => value instanceof Blob)?.[1];

/** The body of *change* as lines of text for a person to read. */
export function textOf(change) {
  if (change.isWhole) return change.text;
  const said = new Map(change.said);
  const texts = (change.body ?? []).filter(isText).map(([name, value]) => said.get(name) ?? value);
  const names = new Set(change.body?.map(([name]) => name));
  const others = [...said].filter(([name]) => !names.has(name)); // ticks taken off: no value tells of them
  return [...texts, ...others.map(([, words]) => words)].filter(Boolean).join("\n");
}

/**
 * What it means to keep *change* beside *mine*, all changes of its writer in their order.
 *
 * Returns `{ dropped, stored }`: the places (n) of those that go, and the change as it is to be
 * kept, null where nothing is new. What waits already is what the writer saw: "was" follows from
 * it, and a field that was never sent is written once, with its last value.
 */
export function place(change, mine) {
  const beside = mine.filter((one) => isReadable(one) && isBeside(one, change));
  return placeBeside(beside.reduce(withRowOf, change), beside);
}

// What was written while the answer that numbers its row was on its way still calls it by the old name.
const withRowOf = (change, { state, made_as: from, row }) =>
  state === "sent" && from && mentions(change, from) ? withRowNamed(change, from, row) : change;

// The form is sent as it stands now: one that was never sent, or not taken, has no other use.
function placeWhole(change, mine) {
  const isBefore = (one) => one.isWhole && one.path === change.path;
  const isUseless = (one) => one.state === "refused" || (isWaiting(one) && !one.tries);
  const dropped = placesOf(mine.filter((one) => isBefore(one) && isUseless(one)));
  return { dropped, stored: { ...change, state: "waiting", tries: 0 } };
}

function placeBeside(change, mine) {
  if (change.isWhole) return placeWhole(change, mine);
  const row = unsentRow(change, mine);
  if (row) return { dropped: placesOf(mine.filter((one) => mentions(one, row))), stored: null };
  const followed = { ...change, body: wasFollowing(change, mine) };
  const { dropped, stored } = change.field ? placeField(followed, mine) : alone(followed);
  return { dropped, stored: stored && { ...stored, state: "waiting", tries: 0 } };
}

const placesOf = (changes) => changes.map(({ n }) => n);
const alone = (change) => ({ dropped: [], stored: change });

// The row that *change* removes, where the server never had it: its addition waits or was refused.
function unsentRow(change, mine) {
  if (verbOf(change) !== "remove") return "";
  const name = change.act.split(" ")[2];
  const added = mine.find((one) => one.row && one.row === name);
  return added && (added.state === "refused" || !added.tries) ? name : "";
}

export const mentions = (change, row) =>
  JSON.stringify([change.row, change.body, change.act]).includes(row);

const lastWaiting = (field, mine) =>
  mine.findLast(
    (one) => isWaiting(one) && valueIn(one, field) !== undefined && verbOf(one) !== "theirs",
  );

function wasFollowing(change, mine) {
  if (change.act && verbOf(change) !== "remove") return change.body;
  return change.body.map(([name, value]) => {
    const field = name.startsWith("was-") ? name.slice("was-".length) : "";
    const before = field && lastWaiting(field, mine);
    return [name, before ? valueIn(before, field) : value];
  });
}

// What the server answered about a field since the page was made was seen, too.
const seenBy = (change, mine) =>
  Math.max(change.seen, ...mine.filter((one) => isAnswered(one, change)).map((one) => one.stamp));
const isAnswered = (one, change) => one.state === "sent" && one.stamp && isOfSameField(one, change);

function placeField(made, mine) {
  const change = made.seen ? { ...made, seen: seenBy(made, mine) } : made;
  const { field } = change;
  const refused = mine.filter((one) => one.state === "refused" && one.field === field);
  const dropped = placesOf(refused);
  if (change.act) return { dropped, stored: change };
  const before = lastWaiting(field, mine);
  if (isUnchanged(change) && (before || !refused.length)) return { dropped, stored: null };
  if (!before || before.tries || before.act) return { dropped, stored: change };
  const merged = mergeInto(before, change);
  return { dropped: [...dropped, before.n], stored: isUnchanged(merged) ? null : merged };
}

const isUnchanged = (change) =>
  valueIn(change, change.field) === valueIn(change, `was-${change.field}`);

function mergeInto(before, change) {
  const was = ([name, value]) => [name, name.startsWith("was-") ? valueIn(before, name) : value];
  return { ...change, n: before.n, body: change.body.map(was) };
}

/**
 * What the answer to *change* means for *all* changes on the tablet, at *now* (ms).
 *
 * *verdict* is `{ state, row, stamp }` or `{ state, reason }`. Returns `{ dropped, stored }`: the
 * places of those that go, and those that differ now, *change* among them, and no other: a photo
 * that waits is not written again for each text that goes. Those that build on it
 * follow: the row it added has its number from the server, and what was refused was not written.
 */
export function settle(change, verdict, all, now) {
  const known = all.filter(isReadable);
  const isGone = (one) =>
    isOutdated(one, now) || isSuperseded(one, change, verdict) || isDecided(one, change, verdict);
  const isLater = (one) => one.user === change.user && one.n > change.n && one.state !== "sent";
  const later = known.filter((one) => isLater(one) && !isGone(one));
  const isSent = verdict.state === "sent";
  const body = isSent ? change.body.filter(([, value]) => typeof value === "string") : change.body;
  return {
    dropped: placesOf(known.filter(isGone)),
    stored: [
      ...later.map((one) => follow(one, change, verdict)).filter((one) => !all.includes(one)),
      ...(verdict.isSettled ? [] : [{ ...change, ...verdict, body, sent: now }]),
    ],
  };
}

const isOutdated = (one, now) => one.state === "sent" && now - one.sent > SENT_FOR;

// A text that others decided about is not what the server has: no copy of a page shows it again.
const isDecided = (one, change, verdict) => Boolean(verdict.isSettled) && one.n === change.n;

// A refused text is of no more use when a later one of the same field was taken.
const isSuperseded = (one, change, verdict) =>
  verdict.state === "sent" &&
  one.state === "refused" &&
  one.user === change.user &&
  one.n < change.n &&
  isOfSameField(one, change);

const isOfSameField = (one, other) =>
  one.field !== "" && one.field === other.field && isBeside(one, other);

function follow(one, change, { state, reason, row }) {
  const isSent = state === "sent";
  const next = isSent ? one : withWasOf(one, change);
  if (!change.row || !mentions(next, change.row)) return next;
  return isSent ? withRowNamed(next, change.row, row) : { ...next, state, reason };
}

// The next text of a field whose last was refused follows from what was there before that one.
function withWasOf(one, change) {
  if (one.act || !isOfSameField(one, change)) return one;
  const was = `was-${change.field}`;
  if (valueIn(one, was) === valueIn(change, was)) return one;
  const body = one.body.map(([name, value]) => [name, name === was ? valueIn(change, was) : value]);
  return { ...one, body };
}

function withRowNamed(one, from, to) {
  const named = (text) => text.replaceAll(from, to);
  const body = one.body.map(([name, value]) => [named(name), name === "do" ? named(value) : value]);
  return { ...one, body, field: named(one.field), act: named(one.act), target: named(one.target) };
}
