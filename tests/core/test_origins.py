from __future__ import annotations

import pytest

from factcheck.core.origins import (
    CircularOriginError,
    count_origins,
    origins_of,
    require_no_cycle,
    roots_of,
)

WIRE, PAPER, SITE, BLOG, STUDY = range(1, 6)

ROOTS = [
    ("a source that draws on none is its own root", PAPER, {}, {PAPER}),
    ("a paper that prints the wire goes back to the wire", PAPER, {PAPER: [WIRE]}, {WIRE}),
    ("a chain goes back to its beginning", BLOG, {BLOG: [SITE], SITE: [PAPER], PAPER: [WIRE]}, {WIRE}),
    ("two sources behind one are two roots", SITE, {SITE: [WIRE, STUDY]}, {WIRE, STUDY}),
    (
        "two ways back to one wire are one root",
        BLOG,
        {BLOG: [PAPER, SITE], PAPER: [WIRE], SITE: [WIRE]},
        {WIRE},
    ),
    (
        "a short way and a long way to one wire are one root",
        BLOG,
        {BLOG: [WIRE, SITE], SITE: [PAPER], PAPER: [WIRE]},
        {WIRE},
    ),
    ("a source noted as its own origin is its own root", PAPER, {PAPER: [PAPER]}, {PAPER}),
    ("two that only echo each other count once", PAPER, {PAPER: [SITE], SITE: [PAPER]}, {PAPER}),
    ("and as the same one, whichever is asked", SITE, {PAPER: [SITE], SITE: [PAPER]}, {PAPER}),
    (
        "who draws on an echo goes back to it",
        BLOG,
        {BLOG: [SITE], PAPER: [SITE], SITE: [PAPER]},
        {PAPER},
    ),
    (
        "an echo with a wire behind it goes back to the wire",
        SITE,
        {PAPER: [SITE, WIRE], SITE: [PAPER]},
        {WIRE},
    ),
]


@pytest.mark.parametrize(("case", "source", "derived", "roots"), ROOTS, ids=[row[0] for row in ROOTS])
def test_support_is_counted_by_where_a_figure_first_came_from(case, source, derived, roots):
    assert roots_of(source, derived) == roots


@pytest.mark.parametrize(
    ("case", "source", "parents", "derived"),
    [
        ("itself", WIRE, [WIRE], {}),
        ("a source that draws on it", WIRE, [PAPER], {PAPER: [WIRE]}),
        ("a source that draws on it over others", WIRE, [BLOG], {BLOG: [SITE], SITE: [PAPER], PAPER: [WIRE]}),
    ],
)
def test_a_source_cannot_be_derived_from(case, source, parents, derived):
    with pytest.raises(CircularOriginError):
        require_no_cycle(source, parents, derived)


@pytest.mark.parametrize(
    ("case", "source", "parents", "derived"),
    [
        ("another source", PAPER, [WIRE], {}),
        ("two sources with one origin", BLOG, [PAPER, SITE], {PAPER: [WIRE], SITE: [WIRE]}),
        ("sources that echo each other", BLOG, [PAPER], {PAPER: [SITE], SITE: [PAPER]}),
    ],
)
def test_a_source_may_be_derived_from(case, source, parents, derived):
    require_no_cycle(source, parents, derived)


def test_an_attribution_is_the_origin_whatever_the_source_draws_on():
    ministry = origins_of("Unification Ministry", PAPER, {PAPER: [WIRE]})
    assert ministry == origins_of("  unification  ministry. ", BLOG, {})
    assert ministry != origins_of("the ministry", PAPER, {PAPER: [WIRE]})
    assert count_origins([ministry, ministry]) == 1


def test_without_an_attribution_the_roots_of_the_source_are_the_origins():
    derived = {BLOG: [PAPER, SITE], PAPER: [WIRE], SITE: [WIRE]}
    assert origins_of("", BLOG, derived) == origins_of(" ", WIRE, derived)
    assert origins_of("…", BLOG, derived) == origins_of("", WIRE, derived)
    assert count_origins([origins_of("", BLOG, derived), origins_of("", STUDY, derived)]) == 2
