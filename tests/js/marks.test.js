import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { letters, marked, runs, textOf, toggled } from "../../static/js/documents/marks.js";

const LOOKS = { "": [false, false], b: [true, false], i: [false, true], bi: [true, true] };
const look = (name) => ({ bold: LOOKS[name][0], italic: LOOKS[name][1] });
const of = (...pairs) => pairs.flatMap(([text, name = ""]) => letters(text, look(name)));
const nameOf = (one) => `${one.bold ? "b" : ""}${one.italic ? "i" : ""}`;

// As the server reads marks (webapp/documents/tree/paper.py); tests/documents/test_marks.py holds the
// same cases against it.
const INNER = "(?=[^\\s*])(.{1,2000}?)(?<=[^\\s*])";
const W = "\\p{L}\\p{N}_*";
const STARRED = [3, 2, 1].map((n) => `(?<![${W}])\\*{${n}}${INNER}\\*{${n}}(?![${W}])`).join("|");

function unmarked(text, { bold, italic } = look("")) {
  const found = [];
  let end = 0;
  for (const match of text.matchAll(new RegExp(STARRED, "gu"))) {
    const [all, both, strong, slanted] = match;
    found.push(...letters(text.slice(end, match.index), { bold, italic }));
    const inner = {
      bold: bold || slanted === undefined,
      italic: italic || strong === undefined,
    };
    found.push(...unmarked(both ?? strong ?? slanted, inner));
    end = match.index + all.length;
  }
  return [...found, ...letters(text.slice(end), { bold, italic })];
}

// Numbers that look drawn by lot, and are the same each time.
function lot(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("runs become the marks that the server reads", () => {
  const path = new URL("support/marks.json", import.meta.url);
  for (const { runs: given, marks } of JSON.parse(readFileSync(path, "utf8"))) {
    assert.equal(marked(of(...given)), marks);
    assert.deepEqual(runs(unmarked(marks)), runs(of(...given)));
  }
});

test("whatever is styled, no letter is lost, and what was read is written the same again", () => {
  const draw = lot(7);
  const signs = "aáb1 ,.(-_ \n";
  for (let n = 0; n < 4000; n += 1) {
    const found = of(
      ...Array.from({ length: draw(9) }, () => {
        const text = Array.from({ length: 1 + draw(4) }, () => signs[draw(signs.length)]).join("");
        return [text, ["", "b", "i", "bi"][draw(4)]];
      }),
    );
    const text = marked(found);
    const back = unmarked(text);
    assert.equal(textOf(back), textOf(found), JSON.stringify(text));
    assert.equal(marked(back), text);
  }
});

test("words keep the look of their first letter", () => {
  const draw = lot(11);
  for (let n = 0; n < 1000; n += 1) {
    const words = Array.from({ length: 6 }, () => ["từ", ["", "b", "i", "bi"][draw(4)]]);
    const found = of(...words.flatMap((word) => [word, [" "]]));
    const back = unmarked(marked(found));
    const firsts = (letters) => letters.filter((one) => one.sign === "t").map(nameOf);
    assert.deepEqual(firsts(back), firsts(found));
  }
});

test("a star that was typed stays a star, and no mark touches it", () => {
  assert.equal(marked(of(["a*", ""], ["b", "b"])), "a*b");
  assert.equal(marked(of(["2*3 ", "b"], ["xong", "b"])), "2*3 **xong**");
});

test("a long run is divided at blanks", () => {
  const found = of([Array(900).fill("dài").join(" "), "b"]);
  const text = marked(found);
  assert.ok(text.length > textOf(found).length + 4);
  assert.equal(textOf(unmarked(text)), textOf(found));
  assert.ok(unmarked(text).every((one) => one.bold || one.sign === " "));
});

test("a gap stays a gap", () => {
  assert.equal(marked(of(["Đến [thiếu: thời hạn 1] xong", ""])), "Đến [[thiếu: thời hạn 1]] xong");
  assert.equal(marked(of(["[thiếu: ngày]", "i"])), "*[[thiếu: ngày]]*");
});

test("the whole word is styled, and pressing again takes it away", () => {
  const plain = of(["Chi bộ họp"]);
  const bold = toggled(plain, 5, 6, "bold");
  assert.equal(marked(bold), "Chi **bộ** họp");
  assert.equal(marked(toggled(bold, 4, 6, "bold")), "Chi bộ họp");
  assert.equal(marked(toggled(plain, 5, 5, "italic")), "Chi *bộ* họp", "without a selection");
  assert.equal(marked(toggled(plain, 0, 10, "italic")), "*Chi bộ họp*");
  assert.equal(marked(toggled(of(["a "]), 2, 2, "bold")), "a ", "there is no word");
  assert.equal(marked(toggled([], 0, 0, "bold")), "");
});
