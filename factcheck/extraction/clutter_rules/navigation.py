"""Ways about a site: skip links, buttons, menus, cross-links, notices."""

from __future__ import annotations

import re

from factcheck.extraction.clutter_rules.place import Place
from factcheck.extraction.letters import words_of

_SKIP = re.compile(
    r"(?:\d+[.)]\s*)?(?:skip|jump|go|quick access|direct access|back|return|springen?|zum|aller|ir)\s+"
    r"(?:directly\s+|straight\s+)?(?:to|zum?|au|al)?\s*(?:the\s+)?"
    r"(?:\w+\s+){0,3}(?:content|contents|menu|navigation|search|footer|top|bottom|sites?|inhalt|contenu|contenido)\b",
    re.IGNORECASE,
)
_ACTIONS = frozenset(
    words_of(
        """
    email e-mail mail print share save tweet comment download listen play watch subscribe follow view
    show open close toggle search menu home login register donate bookmark copy embed pin post send next
    previous more less read sign log drucken teilen imprimer partager imprimir compartir
    """
    )
)
_OBJECTS = frozenset(
    words_of(
        """
    this the a an to on in up out it us me my our your all full more less now here by via with of for
    and or story article page post site website radio live menu navigation search link comment comments
    options listening reading version edition app account newsletter newsletters updates alerts print
    email friend facebook twitter x whatsapp linkedin telegram reddit instagram youtube
    """
    )
)
_FIXED = frozenset(
    {
        "advertisement", "advertising", "anzeige", "publicité", "publicidad", "광고", "sponsor message",
        "sponsored content", "sponsored", "next up", "up next", "related", "related articles", "related stories",
        "related topics", "more stories", "most read", "most popular", "trending", "top stories", "latest news",
        "recommended", "recommended for you", "you may also like", "more from", "breadcrumb", "breadcrumbs",
        "story continues below", "article continues below", "continue reading", "continue reading below",
        "privacy policy", "terms of use", "terms of service", "cookie policy", "cookie settings", "contact us",
        "about us", "back to top", "view full site", "loading", "mehr zum thema", "lire aussi", "à lire aussi",
        "lea también", "관련기사", "site index", "accessibility", "accessibility links", "sitemap",
    }
)  # fmt: skip
_CROSS_LINK = re.compile(
    r"(?:[-–•*→>»▶]\s*)?(?:also\s+read|read\s+also|read\s+more(?:\s+(?:on|about)\s[^:]{1,60})?|read(?:\s+next)?|"
    r"see\s+also|related(?:\s+(?:story|article|stories|coverage))?|watch(?:\s+also)?|listen|more\s+on\s+this|"
    r"recommended|don[’']t\s+miss|lesen\s+sie\s+auch|mehr\s+dazu|lire\s+aussi|à\s+lire|lea\s+también)\s*[:|»→]\s*\S",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\b(?:uses?|accept|reject|manage)\s+(?:all\s+|our\s+|necessary\s+)?cookies\b"
    r"|\bby\s+continuing\s+to\s+(?:use|browse)\s+(?:this|our|the)\s+(?:web)?site\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def a_skip_link(place: Place) -> bool:
    """Links for those who read by ear: skip to content, direct access to main contents, back to top."""
    return len(place.words) <= 20 and not place.ends_sentence and bool(_SKIP.match(place.text))


def a_button(place: Place) -> bool:
    """What a button or a menu says: an act and what it acts on, in words of a fixed stock and without a full stop."""
    words = place.words
    return (
        0 < len(words) <= 6
        and not place.ends_sentence
        and words[0] in _ACTIONS
        and all(word in _ACTIONS or word in _OBJECTS for word in words)
    )


def a_fixed_label(place: Place) -> bool:
    """Labels of parts of a page: Advertisement, Related stories, Privacy policy."""
    return place.text.lower().strip(" :.|…»>-") in _FIXED


def a_cross_link(place: Place) -> bool:
    """A link to another article, announced as one: “Read more: …”, “Related: …”."""
    return len(place.words) <= 25 and bool(_CROSS_LINK.match(place.text))


def a_cookie_notice(place: Place) -> bool:
    """What the site says of cookies."""
    return len(place.words) <= 60 and bool(_COOKIES.search(place.text))


def a_bare_address(place: Place) -> bool:
    """A web address by itself."""
    return bool(_ADDRESS.fullmatch(place.text))
