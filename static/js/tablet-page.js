// The page that says what is on this tablet: what waits or was refused, with its text to copy, and
// which pages open without network. It is drawn here, for it must be read without network too.
"use strict";

(async () => {
  const { tablet, outbox, copies } = window;
  const place = document.getElementById("on-tablet");
  if (!place || !tablet) return;
  document.getElementById("not-able").hidden = true;
  place.hidden = false;
  await tablet.started;

  const STATES = { waiting: ["chờ gửi", "wait"], refused: ["chưa được nhận", "late"] };
  const make = (tag, words = "", look = "") => Object.assign(document.createElement(tag), { textContent: words, className: look });

  function textOf(change) {
    const told = change.body.filter(([name, value]) => typeof value === "string" && value && !/^(was-|theirs-|do$)/.test(name));
    return told.map(([, value]) => value).join("\n");
  }

  function lineOf(change) {
    const line = make("li", "", "item");
    const [words, tone] = STATES[change.state];
    line.append(make("p", change.label, "item-text"));
    const about = make("p", "", "quiet");
    const link = make("a", change.title, "row-link");
    link.href = change.page;
    about.append(link, ` · ghi lúc ${tablet.when(new Date(change.made))} · `, make("b", words, `state ${tone}`));
    line.append(about);
    if (change.reason) line.append(make("p", change.reason, "error"));
    const text = textOf(change);
    if (text) line.append(make("p", text, "text kept-text"));
    const buttons = make("div", "", "buttons");
    if (text) buttons.append(button("Chép nội dung", `Chép nội dung: ${change.label}`, () => copy(text)));
    if (change.state === "refused") {
      buttons.append(button("Bỏ, không gửi nữa", `Bỏ, không gửi nữa: ${change.label}`, async () => {
        if (!window.confirm("Bỏ hẳn nội dung này khỏi máy?")) return;
        await outbox.drop(change.n);
        await draw();
        place.querySelector("h2").focus();
      }));
    }
    line.append(buttons);
    return line;
  }

  function button(words, label, press) {
    const made = make("button", words, "btn btn-outline-secondary");
    made.type = "button";
    made.setAttribute("aria-label", label);
    made.addEventListener("click", press);
    return made;
  }

  async function copy(text) {
    await navigator.clipboard.writeText(text);
    tablet.announce("Đã chép.");
  }

  async function draw() {
    const user = await tablet.readerHere();
    const last = user && (await outbox.fact(`sent-${user}`));
    document.getElementById("last-sent").textContent = last ? `Gửi lần cuối lúc ${tablet.when(new Date(last))}.` : "";
    const mine = user ? (await outbox.all(user)).filter((one) => one.state !== "sent") : [];
    const list = document.getElementById("changes");
    list.replaceChildren(...mine.map(lineOf));
    document.getElementById("no-changes").hidden = mine.length > 0;
    const pages = user ? await copies.list() : [];
    document.getElementById("copies").replaceChildren(...pages.map(([path, title, at]) => {
      const line = make("li");
      const link = make("a", title, "row-link");
      link.href = path;
      line.append(link, make("small", ` · bản lưu lúc ${tablet.when(at)}`, "quiet"));
      return line;
    }));
    document.getElementById("no-copies").hidden = pages.length > 0;
  }

  await draw();
  document.body.addEventListener("outbox-changed", draw);
})();
