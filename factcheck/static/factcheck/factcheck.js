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

  // Rows that are ticked are counted on the button, and one box ticks them all; without this each is ticked by itself.
  function countChosen(form) {
    const all = form.querySelector("[data-choose-all]");
    const button = form.querySelector("[data-count]");
    const boxes = [...form.querySelectorAll('[name="chosen"]')];
    const plain = button.textContent;
    const show = () => {
      const count = boxes.filter((box) => box.checked).length;
      button.textContent = count ? button.dataset.count.replace("{}", count) : plain;
      all.checked = count === boxes.length;
      all.indeterminate = count > 0 && count < boxes.length;
    };
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      show();
    });
    for (const box of boxes) box.addEventListener("change", show);
    show();
  }

  document.addEventListener("keydown", closeMenus);
  document.addEventListener("click", closeMenus);
  document.querySelectorAll("form[data-chosen]").forEach(countChosen);
  // What is wrong is read first: the summary of a refused form takes the focus.
  document.querySelector(".error-summary")?.focus();
})();
