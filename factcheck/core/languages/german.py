"""German number words, multipliers and hedges. Compounds are read whole: dreitausendfünfhundert."""

from __future__ import annotations

from factcheck.core.hedges import Hedge
from factcheck.core.languages.language import Language

_ONES = {
    "null": 0, "ein": 1, "eine": 1, "einen": 1, "einer": 1, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3,
    "vier": 4, "fünf": 5,
    "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14,
    "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_TENS = {"zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
         "achtzig": 80, "neunzig": 90}  # fmt: skip


def compound(word: str) -> int | None:
    """A number written as one word: einundzwanzig, zweihundert, dreitausendfünfhundert; None for any other word."""
    if len(word) > 60:
        return None
    thousands, tausend, rest = word.partition("tausend")
    if tausend:
        above, below = _below_thousand(thousands) if thousands else 1, _below_thousand(rest) if rest else 0
        return None if above is None or below is None else above * 1000 + below
    return _below_thousand(word)


def _below_thousand(word: str) -> int | None:
    hundreds, hundert, rest = word.partition("hundert")
    if hundert:
        above, below = (
            _ONES.get(hundreds) if hundreds else 1,
            _below_hundred(rest.removeprefix("und")) if rest else 0,
        )
        return None if above is None or below is None else above * 100 + below
    return _below_hundred(word)


def _below_hundred(word: str) -> int | None:
    if word in _ONES:
        return _ONES[word]
    if word in _TENS:
        return _TENS[word]
    for end, tens in _TENS.items():
        if word.endswith("und" + end):
            one = _ONES.get(word[: -len(end) - 3])
            return tens + one if one is not None and 0 < one < 10 else None
    return None


def _hedges(text: str, hedge: Hedge) -> dict[str, Hedge]:
    return dict.fromkeys(text.split("|"), hedge)


GERMAN = Language(
    code="de",
    ones={word: number for word, number in _ONES.items() if word not in {"ein", "eine", "einen", "einer"}},
    tens=_TENS,
    hundreds={"hundert": 100},
    scales={"tausend": 10**3, "million": 10**6, "millionen": 10**6, "milliarde": 10**9,
        "milliarden": 10**9, "billion": 10**12,
            "billionen": 10**12},
    short={"tsd": 10**3, "mio": 10**6, "mrd": 10**9, "bio": 10**12},
    dozens={"dutzend": 12},
    parts={"drittel": 3, "viertel": 4, "fünftel": 5, "sechstel": 6, "achtel": 8, "zehntel": 10},
    halves=frozenset({"halbe", "hälfte"}),
    vague={"dutzende": (12, 100), "hunderte": (100, 10**3), "tausende": (10**3, 10**4), "zehntausende": (10**4, 10**5),
           "hunderttausende": (10**5, 10**6)},
    few=frozenset({"mehrere", "einige"}),
    articles=frozenset({"ein", "eine", "einen", "einer"}),
    joiners=frozenset({"und"}),
    linkers=frozenset({"von"}),
    percent=frozenset({"prozent"}),
    minus=frozenset({"minus"}),
    to=frozenset({"bis"}),
    between=frozenset({"zwischen", "von"}),
    hedges_before={
        **_hedges("nur|genau|insgesamt|die|der|den", Hedge.EXACT),
        **_hedges("etwa|rund|ungefähr|circa|ca.|zirka|schätzungsweise|um die|gut und gern|geschätzt", Hedge.ABOUT),
        **_hedges("fast|knapp|beinahe|nahezu|kurz vor|annähernd", Hedge.NEARLY),
        **_hedges("gut|etwas mehr als|kurz über", Hedge.JUST_OVER),
        **_hedges("unter|weniger als", Hedge.UNDER),
        **_hedges("bis zu|höchstens|maximal|nicht mehr als", Hedge.AT_MOST),
        **_hedges("über|mehr als", Hedge.OVER),
        **_hedges("mindestens|wenigstens|nicht weniger als|zumindest", Hedge.AT_LEAST),
    },
    hedges_after={**_hedges("oder mehr|und mehr", Hedge.AT_LEAST), **_hedges("oder weniger", Hedge.AT_MOST)},
    people=frozenset({"menschen", "personen", "flüchtlinge", "tote", "einwohner", "soldaten", "frauen",
        "männer", "kinder"}),
    units={"prozent": "percent", "jahre": "yr", "tonnen": "t", "kilometer": "km", "meter": "m",
        "quadratkilometer": "km²",
           "prozentpunkte": "percentage point", "tage": "d", "stunden": "h", "menschen": "person",
           "personen": "person"},
    compound=compound,
)  # fmt: skip
