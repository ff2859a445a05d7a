"""Numbers that are a date, a time of day, a year or a telephone."""

from __future__ import annotations

from factcheck.core.figures.digits import MAX_CHARACTERS
from factcheck.core.figures.prose_words import (
    FUNCTION_WORDS,
    MONTHS,
    TIME_MARKS,
    YEAR_LEADS,
)
from factcheck.core.figures.tokens import DASHES, Tokens
from factcheck.core.figures.unit_words import CURRENCIES_BEFORE
from factcheck.core.units.currencies import SIGNS
from factcheck.core.units.word_sets import word_set

_TIME_JOINERS = frozenset({"to", "and", "or", "until", "-", "–"})


def a_clock_time(tokens: Tokens, place: int) -> int:
    """11:30, 10 p.m., 1.56pm, 7 o'clock, from 1 to 6 p.m."""
    if (
        tokens.words[place + 1] in _TIME_JOINERS
        and len(tokens.words[place]) <= 2
        and tokens.is_number(place + 2)
    ):
        return _one_clock_time(tokens, place + 2)
    return _one_clock_time(tokens, place)


_HOURS = word_set("one two three four five six seven eight nine ten eleven twelve noon midnight")


def _one_clock_time(tokens: Tokens, place: int) -> int:
    words = tokens.words
    if (
        words[place + 1] == ":"
        and tokens.glued(place)
        and tokens.is_number(place + 2)
        and len(words[place]) <= 2
    ):
        last = place + 3
        while words[last] in {":", "."} and tokens.glued(last - 1) and tokens.is_number(last + 1):
            last += 2
        return last
    after = words[place + 1]
    if after == "past" and words[place + 2] in _HOURS:
        return place + 3
    if after in TIME_MARKS and after not in {"et", "pt", "hrs"}:
        return place + 2
    if after in {"a", "p"} and words[place + 2] == "." and words[place + 3] == "m":
        return place + 4
    return 0


def a_date(tokens: Tokens, place: int) -> int:
    """March 29, 29 March 2019, Aug. 14, 5/17/2018, 2019-09-01, the days of a month."""
    words = tokens.words
    if (last := _digit_chain(tokens, place)) > place:
        return last
    if not (words[place].isdecimal() and len(words[place]) <= 2 and 0 < int(words[place]) <= 31):
        return 0
    before = words[place - 1] if words[place - 1] != "." else words[place - 2]
    if (
        before in MONTHS
        and (before != "may" or tokens.raw[place - 1] != "may")
        and (before != "march" or tokens.raw[place - 1] != "march")
    ):
        return _rest_of_date(tokens, place + 1)
    after = words[place + 1]
    if after in MONTHS and tokens.raw[place + 1][0].isupper():
        return _rest_of_date(tokens, place + 2)
    if (
        after in DASHES
        and tokens.is_number(place + 2)
        and words[place + 3] in MONTHS
        and tokens.raw[place + 3][0].isupper()
    ):
        return _rest_of_date(tokens, place + 4)
    return 0


def _rest_of_date(tokens: Tokens, place: int) -> int:
    """Days joined to the first ("June 3-5", "3 and 4 June") and the year behind."""
    words = tokens.words
    if (
        words[place] in DASHES
        and tokens.glued(place)
        and tokens.is_number(place + 1)
        and len(words[place + 1]) <= 2
    ):
        place += 2
    if words[place] == "," and _is_year(words[place + 1]):
        return place + 2
    return place + 1 if _is_year(words[place]) else place


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and "1000" <= word <= "2199"


def _digit_chain(tokens: Tokens, place: int) -> int:
    """Three or more numbers joined by hyphens, slashes or points touching them: a date, a telephone, a version."""
    last, links = place, 0
    while (
        tokens.is_number(last)
        and tokens.words[last + 1] in {"-", "/", "–"}
        and tokens.glued(last)
        and tokens.glued(last + 1)
        and tokens.is_number(last + 2)
        and links < 50
    ):
        last += 2
        links += 1
    if links >= 2 or len(tokens.words[place]) > MAX_CHARACTERS:
        return last + 1
    if tokens.words[place].count(".") >= 2 and not _is_point_grouped(tokens.words[place]):
        return place + 1
    return place


