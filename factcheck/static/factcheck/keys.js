// Single keys for people who work here all day. Nothing depends on them, and they can be switched off (kept in this browser).
// An element says which key is its own: data-key; data-key-way="focus" where the key only goes there, because pressing it
// does something for others to see; data-key-first names a field that is gone to as long as it is empty.
"use strict";

(() => {
  const SETTING = "factcheck-keys";
  const FIELDS = "input, select, textarea, [contenteditable]";
  const isTyping = (target) => target.closest(FIELDS) !== null;
  const areOn = () => localStorage.getItem(SETTING) !== "off";
  const isThere = (element) => !element.disabled && element.getClientRects().length > 0;
  const help = document.getElementById("keys-help");

  function keyed() {
    const found = new Map();
    for (const element of document.querySelectorAll("[data-key]")) {
      if (isThere(element) && !found.has(element.dataset.key)) found.set(element.dataset.key, element);
    }
    return found;
  }

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target) || help?.open || !areOn()) return;
    const target = keyed().get(event.key);
    if (!target) return;
    event.preventDefault();
    const before = target.dataset.keyFirst ? document.querySelector(target.dataset.keyFirst) : null;
    if (target.dataset.keyWay === "focus") fill(target);
    if (before && !before.value.trim()) before.focus();
    else if (target.matches(FIELDS) || target.dataset.keyWay === "focus") target.focus();
    else target.click();
  }

  // The filled button of a form is the one that Ctrl+Enter presses; a key that goes to another one fills that instead.
  function fill(button) {
    for (const other of button.form?.querySelectorAll("button.primary") ?? []) other.classList.remove("primary");
    button.classList.add("primary");
  }

  function pressFilled(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !isTyping(event.target)) return;
    const form = event.target.form;
    const buttons = form ? [...form.querySelectorAll("button[type=submit]:not([formnovalidate])")] : [];
    const button = buttons.find((one) => one.matches(".primary")) ?? (buttons.length === 1 ? buttons[0] : null);
    if (!button) return;
    event.preventDefault();
    form.requestSubmit(button);
  }

  function leaveField(event) {
    if (event.key === "Escape" && isTyping(event.target) && !event.isComposing) event.target.blur();
  }

  function nameOf(element) {
    return (
      element.dataset.keyName || element.getAttribute("aria-label") || element.labels?.[0]?.firstChild.textContent || element.textContent
    ).trim();
  }

  function showHelp(event) {
    event.preventDefault();
    const list = help.querySelector("[data-keys-list]");
    list.replaceChildren();
    for (const [key, element] of keyed()) {
      const term = document.createElement("dt");
      const kbd = document.createElement("kbd");
      const meaning = document.createElement("dd");
      kbd.textContent = key;
      term.append(kbd);
      meaning.textContent =
        element.dataset.keyWay === "focus" ? help.dataset.focusWords.replace("%s", nameOf(element)) : nameOf(element);
      list.append(term, meaning);
    }
    help.showModal();
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

  // A key that comes before the page answers to what keys do waits for it, until one of them leads into a field.
  const early = [];
  const keep = (event) => early.push(event);
  document.addEventListener("keydown", keep);
  document.addEventListener("DOMContentLoaded", () => {
    document.removeEventListener("keydown", keep);
    for (const one of [press, pressFilled, leaveField]) document.addEventListener("keydown", one);
    for (const event of early) if (!isTyping(document.activeElement)) press(event);
  });
  document.querySelectorAll("[data-keys-switch]").forEach(offerSwitch);
  if (help) {
    document.querySelector("[data-keys-help]")?.addEventListener("click", showHelp);
    help.querySelector("[data-close]").addEventListener("click", () => help.close());
  }
})();
