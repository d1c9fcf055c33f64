// Moments in words.

/** 08:30 */
export const hourOf = (moment) =>
  moment.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });

const UNITS = [
  [24 * 3600_000, "ngày"],
  [3600_000, "giờ"],
  [60_000, "phút"],
];

/** How long *passed* (ms) is, in its largest unit: "3 giờ"; "" under a minute. */
export function ageOf(passed) {
  const [size, unit] = UNITS.find(([one]) => passed >= one) ?? [];
  return unit ? `${Math.floor(passed / size)} ${unit}` : "";
}

const NUMBERS = { day: "2-digit", month: "2-digit", year: "numeric" };
const dayOf = (moment) => moment.toLocaleDateString("vi-VN", NUMBERS).replaceAll("-", "/");

const isInTraining = () => Boolean(globalThis.document?.querySelector?.(".training"));

/**
 * 08:30 ngày 03/01/2024
 *
 * Where the program lives on another day (*training*) this machine's day would be a second clock
 * beside it: of its own today the hour alone is said, and another day is called a real one.
 */
export function momentOf(moment, training = isInTraining(), now = new Date()) {
  if (!training) return `${hourOf(moment)} ngày ${dayOf(moment)}`;
  const isToday = dayOf(moment) === dayOf(now);
  return isToday ? hourOf(moment) : `${hourOf(moment)} ngày ${dayOf(moment)} (ngày thật)`;
}
