"""The digest of a decision tells any change, and nothing that is none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.ledger import BEGINNING, digest_of, seal_of

ENTRY = {
    "record": "resolution",
    "key": 7,
    "rationale": "The register counts everyone.",
    "low": Decimal(0),
    "review_on": date(2027, 3, 3),
    "at": datetime(2026, 3, 3, 12, 30, 0, 250, tzinfo=UTC),
    "judged": [{"citation": 1, "standing": "preferred"}],
}


@pytest.mark.parametrize(
    "change",
    [
        {"rationale": "The register counts everyone"},
        {"key": 8},
        {"low": None},
        {"low": Decimal("0.1")},
        {"review_on": date(2027, 3, 4)},
        {"at": datetime(2026, 3, 3, 12, 30, 0, 251, tzinfo=UTC)},
        {"judged": [{"citation": 1, "standing": "rejected"}]},
        {"judged": []},
        {"another": "word"},
    ],
)
def test_any_change_of_a_decision_changes_its_digest(change):
    assert digest_of(BEGINNING, ENTRY | change) != digest_of(BEGINNING, ENTRY)


def test_a_change_of_the_thirtieth_digit_changes_the_digest():
    low, another = Decimal("123456789012345678901234567890.1"), Decimal("123456789012345678901234567890.2")
    assert digest_of(BEGINNING, ENTRY | {"low": low}) != digest_of(BEGINNING, ENTRY | {"low": another})


@pytest.mark.parametrize(
    "same",
    [
        {"a_column_of_later": ""},
        {"a_column_of_later": None},
        {"a_column_of_later": False},
        {"low": Decimal("0.00")},
        {"at": datetime(2026, 3, 3, 21, 30, 0, 250, tzinfo=timezone(timedelta(hours=9)))},
    ],
)
def test_a_later_column_or_another_spelling_of_the_same_changes_nothing(same):
    assert digest_of(BEGINNING, ENTRY | same) == digest_of(BEGINNING, ENTRY)


@given(st.lists(st.text(), min_size=2, max_size=6), st.data())
def test_a_change_anywhere_changes_every_digest_after_it(words, data):
    place = data.draw(st.integers(0, len(words) - 1))
    other = data.draw(st.text().filter(lambda text: text != words[place]))
    changed = [*words[:place], other, *words[place + 1 :]]
    one, another = _chain(words), _chain(changed)
    assert one[:place] == another[:place]
    assert all(a != b for a, b in zip(one[place:], another[place:], strict=True))
    assert seal_of(one) != seal_of(another)


def _chain(words: list[str]) -> list[str]:
    digests, previous = [], BEGINNING
    for number, word in enumerate(words, 1):
        previous = digest_of(previous, {"key": number, "why": word})
        digests.append(previous)
    return digests
