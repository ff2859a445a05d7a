// The reader: words selected in the text become the words of a citation; the current figure is brought into view.
"use strict";

(() => {
  const text = document.querySelector("[data-document]");
  const field = document.getElementById("id_words");

  // Places count characters of the stored text, as the server does; a browser counts halves of some characters.
  const charactersIn = (words) => [...words].length;

  function placeIn(node, offset) {
    const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!paragraph || !text.contains(paragraph)) return null;
    const before = document.createRange();
    before.selectNodeContents(paragraph);
    before.setEnd(node, offset);
    const copy = before.cloneContents();
    for (const aside of copy.querySelectorAll("[data-aside]")) aside.remove();
    return Number(paragraph.dataset.start) + charactersIn(copy.textContent);
  }

  function chosen() {
    const selection = getSelection();
    if (!text || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const start = placeIn(range.startContainer, range.startOffset);
    const end = placeIn(range.endContainer, range.endOffset);
    const copy = range.cloneContents();
    for (const aside of copy.querySelectorAll("[data-aside]")) aside.remove();
    const words = copy.textContent;
    if (start === null || end === null || !words.trim()) return null;
    const lead = charactersIn(words) - charactersIn(words.trimStart());
    const trail = charactersIn(words) - charactersIn(words.trimEnd());
    return { words: words.trim(), key: `${start + lead}-${end - trail}` };
  }

  document.addEventListener("mouseup", () => {
    const found = chosen();
    if (!found || !field) return;
    field.value = found.words.slice(0, 500);
    field.dataset.place = found.key;
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
