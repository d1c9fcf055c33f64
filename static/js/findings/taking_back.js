// A row whose removal waits for a network is still there, and can be kept after all.
import { announce, make } from "../dom.js";
import { network } from "../tablet/network.js";
import * as store from "../tablet/store.js";
import { refreshStrip } from "../tablet/strip.js";
import { glyph, markOf } from "./marks.js";

const UNSENT = /^remove \w+ t/; // the tablet's own name of a row begins so
const FOR_GOOD = "Xóa dòng này? Dòng chưa gửi đi nên xóa rồi thì không khôi phục được.";

/** Whether a row may go by *act*: who removes one that no server has is asked first. */
export const mayGo = (act) => !UNSENT.test(act) || window.confirm(FOR_GOOD);

/** Offer in *row*, while *change* that removes it waits and no network takes it, to keep the row. */
export function offerToKeep(row, change) {
  const before = row.querySelector(":scope > .undo");
  if (change.state !== "waiting" || network.mode === "sent") before?.remove();
  else if (!before) row.append(lineOf(row, change));
}

function lineOf(row, change) {
  const line = make("div", "", "flash undo");
  const words = make("p");
  words.append(markOf("waiting", "Sẽ xóa khi có mạng"));
  const button = make("button", "", "btn btn-outline-secondary");
  button.type = "button";
  button.append(glyph("back"), " Hoàn tác");
  button.addEventListener("click", () => takeBack(row, line, change));
  line.append(words, button);
  return line;
}

async function takeBack(row, line, change) {
  await store.drop(change.n);
  row.classList.remove("leaving");
  row.querySelector("textarea")?.focus();
  line.remove();
  announce("Đã giữ lại dòng này.");
  await refreshStrip();
  document.body.dispatchEvent(new CustomEvent("outbox-changed"));
}
