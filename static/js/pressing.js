// While somebody presses, nothing on the page moves: what they press would slip away from under
// the pointer, and the press be lost.

let isPressed = false;
const waiting = [];

function release() {
  isPressed = false;
  setTimeout(() => {
    for (const go of waiting.splice(0)) go();
  }); // what the press does comes first
}

document.addEventListener("pointerdown", () => (isPressed = true), true);
document.addEventListener("pointerup", release, true);
document.addEventListener("pointercancel", release, true);

/** Do something that moves the page: now, or once nobody presses. */
export function whenReleased(act) {
  if (isPressed) waiting.push(act);
  else act();
}

// The words under a field come when it is left, and it is left by pressing something else.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr, shouldSwap } = event.detail;
  if (!isPressed || !shouldSwap || !target.matches("p[role=status]")) return;
  event.detail.shouldSwap = false;
  whenReleased(() => window.htmx.swap(target, xhr.responseText, { swapStyle: "innerHTML" }));
});
