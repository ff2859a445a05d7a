"""Each kind of source has a type in every format, and each type of every format a kind."""

from __future__ import annotations

import pytest
from bibtexparser.splitter import Splitter
from rispy.config import TYPE_OF_REFERENCE_MAPPING

from factcheck.core.bibliography.kinds import (
    FROM_BIBTEX,
    FROM_RIS,
    NEAREST_KINDS,
    OUR_KINDS,
    TO_BIBTEX,
    TO_RIS,
    our_kind,
)
from factcheck.models import SourceKind

CSL_TYPES = [
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]
"""All types of CSL 1.0.2."""


def test_our_kinds_are_those_of_the_desk():
    assert list(OUR_KINDS) == SourceKind.values


@pytest.mark.parametrize("csl_type", CSL_TYPES)
def test_every_type_of_csl_has_a_kind_and_a_type_of_ris(csl_type):
    assert our_kind(csl_type) in SourceKind.values
    assert (csl_type in OUR_KINDS) != (csl_type in NEAREST_KINDS)
    assert TO_RIS.get(csl_type, "GEN") in TYPE_OF_REFERENCE_MAPPING


def test_every_type_of_ris_is_known():
    assert set(FROM_RIS) == set(TYPE_OF_REFERENCE_MAPPING)
    assert set(FROM_RIS.values()) <= set(CSL_TYPES)


def test_every_type_of_bibtex_is_known():
    standard = "article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis"
    assert set(standard.split()) | {"proceedings", "techreport", "unpublished"} <= set(FROM_BIBTEX)
    assert set(FROM_BIBTEX.values()) <= set(CSL_TYPES)
    assert set(TO_BIBTEX) <= set(OUR_KINDS)
    assert set(TO_BIBTEX.values()) <= set(FROM_BIBTEX)
    assert len(
        Splitter("".join(f"@{name}{{k{name}, title={{x}}}}\n" for name in FROM_BIBTEX)).split().entries
    ) == len(FROM_BIBTEX)
