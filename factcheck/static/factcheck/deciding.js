// The page on which a discrepancy is decided: what somebody has typed is never overwritten by what the app drafts.
"use strict";

(() => {
  const typed = () => ["id_answer", "id_sentence"].map((id) => document.getElementById(id)?.value).join("\u0000");
  const isIn = (part) => part !== null && part.contains(document.activeElement);
  const whenAsked = new WeakMap();

  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    whenAsked.set(detail.xhr, { typed: typed(), isIn: isIn(document.getElementById("printed")) });
  });

  // A field that somebody went to meanwhile is not replaced under the cursor either: the draft comes when they leave it.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, xhr } = event.detail;
    if (target.id !== "printed") return;
    const asked = whenAsked.get(xhr);
    if (asked.typed !== typed()) event.detail.shouldSwap = false;
    else if (!asked.isIn && isIn(target)) {
      event.detail.shouldSwap = false;
      const before = typed();
      document.activeElement.addEventListener(
        "blur",
        () => {
          if (typed() === before) document.getElementById("id_outcome").dispatchEvent(new Event("change", { bubbles: true }));
        },
        { once: true },
      );
    }
  });

  // Where a draft could not be kept, it says so instead of nothing.
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const status = detail.elt;
    if (status.id === "draft-status" && !(detail.successful && detail.xhr.responseText.includes("data-draft-status"))) {
      status.textContent = status.dataset.failed;
    }
  });

  // "Use this" fills in the suggested cause where one is, without leaving the page.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=use_cause]");
    const cause = document.getElementById("id_cause");
    if (!button || !cause) return;
    event.preventDefault();
    cause.value = button.value;
    cause.dispatchEvent(new Event("change", { bubbles: true }));
    cause.focus();
  });
})();
