"""Who gives an answer and as of when, as a sentence says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.core.drafting.given import GivenAnswer, date_words
from factcheck.core.drafting.word_sets import word_set
from factcheck.core.sentences import gettext_noop as _

ACCORDING_TO = _(", according to %(who)s")
ONE_SOURCE, ANOTHER_SOURCE = _("one source"), _("another source")

_BODIES = word_set(
    "Ministry Department Bureau Office Agency Administration Commission Council Committee Organization Organisation "
    "Authority Government Parliament Senate Army Navy Police Church Programme Program Fund Foundation Association "
    "Federation Union League Institute Centre Center Court Bank Service Board"
)
_SHORT = word_set("UN US UK EU WHO CIA FBI IMF FAO OECD")
_ARTICLES = frozenset({"a", "an", "the", "some", "one", "two", "several", "its", "their"})


def named(who: str) -> str:
    """A name as it stands inside a sentence: ministries, agencies and their like take an article, people none."""
    who = " ".join(who.split()).rstrip(".")
    if who[:4] == "The ":
        return f"the {who[4:]}"
    words = who.split()
    if not words or words[0].lower() in _ARTICLES or words[0].endswith(("'s", "’s")):
        return who
    if who in _SHORT:
        return f"the {who}"
    head = re.split(r",| of | for | on ", who)[0].split()
    is_one_body = (
        bool(head) and head[-1] in _BODIES and " and " not in who.split(" of ")[0] and words[0][:1].isupper()
    )
    return f"the {who}" if is_one_body else who


def dated(as_of: str, question: str) -> str:
    """“ (January 2018)”, or nothing where there is no date or the question names it already."""
    words = date_words(as_of)
    is_named = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", question, re.IGNORECASE)
    return f" ({words})" if words and not is_named else ""


def with_credit(statement: str, answer: GivenAnswer, question: str) -> str:
    """The statement, who says so, and as of when."""
    who = named(answer.who)
    credit = ACCORDING_TO % {"who": who} if who else ""
    return f"{statement}{credit}{dated(answer.as_of, question)}"


def credited(answer: GivenAnswer, place: int, question: str) -> str:
    """Who gives one of several rival answers; where nobody is named, “one source” and then “another source”."""
    who = named(answer.who) or (ANOTHER_SOURCE if place else ONE_SOURCE)
    return f"{ACCORDING_TO % {'who': who}}{dated(answer.as_of, question)}"


def listed(words: Sequence[str], joint: str) -> str:
    """“a”, “a or b”, “a, b or c”; with semicolons where one of them has a comma of its own."""
    if len(words) == 1:
        return words[0]
    if any(", " in one for one in words):
        return f"{'; '.join(words[:-1])}; {joint} {words[-1]}"
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"
