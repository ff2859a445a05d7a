"""A made-up desk of any size on which everything has happened that can; the same one every time.

Made through the product's own services, so that it holds what a desk of that size would hold: versions, judged
readings, verdicts and the steps of every decision.
"""

from __future__ import annotations

import csv
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from factcheck.core.file_format import COLUMNS, SOURCE_COLUMNS
from factcheck.models import Source
from factcheck.services.importing import import_citations
from factcheck.services.quotes import check_quotes
from factcheck.services.sources import SourceWords, record_source
from tests.benchmarks.decisions import Cast, Decisions
from tests.benchmarks.questions import EVERY_HUNDRED, MANY, MANY_CITATIONS, Dice
from tests.services.quoting import document_of, snapshot_of

CLAIMS_A_SOURCE = 20
TOPICS = 60
FILES = 5
KEPT_SOURCE, UNREAD_SOURCE = "source-7", "source-8"
DESCRIBING_SOURCES = {*SOURCE_COLUMNS} - {"source_ref"}
PLACES = ("Ansan", "Busan", "Chongjin", "Dandong", "Hoeryong", "Musan", "Paju", "Rason", "Sinuiju", "Yanji")
BODIES = ("Unification Ministry", "Border Office", "Red Cross", "Statistics Bureau", "Institute of Migration")
FIRST_WORDS = ("Young", "Desperate", "Silent", "Hungry", "Divided", "Northern", "Lost", "Old")
LAST_WORDS = ("families ask for help", "crossings rise again", "years on the river", "reports from the camps")
QUOTE = (
    "Officials at {place} said that it was {figure}, according to records which the office has kept since the river "
    "was first watched, and which nobody outside it has seen. Those who crossed remember fewer guards and longer "
    "nights, and some say that the books were written afterwards."
)
KINDS = ("article-newspaper", "report", "webpage", "book", "dataset", "interview")


def make_desk(claims: int, cast: Cast) -> None:
    """Record the claims with some four citations each, then decide as a desk would have in its first years."""
    dice = random.Random(1)  # noqa: S311 -- made-up figures, no secrets
    _record(claims, cast, dice)
    Decisions(cast, dice).decide(claims)
    _keep_texts()


def _record(claims: int, cast: Cast, dice: Dice) -> None:
    sources: list[Source] = []
    for index in range(max(MANY_CITATIONS, claims // CLAIMS_A_SOURCE)):
        sources.append(_source(index, sources, cast, dice))
    with tempfile.TemporaryDirectory() as folder:
        for part in range(FILES):
            path = Path(folder) / f"{part}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, [name for name in COLUMNS if name not in DESCRIBING_SOURCES])
                writer.writeheader()
                for index in range(part * claims // FILES, (part + 1) * claims // FILES):
                    writer.writerows(_rows(index, sources, dice))
            import_citations(path=path, by=cast.contributors[part % len(cast.contributors)])


def _keep_texts() -> None:
    """One source is kept with its text, and with what that became; its quotes are placed in it. Another one has the
    same text, of which nothing is recorded yet, and one more document has come in.
    """
    source = Source.objects.get(ref=KEPT_SOURCE)
    quotes = list(source.citations.order_by("pk").values_list("quote", flat=True))
    snapshot_of(source, "\n\n".join(quotes))
    check_quotes(source=source, by=None)
    snapshot_of(source, "\n\n".join(["Corrected.", *quotes[1:]]))
    snapshot_of(Source.objects.get(ref=UNREAD_SOURCE), "\n\n".join(quotes[:60]))
    document_of("\n\n".join(["This came in today.", *quotes]))


def _source(index: int, earlier: Sequence[Source], cast: Cast, dice: Dice) -> Source:
    words = SourceWords(
        title=f"{dice.choice(FIRST_WORDS)} {dice.choice(LAST_WORDS)}, {dice.choice(PLACES)} {index}",
        publisher=f"The {dice.choice(PLACES)} Courier",
        author=f"Reporter {index % 90}",
        kind=dice.choice(KINDS),
        published=f"{dice.randint(2005, 2024)}-{dice.randint(1, 12):02d}",
        reliability=dice.choice("ABCDEF"),
    )
    parents = dice.sample(earlier, 1) if earlier and dice.random() < 0.2 else []
    by = cast.contributors[index % len(cast.contributors)]
    return record_source(words=words, derived_from=parents, by=by, ref=f"source-{index}")


def _rows(index: int, sources: Sequence[Source], dice: Dice) -> Iterator[dict[str, str]]:
    question = MANY.get(index) or EVERY_HUNDRED[index * 37 % 100]
    count = MANY_CITATIONS if index in MANY else dice.choice((1, 2, 3, 4, 4, 5, 5, 6, 6))
    place = PLACES[index % len(PLACES)]
    said = question.say(dice, dice.randint(20, 900_000), max(count, 2) if question.weight < 10 else count)
    for number, (figure, source) in enumerate(zip(said, dice.sample(sources, len(said)), strict=True)):
        yield {
            "source_ref": source.ref,
            "citation_ref": f"claim-{index}-{number}",
            "claim_ref": f"claim-{index}",
            "question": question.ask.format(place=place, index=index),
            "topic": f"Topic {index % TOPICS:02}",
            "answer_kind": question.answer_kind,
            "unit": question.unit,
            "lives": question.lives,
            "figure": figure.figure,
            "quote": QUOTE.format(figure=figure.figure, place=place),
            "locator": f"line {dice.randint(1, 90)}",
            "as_of": figure.as_of,
            "scope": figure.scope,
            "attribution": dice.choice(BODIES) if dice.random() < 0.2 else "",
            "credibility": dice.choice(("", "1", "2", "3", "4", "5", "6")),
        }
