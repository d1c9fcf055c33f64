// "Chuẩn bị ngày đi": takes all of one's coming visits along, or those of a day, and says what is
// kept and what is not. Stands wherever a page has the place for it (data-take).
import { announce, make } from "../dom.js";
import * as copies from "./copies.js";
import { askToPersist } from "./room.js";
import { refreshStrip } from "./strip.js";
import { renew, take, told } from "./take.js";
import { byDay, newsOf, todayOf } from "./visits.js";

/** Take *visits* along, and show in *place* how far that is and how it ended. */
export async function takeShown(visits, place) {
  const said = place.querySelector("[data-take-said]");
  const bar = place.querySelector("progress");
  const list = place.querySelector("[data-take-left]");
  list.replaceChildren();
  bar.hidden = false;
  said.textContent = "Đang xem có những gì…";
  const { count, left } = await take(visits, (done, total, name) => {
    Object.assign(bar, { value: done, max: total });
    said.textContent = `Đang giữ ${done + 1}/${total}: ${name}`;
  });
  bar.hidden = true;
  await renew({ forced: true });
  said.textContent = [endOf(count, left), await askToPersist()].filter(Boolean).join(" ");
  announce(said.textContent);
  list.append(...left.map(({ name, why }) => make("li", `${name}: ${why}`)));
  document.body.dispatchEvent(new CustomEvent("copies-changed"));
}

function endOf(count, left) {
  const kept = count ? `Đã giữ ${count} trang, tệp trên máy này.` : "Chưa giữ được gì.";
  if (!left.length) return kept;
  return `${kept} Không giữ được ${left.length} trang, tệp sau đây; bấm lại để thử lần nữa.`;
}

function buttonFor(words, visits, place, kind = "outline-secondary") {
  const button = make("button", words, `btn btn-${kind}`);
  button.type = "button";
  button.addEventListener("click", async () => {
    const all = place.querySelectorAll("[data-take-buttons] button");
    for (const one of all) one.disabled = true;
    await takeShown(visits, place);
    for (const one of all) one.disabled = false;
  });
  return button;
}

async function fill(place) {
  const found = await told();
  const mine = found?.visits.filter((one) => one.is_mine && !one.off) ?? [];
  const days = found ? byDay(mine, todayOf(found, found.at, new Date())) : [];
  place.hidden = !days.length;
  if (!days.length) return;
  const all = days.flatMap(({ visits }) => visits);
  const words =
    all.length > 1 ? `Giữ cả ${all.length} buổi sắp tới của tôi` : "Giữ buổi sắp tới của tôi";
  const buttons = days.length > 1 ? days.map((day) => ofDay(day, place)) : [];
  const places = place.querySelector("[data-take-buttons]");
  places.replaceChildren(buttonFor(words, all, place, "primary"), ...buttons);
}

const ofDay = ({ words, visits }, place) =>
  buttonFor(visits.length > 1 ? `${words} (${visits.length} buổi)` : words, visits, place);

/** Renew what is kept, tell what was moved, and have the places for taking along work. */
export async function watchVisits() {
  const places = [...document.querySelectorAll("[data-take]")];
  const isThere = await copies.find("/tablet/visits");
  const gone = await renew({ wanted: places.length > 0, forced: places.length > 0 && !isThere });
  await refreshStrip(gone.map((one) => `${one.name}: ${newsOf(one)}`));
  await Promise.all(places.map(fill));
}
