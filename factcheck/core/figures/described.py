"""What is read, what is refused and why, as a page for editors, made from the rules themselves."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import cleandoc

from factcheck.core.figures.refusals import DIGIT_RULES, WORD_RULES, Refusal
from factcheck.core.hedges import Hedge
from factcheck.core.languages import LANGUAGES
from factcheck.core.languages.english import ENGLISH


def describe_rules() -> str:
    """The page in Markdown: the hedges and the words for them, what is no figure, and the languages."""
    parts = [("Hedges", _hedges()), ("What is no figure", _refusals()), ("Languages", _languages())]
    return "\n\n".join(f"### {title}\n\n{text}" for title, text in parts)


def _hedges() -> str:
    rows = ["| hedge | said before the figure | said behind it |", "|---|---|---|"]
    for hedge in Hedge:
        before = _words(ENGLISH.hedges_before, hedge)
        behind = _words(ENGLISH.hedges_after, hedge)
        if before or behind:
            rows.append(f"| {hedge.value.replace('_', ' ')} | {before} | {behind} |")
    return "\n".join(rows)


def _words(table: Mapping[str, Hedge], wanted: Hedge) -> str:
    return ", ".join(phrase.replace("|", "\\|") for phrase, hedge in table.items() if hedge is wanted)


def _refusals() -> str:
    rows = ["| rule | what it refuses | refused | read |", "|---|---|---|---|"]
    for refusal in sorted({*DIGIT_RULES, *WORD_RULES}, key=lambda one: (_name(one), one.refuses)):
        said = " ".join(cleandoc(refusal.rule.__doc__ or "").split())
        rows.append(f"| {_name(refusal)} | {said} | {refusal.refuses} | {refusal.reads} |")
    return "\n".join(rows)


def _name(refusal: Refusal) -> str:
    return refusal.rule.__name__.replace("_", " ")


def _languages() -> str:
    return "Number words and multipliers: " + ", ".join(sorted(LANGUAGES)) + "."
