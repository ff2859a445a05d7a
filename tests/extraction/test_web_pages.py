"""A web page is read whole: the article as prose, the furniture as clutter, scripts and what is hidden not at all."""

from __future__ import annotations

import socket

import pytest

from factcheck.extraction.extracting import extract
from factcheck.extraction.media import MediaType
from factcheck.extraction.unreadable import UnreadableDocumentError

LONG = (
    "In 2019 alone, 1,047 people crossed the border, and most of them came by way of the river in the north, "
    "where the water freezes in the winter and the guards are few."
)
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Rice is dear | The Paper</title>
<meta name="author" content="Jane Doe"><meta property="og:site_name" content="The Paper">
<meta property="og:title" content="Rice is dear">
<meta property="article:published_time" content="2018-03-05T10:00:00Z">
<link rel="canonical" href="https://example.org/rice"><style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Front page</a></li><li><a href="/x">World news</a></li></ul></nav>
<article><h1>Rice is dear</h1><p>{LONG}</p><h2>Prices</h2>
<p>A kilogram cost <b>5,000</b>&nbsp;won &mdash; twice as much as&#32;before, as traders in three towns say.</p>
<ul><li>In the east the price was 6,000 won in the last week of May.</li></ul>
<table><tr><th>Town<th>Price</tr><tr><td>East</td><td>6,000 won</td></tr></table>
<p>She asked: <q>Who pays?</q><br>Nobody answered her for quite a while, and then they all spoke at once.</p>
<p>{LONG.replace("2019", "2018").replace("1,047", "1,137")}</p>
<p hidden>Never seen</p><p style="color:red; display : none">Nor this</p>
<noscript>Turn scripts on</noscript><script>alert("run")</script></article>
<aside><p>Sign up for our newsletter</p></aside><footer>© 2018 The Paper</footer></body></html>"""


def read(page):
    return extract(page if isinstance(page, bytes) else page.encode(), MediaType.HTML)


def test_the_article_is_prose_and_the_rest_of_the_page_is_clutter_in_the_order_of_the_page():
    found = read(PAGE)
    assert [block.text for block in found.blocks if not block.is_clutter] == [
        "Rice is dear",
        LONG,
        "Prices",
        "A kilogram cost 5,000 won — twice as much as before, as traders in three towns say.",
        "In the east the price was 6,000 won in the last week of May.",
        "Town | Price",
        "East | 6,000 won",
        "She asked: “Who pays?”\nNobody answered her for quite a while, and then they all spoke at once.",
        LONG.replace("2019", "2018").replace("1,047", "1,137"),
    ]
    assert [block.text for block in found.blocks if block.is_clutter] == [
        "Front page", "World news", "Sign up for our newsletter", "© 2018 The Paper",
    ]  # fmt: skip
    assert found.blocks[0].text == "Front page"
    assert [block.level for block in found.blocks if block.level] == [1, 2]


def test_the_record_comes_from_what_the_page_declares():
    found = read(PAGE).found
    assert (found.title, found.authors, found.publisher) == ("Rice is dear", "Jane Doe", "The Paper")
    assert (found.published, found.language, found.url) == ("2018-03-05", "en", "https://example.org/rice")


@pytest.mark.parametrize("unseen", ["Never seen", "Nor this", "Turn scripts on", "alert", "color: red"])
def test_scripts_styles_and_what_is_hidden_are_no_text(unseen):
    assert not any(unseen in block.text for block in read(PAGE).blocks)


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("Only words, 30,000 of them", ["Only words, 30,000 of them"]),
        ("<p>One<p>Two<div>Three", ["One", "Two", "Three"]),
        (
            "<body><p>1,418 &lt;script&gt; &amp;lt; &#0;&#xD800; came",
            ["1,418 <script> &lt; \ufffd\ufffd came"],
        ),
        ("<b>Bold</b><i>er</i> words<br><br>Next one", ["Bolder words", "Next one"]),
        ("<p>Be<!-- not this -->fore and <wbr>after</p>", ["Before and after"]),
        ("<pre>two\nlines</pre>", ["two\nlines"]),
        ("<table><tr><td><p>One</p><p>Two</p></td></tr></table>", ["One", "Two"]),
        ("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>", ["a | b"]),
        ("<table><tr><td>a</td><td hidden>b</td><td><script>c</script>d</td></tr></table>", ["a | d"]),
        ("<button>Open</button><p>Prose words</p><textarea>typed</textarea>", ["Open", "Prose words"]),
        ('<?xml version="1.0" encoding="utf-16"?><html><p>One word</html>', ["One word"]),
        ("<p>שלום <b>עולם</b> 1,418</p>", ["שלום עולם 1,418"]),
    ],
)
def test_markup_of_every_quality_gives_its_words(page, texts):
    assert [block.text for block in read(page).blocks] == texts


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "utf-8"),
        ("utf-8", "cp1252"),
        ("windows-1252", "cp1252"),
        ("euc-kr", "cp949"),
        ("zlib", "utf-8"),
    ],
)
def test_a_wrong_character_set_does_not_spoil_the_letters(declared, encoding):
    words = "2016년에 1,418명이 한국에 도착했다" if encoding == "cp949" else "Café “said” 1,418 people came"
    page = f'<html><head><meta charset="{declared}"></head><body><p>{words}</p></body></html>'
    assert [block.text for block in read(page.encode(encoding)).blocks] == [words]


def test_a_page_nested_deeper_than_any_real_one_is_refused_rather_than_read_in_part():
    with pytest.raises(UnreadableDocumentError, match="nested deeper than pages are"):
        read(b"<html><body>" + b"<div>" * 500_000 + b"words" + b"</div>" * 500_000 + b"<p>behind</p>")


def test_a_page_of_five_megabytes_is_read():
    found = read(b"<!doctype html>" + b"<p>A line of words about 3,000 people</p>" * 120_000)
    assert len(found.blocks) == 120_000


def test_entities_of_its_own_name_no_file_and_unfold_nothing():
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "ha">]><p>&x; &y; words</p>'
    text = " ".join(block.text for block in read(page).blocks)
    assert "root:" not in text
    assert "words" in text


def test_reading_a_page_asks_nothing_of_the_network(monkeypatch):
    asked = []
    monkeypatch.setattr(socket.socket, "connect", lambda *address: asked.append(address))
    page = PAGE.replace(
        "<article>", '<article><img src="http://example.org/a.png"><iframe src="http://example.org/">'
    )
    assert read(page).blocks
    assert asked == []
