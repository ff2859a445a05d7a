"""A checker who works through a document with the keyboard alone, and knows what is to be recorded of it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from playwright.sync_api import Page

from factcheck.core.dates import read_period
from tests.stories.arriving import opens, settled

Row = dict[str, str]
"""A citation as the file format has it."""

ASKED = ("as_of", "scope", "attribution")
"""What is corrected in the form where it is filled in otherwise, in the order of its fields."""


@dataclass
class Work:
    """What it cost: keys pressed and seconds, and for what fields what was filled in had to be corrected."""

    keys: int = 0
    seconds: float = 0.0
    corrected: dict[str, int] = field(default_factory=dict)
    looked_for: int = 0


class Checker:
    """At a browser, logged in. Every key counts; the pasted text counts as the two of Ctrl+V."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.work = Work()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.work.keys += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.work.keys += len(words)

    def go(self, *keys: str) -> None:
        """Press keys of which the last one leads to another page."""
        with opens(self.page):
            self.press(*keys)

    def put(self, words: str) -> None:
        """Over what stands in the field that has the focus."""
        self.press("Control+a")
        if words:
            self.type(words)
        else:
            self.press("Delete")

    def add(self, text: str, record: Row) -> None:
        """Paste a text, correct the record that was found, and come to the reader."""
        begun = time.monotonic()
        self.page.goto("/documents/add/")
        settled(self.page)
        self.page.keyboard.insert_text(text)
        self.work.keys += 2
        self.go("Control+Enter")
        for name, column in (
            ("title", "source_title"),
            ("publisher", "publisher"),
            ("author", "author"),
            ("kind", "kind"),
            ("published", "published"),
        ):
            self.correct(name, record[column])
        self.go("Control+Enter")
        self.work.seconds += time.monotonic() - begun

    def correct(self, name: str, wanted: str) -> None:
        """Put what is wanted into a field that says otherwise, on from the field in which one stands."""
        found = self.page.locator(f"#id_{name}")
        if found.input_value() == wanted:
            return
        self.to(name)
        if found.evaluate("it => it.tagName") == "SELECT":
            self.type(found.locator(f"option[value='{wanted}']").inner_text())
        else:
            self.put(wanted)
        self.work.corrected[name] = self.work.corrected.get(name, 0) + 1

    def to(self, name: str) -> None:
        for _step in range(40):
            if self.page.evaluate("document.activeElement.id") == f"id_{name}":
                return
            self.press("Tab")
        raise AssertionError(f"{name} cannot be reached")

    def cite(self, row: Row) -> None:
        """Record the figure that the panel shows as this row says."""
        self.choose(row)
        self.correct_words(row)
        self.go("Control+Enter" if self.is_typing() else "a")

    def choose(self, row: Row) -> None:
        question = row["question"]
        if self.chosen() == question:
            return
        if question not in self.offered():
            self.work.looked_for += 1
            self.press("f")
            self.type(row["topic"] + " " + " ".join(question.rstrip("?").split()[-4:]))
            self.go("Enter")
        if self.chosen() != question:
            self.go(str(self.offered().index(question) + 1))

    def correct_words(self, row: Row) -> None:
        wanted = {name: row[name] for name in ASKED}
        if row["answer_kind"] == "text":
            wanted = {"figure": row["figure"]} | wanted
        wrong = [name for name, words in wanted.items() if not self.says(name, words)]
        if wrong:
            self.press("e")
        for name in wrong:
            self.correct(name, wanted[name])

    def says(self, name: str, words: str) -> bool:
        """Whether the field says so already; a time may be written in two ways."""
        stands = self.page.locator(f"#id_{name}").input_value()
        if name == "as_of" and words and stands:
            return stands == words or read_period(stands) == read_period(words)
        return stands == words

    def by_hand(self, row: Row) -> None:
        """Words that are no figure: typed as they stand in the text."""
        self.press("w")
        self.type(row["quote"])
        self.go("Enter")
        self.cite(row)

    def current(self) -> tuple[int, str] | None:
        """The line and the words of the figure that the panel shows."""
        heading = self.page.locator("#panel h2.quoted")
        if not heading.count():
            return None
        line = self.page.locator("#id_locator").input_value()
        return int(line.removeprefix("line ")), heading.inner_text()

    def chosen(self) -> str:
        return self._question(".choices li.chosen a")

    def offered(self) -> list[str]:
        links = self.page.locator(".choices li a").all()
        return [words for words in (self._words(link) for link in links) if words != "A new claim"]

    def _question(self, where: str) -> str:
        found = self.page.locator(where)
        return self._words(found.first) if found.count() else ""

    @staticmethod
    def _words(link) -> str:
        return " ".join(link.inner_text().split()[1:])

    def is_typing(self) -> bool:
        return bool(self.page.evaluate("document.activeElement.matches('input, select, textarea')"))
