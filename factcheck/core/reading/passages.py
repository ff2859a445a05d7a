"""The paragraphs of a document, who speaks in them, and their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.core.units.word_sets import word_set

Range = tuple[int, int]
"""Places in a text: from the first character up to, not including, the second."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a document. `start` and `end` are places in the text; the words begin at `body`, behind the
    label of a transcript or the number of an item. `speaker` is who speaks, in full where the document says the full
    name anywhere before; `is_reporter` says that the label is that of whoever tells the story.
    """

    start: int
    end: int
    body: int
    speaker: str = ""
    is_reporter: bool = False


_LABEL = re.compile(
    r"(?P<name>[A-Z][A-ZÀ-Þ'’.-]*(?: [A-Z][A-ZÀ-Þ'’.-]*){0,5})"
    r"(?P<office>, [A-ZÀ-Þ][A-ZÀ-Þ .'’-]+)?:(?=\s)\s*(?:\([^()\n]{1,60}\)\s*)?"
)
_GERMAN_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_ITEM = re.compile(
    rf"(?:(?:\d{{1,2}}\.){{1,3}}(?!\s(?:{_GERMAN_MONTHS})\b)"
    r"|\d{1,2}\)|\(\d{1,2}\)|\[\d{1,3}\]|[–—*•·-])\s+(?=\S)"
)
"""The number or mark at the head of an item of a list: it counts the items, and nothing that they tell of."""

_NO_SPEAKERS = word_set(
    "PHOTO SOURCE READ NOTE WATCH MORE UPDATE SOUNDBITE IMAGE VIDEO CREDIT EDITOR WARNING TOTAL TABLE FIGURE"
)
_REPORTS = word_set("BYLINE HOST ANCHOR CORRESPONDENT REPORTER MODERATOR PRESENTER NARRATOR INTERVIEWER")


def passages_in(text: str, ranges: Sequence[Range] | None = None) -> list[Passage]:
    """The passages of a text, in order: the paragraphs that are given, or else its lines that are not empty.

    A short label (“YOON:”) is resolved to the full name that an earlier label gave (“YOON YEO-SANG:”). A label with
    an office (“ANTHONY KUHN, BYLINE:”) makes its speaker the reporter, here and wherever the short label stands.
    """
    full: dict[str, tuple[str, bool]] = {}
    return [_passage(text, start, end, full) for start, end in (ranges or _lines(text))]


def _lines(text: str) -> Iterator[Range]:
    for line in re.finditer(r"[^\n]*[^\s][^\n]*", text):
        found = line.group()
        yield line.start() + len(found) - len(found.lstrip()), line.start() + len(found.rstrip())


def _passage(text: str, start: int, end: int, full: dict[str, tuple[str, bool]]) -> Passage:
    label = _LABEL.match(text, start, end)
    if label is None or label["name"].split()[0] in _NO_SPEAKERS:
        item = _ITEM.match(text, start, end)
        return Passage(start, end, item.end() if item else start)
    name, office = label["name"], label["office"] or ""
    if name in full and not office:
        speaker, is_reporter = full[name]
    else:
        speaker, is_reporter = _in_small_letters(name), bool(_REPORTS & set(re.findall(r"\w+", office)))
        for short in (name, name.split()[0], name.split()[-1]):
            full[short] = speaker, is_reporter
    if speaker.startswith("Unidentified"):
        speaker = ""
    return Passage(start, end, label.end(), speaker, is_reporter)


def _in_small_letters(name: str) -> str:
    """YOON YEO-SANG is Yoon Yeo-sang, and ANNE-MARIE O'NEIL Anne-Marie O'Neil as far as capitals can tell."""
    return " ".join(word[:1] + word[1:].lower() for word in name.split())


_GERMAN_MONTH = re.compile(rf"\s(?:{_GERMAN_MONTHS})\b")
_ABBREVIATIONS = word_set(
    """
    mr mrs ms dr prof rev hon gen col lt sgt capt sen rep gov st jr sr inc ltd co corp no nos vs etc approx est fig
    vol jan feb mar apr jun jul aug sep sept oct nov dec mt ft dept ca cf al
    """
)
_END = re.compile(r"(?:\.{3}|[.!?…])[\"'”’»)\]]*(?:[¹²³⁰-⁹*†‡]{1,3}|\[\d{1,3}\])*(?=\s)")
_OPENS = re.compile(r"\s+[\"'“‘«(\[]*([A-ZÀ-Þ]|\d|[^\x00-\u024f\s])")


MOST_OF_A_SENTENCE = 1_500
"""Characters that are read as one sentence. Nobody writes longer ones: it is a table that has lost its lines, and every
one of its figures would be looked for in all of it.
"""


def sentences_in(text: str, start: int, end: int) -> list[Range]:
    """The sentences between two places, without the space around them.

    A sentence ends in a mark with space behind it and a capital, a figure or an opening quotation mark after that;
    not behind an initial, “Mr.” or “Dec.”, nor behind three dots before a small letter. What goes on for longer than
    any sentence is cut between words.
    """
    found, first = [], start
    for mark in _END.finditer(text, start, end):
        if mark.end() < end and _OPENS.match(text, mark.end(), end) and not _is_short(text, first, mark):
            found.append((first, mark.end()))
            first = mark.end()
    found.append((first, end))
    pieces = (piece for one in found for piece in _cut(text, *one))
    return [bare for one in pieces if (bare := stripped(text, *one))[0] < bare[1]]


def _cut(text: str, start: int, end: int) -> Iterator[Range]:
    """The same range in pieces of bounded length, cut at spaces where there are any."""
    while end - start > MOST_OF_A_SENTENCE:
        space = text.rfind(" ", start + 1, start + MOST_OF_A_SENTENCE)
        cut = space if space > 0 else start + MOST_OF_A_SENTENCE
        yield start, cut
        start = cut
    yield start, end


def _is_short(text: str, first: int, mark: re.Match[str]) -> bool:
    """Whether a full stop only cuts a word short."""
    if mark.group()[0] != "." or len(mark.group()) > 1:
        return False
    word = re.search(r"[\w.]+$", text[max(first, mark.start() - 12) : mark.start()])
    if word is None:
        return False
    said = word.group()
    if len(said) <= 2 and said.isdecimal():  # am 3. Mai
        return _GERMAN_MONTH.match(text, mark.end()) is not None
    is_initial = len(said.rsplit(".", 1)[-1]) == 1 and said[-1].isupper()
    if is_initial and "." in said:  # “in the U.S. The law” ends; “the U.S. Congress” does not
        after = re.match(r"\s+(\w+)", text[mark.end() : mark.end() + 20])
        return after is None or after[1] not in _STARTERS
    return is_initial or said.lower() in _ABBREVIATIONS


_STARTERS = word_set("The A An It He She They We In On At But And This That These Those There If When For")


def stripped(text: str, start: int, end: int) -> Range:
    """The same range without the space at its ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
