// A text of a paper as it stands on the page: read as letters, drawn from letters, its selection.
import { make } from "../dom.js";
import { letters, runs } from "./marks.js";

const GAP = /(\[thiếu: [^\]]*\])/;
const LINES = new Set(["DIV", "P"]);

/** Return the letters of what stands in *node*; a gap is bold by itself, and no mark. */
export function read(node, look = { bold: false, italic: false }) {
  const found = [];
  for (const one of node.childNodes) {
    if (one.nodeType === 3) found.push(...letters(one.data, look));
    else if (one.nodeName === "BR") found.push(...letters("\n", look));
    else if (one.nodeType === 1) {
      if (LINES.has(one.nodeName) && found.length) found.push(...letters("\n", look));
      found.push(...read(one, lookOf(one, look)));
    }
  }
  return found;
}

function lookOf(element, { bold, italic }) {
  const name = element.nodeName;
  const isGap = element.classList.contains("gap");
  return {
    bold: bold || (!isGap && (name === "STRONG" || name === "B")),
    italic: italic || name === "EM" || name === "I",
  };
}

/** Draw letters into *element* in place of what stands there. */
export function draw(element, found) {
  const nodes = [];
  for (const run of runs(found)) {
    for (const text of run.text.split(GAP).filter(Boolean)) {
      let node = GAP.test(text) ? make("strong", text, "gap") : document.createTextNode(text);
      if (run.italic) node = within("em", node);
      nodes.push(run.bold ? within("strong", node) : node);
    }
  }
  element.replaceChildren(...nodes);
}

function within(tag, node) {
  const element = document.createElement(tag);
  element.append(node);
  return element;
}

/** Return the selection in *element* as [from, to], counted in letters; null where it is elsewhere. */
export function selected(element) {
  const selection = window.getSelection();
  if (!selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
  const lengthTo = (node, offset) => {
    const before = document.createRange();
    before.selectNodeContents(element);
    before.setEnd(node, offset);
    return read(before.cloneContents()).length;
  };
  return [
    lengthTo(range.startContainer, range.startOffset),
    lengthTo(range.endContainer, range.endOffset),
  ];
}

/** Select the letters *from*, *to* in *element*. */
export function select(element, from, to = from) {
  const range = document.createRange();
  range.setStart(...pointAt(element, from));
  range.setEnd(...pointAt(element, to));
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

function pointAt(element, offset) {
  const walker = document.createTreeWalker(element, 4); // texts
  let left = offset;
  let last = [element, 0];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (left <= node.data.length) return [node, left];
    left -= node.data.length;
    last = [node, node.data.length];
  }
  return last;
}
