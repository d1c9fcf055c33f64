// In which state a change is, and since when, in words. Pure.
import { isReadable } from "./change.js";
import { ageOf, hourOf } from "./clock.js";

const NEWER = ["do bản mới hơn của chương trình ghi; hãy tải lại trang", "due"];
const CLASH = ["hai bản khác nhau, cả hai đã ở máy chủ, chờ quyết định", "due"];
const REFUSED = ["chưa được nhận", "late"];
const LOOSE = ["chỉ có trong trang đang mở", "late"];

/** The state of *change* at *now* (ms): [words, tone]. *isReached*: the server is, and takes it. */
export function stateOf(change, now, isReached) {
  if (!isReadable(change)) return NEWER;
  if (change.state === "refused") return change.isClash ? CLASH : REFUSED;
  if (change.state !== "waiting") return NEWER;
  if (change.isLoose) return LOOSE;
  const age = ageOf(now - change.made);
  const since = age ? ` đã ${age}` : "";
  if (isReached && change.later > now) {
    return [`chờ gửi${since}, gửi lại lúc ${hourOf(new Date(change.later))}`, "wait"];
  }
  return isReached && change.tries > 0 ? ["đang gửi", "wait"] : [`chờ gửi${since}`, "wait"];
}
