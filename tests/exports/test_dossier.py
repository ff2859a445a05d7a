"""The dossier for people, in Markdown and for paper: complete, numbered, and nothing that was typed is markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from factcheck.exports.formats import FORMATS, dossier
from factcheck.exports.formats.markdown import escaped
from factcheck.exports.formats.print_page import in_css
from factcheck.exports.verified import verified_claims
from tests.exports.small_desk import ABOUT, settled

UGLY = [
    "# heading",
    "## 2. heading",
    "*stars* and **stars**",
    "_under_ __under__",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "> quote",
    "`code` ``code``",
    "```",
    "~~~",
    "~~struck~~",
    "[link](https://evil.example)",
    "![image](https://evil.example)",
    "[note]: https://evil.example",
    "<https://evil.example>",
    "<script>alert(1)</script>",
    "&lt;b&gt; &amp; &copy;",
    "| a | cell |",
    "a \\* b \\",
    "---",
    "***",
    "===",
    "$3,000 to $4,000",
    "a\n\n\nb",
    "a\r\nb\tc\u2028d",
    ":---",
    "تقرير عن <b>",
]


def read(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def seen(text: str) -> str:
    """What a reader sees of a Markdown text, by an independent reader of it."""
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    return " ".join(html.fromstring(f"<div>{rendered}</div>").text_content().split())


def page(claims=None, about=ABOUT) -> html.HtmlElement:
    found = verified_claims(by=None) if claims is None else claims
    return html.document_fromstring("".join(FORMATS["print"].write(found, about)))


def markdown() -> str:
    return "".join(FORMATS["markdown"].write(verified_claims(by=None), ABOUT))


@pytest.mark.parametrize("typed", UGLY)
def test_whatever_is_typed_is_text_in_markdown(typed):
    for around in ("{}", "- {}", "1. {}", "| a |\n|---|\n| {} |", "> {}", "## {}"):
        tokens = read(around.format(escaped(typed)))
        kinds = {child.type for token in tokens for child in token.children or ()}
        assert kinds <= {"text", "text_special"}
        expected = " ".join(typed.split())
        assert seen(around.format(escaped(typed))) == (f"a {expected}" if "|---|" in around else expected)


@pytest.mark.django_db
def test_markdown_has_a_heading_a_table_and_a_list_of_sources_for_each_claim(small_desk):
    tokens = read(markdown())
    kinds = [token.type for token in tokens]
    assert kinds.count("table_open") == 6
    headings = [
        tokens[at + 1].content
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]
    assert headings[:2] == ["1. How many people fled?", "2. How many died in the famine?"]
    assert headings[-1] == "Contents"
    assert len(headings) == 7
    assert kinds.count("ordered_list_open") == 7
    inline = {child.type for token in tokens for child in token.children or ()}
    assert "html_inline" not in inline
    assert "html_block" not in kinds


@pytest.mark.django_db
def test_markdown_begins_with_what_it_is(small_desk):
    assert seen(markdown()).startswith(
        'Verified claims The "Desk" <of> Ours https://desk.example/ '
        "Made on 4 Mar 2026 by reader (2026-03-04T05:06:07Z). 6 verified claims. "
        "Only those that this filter finds: q=a&topic=1. "
        "Every answer was proposed by one person and approved by another. Version 2 of the format."
    )


@pytest.mark.django_db
def test_both_say_the_same_of_a_claim(small_desk):
    paper = " ".join(page().get_element_by_id("claim-1").text_content().split())
    text = seen(markdown())
    for words in (
        "How many people fled?",
        "About 30,000 people fled, the agency says.",
        "28,500 to 31,500 people",
        "Rejected",
        "The evening paper added those who came back.",
        "# And *so* on.",
        "Proposed by reviewer, approved by approver.",
        "Morning *paper* <b>bold</b> & [more](x)",
        "https://morning.example/2018/02/",
        "Withheld source 4711",
        "Its identity is withheld.",
    ):
        assert words in paper, words
        assert words in text, words
    assert "Approved on DAY by approver." in settled(paper)
    assert "secret" not in (paper + text).lower()


@pytest.mark.django_db
def test_a_printed_series_stands_date_by_date(small_desk):
    rows = page().get_element_by_id("claim-3").xpath(".//section/ul/li")
    assert [row.text_content() for row in rows] == ["2018: 1,137", "2019: 1,047"]


@pytest.mark.django_db
def test_every_row_leads_to_its_numbered_source_and_the_contents_to_every_claim(small_desk):
    tree = page()
    links = [link.get("href") for link in tree.iter("a") if link.get("href").startswith("#")]
    names = {element.get("id") for element in tree.iter() if element.get("id")}
    assert {link[1:] for link in links} <= names
    assert [link for link in links if link.startswith("#claim-")] == [f"#claim-{n}" for n in range(1, 7)]
    claim = tree.get_element_by_id("claim-3")
    assert [cell.text_content() for cell in claim.xpath(".//tbody/tr/td[5]/a")] == [
        "[1]",
        "[1]",
        "[2]",
        "[3]",
    ]
    assert len(claim.xpath(".//ol[@class='notes']/li")) == 3


@pytest.mark.django_db
def test_addresses_are_printed_and_lead_nowhere_but_to_the_web(small_desk):
    links = [link for link in page().iter("a") if not link.get("href").startswith("#")]
    assert len(links) > 5
    assert all(link.get("href").startswith("https://") for link in links)
    assert {link.text for link in links} >= {
        "https://example.org/تقرير",
        "https://agency.example/reports/2018",
    }


@pytest.mark.django_db
def test_the_page_is_complete_in_itself_and_runs_nothing(small_desk):
    tree = page()
    assert not list(tree.iter("script", "link", "img", "iframe", "object", "form"))
    assert [element.tag for element in tree.iter("style")] == ["style"]
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert attributes <= {
        "lang",
        "charset",
        "name",
        "content",
        "class",
        "dir",
        "href",
        "id",
        "scope",
        "value",
        "aria-labelledby",
    }
    assert "url(" not in tree.findtext(".//style")
    assert "@import" not in tree.findtext(".//style")


@pytest.mark.parametrize("name", ["</style><script>", '"; } body { display: none', "\\", "א", "a\nb"])
def test_the_name_of_the_desk_stays_within_its_quotes_in_the_style(name):
    written = in_css(name)
    assert not set(written) & set("<>\"'{};\n")
    parts = written.split("\\")
    assert parts[0] + "".join(chr(int(one[:6], 16)) + one[6:] for one in parts[1:]) == name


@pytest.mark.django_db
def test_a_desk_without_verified_claims_says_so():
    about = replace(ABOUT, count=0, desk_name="", made_by="", filter="")
    text = "".join(FORMATS["markdown"].write([], about))
    assert "No claim is verified." in seen(text)
    assert "No claim is verified." in page([], about).text_content()
    assert "Made on 4 Mar 2026 (2026-03-04T05:06:07Z)." in seen(text)


@pytest.mark.django_db
def test_one_review_a_changed_claim_and_a_list_of_changes_are_said(small_desk):
    first = replace(next(verified_claims(by=None)), is_single_review=True, is_changed_since=True)
    about = replace(ABOUT, is_single_review=True, since=ABOUT.made_at, count=1)
    paper = page([first], about).text_content()
    text = seen("".join(FORMATS["markdown"].write([first], about)))
    for words in (
        "1 verified claim.",
        "At least one answer was proposed and approved by the same person.",
        "Only what has changed since 4 Mar 2026.",
        "One person proposed and approved it.",
        "The evidence has changed since it was approved.",
    ):
        assert words in paper
        assert words in text


@pytest.mark.django_db
def test_claims_that_are_not_verified_are_left_out(small_desk):
    first, second, *_rest = verified_claims(by=None)
    undone = replace(first, verdict=None)
    for name in ("markdown", "print", "wikibase", "annotations", "claimreview"):
        text = "".join(FORMATS[name].write([undone, second], ABOUT))
        assert "How many people fled?" not in text
        assert "How many died in the famine?" in text


@pytest.mark.django_db
def test_the_contents_end_where_they_would_grow_without_end(small_desk):
    bare = replace(next(verified_claims(by=None)), citations=[], decisions=[])
    many = (bare for _each in range(dossier.MOST_LISTED + 2))
    text = "".join(FORMATS["markdown"].write(many, ABOUT))
    contents = text.rpartition("## Contents")[2].strip().splitlines()
    assert contents[dossier.MOST_LISTED - 1].startswith(f"{dossier.MOST_LISTED}. ")
    assert contents[-1] == "And 2 more."


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["markdown", "print"])
def test_writing_asks_the_database_nothing_of_a_claim(name, small_desk):
    claims = list(verified_claims(by=None))
    with CaptureQueriesContext(connection) as few:
        "".join(FORMATS[name].write(claims[:1], ABOUT))
    with CaptureQueriesContext(connection) as many:
        "".join(FORMATS[name].write(claims * 5, ABOUT))
    assert len(many) == len(few)


@pytest.mark.django_db
def test_a_list_of_claims_says_that_only_those_are_told_that_are_verified():
    about = replace(ABOUT, listed="claims", count=9, filter_words="topic: Flight", number=12)
    text = seen("".join(FORMATS["markdown"].write([], about)))
    assert "Of 9 claims that were found, those that are verified." in text
    assert "Only those that this filter finds: topic: Flight." in text
    assert "Export 12 of this desk." in text
