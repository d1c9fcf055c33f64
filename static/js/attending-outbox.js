// The findings and the running order through the outbox: every change is kept on the tablet first
// and then sent, so a page that is opened again, with or without network, shows it again.
"use strict";

(() => {
  const page = document.querySelector(".findings[data-outbox]");
  const { tablet, outbox, copies, htmx, attending } = window;
  if (!page || !tablet || !htmx || !attending) return;
  const path = location.pathname;
  const madeAt = Number(page.dataset.made);
  const title = document.querySelector("h1").textContent;
  const byId = (id) => document.getElementById(id);
  const seen = new Set(); // keys of changes whose end this page shows

  // What a person would call the field: the words of its content, and its own label.
  function labelOf(field) {
    const cell = byId(`cell-${field}`);
    const own = cell?.querySelector("label, legend")?.textContent.trim() ?? "";
    const about = cell?.closest(".item")?.querySelector(".item-text, h3")?.textContent.trim() ?? "";
    return [about.slice(0, 80), own].filter(Boolean).join(" · ");
  }

  // A row that the server has not numbered yet is called by the last part of its change's key.
  const rowName = (key) => `t${key.slice(-12)}`;

  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, verb, formData, target } = event.detail;
    if (verb !== "post" || !page.contains(elt) || event.defaultPrevented) return;
    const act = formData.get("do") ?? "";
    if (act.startsWith("phrases ") && !byId("phrases-cause")) return; // the server opens them
    event.preventDefault();
    const sent = [...formData.entries()].filter(([name, value]) =>
      !["csrf_token", "section"].includes(name) && !(value instanceof File && !value.size));
    const isPhoto = elt.matches("form.upload");
    if (isPhoto && !sent.length) return;
    if (act.startsWith("phrases ")) {
      openPhrases(act.split(" ")[1]);
      return;
    }
    if (isPhoto) elt.reset();
    const change = {
      isPhoto, key: crypto.randomUUID(), user: tablet.me.id, who: tablet.me.name, page: path, title, made: Date.now(),
      path: event.detail.path, body: sent, act, row: "", field: "",
      target: target.id, swap: elt.getAttribute("hx-swap") ?? "none",
    };
    change.label = isPhoto ? "Ảnh" : elt.getAttribute("aria-label") ?? elt.textContent.trim();
    if ((!act && !isPhoto) || ["mine", "theirs", "proposed", "phrase"].includes(act.split(" ")[0])) {
      change.field = act ? act.split(" ")[1] : elt.name ?? "";
      change.label = labelOf(change.field) || change.label;
    }
    if (act.startsWith("phrase ") || act.startsWith("proposed ")) takeOver(change, elt);
    if (act.startsWith("add ")) {
      change.row = rowName(change.key);
      change.label = `Thêm dòng: ${change.label}`;
    } else if (act.startsWith("remove ")) {
      const text = target.querySelector("textarea")?.value.trim().slice(0, 80) ?? "";
      change.label = `Xóa dòng: ${text || "(chưa có nội dung)"}`;
    }
    keep(change);
  });

  function plain(change) {
    change.act = "";
    change.body = change.body.filter(([name]) => name !== "do" && !name.startsWith("theirs-"));
    change.target = `state-${change.field}`;
  }

  // A phrase, or what the running order tells of an empty field, is taken here: without network too.
  function takeOver(change, button) {
    const field = byId(change.field);
    if (change.act.startsWith("phrase ")) addPhrase(field, button);
    else {
      const words = button.textContent.trim();
      field.value ||= words.slice(words.indexOf(": ") + 2);
      button.remove();
    }
    plain(change);
    change.body = change.body.map(([name, value]) => [name, name === change.field ? field.value : value]);
    field.focus();
  }

  function addPhrase(field, button) {
    field.value = `${field.value.trimEnd()} ${button.textContent.trim()}`.trim();
    button.closest(".phrases").remove();
  }

  // The phrase bank comes with the page, so that it opens without network.
  function openPhrases(name) {
    const row = byId(`cell-${name}`).closest(".remark, .recommendation");
    const kind = name.endsWith("-cause") ? "cause" : [...row.classList].find((one) => byId(`phrases-${one}`));
    const before = byId(`cell-${name}`).querySelector(".phrases");
    before?.remove();
    if (before || !kind) return;
    const phrases = byId(`phrases-${kind}`).content.firstElementChild.cloneNode(true);
    byId(`state-${name}`).before(phrases);
    phrases.querySelector("button")?.focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-phrase]");
    if (!button) return;
    const field = button.closest(".cell").querySelector("textarea");
    addPhrase(field, button);
    field.focus();
    attending.unsaved.set(field.name, field);
    htmx.trigger(field, "change");
  });

  async function keep(change) {
    let kept;
    try {
      kept = await tablet.hold(outbox.add(change));
    } catch (error) {
      attending.say("Máy này hết chỗ, chưa giữ được. Hãy chép lại nội dung này.", "wrong");
      tablet.announce("Chưa giữ được: máy này hết chỗ.");
      return;
    }
    attending.unsaved.delete(change.field);
    if (kept) {
      show(kept);
      if (change.row) byId(rowId(kept))?.querySelector("textarea")?.focus();
    } else if (change.act.startsWith("remove ")) byId(change.target)?.remove();
    await tablet.flush();
    await tellBar();
  }

  // --- what a change looks like on the page ------------------------------------------------------

  const mark = (glyph, words) => {
    const found = document.createElement("span");
    found.className = glyph === "wait" ? "kept wait" : "kept";
    found.append(byId("glyphs").content.querySelector(`[data-glyph="${glyph}"] svg`).cloneNode(true), ` ${words}`);
    return found;
  };
  const MARKS = { waiting: ["wait", "Giữ trên máy, chờ gửi"], sent: ["sent", "Đã gửi"] };

  function show(change) {
    const verb = change.act.split(" ")[0];
    if (verb === "add") return showRow(change);
    if (verb === "remove") return showRemoval(change);
    if (["start", "finish", "resume"].includes(verb)) return showTurn(change);
    if (change.isPhoto) return showPhoto(change);
    if (change.field && verb !== "theirs") return showField(change);
    return null;
  }

  function showField(change) {
    const { field, state } = change;
    const line = byId(`state-${field}`);
    if (!line || attending.unsaved.has(field)) return;
    const was = line.querySelector(`[name="was-${field}"]`);
    const value = outbox.valueIn(change, field);
    if (state === "sent") {
      if (was.value !== outbox.valueIn(change, `was-${field}`) && !change.act) return;
      was.value = value;
    }
    fill(field, value);
    if (state === "waiting" && tablet.mode === "sent") return;
    line.replaceChildren(was);
    delete line.dataset.wrong;
    if (state in MARKS) line.append(mark(...MARKS[state]));
    else complain(line, change.reason);
  }

  function fill(field, value) {
    for (const input of page.querySelectorAll(`[name="${field}"]`)) {
      if (input.type === "radio" || input.type === "checkbox") input.checked = input.value === value;
      else if (input.value !== value) input.value = value;
    }
  }

  function complain(place, words) {
    place.querySelector(":scope > .error")?.remove();
    place.dataset.wrong = "";
    const error = document.createElement("p");
    error.className = "error";
    error.textContent = words;
    place.prepend(error);
  }

  const rowOf = (change) => (change.act.split(" ")[1] === "recommendation" ? "recommendation" : "remark");
  const rowId = (change) => `row-${rowOf(change)}-${change.row}`;

  function showRow(change) {
    const [, kind, key] = change.act.split(" ");
    const named = change.made_as && byId(`row-${rowOf(change)}-${change.made_as}`);
    if (named) rename(named, change.made_as, change.row);
    let row = byId(rowId(change));
    const voices = ["good_model", "proposal", "opinion"].includes(kind);
    const list = byId(kind === "recommendation" ? `recommendations-${key}` : voices ? "remarks-voices" : `remarks-${key}`);
    if (!row && list && (change.state !== "sent" || change.stamp > madeAt)) {
      const blank = byId(`blank-${kind === "recommendation" && key === "0" ? "loose" : kind}`);
      row = blank.content.firstElementChild.cloneNode(true);
      rename(row, blank.dataset.key, change.row);
      list.append(row);
      htmx.process(row);
    }
    if (row && change.state === "refused") complain(row, change.reason);
  }

  // A row that the server has numbered goes on under that number: what is typed in it stays.
  function rename(row, from, to) {
    for (const element of [row, ...row.querySelectorAll("*")]) {
      for (const { name, value } of [...element.attributes]) {
        if (value.includes(from)) element.setAttribute(name, value.replaceAll(from, to));
      }
    }
    for (const [name, input] of [...attending.unsaved]) {
      if (!name.includes(from)) continue;
      attending.unsaved.delete(name);
      attending.unsaved.set(input.name, input);
    }
  }

  function showRemoval(change) {
    const [, of, key] = change.act.split(" ");
    const row = byId(`row-${of}-${key}`);
    if (change.state === "sent") row?.remove();
    else row?.classList.toggle("leaving", change.state === "waiting");
    if (row && change.state === "refused") complain(row, change.reason);
  }

  // A photo that was sent is on the server and no longer here: its picture goes with the page.
  function showPhoto(change) {
    const id = `row-photo-${change.key}`;
    const photo = change.body.find(([name]) => name === "photo")?.[1];
    const before = byId(id);
    const item = document.createElement("li");
    item.id = id;
    item.className = "photo";
    if (before?.querySelector("img")) item.append(before.querySelector("img"));
    else if (photo) {
      const picture = document.createElement("img");
      picture.alt = `Ảnh ghi lúc ${tablet.clock(new Date(change.made))}`;
      picture.src = URL.createObjectURL(photo);
      item.append(picture);
    }
    if (change.state === "refused") complain(item, change.reason);
    else item.append(mark(...(change.state === "sent" ? ["sent", "Ảnh đã gửi, tải lại trang để ghi chú thích"] : MARKS.waiting)));
    if (before) before.replaceWith(item);
    else byId("photo-list")?.append(item);
  }

  // --- the running order ---------------------------------------------------------------------------

  const TURNS = {
    start: { at: "running", next: "finish", words: "Kết thúc", glyph: "stop" },
    resume: { at: "running", next: "finish", words: "Kết thúc", glyph: "stop" },
    finish: { at: "done", next: "resume", words: "Mở lại", glyph: "back" },
  };

  function press(button, verb, id, words, glyph, label) {
    button.value = `${verb} step ${id}`;
    button.setAttribute("aria-label", label);
    button.replaceChildren(byId("glyphs").content.querySelector(`[data-glyph="${glyph}"] svg`).cloneNode(true), ` ${words}`);
  }

  function showTurn(change) {
    const [verb, , id] = change.act.split(" ");
    const head = byId(`head-step-${id}`);
    if (!head || change.state === "refused" || (change.state === "sent" && change.stamp <= madeAt)) return;
    const hour = tablet.clock(new Date(change.made));
    const stands = (step, at, words) => {
      step.dataset.at = at;
      step.querySelector("p").replaceChildren(mark("wait", words));
    };
    const heads = [...page.querySelectorAll(".step-head")];
    const numberOf = (step) => heads.indexOf(step) + 1;
    const turn = TURNS[verb];
    if (turn.at === "running") {
      for (const other of heads.filter((one) => one !== head && one.dataset.at === "running")) {
        stands(other, "done", `Xong lúc ${hour}`);
        other.querySelector("button")?.remove();
        setHour(other, "ended_at", hour);
      }
    }
    stands(head, turn.at, turn.at === "running" ? `Đang diễn ra từ ${hour}` : `Xong lúc ${hour}`);
    const button = head.querySelector("button");
    if (button) press(button, turn.next, id, turn.words, turn.glyph, `${turn.words} bước ${numberOf(head)}`);
    if (verb === "start") setHour(head, "began_at", hour);
    if (verb === "finish") setHour(head, "ended_at", hour);
    const going = heads.find((one) => one.dataset.at === "running");
    const waiting = heads.filter((one) => one.dataset.at === "waiting");
    const coming = waiting.find((one) => going && numberOf(one) > numberOf(going)) ?? waiting[0];
    const link = byId("now-step").querySelector("p b");
    link.textContent = going ? `Đang: bước ${numberOf(going)}/${heads.length}`
      : coming ? `Tiếp theo: bước ${numberOf(coming)}/${heads.length}` : "Đã hết chương trình";
    const now = byId("turn-now");
    const idOf = (step) => step.id.slice("head-step-".length);
    if (now && coming) {
      const words = `${going ? "Sang" : "Bắt đầu"} bước ${numberOf(coming)}`;
      press(now, "start", idOf(coming), words, going ? "skip" : "play", words);
    } else if (now && going) press(now, "finish", idOf(going), "Kết thúc bước cuối", "stop", "Kết thúc bước cuối");
    else now?.remove();
  }

  // The hour that the press will write, so that correcting it by hand follows from it.
  function setHour(head, column, hour) {
    const field = `step-${head.id.slice("head-step-".length)}-${column}`;
    const was = byId(`state-${field}`)?.querySelector(`[name="was-${field}"]`);
    if (!was || attending.unsaved.has(field)) return;
    was.value = hour;
    fill(field, hour);
  }

  // --- what the server answers ---------------------------------------------------------------------

  tablet.heard(async (change, status, text) => {
    if (change.page !== path) return;
    seen.add(change.key);
    const verb = change.act.split(" ")[0];
    const into = verb === "add" || change.swap === "none" ? null : byId(change.target);
    const isPart = [200, 409, 422].includes(status);
    if (change.isPhoto && status === 200) byId(`row-photo-${change.key}`)?.remove();
    else if (verb === "add" || !isPart || change.isPhoto) show(change);
    if (isPart) htmx.swap(into ?? document.body, text, { swapStyle: into ? change.swap : "none", swapDelay: 0, settleDelay: 20 });
    if (status === 200) attending.saved();
    else attending.say("Có ô chưa lưu được", "wrong");
    for (const one of await mineHere()) if (one.state === "waiting") show(one);
  });

  const mineHere = async () => (await outbox.all(tablet.me.id)).filter((one) => one.page === path);

  async function tellBar() {
    const here = await mineHere();
    const waiting = here.filter((one) => one.state === "waiting");
    const line = byId("saved-at");
    if (!line) return;
    if (waiting.length && tablet.mode !== "sent") {
      attending.say(`Giữ trên máy, ${waiting.length} thay đổi chờ gửi`, "waiting");
    } else if (here.some((one) => one.state === "refused")) {
      attending.say("Có nội dung chưa lưu được", "wrong");
    } else if (line.dataset.state === "waiting" && !waiting.length) {
      attending.say(`Đã gửi hết lúc ${tablet.clock(new Date())}`, "");
    } else if (line.dataset.state === "writing" && !attending.unsaved.size) attending.rest();
  }

  // Another page or the worker may have sent what was written here.
  async function hearElsewhere() {
    const ended = (await mineHere()).filter((one) => one.state !== "waiting" && !seen.has(one.key));
    for (const one of ended) {
      seen.add(one.key);
      show(one);
    }
    if (ended.some((one) => one.state === "refused")) await askAgain();
    await tellBar();
  }

  // The server draws what stands against a refused change, so it is asked once more.
  async function askAgain() {
    await outbox.again(tablet.me.id, path);
    await tablet.flush();
  }

  document.body.addEventListener("outbox-changed", hearElsewhere);
  document.body.addEventListener("network-changed", async () => {
    for (const one of await mineHere()) if (one.state === "waiting") show(one);
    await tellBar();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) for (const field of [...attending.unsaved.values()]) htmx.trigger(field, "change");
  });

  // The page as it is kept, then all that was changed since, in order.
  (async () => {
    for (const one of await mineHere()) {
      if (one.state !== "sent" || one.stamp > madeAt) show(one);
      if (one.state !== "waiting") seen.add(one.key);
    }
    await tablet.started;
    await askAgain();
    await tellBar();
    if (tablet.mode === "sent" && !(navigator.serviceWorker.controller && (await copies.keptAt(path)))) {
      await copies.fetchAndKeep(path).catch(() => false);
      await tablet.tellAllKept();
    }
  })();
})();
