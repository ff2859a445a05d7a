"""Google's documentation of the ClaimReview markup as a check: what it requires is a fault where it is missing or
wrong; what it recommends is a fault where it is wrong and is only told where it is missing.

Its rules: the textual rating, the statement, the address and the reviewer; the address is absolute; the rating lies
within a scale of numbers whose worst is at least 1 and below its best; dates are whole days or moments of ISO 8601.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

CONTEXTS = {"https://schema.org", "http://schema.org", "https://schema.org/", "http://schema.org/"}


@dataclass
class Report:
    faults: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def fault(self, where: str, why: str) -> None:
        self.faults.append(f"{where}: {why}")

    def recommend(self, node: dict, name: str, where: str) -> bool:
        if node.get(name) in (None, "", [], {}):
            if name in node:
                self.fault(f"{where}.{name}", "is there and empty")
            self.left_out.append(f"{where}.{name}")
            return False
        return True


def check(node: object, *, site: str = "") -> Report:
    """What is wrong with a ClaimReview that stands by itself; `site` is where the page that carries it is found."""
    report = Report()
    if not isinstance(node, dict):
        report.fault("ClaimReview", "is no object")
        return report
    if node.get("@context") not in CONTEXTS:
        report.fault("@context", "is not that of schema.org")
    if node.get("@type") != "ClaimReview":
        report.fault("@type", "is not ClaimReview")
    _require_text(report, node, "claimReviewed", "ClaimReview")
    _check_address(report, node.get("url"), "ClaimReview.url", site)
    _check_rating(report, node.get("reviewRating"))
    if report.recommend(node, "author", "ClaimReview"):
        _check_reviewer(report, node["author"])
    if report.recommend(node, "datePublished", "ClaimReview"):
        _check_date(report, node["datePublished"], "ClaimReview.datePublished")
    if report.recommend(node, "itemReviewed", "ClaimReview"):
        _check_claim(report, node["itemReviewed"])
    return report


def _require_text(report: Report, node: dict, name: str, where: str) -> None:
    value = node.get(name)
    if not isinstance(value, str) or not value.strip():
        report.fault(f"{where}.{name}", "is needed, as text")


def _check_address(report: Report, value: object, where: str, site: str = "") -> None:
    if not isinstance(value, str) or not re.fullmatch(r"[!-~]+", value):
        report.fault(where, "is no address of plain characters")
        return
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        report.fault(where, "is no absolute address")
    host = urlsplit(site).netloc
    if host and parts.netloc != host and not parts.netloc.endswith(f".{host}"):
        report.fault(where, "leads to another site than the page")


def _check_date(report: Report, value: object, where: str) -> None:
    if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\d(?:T|\Z)", value):
        report.fault(where, "is neither a whole day nor a moment")
        return
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        report.fault(where, "is no date")
        return
    if "T" in value and moment.tzinfo is None:
        report.fault(where, "is a moment without a zone")


def _check_rating(report: Report, rating: object) -> None:
    if not isinstance(rating, dict) or rating.get("@type") != "Rating":
        report.fault("reviewRating", "is needed, as a Rating")
        return
    if not rating.get("alternateName") and rating.get("name"):
        report.left_out.append("Rating.alternateName")
    else:
        _require_text(report, rating, "alternateName", "Rating")
    found = {name: rating.get(name) for name in ("worstRating", "ratingValue", "bestRating")}
    missing = [name for name, value in found.items() if value is None]
    if missing:
        report.left_out += [f"Rating.{name}" for name in missing]
        if "ratingValue" not in missing:
            report.fault("Rating.ratingValue", "has no scale")
        return
    numbers = [_number(value) for value in found.values()]
    if None in numbers:
        report.fault("Rating", "has a value that is no number")
        return
    worst, value, best = numbers
    if worst < 1:
        report.fault("Rating.worstRating", "is below 1")
    if not worst < best:
        report.fault("Rating.bestRating", "is not above the worst")
    if not worst <= value <= best:
        report.fault("Rating.ratingValue", "lies outside of its scale")


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def _check_reviewer(report: Report, author: object) -> None:
    if not isinstance(author, dict) or author.get("@type") not in {"Organization", "Person"}:
        report.fault("author", "is no Organization or Person")
        return
    if not author.get("name") and not author.get("url"):
        report.fault("author", "has neither a name nor an address")
    for name in ("name", "url"):
        report.recommend(author, name, "author")
    if author.get("url"):
        _check_address(report, author["url"], "author.url")


def _check_claim(report: Report, claim: object) -> None:
    if not isinstance(claim, dict) or claim.get("@type") != "Claim":
        report.fault("itemReviewed", "is no Claim")
        return
    for name in ("appearance", "firstAppearance"):
        if report.recommend(claim, name, "Claim"):
            _check_works(report, claim[name], f"Claim.{name}")
    if report.recommend(claim, "author", "Claim"):
        _check_claimants(report, claim["author"])
    if report.recommend(claim, "datePublished", "Claim"):
        _check_date(report, claim["datePublished"], "Claim.datePublished")


def _check_works(report: Report, works: object, where: str) -> None:
    for work in works if isinstance(works, list) else [works]:
        if isinstance(work, str):
            _check_address(report, work, where)
        elif not isinstance(work, dict) or not re.fullmatch(r"[A-Z]\w+", str(work.get("@type", ""))):
            report.fault(where, "is neither an address nor a work")
        elif not work.get("name") and not work.get("url"):
            report.fault(where, "is a work with neither a name nor an address")
        elif "url" in work:
            _check_address(report, work["url"], f"{where}.url")


def _check_claimants(report: Report, authors: object) -> None:
    for author in authors if isinstance(authors, list) else [authors]:
        if not isinstance(author, dict) or author.get("@type") not in {"Organization", "Person"}:
            report.fault("Claim.author", "is no Organization or Person")
            continue
        if not author.get("name"):
            report.fault("Claim.author.name", "is needed")
        if "sameAs" in author:
            _check_address(report, author["sameAs"], "Claim.author.sameAs")
        else:
            report.left_out.append("Claim.author.sameAs")
