from __future__ import annotations

import pytest

from tests.core.said import compared, terms

FIXED, PERIOD, LEVEL, RUNNING = (terms(lives) for lives in ("fixed", "period", "level", "running"))

REASONS = [
    (
        "a stand-in date is named",
        LEVEL,
        ("$17,000", "2019"),
        ("$85,000", "", "2019-06"),
        "“$17,000” (2019) and “$85,000” (June 2019, when it was published) cannot both be right: "
        "no figure satisfies both, and the times for which they hold overlap.",
    ),
    (
        "an end at publication is named",
        RUNNING,
        ("about 30,000", "2018-01"),
        ("about 35,000", "since 2016", "2024~"),
        "“about 35,000” (since 2016, up to its publication in about 2024) and “about 30,000” (January 2018) "
        "cannot both be right: no figure satisfies both, and the times for which they hold overlap.",
    ),
    (
        "an open period is named in words",
        PERIOD,
        ("5", "2016/.."),
        ("4", "2017"),
        "“5” is for a period without a beginning or an end (since 2016). This question has an answer for each "
        "period, so it is compared with nothing.",
    ),
    (
        "a missing period",
        PERIOD,
        "5",
        ("4", "2017"),
        "No period is stated for “5”. This question has an answer for each period, so it is compared with nothing.",
    ),
    (
        "dates that are none are quoted",
        LEVEL,
        ("5", "an average year", "2017"),
        ("4", "2017"),
        "“5” is said to hold for “an average year”, which names no dates, so it is compared with nothing.",
    ),
    (
        "neither date",
        LEVEL,
        "5",
        ("4", "2017"),
        "No period is stated for “5”, and its source has no publication date to go by, so it is compared with nothing.",
    ),
    (
        "figures that meet and count different things",
        LEVEL,
        ("over 65%", "2012", "", "arrivals"),
        ("90%", "2012", "", "in China"),
        "“over 65%” and “90%” can both be right, and they count different things: arrivals, and in China.",
    ),
    (
        "a missing scope is said to be missing",
        FIXED,
        ("5", "", "", "women"),
        "9",
        "“5” and “9” count different things: women, and no scope stated.",
    ),
    (
        "a part that meets its whole",
        PERIOD,
        ("no fewer than three", "2017-06"),
        ("four", "2017"),
        "“no fewer than three” and “four” can both be right: the one is for June 2017, which is a part of 2017.",
    ),
]


@pytest.mark.parametrize(("case", "on", "one", "other", "reason"), REASONS, ids=[row[0] for row in REASONS])
def test_the_reason_says_what_an_editor_needs_to_know(case, on, one, other, reason):
    assert str(compared(one, other, on).reason) == reason
