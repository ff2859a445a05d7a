from __future__ import annotations

import pytest

from factcheck.core.rounding import is_rounding, rounded_half_up, significant_digits
from tests.core.said import readings, terms

ROUNDINGS = [
    ("sixty for sixty-three", "60", "63", True),
    ("but not for sixty-five: half up is seventy", "60", "65", False),
    ("seventy for sixty-five", "70", "65", True),
    ("not for sixty-four", "70", "64", False),
    ("thirty-four thousand for 33,834", "34,000", "33,834", True),
    ("not for 33,499", "34,000", "33,499", False),
    ("not for 34,500, which rounds up", "34,000", "34,500", False),
    ("34,499 still rounds down", "34,000", "34,499", True),
    ("one hundred for 109", "100", "109", True),
    ("not for 110: a tenth apart", "100", "110", False),
    ("not ten for fourteen, though fourteen rounds to ten", "10", "14", False),
    ("about may round as an exact figure does", "about 60", "63", True),
    ("at least may not", "at least 60", "63", False),
    ("nearly may not", "nearly 60", "63", False),
    ("a range may not", "60 to 61", "63", False),
    ("a vague word may not", "dozens", "63", False),
    ("decimals round as whole numbers do", "16.8%", "16.84%", True),
    ("and half up", "16.8%", "16.85%", False),
    ("sixteen for 16.4", "16%", "16.4%", True),
    ("16.0 says its tenths, so it is not 16.4 rounded", "16.0%", "16.4%", False),
    ("16.0 is 16.04 rounded", "16.0%", "16.04%", True),
    ("negatives round away from zero", "-70", "-65", True),
    ("and not towards it", "-60", "-65", False),
    ("minus sixty for minus sixty-three", "-60", "-63", True),
    ("never across zero", "-60", "63", False),
    ("zero rounds nothing", "0", "0.4", False),
    ("five miles for eight point one kilometres", "5 miles", "8.1 km", True),
    ("not for eight point nine", "5 miles", "8.9 km", False),
    ("eight kilometres for five miles", "8 km", "5 miles", True),
]


@pytest.mark.parametrize(("case", "one", "other", "rounds"), ROUNDINGS, ids=[row[0] for row in ROUNDINGS])
def test_one_figure_is_the_other_rounded(case, one, other, rounds):
    first, second = readings([one, other], terms(tolerance="0.0001"))
    assert first.is_read
    assert second.is_read
    if first.quantity.unit != second.quantity.unit:
        from factcheck.core.readings import on_one_scale

        first, second = on_one_scale((first, second))
    assert is_rounding(first, second) is rounds
    assert is_rounding(second, first) is rounds


@pytest.mark.parametrize(
    ("figure", "digits"),
    [
        ("60", 1),
        ("63", 2),
        ("34000", 2),
        ("16.0", 3),
        ("0.50", 2),
        ("0.05", 1),
        ("100.5", 4),
        ("0", 1),
        ("-60", 1),
    ],
)
def test_the_zeros_that_end_a_whole_number_do_not_count(figure, digits):
    from decimal import Decimal

    assert significant_digits(Decimal(figure)) == digits


def test_thirty_digits_round_without_loss():
    from decimal import Decimal
    from fractions import Fraction

    assert rounded_half_up(Decimal("1" * 29 + "5"), 29) == Fraction(int("1" * 28 + "20"))
    assert rounded_half_up(Decimal("0.00995"), 2) == Fraction(1, 100)
