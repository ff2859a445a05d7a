"""How much of a citation the reader fills in rightly, measured on a real case:

    uv run python -m tests.benchmarks.reader [FOLDER [HALF]]

FOLDER holds a case file and the texts that it cites, as `tests/benchmarks/articles` does; HALF is how the names of the
articles to count begin: there, those that the rules were mended by are "tuned", and those that nobody looked at
meanwhile "held". For each quantity of the case file it
tells whether the figure is found in its line with the right reading and sentence, whether the as-of and attribution
offered are those of the file, and where the right claim stands among those proposed: when all claims exist and the
citations of the other articles, and when claims that only this article cites do not exist yet. `--misses` tells each
miss.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.proposals import Before, Candidate, Proposed, Weighing, draft_claim
from factcheck.core.reading import FoundFigure
from tests.benchmarks.reader_case import (
    SHARED,
    Case,
    Row,
    Tally,
    is_same_name,
    is_same_time,
    is_same_unit,
    match,
)


def measure(case: Case) -> list[Tally]:
    found = case.found()
    figures = Tally("figures found with the right reading in the right sentence")
    dates = Tally("as-of offered right for the right claim, of those that have one")
    names = Tally("attributions offered right, of those that have one")
    invented = Tally("no attribution offered where the file has none")
    for row in case.quantities:
        one = match(row, case.texts[row["source_ref"]], found[row["source_ref"]])
        figures.count(row, is_right=one is not None)
        as_of = one.as_of(Lives(row["lives"])).edtf if one else ""
        credit = one.attribution.name if one and one.attribution else ""
        if row["as_of"]:
            dates.count(
                row, is_right=is_same_time(row["as_of"], as_of), got=f"{as_of!r}, not {row['as_of']!r}"
            )
        if row["attribution"]:
            is_right = is_same_name(row["attribution"], credit)
            names.count(row, is_right=is_right, got=f"{credit!r}, not {row['attribution']!r}")
        else:
            invented.count(row, is_right=not credit, got=repr(credit))
    return [figures, dates, names, invented]


def candidates_for(case: Case, source: str, *, strict: bool) -> list[Candidate]:
    """The claims as they are before an article is read: with the quotes of the others, and, if strict, without those
    that only this article cites.
    """
    claims: dict[str, Row] = {}
    quotes: dict[str, list[str]] = {}
    for row in case.rows:
        if strict and row["source_ref"] == source:
            continue
        claims.setdefault(row["claim_ref"], row)
        if row["source_ref"] != source:
            quotes.setdefault(row["claim_ref"], []).append(row["quote"])
    return [
        Candidate(
            number,
            ref,
            row["question"],
            row["topic"],
            row["unit"],
            Lives(row["lives"]),
            AnswerKind(row["answer_kind"]),
            tuple(quotes.get(ref, ())),
        )
        for number, (ref, row) in enumerate(claims.items())
    ]


def proposed_for(found: Sequence[FoundFigure], candidates: list[Candidate], heading: str) -> list[Proposed]:
    """What is proposed figure by figure, before anybody has accepted anything."""
    weighing, before, proposed = Weighing(candidates, found), None, []
    for one in found:
        proposed.append(weighing.propose(one, candidates, heading=heading, before=before))
        if likely := proposed[-1].likely:
            before = Before(one, likely.candidate, is_recorded=False)
    return proposed


def ranks(case: Case, *, strict: bool) -> Iterator[tuple[Row, int, bool, bool, str]]:
    """For each quantity: the place of the right claim from 1 (0 for none), whether a new claim comes first, whether the
    right claim exists, and the questions proposed.
    """
    found = case.found()
    for source in sorted(case.texts):
        candidates = candidates_for(case, source, strict=strict)
        title = next(row["source_title"] for row in case.rows if row["source_ref"] == source)
        proposed = proposed_for(found[source], candidates, title)
        for row in case.quantities:
            if row["source_ref"] != source:
                continue
            one = match(row, case.texts[source], found[source])
            shown = proposed[found[source].index(one)] if one else Proposed((), is_new=True)
            refs = [proposal.candidate.ref for proposal in shown.proposals]
            rank = refs.index(row["claim_ref"]) + 1 if row["claim_ref"] in refs else 0
            exists = any(claim.ref == row["claim_ref"] for claim in candidates)
            said = ", ".join(f"{p.candidate.ref} {p.score:.2f} ({p.why})" for p in shown.proposals)
            yield row, rank, shown.is_new, exists, said


def measure_claims(case: Case) -> list[Tally]:
    among, first = Tally("right claim among the first three, all claims there"), Tally("right claim first")
    kept = Tally("no new claim proposed where the claim exists")
    for row, rank, is_new, _exists, said in ranks(case, strict=False):
        among.count(row, is_right=rank > 0, got=said)
        first.count(row, is_right=rank == 1, got=said)
        kept.count(row, is_right=not is_new, got=said)
    strictly = Tally("strict: right claim among the first three, where it exists")
    kept_strictly = Tally("strict: no new claim proposed where the claim exists")
    new = Tally("strict: a new claim proposed where none exists")
    for row, rank, is_new, exists, said in ranks(case, strict=True):
        if exists:
            strictly.count(row, is_right=rank > 0, got=said)
            kept_strictly.count(row, is_right=not is_new, got=said)
        else:
            new.count(row, is_right=is_new, got=said)
    return [among, first, kept, strictly, kept_strictly, new]


def measure_drafts(case: Case) -> list[Tally]:
    """What a new claim for each figure would ask, beside the claim that a person wrote."""
    asked = Tally("drafted: a question that says more than what is counted")
    units, lives = Tally("drafted: the unit of the claim"), Tally("drafted: how the answer lives")
    found = case.found()
    for row in case.quantities:
        if (one := match(row, case.texts[row["source_ref"]], found[row["source_ref"]])) is None:
            continue
        drafted = draft_claim(one, Proposed((), is_new=True))
        is_more = "…" not in drafted.question and len(drafted.question.split()) > 4
        asked.count(row, is_right=is_more, got=drafted.question)
        units.count(row, is_right=is_same_unit(drafted.unit, row["unit"]), got=drafted.unit)
        lives.count(row, is_right=drafted.lives == row["lives"], got=drafted.lives)
    return [asked, units, lives]


def main(arguments: Sequence[str]) -> None:
    folders = [one for one in arguments if not one.startswith("--")]
    case = Case.at(Path(folders[0]) if folders else SHARED)
    case.half = folders[1] if folders[1:] else ""
    for tally in [*measure(case), *measure_claims(case), *measure_drafts(case)]:
        print(tally)  # noqa: T201
        if "--misses" in arguments:
            for miss in tally.misses:
                print("   ", miss)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
