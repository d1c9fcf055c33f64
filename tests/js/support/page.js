// A page in memory, for modules that touch one.
import { Window } from "happy-dom";

// A channel that a module opens does not keep a test from ending.
globalThis.BroadcastChannel = class extends BroadcastChannel {
  constructor(name) {
    super(name);
    this.unref();
  }
};

const GLOBALS = ["document", "location", "Event", "CustomEvent", "performance"];

/**
 * Open a page whose body is *html*. Modules must be imported afterwards: many look at the page at
 * once. Returns its window.
 */
export function openPage(html, { path = "/", data = {} } = {}) {
  const window = new Window({ url: `https://here${path}` });
  window.document.body.innerHTML = `${html}<div id="announce"></div>`;
  window.document.body.setAttribute("hx-headers", '{"X-CSRFToken": "page"}');
  Object.assign(window.document.body.dataset, data);
  globalThis.window = window;
  for (const name of GLOBALS) define(name, window[name]);
  define("navigator", window.navigator);
  return window;
}

// Some of these are getters of node's own.
const define = (name, value) =>
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

/** Have *element* dispatch an event called *name* that bubbles. Returns it. */
export function fire(element, name, { detail, ...more } = {}) {
  const made = new window.CustomEvent(name, { detail, bubbles: true, cancelable: true });
  const event = Object.assign(made, more);
  element.dispatchEvent(event);
  return event;
}

/** What was read out last. */
export const announced = () =>
  document.getElementById("announce").lastElementChild?.textContent ?? "";
