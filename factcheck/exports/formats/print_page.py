"""The verified list as one HTML file that is good on paper: printed by any browser, complete in itself, without script.

It is only ever sent as a file to keep, so its style stands inside of it; the pages of the desk allow no such thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from factcheck.exports.about import About
from factcheck.exports.formats.dossier import MOST_LISTED, TITLE, about_lines, dossier_claim
from factcheck.exports.standards.addresses import desk_language
from factcheck.exports.verified import ExportedClaim
from factcheck.models import Desk
from factcheck.models.speech import say_day
from factcheck.models.withholding import for_nobody

CLAIMS_COME_HERE = "<!--claims-->\n"


@for_nobody
def as_print_page(claims: Iterable[ExportedClaim], about: About) -> Iterator[str]:
    """The head of the page, each claim, and the contents, which are known at the end only."""
    desk = Desk.current()
    title = gettext(TITLE)
    running = " · ".join(part for part in (about.desk_name, title) if part)
    page = get_template("factcheck/exports/dossier.html").render(
        {
            "about": about,
            "title": title,
            "language": desk_language(),
            "lines": about_lines(about),
            "running": in_css(running),
            "day": in_css(say_day(timezone.localdate(about.made_at))),
        }
    )
    head, end = page.split(CLAIMS_COME_HERE)
    yield head
    template = get_template("factcheck/exports/dossier_claim.html")
    listed: list[tuple[int, str, str]] = []
    number = 0
    for exported in claims:
        if exported.verdict is None:
            continue
        number += 1
        claim = dossier_claim(exported, number, desk)
        yield template.render({"claim": claim})
        if number <= MOST_LISTED:
            listed.append((number, claim.question, claim.answer))
    contents = {"listed": listed, "more": number - len(listed)}
    yield get_template("factcheck/exports/dossier_contents.html").render(contents) + end


def in_css(text: str) -> SafeString:
    """A text inside the quotes of a style sheet: whatever is neither letter nor digit of ASCII is written by number, so
    that it ends neither the quotes nor the sheet.
    """
    return SafeString(
        "".join(sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):06x}" for sign in text)
    )
