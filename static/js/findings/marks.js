// Marks of what became of a change, drawn with icons that come with the page.
import { byId, make } from "../dom.js";

const MARKS = {
  waiting: { glyph: "wait", words: "Giữ trên máy, chờ gửi" },
  loose: { glyph: "wait", words: "Chưa giữ được trên máy, đang chờ gửi từ trang này" },
  sent: { glyph: "sent", words: "Đã gửi" },
};

export const glyph = (name) =>
  byId("glyphs").content.querySelector(`[data-glyph="${name}"] svg`).cloneNode(true);

/** The mark of a change that is "waiting", "loose" (in this page only) or "sent", perhaps in other *words*. */
export function markOf(state, words = MARKS[state].words) {
  const mark = make("span", "", state === "sent" ? "kept" : "kept wait");
  mark.append(glyph(MARKS[state].glyph), ` ${words}`);
  return mark;
}

/** How the mark of *change* is called. */
export const markedAs = (change) =>
  change.isLoose && change.state === "waiting" ? "loose" : change.state;

/** Show in *place* what is wrong there, instead of what was shown before. */
export function complain(place, words) {
  place.querySelector(":scope > .error")?.remove();
  place.dataset.wrong = "";
  place.prepend(make("p", words, "error"));
}
