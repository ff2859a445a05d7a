"""The verified list as a dossier in Markdown (CommonMark with tables); whatever people typed stands there as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, ngettext

from factcheck.core.sentences import gettext_noop as _
from factcheck.exports.about import About
from factcheck.exports.formats.dossier import (
    MOST_LISTED,
    TITLE,
    DecidedPart,
    DossierClaim,
    SaidRow,
    SourceNote,
    about_lines,
    dossier_claim,
)
from factcheck.exports.verified import ExportedClaim
from factcheck.models import Desk
from factcheck.models.withholding import for_nobody

HEADS = (_("Figure"), _("Read as"), _("As of"), _("In its words"), _("Credits"), _("Standing"), _("Source"))
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&#$]")
_BEGINS_A_BLOCK = re.compile(r"^(?:([-+=:])|(\d+)([.)]))")


@for_nobody
def as_markdown(claims: Iterable[ExportedClaim], about: About) -> Iterator[str]:
    """What the dossier is, each claim, and the contents, which are known at the end only."""
    desk = Desk.current()
    yield "\n".join([f"# {escaped(gettext(TITLE))}", "", *_of_desk(about), *_list(about_lines(about))])
    listed: list[str] = []
    number = 0
    for exported in claims:
        if exported.verdict is None:
            continue
        number += 1
        claim = dossier_claim(exported, number, desk)
        yield "\n\n" + "\n\n".join(_claim(claim))
        if number <= MOST_LISTED:
            listed.append(f"{number}. {escaped(claim.question)} — {escaped(claim.answer)}")
    yield "\n\n" + "\n".join(_contents(listed, number)) + "\n"


def escaped(text: str) -> str:
    """A text in one line that no reader of Markdown takes for markup; a dollar sign begins a formula in some."""
    line = _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
    return _BEGINS_A_BLOCK.sub(lambda found: rf"\{found[1]}" if found[1] else rf"{found[2]}\{found[3]}", line)


def _paragraphs(text: str) -> list[str]:
    return [escaped(part) for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]


def _list(lines: Iterable[str]) -> list[str]:
    return [f"- {escaped(line)}" for line in lines]


def _of_desk(about: About) -> list[str]:
    named = [escaped(about.desk_name), ""] if about.desk_name else []
    return [*named, f"<{about.site_url}/>", ""]


def _claim(claim: DossierClaim) -> Iterator[str]:
    yield f"## {claim.number}. {escaped(claim.question)}"
    yield f"**{escaped(claim.answer)}**"
    yield f"> {escaped(claim.sentence)}"
    about = [f"{gettext('Topic')}: {claim.topic}." if claim.topic else "", claim.approved, *claim.remarks]
    yield escaped(" ".join(part for part in about if part))
    yield from _paragraphs(claim.basis)
    if claim.why_one_origin:
        yield f"{escaped(gettext('Why one origin is enough'))}: {escaped(claim.why_one_origin)}"
    if claim.rows:
        yield f"### {escaped(gettext('What sources say'))}"
        yield "\n".join(_table(claim.rows))
    if claim.decisions:
        yield f"### {escaped(gettext('How it was decided'))}"
        for decision in claim.decisions:
            yield from _decision(decision)
    if claim.notes:
        yield f"### {escaped(gettext('Sources'))}"
        yield "\n".join(_note(note) for note in claim.notes)


def _table(rows: Iterable[SaidRow]) -> Iterator[str]:
    yield _cells(escaped(gettext(head)) for head in HEADS)
    yield _cells("---" for _head in HEADS)
    for row in rows:
        when = " · ".join(part for part in (row.when, row.scope) if part)
        quote = f"“{escaped(row.quote)}”" if row.quote else ""
        place = f"{row.note}, {row.locator}" if row.locator else str(row.note)
        cells = (row.figure, row.reading, when, row.credited, row.standing, place)
        figure, reading, time, credited, standing, source = map(escaped, cells)
        yield _cells((figure, reading, time, quote, credited, standing, source))


def _cells(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _decision(decision: DecidedPart) -> Iterator[str]:
    yield f"**{escaped(decision.heading)}**"
    yield from _paragraphs(decision.rationale)
    if decision.series:
        yield "\n".join(_list(f"{when}: {figure}" for when, figure in decision.series))
    if decision.by:
        yield escaped(decision.by)


def _note(note: SourceNote) -> str:
    address = f"<{note.address}>" if note.address else escaped(note.printed_address)
    parts = [f"*{escaped(note.title)}*", *map(escaped, note.record), address]
    return f"{note.number}. {' · '.join(part for part in parts if part)}"


def _contents(listed: list[str], number: int) -> Iterator[str]:
    yield f"## {escaped(gettext('Contents'))}"
    yield ""
    yield from listed or [gettext("No claim is verified.")]
    if number > len(listed):
        more = number - len(listed)
        yield ""
        yield escaped(ngettext("And %(count)s more.", "And %(count)s more.", more) % {"count": more})
