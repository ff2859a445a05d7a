"""German and French words for times and for whom a text credits, as far as one can be sure of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.core.figures.times import UNKNOWN, Published
from factcheck.core.reading.periods import Span

_YEAR = re.compile(r"\b(?:im Jahre? |en |En |Im Jahre? )(?P<year>(?:1[5-9]|20)\d\d)\b(?! ?[–-])")
_OPEN = re.compile(
    r"\b(?:[Ss]eit|[Bb]is|[Dd]epuis|[Jj]usqu['’]en)(?: dem| Ende| Anfang| fin| début)? \d{4}\b"
)
_LAST_YEAR = re.compile(
    r"\b(?:(?:im )?(?:letzte[ns]?|vergangene[ns]?|vorige[ns]?) Jahre?s?|l['’](?:année (?:dernière|passée)"
    r"|an (?:dernier|passé)))\b",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(r"\b(?:(?:in )?diese[smn] Jahre?s?|cette année)\b", re.IGNORECASE)
_UNPLACED = re.compile(
    r"\b(?:im Vorjahr|im Jahr davor|ein Jahr zuvor|vor (?:einem|zwei|drei|vier|fünf|zehn|\d+) (?:Jahr(?:en)?"
    r"|Monat(?:en)?|Woche[n]?)"
    r"|letzte[nrs]? (?:Monats?|Woche|Quartals?)|vergangene[nr]? (?:Monat|Woche)"
    r"|l['’]année précédente|un an (?:plus tôt|auparavant)|il y a (?:un|deux|trois|quatre|cinq|dix|\d+) (?:ans?"
    r"|mois|semaines?)"
    r"|le mois dernier|la semaine dernière)\b",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for names in (
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for number, name in enumerate(names.split(), 1)
}
_MONTH = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:er|\.)? )?(?P<month>{'|'.join(_MONTHS)}) (?P<year>(?:1[5-9]|20)\d\d)\b",
    re.IGNORECASE,
)


def foreign_times(sentence: str, published: Published | None) -> Iterator[Span]:
    """Years and months that German and French name, last year and this one; other relative times are nobody's to
    place, which is still better than the nearest other date.
    """
    for match in _OPEN.finditer(sentence):
        yield Span(*match.span(), UNKNOWN)
    for match in _YEAR.finditer(sentence):
        yield Span(*match.span(), match["year"])
    for pattern, back in ((_LAST_YEAR, 1), (_THIS_YEAR, 0)):
        for match in pattern.finditer(sentence):
            yield Span(*match.span(), f"{published.year - back:04}" if published else UNKNOWN)
    for match in _UNPLACED.finditer(sentence):
        yield Span(*match.span(), UNKNOWN)
    for match in _MONTH.finditer(sentence):
        day = f"-{int(match['day']):02}" if match["day"] else ""
        yield Span(*match.span(), f"{match['year']}-{_MONTHS[match['month'].lower()]:02}{day}")


_NAME = r"[A-ZÄÖÜÉÈ][\w’'.-]*(?: (?:(?:für|der|des|von|und|de|du|la|le) )*[A-ZÄÖÜÉÈ][\w’'.-]*)*"
_GERMAN = (
    re.compile(
        rf"\b(?:[Ll]aut|[Nn]ach (?:Angaben|Auskunft|Zahlen|Schätzungen)(?: von)?|[Nn]ach einem Bericht)"
        rf" (?:(?:dem|der|den|des|einem|einer) )?(?P<who>{_NAME})"
    ),
    re.compile(
        rf"[,“”\"«»]\s(?:sagte?|erklärte|teilte|berichtete|schätzt|so) (?:der |die |das )?(?P<who>{_NAME})"
    ),
)
_FRENCH = (
    re.compile(
        r"\b(?:[Ss]elon|[Dd]['’]après) (?:les (?:chiffres|données|estimations) (?:de la |du |des |de l['’]|de |d['’]))?"
        r"(?:le |la |les |l['’]|une? |des )?(?P<who>(?!lui\b|elle\b|eux\b|qui\b|que\b"
        r"|ses?\b)[^,;:.“”«»\"()\d]{3,70}?)(?=[,;:.“”«»\"()]|$)"
    ),
    re.compile(
        rf"[,“”\"«»]\s(?:a (?:déclaré|affirmé|annoncé|indiqué|expliqué|précisé|dit)|affirme|indique|explique|précise)"
        rf" (?:le |la |les |l['’])?(?P<who>{_NAME})"
    ),
)


def german_or_french(sentence: str) -> str:
    """“laut dem Innenministerium”, “sagte Anna Berg”, “selon le ministère”, “a déclaré Anna Berg”."""
    for pattern in (*_GERMAN, *_FRENCH):
        if match := pattern.search(sentence):
            return str(match["who"]).strip(" .")
    return ""
