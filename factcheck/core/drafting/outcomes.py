"""The print-ready sentence of a decision, drafted from the outcome and the figures, for a reviewer to edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from inspect import cleandoc

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.drafting.answers import tidied
from factcheck.core.drafting.ends import at_least, least_of, span
from factcheck.core.drafting.given import GivenAnswer, date_words, series_of
from factcheck.core.drafting.naming import credited, dated, listed, named, with_credit
from factcheck.core.drafting.telling import Telling, telling_for, told_in_series
from factcheck.core.resolutions import NEVER_VERIFIES, Outcome, Standing
from factcheck.core.sentences import gettext_noop as _
from factcheck.core.words import fold

MOST_RIVALS = 6
"""As many answers as are printed beside one another; more of them are a table, not a sentence."""

MOST_DATES = 24
"""As many answers as a series prints."""

MAX_ANSWER, MAX_SENTENCE = 500, 2_000
"""Characters that a printed answer and its sentence may have."""

SOURCES_DIFFER = _("%(statement)s; sources differ.")
OTHERS_GIVE = _("%(statement)s; other sources give %(others)s.")
ANOTHER_GIVES = _("%(statement)s; another source gives %(others)s.")
LOWEST_FROM = _("%(statement)s; the lowest figure is from %(who)s")
BEST_ESTIMATE = _("%(statement)s; the best estimate is %(best)s.")


@dataclass(frozen=True, slots=True)
class Draft:
    """The answer as printed, and the sentence that prints it."""

    answer: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of a claim, the unit of its answers, what kind of answer it has and how that lives in time."""

    question: str
    unit: str = ""
    kind: AnswerKind = AnswerKind.QUANTITY
    lives: Lives = Lives.FIXED


def draft(asked: Asked, outcome: Outcome, answers: Sequence[GivenAnswer]) -> Draft | None:
    """What the desk might print, or None where there is nothing to print or the choice has not been made yet.

    `answers` are those of the positions, the least first, as a discrepancy counts them; for a series there may be
    one for each citation. Answers that were rejected are left out. Nothing is drafted for outcomes that print nothing;
    for those that print one answer while no standing says which; for a sentence longer than can be kept. No figure is
    changed: what stands in the draft stands in the question or in an answer.
    """
    kept = [one for one in answers if one.standing is not Standing.REJECTED and _says(one.words)]
    if outcome in NEVER_VERIFIES or not kept or not _says(asked.question):
        return None
    if asked.kind is AnswerKind.DATE:
        kept = [replace(answer, words=date_words(answer.words)) for answer in kept]
    drafted = _OUTCOMES[outcome](asked, kept)
    if drafted is None or len(drafted.answer) > MAX_ANSWER or len(drafted.sentence) > MAX_SENTENCE:
        return None
    return drafted


def _says(words: str) -> bool:
    return any(character.isalnum() for character in words)


def chosen(answers: Sequence[GivenAnswer]) -> GivenAnswer | None:
    """The answer that stands out: the only one, the only preferred one, or else the only accepted one."""
    if len(answers) == 1:
        return answers[0]
    for standing in (Standing.PREFERRED, Standing.ACCEPTED):
        found = [answer for answer in answers if answer.standing is standing]
        if found:
            return found[0] if len({fold(answer.words) for answer in found}) == 1 else None
    return None


def _use_one(asked: Asked, answers: Sequence[GivenAnswer]) -> Draft | None:
    """The answer that stands out, with who gives it and as of when."""
    best = chosen(answers)
    if best is None:
        return None
    telling = _telling(asked, [best.words], best.as_of)
    return Draft(
        telling.printed(best.words), _ended(with_credit(telling.open(best.words), best, telling.question))
    )


def _no_discrepancy(asked: Asked, answers: Sequence[GivenAnswer]) -> Draft | None:
    """The common answer: the one that stands out, or the words that all share; nobody is credited with it."""
    best = chosen(answers)
    if best is None and len({fold(answer.words) for answer in answers}) == 1:
        best = answers[0]
    if best is None:
        return None
    telling = _telling(asked, [best.words], best.as_of)
    statement = telling.open(best.words)
    date = dated(best.as_of, telling.question)
    return Draft(telling.printed(best.words), _ended(f"{statement}{date}"))


def _use_with_note(asked: Asked, answers: Sequence[GivenAnswer]) -> Draft | None:
    """The answer that stands out, and behind it what other sources give; of more than three, the span of them."""
    best = chosen(answers)
    if best is None:
        return None
    others = [answer for answer in answers if fold(answer.words) != fold(best.words)]
    if not others:
        return _use_one(asked, answers)
    telling = _telling(asked, [answer.words for answer in (best, *others)][:MOST_RIVALS], best.as_of)
    statement = with_credit(telling.open(best.words), best, telling.question)
    words = [telling.printed(answer.words) for answer in others]
    said = listed(words, "or") if len(words) <= 3 else span(words[0], words[-1])
    template = ANOTHER_GIVES if len(others) == 1 and others[0].sources == 1 else OTHERS_GIVE
    return Draft(telling.printed(best.words), template % {"statement": statement, "others": said})


