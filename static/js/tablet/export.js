// What waits on this tablet as one file: a page that any browser shows, without the program, with the
// changes as JSON for the administrator to bring in. Pure.
import { textOf } from "./change.js";
import { momentOf } from "./clock.js";

const KIND = "du-giam-sat/tablet/1";
const STATES = { waiting: "chờ gửi", refused: "chưa được nhận" };

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The changes of *writer* ({ id, name }) as a page, photos being read by `dataUrlOf(blob)`. */
export async function pageOf({ writer, changes, now }, dataUrlOf) {
  const filed = await Promise.all(changes.map((one) => filedOf(one, now, dataUrlOf)));
  const file = { kind: KIND, writer: writer.id, changes: filed };
  const json = JSON.stringify(file).replaceAll("<", "\\u003c");
  const title = `Nội dung chưa gửi của ${writer.name}, ${momentOf(new Date(now))}`;
  return [
    '<!doctype html><html lang="vi"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title></head><body><h1>${escaped(title)}</h1>`,
    `<p>${changes.length} nội dung. Đưa tệp này cho quản trị để nhập vào chương trình.</p>`,
    ...changes.map((one, at) => sectionOf(one, filed[at])),
    `<script type="application/json" id="tablet-changes">${json}</script></body></html>`,
  ].join("\n");
}

async function filedOf(change, now, dataUrlOf) {
  const { key, path, label, title, act, row } = change;
  const body = await Promise.all(
    change.body.map(async ([name, value]) =>
      typeof value === "string" ? { name, value } : { name, photo: await dataUrlOf(value) },
    ),
  );
  return { key, path, label, title, act, row, age: Math.max(0, now - change.made), body };
}

function sectionOf(change, { body }) {
  const photos = body.filter(({ photo }) => photo);
  return [
    `<h2>${escaped(change.title)}: ${escaped(change.label)}</h2>`,
    `<p>Ghi lúc ${escaped(momentOf(new Date(change.made)))}, ${STATES[change.state]}.`,
    `${escaped(change.reason ?? "")}</p>`,
    `<pre style="white-space: pre-wrap">${escaped(textOf(change))}</pre>`,
    ...photos.map(({ photo }) => `<img src="${escaped(photo)}" alt="Ảnh" style="max-width: 100%">`),
  ].join("\n");
}
