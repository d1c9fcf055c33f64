// Photos that are not on the server yet.
import { make } from "../dom.js";

/** A link that saves *photo*, taken at *made* (ms), among the files of the tablet. */
export function savePhoto(photo, made) {
  const link = make("a", "Lưu ảnh về máy", "btn btn-outline-secondary");
  const here = made - new Date(made).getTimezoneOffset() * 60_000;
  const [day, hour] = new Date(here).toISOString().split(/[T.]/);
  link.href = URL.createObjectURL(photo);
  link.download = `anh-${day}-${hour.replaceAll(":", "")}.${ENDINGS[photo.type] ?? "jpg"}`;
  return link;
}

const ENDINGS = { "image/png": "png", "image/webp": "webp" };
