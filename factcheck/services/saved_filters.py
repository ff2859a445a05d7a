"""Keeping a list's filters under a name, sharing them with the desk, and dropping them."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from factcheck.core.roles import Act, NotPermittedError
from factcheck.core.sentences import gettext_noop as _
from factcheck.models import FilteredList, Person, SavedFilter
from factcheck.services.checking import check, clean_text, require
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError


class NotTheirsError(NotPermittedError):
    """The saved filter belongs to somebody else."""


@transaction.atomic
def keep_filter(
    *, name: str, shown: FilteredList, query: str, by: Person, is_shared: bool = False
) -> SavedFilter:
    """Keep what a list shows under a name.

    `query` is the part of the address after the question mark. Raises NotPermittedError, and InvalidInputError where
    the name is missing or taken, or nothing is filtered.
    """
    require(by, Act.READ)
    query = clean_text(query, "query")
    if not query:
        raise InvalidInputError(_("Not kept: nothing is filtered. Set a filter first."), field="query")
    kept = SavedFilter(person=by, name=_name(name), list=shown.value, query=query, is_shared=is_shared)
    _save(kept)
    return kept


@transaction.atomic
def amend_filter(*, kept: SavedFilter, name: str, is_shared: bool, by: Person) -> SavedFilter:
    """Give a saved filter another name, share it with everybody or with nobody.

    Raises NotTheirsError, and InvalidInputError where the name is missing or taken.
    """
    kept = _theirs(kept, by)
    kept.name, kept.is_shared = _name(name), is_shared
    _save(kept)
    return kept


@transaction.atomic
def drop_filter(*, kept: SavedFilter, by: Person) -> None:
    """Forget a saved filter; the rows that it showed are not touched. Raises NotTheirsError."""
    _theirs(kept, by).delete()


def _name(name: str) -> str:
    name = clean_text(name, "name")
    if not name:
        raise InvalidInputError(_("Not kept: it needs a name."), field="name")
    return name


def require_theirs(kept: SavedFilter, by: Person) -> None:
    """Raise NotTheirsError unless the filter is this person's own; nobody, in whatever role, changes another's."""
    if kept.person_id != by.pk:
        raise NotTheirsError(
            _("This filter belongs to %(who)s. Keep one of your own under another name."), who=kept.person
        )


def _theirs(kept: SavedFilter, by: Person) -> SavedFilter:
    require(by, Act.READ)
    found = SavedFilter.objects.select_for_update(no_key=True).filter(pk=kept.pk).first()
    if found is None:
        raise ChangedMeanwhileError(_("This filter was dropped meanwhile."))
    require_theirs(found, by)
    return found


def _save(kept: SavedFilter) -> None:
    check(kept)
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as error:
        # The check before saving found nothing, so the same person took the name in another window just now.
        raise ChangedMeanwhileError(
            _("Not kept: you kept another filter under this name at this moment.")
        ) from error
