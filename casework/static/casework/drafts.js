// Can typed text get lost by leaving the page? Forms with data-keep ask first; nothing is kept in the browser,
// because personal data may not stay there. It also stops a form from being sent twice.
(() => {
  "use strict";
  const forms = document.querySelectorAll("form[data-keep]");
  const dirty = new Set([...forms].filter((form) => "unsaved" in form.dataset));
  forms.forEach((form) => form.addEventListener("input", () => dirty.add(form)));

  // What is kept on the server may be left.
  document.addEventListener("kept", (event) => dirty.delete(event.target));

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    dirty.delete(form);
  });
  // Back to this page: the form may be sent again.
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
  document.addEventListener("htmx:afterRequest", (event) => { delete event.target.closest?.("form")?.dataset.sent; });

  addEventListener("beforeunload", (event) => { if (dirty.size) event.preventDefault(); });
})();
