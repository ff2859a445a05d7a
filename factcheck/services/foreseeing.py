"""What recording a citation would do, said before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.db.models import Count

from factcheck.core.claims import Terms
from factcheck.core.comparison import Relation, compare
from factcheck.core.discrepancies import Flag, flags_among
from factcheck.core.origins import origins_of
from factcheck.core.readings import CitedFigure, Reading, read_cited_figure
from factcheck.core.sentences import Sentence
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import Citation, Claim, Desk, Discrepancy, Source
from factcheck.services.citations import CitationWords
from factcheck.services.figures import read_for_terms
from factcheck.services.following import FlagKey, Following, flag_key, known_discrepancies, what_follows
from factcheck.services.readings import derivations, merged_names, readings_by_claim

MOST_COMPARED, MOST_ON_A_PAGE = 2_000, 200
"""Citations of a claim up to which the effect is foreseen, by itself and for a page of figures with three claims each;
with more it would take longer than a page may.
"""


class Mark(StrEnum):
    """How a figure in a text stands to what the desk has."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What recording a citation would do, in a sentence; `effect` is what would happen to its discrepancy, if any."""

    mark: Mark
    sentence: Sentence
    effect: Following | None = None
    discrepancy: Discrepancy | None = None


NOTHING_YET = Foreseen(Mark.NEW, Sentence(_("This would be the first citation of the claim.")))
NEW_CLAIM = Foreseen(Mark.NEW, Sentence(_("This would be the first citation of a new claim.")))


@dataclass(slots=True)
class Gathered:
    """What the desk has on some claims, brought in a few queries: their readings and discrepancies."""

    desk: Desk
    links: dict[int, list[int]]
    readings: dict[int, list[Reading]] = field(default_factory=dict)
    known: dict[int, dict[FlagKey, Discrepancy]] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    crowded: set[int] = field(default_factory=set)
    counted_as: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, claims: Iterable[Claim], *, most: int = MOST_COMPARED) -> Gathered:
        """For claims of which some may have more than the most citations: those are left out, and said to be."""
        found = {claim.pk: claim for claim in claims}
        counted = Citation.objects.standing().filter(claim__in=list(found)).order_by().values("claim")
        many = counted.annotate(count=Count("pk")).filter(count__gt=most)
        crowded = set(many.values_list("claim", flat=True))
        compared = [claim for pk, claim in found.items() if pk not in crowded]
        desk, links = Desk.current(), derivations()
        readings = readings_by_claim(compared, desk, links)
        sources = {reading.source for group in readings.values() for reading in group}
        titles = dict(Source.objects.filter(pk__in=sources).values_list("pk", "title"))
        return cls(desk, links, readings, known_discrepancies(compared), titles, crowded, merged_names())


def foreseen(
    *, claim: Claim, source: Source, words: CitationWords, gathered: Gathered | None = None
) -> Foreseen:
    """Say what recording this citation would do. Reads only, and agrees with what reconciling then does.

    `gathered` saves the queries where many are asked for at once. Never raises for words that cannot be read: they
    would be kept as words.
    """
    effect = _on_the_claim(claim, source, words, gathered or Gathered.of([claim]))
    if claim.proposed_verdict_id is None:
        return effect
    lapses = Sentence(
        _("%(effect)s The answer that waits for approval would lapse."), {"effect": effect.sentence}
    )
    return replace(effect, sentence=lapses)


def _on_the_claim(claim: Claim, source: Source, words: CitationWords, gathered: Gathered) -> Foreseen:
    terms = claim.terms(gathered.desk)
    read = read_for_terms(words.figure, terms)
    if not read.is_read:
        return Foreseen(
            Mark.NEW,
            Sentence(
                _("It would be kept as words, because it cannot be read: %(why)s"),
                {"why": read.unread_because},
            ),
        )
    if claim.pk in gathered.crowded:
        return Foreseen(
            Mark.NEW,
            Sentence(_("So many citations are compared here that the effect shows once it is recorded.")),
        )
    others = gathered.readings[claim.pk]
    new = _new_reading(source, words, terms, gathered, others)
    flags = [flag for flag in flags_among([*others, new], terms) if _holds(flag, new)]
    if flags:
        return _of_flags(claim, flags, new, terms, gathered)
    return _without_flag(claim, new, others, terms, gathered)


