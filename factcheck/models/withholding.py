"""Who is told the identity of a sensitive source. This is the one place that decides it.

A request is answered for a person (`shown_to`): where that person may not see who sensitive sources are, the records
that could tell are emptied of it as they are loaded, so that a page which does not think of it shows nothing. Exports
are written for everybody (`shown_to_nobody`). Outside of both, at the command line and in background work, records are
whole. What is emptied cannot be saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext

from factcheck.core.withholding import PSEUDONYM, WITHHELD, Names, pseudonym_ref
from factcheck.databases.gates import PRIMARY

if TYPE_CHECKING:
    from factcheck.models.people import Person

_Piece = TypeVar("_Piece")


class WithheldError(RuntimeError):
    """A record that was emptied for whoever looks was about to be saved, which would lose what was taken out."""


class Sensitive:
    """The sensitive sources of the desk, looked up once for whoever may not know them.

    They are asked of the primary, whatever else is read from a replica: what is marked is withheld from that moment on.
    """

    def __init__(self, using: str = PRIMARY) -> None:
        self._using = using

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number that stands for each, by its key. One query."""
        sources = apps.get_model("factcheck", "Source")._default_manager.using(self._using)
        return {
            key: number or 0
            for key, number in sources.filter(is_sensitive=True)
            .order_by("pk")
            .values_list("pk", "withheld_number")
        }

    @cached_property
    def names(self) -> Names:
        """All that they are called, or ever were, and why they were retracted, which sentences repeat. One query."""
        versions = apps.get_model("factcheck", "HistoricalSource")._default_manager.using(self._using)
        versions = versions.filter(id__in=list(self.numbers))
        rows = versions.order_by("id", "history_id").values_list(
            "id", "retracted_because", "title", "publisher", "author", "url", "ref"
        )
        found: list[tuple[str, str]] = []
        for key, because, *names in rows:
            found += [(name, self.pseudonym(key)) for name in names]
            found.append((because, withheld_word()))
        return Names.of(found)

    @cached_property
    def documents(self) -> dict[int, int]:
        """The keys of their documents, by those of their snapshots. One query."""
        snapshots = apps.get_model("factcheck", "Snapshot")._default_manager.using(self._using)
        snapshots = snapshots.filter(source__in=list(self.numbers))
        return dict(snapshots.order_by("pk").values_list("pk", "document_id"))

    def pseudonym(self, key: int) -> str:
        return gettext(PSEUDONYM) % {"number": self.numbers[key]}

    def ref(self, key: int) -> str:
        return pseudonym_ref(self.numbers[key])


class _Audience:
    """Whoever is shown something: asked only when it comes to that."""

    def __init__(self, may_see: Callable[[], bool]) -> None:
        self._asked = may_see
        self._sensitive = Sensitive()

    @cached_property
    def may_see(self) -> bool:
        return self._asked()

    @property
    def withheld(self) -> Sensitive | None:
        """What is kept from them; None where nothing is."""
        return None if self.may_see or not self._sensitive.numbers else self._sensitive


_audience: ContextVar[_Audience | None] = ContextVar("audience", default=None)


@contextmanager
def shown_to(person: Callable[[], Person | None]) -> Iterator[None]:
    """What is loaded meanwhile is for this person, who is asked for when it comes to that; None is a stranger."""
    from factcheck.core.roles import Act

    def may_see() -> bool:
        somebody = person()
        return somebody is not None and somebody.may(Act.SEE_SENSITIVE)

    with _to(_Audience(may_see)):
        yield


@contextmanager
def shown_to_nobody() -> Iterator[None]:
    """What is loaded meanwhile leaves the desk: no identity goes with it, whoever asked for it."""
    with _to(_Audience(lambda: False)):
        yield


@contextmanager
def shown_in_full() -> Iterator[None]:
    """What is loaded meanwhile is not shown to anybody: its digests are compared, say."""
    with _to(None):
        yield


def for_nobody(pieces: Callable[..., Iterable[_Piece]]) -> Callable[..., Iterator[_Piece]]:
    """What an export yields, each piece of it made without any identity, however late it is asked for."""

    def withheld(*args: Any, **kwargs: Any) -> Iterator[_Piece]:  # noqa: ANN401 -- as what it wraps
        return _each_to(_Audience(lambda: False), iter(pieces(*args, **kwargs)))

    return withheld


def later_as_now(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """What is sent after a request was answered, piece by piece, is for whom the request was answered."""
    return _each_to(_audience.get(), iter(pieces))


def _each_to(audience: _Audience | None, pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    while True:
        # As `_to` does it, without the cost of it: an export asks for a million pieces.
        token = _audience.set(audience)
        try:
            piece = next(pieces)
        except StopIteration:
            return
        finally:
            _audience.reset(token)
        yield piece


@contextmanager
def _to(audience: _Audience | None) -> Iterator[None]:
    token = _audience.set(audience)
    try:
        yield
    finally:
        _audience.reset(token)


def withheld_now() -> Sensitive | None:
    """The sensitive sources, where whoever is shown this may not know them; None where nothing is withheld."""
    audience = _audience.get()
    return audience.withheld if audience is not None else None


def withheld_word() -> str:
    return gettext(WITHHELD)


class ShownRecord(models.Model):
    """A record that could tell who a sensitive source is: it is emptied of it as it is loaded."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- as Django's own
        """Raises WithheldError for a record that was emptied."""
        if "was_withheld" in vars(self):
            raise WithheldError(f"{self._meta.label} {self.pk} is not whole")
        super().save(*args, **kwargs)

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 -- as Django calls it
        record = super().from_db(*args, **kwargs)
        if withheld := withheld_now():
            record.withhold(withheld)
        return record

    def withhold(self, sensitive: Sensitive) -> None:
        """Empty this record, which was just loaded, of what tells who a sensitive source is."""
        raise NotImplementedError

    def replace(self, **values: object) -> None:
        """Put other values in the place of fields that were loaded and hold something."""
        for name, value in values.items():
            if vars(self).get(name):
                vars(self)[name] = value
        vars(self)["was_withheld"] = True


class SpokenRecord(ShownRecord):
    """A record with sentences that may name a source; the names are taken out of them."""

    spoken_fields: ClassVar[Sequence[str]]

    class Meta:
        abstract = True

    def withhold(self, sensitive: Sensitive) -> None:
        said = {name: vars(self).get(name) for name in self.spoken_fields}
        told = {name: names_out_of(value, sensitive.names) for name, value in said.items() if value}
        if told != {name: value for name, value in said.items() if value}:
            self.replace(**told)


def names_out_of(value: Any, names: Names) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """A text, or the texts in whatever JSON holds, without names that are withheld."""
    if isinstance(value, str):
        return names.out_of(value)
    if isinstance(value, dict):
        return {key: names_out_of(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [names_out_of(one, names) for one in value]
    return value
