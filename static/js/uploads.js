// A browser's own field for files speaks the browser's language, to the eye ("Choose file") and to
// who hears the page ("No file chosen"). Here it lies unseen and unheard over a button and a line in
// the page's words, and goes on taking the click and what is dropped on it; the button takes the
// keyboard, and opens it. Without a script the field is there as it is.
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
    const input = box.querySelector("input");
    input.title = ""; // or the browser says in its own words what is chosen
    input.tabIndex = -1;
    input.setAttribute("aria-hidden", "true");
    say(box);
  }
}

document.addEventListener("DOMContentLoaded", () => prepare(document));
document.addEventListener("htmx:load", (event) => {
  prepare(event.detail.elt.parentElement ?? document);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.(`${BOX} > button`);
  if (button) button.parentElement.querySelector("input").click();
});
// A label, a press or a link from what is wrong leads to the field, which nobody hears.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches(`${BOX} > input[aria-hidden]`))
    target.parentElement.querySelector(".btn").focus();
});
document.addEventListener("change", (event) => {
  const box = event.target.closest?.(BOX);
  if (box) say(box);
});
// A form is empty again only after this event.
document.addEventListener("reset", ({ target }) => setTimeout(() => prepare(target)));
