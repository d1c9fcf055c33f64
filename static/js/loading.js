// What htmx asks for says where it stands that it is on its way, and if it fails, says so there,
// with a button that asks again. The pages of findings and drafts of lists say it in words of
// their own, and keep what was written.
import { make } from "./dom.js";
import { whenReleased } from "./pressing.js";

const SLOW = 500; // ms: what comes sooner needs no words
const ITS_OWN_WORDS = ".findings, [data-failed]";
const BESIDE = "form, button, p, input"; // what takes no line inside; it stands behind

const lines = new Map(); // what asks: the line about it
const timers = new Map();

const isOurs = (elt) => Boolean(elt?.isConnected && !elt.closest(ITS_OWN_WORDS));

function show(elt, line) {
  lines.get(elt)?.remove();
  lines.set(elt, line);
  elt.insertAdjacentElement(elt.matches(BESIDE) ? "afterend" : "beforeend", line);
}

function clear(elt) {
  clearTimeout(timers.get(elt));
  timers.delete(elt);
  const line = lines.get(elt);
  lines.delete(elt);
  if (line) whenReleased(() => line.remove());
}

function line(words, look, role) {
  const made = make("p", words, `loading ${look}`);
  made.setAttribute("role", role);
  return made;
}

/** Why nothing came: the status of the answer, 0 where there was none. */
export function reasonOf(status) {
  if (status === 0) return "không có mạng, hoặc máy chủ không trả lời";
  if (status >= 500) return "máy chủ gặp lỗi";
  if (status === 403 || status === 404) return "trang này không còn mở được; hãy tải lại trang";
  return "máy chủ không nhận; hãy tải lại trang";
}

/** Say beside *elt* that something failed, with a button that does it *again*. */
export function showFailure(elt, words, again) {
  const made = line(`${words} `, "error", "alert");
  const button = make("button", "Thử lại", "btn btn-outline-secondary");
  button.type = "button";
  button.addEventListener("click", () => {
    clear(elt);
    again();
  });
  made.append(button);
  whenReleased(() => show(elt, made));
}

/** Take away what was said beside *elt*: it came. */
export const came = clear;

function fail(event) {
  const { elt, target, requestConfig, xhr } = event.detail;
  if (!isOurs(elt)) return;
  const { verb, path, triggeringEvent } = requestConfig;
  const what = verb === "get" ? "Chưa tải được" : "Chưa gửi được";
  const again = { source: elt, target, event: triggeringEvent };
  showFailure(elt, `${what}: ${reasonOf(xhr?.status ?? 0)}.`, () => {
    window.htmx.ajax(verb, path, again).catch(() => {}); // told by the events below
  });
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, target } = event.detail;
  if (!isOurs(elt)) return;
  clear(elt);
  target?.setAttribute("aria-busy", "true");
  const say = () => show(elt, line("Đang tải…", "", "status"));
  timers.set(
    elt,
    setTimeout(() => whenReleased(() => timers.has(elt) && say()), SLOW),
  );
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, target, failed } = event.detail;
  target?.removeAttribute("aria-busy");
  clear(elt);
  if (failed) fail(event);
});

// Where nothing was answered this comes after "htmx:afterRequest".
for (const kind of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(kind, fail);
