"""How an answer stands inside a sentence: its words as the source printed them, with the figures left as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from factcheck.core.dates import DateError, read_period
from factcheck.core.units import UnitKind, unit_for, unit_words

_HEDGES = (
    "about around approximately roughly some circa nearly almost just under over below above more less fewer than "
    "up to at most least no only as many much close slightly well an a estimated exactly minimum maximum of "
    "between from and or so exceeding"
)
_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion "
    "dozen dozens hundreds thousands millions billions tens half zero none"
)
_BARE = frozenset(_HEDGES.split()) | frozenset(_NUMBER_WORDS.split())
_LOWERED = _BARE | {"as"}
_DIGITS = re.compile(r"[~+-]?\d[\d.,\u00a0\u2009\u202f]*(?:[-–—]\d[\d.,]*)?")
_VAGUE_END = frozenset({"dozens", "hundreds", "thousands", "millions", "billions"})
_SHARES = re.compile(
    r"%|\bper ?cent\b|\b(?:half|quarters?|thirds?|fifths?|tenths?|majority|minority)$", re.IGNORECASE
)
_LOW_TO_HIGH = re.compile(
    r"(?:from )?as (?:low|few|little) as (.+?) (?:and|to|or) as (?:high|many|much) as (.+)"
)
_EXCEEDS = re.compile(r"(?:exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?) (?=\S)")

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_ON = re.compile(rf"\d{{1,2}} (?:{_MONTH}) \d{{4}}")
_IN = re.compile(rf"(?:about )?(?:(?:{_MONTH}|spring|summer|autumn|winter) )?\d{{4}}|the \d{{3,4}}0s")
_FROM = re.compile(r"\S.* to \S.*")


class Slot(StrEnum):
    """The place that an answer takes in a sentence."""

    COUNT = "count"
    SHARE = "share"
    AMOUNT = "amount"
    LENGTH = "length"
    FREE = "free"
    WHEN = "when"
    WORDS = "words"


_LENGTHS = frozenset({UnitKind.LENGTH, UnitKind.AGE, UnitKind.DURATION})
_LENGTH_WORDS = re.compile(
    r"\b(?:(?:kilo|centi|milli)?met(?:re|er)s?|feet|foot|inch(?:es)?|yards?|miles?|k?m|cm|mm|ft|years?|months?|days?)$"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A slot, the words that follow it, the unit in which its claim is answered, and whether in words instead."""

    slot: Slot
    after: str = ""
    unit: str = ""
    is_text: bool = False


def plain(words: str) -> str:
    return " ".join(words.split()).rstrip(".;,")


def tidied(words: str) -> str:
    """An answer as it stands inside a sentence: no capital that only began one, and “between 1 and 2” for “as low as 1
    and as high as 2”, “more than 1” for “exceeded 1”. The figures are untouched.
    """
    words = " ".join(words.split()).rstrip(".;,:!?")
    first, _space, rest = words.partition(" ")
    if first.lower() in _LOWERED or _EXCEEDS.match(words[:1].lower() + words[1:]):
        words = f"{first.lower()} {rest}".strip()
    words = _EXCEEDS.sub("more than ", words, count=1) if _EXCEEDS.match(words) else words
    if match := _LOW_TO_HIGH.fullmatch(words):
        return f"between {match[1]} and {match[2]}"
    return words


def is_bare(words: str) -> bool:
    """Whether an answer is numbers and hedges alone, with no unit and no noun."""
    tokens = words.lower().replace("half-a-dozen", "half a dozen").split()
    return bool(tokens) and all(
        _DIGITS.fullmatch(token.strip(",")) or all(part in _BARE for part in token.strip(",").split("-"))
        for token in tokens
    )


def fitted(words: str, spot: Spot) -> str | None:  # noqa: PLR0911 -- one line for each place
    """The answer as it stands in a place of a sentence, or None where it would not read as English there."""
    if spot.is_text or spot.slot is Slot.WORDS:
        return _as_words(plain(words), spot.slot)
    words = tidied(words)
    match spot.slot:
        case Slot.COUNT:
            return _as_count(words, spot.after.split())
        case Slot.SHARE:
            return _as_share(words, spot.unit)
        case Slot.AMOUNT:
            return _with_unit(words, spot.unit)
        case Slot.LENGTH:
            with_unit = _with_unit(words, spot.unit)
            return with_unit if with_unit and _LENGTH_WORDS.search(with_unit.lower()) else None
        case Slot.FREE:
            is_count = unit_for(spot.unit).kind is UnitKind.COUNT
            return words if is_count and is_bare(words) else _with_unit(words, spot.unit)
        case Slot.WHEN:
            return when(words)


def _as_words(words: str, slot: Slot) -> str | None:
    return words if slot in {Slot.FREE, Slot.WORDS} and _is_short(words) else None


def _as_count(words: str, noun: list[str]) -> str | None:
    """“580,000 people” before “people died” loses its noun; “thousands” gains an “of”; one person is left alone,
    because the question speaks of many.
    """
    tokens = words.split()
    lowered = [token.lower() for token in noun]
    for length in range(min(3, len(tokens) - 1), 0, -1):
        if [token.lower() for token in tokens[-length:]] == lowered[:length]:
            tokens = tokens[:-length]
            break
    words = " ".join(tokens)
    is_of = noun[:1] == ["of"]
    if is_of and _SHARES.search(words):
        return words
    if (
        not is_bare(words)
        or tokens[-1].lower() in {"one", "1", "none", "so"}
        or "," in {w[-1] for w in tokens}
    ):
        return None
    return f"{words} of" if tokens[-1].lower() in _VAGUE_END and not is_of else words


def _as_share(words: str, unit: str) -> str | None:
    if _SHARES.search(words):
        return words
    return f"{words} percent" if unit_for(unit).kind is UnitKind.PERCENT and unit and is_bare(words) else None


def _with_unit(words: str, unit: str) -> str | None:
    if not is_bare(words):
        return words if _is_short(words) else None
    kind = unit_for(unit).kind
    if not unit or kind in {UnitKind.AGE, UnitKind.OTHER}:
        return None
    last = words.rsplit(maxsplit=1)[-1].lower()
    if last in _VAGUE_END | {"one", "1", "so"}:
        return None
    return f"{words} {unit_words(unit, None)}"


def _is_short(words: str) -> bool:
    """Whether words can stand in a sentence: not a passage, and no sentence of their own."""
    return 0 < len(words.split()) <= 12 and not re.search(r"[.;:?!]\s", words)


def when(words: str) -> str | None:
    """A date as it stands at the end of a sentence: “in June 2017”, “on 12 June 2017”, “from 2016 to 2024”, “since
    2016”; None where it cannot be placed.
    """
    if words.startswith("between ") and " and " in words:
        return words
    try:
        period = read_period(words)
    except DateError:
        return None
    said = period.words if period else words
    if _ON.fullmatch(said):
        return f"on {said}"
    if _IN.fullmatch(said):
        return f"in {said}"
    if said.startswith(("since ", "until ")):
        return said
    return f"from {said}" if _FROM.fullmatch(said) and (period or said == words) else None
