"""Numbers written in digits: which marks group them, which begin the decimals, and when that cannot be known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _

COMMA_LANGUAGES = frozenset(
    [
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "pl",
        "ru",
        "uk",
        "sv",
        "da",
        "nb",
        "nn",
        "no",
        "fi",
        "cs",
        "sk",
        "sl",
        "hr",
        "sr",
        "bg",
        "ro",
        "hu",
        "tr",
        "el",
        "id",
        "vi",
    ]
)
"""Languages that write three and a half as 3,5 and group thousands with a point or a space."""

POINT_LANGUAGES = frozenset(["en", "ko", "ja", "zh", "th", "he", "hi", "bn"])
"""Languages that write three and a half as 3.5 and group thousands with a comma."""

MAX_CHARACTERS = 80
"""Characters in one number; a longer one cannot be within thirty digits of sense."""

_PLAIN_MARKS = str.maketrans("’，．", "',.")

TOO_LONG = Sentence(_("The figure has too many digits to be kept as a number."))


@dataclass(frozen=True, slots=True)
class Doubt:
    """Digits that cannot be read for certain, and why; `likely` is the reading that English prose would mean."""

    reason: Sentence
    likely: Decimal | None = None


def read_digits(text: str, language: str = "") -> Decimal | Doubt:
    """The number that a run of digits, points, commas and apostrophes stands for.

    | written | read as |
    |---|---|
    | 1418, 1,418, 12,34,567, 30'000 | whole numbers: groups of three, or Indian groups |
    | 3.5, 0.125 | decimals |
    | 1,234.56 and 1.234,56 | the last mark begins the decimals |
    | 1.234.567 | 1,234,567: a point cannot stand twice before decimals |
    | 30.000 | by the language, and refused without one |
    | 3,5 | 3.5 in a language that writes so, refused elsewhere |
    """
    if text.isdecimal():
        return _long() if len(text) > MAX_CHARACTERS else Decimal(text)
    if len(text) > MAX_CHARACTERS:
        return _long()
    text = text.translate(_PLAIN_MARKS)
    marks = {mark for mark in ".,'" if mark in text}
    if marks == {"'"}:
        return _grouped(text, "'", "") or _unclear(text)
    if "'" in marks:
        return _unclear(text)
    if len(marks) == 2:
        decimal_mark, group_mark = (".", ",") if text.rfind(".") > text.rfind(",") else (",", ".")
        return _grouped(text, group_mark, decimal_mark) or _unclear(text)
    return _one_mark(text, marks.pop(), language[:2].lower())


def _long() -> Doubt:
    return Doubt(TOO_LONG)


def _unclear(text: str) -> Doubt:
    return Doubt(Sentence(_("“%(text)s” is not grouped like a number."), {"text": text}))


def _one_mark(text: str, mark: str, language: str) -> Decimal | Doubt:
    """A number with one sort of mark, which may group it or begin its decimals."""
    whole, _mark, rest = text.partition(mark)
    decimal_mark = "," if language in COMMA_LANGUAGES else "."
    if mark in rest:
        return _grouped(text, mark, "") or _unclear(text)
    if mark == decimal_mark:
        is_open = not language and len(rest) == 3 and len(whole) <= 3 and whole.strip("0") and whole[0] != "0"
        return _two_ways(text, whole, rest) if is_open else Decimal(f"{whole}.{rest}")
    if (grouped := _grouped(text, mark, "")) is not None:
        return grouped
    if mark == ".":
        return Decimal(text)
    return Doubt(
        Sentence(
            _(
                "“%(text)s” is a decimal comma in some languages; write %(whole)s.%(rest)s or say the language."
            ),
            {"text": text, "whole": whole, "rest": rest},
        )
    )


def _two_ways(text: str, whole: str, rest: str) -> Doubt:
    return Doubt(
        Sentence(
            _(
                "“%(text)s” can be read as %(whole)s,%(rest)s or as %(whole)s point %(rest)s; write it without doubt."
            ),
            {"text": text, "whole": whole, "rest": rest},
        ),
        Decimal(text),
    )


def _grouped(text: str, group_mark: str, decimal_mark: str) -> Decimal | None:
    """The number, if its groups are the usual ones; None otherwise."""
    whole, decimals = text, ""
    if decimal_mark:
        whole, _mark, decimals = text.rpartition(decimal_mark)
        if decimal_mark in whole:
            return None
    first, *groups = whole.split(group_mark)
    if first.startswith("0") or not 1 <= len(first) <= 3 or not groups or len(groups[-1]) != 3:
        return None
    sizes = {len(group) for group in groups[:-1]}
    if sizes - {3} and (sizes != {2} or len(first) > 2 or group_mark != ","):
        return None
    return Decimal("".join((first, *groups)) + (f".{decimals}" if decimals else ""))
