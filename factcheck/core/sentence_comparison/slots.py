"""Sentences that are the same but for their numbers: each number has a slot, and the slots are compared in turn."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.core.figures.figure import stated_of
from factcheck.core.figures.grammar import Grammar
from factcheck.core.figures.hedging import hedges_in_front
from factcheck.core.figures.mentions import single, starts_number
from factcheck.core.figures.numbers import NumberReader
from factcheck.core.figures.points import Point
from factcheck.core.figures.tokens import Tokens
from factcheck.core.figures.unit_marks import unit_before
from factcheck.core.figures.values import Value
from factcheck.core.hedges import Stated
from factcheck.core.sentences import RuleError


@dataclass(frozen=True, slots=True)
class Slot:
    """One number: the value it names, and the words of its hedge."""

    value: Value
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slots:
    """A sentence with its numbers taken out: the words that are left, and the numbers in their order."""

    frame: tuple[str, ...]
    numbers: tuple[Slot, ...]


def slots_of(tokens: Tokens, grammar: Grammar) -> Slots | None:
    """Take every number out of a sentence, years and names included, with its hedge; None where one is unreadable."""
    frame: list[str] = []
    numbers: list[Slot] = []
    place = floor = 0
    while place < tokens.count:
        value = (
            NumberReader(tokens, place, grammar.language).read()
            if starts_number(tokens, place, grammar.language)
            else None
        )
        if value is None:
            frame.append(tokens.words[place])
            place += 1
            continue
        if value.doubt is not None:
            return None
        first, core, inner = _hedge_places(tokens, place, floor, grammar)
        del frame[len(frame) - (place - first) :]
        frame += [*tokens.words[core:inner], "#"]
        numbers.append(Slot(value, (*tokens.words[first:core], *tokens.words[inner:place])))
        place = floor = value.last
    return Slots(tuple(frame), tuple(numbers))


def _hedge_places(tokens: Tokens, place: int, floor: int, grammar: Grammar) -> tuple[int, int, int]:
    """Where the hedge before the currency begins, where the currency begins, and where the hedge behind it does."""
    _first, inner, _hedges = hedges_in_front(grammar, tokens, place, floor)
    core, _unit = unit_before(tokens, inner, floor)
    _first, first, _hedges = hedges_in_front(grammar, tokens, core, floor)
    return first, core, inner


def readings_of(one: Slot, other: Slot, grammar: Grammar) -> tuple[Stated, Stated] | None:
    """What the two numbers of one place state; None where the words around one contradict each other.

    Words that both hedges begin with say the same of both numbers and are left out where the hedges go on in
    different ways: beside "just 9 hours", "just more than 7 hours" is more than 7.
    """
    shared = 0
    if one.words != other.words:
        while shared < min(len(one.words), len(other.words)) and one.words[shared] == other.words[shared]:
            shared += 1
    first, second = _stated(one, shared, grammar), _stated(other, shared, grammar)
    return None if first is None or second is None else (first, second)


def _stated(slot: Slot, shared: int, grammar: Grammar) -> Stated | None:
    tokens = Tokens(" ".join(slot.words[shared:]), grammar.language)
    _first, _outer, hedges = hedges_in_front(grammar, tokens, tokens.count, 0)
    mention = single(Point(0, 0, 0, slot.value.last, slot.value, "", in_front=hedges))
    if mention.reason is not None:
        return None
    try:
        return stated_of(mention, "")
    except (RuleError, ArithmeticError):
        return None
