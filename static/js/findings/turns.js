// How the steps of an agenda go on when one is begun, ended or resumed. Pure.
//
// A step is `{ id, at }`, `at` being "waiting", "running", "done" or "skipped".

const TURNS = {
  start: { at: "running", next: { verb: "finish", words: "Kết thúc", glyph: "stop" } },
  resume: { at: "running", next: { verb: "finish", words: "Kết thúc", glyph: "stop" } },
  finish: { at: "done", next: { verb: "resume", words: "Mở lại", glyph: "back" } },
};

export const isTurn = (verb) => verb in TURNS;

/** The steps after *verb* was done to the one called *id*: when one begins, the others have ended. */
export function turned(steps, verb, id) {
  const { at } = TURNS[verb];
  const isEnded = (step) => at === "running" && step.at === "running";
  return steps.map((step) => {
    if (step.id === id) return { ...step, at };
    return isEnded(step) ? { ...step, at: "done" } : step;
  });
}

/** The press that a step's own button is for after *verb*: `{ verb, words, glyph }`. */
export const pressAfter = (verb) => TURNS[verb].next;

/** What goes on now, in words, and the press of the one button that leads on: null at the end. */
export function nowOf(steps) {
  const going = steps.findIndex((step) => step.at === "running");
  const coming = comingAfter(steps, going);
  return { words: wordsOf(going, coming, steps.length), press: pressOf(steps, going, coming) };
}

// The next that waits; without one after what goes on, the first that was passed over. -1: none.
function comingAfter(steps, going) {
  const later = steps.findIndex((step, at) => step.at === "waiting" && going >= 0 && at > going);
  return later >= 0 ? later : steps.findIndex((step) => step.at === "waiting");
}

function wordsOf(going, coming, count) {
  if (going >= 0) return `Đang: bước ${going + 1}/${count}`;
  return coming >= 0 ? `Tiếp theo: bước ${coming + 1}/${count}` : "Đã hết chương trình";
}

function pressOf(steps, going, coming) {
  if (coming >= 0) {
    const words = `${going >= 0 ? "Sang" : "Bắt đầu"} bước ${coming + 1}`;
    return { verb: "start", id: steps[coming].id, words, glyph: going >= 0 ? "skip" : "play" };
  }
  if (going < 0) return null;
  return { verb: "finish", id: steps[going].id, words: "Kết thúc bước cuối", glyph: "stop" };
}
