// The visits that this tablet has with it, on the page of what it keeps: today's first, with hour,
// place and telephone, and what was taken along to each.
import { byId, make } from "../dom.js";
import { momentOf } from "./clock.js";
import * as copies from "./copies.js";
import { roomWords } from "./room.js";
import { bagOf, told } from "./take.js";
import { byDay, newsOf, todayOf, visitOf } from "./visits.js";

function linkTo(path, words, look = "row-link") {
  const link = make("a", words, look);
  link.href = path;
  return link;
}

/** Show what is kept for *user*; nothing for nobody. */
export async function drawCopies(user) {
  const pages = user ? await copies.list() : [];
  const found = user ? await told() : null;
  const kept = new Set(user ? await copies.paths() : []);
  const days = found ? byDay(found.visits, todayOf(found, found.at, new Date())) : [];
  const shown = days
    .map((day) => ({ ...day, visits: day.visits.filter((one) => isKept(one, kept)) }))
    .filter(({ visits }) => visits.length);
  const own = new Set(shown.flatMap(({ visits }) => visits.map(({ id }) => String(id))));
  const parts = await Promise.all(shown.map((day) => dayOf(day, pages, kept)));
  byId("coming").replaceChildren(...parts.flat());
  const taken = await takenTo(shown.flatMap(({ visits }) => visits));
  const others = pages.filter(({ path }) => !own.has(visitOf(path)) && !taken.has(path));
  byId("copies").replaceChildren(...others.map(lineOf));
  byId("other-copies").hidden = !others.length;
  byId("no-copies").hidden = pages.length > 0;
  byId("room").replaceChildren(...(await roomWords()).map((words) => make("p", words, "quiet")));
}

async function takenTo(visits) {
  const bags = await Promise.all(visits.map(bagOf));
  return new Set(bags.flatMap((bag) => bag?.pages ?? []).map(({ path }) => path));
}

const isKept = ({ id }, kept) => [...kept].some((path) => visitOf(path) === String(id));

async function dayOf({ words, visits }, pages, kept) {
  const list = make("ul", "", "plain visits-kept");
  list.append(...(await Promise.all(visits.map((one) => visitPart(one, pages, kept)))));
  return [make("h3", words), list];
}

async function visitPart(visit, pages, kept) {
  const part = make("li", "", "item");
  const head = make("p", "", "item-text");
  head.append(placeOf(visit, kept));
  const where = make("p", [visit.what, visit.place].filter(Boolean).join(" · "));
  part.append(head, where, ...contactOf(visit));
  if (newsOf(visit)) part.prepend(make("p", newsOf(visit), "note"));
  const bag = (await bagOf(visit)) ?? { pages: pagesOf(visit, pages), left: [] };
  part.append(...writing(visit, kept), bagPart(bag, kept, visit, pages));
  return part;
}

function placeOf({ path, name, hour }, kept) {
  const words = `${hour} · ${name}`;
  return kept.has(path) ? linkTo(path, words) : words;
}

function contactOf({ contact, phone, tel }) {
  if (!contact && !phone) return [];
  const line = make("p", `Liên hệ: ${contact} `);
  line.append(tel ? linkTo(tel, phone, "row-link") : phone);
  return [line];
}

function writing({ path, name }, kept) {
  const at = `${path}/findings`;
  if (!kept.has(at)) return [];
  const link = linkTo(at, "Ghi nhận", "btn btn-primary");
  link.setAttribute("aria-label", `Ghi nhận: ${name}`);
  return [link];
}

const pagesOf = ({ id }, pages) =>
  pages
    .filter(({ path }) => visitOf(path) === String(id))
    .map(({ path, title }) => ({ path, name: title }));

function bagPart({ pages, left }, kept, visit, all) {
  const fold = make("details");
  const there = pages.filter(({ path }) => kept.has(path));
  const at = all.filter(({ path }) => visitOf(path) === String(visit.id)).map((one) => one.at);
  const since = at.length ? `, lưu lúc ${momentOf(new Date(Math.min(...at)))}` : "";
  const list = make("ul", "", "plain");
  list.append(...there.map(({ path, name }) => itemOf(linkTo(path, name))));
  list.append(...left.map(({ name, why }) => make("li", `Không giữ ${name}: ${why}`, "quiet")));
  const missing = pages.filter(({ path }) => !kept.has(path));
  list.append(...missing.map(({ name }) => make("li", `Chưa giữ được: ${name}`, "quiet")));
  fold.append(make("summary", `${there.length} trang, tệp đã giữ${since}`), list);
  return fold;
}

function itemOf(...parts) {
  const line = make("li");
  line.append(...parts);
  return line;
}

const lineOf = ({ path, title, at }) =>
  itemOf(linkTo(path, title), make("small", ` · bản lưu lúc ${momentOf(at)}`, "quiet"));