def _new_reading(
    source: Source, words: CitationWords, terms: Terms, gathered: Gathered, others: Sequence[Reading]
) -> Reading:
    """The citation as it would be compared; its key is greater than any, as that of the newest is."""
    stated = read_for_terms(words.figure, terms).stated
    key = max((reading.key for reading in others), default=0) + 1
    attribution = " ".join(words.attribution.split())
    cited = CitedFigure(
        key=key,
        figure=words.figure.strip(),
        stated=stated,
        as_of=words.as_of.strip(),
        published=source.published,
        scope=words.scope.strip(),
        source=source.pk or 0,
        origins=origins_of(gathered.counted_as.get(attribution, attribution), source.pk or 0, gathered.links),
    )
    return read_cited_figure(cited, terms)


def _holds(flag: Flag, new: Reading) -> bool:
    return any(member.reading.key == new.key for member in flag.members)


_GRAVEST = (
    Following.REOPENS,
    Following.LAPSES,
    Following.OPENS,
    Following.OPENS_AGAIN,
    Following.STANDS,
    Following.COVERED,
)


def _of_flags(
    claim: Claim, flags: Sequence[Flag], new: Reading, terms: Terms, gathered: Gathered
) -> Foreseen:
    """What would follow for the gravest of the flags that the citation stands in."""
    keys = {reading.key for reading in gathered.readings[claim.pk]} | {new.key}
    found = []
    for flag in flags:
        discrepancy = gathered.known[claim.pk].get(flag_key(flag))
        follows, _why = what_follows(discrepancy, flag, terms, keys)
        found.append((_GRAVEST.index(follows), follows, flag, discrepancy))
    _order, follows, flag, discrepancy = min(found, key=lambda one: one[0])
    template = _EFFECTS[follows]
    sentence = Sentence(template, _places(flag, new, gathered))
    if follows is Following.OPENS and flag.kind == "spread" and len(flag.members) == 1:
        sentence = Sentence(_("It would open a discrepancy by itself: its range is wide."))
    mark = Mark.AGREES if follows is Following.COVERED else Mark.CONFLICTS
    return Foreseen(mark, sentence, follows, discrepancy)


_EFFECTS: dict[Following, str] = {
    Following.OPENS: _("It would open a discrepancy with “%(other)s” (%(title)s)."),
    Following.OPENS_AGAIN: _("It would open again a discrepancy with “%(other)s” (%(title)s)."),
    Following.REOPENS: _("It would re-open the decision on “%(other)s” (%(title)s)."),
    Following.LAPSES: _("It would let the proposal lapse that waits on “%(other)s” (%(title)s)."),
    Following.STANDS: _("It would join position %(position)s of the open discrepancy, beside %(beside)s."),
    Following.COVERED: _("It falls inside what was decided on “%(other)s” (%(title)s)."),
}


def _places(flag: Flag, new: Reading, gathered: Gathered) -> dict[str, object]:
    """The rival to name, the position that the citation would stand in, and who stands there already."""
    own = next(member for member in flag.members if member.reading.key == new.key)
    others = [member for member in flag.members if member.reading.key != new.key]
    rivals = [member for member in others if member.last < own.first or own.last < member.first]
    beside = next((member for member in others if member not in rivals), None)
    rival = (rivals or others or [own])[0].reading
    return {
        "other": rival.figure,
        "title": gathered.titles.get(rival.source, ""),
        "position": _letter(own.first),
        "beside": f"“{beside.reading.figure}”" if beside else Sentence(_("nobody yet")),
    }


def _letter(index: int) -> str:
    """A to Z, and the number from there."""
    return chr(ord("A") + index) if index < 26 else str(index + 1)


def _without_flag(
    claim: Claim, new: Reading, others: Sequence[Reading], terms: Terms, gathered: Gathered
) -> Foreseen:
    """Nothing is flagged: with whom it agrees, or why it is compared with nobody."""
    if not others:
        return NOTHING_YET
    best: tuple[int, Reading, Sentence] | None = None
    for other in others:
        found = compare(new, other, terms)
        rank = _RELATIONS.get(found.relation, 9)
        if best is None or rank < best[0]:
            best = rank, other, found.reason
        if rank == 0:
            break
    assert best is not None
    rank, other, reason = best
    if rank > 2:
        return Foreseen(Mark.NEW, reason)
    verdict = claim.verdict if claim.verdict_id and claim.verified_at and not claim.reopened_at else None
    if verdict is not None:
        return Foreseen(
            Mark.AGREES,
            Sentence(_("It agrees with the verified answer “%(answer)s”."), {"answer": verdict.answer}),
        )
    names = {"other": other.figure, "title": gathered.titles.get(other.source, "")}
    return Foreseen(Mark.AGREES, Sentence(_("It agrees with “%(other)s” (%(title)s)."), names))


_RELATIONS = {Relation.AGREE: 0, Relation.COMPATIBLE: 1, Relation.ROUNDING: 2}
