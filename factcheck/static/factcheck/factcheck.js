// Single keys for people who work here all day. Nothing depends on them, and they can be switched off (kept in this browser).
"use strict";

(() => {
  const SETTING = "factcheck-keys";
  const isTyping = (target) => target.closest("input, select, textarea, [contenteditable]") !== null;
  const areOn = () => localStorage.getItem(SETTING) !== "off";

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !areOn()) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    target.focus();
    if (!target.matches("input, select, textarea")) target.click();
  }

  function offerSwitch(button) {
    const show = () => {
      button.textContent = areOn() ? button.dataset.on : button.dataset.off;
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      localStorage.setItem(SETTING, areOn() ? "off" : "on");
      show();
    });
    show();
  }

  // A menu closes when one leaves it or presses Escape, and gives the focus back.
  function closeMenus(event) {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (event.type === "keydown" ? event.key !== "Escape" : menu.contains(event.target)) continue;
      menu.open = false;
      if (event.type === "keydown") menu.querySelector("summary").focus();
    }
  }

  document.addEventListener("keydown", press);
  document.addEventListener("keydown", closeMenus);
  document.addEventListener("click", closeMenus);
  document.querySelectorAll("[data-keys-switch]").forEach(offerSwitch);
  // What is wrong is read first: the summary of a refused form takes the focus.
  document.querySelector(".error-summary")?.focus();
})();
