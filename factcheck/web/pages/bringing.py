"""What bringing in a file would do, entry by entry, in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from factcheck.core.bibliography.saying import say_field
from factcheck.models.speech import spoken
from factcheck.services.bringing.known import Sameness
from factcheck.services.bringing.planning import Fate, Plan, Planned
from factcheck.web.pages.field_names import field_name

PER_PAGE = 100
SHOWN_LETTERS = 300

_SAME_BY: dict[Sameness, str | Promise] = {
    Sameness.DOI: gettext_lazy("by its DOI"),
    Sameness.ADDRESS: gettext_lazy("by its address"),
    Sameness.REFERENCE: gettext_lazy("by its reference"),
    Sameness.TITLE: gettext_lazy("by title and year"),
}


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """A field that both say, each otherwise."""

    name: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One entry: what becomes of it and why. `may_be_new` says that a person may hold it for another source."""

    number: int
    line: int
    key: str
    title: str
    ref: str
    fate: str
    badge: str
    fate_words: str
    why: str
    same_title: str
    same_address: str
    filled: str
    differing: tuple[ShownDifference, ...]
    may_be_new: bool
    is_new_anyway: bool


@dataclass(frozen=True, slots=True)
class BringingPage:
    """The counts, and one page of the entries; those that ask for a look come first."""

    counts: list[tuple[str, str]]
    entries: list[ShownEntry]
    pages: Page[Planned]
    total: int
    changes: int
    hidden_as_new: list[int]


def bringing_page(plan: Plan, *, asked: str, as_new: Collection[int]) -> BringingPage:
    """One page of a plan. `as_new` are the entries that somebody holds for other sources."""
    ordered = sorted(plan.entries, key=_first_to_look_at)
    pages = Paginator(ordered, PER_PAGE).get_page(asked)
    shown = [_shown(entry, plan, as_new) for entry in pages.object_list]
    return BringingPage(
        counts=[(fate.value, _counted(fate, plan.count(fate))) for fate in Fate if plan.count(fate)],
        entries=shown,
        pages=pages,
        total=len(plan.entries),
        changes=plan.count(Fate.ADDED) + plan.count(Fate.COMPLETED),
        hidden_as_new=sorted(set(as_new) - {entry.number for entry in shown}),
    )


def _first_to_look_at(entry: Planned) -> tuple[int, int]:
    order = {Fate.REFUSED: 0, Fate.COMPLETED: 1, Fate.ADDED: 2, Fate.LEFT: 3}
    return (1 if entry.differing and entry.fate is Fate.LEFT else order[entry.fate]), entry.number


def _counted(fate: Fate, count: int) -> str:
    words = {
        Fate.ADDED: ngettext("%(count)s source is added", "%(count)s sources are added", count),
        Fate.COMPLETED: ngettext("%(count)s is completed", "%(count)s are completed", count),
        Fate.LEFT: ngettext("%(count)s stays as it is", "%(count)s stay as they are", count),
        Fate.REFUSED: ngettext("%(count)s cannot be brought in", "%(count)s cannot be brought in", count),
    }
    return words[fate] % {"count": f"{count:,}"}


def _shown(entry: Planned, plan: Plan, as_new: Collection[int]) -> ShownEntry:
    twin = plan.entries[entry.twin - 1] if entry.twin else None
    is_new_anyway = entry.number in as_new
    return ShownEntry(
        number=entry.number,
        line=entry.line,
        key=entry.key,
        title=entry.title or entry.key or _("An entry without a title"),
        ref=entry.ref,
        fate=entry.fate.value,
        badge="major" if entry.fate is Fate.REFUSED else "minor",
        fate_words=_fate_words(entry),
        why=_why(entry, twin),
        same_title=entry.source.title if entry.source else "",
        same_address=entry.source.get_absolute_url() if entry.source else "",
        filled=", ".join(field_name(name) for name in entry.filled),
        differing=tuple(
            ShownDifference(
                field_name(one.field),
                say_field(one.field, one.ours)[:SHOWN_LETTERS],
                say_field(one.field, one.theirs)[:SHOWN_LETTERS],
            )
            for one in entry.differing
        ),
        may_be_new=entry.same_by is not None or is_new_anyway,
        is_new_anyway=is_new_anyway,
    )


def _fate_words(entry: Planned) -> str:
    words = {
        Fate.ADDED: _("added"),
        Fate.COMPLETED: _("completed"),
        Fate.LEFT: _("stays as it is"),
        Fate.REFUSED: _("not brought in"),
    }
    return words[entry.fate]


def _why(entry: Planned, twin: Planned | None) -> str:
    if entry.problem is not None:
        return spoken(entry.problem)
    if entry.same_by is None:
        return ""
    by = str(_SAME_BY[entry.same_by])
    if twin is not None:
        return _("The same as the entry on line %(line)s of this file, %(by)s.") % {
            "line": twin.line,
            "by": by,
        }
    return _("The desk has it, %(by)s:") % {"by": by}
