"""Names that are likely to mean one and the same, each pair with its reason. They are suggested, never merged."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _

MOST_SUGGESTED = 5
"""Names that are suggested for one: more are no suggestion."""
NEAR = 90
"""From how many percent of the same letters on two names are near each other."""
SHORTEST_NEAR = 6
"""Letters from which on a letter more or less may be a slip; UNDP and UNEP are two."""

COMMON = 100
"""Names that a word stands in, from which on it tells nothing."""

EQUAL = _("the same but for capitals, punctuation and words such as “Ltd”")
REORDERED = _("the same words in another order")
CONTAINED = _("“%(short)s” stands in both names")
NEARLY = _("spelled nearly the same")

_LEGAL = frozenset(
    (
        "ab",
        "ag",
        "as",
        "bv",
        "co",
        "company",
        "corp",
        "corporation",
        "gmbh",
        "inc",
        "incorporated",
        "kg",
        "limited",
        "llc",
        "llp",
        "ltd",
        "nv",
        "oy",
        "plc",
        "sa",
        "sarl",
        "sas",
        "spa",
        "srl",
        "the",
    )
)
_SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "at",
        "by",
        "de",
        "der",
        "des",
        "die",
        "du",
        "for",
        "from",
        "in",
        "la",
        "le",
        "of",
        "on",
        "the",
        "to",
        "und",
        "von",
    )
)
_DROPPED = re.compile(r"[.'’‘ʼ`]")
_WORD = re.compile(r"[^\W_]+")
_SEGMENT = re.compile(r"\s*[,;:()\[\]–—|/]\s*|\s+-\s+")


@dataclass(frozen=True, slots=True)
class LikelySame:
    """A name that is likely to mean the same as another, and why."""

    key: int
    name: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class _Form:
    """A name as it is compared: its words without those of legal forms, the same in a fixed order, and its parts."""

    words: tuple[str, ...]
    sorted: str
    numbers: tuple[str, ...]
    parts: frozenset[tuple[str, ...]]


@lru_cache(maxsize=20_000)
def _form_of(name: str) -> _Form:
    words = _words(name)
    telling = [word for word in words if word not in _SMALL] or list(words)
    return _Form(
        words=words,
        sorted=" ".join(sorted(telling)),
        numbers=tuple(sorted(word for word in words if word.isdecimal())),
        parts=frozenset(_words(part) for part in _SEGMENT.split(name) if part),
    )


def _words(text: str) -> tuple[str, ...]:
    apart = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(character for character in apart if not unicodedata.combining(character))
    words = _WORD.findall(unicodedata.normalize("NFKC", _DROPPED.sub("", plain)))
    return tuple(word for word in words if word not in _LEGAL) or tuple(words)


class Names:
    """Names among which those that are likely the same are found; `names` gives each its key."""

    def __init__(self, names: Mapping[int, str]) -> None:
        self.names = names
        self._sorted = {key: _form_of(name).sorted for key, name in names.items()}
        self._by_word: dict[str, set[int]] = defaultdict(set)
        for key, name in names.items():
            for word in _form_of(name).words:
                self._by_word[word].add(key)

    def likely_same(self, key: int) -> list[LikelySame]:
        """The names that are likely the same as one of them: those that differ in form only, those that are contained
        in it or contain it, those that are spelled nearly alike; the surest first.
        """
        found: dict[int, Sentence] = {}
        for other, reason in (*self._alike(key), *self._near(key)):
            found.setdefault(other, reason)
        first = list(found.items())[:MOST_SUGGESTED]
        return [LikelySame(other, self.names[other], reason) for other, reason in first]

    def _alike(self, key: int) -> Iterator[tuple[int, Sentence]]:
        """By the words that they share: the rarest, which whatever contains this name has as well, and others that are
        not in everybody's name.
        """
        mine = sorted(set(_form_of(self.names[key]).words), key=lambda word: (len(self._by_word[word]), word))
        telling = mine[:1] + [word for word in mine[1:] if len(self._by_word[word]) <= COMMON]
        sharing = {other for word in telling for other in self._by_word[word]} - {key}
        reasons = [(other, _why_alike(self.names[key], self.names[other])) for other in sorted(sharing)]
        kept = [(other, *why) for other, why in reasons if why is not None]
        for other, _rank, reason in sorted(kept, key=lambda entry: (entry[1], entry[0])):
            yield other, reason

    def _near(self, key: int) -> Iterator[tuple[int, Sentence]]:
        mine = _form_of(self.names[key])
        if len(mine.sorted) < SHORTEST_NEAR:
            return
        near = process.extract(
            mine.sorted, self._sorted, scorer=fuzz.ratio, score_cutoff=NEAR, limit=2 * MOST_SUGGESTED
        )
        for _sorted, _score, other in near:
            if other != key and _form_of(self.names[other]).numbers == mine.numbers:
                yield other, Sentence(NEARLY)


def why_likely_same(one: str, other: str) -> Sentence | None:
    """Why two names are likely to mean the same, in a sentence; nothing where no rule says so."""
    if why := _why_alike(one, other):
        return why[1]
    mine, theirs = _form_of(one), _form_of(other)
    if mine.numbers != theirs.numbers or min(len(mine.sorted), len(theirs.sorted)) < SHORTEST_NEAR:
        return None
    return Sentence(NEARLY) if fuzz.ratio(mine.sorted, theirs.sorted) >= NEAR else None


def _why_alike(one: str, other: str) -> tuple[int, Sentence] | None:
    mine, theirs = _form_of(one), _form_of(other)
    if mine.words == theirs.words:
        return 0, Sentence(EQUAL)
    if mine.sorted == theirs.sorted:
        return 1, Sentence(REORDERED)
    short, long = sorted((one, other), key=lambda name: len(_form_of(name).words))
    if _is_contained(_form_of(short), _form_of(long)):
        return 2, Sentence(CONTAINED, {"short": short})
    return None


def _is_contained(short: _Form, long: _Form) -> bool:
    """A whole part of it ("KINU" in "Korea Institute for National Unification (KINU)"), or two words and more at its
    beginning or end; but not what only says where it belongs ("South Korea" in "Bank of South Korea").
    """
    if len(short.words) >= len(long.words):
        return False
    if short.words in long.parts:
        return True
    return len(short.words) > 1 and (_begins(short.words, long.words) or _ends(short.words, long.words))


def _begins(short: Sequence[str], long: Sequence[str]) -> bool:
    return long[: len(short)] == short


def _ends(short: Sequence[str], long: Sequence[str]) -> bool:
    return long[-len(short) :] == short and long[-len(short) - 1] not in _SMALL
