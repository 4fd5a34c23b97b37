// Is this screen up to date, and who else is at this item? A socket only says "look again" and names colleagues; the
// rows come from the server, poll or not. Without a socket nobody is said to be here.
// Contract: <div data-live-url data-live-cursor> holds lists [data-live-list=key] of li[id][data-group][data-order].
// The answer holds changed li's (data-gone = take away) and the header X-Cursor. Words stand in the page.
(() => {
  "use strict";
  const POLL = 15000, COALESCE = 120, RETRY_MAX = 30000, RENEW = 3 * 3600000, SIGNED_OUT = 4401;
  const dot = document.querySelector("[data-live-dot]");
  const region = document.querySelector("[data-live-url]");
  const subject = document.querySelector("[data-live-ref]");
  const present = document.querySelector("[data-present]");
  const toasts = document.querySelector("[data-toasts]");
  const calls = document.querySelector("[data-calls]");
  if (!dot) return;
  let socket = null, attempt = 0, heard = 0, last = new Date(), fetching = false, again = false, timer = 0;

  const hhmm = (at) => at.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });
  function show(state) {
    dot.dataset.state = state;
    dot.querySelector("[data-live-text]").textContent = dot.dataset[state].replace("{time}", hhmm(last));
  }
  const state = () => (socket && socket.readyState === 1 ? "live" : Date.now() - last > 2 * POLL ? "stale" : "polling");
  const say = (text) => { if (toasts && text) toasts.textContent = text; };

  // The row under the pointer or with the focus: it may change its words, never its place.
  const held = () => region.querySelector("li[id]:focus-within") || region.querySelector("li[id]:hover");

  function place(row) {
    const list = region.querySelector(`[data-live-list="${row.dataset.group}"]`);
    if (!list) return row.remove();
    const after = [...list.children].find((other) => other !== row && other.dataset.order > row.dataset.order);
    if (row.parentElement !== list || row.nextElementSibling !== (after || null)) list.insertBefore(row, after || null);
  }
  function swap(old, fresh, kept) {
    const focus = old.contains(document.activeElement) ? [...old.querySelectorAll("a,button,input")].indexOf(document.activeElement) : -1;
    if (kept === old) {
      old.replaceChildren(...fresh.childNodes);
      for (const { name, value } of fresh.attributes) if (name !== "id") old.setAttribute(name, value);
      old.dataset.waits = "";
      if (focus >= 0) (old.querySelectorAll("a,button,input")[focus] || old.querySelector("a"))?.focus({ preventScroll: true });
    } else {
      old.replaceWith(fresh);
      place(fresh);
    }
  }
  function settle() {
    const kept = region && held();
    region?.querySelectorAll("[data-waits]").forEach((row) => {
      if (row === kept) return; else delete row.dataset.waits;
      if ("gone" in row.dataset) row.remove(); else place(row);
    });
    count();
  }
  function count() {
    region.querySelectorAll("[data-live-list]").forEach((list) => {
      const key = list.dataset.liveList, n = list.children.length;
      region.querySelectorAll(`[data-live-count="${key}"]`).forEach((el) => { el.textContent = n; });
      region.querySelectorAll(`[data-live-empty="${key}"]`).forEach((el) => { el.hidden = n > 0; });
    });
  }
  function merge(html) {
    const kept = held(), top = kept?.getBoundingClientRect().top, news = [];
    const rows = new DOMParser().parseFromString(html, "text/html").querySelectorAll("li[id]");
    rows.forEach((fresh) => {
      const old = document.getElementById(fresh.id);
      if ("gone" in fresh.dataset) {
        if (old && old === kept) { old.dataset.gone = ""; old.dataset.waits = ""; } else old?.remove();
      } else if (old) swap(old, fresh, kept);
      else { fresh.classList.add("item--fresh"); place(fresh); news.push(fresh.dataset.ref); }
    });
    if (kept) window.scrollBy(0, kept.getBoundingClientRect().top - top);
    count();
    if (news.length) say((region.dataset.liveNew || "{refs}").replace("{refs}", news.join(", ")));
  }

  async function refresh() {
    if (fetching) { again = true; return; }
    fetching = true; again = false;
    try {
      if (region) {
        const url = new URL(region.dataset.liveUrl, location.href);
        url.searchParams.set("sinds", region.dataset.liveCursor || "0");
        url.searchParams.set("toont", [...region.querySelectorAll("li[id]")].map((row) => row.dataset.ref).join());
        const answer = await fetch(url, { headers: { "X-Requested-With": "live" }, redirect: "error" });
        if (!answer.ok) throw new Error(String(answer.status));
        merge(await answer.text());
        region.dataset.liveCursor = answer.headers.get("X-Cursor") || region.dataset.liveCursor;
      }
      if (region || socket?.readyState === 1) last = new Date();
    } catch { /* The dot says since when; the next poll tries again. */ }
    fetching = false;
    show(state());
    if (again) soon();
  }
  // What this reader is called for: asked when a page opens, when somebody of the team is called, and at every poll.
  const title = document.title;
  async function ask() {
    if (!calls) return;
    try {
      const answer = await fetch(calls.dataset.calls, { headers: { "X-Requested-With": "live" }, redirect: "error" });
      if (!answer.ok) return;
      const html = (await answer.text()).trim();
      // Unchanged stays as it is: a screen reader would say it again, and a finger would lose the button.
      const refs = (root) => [...root.querySelectorAll("[data-call]")].map((call) => call.dataset.call).join();
      const fresh = new DOMParser().parseFromString(html, "text/html").body;
      if (refs(fresh) !== refs(calls)) calls.replaceChildren(...fresh.childNodes);
      document.title = refs(calls) ? `(!) ${title}` : title;
    } catch { /* The next poll asks again; the text message was sent whatever happens here. */ }
  }
  function soon() { clearTimeout(timer); timer = setTimeout(refresh, COALESCE); }

  const here = () => { if (present && socket?.readyState === 1) socket.send(JSON.stringify({ here: present.dataset.present })); };
  function company(names) {
    if (!present) return;
    present.hidden = !names.length;
    const words = names.length > 1 ? present.dataset.more : present.dataset.one;
    present.querySelector("span").textContent = names.length ? words.replace("{names}", new Intl.ListFormat(document.documentElement.lang).format(names)) : "";
  }

  function connect() {
    socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/`);
    socket.onopen = () => { attempt = 0; heard = Date.now(); here(); refresh(); ask(); };
    socket.onmessage = (message) => {
      const hint = JSON.parse(message.data);
      heard = Date.now();
      if (hint.pong) { last = new Date(); return; }
      if (hint.here) { company(hint.here); return; }
      if (hint.call || hint.resync) ask();
      if (hint.call) return;
      if (hint.where || hint.resync) here();
      if (hint.where) return;
      const about = subject?.dataset.liveRef;
      if (about && (hint.items || []).some(([, ref]) => ref === about)) document.querySelector("[data-changed]").hidden = false;
      soon();
    };
    socket.onclose = (closed) => {
      company([]);
      show(state());
      if (closed.code === SIGNED_OUT) return;
      setTimeout(connect, Math.min(RETRY_MAX, 1000 * 2 ** attempt++) * (0.75 + Math.random() / 2));
    };
  }
  // A cut line closes no socket: one that stays silent after two pings is given up.
  setInterval(() => {
    ask();
    if (socket?.readyState !== 1) { refresh(); return; }
    if (Date.now() - heard > 2.5 * POLL) socket.close(); else socket.send('{"ping": 1}');
    show(state());
  }, POLL);
  setInterval(() => socket?.close(), RENEW);
  addEventListener("online", refresh);
  for (const left of ["pointerout", "focusout"]) region?.addEventListener(left, () => setTimeout(settle, 400));
  connect();
})();
