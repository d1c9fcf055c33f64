// Fields with too much to choose from search as one types. The form is sent as its button "Tìm"
// would send it, and what was found takes the place of what had been found before.
import { announce, byId } from "./dom.js";
import { came, reasonOf, showFailure } from "./loading.js";
import { whenReleased } from "./pressing.js";

const BOX = "[data-choose]";
const PAUSE = 250; // ms without a key
let timer;

/** What a browser would send of *form* for its button "Tìm", without files: they are not needed. */
export function sentBy(form, name) {
  const data = new FormData(form);
  for (const [key, value] of [...data]) if (typeof value !== "string") data.delete(key);
  data.set("find", name);
  return data;
}

async function pageFor(form, name) {
  const data = sentBy(form, name);
  const address = new URL(form.getAttribute("action") || location.href, location.href);
  if (form.method === "post") return fetch(address.href, { method: "POST", body: data });
  address.search = new URLSearchParams(data);
  return fetch(address.href);
}

async function search(box) {
  const typed = box.value;
  const fail = (status) =>
    showFailure(box, `Chưa tìm được: ${reasonOf(status)}.`, () => search(box));
  let answer;
  let text;
  try {
    answer = await pageFor(box.form, box.dataset.choose);
    text = await answer.text();
  } catch {
    fail(0);
    return;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  const found = page.getElementById(`${box.id}-hits`);
  if (box.value !== typed) return;
  if (found) show(box, found);
  else fail(answer.status);
}

function show(box, found) {
  came(box);
  whenReleased(() => {
    byId(`${box.id}-hits`).replaceWith(document.adoptNode(found));
    announce(found.querySelector("[data-announce]").dataset.announce);
  });
}

document.addEventListener("input", (event) => {
  const box = event.target;
  if (!box.matches?.(BOX)) return;
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE, box);
});

// Enter searches, wherever in the form the button stands that it would press.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches?.(BOX)) return;
  event.preventDefault();
  clearTimeout(timer);
  search(event.target);
});