def _report_range(asked: Asked, answers: Sequence[GivenAnswer]) -> Draft | None:
    """From the lowest answer to the highest, as the sources state them and not as the desk reads them. An answer in
    words has no range: the answers are named beside each other. A range that one source states is credited to it.
    """
    if asked.kind is AnswerKind.TEXT:
        return _report_both(asked, answers)
    lowest, highest = answers[0], answers[-1]
    words = span(lowest.words, highest.words)
    telling = _telling(asked, [words], _common_date(answers))
    if len(answers) == 1:
        return Draft(
            telling.printed(words), _ended(with_credit(telling.open(words), lowest, telling.question))
        )
    return Draft(telling.printed(words), SOURCES_DIFFER % {"statement": telling.open(words)})


def _low_best_high(asked: Asked, answers: Sequence[GivenAnswer]) -> Draft | None:
    """The range, and the answer that stands out as the best estimate, with who gives it."""
    best = chosen(answers)
    if best is None or len(answers) < 2 or asked.kind is AnswerKind.TEXT:
        return None
    words = span(answers[0].words, answers[-1].words)
    telling = _telling(asked, [words, best.words], _common_date(answers))
    credit = with_credit(telling.printed(best.words), best, telling.question)
    answer = f"{telling.printed(words)}; {telling.printed(best.words)}"
    return Draft(answer, _ended(BEST_ESTIMATE % {"statement": telling.open(words), "best": credit}))


def _conservative(asked: Asked, answers: Sequence[GivenAnswer]) -> Draft | None:
    """The answer that claims least: “at least” the lowest, or its low end where it is a range, and where the lowest
    comes from. A bound that the source itself sets (“over”, “up to”) is printed as it stands and credited. Of dates and
    words none claims least, so one must stand out.
    """
    if asked.kind is not AnswerKind.QUANTITY:
        return _use_one(asked, answers)
    lowest = answers[0]
    words = at_least(least_of(lowest.words))
    telling = _telling(asked, [words], lowest.as_of)
    statement = telling.open(words)
    if words == tidied(lowest.words):
        sentence = with_credit(statement, lowest, telling.question)
    else:
        # The source gave its figure without “at least”, so it is not credited with the statement.
        if who := named(lowest.who):
            statement = LOWEST_FROM % {"statement": statement, "who": who}
        sentence = f"{statement}{dated(lowest.as_of, telling.question)}"
    return Draft(telling.printed(words), _ended(sentence))


def _report_both(asked: Asked, answers: Sequence[GivenAnswer]) -> Draft | None:
    """Each rival answer with who gives it and as of when; those that nobody is credited with come from “one source”
    and “another source”. Not more than six.
    """
    if len(answers) == 1:
        return _use_one(asked, answers)
    if len(answers) > MOST_RIVALS:
        return None
    telling = _telling(asked, [answer.words for answer in answers], _common_date(answers))
    parts = [f"{telling.open(answers[0].words)}{credited(answers[0], 0, telling.question)}"]
    parts += [
        f"{telling.alone(answer.words)}{credited(answer, place, telling.question)}"
        for place, answer in enumerate(answers[1:], start=1)
    ]
    last = parts.pop()
    mark = "," if len(parts) == 1 else ";"
    return Draft(
        listed([telling.printed(one.words) for one in answers], "or"),
        _ended(f"{'; '.join(parts)}{mark} or {last}"),
    )


def _series(asked: Asked, answers: Sequence[GivenAnswer]) -> Draft | None:
    """Each answer with its date, in order of time, and who gives them at the end. Not more than twenty-four, and
    only where each has a date and the dates are not all the same.
    """
    rows = series_of(answers)
    if not rows or len(rows) > MOST_DATES or any(not row.as_of.strip() for row in rows):
        return None
    if len(rows) == 1:
        return _use_one(asked, rows)
    if len({row.as_of for row in rows}) == 1:
        return None
    changes = asked.kind is not AnswerKind.DATE and asked.lives in {Lives.PERIOD, Lives.LEVEL}
    answer, sentence = told_in_series(asked.question, asked.unit, asked.kind, rows, changes=changes)
    return Draft(answer, sentence)


def _telling(asked: Asked, words: Sequence[str], as_of: str) -> Telling:
    return telling_for(asked.question, asked.unit, asked.kind, words, as_of=as_of)


def _common_date(answers: Sequence[GivenAnswer]) -> str:
    """The as-of that all answers share, or nothing."""
    dates = {answer.as_of for answer in answers}
    return dates.pop() if len(dates) == 1 else ""


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


_OUTCOMES: dict[Outcome, Callable[[Asked, Sequence[GivenAnswer]], Draft | None]] = {
    Outcome.USE_ONE: _use_one,
    Outcome.USE_WITH_NOTE: _use_with_note,
    Outcome.REPORT_RANGE: _report_range,
    Outcome.REPORT_LOW_BEST_HIGH: _low_best_high,
    Outcome.USE_CONSERVATIVE: _conservative,
    Outcome.REPORT_BOTH_ATTRIBUTED: _report_both,
    Outcome.SERIES: _series,
    Outcome.NO_DISCREPANCY: _no_discrepancy,
}

DRAFT_DESCRIPTIONS: dict[Outcome, str] = {
    outcome: cleandoc(rule.__doc__ or "") for outcome, rule in _OUTCOMES.items()
}
"""What is drafted for each outcome, as published."""
