"""How much of a citation the reader fills in rightly, measured on a real case:

    uv run python -m tests.benchmarks.reader [FOLDER]

FOLDER holds `casefile/north_korea.csv` and `articles/`, the texts that it cites. For each quantity of the case file it
tells whether the figure is found in its line with the right reading and sentence, whether the as-of and attribution
offered are those of the file, and where the right claim stands among those proposed: when all claims exist and the
citations of the other articles, and when claims that only this article cites do not exist yet. `--misses` tells each
miss.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from factcheck.core.claims import AnswerKind, Lives
from factcheck.core.dates import read_period
from factcheck.core.figures import Figure, Unread, read_figure
from factcheck.core.proposals import Before, Candidate, Proposed, Weighing, draft_claim
from factcheck.core.reading import FoundFigure, found_in
from factcheck.core.units import unit_for
from factcheck.core.words import fold

SHARED = Path(__file__).parent.parent.parent.parent / "shared"

Row = Mapping[str, str]


@dataclass(slots=True)
class Case:
    """The rows of a case file and the texts of its sources."""

    rows: list[Row]
    texts: dict[str, str]
    half: str = ""

    @classmethod
    def at(cls, folder: Path) -> Case:
        (table,) = [*folder.glob("casefile/*.csv"), *folder.glob("*.csv")]
        with table.open(encoding="utf-8") as file:
            rows: list[Row] = list(csv.DictReader(file))
        place = folder / "articles" if (folder / "articles").is_dir() else folder
        sources = {row["source_ref"] for row in rows}
        texts = {ref: (place / f"{ref}.txt").read_text(encoding="utf-8") for ref in sources}
        return cls(rows, texts)

    @property
    def quantities(self) -> list[Row]:
        """The rows to measure: the claims and quotes of the other half are there all the same."""
        return [
            row
            for row in self.rows
            if row["answer_kind"] == "quantity" and row["source_ref"].startswith(self.half)
        ]

    def published(self, source: str) -> str:
        return next(row["published"] for row in self.rows if row["source_ref"] == source)

    def found(self) -> dict[str, list[FoundFigure]]:
        """The figures of each text."""
        return {
            ref: found_in(text, published=self.published(ref), language="en")
            for ref, text in sorted(self.texts.items())
        }


@dataclass(slots=True)
class Tally:
    """How many of how many, and the misses in words."""

    name: str
    right: int = 0
    of: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, row: Row, *, is_right: bool, got: object = "") -> None:
        self.of += 1
        self.right += is_right
        if not is_right:
            self.misses.append(f"{row['citation_ref']} “{row['figure']}”: {got}")

    def __str__(self) -> str:
        return f"{self.name:<72} {self.right:>3} of {self.of}"


def match(row: Row, text: str, found: Sequence[FoundFigure]) -> FoundFigure | None:
    """The figure found in the line of the row, with its reading and in the sentence of its quote."""
    line = int(row["locator"].removeprefix("line "))
    for one in found:
        if (
            text.count("\n", 0, one.start) + 1 == line
            and is_same_figure(row, one)
            and is_in_sentence(row, one)
        ):
            return one
    return None


def is_same_figure(row: Row, one: FoundFigure) -> bool:
    wanted = read_figure(row["figure"], unit=row["unit"])
    if isinstance(wanted, Unread) or one.unread:
        return (
            isinstance(wanted, Unread) and one.unread is not None and fold(one.words) == fold(row["figure"])
        )
    got = read_figure(one.words, unit=row["unit"])
    return isinstance(got, Figure) and got.stated == wanted.stated


def is_in_sentence(row: Row, one: FoundFigure) -> bool:
    return fold(row["quote"]) in fold(one.sentence_text)


def is_same_time(wanted: str, got: str) -> bool:
    """The same words, or the same first and last day."""
    if fold(wanted) == fold(got):
        return True
    one, other = read_period(wanted), read_period(got)
    return one is not None and other is not None and one.bounds == other.bounds


def is_same_name(wanted: str, got: str) -> bool:
    """The same name as far as a person would say: one within the other, but for endings and small words."""
    return bool(got) and fuzz.token_set_ratio(wanted, got, processor=default_process) >= 88


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


def is_same_unit(one: str, other: str) -> bool:
    return unit_for(one).symbol == unit_for(other).symbol


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
