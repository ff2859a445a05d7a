"""What asks readers for something: newsletters, sharing, comments; and the notices of rights."""

from __future__ import annotations

import re

from factcheck.extraction.clutter_rules.place import Place
from factcheck.extraction.letters import words_of

_NETWORKS = frozenset(
    words_of(
        """
    facebook twitter x whatsapp linkedin telegram reddit instagram youtube pinterest tumblr flipboard
    email e-mail mail print rss messenger threads bluesky mastodon tiktok line kakaotalk copy link
    """
    )
)
_SHARE = re.compile(
    r"(?:share|tweet|teilen|partager|compartir)\s+(?:this|it|on|via|with|auf|sur|en)\b.{0,40}"
    r"|follow\s+(?:us|me|the\s+\w+|@?\w+)\s+on\b.{0,60}|\d+\s+(?:shares?|comments?|views?|likes?)",
    re.IGNORECASE,
)
_SIGN_UP = re.compile(
    r"(?:subscribe|sign\s+up|register|get|receive|join|don[’']t\s+miss)\b.{0,80}"
    r"\b(?:newsletters?|updates|inbox|mailing\s+list|alerts|briefing|by\s+e?-?mail)\b.{0,60}"
    r"|(?:newsletter\s+(?:abonnieren|bestellen)|s[’']abonner.{0,30}|suscr[ií]bete.{0,40})",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"leave\s+a\s+(?:reply|comment)(?:\s+(?:to|below|cancel|here)\b.{0,40})?|(?:post|add|write|submit)\s+(?:a\s+|your\s+)?comments?"
    r"|your\s+e?-?mail\s+address\s+will\s+not\s+be\s+published\b.*|required\s+fields\s+are\s+marked.*"
    r"|(?:name|email|e-mail|website|comment|url)\s*\*|\d*\s*(?:comments?|replies|responses)(?:\s+are\s+closed\.?)?"
    r"|you\s+must\s+be\s+logged\s+in\s+to\b.{0,40}|notify\s+me\s+of\s+(?:new|follow-?up)\b.{0,60}"
    r"|save\s+my\s+name,\s+e?-?mail\b.{0,120}|schreiben?\s+sie\s+einen\s+kommentar|laisser\s+un\s+commentaire"
    r"|deja\s+(?:un\s+comentario|una\s+respuesta)",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,60})?>", re.IGNORECASE)
_RIGHTS = re.compile(
    r"(?:\(?c\)|©|copyright\b)(?!\s+(?:law|act|holders?|infringement|owners?|claims?|cases?|is|was|has)\b).{0,120}"
    r"|.{0,80}\ball\s+rights\s+reserved\b.{0,60}|(?:\([A-Z ]{3,40}\)\s*)?transcript\s+provided\s+by\b.{0,80}"
    r"|.{0,60},?\s+copyright\s+(?:©\s*)?(?:\d{4}\s+)?\w+(?:\s\w+)?\.?|alle\s+rechte\s+vorbehalten.?"
    r"|tous\s+droits\s+réservés.?|todos\s+los\s+derechos\s+reservados.?|무단\s*전재.*",
    re.IGNORECASE,
)


def a_row_of_networks(place: Place) -> bool:
    """Names of social networks and nothing else: “Facebook Twitter WhatsApp”."""
    words = place.words
    return len(words) >= 1 and not place.ends_sentence and all(word in _NETWORKS for word in words)


def a_sharing_button(place: Place) -> bool:
    """“Share it on …”, “Follow us on …”, “12 comments”: a line of its own, no sentence."""
    return len(place.words) <= 8 and not place.ends_sentence and bool(_SHARE.fullmatch(place.text))


def a_sign_up(place: Place) -> bool:
    """An offer of letters to readers."""
    return len(place.words) <= 25 and bool(_SIGN_UP.fullmatch(place.text))


def a_comment_form(place: Place) -> bool:
    """The headings, fields and notices of a form for comments."""
    return len(place.words) <= 30 and bool(_COMMENTS.fullmatch(place.text.strip()))


def a_notice_of_tags(place: Place) -> bool:
    """Which tags a comment may have: three or more of them, making up most of the line."""
    tags = _TAG.findall(place.text)
    return len(tags) >= 3 and sum(map(len, tags)) * 2 > len(place.text)


def a_notice_of_rights(place: Place) -> bool:
    """Copyright notices; a sentence about copyright is none."""
    return len(place.words) <= 20 and bool(_RIGHTS.fullmatch(place.text))
