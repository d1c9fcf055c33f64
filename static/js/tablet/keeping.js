// The parts of a page that say whether pages are kept on this tablet, and the button to keep them.
import { momentOf } from "./clock.js";
import * as copies from "./copies.js";
import { network } from "./network.js";
import { takeShown } from "./taking.js";

const pathsOf = (part) => part.dataset.keep.split(" ");

async function refresh(part) {
  const moments = await Promise.all(pathsOf(part).map(copies.keptAt));
  const isKept = moments.every(Boolean);
  const kept = part.querySelector("[data-kept]");
  const missing = part.querySelector("[data-missing]");
  const button = part.querySelector("button");
  kept.hidden = !isKept;
  kept.querySelector("time").textContent = isKept ? momentOf(new Date(Math.min(...moments))) : "";
  if (button) button.lastChild.textContent = isKept ? " Lưu lại bản mới" : " Giữ trên máy này";
  if (missing) missing.hidden = isKept;
  part.hidden = !isKept && !missing;
}

/** Show for each part of the page whether its pages are kept. */
export const refreshKept = () =>
  Promise.all([...document.querySelectorAll("[data-keep]")].map(refresh));

async function keep(part, button) {
  button.disabled = true;
  const { bag, name } = part.dataset;
  await takeShown([{ take: bag, name }], part);
  await refreshKept();
  button.disabled = false;
}

/** Have the buttons keep their pages. */
export function watchButtons() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-keep] button");
    if (button) keep(button.closest("[data-keep]"), button);
  });
}

/** Keep the page that is open, where the worker has not done so. */
export async function keepOpenPage(path = location.pathname) {
  if (network.mode !== "sent") return;
  if (navigator.serviceWorker.controller && (await copies.keptAt(path))) return;
  await copies.fetchAndKeep(path).catch(() => false);
  await refreshKept();
}
