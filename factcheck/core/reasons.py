"""The sentences that say how two citations stand to each other, for an editor who has never seen the tool."""

from __future__ import annotations

from factcheck.core.claims import AnswerKind, Lives, Terms
from factcheck.core.dates import DateError, read_period
from factcheck.core.readings import Reading
from factcheck.core.sentences import gettext_noop as _

NO_SCOPE = _("no scope stated")

UNREAD = _(
    "“%(first)s” is kept as words: it could not be read as an answer for certain, so it is compared with nothing."
)
DIFFERENT_CURRENCY = _(
    "“%(first)s” and “%(second)s” are in two currencies, and no rate is assumed between them."
)
DIFFERENT_UNIT = _("“%(first)s” and “%(second)s” are in units that do not convert into each other.")

AGREE: dict[str, str] = {
    "": _("“%(first)s” and “%(second)s” say the same."),
    "scope": _(
        "“%(first)s” and “%(second)s” say the same, of different things: %(first_scope)s, and %(second_scope)s."
    ),
    "part": _(
        "“%(first)s” and “%(second)s” say the same, the one for %(first_as_of)s, a part of %(second_as_of)s."
    ),
    "period": _(
        "“%(first)s” and “%(second)s” say the same, the one for %(first_as_of)s, the other for %(second_as_of)s."
    ),
}
"""By what else tells the two apart: nothing, their scope, a part and its whole, or their periods."""

COMPATIBLE: dict[str, str] = {
    "": _("“%(first)s” and “%(second)s” can both be right: some answer satisfies both."),
    "scope": _(
        "“%(first)s” and “%(second)s” can both be right, and they count different things: "
        "%(first_scope)s, and %(second_scope)s."
    ),
    "part": _(
        "“%(first)s” and “%(second)s” can both be right: the one is for %(first_as_of)s, "
        "which is a part of %(second_as_of)s."
    ),
    "period": _(
        "“%(first)s” and “%(second)s” can both be right: the one is for %(first_as_of)s, "
        "the other for %(second_as_of)s."
    ),
}

DIFFERENT_SCOPE = _(
    "“%(first)s” and “%(second)s” count different things: %(first_scope)s, and %(second_scope)s."
)
DIFFERENT_AS_OF = _(
    "“%(first)s” holds for %(first_as_of)s and “%(second)s” for %(second_as_of)s: "
    "the answer may have changed between them."
)
DIFFERENT_PERIOD = _(
    "“%(first)s” is for %(first_as_of)s and “%(second)s” for %(second_as_of)s: each period has its own answer."
)
GROWN = _("The total may have grown from “%(first)s” (%(first_as_of)s) to “%(second)s” (%(second_as_of)s).")
PART_OF_WHOLE = _(
    "“%(first)s” is for %(first_as_of)s, a part of %(second_as_of)s, for which “%(second)s” is given."
)
ROUNDING = _("“%(first)s” and “%(second)s” differ by no more than rounding.")
FALLS = _(
    "This total never falls, but it was “%(first)s” for %(first_as_of)s "
    "and later “%(second)s” for %(second_as_of)s."
)
PART_EXCEEDS_WHOLE = _(
    "“%(first)s” for %(first_as_of)s is more than “%(second)s” for the whole of %(second_as_of)s."
)

_RIVAL_FIGURES: dict[Lives, str] = {
    Lives.FIXED: _(
        "“%(first)s” and “%(second)s” cannot both be right: no figure satisfies both, "
        "and this question has one answer for ever."
    ),
    Lives.PERIOD: _(
        "“%(first)s” and “%(second)s” cannot both be right: no figure satisfies both, "
        "and both are for %(first_as_of)s."
    ),
    Lives.LEVEL: _(
        "“%(first)s” (%(first_as_of)s) and “%(second)s” (%(second_as_of)s) cannot both be right: "
        "no figure satisfies both, and the times for which they hold overlap."
    ),
}
_RIVAL_TEXTS: dict[Lives, str] = {
    Lives.FIXED: _(
        "“%(first)s” and “%(second)s” are different answers, and this question has one answer for ever."
    ),
    Lives.PERIOD: _("“%(first)s” and “%(second)s” are different answers, and both are for %(first_as_of)s."),
    Lives.LEVEL: _(
        "“%(first)s” (%(first_as_of)s) and “%(second)s” (%(second_as_of)s) are different answers, "
        "and the times for which they hold overlap."
    ),
}
_RIVAL_DATES = _(
    "“%(first)s” and “%(second)s” are different dates, and this question has one answer for ever."
)

_PERIOD_UNSTATED = _(
    "No period is stated for “%(first)s”. This question has an answer for each period, so it is compared with nothing."
)
_PERIOD_OPEN = _(
    "“%(first)s” is for a period without a beginning or an end (%(first_as_of)s). This question has an answer for "
    "each period, so it is compared with nothing."
)
_DATE_UNSTATED = _(
    "No period is stated for “%(first)s”, and its source has no publication date to go by, so it is compared with "
    "nothing."
)
_DATE_UNREAD = _(
    "“%(first)s” is said to hold for “%(first_as_of)s”, which names no dates, so it is compared with nothing."
)


def conflict(kind: AnswerKind, lives: Lives) -> str:
    """Why two answers that hold at the same time cannot both be right."""
    if kind is AnswerKind.DATE:
        return _RIVAL_DATES
    templates = _RIVAL_TEXTS if kind is AnswerKind.TEXT else _RIVAL_FIGURES
    return templates[Lives.LEVEL if lives is Lives.RUNNING else lives]


def no_period(reading: Reading, terms: Terms) -> str:
    """Why no time is known for which a figure holds."""
    if not reading.as_of_words:
        return _PERIOD_UNSTATED if terms.lives is Lives.PERIOD else _DATE_UNSTATED
    try:
        names_dates = read_period(reading.as_of_words) is not None
    except DateError:
        names_dates = False
    return _PERIOD_OPEN if names_dates else _DATE_UNREAD
