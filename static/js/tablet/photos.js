// Photos that are not on the server yet.
import { make } from "../dom.js";
import { hourOf } from "./clock.js";

/** *photo*, taken at *made* (ms), to look at. */
export function pictureOf(photo, made) {
  const picture = make("img");
  picture.alt = `Ảnh ghi lúc ${hourOf(new Date(made))}`;
  picture.src = URL.createObjectURL(photo);
  return picture;
}

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

/**
 * *photo* with no side longer than *side* (pixels), as a JPEG of *quality* (1 to 100), turned as it
 * was held: as it is where that would not be smaller, or where this browser cannot read it.
 */
export async function smaller(photo, { side, quality }) {
  if (!(side > 0 && quality > 0)) return photo;
  try {
    const picture = await createImageBitmap(photo, { imageOrientation: "from-image" });
    const made = await drawn(picture, Number(side), quality / 100);
    picture.close();
    return made && made.size < photo.size ? new File([made], nameOf(photo), JPEG) : photo;
  } catch {
    return photo;
  }
}

const JPEG = { type: "image/jpeg" };
const nameOf = ({ name = "photo" }) => `${name.replace(/\.[^.]*$/, "")}.jpg`;

function drawn(picture, side, quality) {
  const share = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * share));
  canvas.height = Math.max(1, Math.round(picture.height * share));
  const context = canvas.getContext("2d");
  context.fillStyle = "white"; // under what is seen through
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, JPEG.type, quality);
  });
}
