// What every page does beside its keys. Nothing depends on it.
"use strict";

(() => {
  // A menu closes when one leaves it or presses Escape, and gives the focus back.
  function closeMenus(event) {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (event.type === "keydown" ? event.key !== "Escape" : menu.contains(event.target)) continue;
      menu.open = false;
      if (event.type === "keydown") menu.querySelector("summary").focus();
    }
  }

  document.addEventListener("keydown", closeMenus);
  document.addEventListener("click", closeMenus);
  // What is wrong is read first: the summary of a refused form takes the focus.
  document.querySelector(".error-summary")?.focus();
})();
