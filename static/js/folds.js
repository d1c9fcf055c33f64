// What folds opens for a link that leads into it.
import { byId } from "./dom.js";

/** Open every fold around *element*, and *element* itself where it is one. */
export function unfold(element) {
  for (let at = element?.closest("details"); at; at = at.parentElement.closest("details")) {
    at.open = true;
  }
}

/** Open what links of the page lead to, before the browser goes there, and what the address names. */
export function unfoldForLinks() {
  unfold(byId(location.hash.slice(1)));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link) unfold(byId(link.hash.slice(1)));
  });
}
