"""What belongs to pictures and players rather than to the text."""

from __future__ import annotations

import re

from factcheck.extraction.clutter_rules.place import Place
from factcheck.extraction.letters import words_of

_CREDIT_WORDS = (
    r"(?:image|images|photo|photos|picture|bild|foto|video|graphic|illustration|credit|photograph)"
)
_CREDIT = re.compile(
    rf"\W{{0,2}}(?:{_CREDIT_WORDS}(?:\s+(?:credit|source|by|courtesy(?:\s+of)?))?"
    r"|source|quelle|via)\s*[:©|]\s*(?P<whom>.+)",
    re.IGNORECASE,
)
_CREDIT_AT_END = re.compile(
    r"(?:(?<=[a-zà-ÿ.)”])|\s[|–—-]\s?|\s\()"
    r"(?:Images?|Photo|Picture|Bild|Foto|Photograph)(?: credit| by)?: [^:]{2,60}$"
)
_FILE_PHOTO = re.compile(
    r"\b(?:in\s+(?:a|this|an)\s+(?:file|undated|handout)\s+(?:photo|photograph|picture|image)\b"
    r"|\(?file\s+(?:photo|picture|image)\)?\.?$)",
    re.IGNORECASE,
)
_PROFILE_PICTURE = re.compile(
    r"(?:.{1,60}['’]s\s+(?:profile|avatar)\s*(?:image|picture|photo)?|(?:profile|avatar)\s+(?:image|picture|photo)"
    r"(?:\s+(?:of|for)\s+.{1,60})?|author\s+(?:image|photo|avatar))",
    re.IGNORECASE,
)
_TIMES = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\s*[/|–-]?\s*(?:\d{1,2}:)?\d{1,2}:\d{2})*")
_PLAYER = frozenset(
    words_of(
        """
    play pause mute unmute volume seek rewind live on air speed 1x audio listen player available station
    stations transcript embed duration length minute minutes listening options radio more next up now
    playing
    """
    )
)
_PLAYER_NOUNS = frozenset(
    {"radio", "stations", "station", "audio", "listening", "player", "playing", "volume", "mute"}
)


def a_picture_credit(place: Place) -> bool:
    """Whom a picture is owed to: “Photo: …”, “Source: …” with a few words behind, no figure and no sentence."""
    found = _CREDIT.fullmatch(place.text)
    if found is None or place.ends_sentence:
        return False
    whom = found["whom"]
    return len(whom.split()) <= 8 and not any(letter.isdecimal() for letter in whom)


def a_credited_caption(place: Place) -> bool:
    """A caption with the credit run on at its end, as copying leaves it: “… at the portPhoto: A. Name”."""
    return len(place.words) <= 45 and bool(_CREDIT_AT_END.search(place.text))


def a_file_photo(place: Place) -> bool:
    """A caption that says what it is: “… in a file photo.”"""
    return len(place.words) <= 40 and bool(_FILE_PHOTO.search(place.text))


def a_line_above_a_credit(place: Place) -> bool:
    """The name of a picture right above its caption or credit: no sentence, and no empty line between."""
    after = place.after
    return (
        after is not None
        and not place.ends_sentence
        and len(place.words) <= 12
        and place.touches(after)
        and (a_picture_credit(after) or a_credited_caption(after))
    )


def a_doubled_line(place: Place) -> bool:
    """The first of two equal lines in a row: the words for a picture that is not shown, above its caption."""
    after = place.after
    return after is not None and len(place.text) > 15 and place.touches(after) and place.text == after.text


def a_profile_picture(place: Place) -> bool:
    """The words that stand for somebody's picture: “somebody's profile image”."""
    return bool(_PROFILE_PICTURE.fullmatch(place.text.strip(" .")))


def a_profile(place: Place) -> bool:
    """A name, and right below it the same name with what the person does: no sentence, and no empty line between."""
    return _is_profile(place, place.after) or _is_profile(place.before, place)


def _is_profile(name: Place | None, about: Place | None) -> bool:
    return (
        name is not None
        and about is not None
        and name.touches(about)
        and 2 <= len(name.words) <= 5
        and len(about.words) <= 40
        and not about.ends_sentence
        and name.text.istitle()
        and about.text.startswith(name.text + " ")
    )


def a_player(place: Place) -> bool:
    """What a player for sound or films leaves behind: times alone, and the words on its buttons."""
    if _TIMES.fullmatch(place.text):
        return True
    words = place.words
    return (
        0 < len(words) <= 5
        and not place.ends_sentence
        and not _PLAYER_NOUNS.isdisjoint(words)
        and all(word in _PLAYER for word in words)
    )
