// On every page: whether there is a network, what waits to be sent and for whom, which pages are
// kept on this tablet. Where the browser has no service worker, pages work as they always did.
"use strict";

window.tablet = (() => {
  const able = window.isSecureContext && navigator.serviceWorker && navigator.locks && window.indexedDB;
  if (!able) return null;
  const { outbox, copies } = window;
  const body = document.body;
  const strip = document.getElementById("tablet");
  const me = { id: Number(body.dataset.user) || 0, name: body.dataset.name ?? "" };
  const LATEST = 60000; // ms between a page's making and its opening: an older one is a copy
  const beingKept = new Set(); // promises of changes that are on their way into the outbox
  const listeners = []; // of what the server answered to each change
  let token = JSON.parse(body.getAttribute("hx-headers"))["X-CSRFToken"];
  let refusedBefore = 0;
  let unsent = 0; // changes of mine, waiting or refused
  let mode = navigator.onLine ? "sent" : "offline";

  const clock = (moment) => moment.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  const when = (moment) => `${clock(moment)} ngày ${moment.toLocaleDateString("vi-VN")}`;
  const announce = (words) => { document.getElementById("announce").textContent = words; };

  function line(name, words) {
    const found = strip.querySelector(`[data-when="${name}"]`);
    found.hidden = !words;
    const place = found.querySelector("span");
    if (place && words && place.textContent !== words) place.textContent = words;
    return found;
  }

  // Whose changes may be read here: of who is signed in; without network, of who was last.
  async function readerHere() {
    if (me.id) return me.id;
    return mode === "offline" ? (await outbox.fact("owner"))?.id ?? 0 : 0;
  }

  // Tell what stands: no network, what waits, what was refused, what waits for others.
  async function tell() {
    const reader = await readerHere();
    const mine = reader ? await outbox.all(reader) : [];
    const others = await outbox.othersWaiting(reader);
    const last = reader ? await outbox.fact(`sent-${reader}`) : 0;
    const waiting = mine.filter((one) => one.state === "waiting");
    const old = waiting.filter((one) => mode !== "sent" || Date.now() - one.made > 3000);
    const refused = mine.filter((one) => one.state === "refused");
    if (refused.length > refusedBefore) announce(`${refused.length} thay đổi chưa được nhận.`);
    else if (unsent && !waiting.length && !refused.length) announce("Đã gửi hết những gì chờ trên máy này.");
    refusedBefore = refused.length;
    unsent = waiting.length + refused.length;
    const before = last ? ` · gửi lần cuối lúc ${when(new Date(last))}` : "";
    line("offline", mode === "offline" && "yes");
    line("signed-out", mode === "signed-out" && waiting.length && "yes");
    line("waiting", old.length && `${waiting.length} thay đổi chờ gửi${before}.`);
    line("refused", refused.length && `${refused.length} thay đổi chưa được nhận.`);
    line("others", others.size && [...others].map(([name, count]) => `${count} thay đổi của ${name}`).join("; "));
    strip.hidden = ![...strip.querySelectorAll("[data-when]")].some((one) => !one.hidden);
  }

  function setMode(now) {
    if (now === mode) return;
    if (now === "offline") announce("Đang ngoại tuyến. Nội dung ghi được giữ trên máy này.");
    else if (mode === "offline") announce("Đã có mạng trở lại.");
    mode = now;
    body.dispatchEvent(new CustomEvent("network-changed"));
  }

  // Send what waits; without anything to send, only find out whether the server is reached.
  async function flush(probe = false) {
    const some = me.id && (await outbox.all(me.id)).some((one) => one.state === "waiting");
    if (probe) await ask();
    if (some && !(probe && mode === "offline")) {
      const { end, token: newer } = await outbox.flush({
        user: me.id, token, answered: (...told) => Promise.all(listeners.map((one) => one(...told))),
      });
      token = newer;
      setMode(end);
    }
    if (some && mode === "offline") {
      const worker = await navigator.serviceWorker.getRegistration();
      worker?.sync?.register("outbox").catch(() => {});
    }
    await tell();
    return mode;
  }

  async function ask() {
    const session = await outbox.session().catch(() => null);
    setMode(!session ? "offline" : me.id && session.user !== me.id ? "signed-out" : "sent");
    if (!session) return;
    token = session.token;
    // What came from the tablet though there is a network shows nothing that others wrote since.
    const opened = session.at - (Date.now() - performance.timeOrigin);
    const made = Number(document.querySelector("[data-made]")?.dataset.made ?? opened);
    line("copy", opened - made > LATEST && `Trang này là bản lưu trên máy lúc ${when(new Date(made))}.`);
  }

  // Another person's pages are no longer readable here once somebody else has signed in.
  async function settleIn() {
    const owner = await outbox.fact("owner");
    if (owner?.id === me.id) return;
    await copies.clear(me.id);
    await outbox.forgetSent();
    await outbox.setFact("owner", me);
  }

  // The parts of a page that say whether a page is kept on this tablet, and the button to keep it.
  async function tellKept(part) {
    const paths = part.dataset.keep.split(" ");
    const kept = await Promise.all(paths.map((path) => copies.keptAt(path)));
    const whole = kept.every(Boolean);
    const oldest = whole && new Date(Math.min(...kept));
    part.querySelector("[data-kept]").hidden = !whole;
    part.querySelector("[data-kept] time").textContent = whole ? when(oldest) : "";
    const button = part.querySelector("button");
    if (button) button.lastChild.textContent = whole ? " Lưu lại bản mới" : " Giữ trên máy này";
    const missing = part.querySelector("[data-missing]");
    if (missing) missing.hidden = whole;
    part.hidden = !whole && !missing;
  }

  const tellAllKept = () => Promise.all([...document.querySelectorAll("[data-keep]")].map(tellKept));

  async function keep(part, button) {
    button.disabled = true;
    try {
      for (const path of part.dataset.keep.split(" ")) await copies.fetchAndKeep(path);
      await navigator.storage?.persist?.();
      await tellKept(part);
      announce("Đã giữ trên máy này để dùng khi không có mạng.");
    } catch {
      announce("Chưa giữ được: mất kết nối.");
    }
    button.disabled = false;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-keep] button");
    if (button) keep(button.closest("[data-keep]"), button);
  });

  // Signing out, and a form that leads away from changes that wait: first they are sent. Without
  // network no form is sent into nowhere.
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || form.method !== "post" || form.dataset.settled) return;
    const leaves = new URL(form.getAttribute("action") ?? "", location).pathname === "/sign-out";
    if (!leaves && mode !== "offline" && !((unsent || beingKept.size) && document.querySelector("[data-outbox]"))) return;
    event.preventDefault();
    if (form.dataset.asked) return;
    form.dataset.asked = "yes";
    mayGo(leaves).then((may) => {
      delete form.dataset.asked;
      if (!may) return;
      form.dataset.settled = "yes";
      form.requestSubmit(submitter);
    });
  });

  async function mayGo(leaves) {
    await Promise.allSettled(beingKept);
    await flush(true);
    if (mode === "offline") {
      strip.hidden = false;
      line("needed", "yes").focus();
      return false;
    }
    const asked = leaves
      ? `Còn ${unsent} thay đổi chưa gửi. Chúng vẫn nằm trên máy này và chỉ gửi được khi đồng chí đăng nhập lại ở đây. Vẫn đăng xuất?`
      : `Còn ${unsent} thay đổi chưa được nhận. Vẫn tiếp tục?`;
    if (unsent && !window.confirm(asked)) return false;
    if (leaves) await Promise.all([copies.clear(), outbox.forgetSent()]);
    return true;
  }

  const start = async () => {
    navigator.serviceWorker.register("/service-worker.js").catch(() => {}); // then nothing opens offline
    if (me.id) await settleIn();
    await tellAllKept();
    await flush(Boolean(document.querySelector("[data-outbox], #on-tablet")));
  };

  window.addEventListener("online", () => flush(true));
  window.addEventListener("offline", () => { setMode("offline"); tell(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  outbox.news.onmessage = () => { tell(); body.dispatchEvent(new CustomEvent("outbox-changed")); };
  setInterval(() => flush(mode === "offline"), 15000);

  const started = start();
  return {
    me, started, flush, tell, announce, readerHere, tellAllKept, clock, when,
    get mode() { return mode; },
    heard: (listener) => listeners.push(listener),
    hold: (promise) => {
      beingKept.add(promise);
      return promise.finally(() => beingKept.delete(promise));
    },
  };
})();
