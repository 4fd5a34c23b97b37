// Which keys work here? Lists: j, k, Enter, n, /. Questions: y or j, n, o. Everywhere: ?.
// A key never acts while someone types, never together with Ctrl, Alt or Meta, and not at all when switched off
// (WCAG 2.1.4). Only that choice stays in the browser; it says nothing about anybody.
(() => {
  "use strict";
  const mode = document.body.dataset.keys;
  if (!mode) return;
  const store = "sluitend-keys", box = document.querySelector("[data-keys-switch]");
  let on = localStorage.getItem(store) !== "off";
  if (box) {
    box.checked = on;
    box.addEventListener("change", () => { on = box.checked; localStorage.setItem(store, on ? "on" : "off"); });
  }
  const rows = () => [...document.querySelectorAll("[data-live-list] li[id], [data-keys-list] li[id]")];
  const typing = (el) => el.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

  function step(by) {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[Math.max(0, Math.min(all.length - 1, now < 0 ? (by > 0 ? 0 : all.length - 1) : now + by))];
    next.querySelector("a").focus();
    next.scrollIntoView({ block: "nearest" });
  }
  function help() {
    const dialog = document.querySelector('[data-dialog="keys"]');
    if (dialog.open) dialog.close(); else dialog.showModal();
  }
  const list = {
    j: () => step(1),
    k: () => step(-1),
    n: () => document.querySelector('[data-key="n"]')?.click(),
    "/": () => document.querySelector('[data-key="/"]')?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.altKey || event.metaKey || event.repeat && mode === "question" || typing(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === "?") { event.preventDefault(); help(); return; }
    if (document.querySelector("dialog[open]")) return;
    if (mode === "list" && list[key]) { event.preventDefault(); list[key](); }
    if (mode === "question") {
      const button = [...document.querySelectorAll("[data-key]")].find((el) => el.dataset.key.split(" ").includes(key));
      if (button && !button.disabled) { event.preventDefault(); button.click(); }
    }
  });
  document.querySelectorAll("[data-open-dialog]").forEach((button) => button.addEventListener("click", () => {
    document.querySelector(`[data-dialog="${button.dataset.openDialog}"]`)?.showModal();
  }));
})();
