// What keeps a report safe while somebody is on the phone? Everything typed goes to the server every few seconds, one
// save at a time; nothing is kept in the browser. Also the timer, and one more block for another person.
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const EVERY = 3000, AGAIN = 5000;
  const said = form.querySelector("[data-kept-at]"), wrong = form.querySelector("[data-kept-wrong]");
  const drop = form.querySelector("[data-drop]"), compare = form.querySelector("[data-compare]"), words = form.dataset;
  const start = new FormData(form);
  let waiting = 0, busy = false, changed = false, ended = false;

  function later(after) {
    if (!waiting && !ended) waiting = setTimeout(() => { waiting = 0; save(); }, after);
  }
  function complain(sentence) {
    if (wrong.textContent !== sentence) wrong.textContent = sentence;
    wrong.hidden = !sentence;
  }
  // A page that was only opened, or clicked at, is nobody's draft: something must have been said.
  function begun() {
    const text = "textarea, select, input:not([type=hidden], [type=radio], [type=checkbox])";
    return form.elements.draft_ref.value || [...form.elements].some((el) => el.matches(text) && el.value !== start.get(el.name) && el.value.trim()
      || el.matches("[name^=Q]:checked") && el.value !== "onbekend" || el.matches("[name=flags]:checked"));
  }
  async function save() {
    if (busy || ended || !changed || !begun()) return;
    busy = true;
    changed = false;
    try {
      const answer = await fetch(words.autosave, { method: "post", body: new FormData(form) });
      if (answer.status === 403) throw new Error(words.signedOut);
      if (answer.status >= 500) throw new Error(words.notKept);
      taken(answer.status, await answer.json());
    } catch (error) {
      changed = true;
      complain(error.message === words.signedOut ? words.signedOut : words.notKept);
      later(AGAIN);
    } finally {
      busy = false;
    }
    if (changed) later(EVERY);
  }
  function taken(status, kept) {
    if (status !== 200) {
      ended = status === 409;
      changed = true;
      complain(kept.sentence);
      compare.hidden = !kept.compare;
      if (!ended) later(AGAIN);
      return;
    }
    form.elements.draft_ref.value = kept.ref;
    form.elements.seen_version.value = kept.version;
    const address = words.draft.replace("M-00000000", kept.ref);
    compare.formAction = address;
    drop.href = words.dropping.replace("M-00000000", kept.ref);
    drop.hidden = false;
    // Reloading this page gives the draft back.
    if (location.pathname !== address) history.replaceState(null, "", address);
    said.textContent = `${words.kept} ${kept.at}`;
    complain("");
    if (!changed) form.dispatchEvent(new Event("kept", { bubbles: true }));
  }
  const typed = () => { changed = true; later(EVERY); };
  form.addEventListener("input", typed);
  form.addEventListener("submit", () => { ended = true; });
  addEventListener("pageshow", (event) => { if (event.persisted) ended = false; });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  if (form.elements.draft_ref.value) compare.formAction = words.draft.replace("M-00000000", form.elements.draft_ref.value);

  const timer = form.querySelector("[data-timer]");
  const since = timer.dataset.since ? Date.parse(timer.dataset.since) : Date.now();
  function tick() {
    const seconds = Math.max(0, Math.floor((Date.now() - since) / 1000));
    timer.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
  timer.hidden = false;
  tick();
  setInterval(tick, 1000);

  const others = form.querySelector("[data-others]"), blank = form.querySelector("template[data-other]");
  form.querySelector("[data-add-other]").addEventListener("click", (event) => {
    event.preventDefault();
    const numbers = [...others.querySelectorAll("[name^=other-]")].map((el) => Number(el.name.split("-")[1]));
    const holder = document.createElement("div");
    holder.append(blank.content.cloneNode(true));
    holder.innerHTML = holder.innerHTML.replaceAll("NUMBER", String(Math.max(-1, ...numbers) + 1));
    const block = holder.querySelector("fieldset");
    others.append(block);
    block.querySelector("select, input").focus();
  });
})();
