// A text of a paper as letters, each bold or italic or neither, and as the marks in which it is kept
// (**bold**, *italic*, ***both***, [[thiếu: what]]). Pure: the page is in drawn.js and writing.js.
// A mark begins and ends at the edge of a word, never beside another mark or a star: what cannot be
// said so is brought to the nearest that can.

const PLAIN = { bold: false, italic: false };
const LONGEST = 1900; // letters within one mark; the server reads 2000
const GAP = /\[{1,2}thiếu: ?([^[\]\n]*)\]{1,2}/g;

const isWord = (sign) => sign !== undefined && /[\p{L}\p{N}\p{M}_]/u.test(sign);
const isBlank = (sign) => /\s/.test(sign);
const isStyled = (one) => one.bold || one.italic;
const isAlike = (one, other) => one.bold === other.bold && one.italic === other.italic;

/** Return *text* as letters of one look. */
export const letters = (text, look = PLAIN) =>
  Array.from({ length: text.length }, (_, n) => ({
    sign: text[n],
    bold: look.bold,
    italic: look.italic,
  }));

export const textOf = (found) => found.map((one) => one.sign).join("");

/** Return letters as runs of one look: [{ text, bold, italic }]. */
export function runs(found) {
  const made = [];
  for (const one of found) {
    const last = made.at(-1);
    if (last && isAlike(last, one)) last.text += one.sign;
    else made.push({ text: one.sign, bold: one.bold, italic: one.italic });
  }
  return made;
}

/** Return the selection *from*, *to* widened to whole words, without blanks at its edges. */
export function widened(found, from, to) {
  let start = from;
  let end = to;
  while (start < end && isBlank(found[start].sign)) start += 1;
  while (end > start && isBlank(found[end - 1].sign)) end -= 1;
  if (start < end || isWord(found[start]?.sign) || isWord(found[start - 1]?.sign)) {
    while (isWord(found[start - 1]?.sign) && isWord((found[start] ?? found[start - 1]).sign))
      start -= 1;
    while (isWord(found[end]?.sign) && isWord(found[end - 1]?.sign ?? found[end].sign)) end += 1;
  }
  return [start, end];
}

/** Make the words of the selection *style* ("bold" or "italic"), or plain where all of them are. */
export function toggled(found, from, to, style) {
  const [start, end] = widened(found, from, to);
  const inside = found.slice(start, end).filter((one) => !isBlank(one.sign));
  const isOn = inside.length > 0 && inside.every((one) => one[style]);
  return found.map((one, n) => (n >= start && n < end ? { ...one, [style]: !isOn } : one));
}

/** Return letters as the text in which a paper keeps them. */
export function marked(found) {
  const made = [];
  for (const run of runs(settled(found))) made.push(...(isStyled(run) ? pieces(run) : [run.text]));
  return made.join("").replace(GAP, "[[thiếu: $1]]");
}

// What marks can say: whole words, blanks at no edge, something plain between two looks.
function settled(found) {
  const made = found.map((one) => (/[*\n]/.test(one.sign) ? { ...one, ...PLAIN } : { ...one }));
  for (let n = 1; n < made.length; n += 1) {
    if (isWord(made[n].sign) && isWord(made[n - 1].sign)) {
      Object.assign(made[n], { bold: made[n - 1].bold, italic: made[n - 1].italic });
    }
  }
  strip(made);
  for (let n = 1; n < made.length; n += 1) {
    const [one, next] = [made[n - 1], made[n]];
    if (isStyled(one) && isStyled(next) && !isAlike(one, next)) {
      Object.assign(isWord(one.sign) ? next : one, PLAIN);
    }
  }
  strip(made);
  return made;
}

// Takes the look off the edges of runs where no mark can stand: at a blank, a star, within a word.
function strip(made) {
  const isBad = (outside, edge) =>
    isBlank(edge.sign) || /[*\p{L}\p{N}\p{M}_]/u.test(outside?.sign ?? "");
  let n = 0;
  for (const run of runs(made)) {
    let [start, end] = [n, n + run.text.length];
    n = end;
    if (!isStyled(run)) continue;
    while (start < end && isBad(made[start - 1], made[start])) Object.assign(made[start++], PLAIN);
    while (start < end && isBad(made[end], made[end - 1])) Object.assign(made[--end], PLAIN);
  }
}

// A long run in several marks, divided at blanks.
function pieces({ text, bold, italic }) {
  const mark = "*".repeat((bold ? 2 : 0) + (italic ? 1 : 0));
  const found = [];
  let rest = text;
  while (rest.length > LONGEST) {
    const at = rest.lastIndexOf(" ", LONGEST);
    if (at < 1) return [text]; // no word is that long
    const piece = rest.slice(0, at).trimEnd();
    found.push(mark + piece + mark, rest.slice(piece.length, at));
    rest = rest.slice(at);
    const lead = rest.length - rest.trimStart().length;
    found.push(rest.slice(0, lead));
    rest = rest.slice(lead);
  }
  return [...found, mark + rest + mark];
}
