// What a tablet tells of the visits it has with it: their days, and what became of them. Pure.

/** "1" of "/visits/1/findings", undefined where it is no page of a visit. */
export const visitOf = (path) => /^\/visits\/(\d+)(?:\/|$)/.exec(path)?.[1];

const isAt = (one, other) =>
  one.when === other.when && one.place === other.place && one.off === other.off;

/**
 * What is told *now*, with what was told *before*: a visit that was moved or put off carries what
 * it `was` first, for as long as it is told.
 */
export function merged(before, now) {
  const known = new Map((before?.visits ?? []).map((one) => [one.id, one]));
  const visits = now.visits.map((one) => {
    const old = known.get(one.id);
    const was = old?.was ?? (old && { when: old.when, place: old.place, off: old.off });
    return was && !isAt(was, one) ? { ...one, was } : one;
  });
  return { ...now, visits };
}

/** The visits of which pages say something else *now* than *before*. */
export function changed(before, now) {
  const stamps = new Map((before?.visits ?? []).map((one) => [one.id, one.stamp]));
  return now.visits.filter(({ id, stamp }) => stamps.has(id) && stamps.get(id) !== stamp);
}

/** Those of *now* that were moved or put off since *before*. */
export function moved(before, now) {
  const known = new Map((before?.visits ?? []).map((one) => [one.id, one]));
  return now.visits.filter((one) => known.has(one.id) && !isAt(known.get(one.id), one));
}

/** What became of a visit, in words; "" where it stands as it was taken. */
export function newsOf({ off, was, when, place }) {
  if (off) return `${off}, trước đó định ${(was ?? { when }).when}.`;
  if (!was) return "";
  const at = was.place === place ? "" : `, tại ${place}`;
  return `Buổi này đã chuyển sang ${when}${at} (trước đó: ${was.when}).`;
}

/** The day that it is for the program: where it lives on another day, as far from ours as before. */
export function todayOf({ today }, toldAt, now) {
  const away = Date.parse(today) - Date.parse(dayOf(toldAt));
  return new Date(Date.parse(dayOf(now)) + away).toISOString().slice(0, 10);
}

// A day as "2024-01-03", by this machine's own zone: its wearer's.
function dayOf(moment) {
  const pad = (number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`;
}

/** *visits* from *today* on, by their days: a list of `{ on, words, visits }`. */
export function byDay(visits, today) {
  const days = new Map();
  for (const one of visits.filter(({ on }) => on >= today)) {
    const words = one.on === today ? `Hôm nay, ${one.day}` : capital(one.day);
    const day = days.get(one.on) ?? { on: one.on, words, visits: [] };
    day.visits.push(one);
    days.set(one.on, day);
  }
  return [...days.values()].sort((one, other) => one.on.localeCompare(other.on));
}

const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
