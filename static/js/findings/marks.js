// Marks of what became of a change, drawn with icons that come with the page.
import { byId, make } from "../dom.js";

const MARKS = {
  waiting: { glyph: "wait", words: "Giữ trên máy, chờ gửi" },
  sent: { glyph: "sent", words: "Đã gửi" },
};

export const glyph = (name) =>
  byId("glyphs").content.querySelector(`[data-glyph="${name}"] svg`).cloneNode(true);

/** The mark of a change that is "waiting" or "sent", perhaps in other *words*. */
export function markOf(state, words = MARKS[state].words) {
  const mark = make("span", "", state === "waiting" ? "kept wait" : "kept");
  mark.append(glyph(MARKS[state].glyph), ` ${words}`);
  return mark;
}

/** Show in *place* what is wrong there, instead of what was shown before. */
export function complain(place, words) {
  place.querySelector(":scope > .error")?.remove();
  place.dataset.wrong = "";
  place.prepend(make("p", words, "error"));
}
