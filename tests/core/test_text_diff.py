"""What became of a text, paragraph by paragraph."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.text_diff import BlockKind, text_diff
from factcheck.core.word_diff import Fate

OLD = [
    "About 30,000 people have fled since 2016, the ministry said.",
    "It was a hard winter.",
    "Two came back in May.",
    "Nobody knows how many died.",
    "The border is closed.",
    "The end.",
]


def seen(was, now) -> list[str]:
    """Blocks in short: = kept, ~ rewritten with what went and came, - gone, + new, and counts of what is folded."""
    return [say(block) for block in text_diff(was, now)]


def say(block) -> str:
    if block.kind is BlockKind.FOLDED:
        return str(block.count)
    marks = {Fate.DELETED: "[-{}-]", Fate.INSERTED: "[+{}+]", Fate.KEPT: "{}"}
    words = "".join(marks[piece.fate].format(piece.text) for piece in block.pieces)
    return f"= {words}" if block.kind is BlockKind.KEPT else words


def test_a_text_that_stayed_is_one_fold():
    assert seen(OLD, OLD) == ["6"]
    assert seen([], []) == []


def test_a_figure_that_was_changed_is_seen_in_its_paragraph_and_the_rest_is_folded():
    new = [*OLD[:2], "Three came back in May.", *OLD[3:]]
    assert seen(OLD, new) == [
        "1",
        "= It was a hard winter.",
        "[-Two-][+Three+] came back in May.",
        "= Nobody knows how many died.",
        "2",
    ]


@pytest.mark.parametrize(
    ("new", "blocks"),
    [
        ([*OLD, "Corrected on 3 March."], ["5", "= The end.", "[+Corrected on 3 March.+]"]),
        (
            OLD[1:],
            [
                "[-About 30,000 people have fled since 2016, the ministry said.-]",
                "= It was a hard winter.",
                "4",
            ],
        ),
        (["All is other."], [*(f"[-{words}-]" for words in OLD), "[+All is other.+]"]),
        ([], [f"[-{words}-]" for words in OLD]),
    ],
)
def test_what_went_and_what_came_is_told_apart(new, blocks):
    assert seen(OLD, new) == blocks


def test_a_paragraph_put_before_a_rewritten_one_is_new_and_the_other_rewritten():
    new = [
        "Breaking: see below for all of it.",
        "About 35,000 people have fled since 2016, the ministry said.",
    ]
    assert seen(OLD[:1], new) == [
        "[+Breaking: see below for all of it.+]",
        "About [-30,000-][+35,000+] people have fled since 2016, the ministry said.",
    ]


@given(st.lists(st.sampled_from(OLD), max_size=9), st.lists(st.sampled_from([*OLD, "", "New."]), max_size=9))
def test_nothing_is_lost_between_two_texts(was, now):
    gone = kept = came = 0
    for block in text_diff(was, now):
        gone += block.kind in {BlockKind.GONE, BlockKind.REWRITTEN}
        came += block.kind in {BlockKind.CAME, BlockKind.REWRITTEN}
        kept += block.count + (block.kind is BlockKind.KEPT)
    assert (gone + kept, came + kept) == (len(was), len(now))


@pytest.mark.parametrize("change", ["every tenth", "all", "repeats"])
def test_two_texts_of_three_hundred_pages_are_compared_at_once(change):
    old = [
        f"Paragraph {number} has words {number * 7} and says {number * 3} people came. " * 12
        for number in range(3_000)
    ]
    new = {
        "every tenth": [
            text if number % 10 else text.replace("came", "fled") for number, text in enumerate(old)
        ],
        "all": [f"Zebra {number} quagga {number}. " * 30 for number in range(3_000)],
        "repeats": ["* * *", old[0]] * 1_500,
    }[change]
    began = process_time()
    assert list(text_diff(old, new))
    assert process_time() - began < 8
