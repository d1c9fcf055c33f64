// The groups of the findings that fold: how much of each is written follows what is on the page, what
// a link leads to is opened, and so is what could not be saved. Without it they fold all the same.
import { byId } from "../dom.js";
import { unfoldForLinks } from "../folds.js";
import { countOf, nextAfter } from "./counting.js";

const folds = () => [...document.querySelectorAll("[data-fold]")];
const rowsIn = (place) => [...place.querySelectorAll("[data-counted]")];
let last = null; // the content that was worked on

// Something is said of a row: a rating, a remark, points, or that it does not apply.
function isWritten(row) {
  const isTold = (field) => field.value.trim() !== "";
  if (row.querySelector("input:checked")) return true;
  const texts = row.querySelectorAll('.remark [name^="remark-"][name$="-text"], [name$="-points"]');
  return [...texts].some(isTold);
}

function refresh() {
  for (const fold of folds()) {
    const { words, isDone } = countOf(rowsIn(fold).map(isWritten));
    const count = fold.querySelector("[data-count]");
    count.textContent = words;
    count.classList.toggle("done", isDone);
    if (fold.querySelector("[data-wrong]")) fold.open = true;
  }
  pointOn();
}

// The link in the bar leads to the next content of which nothing is written.
function pointOn() {
  const link = byId("next-open");
  if (!link) return;
  const items = rowsIn(document).filter((row) => row.matches(".item"));
  const at = nextAfter(items.map(isWritten), items.indexOf(last));
  link.hidden = at < 0;
  if (at >= 0) link.setAttribute("href", `#${items[at].id}`);
}

function follow(event) {
  const link = event.target.closest?.("#next-open");
  if (!link) return;
  last = byId(link.hash.slice(1));
  setTimeout(pointOn); // once the browser has followed it
}

function note(event) {
  const item = event.target.closest?.(".item[data-counted]");
  if (item) last = item;
}

function start() {
  unfoldForLinks();
  document.addEventListener("click", follow);
  document.addEventListener("focusin", note);
  for (const kind of ["input", "change", "htmx:afterSettle", "findings-shown"]) {
    document.addEventListener(kind, refresh);
  }
  refresh();
}

if (document.querySelector(".findings [data-counted]")) start();
