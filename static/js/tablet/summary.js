// What the strip on top of each page says of this tablet. Pure.
import { isWaiting } from "./change.js";
import { momentOf } from "./clock.js";

const UNSEEN = 3000; // ms: what is sent as soon as it is written is not worth a line

/**
 * What there is to say: `waiting` and `refused` count the reader's changes, `lines` has the words of
 * each line of the strip by its name, true for one with words of its own, "" or false for none.
 *
 * *mine* are the reader's changes, *others* the counts of others by name, *last* when something was
 * sent (ms), *mode* how the network is ("sent", "offline", "signed-out"), *now* the time (ms).
 */
export function summaryOf({ mine, others, last, mode, now }) {
  const waiting = mine.filter(isWaiting);
  const shown = waiting.filter((one) => mode !== "sent" || now - one.made > UNSEEN);
  const refused = mine.filter((one) => one.state === "refused").length;
  const before = last ? ` · gửi lần cuối lúc ${momentOf(new Date(last))}` : "";
  return {
    waiting: waiting.length,
    refused,
    lines: {
      offline: mode === "offline",
      "signed-out": mode === "signed-out" && waiting.length > 0,
      waiting: shown.length ? `${shown.length} thay đổi chờ gửi${before}.` : "",
      refused: refused ? `${refused} thay đổi chưa được nhận.` : "",
      others: [...others].map(([name, count]) => `${count} thay đổi của ${name}`).join("; "),
    },
  };
}

/** What to read out when one summary follows another, "" where nothing. */
export function newsOf(before, now) {
  if (now.refused > before.refused) return `${now.refused} thay đổi chưa được nhận.`;
  const hadSome = before.waiting + before.refused > 0;
  const hasSome = now.waiting + now.refused > 0;
  return hadSome && !hasSome ? "Đã gửi hết những gì chờ trên máy này." : "";
}
