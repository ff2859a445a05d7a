"""How the answers to one question are told: in a statement where English allows it, else behind the question itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.core.claims import AnswerKind
from factcheck.core.dates import say_date
from factcheck.core.drafting.answers import Slot, Spot, fitted, plain, tidied, when
from factcheck.core.drafting.frames import Frame
from factcheck.core.drafting.given import GivenAnswer
from factcheck.core.drafting.naming import ACCORDING_TO, listed, named
from factcheck.core.drafting.statements import frame_for
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.units import UnitKind, unit_for

SEVERAL_SOURCES = _("several sources")
MOST_NAMED = 3
"""As many names as a series credits; of more it says that they are several."""

_ITS_YEAR = re.compile(r" in (?:the|that|a given) year(?=$|\?|,)")
_MENTIONS_TIME = re.compile(
    r"\b(?:since|until|by|years?|decades?|century|months?|so far|in all|in total|ever|now|today|\d{4}s?)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:\w+ )?(?:how|what|which|who|whom|whose|when|where|why|is|are|was|were|did|do|does|has|have|had|can)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A way to tell answers; `question` is the question as told, with its question mark if it asks."""

    question: str
    frame: Frame | None
    unit: str
    kind: AnswerKind

    def open(self, words: str) -> str:
        """The statement with this answer; or the question, and this answer behind it."""
        if self.frame is not None and (said := self.frame.say(words)):
            return said
        answer = self.alone(words)
        if not self.question.endswith("?"):
            return f"{self.question}: {answer}"
        return f"{self.question} {answer[:1].upper()}{answer[1:]}"

    def alone(self, words: str) -> str:
        """The answer by itself, with the unit that the statement would give it."""
        if self.frame is not None and (answer := self.frame.fit(words)):
            return answer.removesuffix(" of")
        if self.kind is AnswerKind.TEXT:
            return plain(words)
        if self.kind is AnswerKind.DATE:
            return tidied(words)
        if unit_for(self.unit).kind in {UnitKind.COUNT, UnitKind.RATE}:
            return tidied(words)
        return fitted(words, Spot(Slot.AMOUNT, unit=self.unit)) or tidied(words)

    def printed(self, words: str) -> str:
        """The answer as printed beside the question: as it stands alone, a date without its “in”."""
        return tidied(words) if self.kind is AnswerKind.DATE else self.alone(words)


def telling_for(
    question: str, unit: str, kind: AnswerKind, words: Sequence[str], *, as_of: str = ""
) -> Telling:
    """A statement where the rules are sure of one and every answer fits into it; else the question and the answers.

    Where the question says “in the year”, the year for which the answer holds takes its place.
    """
    question = asked(question)
    date = when(say_date(as_of)) if as_of.strip() and _ITS_YEAR.search(question) else None
    if date:
        question = _ITS_YEAR.sub(f" {date}", question, count=1)
    frame = frame_for(question, unit, is_text=kind is AnswerKind.TEXT)
    if frame is not None and any(frame.fit(one) is None for one in words):
        frame = None
    return Telling(question, frame, unit, kind)


def asked(question: str) -> str:
    """The question with one question mark, which one that was typed without gains; a heading gains none."""
    words = " ".join(question.split())
    is_question = words.endswith("?") or _ASKS.match(words) is not None
    return f"{words.rstrip('? ')}?" if is_question else words.rstrip(".:; ")


def told_in_series(
    question: str, unit: str, kind: AnswerKind, rows: Sequence[GivenAnswer], *, changes: bool
) -> tuple[str, str]:
    """The answers with their dates, and the sentence that tells them: as one statement where it tells of the past and
    the answer `changes` with time ("1,418 people came in 2016 and 1,137 in 2018"), else behind the question. The
    dates stand in brackets where the question speaks of time itself, or where one of them cannot be placed.
    """
    bare = _ITS_YEAR.sub("", question, count=1)
    telling = telling_for(bare, unit, kind, [row.words for row in rows])
    whens = [when(row.as_of) for row in rows]
    is_bracketed = not changes or None in whens or _MENTIONS_TIME.search(bare) is not None
    if is_bracketed:
        whens = [f"({row.as_of})" for row in rows]
    if is_bracketed or telling.frame is None or not telling.frame.is_past:
        telling = Telling(asked(question), None, unit, kind)
    answers = [f"{telling.alone(row.words)} {date}" for row, date in zip(rows, whens, strict=True)]
    opening = f"{telling.open(rows[0].words)} {whens[0]}"
    who = list(dict.fromkeys(named(row.who) for row in rows))
    credit = ""
    if all(who):
        said = listed(who, "and") if len(who) <= MOST_NAMED else SEVERAL_SOURCES
        credit = ACCORDING_TO % {"who": said}
    printed = [f"{telling.printed(row.words)} {date}" for row, date in zip(rows, whens, strict=True)]
    others = listed(answers, "and").removeprefix(answers[0])
    return listed(printed, "and"), f"{opening}{others}{credit}."
