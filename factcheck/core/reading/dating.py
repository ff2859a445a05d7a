"""The time of a figure across sentences: from its own, or by a few sound rules from the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.core.figures.times import Published
from factcheck.core.reading.as_of import Basis, FoundTime
from factcheck.core.reading.comparing import is_what_it_was_before
from factcheck.core.reading.governing import time_of
from factcheck.core.reading.passages import Passage, Range
from factcheck.core.reading.times import Sense, TimeSaid, times_said


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A sentence with the times it says, and the time that it takes over from before where a figure has none."""

    text: str
    passage: Passage
    times: tuple[TimeSaid, ...]
    taken: FoundTime | None

    @property
    def own(self) -> FoundTime | None:
        """The one time that the sentence is about: what it says first that can be placed."""
        for time in self.times:
            if time.sense in {Sense.AT, Sense.TYPICAL} and time.edtf:
                return FoundTime(time.sense, time.edtf, self.text[time.start : time.end], Basis.SENTENCE)
        return None


def date_sentence(
    text: str,
    passage: Passage,
    here: Sequence[DatedSentence],
    before: Sequence[DatedSentence],
    published: Published | None,
) -> DatedSentence:
    """The times of a sentence; `here` are the sentences before it in its passage, `before` those of the passage
    before.
    """
    last = here[-1] if here else (before[-1] if before else None)
    time = (last.own or last.taken) if last else None
    times = times_said(text, published, time.edtf if time and time.sense is Sense.AT else "")
    return DatedSentence(text, passage, tuple(times), _taken(text, passage, here, before))


def _taken(  # noqa: PLR0911 -- one line for each
    text: str, passage: Passage, here: Sequence[DatedSentence], before: Sequence[DatedSentence]
) -> FoundTime | None:
    if here:
        last = here[-1]
        if _opens_a_quote(last.text) and not _opens_a_quote(text):
            return None  # what was quoted is over
        if is_same_again(text) or _goes_on(text, last):
            return _passed_on(last.own or last.taken, Basis.BEFORE)
        return here[0].taken if here[0].taken and here[0].taken.basis is Basis.INTRODUCED else None
    if not before:
        return None
    if goes_on_alike(text):
        said = next((one.own for one in before if one.own), None)
        return _passed_on(said, Basis.BEFORE)
    last = before[-1]
    if passage.speaker and last.passage.speaker and passage.speaker != last.passage.speaker:
        return _between_speakers(text, passage, last)
    return None


def _opens_a_quote(text: str) -> bool:
    return text.startswith(("“", '"', "„", "«"))


def _between_speakers(text: str, passage: Passage, last: DatedSentence) -> FoundTime | None:
    """From one voice of a transcript to the next: the story goes on, or the first introduced the second."""
    if is_same_again(text) or _goes_on(text, last):
        return _passed_on(last.own or last.taken, Basis.BEFORE)
    if passage.speaker.split()[-1] in last.text or passage.speaker in last.text:
        return _passed_on(last.own, Basis.INTRODUCED)
    return None


def _goes_on(text: str, last: DatedSentence) -> bool:
    """Whether a story that the sentence before dates, or that it tells as past, is told on."""
    return tells_what_was(text) and (last.own is not None or tells_what_was(last.text))


def _passed_on(time: FoundTime | None, basis: Basis) -> FoundTime | None:
    if time is None:
        return None
    return FoundTime(time.sense, time.edtf, time.words, basis, time.is_state)


_PRESENT = re.compile(
    r"\b(?:is|are|am|has|have|now|currently|will|can|today|['’]s been|stand|stands|live|lives|risk|remains?)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|took|came|went|made|fell|rose|left|got|gave|found|became|began|paid|sold|sent|held|brought"
    r"|struck|sank|drove|spoke|wrote|shot|caught|fled|lost|saw|met|told|kept|ran|won|bought|built|\w{2,}ed)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"[“\"]?(?:That|This|It)(?:['’]s| is| was| equals| amounts to| means)\b|[“\"]?(?:Of (?:these|those|them|whom))\b"
)
_ALIKE = re.compile(r"[“\"]?(?:Similarly|Likewise|In the same way|Equally)\b")
_QUOTES = re.compile(r"“[^”]*”|\"[^\"]*\"")


def tells_what_was(sentence: str) -> bool:
    """Whether a sentence tells a story in the past, with no verb of the present outside of quotes."""
    bare = _QUOTES.sub(" ", sentence)
    return _PAST.search(bare) is not None and _PRESENT.search(bare) is None


def is_same_again(sentence: str) -> bool:
    """Whether a sentence says what was just said in other words: “That's about …”, “Of those, …”."""
    return _AGAIN.match(sentence) is not None


def goes_on_alike(sentence: str) -> bool:
    """Whether a sentence says that what follows is like what was told before: “Similarly, …”."""
    return _ALIKE.match(sentence) is not None


_STATE = re.compile(
    r"\b(?:been|remain\w*|stay\w*|maintain\w*|stood|stand|stable|hover\w*|steady|unchanged|kept|held)\b"
)


def date_figure(dated: DatedSentence, figures: list[Range], place: int) -> FoundTime | None:
    """The time of one of a sentence's figures. What something changed from has only the time stated right behind it."""
    said = time_of(dated.text, dated.times, figures, place)
    is_behind = said is not None and said.start >= figures[place][1]
    if not is_behind and is_what_it_was_before(dated.text, figures, place):
        return FoundTime(Sense.ONCE, "", "", Basis.NONE)
    if said is None:
        return dated.taken
    lead = dated.text[: figures[place][0]]
    clause = re.split(r"[,;]|\band\b|\bbut\b|\bwhile\b", lead)[-1]
    return FoundTime(
        said.sense,
        said.edtf,
        dated.text[said.start : said.end],
        Basis.SENTENCE,
        _STATE.search(clause) is not None,
    )
