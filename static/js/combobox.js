// What a key does in a combobox. Pure: the page is in notices.js.

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/**
 * What *key* does to a list of *count* options of which the one at *at* is marked (-1: none).
 *
 * Returns null where the key keeps its own meaning, else `{ action, at }` with the action "search"
 * (ask for options), "mark" or "pick" (the option at `at`), "close", or "none".
 */
export function reactionTo(key, { isOpen, at, count }) {
  if (key in STEPS) {
    if (!isOpen) return { action: "search" };
    return count ? { action: "mark", at: nextAt(at, STEPS[key], count) } : { action: "none" };
  }
  if (!isOpen) return null;
  if (key === "Enter") return count ? { action: "pick", at: Math.max(at, 0) } : { action: "none" };
  return key === "Escape" ? { action: "close" } : null;
}

// The ends of the list meet; upwards from no option leads to the last.
function nextAt(at, step, count) {
  return at < 0 && step < 0 ? count - 1 : (at + step + count) % count;
}
