// What the strip on top of each page says of this tablet. Pure.
import { isReadable, isWaiting } from "./change.js";
import { ageOf, momentOf } from "./clock.js";

const OFFLINE = {
  kept: "Nội dung ghi được giữ trên máy này và tự gửi khi có mạng.",
  lost: "Trang này không giữ nội dung khi mất mạng: đừng đóng, đừng tải lại trang; có mạng rồi hãy gửi.",
};
const TROUBLES = {
  full: "Máy này hết chỗ, không giữ thêm được",
  closed: "Trình duyệt không cho giữ nội dung trên máy này",
  newer: "Máy này đang giữ dữ liệu của bản mới hơn của chương trình",
};
const UNSEEN = 3000; // ms: what is sent as soon as it is written is not worth a line

/**
 * What there is to say: `waiting`, `refused` and `newer` (of a later program) count the reader's changes, `lines` has the words of
 * each line of the strip by its name, true for one with words of its own, "" or false for none.
 *
 * *mine* are the reader's changes, *others* the counts of others by name, *last* when something was
 * sent (ms), *mode* how the network is ("sent", "offline", "signed-out"), *now* the time (ms),
 * *page* what becomes of what is typed on the page ("kept", "lost", "" where nothing is typed),
 * *trouble* what is against keeping (see database.js).
 */
export function summaryOf({ mine, others, last, mode, now, page = "", trouble = "" }) {
  const waiting = mine.filter(isWaiting);
  const shown = waiting.filter((one) => mode !== "sent" || now - one.made > UNSEEN);
  const loose = mine.filter((one) => one.isLoose && one.state !== "sent").length;
  const newer = mine.filter((one) => !isReadable(one) && one.state !== "sent").length;
  const refused = mine.filter((one) => isReadable(one) && one.state === "refused").length;
  const before = last ? ` · gửi lần cuối lúc ${momentOf(new Date(last))}` : "";
  return {
    waiting: waiting.length,
    refused,
    newer,
    lines: {
      offline: mode === "offline" && (OFFLINE[trouble ? "lost" : page] ?? true),
      loose: loose ? looseWords(loose, trouble) : "",
      "signed-out": mode === "signed-out" && waiting.length > 0,
      waiting: shown.length
        ? `${shown.length} thay đổi chờ gửi${oldest(shown, now)}${before}.`
        : "",
      refused: refused ? `${refused} thay đổi chưa được nhận.` : "",
      newer: newer ? `${newer} thay đổi` : "",
      others: [...others].map(([name, count]) => `${count} thay đổi của ${name}`).join("; "),
    },
  };
}

function oldest(waiting, now) {
  const age = ageOf(now - Math.min(...waiting.map(({ made }) => made)));
  return age && `, lâu nhất đã ${age}`;
}

function looseWords(count, trouble) {
  const why = TROUBLES[trouble] ?? TROUBLES.closed;
  return `${why}: ${count} thay đổi chỉ có trong trang đang mở. Đừng đóng, đừng tải lại trang cho đến khi gửi xong.`;
}

/** What to read out when the network is lost; *page* as above. */
export const lostWords = (page) => `Đang ngoại tuyến. ${OFFLINE[page] ?? ""}`.trim();

/** What to read out when one summary follows another, "" where nothing. */
export function newsOf(before, now) {
  if (now.refused > before.refused) return `${now.refused} thay đổi chưa được nhận.`;
  const hadSome = before.waiting + before.refused > 0;
  const hasSome = now.waiting + now.refused > 0;
  return hadSome && !hasSome ? "Đã gửi hết những gì chờ trên máy này." : "";
}
