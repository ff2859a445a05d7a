"""Filters kept under a name: whose they are, and what is refused."""

from __future__ import annotations

import pytest

from factcheck.core.roles import NotPermittedError, Role
from factcheck.models import FilteredList, Person, SavedFilter
from factcheck.services.errors import ChangedMeanwhileError, InvalidInputError
from factcheck.services.saved_filters import NotTheirsError, amend_filter, drop_filter, keep_filter

pytestmark = pytest.mark.django_db

CLAIMS, SOURCES = FilteredList.CLAIMS, FilteredList.SOURCES


def keep(
    by: Person, name: str = "One origin", shown=CLAIMS, query: str = "rests=one", **others
) -> SavedFilter:
    return keep_filter(name=name, shown=shown, query=query, by=by, **others)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_who_reads_keeps_filters_of_their_own(role, request):
    somebody = request.getfixturevalue(role.value)
    kept = keep(somebody, name="  One origin ")
    assert (kept.name, kept.get_absolute_url()) == ("One origin", "/claims/?rests=one")
    assert list(SavedFilter.objects.for_list(CLAIMS, somebody)) == [kept]
    drop_filter(kept=kept, by=somebody)
    assert not SavedFilter.objects.exists()


def test_a_stranger_keeps_none(stranger):
    with pytest.raises(NotPermittedError):
        keep(stranger)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "  "}, "Not kept: it needs a name."),
        ({"name": "x" * 81}, "80"),
        ({"name": "a\x00b"}, "cannot be kept"),
        ({"query": ""}, "Not kept: nothing is filtered."),
        ({"query": "q=" + "x" * 1_000}, "1000"),
        ({"name": "Taken"}, "You keep a filter of this name already."),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(wrong, said, reader):
    keep(reader, name="Taken")
    with pytest.raises(InvalidInputError, match=said):
        keep(reader, **wrong)
    assert SavedFilter.objects.count() == 1


def test_a_name_is_taken_only_on_the_same_list_by_the_same_person(reader, reviewer):
    for by, shown in ((reader, CLAIMS), (reader, SOURCES), (reviewer, CLAIMS)):
        keep(by, shown=shown)
    assert SavedFilter.objects.count() == 3


def test_others_see_what_is_shared_and_nothing_else(reader, reviewer):
    keep(reader, name="Mine")
    shared = keep(reader, name="Ours", is_shared=True)
    theirs = keep(reviewer, name="A list of mine")
    keep(reader, name="Sources", shown=SOURCES, is_shared=True)
    assert list(SavedFilter.objects.for_list(CLAIMS, reviewer)) == [theirs, shared]


@pytest.mark.parametrize("who", ["reviewer", "administrator"])
def test_a_filter_of_somebody_else_is_neither_amended_nor_dropped(who, reader, request):
    kept, other = keep(reader, is_shared=True), request.getfixturevalue(who)
    for act in (
        lambda: drop_filter(kept=kept, by=other),
        lambda: amend_filter(kept=kept, name="Other", is_shared=False, by=other),
    ):
        with pytest.raises(NotTheirsError, match="This filter belongs to Reader"):
            act()
    kept.refresh_from_db()
    assert (kept.name, kept.is_shared) == ("One origin", True)


def test_a_filter_is_renamed_and_shared(reader):
    kept = amend_filter(kept=keep(reader), name="Weak", is_shared=True, by=reader)
    kept.refresh_from_db()
    assert (kept.name, kept.is_shared) == ("Weak", True)
    keep(reader, name="Taken")
    with pytest.raises(InvalidInputError, match="already"):
        amend_filter(kept=kept, name="Taken", is_shared=True, by=reader)


def test_what_was_dropped_in_another_window_is_said_to_be_gone(reader):
    kept = keep(reader)
    drop_filter(kept=SavedFilter.objects.get(), by=reader)
    with pytest.raises(ChangedMeanwhileError, match="dropped meanwhile"):
        drop_filter(kept=kept, by=reader)
