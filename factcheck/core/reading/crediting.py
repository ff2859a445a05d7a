"""Whom a document credits across its sentences: quotes, turns of a transcript, and “he said”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.core.reading.attributions import Attribution, Credit, credited_in, pronoun_says
from factcheck.core.reading.passages import Passage, Range

_GOES_ON = re.compile(
    r"[“\"]?(?:However|Moreover|Furthermore|But|And|Also|Still|Yet|It|They|Since|Among|Of (?:these|those|them)|This"
    r"|That|These|Those|Later|Then|After that|In addition|In \d{4},? (?:it|they|this|that))\b"
)
_MET = re.compile(
    r"(?:^|\b(?:When|As|But|and|,) )(?P<who>[A-Z][a-zà-ÿ’'-]+ [A-Z][a-zà-ÿ’'-]+)"
    r"\s(?:first |still |once |always )?(?:took|came|began|went|runs?|lives?|works?|grew|left|keeps?|remembers?"
    r"|became|has (?:run"
    r"|lived|worked|been)|had (?:run|lived|worked|been))\b"
)
"""Somebody of whom a story tells before anybody speaks: “he says” means them until another is named."""

_OPENING_QUOTE = ("“", '"', "‘", "«", "„")


class Crediting:
    """Goes through a document in order and keeps who was named last, so that “he said” finds its name."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        self._text = text
        self._passages = passages
        self._named = ""
        self._full: dict[str, str] = {}

    def of(self, number: int, sentences: Sequence[Range]) -> list[Attribution | None]:
        """Whom each sentence of a passage credits; call it for the passages in order."""
        passage = self._passages[number]
        said = [self._text[first:last] for first, last in sentences]
        if passage.speaker and not passage.is_reporter:
            self._know(passage.speaker)
            self._named = passage.speaker
            return [self._cited(one) or Attribution(passage.speaker, Credit.SPEAKER) for one in said]
        spoken = self._spoken(number, said)
        found: list[Attribution | None] = []
        for one in said:
            credit = self._of_sentence(one)
            if credit is None and spoken is not None and _is_in_a_quote(said, len(found)):
                credit = spoken
            last = found[-1] if found else None
            if (
                credit is None
                and last is not None
                and _GOES_ON.match(one)
                and last.credit is not Credit.SPEAKER
            ):
                credit = Attribution(last.name, Credit.EARLIER)
            found.append(credit)
        return found

    def _of_sentence(self, sentence: str) -> Attribution | None:
        if not self._named and (met := _MET.search(sentence)):
            self._named = met["who"]
        if credit := self._cited(sentence):
            self._named = credit.name
            return credit
        if pronoun_says(sentence) and self._named:
            return Attribution(self._named, Credit.EARLIER)
        return None

    def _cited(self, sentence: str) -> Attribution | None:
        credit = credited_in(sentence)
        if credit is None:
            return None
        name = self._full.get(credit.name, credit.name)
        self._know(name)
        return Attribution(name, credit.credit)

    def _know(self, name: str) -> None:
        """Remember a full name under each of its words; titles and small words name nobody."""
        words = name.split()
        if 1 < len(words) <= 4 and all(word[:1].isupper() for word in words):
            for word in (words[0], words[-1]):
                self._full.setdefault(word, name)

    def _spoken(self, number: int, said: Sequence[str]) -> Attribution | None:
        """Who speaks in a passage that is a quote: named in it, or, where it is nothing but a quote, the speaker of the
        quote before that goes on, else whoever the next passage names.
        """
        passage = self._passages[number]
        if not any(mark in one for one in said for mark in ("“", '"')):
            return None
        for one in said:
            if not self._named and (met := _MET.search(one)):
                self._named = met["who"]
            if credit := self._cited(one):
                return Attribution(credit.name, Credit.SPEAKER)
            if pronoun_says(one) and self._named:
                return Attribution(self._named, Credit.SPEAKER)
        if not self._text[passage.start : passage.end].startswith(_OPENING_QUOTE) or not self._named:
            return None
        return Attribution(self._named, Credit.EARLIER)


def _is_in_a_quote(said: Sequence[str], place: int) -> bool:
    """Whether a sentence of a passage stands in quotation marks that it or an earlier one opened."""
    before = " ".join(said[:place])
    open_before = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return open_before or said[place].lstrip().startswith(("“", '"')) or "“" in said[place]
