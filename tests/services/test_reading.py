"""What is offered for the figures of a document."""

from __future__ import annotations

import pytest

from factcheck.models import Paragraph
from factcheck.services.foreseeing import Mark
from factcheck.services.reading import propose_for

pytestmark = pytest.mark.django_db

TEXT = (
    "The fleet at sea.\n\nAnna Berg estimates that 40 ships were lost in the storm of 2016.\n\nIt was cold."
)


def paragraphs_of(text: str) -> list[Paragraph]:
    found, at = [], 0
    for number, part in enumerate(text.split("\n\n"), 1):
        found.append(Paragraph(number=number, start=at, end=at + len(part)))
        at += len(part) + 2
    return found


def offers(source, text=TEXT, **more):
    return propose_for(text=text, paragraphs=paragraphs_of(text), source=source, language="en", **more)


def test_a_figure_comes_with_its_claim_and_the_words_of_its_citation(make_claim, make_source, cite):
    claim = make_claim("How many ships were lost in the storm?", unit="ship", topic="Storms")
    cite(claim, "about 38", quote="about 38 ships")
    make_claim("How many people died in the storm?", topic="Storms")
    [offer] = offers(make_source("The storm", published="2017"))
    assert offer.best.claim == claim
    words = offer.best.words
    assert (words.figure, words.attribution, words.locator) == ("40", "Anna Berg", "paragraph 2")
    assert words.quote == "Anna Berg estimates that 40 ships were lost in the storm of 2016."
    assert offer.mark is Mark.CONFLICTS or offer.mark is Mark.AGREES
