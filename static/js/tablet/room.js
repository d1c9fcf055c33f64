// How much room this browser has for what is kept, and whether it keeps it for good.

const SIZES = [
  [2 ** 30, "GB"],
  [2 ** 20, "MB"],
  [2 ** 10, "kB"],
];

/** 1,5 GB */
export function sizeText(bytes) {
  const [unit, name] = SIZES.find(([least]) => bytes >= least) ?? [1, "byte"];
  const digits = bytes / unit < 10 && unit > 2 ** 10 ? 1 : 0;
  return `${(bytes / unit).toLocaleString("vi-VN", { maximumFractionDigits: digits })} ${name}`;
}

/** How full this browser's room is, in words; "" where it does not say. */
export function fullness({ usage, quota }) {
  if (!quota) return "";
  const share = Math.round((usage / quota) * 100);
  const words = `Đang dùng ${sizeText(usage)} trong khoảng ${sizeText(quota)} mà trình duyệt dành cho chương trình`;
  return share < 80 ? `${words}.` : `${words} (${share}%): sắp đầy, hãy gửi hết nội dung chờ gửi.`;
}

const FOR_GOOD = "Trình duyệt giữ nội dung này cho đến khi đồng chí đăng xuất.";
const FOR_NOW =
  "Trình duyệt chưa cam kết giữ lâu dài: khi máy gần hết chỗ, nội dung có thể bị xóa, hãy mở lại trước khi đi.";

/** Ask the browser not to clear what is kept. Returns in words whether it will; "" where it is mute. */
export async function askToPersist() {
  const { storage } = navigator;
  if (!storage?.persist) return "";
  return (await storage.persist()) ? FOR_GOOD : FOR_NOW;
}

/** What this browser says of its room: two sentences, or fewer. */
export async function roomWords() {
  const { storage } = navigator;
  const [room, isForGood] = await Promise.all([storage?.estimate?.(), storage?.persisted?.()]);
  const kept = isForGood === undefined ? "" : isForGood ? FOR_GOOD : FOR_NOW;
  return [room ? fullness(room) : "", kept].filter(Boolean);
}
