"""The visible text of a web page, block by block in order; scripts, styles and what is hidden never count as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from factcheck.core.sentences import gettext_noop as _
from factcheck.extraction.document import Block
from factcheck.extraction.letters import few_lines, one_line
from factcheck.extraction.unreadable import damaged, nested_too_deep

UNSEEN = frozenset(
    {
        "applet", "area", "audio", "base", "canvas", "datalist", "embed", "frame", "frameset", "head", "iframe",
        "link", "map", "meta", "noembed", "noframes", "noscript", "object", "param", "rp", "script", "style", "svg",
        "template", "textarea", "title", "video", "math",
    }
)  # fmt: skip
"""Elements whose content is not shown as text."""

BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hr", "html", "label", "legend", "li", "listing", "main", "menu", "nav", "ol", "option", "p",
        "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp",
    }
)  # fmt: skip
"""Elements that begin a new paragraph."""

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CELLS = ("td", "th")
_BREAK = "\x00"
_KIND = _("web page (HTML)")
_TOO_DEEP = etree.ErrorTypes.ERR_RESOURCE_LIMIT


def parsed(text: str) -> html.HtmlElement:
    """The tree of a page, whatever is wrong with its markup; nothing is fetched and no DTD is read.

    Raises UnreadableDocumentError where there is nothing that could be a page.
    """
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    content = _DECLARATION.sub("", text.replace("\0", "")).encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise damaged(_KIND) from error
    if any(entry.type == _TOO_DEEP for entry in parser.error_log):
        raise nested_too_deep()
    if not isinstance(tree, html.HtmlElement):
        raise damaged(_KIND)
    return tree


def blocks_of(tree: html.HtmlElement) -> Iterator[Block]:
    """The page's visible text, as paragraphs, headings, list items and table rows."""
    gathering = _Gathering()
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in {"comment", "pi"}:
            gathering.add(element.tail)
        elif event == "end":
            if not gathering.is_skipped(element):
                yield from gathering.end(element)
            gathering.add(element.tail)
        elif is_unseen(element):
            gathering.skip(element)
            walk.skip_subtree()
        elif element.tag == "tr" and is_plain_row(element):
            yield from gathering.close()
            yield from _row(element)
            gathering.skip(element)
            walk.skip_subtree()
        else:
            yield from gathering.start(element)
    yield from gathering.close()


def is_unseen(element: html.HtmlElement) -> bool:
    """Scripts and the like, and what is hidden by the page itself."""
    return (
        element.tag in UNSEEN
        or element.get("hidden") is not None
        or (element.tag == "input")
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def is_plain_row(row: html.HtmlElement) -> bool:
    """A row of data, rather than a part of a layout that is made of tables."""
    if row.find(".//table") is not None:
        return False
    return all(
        cell.tag not in _CELLS or sum(1 for _part in cell.iter("p", "div", "li", "h1", "h2", "h3")) <= 1
        for cell in row
    )


def _row(row: html.HtmlElement) -> Iterator[Block]:
    cells = [
        one_line(" ".join(block.text for block in blocks_of(_alone(cell))))
        for cell in row
        if isinstance(cell.tag, str) and not is_unseen(cell)
    ]
    if any(cells):
        yield Block(" | ".join(cells))


def _alone(cell: html.HtmlElement) -> html.HtmlElement:
    """The cell without the text behind it."""
    cell.tail = None
    return cell


class _Gathering:
    """The text of the paragraph that is being read."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._skipped: html.HtmlElement | None = None
        self._preformatted = 0
        self._level = 0

    def skip(self, element: html.HtmlElement) -> None:
        self._skipped = element

    def is_skipped(self, element: html.HtmlElement) -> bool:
        if element is self._skipped:
            self._skipped = None
            return True
        return False

    def start(self, element: html.HtmlElement) -> Iterator[Block]:
        tag = element.tag
        if tag in BLOCKS:
            yield from self.close()
            self._level = _HEADINGS.get(tag, self._level)
        if tag in {"pre", "listing", "xmp"}:
            self._preformatted += 1
        if tag == "br":
            self._pieces.append(_BREAK)
        elif tag == "q":
            self._pieces.append("“")
        self.add(element.text)

    def end(self, element: html.HtmlElement) -> Iterator[Block]:
        tag = element.tag
        if tag == "q":
            self._pieces.append("”")
        if tag in BLOCKS:
            yield from self.close()
            if tag in _HEADINGS:
                self._level = 0
        if tag in {"pre", "listing", "xmp"}:
            self._preformatted -= 1

    def add(self, text: str | None) -> None:
        if text:
            text = text.replace(_BREAK, "")
            self._pieces.append(text.replace("\n", _BREAK) if self._preformatted else text)

    def close(self) -> Iterator[Block]:
        """End the paragraph; two line breaks in a row part it in two."""
        if not self._pieces:
            return
        text = "".join(self._pieces)
        self._pieces = []
        lines = [one_line(line) for line in text.split(_BREAK)]
        for paragraph in re.split(r"\n{2,}", "\n".join(lines)):
            if said := few_lines(paragraph):
                yield Block(said, level=self._level)
