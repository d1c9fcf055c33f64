// What is taken along to visits: what the server lists is fetched and kept, and renewed while there
// is a network. Nothing here touches a page.
import * as copies from "./copies.js";
import { isOurs } from "./protocol.js";
import { changed, merged, moved, visitOf } from "./visits.js";

const TOLD = "/tablet/visits"; // when and where: kept beside the pages, of the same person
const OFTEN = 5 * 60_000; // ms between two looks at what changed
const MOST = 60; // visits that are asked for at a time
const LOST = "mất kết nối";
const FULL = "máy đã hết chỗ";
const REFUSED = "máy chủ không cho giữ";

async function kept(path) {
  const copy = await copies.find(path);
  return copy ? copy.json() : null;
}

/** What was told last of the visits: `{ today, visits, at }`, or null. */
export async function told() {
  const found = await kept(TOLD);
  return found && { ...found, at: await copies.keptAt(TOLD) };
}

/** What was taken along to a visit: `{ pages, left }`, or null. */
export const bagOf = (visit) => kept(visit.take);

/**
 * Take all along that the server lists for *visits*. *onStep* is called with how many pages of how
 * many are kept, and the next one's name. Returns `{ count, left }`: how many are kept, and what is
 * not, each with its name and why.
 */
export async function take(visits, onStep = () => {}) {
  const left = [];
  const wanted = new Map(); // path → name: a plan is of many visits
  for (const visit of visits) {
    const why = await keepOne(visit.take);
    const bag = why ? null : await bagOf(visit);
    if (why) left.push({ name: `Buổi ở ${visit.name}`, why });
    for (const { path, name } of bag?.pages ?? []) wanted.set(path, `${name} · ${visit.name}`);
    left.push(...(bag?.left ?? []));
  }
  let count = 0;
  for (const [path, name] of wanted) {
    onStep(count, wanted.size, name);
    const why = await keepOne(path);
    if (why) left.push({ name, why });
    else count += 1;
  }
  return { count, left };
}

// Returns why it is not kept, "" where it is.
async function keepOne(path) {
  try {
    return (await copies.fetchAndKeep(path, true)) ? "" : REFUSED;
  } catch (error) {
    return error.name === "QuotaExceededError" ? FULL : LOST;
  }
}

/**
 * Ask what became of the visits that are kept, and of those to come; keep anew the pages of those
 * that changed. At most every few minutes, but where it is *forced*; where nothing is kept only if
 * somebody *wants* to know. Returns the visits that were moved or put off.
 */
export function renew({ forced = false, wanted = false } = {}) {
  const options = { ifAvailable: true }; // another page is at it
  return navigator.locks.request("renewing", options, async (lock) => {
    const at = await copies.keptAt(TOLD);
    if (!lock || (!forced && at && Date.now() - at < OFTEN)) return [];
    const paths = (await copies.paths()).filter((path) => path !== TOLD);
    if (!paths.length && !wanted && !forced) return [];
    return renewNow(paths).catch(() => []);
  });
}

async function renewNow(paths) {
  const ids = new Set(paths.map(visitOf).filter(Boolean).slice(-MOST));
  const answer = await fetch(`${TOLD}?also=${[...ids].join()}`, {
    cache: "no-store",
    redirect: "manual",
  });
  if (!answer.ok || !isOurs(answer.headers)) return [];
  const [before, now] = [await kept(TOLD), await answer.json()];
  const news = merged(before, now);
  for (const one of [...changed(before, now), ...goneFrom(now, ids)]) {
    const isRenewed = await renewPages(one.id, paths);
    if (!isRenewed) news.visits = news.visits.map((it) => (it.id === one.id ? stale(it) : it));
  }
  await copies.keep(TOLD, remade(answer, news), true);
  return moved(before, news);
}

function remade(answer, news) {
  const names = ["Date", "Content-Type", "X-Program", "X-Reader"];
  const headers = names.map((name) => [name, answer.headers.get(name) ?? ""]);
  return new Response(JSON.stringify(news), { headers });
}

const stale = (visit) => ({ ...visit, stamp: "" }); // asked for again the next time

// Visits of which something is kept and nothing is told: they are no longer this person's.
function goneFrom(now, ids) {
  const known = new Set(now.visits.map(({ id }) => String(id)));
  return [...ids].filter((id) => !known.has(id)).map((id) => ({ id: Number(id) }));
}

// Returns whether all pages of the visit are as the server has them now.
async function renewPages(id, paths) {
  const own = paths.filter((path) => visitOf(path) === String(id));
  const bags = own.filter((path) => path.endsWith("/take"));
  const reasons = [];
  for (const path of own) reasons.push(await keepOne(path));
  for (const path of bags) {
    for (const page of (await kept(path))?.pages ?? []) {
      if (!own.includes(page.path)) reasons.push(await keepOne(page.path));
    }
  }
  return !reasons.some((why) => why === LOST || why === FULL);
}
