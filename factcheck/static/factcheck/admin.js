/* The fields in which Django's admin offers records are built by a script that gives them no name. Here each gets the
   words of its label, so that whoever hears the page knows what to choose. */
(() => {
  "use strict";

  const name = (built) => {
    const select = built.previousElementSibling;
    if (!select || !select.matches("select.admin-autocomplete") || !select.labels.length) {
      return;
    }
    const words = select.labels[0].textContent.replace(/:\s*$/, "").trim();
    for (const part of built.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox]")) {
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", words);
    }
  };

  const nameAll = () => document.querySelectorAll(".select2-container").forEach(name);

  new MutationObserver((changes) => {
    if (changes.some((change) => change.addedNodes.length)) {
      nameAll();
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
  nameAll();
})();
