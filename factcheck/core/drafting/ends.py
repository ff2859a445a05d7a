"""The lowest and the highest of what sources state, in their words."""

from __future__ import annotations

import re

from factcheck.core.drafting.answers import is_bare, tidied
from factcheck.core.drafting.naming import listed

_UPPER = re.compile(
    r"(?:up to|under|below|at most|no more than|fewer than|less than|as many as|as much as|until)\b"
)
_LOWER = re.compile(
    r"(?:over|above|at least|more than|no fewer than|no less than|a minimum of|upwards of|since)\b"
)
_CLOSE = re.compile(r"(?:nearly|almost|just|slightly|well|close to|at)\b")
_ROUGHLY = re.compile(r"^(?:around|approximately|roughly|some|circa|~) ?(?=\S)")
_ONLY = re.compile(r"^(?:just|only) (?=\D{0,3}\d)")
_BETWEEN = re.compile(r"(?:between (.+?) and|from (.+?) to|(.+?) to|(.+?\d) ?[-–—]) ?(\S.*)")


def _range_of(words: str) -> tuple[str, str] | None:
    if words.startswith(("up to", "close to")):
        return None
    match = _BETWEEN.fullmatch(words)
    if not match:
        return None
    low = next(part for part in match.groups()[:4] if part)
    return low.strip(), match[5].strip()


def least_of(words: str) -> str:
    """The answer, or the low end of one that is a range."""
    words = tidied(words)
    ends = _range_of(words)
    return ends[0] if ends else words


def span(lowest: str, highest: str) -> str:
    """“between the lowest and the highest”. An end that a source leaves open (“over”, “up to”) cannot stand in it: such
    answers are named side by side.
    """
    low, high = tidied(lowest), tidied(highest)
    low_ends, high_ends = _range_of(low), _range_of(high)
    first = _ONLY.sub("", low_ends[0] if low_ends else low)
    last = _ONLY.sub("", high_ends[1] if high_ends else high)
    if low == high or first == last:
        return low
    if _UPPER.match(first) or _LOWER.match(last) or _UPPER.match(last) or ", " in f"{first}{last}":
        return listed([low, high], "or")
    first = _without_shared_unit(first, last)
    return f"from {first} to {last}" if _LOWER.match(first) else f"between {first} and {last}"


def _without_shared_unit(first: str, last: str) -> str:
    """“872 days” and “900 days” are “between 872 and 900 days”."""
    number, _space, unit = first.rpartition(" ")
    is_shared = last.endswith(f" {unit}") and not is_bare(unit) and is_bare(number)
    return number if is_shared else first


def at_least(words: str) -> str:
    """“at least 1,418”, “at least about 30,000”; what the source bounds itself (over, up to, nearly) stands."""
    words = _ONLY.sub("", tidied(words))
    if _UPPER.match(words) or _LOWER.match(words) or _CLOSE.match(words):
        return words
    return f"at least {_ROUGHLY.sub('about ', words)}"
