// A browser's own field for files speaks the browser's language. Here it lies unseen over a button
// and a line in the page's words, and goes on taking the click, the key and what is dropped on it.
// Without a script it is seen as it is.
const BOX = ".files";

/** How large a file of *size* bytes is, as the server says it (rules/amounts.py). */
export function sizeText(size) {
  if (size < 1024) return `${size} B`;
  const kilobytes = Math.round(size / 1024);
  if (kilobytes < 1024) return `${kilobytes} kB`;
  return `${(size / 1024 ** 2).toLocaleString("vi", { maximumFractionDigits: 1 })} MB`;
}

/** What was chosen, in words; *thing* is what is chosen: "tệp" or "ảnh". */
export function chosenText(files, thing) {
  const each = [...files].map(({ name, size }) => `${name} (${sizeText(size)})`);
  if (!each.length) return `Chưa chọn ${thing} nào`;
  return each.length === 1 ? each[0] : `${each.length} ${thing}: ${each.join("; ")}`;
}

function say(box) {
  const { files } = box.querySelector("input");
  box.querySelector(".said").textContent = chosenText(files, box.dataset.thing);
}

function prepare(root) {
  for (const box of root.querySelectorAll(BOX)) {
    box.querySelector(".btn").hidden = false;
    box.querySelector("input").title = ""; // or the browser says in its own words what is chosen
    say(box);
  }
}

document.addEventListener("DOMContentLoaded", () => prepare(document));
document.addEventListener("htmx:load", (event) => {
  prepare(event.detail.elt.parentElement ?? document);
});
document.addEventListener("change", (event) => {
  const box = event.target.closest?.(BOX);
  if (box) say(box);
});
// A form is empty again only after this event.
document.addEventListener("reset", ({ target }) => setTimeout(() => prepare(target)));
