"""What a person sees of a page, and a form as a browser would send it."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

_UNSEEN = re.compile(r"<(head|script|style|datalist)\b.*?</\1>", re.DOTALL)


def words(response) -> str:
    """The words on a page in one line, as they are read."""
    page = _UNSEEN.sub(" ", response.content.decode())
    page = re.sub(r"</?(strong|em|kbd|mark)>", "", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def address(response) -> str:
    """Where a page sends the browser next."""
    return response.headers["Location"]


class _Form(HTMLParser):
    def __init__(self, action: str | None) -> None:
        super().__init__()
        self.wanted, self.values, self.inside, self.in_text, self.select = action, {}, False, "", ""
        self.labels: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("method") == "post" and (
                self.wanted is None or given.get("action") == self.wanted
            )
            if given.get("action", "").endswith("/log-out/"):
                self.inside = False
        if not self.inside or (tag != "option" and "name" not in given):
            return
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "input" and given.get("type") not in {"checkbox", "submit"}:
            self.values[name] = value
        elif tag == "textarea":
            self.in_text, self.values[name] = name, ""
        elif tag == "select":
            self.select = name
            self.values[name] = [] if "multiple" in given else ""
        elif tag == "option" and self.select and "selected" in given:
            many = self.values[self.select]
            self.values[self.select] = [*many, value] if isinstance(many, list) else value

    def handle_data(self, data: str) -> None:
        if self.in_text:
            self.values[self.in_text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.in_text:
            # A browser drops the line break that a template puts before the text.
            self.values[self.in_text] = self.values[self.in_text].removeprefix("\r\n").removeprefix("\n")
            self.in_text = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = False


def form(response, action: str | None = None) -> dict[str, object]:
    """What a browser would send back of the form on a page, if nobody touched it."""
    parser = _Form(action)
    parser.feed(response.content.decode())
    assert parser.values, "there is no form on this page"
    return {name: value for name, value in parser.values.items() if name != "csrfmiddlewaretoken"}
