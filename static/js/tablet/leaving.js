// Signing out, and a form that leads away from changes that wait: first they are sent. Without
// network no form is sent into nowhere; signing out is done on this tablet.
import * as copies from "./copies.js";
import { leave } from "./ending.js";
import { network } from "./network.js";
import { pageKind } from "./page-kind.js";
import { me } from "./reader.js";
import { forgetSent } from "./store.js";
import { setLine, unsentCount } from "./strip.js";
import { flush, leaveToWorker } from "./sync.js";

const NEEDED = {
  kept: "Hãy làm lại khi có mạng; những gì đã ghi không mất.",
  lost: "Chưa gửi gì. Đừng đóng, đừng tải lại trang; có mạng rồi hãy bấm lại.",
};
const beingStored = new Set(); // promises of changes on their way into the store

/** Let no form leave the page before *promise*, of a change that is being stored, is settled. */
export function whileStoring(promise) {
  beingStored.add(promise);
  return promise.finally(() => beingStored.delete(promise));
}

/** Whether something is on its way into the store. */
export const isStoring = () => beingStored.size > 0;

const isSignOut = (form) =>
  new URL(form.getAttribute("action") ?? "", location).pathname === "/sign-out";

function needsCare(form) {
  if (isSignOut(form) || network.mode === "offline") return true;
  const hasSome = unsentCount() > 0 || beingStored.size > 0;
  return hasSome && Boolean(document.querySelector("[data-outbox]"));
}

/** Have forms wait for what is not sent. */
export function watchForms() {
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || form.method !== "post" || form.dataset.settled) return;
    if (!needsCare(form)) return;
    event.preventDefault();
    if (!form.dataset.asked) submitWhenSent(form, submitter);
  });
}

async function submitWhenSent(form, submitter) {
  form.dataset.asked = "yes";
  const may = await mayLeave(isSignOut(form));
  delete form.dataset.asked;
  if (!may) return;
  form.dataset.settled = "yes";
  form.requestSubmit(submitter);
}

async function mayLeave(signsOut) {
  await Promise.allSettled(beingStored);
  await flush(true, true);
  if (network.mode === "offline") {
    if (signsOut) await leaveWithoutNetwork();
    else setLine("needed", NEEDED[pageKind()] ?? true).focus();
    return false;
  }
  if (unsentCount() && !window.confirm(questionFor(unsentCount(), signsOut))) return false;
  if (signsOut) await Promise.all([copies.clear(), forgetSent()]);
  return true;
}

async function leaveWithoutNetwork() {
  if (!window.confirm(farewellFor(unsentCount()))) return;
  await leave(me);
  await leaveToWorker();
  location.replace("/tablet");
}

const farewellFor = (count) =>
  `Không có mạng: đăng xuất khỏi máy này? Các trang đã giữ được xóa khỏi máy, phiên trên máy chủ kết thúc khi có mạng.${
    count
      ? ` ${count} thay đổi chưa gửi vẫn nằm trên máy này và chỉ gửi được khi đồng chí đăng nhập lại ở đây.`
      : ""
  }`;

const questionFor = (count, signsOut) =>
  signsOut
    ? `Còn ${count} thay đổi chưa gửi. Chúng vẫn nằm trên máy này và chỉ gửi được khi đồng chí đăng nhập lại ở đây. Vẫn đăng xuất?`
    : `Còn ${count} thay đổi chưa được nhận. Vẫn tiếp tục?`;
