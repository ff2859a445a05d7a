"""Mentions: people named in a comment as @name.

A log-in that has @ or + in it, or a full stop or hyphen at an end, cannot be told from the words around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_MENTION = re.compile(
    r"(?<![\w.+\-/@])"  # not inside a word, an e-mail address or the path of a web address
    r"@(\w(?:[\w.-]*\w)?)"  # a full stop or hyphen behind a name belongs to the sentence
    r"(?![\w@]|[.-]+\w)"  # the whole name, and not the first half of an address
)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a comment; `name` is the log-in where it mentions somebody."""

    text: str
    name: str = ""


def spans_of(text: str) -> list[Span]:
    """A comment in pieces, mentions apart from the words between them; joined they are the comment."""
    spans, end = [], 0
    for match in _MENTION.finditer(text):
        if match.start() > end:
            spans.append(Span(text[end : match.start()]))
        spans.append(Span(match[0], match[1]))
        end = match.end()
    return [*spans, Span(text[end:])] if end < len(text) else spans


def names_in(text: str) -> list[str]:
    """The names that a comment mentions, each once however it is written, in the order of the text."""
    found: dict[str, str] = {}
    for span in spans_of(text):
        if span.name:
            found.setdefault(folded(span.name), span.name)
    return list(found.values())


def folded(name: str) -> str:
    """What is alike in two ways of writing one log-in."""
    return unicodedata.normalize("NFKC", name).casefold()


def who_is_meant(name: str, log_ins: Iterable[str]) -> list[str]:
    """The log-ins that a name means: the very same, else those that differ in capitals only."""
    alike = [log_in for log_in in log_ins if folded(log_in) == folded(name)]
    return [name] if name in alike else alike
