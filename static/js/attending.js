// What fields that save themselves need beyond htmx. Without it each section has its own button.
"use strict";

(() => {
  if (!window.htmx || !document.querySelector(".findings")) return;
  const hasOutbox = window.tablet && document.querySelector(".findings[data-outbox]");
  document.documentElement.classList.add("saves-itself");
  const unsaved = new Map(); // the name of a field → its input
  const lost = new Map(); // those whose saving did not reach the server
  const told = () => document.getElementById("saved-at");
  let announced = 0;
  let lastTold = "Tự lưu từng ô";

  const say = (words, state) => {
    const line = told();
    if (!line) return;
    line.textContent = words;
    line.dataset.state = state;
  };

  say(lastTold, "");

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches(".findings [hx-post]")) return;
    unsaved.set(field.name, field);
    say("Đang ghi…", "writing");
  });

  // A single-line field saves on Enter, rather than sending its whole section.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches(".findings input[hx-post]")) return;
    event.preventDefault();
    event.target.blur();
  });

  // Leaving a field that was saved at the last pause has nothing new to send.
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, parameters } = event.detail;
    const name = elt.name;
    if (hasOutbox || !elt.matches(".findings [hx-post]") || !(`was-${name}` in parameters)) return;
    const same = (parameters[name] ?? "") === parameters[`was-${name}`];
    const state = document.getElementById(`state-${name}`);
    if (!same || "wrong" in state.dataset) return;
    event.preventDefault();
    unsaved.delete(name);
    if (!unsaved.size) say(lastTold, "");
  });

  const saved = () => {
    window.htmx.trigger(document.body, "visit-saved");
    lastTold = told()?.textContent ?? "";
    tellNowAndThen();
  };

  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, xhr } = event.detail;
    const name = elt.name === "do" ? elt.value.split(" ")[1] : elt.name;
    if (xhr.status > 0 && xhr.status < 500) lost.delete(name);
    if (xhr.status === 200) {
      unsaved.delete(name);
      saved();
    } else if (xhr.status === 409 || xhr.status === 422) {
      say("Có ô chưa lưu được", "wrong");
    }
    if (elt.matches("form.upload")) elt.reset();
  });

  for (const kind of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(kind, (event) => {
      const { elt, xhr } = event.detail;
      if (!elt.matches(".findings [hx-post]")) return;
      if (xhr?.status >= 400 && xhr.status < 500) {
        say("Chưa lưu. Hãy tải lại trang rồi ghi lại ô này.", "wrong");
        return;
      }
      if (elt.name && elt.name !== "do") lost.set(elt.name, elt);
      say("Mất kết nối, chưa lưu. Sẽ tự lưu lại.", "wrong");
    });
  }

  const again = () => {
    for (const field of lost.values()) window.htmx.trigger(field, "change");
  };
  window.addEventListener("online", again);
  setInterval(again, 15000);

  // Told to those who cannot see it, but not at every pause of a hand that writes.
  const tellNowAndThen = () => {
    if (Date.now() - announced < 30000 || !told()) return;
    announced = Date.now();
    document.getElementById("announce").textContent = told().textContent;
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    const state = event.detail.elt;
    if (!state.matches?.(".cell-state")) return;
    const field = document.getElementById(state.id.replace("state-", ""));
    if ("wrong" in state.dataset) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  });

  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });

  const rest = () => say(lastTold, "");

  window.attending = { unsaved, say, saved, rest };
})();
