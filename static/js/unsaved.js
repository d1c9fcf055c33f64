// What was typed against what was kept. Pure: the page is in draft.js.

/** Counts what is typed, so that what is typed while the rest is being kept still counts as new. */
export class Unsaved {
  #typed = 0;
  #kept = 0;

  /** Note that something was typed. */
  type() {
    this.#typed += 1;
  }

  /** How far it was typed now; given to `keep` once that much is kept. */
  get mark() {
    return this.#typed;
  }

  /** Note that all typed up to *mark* is kept. */
  keep(mark) {
    this.#kept = Math.max(this.#kept, mark);
  }

  /** Whether anything typed is not kept. */
  get any() {
    return this.#typed > this.#kept;
  }
}
