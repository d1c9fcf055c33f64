// "Thêm" in the menu closes by Escape, and when one goes on elsewhere. It opens without a script.
const opened = () => document.querySelector(".places details[open]");

document.addEventListener("keydown", (event) => {
  const more = opened();
  if (event.key !== "Escape" || !more) return;
  more.open = false;
  more.querySelector("summary").focus();
});

for (const happened of ["click", "focusin"]) {
  document.addEventListener(happened, (event) => {
    const more = opened();
    if (more && !more.contains(event.target)) more.open = false;
  });
}
