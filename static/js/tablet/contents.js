// The page that says what is on this tablet: what waits or was refused, with its text to copy, and
// which pages open without network. It is drawn here, for it must be read without network too.
import { announce, byId, make } from "../dom.js";
import { drawCopies } from "./bags.js";
import { isReadable, photoOf, textOf } from "./change.js";
import { momentOf } from "./clock.js";
import { pageOf } from "./export.js";
import { network } from "./network.js";
import { started } from "./page.js";
import { pictureOf, savePhoto } from "./photos.js";
import { able, me } from "./reader.js";
import { stateOf } from "./states.js";
import * as store from "./store.js";
import { readerId } from "./strip.js";
import { flush } from "./sync.js";

function lineOf(change) {
  const line = make("li", "", "item");
  const text = textOf(change);
  const photo = photoOf(change);
  line.append(make("p", change.label, "item-text"), aboutOf(change));
  if (change.reason) line.append(make("p", change.reason, "error"));
  if (photo) line.append(made(pictureOf(photo, change.made)));
  if (text) line.append(make("p", text, "text kept-text"));
  const buttons = make("div", "", "buttons");
  if (photo) buttons.append(made(savePhoto(photo, change.made)));
  if (text) buttons.append(buttonFor("Chép nội dung", change, () => copy(text)));
  if (isReadable(change) && change.state === "refused") {
    buttons.append(
      buttonFor("Gửi lại", change, () => sendAgain(change)),
      buttonFor("Bỏ, không gửi nữa", change, () => drop(change)),
    );
  }
  line.append(buttons);
  return line;
}

const addresses = []; // of photos that are shown: let go of when all is drawn anew

function made(element) {
  addresses.push(element.src ?? element.href);
  return element;
}

function aboutOf(change) {
  const about = make("p", "", "quiet");
  const [words, tone] = stateOf(change, Date.now(), network.mode === "sent");
  const written = ` · ghi lúc ${momentOf(new Date(change.made))} · `;
  about.append(linkTo(change.page, change.title), written, make("b", words, `state ${tone}`));
  return about;
}

function linkTo(path, words) {
  const link = make("a", words, "row-link");
  link.href = path;
  return link;
}

function buttonFor(words, change, press) {
  const button = make("button", words, "btn btn-outline-secondary");
  button.type = "button";
  button.setAttribute("aria-label", `${words}: ${change.label}`);
  button.addEventListener("click", press);
  return button;
}

async function copy(text) {
  const done = navigator.clipboard?.writeText(text) ?? Promise.reject();
  const words = await done.then(
    () => "Đã chép.",
    () => "Chưa chép được: hãy chọn chữ rồi chép.",
  );
  announce(words);
}

async function sendAgain(change) {
  await store.again(change.n);
  await flush();
  await draw();
}

async function drop(change) {
  if (!window.confirm("Bỏ hẳn nội dung này khỏi máy?")) return;
  await store.drop(change.n);
  await draw();
  byId("on-tablet").querySelector("h2[tabindex]").focus();
}

function dataUrlOf(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}

// One file with all that waits or was refused, for a tablet that can no longer send.
async function exportFile() {
  const id = await readerId();
  const changes = (await store.all(id)).filter((one) => one.state !== "sent");
  const writer = { id, name: changes[0]?.who ?? "" };
  const html = await pageOf({ writer, changes, now: Date.now() }, dataUrlOf);
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([html], { type: "text/html" }));
  link.download = `chua-gui-${new Date().toISOString().slice(0, 16).replace(/[T:]/g, "-")}.html`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  announce("Đã xuất ra tệp.");
}

async function draw() {
  const user = await readerId();
  byId("nobody").hidden = Boolean(user);
  byId("of-reader").hidden = !user;
  await drawChanges(user);
  await drawCopies(user);
}

async function drawChanges(user) {
  const last = user && (await store.fact(`sent-${user}`));
  const mine = user ? await store.all(user) : [];
  const unsent = mine.filter((one) => one.state !== "sent");
  byId("last-sent").textContent = last ? `Gửi lần cuối lúc ${momentOf(new Date(last))}.` : "";
  for (const one of addresses.splice(0)) URL.revokeObjectURL(one);
  byId("changes").replaceChildren(...unsent.map(lineOf));
  byId("no-changes").hidden = unsent.length > 0;
  byId("export").hidden = !unsent.length;
}

async function start() {
  byId("not-able").hidden = true;
  byId("on-tablet").hidden = false;
  byId("export").querySelector("button").addEventListener("click", exportFile);
  await started;
  await draw();
  document.body.addEventListener("outbox-changed", draw);
  document.body.addEventListener("copies-changed", draw);
  document.body.addEventListener("network-changed", () => {
    if (!me.id && network.mode !== "offline") location.reload(); // this page stood in another's place
  });
}

if (able) start();
