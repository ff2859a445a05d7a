from __future__ import annotations

import pytest

from tests.core.said import flags, terms

POSITIONS = [
    ("ten articles and one make two positions, not ten pairs", ["30,000"] * 10 + ["35,000"], [30000, 35000]),
    ("a range that two rivals share belongs to both", ["10", "20", "5 to 25"], [10, 20]),
    ("three rivals are three positions", ["1", "2", "3"], [1, 2, 3]),
    (
        "an answer is the greatest low of all that it satisfies, wide ranges included",
        ["1 to 5", "6 to 7", "4 to 10", "11"],
        [4, 6, 11],
    ),
]


@pytest.mark.parametrize(("case", "figures", "answers"), POSITIONS, ids=[row[0] for row in POSITIONS])
def test_rival_answers_are_sorted_into_the_fewest_positions(case, figures, answers):
    flag = next(flag for flag in flags(figures, terms()) if flag.kind == "value")
    assert [position.answer.value for position in flag.positions] == answers


def test_a_citation_stands_in_every_position_whose_answer_satisfies_it():
    [flag] = [flag for flag in flags(["1 to 5", "6 to 7", "4 to 10", "11"], terms()) if flag.kind == "value"]
    runs = {member.reading.figure: (member.first, member.last) for member in flag.members}
    assert runs == {"1 to 5": (0, 0), "6 to 7": (1, 1), "4 to 10": (0, 1), "11": (2, 2)}
