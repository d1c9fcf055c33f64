// What folds opens for a link that leads into it.
import { byId } from "./dom.js";

/** Open every fold around *element*, and *element* itself where it is one. */
export function unfold(element) {
  for (let at = element?.closest("details"); at; at = at.parentElement.closest("details")) {
    at.open = true;
  }
}

const WRONG = ".error, .problem, .clash, [data-wrong]"; // what is never folded away

// What the person folded and unfolded on this page, by the folds' ids; until the browser is closed.
const key = () => `folds ${location.pathname}`;

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(key())) ?? {};
  } catch {
    return {};
  }
}

function remember(fold) {
  try {
    sessionStorage.setItem(key(), JSON.stringify({ ...remembered(), [fold.id]: fold.open }));
  } catch {
    // a browser that keeps nothing
  }
}

/** Fold the page as its reader left it, and remember what the reader folds from now on. */
export function rememberFolds() {
  const left = remembered();
  for (const fold of document.querySelectorAll("details.fold[id]")) {
    const isOpen = left[fold.id] ?? fold.open;
    fold.open = isOpen || fold.querySelector(WRONG) !== null;
  }
  document.addEventListener("click", (event) => {
    const fold = event.target.closest?.("summary")?.parentElement;
    // The browser turns the fold after this.
    if (fold?.matches(".fold[id]")) setTimeout(() => remember(fold));
  });
}

/** Open what links of the page lead to, before the browser goes there, and what the address names. */
export function unfoldForLinks() {
  unfold(byId(location.hash.slice(1)));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link) unfold(byId(link.hash.slice(1)));
  });
}
