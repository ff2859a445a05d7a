"""What stands in digits or number words in prose and is no figure: names, dates, times, scores, addresses.

Each rule looks at the number that begins at a place. It answers the place where reading may go on, past what it
refuses, or 0 where it has nothing against the number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from factcheck.core.figures.refusal_names import (
    a_label,
    a_list_number,
    a_name,
    a_post_code,
    an_address,
    an_aircraft,
    an_ordinal,
    inside_a_word,
)
from factcheck.core.figures.refusal_sayings import (
    a_bare_multiplier,
    a_fixed_saying,
    a_pronoun,
    a_score,
    a_sort_of_dozen,
    half_of_something,
)
from factcheck.core.figures.refusal_times import a_clock_time, a_date, a_telephone, a_year
from factcheck.core.figures.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule, with a text in which it refuses every number, and one in which it does not."""

    rule: Callable[[Tokens, int], int]
    refuses: str
    reads: str


DIGIT_RULES: tuple[Refusal, ...] = (
    Refusal(inside_a_word, "COVID-19 and the B52", "sub-7 nanometre chips"),
    Refusal(an_ordinal, "the 10th day", "10 days"),
    Refusal(a_clock_time, "at 11:30, or 10 p.m.", "10 percent"),
    Refusal(a_date, "on March 29, 2019 and 2019-09-01", "29 ships"),
    Refusal(a_telephone, "call 555-1234 or 0800 555 0147", "555 ships"),
    Refusal(a_year, "in 2019 and the 1990s", "2000 people"),
    Refusal(a_label, "Section 427, Row 21, in week 34", "last week 34 ships sank"),
    Refusal(a_fixed_saying, "open 24/7", "7/8 of it"),
    Refusal(a_score, "beat Charlton 2-1", "2-3 percent"),
    Refusal(an_address, "at 12 Main Street", "12 main streets"),
    Refusal(a_list_number, "1) the first and 2) the second", "(33 percent)"),
    Refusal(an_aircraft, "the 737 Max", "737 aircraft"),
    Refusal(a_post_code, "the 90049 ZIP code, 98.4 FM", "90049 people"),
    Refusal(a_name, "in the Big 12", "the Dow fell 12 percent"),
)


WORD_RULES: tuple[Refusal, ...] = (
    Refusal(a_pronoun, "no one knows one another", "one student"),
    Refusal(a_bare_multiplier, "worth million", "worth a million"),
    Refusal(a_sort_of_dozen, "a baker's dozen, and a pair of shoes", "a dozen shoes"),
    Refusal(half_of_something, "in the first half", "half the students"),
    Refusal(a_label, "Phase Two", "two phases"),
    Refusal(a_clock_time, "at twenty past seven", "twenty ships past their time"),
)
