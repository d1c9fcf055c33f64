// Rows that are added and removed, and photos, on the page.
import { announce, byId, make } from "../dom.js";
import { photoOf } from "../tablet/change.js";
import { network } from "../tablet/network.js";
import { pictureOf, savePhoto } from "../tablet/photos.js";
import { complain, markedAs, markOf } from "./marks.js";
import { unsaved } from "./status.js";

const PHOTO_SENT = "Ảnh đã gửi, tải lại trang để ghi chú thích";
const VOICES = ["good_model", "proposal", "opinion"];

/** The id of the row that *change*, an addition, has on the page; perhaps by another *name*. */
export function rowId(change, name = change.row) {
  const [, kind] = change.act.split(" ");
  return `row-${kind === "recommendation" ? kind : "remark"}-${name}`;
}

/** Which template the row of *act* is made of, and the list that it goes to. */
export function placeOf(act) {
  const [, kind, key] = act.split(" ");
  if (kind !== "recommendation") {
    return { blank: `blank-${kind}`, list: `remarks-${VOICES.includes(kind) ? "voices" : key}` };
  }
  return { blank: `blank-${key === "0" ? "loose" : kind}`, list: `recommendations-${key}` };
}

/** Show the row that *change* adds; *madeAt* is when the server made the page. */
export function showRow(change, madeAt) {
  const named = change.made_as && byId(rowId(change, change.made_as));
  if (named) rename(named, change.made_as, change.row);
  const isNew = change.state !== "sent" || change.stamp > madeAt;
  const row = byId(rowId(change)) ?? (isNew ? addRow(change) : null);
  if (row && change.state === "refused") complain(row, change.reason);
}

function addRow(change) {
  const place = placeOf(change.act);
  const list = byId(place.list);
  if (!list) return null;
  const blank = byId(place.blank);
  const row = blank.content.firstElementChild.cloneNode(true);
  rename(row, blank.dataset.key, change.row);
  list.append(row);
  window.htmx.process(row);
  return row;
}

/** Call *row* by another name in all its attributes: what is typed in it stays. */
export function rename(row, from, to) {
  for (const element of [row, ...row.querySelectorAll("*")]) renameAttributes(element, from, to);
  for (const [name, input] of [...unsaved]) {
    if (!name.includes(from)) continue;
    unsaved.delete(name);
    unsaved.set(input.name, input);
  }
}

function renameAttributes(element, from, to) {
  for (const { name, value } of [...element.attributes]) {
    if (value.includes(from)) element.setAttribute(name, value.replaceAll(from, to));
  }
}

const CALLED = { shortcoming: "hạn chế", strength: "ưu điểm", recommendation: "kiến nghị" };

/** Before *row* goes: say so, and lead who stands in it to the heading that it stands under. */
export function leave(row) {
  const kind = Object.keys(CALLED).find((one) => row.classList.contains(one));
  announce(`Đã xóa ${CALLED[kind] ?? "dòng"}.`);
  const heading = row.closest(".item, form")?.querySelector("h2, h3, h4");
  if (!heading || !row.contains(document.activeElement)) return;
  heading.tabIndex = -1;
  heading.focus();
}

/** Show that a row goes, is gone, or could not go. */
export function showRemoval(change) {
  const [, kind, key] = change.act.split(" ");
  const row = byId(`row-${kind}-${key}`);
  if (!row) return;
  if (change.state === "sent") {
    leave(row);
    row.remove();
  } else row.classList.toggle("leaving", change.state === "waiting");
  if (change.state === "refused") complain(row, change.reason);
}

export const photoId = (change) => `row-photo-${change.key}`;

/** Show a photo. One that was sent is no longer on the tablet: its picture goes with the page. */
export function showPhoto(change) {
  const before = byId(photoId(change));
  const item = make("li", "", "photo");
  item.id = photoId(change);
  const photo = photoOf(change);
  const picture = before?.querySelector("img") ?? (photo && pictureOf(photo, change.made));
  if (picture) item.append(picture);
  if (change.state === "refused") complain(item, change.reason);
  else item.append(change.state === "sent" ? markOf("sent", PHOTO_SENT) : markOf(markedAs(change)));
  if (change.state !== "sent" && mayWait(change)) item.append(waysOut(change));
  if (before) before.replaceWith(item);
  else byId("photo-list")?.append(item);
}

// One that is not gone after its first try may be sent by hand, or kept elsewhere.
const mayWait = (change) =>
  change.isLoose || change.state === "refused" || change.tries > 0 || network.mode !== "sent";

function waysOut(change) {
  const ways = make("div", "", "buttons");
  const again = make("button", "Gửi lại", "btn btn-outline-secondary");
  again.type = "button";
  again.addEventListener("click", () => {
    document.dispatchEvent(new CustomEvent("send-again", { detail: change.n }));
  });
  ways.append(again);
  const photo = photoOf(change);
  if (photo) ways.append(savePhoto(photo, change.made));
  return ways;
}