def _is_point_grouped(text: str) -> bool:
    first, *groups = text.split(".")
    return (
        0 < len(first) <= 3
        and all(len(group) == 3 for group in groups[:-1])
        and len(groups[-1].partition(",")[0]) == 3
    )


def a_telephone(tokens: Tokens, place: int) -> int:
    """555-1234, (248) 647-7221, +1 212 555 0100 and 0800 555 0147."""
    words = tokens.words
    if (
        words[place].isdecimal()
        and words[place][0] == "0"
        and len(words[place]) >= 3
        and tokens.is_number(place + 1)
    ):
        last = place + 1
        while (tokens.is_number(last) or words[last] in {"-", "/"}) and last - place < 8:
            last += 1
        return last
    is_area = words[place].isdecimal() and len(words[place]) == 3
    if is_area and words[place + 1] == "-" and words[place + 2].isdecimal() and len(words[place + 2]) == 4:
        return place + 3 if tokens.glued(place) and tokens.glued(place + 1) else 0
    if is_area and words[place - 1] == "(" and words[place + 1] == ")" and words[place + 3] == "-":
        return place + 5
    is_abroad = words[place - 1] == "+" and tokens.glued(place - 1)
    if is_abroad and tokens.is_number(place + 1) and tokens.is_number(place + 2):
        last = place
        while tokens.is_number(last) and last - place < 8:
            last += 1
        return last
    return 0


def a_year(tokens: Tokens, place: int) -> int:  # noqa: PLR0911 (one answer for each case)
    """In 2019, since 1991, 2018-19, the 1990s; a number of things is no year: 2000 people."""
    words = tokens.words
    word = words[place]
    if not _is_year(word):
        return 0
    after = words[place + 1]
    if after == "over" and (tokens.is_number(place + 2) or not words[place - 1]):
        return 0
    if after in {"s", "'s", "’s"} and tokens.glued(place):
        return place + 2
    before = words[place - 1]
    if before in SIGNS or (
        before and CURRENCIES_BEFORE.behind(tokens, place, max(0, place - 2)) is not None and before != "real"
    ):
        return 0
    if before in {"in", "by", "since", "until", "before", "after", "from"} and word > "2100":
        return _joined_year(tokens, place)
    if "1900" <= word <= "2100" and not _counts_something(tokens, place):
        return _joined_year(tokens, place)
    if (
        before in {"in", "since", "year", "circa", "until", "ad", "bc"}
        or before in MONTHS
        or (before in {"d", "."} and words[place - 2] in {"d", "."})
    ):
        return _joined_year(tokens, place)
    if after in {"ad", "bc", "bce", "ce"}:
        return place + 2
    if (
        before in {"and", "to"}
        and _is_year(words[place - 2])
        and words[place - 3] in {"d", "between", "from", "."}
    ):
        return place + 1
    return 0


def _joined_year(tokens: Tokens, place: int) -> int:
    """2018-19 and 2018/19."""
    words = tokens.words
    if (
        words[place + 1] in {"-", "–", "/"}
        and tokens.glued(place)
        and tokens.is_number(place + 2)
        and len(words[place + 2]) in {2, 4}
    ):
        return place + 3
    return place + 1


def _counts_something(tokens: Tokens, place: int) -> bool:
    """2000 people, 1950 sq m: a plural noun or a unit right behind, and no word for time in front."""
    if tokens.words[place - 1] in YEAR_LEADS and tokens.words[place - 1] not in {
        "of",
        "to",
        "the",
        "around",
        "from",
        "and",
        "after",
        "than",
    }:
        return False
    after = tokens.words[place + 1]
    if after in {
        "percent",
        "%",
        "people",
        "men",
        "women",
        "children",
        "km",
        "mw",
        "kg",
        "sq",
        "m",
        "hp",
        "bhp",
        "mah",
        "feet",
        "ft",
    }:
        return True
    if tokens.words[place - 1] in YEAR_LEADS or not after:
        return False
    return (
        len(after) > 3
        and after.endswith("s")
        and not after.endswith(("ss", "us", "is"))
        and after not in FUNCTION_WORDS
        and after.isalpha()
    )
