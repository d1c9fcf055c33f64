// The outbox: changes made on this tablet, kept in IndexedDB until the server has answered each of
// them once. Pages and the service worker use it; nothing here touches a page.
//
// A change: n (its place in the order), key (the UUID the server remembers it by), user, state
// (waiting, refused, or sent: kept a while so that an older copy of its page shows it too), path,
// body ([name, value] pairs as the form sends them), act (what a button does), made, tries.
"use strict";

self.outbox = (() => {
  const SENT_FOR = 7 * 24 * 3600 * 1000; // ms
  const MOST_STUMBLES = 5; // of the server over one change; those behind it must not wait for ever
  const news = new BroadcastChannel("outbox");
  let opened;

  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  function open() {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open("tablet", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("changes", { keyPath: "n", autoIncrement: true });
        request.result.createObjectStore("facts");
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return opened;
  }

  // Do *work* in one transaction: all of it is kept, also through a dead battery, or none.
  async function within(mode, work) {
    const transaction = (await open()).transaction(["changes", "facts"], mode, { durability: "strict" });
    const kept = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    kept.catch(() => {}); // told below, where work itself did not fail
    const result = await work(transaction.objectStore("changes"), transaction.objectStore("facts"));
    await kept;
    if (mode === "readwrite") news.postMessage("changed");
    return result;
  }

  const fact = (name) => within("readonly", (_, facts) => done(facts.get(name)));
  const setFact = (name, value) => within("readwrite", (_, facts) => done(facts.put(value, name)));
  const all = (user) => within("readonly", async (changes) =>
    (await done(changes.getAll())).filter((one) => one.user === user));

  // How many changes of others wait here, by the name of their writer.
  const othersWaiting = (user) => within("readonly", async (changes) => {
    const counts = new Map();
    for (const one of await done(changes.getAll())) {
      if (one.user !== user && one.state !== "sent") counts.set(one.who, (counts.get(one.who) ?? 0) + 1);
    }
    return counts;
  });

  // What a change puts into a field: undefined where it says nothing of it, "" for a tick taken off.
  function valueIn(change, field) {
    const own = change.body.find(([name]) => name === field);
    if (own) return own[1];
    return change.body.some(([name]) => name === `was-${field}`) ? "" : undefined;
  }

  const setIn = (change, field, value) => {
    for (const pair of change.body) if (pair[0] === field) pair[1] = value;
  };

  const isAbout = (change, row) => JSON.stringify([change.row, change.body, change.act]).includes(row);

  // Keep a change. What waits already is what its writer saw: "was" follows from it, and a field
  // that was not sent yet is written once, as it stands now. Returns null where nothing is new.
  const add = (change) => within("readwrite", async (changes) => {
    const mine = (await done(changes.getAll())).filter((one) => one.user === change.user);
    const waiting = mine.filter((one) => one.state === "waiting");
    const made = change.act.startsWith("remove ") && mine.find((one) => one.row && one.row === change.act.split(" ")[2]);
    if (made && (made.state === "refused" || !made.tries)) { // a row that the server never had
      for (const one of mine) if (isAbout(one, made.row)) await done(changes.delete(one.n));
      return null;
    }
    const last = (field) => waiting.findLast((one) =>
      valueIn(one, field) !== undefined && !one.act.startsWith("theirs "));
    for (const pair of change.body) {
      const before = pair[0].startsWith("was-") && last(pair[0].slice(4));
      if (before && (!change.act || change.act.startsWith("remove "))) {
        pair[1] = valueIn(before, pair[0].slice(4));
      }
    }
    if (change.field) {
      const refused = mine.filter((one) => one.state === "refused" && one.field === change.field);
      for (const one of refused) await done(changes.delete(one.n));
      if (!change.act) {
        const before = last(change.field);
        const value = valueIn(change, change.field);
        if (value === valueIn(change, `was-${change.field}`) && (before || !refused.length)) return null;
        if (before && !before.tries && !before.act) {
          await done(changes.delete(before.n));
          change.body = change.body.map(([name, text]) =>
            [name, name.startsWith("was-") ? valueIn(before, name) : text]);
          change.n = before.n;
          if (value === valueIn(change, `was-${change.field}`)) return null;
        }
      }
    }
    change.state = "waiting";
    change.tries = 0;
    change.n = await done(changes.put(change));
    return change;
  });

  // Take the next change of *user* to send, and note that it was tried: from now on it stays as is.
  const next = (user) => within("readwrite", async (changes) => {
    const found = (await done(changes.getAll())).find((one) => one.user === user && one.state === "waiting");
    if (!found) return null;
    found.tries += 1;
    await done(changes.put(found));
    return found;
  });

  const stumbled = (change) => within("readwrite", async (changes) => {
    const stumbles = (change.stumbles ?? 0) + 1;
    await done(changes.put({ ...change, stumbles }));
    return stumbles;
  });

  // Note what became of a change, for itself and for those that build on it: the row it added has
  // its number from the server now, and what was refused was not written.
  const settle = (change, verdict) => within("readwrite", async (changes, facts) => {
    const now = Date.now();
    const saved = verdict.state === "sent";
    const rest = await done(changes.getAll());
    for (const one of rest) {
      if (one.state === "sent" ? now - one.sent > SENT_FOR : isSettledBy(one, change, saved)) {
        await done(changes.delete(one.n));
      } else if (one.user === change.user && one.n > change.n && one.state !== "sent") {
        await done(changes.put(follow(one, change, verdict)));
      }
    }
    const body = saved ? change.body.filter(([, value]) => typeof value === "string") : change.body;
    await done(changes.put({ ...change, ...verdict, body, sent: now }));
    if (saved) await done(facts.put(now, `sent-${change.user}`));
  });

  // A refused text is settled when a later one of the same field was taken.
  const isSettledBy = (one, change, saved) =>
    saved && one.state === "refused" && one.user === change.user && one.field && one.field === change.field && one.n < change.n;

  function follow(one, change, { state, reason, row }) {
    if (state !== "sent" && change.field && !one.act && one.field === change.field) {
      setIn(one, `was-${change.field}`, valueIn(change, `was-${change.field}`));
    }
    if (!change.row || !isAbout(one, change.row)) return one;
    if (state !== "sent") return { ...one, state, reason };
    const named = (text) => text.replaceAll(change.row, row);
    return {
      ...one,
      body: one.body.map(([name, value]) => [named(name), name === "do" ? named(value) : value]),
      field: named(one.field), act: named(one.act), target: named(one.target),
    };
  }

  // Send the refused changes of a page once more: the server says what stands against them now.
  const again = (user, page) => within("readwrite", async (changes) => {
    for (const one of await done(changes.getAll())) {
      if (one.user !== user || one.state !== "refused" || one.page !== page) continue;
      one.state = "waiting";
      await done(changes.put(one));
    }
  });

  const drop = (n) => within("readwrite", (changes) => done(changes.delete(n)));

  // Forget the readable copies of what was sent; what waits stays until its writer comes back.
  const forgetSent = () => within("readwrite", async (changes) => {
    for (const one of await done(changes.getAll())) {
      if (one.state === "sent") await done(changes.delete(one.n));
    }
  });

  class Unreached extends Error {}

  // Who is signed in on this tablet (0: nobody), a fresh token to send by, and the server's time.
  async function session() {
    try {
      const answer = await fetch("/tablet/session", { cache: "no-store", signal: AbortSignal.timeout(15000) });
      const { user, token } = await answer.json();
      return { user, token, at: Date.parse(answer.headers.get("Date") ?? "") };
    } catch (error) {
      throw new Unreached(error.message);
    }
  }

  function post(change, token) {
    const body = new FormData();
    for (const [name, value] of change.body) {
      if (value instanceof Blob) body.append(name, value, value.name || "photo");
      else body.append(name, value);
    }
    return fetch(change.path, {
      method: "POST",
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(change.body.some(([, value]) => value instanceof Blob) ? 180000 : 30000), // ms
      headers: {
        "HX-Request": "true",
        "HX-Current-URL": new URL(change.page, self.location.origin).href,
        "X-CSRFToken": token,
        "X-Change": change.key,
        "X-Change-Age": String(Math.max(0, Date.now() - change.made)),
        "X-Change-User": String(change.user),
      },
    }).catch((error) => { throw new Unreached(error.message); });
  }

  const WORDS = {
    400: "Máy chủ không hiểu nội dung này.",
    403: "Đồng chí không còn được giao ghi buổi này.",
    404: "Buổi này không còn, hoặc không còn thuộc phạm vi của đồng chí.",
    413: "Tệp lớn quá dung lượng cho phép.",
    500: "Máy chủ gặp lỗi nhiều lần với nội dung này.",
  };

  async function judged(answer) {
    const { status, headers } = answer;
    const text = await answer.text().catch((error) => { throw new Unreached(error.message); });
    if (status === 200) { // without that header it is the word of something between us and the server
      return headers.has("X-Made")
        ? { text, state: "sent", row: headers.get("X-Row") ?? "", stamp: Number(headers.get("X-Made")) } : null;
    }
    const told = decodeURIComponent(headers.get("X-Reason") ?? "");
    if (status in WORDS || status === 409 || status === 422) {
      return { text, state: "refused", reason: told || WORDS[status] || "Máy chủ không nhận nội dung này." };
    }
    return null;
  }

  // Send what waits, in order, one tab or worker at a time. Returns how it ended, "sent", "offline"
  // (try again later) or "signed-out", and the token to go on with. *answered* is told of each
  // change, with the status and the text it got.
  function flush({ user = 0, token = "", answered = () => {} } = {}) {
    return navigator.locks.request("outbox", async () => {
      let isFresh = false;
      const renew = async () => {
        const now = await session();
        user ||= now.user;
        token = now.token;
        isFresh = true;
        return now.user !== 0 && now.user === user;
      };
      const send = async () => {
        if (!token && !(await renew())) return "signed-out";
        for (let change = await next(user); change; change = await next(user)) {
          const answer = await post(change, token);
          if (answer.status === 401) return "signed-out";
          if (answer.status === 400 && !isFresh) {
            if (!(await renew())) return "signed-out";
            continue;
          }
          if (answer.status === 500 && (await stumbled(change)) < MOST_STUMBLES) return "offline";
          const verdict = await judged(answer);
          if (!verdict) return "offline";
          const { text, ...kept } = verdict;
          const settled = { ...kept, made_as: change.row };
          await settle(change, settled);
          await answered({ ...change, ...settled }, answer.status, text);
        }
        return "sent";
      };
      try {
        return { end: await send(), token };
      } catch (error) {
        if (error instanceof Unreached) return { end: "offline", token };
        throw error;
      }
    });
  }

  return { add, again, all, drop, fact, setFact, flush, forgetSent, othersWaiting, session, valueIn, news };
})();
