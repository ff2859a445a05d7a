"""What a version of a record changed, field by field, in the words of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from factcheck.core.bibliography.saying import say_field
from factcheck.core.dates import say_date
from factcheck.core.figures import say_stated
from factcheck.core.hedges import stated_from
from factcheck.core.word_diff import Fate, Piece, shortened, word_diff
from factcheck.models.people import Person
from factcheck.models.speech import say_day

READING_FIELDS = ("hedge", "stated_low", "stated_high", "unit", "low_hedge", "high_hedge")
"""What the grammar made of the figure of a citation."""
LEFT_OUT = frozenset(
    {"id", "version", "recorded_at", "recorded_by", "is_read", "withheld_number"}
    | {"hedge", "stated_low", "stated_high", "low_hedge", "high_hedge"}
)
"""What nobody typed: bookkeeping, and what the grammar made of the figure, which is told in words."""
DATES_AS_TYPED = frozenset({"as_of", "published"})


class Version(Protocol):
    """A row of the history of a record, as the library of the history keeps it."""

    pk: int
    history_id: int
    history_date: datetime
    history_type: str
    history_user: Person | None
    history_user_id: int | None
    history_change_reason: str | None
    instance_type: type[models.Model]
    tracked_fields: Sequence[models.Field[object, object]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one field said before and says now, and which words differ. `name` is the field's own, `field` in words."""

    name: str
    field: str
    was: str
    now: str
    pieces: tuple[Piece, ...]

    @property
    def before(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.fate is not Fate.INSERTED]

    @property
    def after(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.fate is not Fate.DELETED]


class Wording:
    """What the fields of versions say, in words; records they point at are looked up once for each kind of record.

    All versions are of one kind of record. A related record has the name that it has today.
    """

    def __init__(self, versions: Iterable[Version], left_out: frozenset[str] = frozenset()) -> None:
        found = list(versions)
        self.fields: list[models.Field[object, object]] = []
        self.names: dict[type[models.Model], dict[int, models.Model]] = {}
        self.linked: dict[tuple[int, str], list[int]] = defaultdict(list)
        if not found:
            return
        tracked = [*found[0].tracked_fields, *found[0].instance_type._meta.many_to_many]
        if any(field.name == "stated_low" for field in tracked):
            left_out |= {"unit"}
        self.fields = [field for field in tracked if field.name not in LEFT_OUT | left_out]
        wanted: dict[type[models.Model], set[int]] = defaultdict(set)
        for field in self.fields:
            target = field.related_model
            if target is None:
                continue
            if field.many_to_many:
                wanted[target].update(self._follow(found, field))
            else:
                wanted[target].update(filter(None, (getattr(one, field.attname) for one in found)))
        self.names = {target: target._default_manager.in_bulk(keys) for target, keys in wanted.items()}

    def _follow(self, versions: Sequence[Version], field: models.Field[object, object]) -> Iterator[int]:
        """Which records each version was linked to, in one query."""
        links = getattr(versions[0], field.name).model.objects.filter(
            history__in=[one.pk for one in versions]
        )
        target = f"{field.m2m_reverse_field_name()}_id"  # type: ignore[attr-defined]
        for version, key in links.values_list("history_id", target).order_by("pk"):
            self.linked[version, field.name].append(key)
            yield key

    def differences(self, before: Version | None, now: Version) -> tuple[Difference, ...]:
        """What a version changed; everything that it says where there was none before it."""
        return tuple(self._differences(before, now))

    def _differences(self, before: Version | None, now: Version) -> Iterator[Difference]:
        figure_stayed = before is not None
        for field in self.fields:
            was, is_now = self._both(before, now, field)
            if was != is_now:
                figure_stayed = figure_stayed and field.name != "figure"
                found = _difference(field.name, str(field.verbose_name), was, is_now)
                yield found if before else replace(found, pieces=(Piece(Fate.KEPT, is_now),))
        if before is not None and figure_stayed and hasattr(now, "stated_low"):
            was, is_now = say_reading(before), say_reading(now)
            if was != is_now:
                yield _difference("reading", _("read as"), was, is_now)

    def _both(
        self, before: Version | None, now: Version, field: models.Field[object, object]
    ) -> tuple[str, str]:
        was, is_now = (self.say(before, field) if before else ""), self.say(now, field)
        if before and was == is_now and field.name in DATES_AS_TYPED:
            # Two ways of writing one date are told apart by what was typed.
            return str(getattr(before, field.name)), str(getattr(now, field.name))
        return was, is_now

    def say(self, version: Version, field: models.Field[object, object]) -> str:
        """What a field of a version says, in words."""
        target = field.related_model
        if target is not None and field.many_to_many:
            if "was_withheld" in vars(version):
                return ""
            names = self.names[target]
            return ", ".join(sorted(str(names.get(key, key)) for key in self.linked[version.pk, field.name]))
        value = getattr(version, field.attname)
        if value is None or value == "":
            return ""
        if target is not None:
            return str(self.names[target].get(value, value))
        return _say_plain(value, field)


def _difference(name: str, label: str, was: str, now: str) -> Difference:
    return Difference(name, str(capfirst(label)), was, now, shortened(word_diff(was, now)))


def _say_plain(value: object, field: models.Field[object, object]) -> str:
    match value:
        case bool():
            said = _("yes") if value else _("no")
        case datetime():
            said = date_format(timezone.localtime(value), "DATETIME_FORMAT")
        case date():
            said = say_day(value)
        case Decimal():
            said = str(localize(value.normalize()))
        case dict():
            said = "; ".join(f"{name}: {say_field(name, one)}" for name, one in value.items())
        case _ if field.name in DATES_AS_TYPED:
            said = say_date(str(value))
        case _:
            said = str(dict(field.flatchoices).get(value, value))
    return said


def say_reading(version: object) -> str:
    """How the figure of a version of a citation was read, in words."""
    stated = stated_from(*(getattr(version, name) for name in READING_FIELDS))
    return say_stated(stated) if stated else _("unread")
