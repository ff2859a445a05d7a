// The reader: words selected in the text become the words of a citation; the current figure is brought into view.
"use strict";

(() => {
  const text = document.querySelector("[data-document]");
  const field = document.getElementById("id_words");

  // Places count characters of the stored text, as the server does; a browser counts halves of some characters.
  const charactersIn = (words) => [...words].length;

  function wordsIn(range) {
    const copy = range.cloneContents();
    for (const aside of copy.querySelectorAll("[data-aside]")) aside.remove();
    return copy.textContent;
  }

  // The part of a selection that stands in one paragraph; null where no word of it does. Three clicks select a paragraph
  // and the beginning of whatever follows it.
  function chosenIn(paragraph, range) {
    const within = document.createRange();
    within.selectNodeContents(paragraph);
    const before = within.cloneRange();
    if (within.compareBoundaryPoints(Range.START_TO_START, range) < 0)
      within.setStart(range.startContainer, range.startOffset);
    if (within.compareBoundaryPoints(Range.END_TO_END, range) > 0)
      within.setEnd(range.endContainer, range.endOffset);
    const words = wordsIn(within);
    if (!words.trim()) return null;
    before.setEnd(within.startContainer, within.startOffset);
    const lead = words.length - words.trimStart().length;
    const start = Number(paragraph.dataset.start) + charactersIn(wordsIn(before) + words.slice(0, lead));
    return { words: words.trim(), start, end: start + charactersIn(words.trim()) };
  }

  function chosen() {
    const selection = getSelection();
    if (!text || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const found = [...text.querySelectorAll("[data-start]")]
      .filter((paragraph) => range.intersectsNode(paragraph))
      .map((paragraph) => chosenIn(paragraph, range))
      .filter(Boolean);
    if (!found.length) return null;
    const words = found.map((one) => one.words).join(" ");
    return { words, key: `${found[0].start}-${found.at(-1).end}` };
  }

  function take() {
    const found = chosen();
    if (!found || !field || document.activeElement === field) return;
    field.value = found.words.slice(0, 500);
    field.dataset.place = found.key;
  }

  // A finger chooses without a mouse: what it has chosen is taken when the choice stands still.
  let waiting;
  document.addEventListener("mouseup", take);
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(take, 250);
  });

  field?.addEventListener("input", () => delete field.dataset.place);

  field?.form.addEventListener("submit", (event) => {
    if (!field.dataset.place) return;
    event.preventDefault();
    location.assign(`?figure=${field.dataset.place}`);
  });

  const current = text?.querySelector(".mark[aria-current]");
  // Where there is room for both; on a phone what is asked of one stands first, and the text below it.
  if (current && matchMedia("(min-width: 60rem)").matches) {
    const fold = current.closest("details");
    if (fold) fold.open = true;
    current.scrollIntoView({ block: "center" });
  }
})();
