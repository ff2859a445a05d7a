"""Addresses, dates and languages as standards want them written."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote, urlsplit

from django.conf import settings

from factcheck.core.dates import DateError, Period, read_period
from factcheck.exports.about import About
from factcheck.models import Citation, Claim, Source


def claim_address(claim: Claim, about: About) -> str:
    """Where readers find the claim. Where the desk does not publish it is a name for the claim all the same."""
    return f"{about.site_url}/verified/{quote(claim.ref)}/"


def citation_address(citation: Citation, claim: Claim, about: About) -> str:
    """A name for what one source says on a claim: a place on the page of the claim."""
    return f"{claim_address(claim, about)}#citation-{quote(citation.ref)}"


def web_address(source: Source) -> str:
    """The address of a source, made of plain characters; empty where it has none that a browser could open, or where
    the source is sensitive.
    """
    if source.is_sensitive:
        return ""
    try:
        parts = urlsplit(source.url)
        host = parts.netloc.encode("idna").decode("ascii")
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    return quote(parts._replace(netloc=host).geturl(), safe=":/?#[]@!$&'()*+,;=%~")


def day_of(text: str) -> Period | None:
    """A date as somebody typed it, where it can be placed and nobody was in doubt of it."""
    try:
        period = read_period(text)
    except DateError:
        return None
    return period if period and not period.approximate else None


def iso_date(text: str) -> str:
    """A date as far as it is known, by ISO 8601: 2018, 2018-01 or 2018-01-24; empty for any other period."""
    period = day_of(text)
    if period is None or period.first is None or period.last is None:
        return ""
    first, last = period.first, period.last
    if first == last:
        return first.isoformat()
    if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return f"{first.year:04}"
    is_month = (first.year, first.month, first.day) == (last.year, last.month, 1)
    return f"{first.year:04}-{first.month:02}" if is_month and _is_last_of_month(last) else ""


def _is_last_of_month(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1 if day < date.max else True


def desk_language() -> str:
    """The language in which the desk works, as BCP 47 writes it: en-GB."""
    language, _dash, region = settings.LANGUAGE_CODE.partition("-")
    return f"{language}-{region.upper()}" if region else language
