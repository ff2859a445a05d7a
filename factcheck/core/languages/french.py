"""French number words, multipliers and hedges. Hyphens join a number into one word: quatre-vingt-dix-sept."""

from __future__ import annotations

from factcheck.core.hedges import Hedge
from factcheck.core.languages.language import Language

_ONES = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80,
         "nonante": 90}  # fmt: skip


def _below_hundred() -> dict[str, int]:
    """Every number below a hundred that is written with hyphens alone."""
    words = {word: number for number, word in enumerate(_ONES)}
    for tens, number in _TENS.items():
        words |= {f"{tens}-{_ONES[one]}": number + one for one in range(2, 10)} | {
            f"{tens}-et-un": number + 1
        }
    words |= {f"soixante-{_ONES[one]}": 60 + one for one in range(10, 20)} | {"soixante-et-onze": 71}
    words |= {f"quatre-vingt-{_ONES[one]}": 80 + one for one in range(1, 20)}
    return words | {"quatre-vingt": 80, "quatre-vingts": 80, "une": 1}


def _hedges(text: str, hedge: Hedge) -> dict[str, Hedge]:
    return dict.fromkeys(text.split("|"), hedge)


FRENCH = Language(
    code="fr",
    ones=_below_hundred(),
    tens=_TENS,
    hundreds={"cent": 100, "cents": 100},
    scales={"mille": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9,
        "billion": 10**12,
            "billions": 10**12},
    short={"mio": 10**6, "md": 10**9, "mds": 10**9, "mrd": 10**9},
    dozens={"douzaine": 12, "dizaine": 10, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50,
            "soixantaine": 60, "centaine": 100},
    parts={"tiers": 3, "quart": 4, "quarts": 4, "cinquième": 5, "cinquièmes": 5, "dixième": 10, "dixièmes": 10},
    halves=frozenset({"moitié", "demi"}),
    vague={"dizaines": (10, 100), "douzaines": (12, 100), "centaines": (100, 10**3), "milliers": (10**3, 10**4)},
    few=frozenset({"plusieurs", "quelques"}),
    articles=frozenset({"un", "une", "la"}),
    joiners=frozenset({"et"}),
    linkers=frozenset({"de", "d"}),
    percent=frozenset({"pourcent"}),
    minus=frozenset({"moins"}),
    to=frozenset({"à"}),
    between=frozenset({"entre", "de"}),
    hedges_before={
        **_hedges("seulement|exactement|au total|les|le|la|des|de", Hedge.EXACT),
        **_hedges("environ|quelque|à peu près|autour de|approximativement|une estimation de", Hedge.ABOUT),
        **_hedges("presque|près de|quasiment|un peu moins de", Hedge.NEARLY),
        **_hedges("un peu plus de", Hedge.JUST_OVER),
        **_hedges("moins de", Hedge.UNDER),
        **_hedges("jusqu'à|au plus|au maximum|pas plus de", Hedge.AT_MOST),
        **_hedges("plus de|au-dessus de", Hedge.OVER),
        **_hedges("au moins|au minimum|pas moins de", Hedge.AT_LEAST),
    },
    hedges_after={**_hedges("ou plus|et plus", Hedge.AT_LEAST), **_hedges("ou moins", Hedge.AT_MOST),
        "environ": Hedge.ABOUT},
    people=frozenset({"personnes", "réfugiés", "morts", "habitants", "soldats", "femmes", "hommes", "enfants"}),
    units={"pour cent": "percent", "ans": "yr", "années": "yr", "tonnes": "t", "kilomètres": "km",
        "mètres": "m", "jours": "d",
           "heures": "h", "personnes": "person", "points de pourcentage": "percentage point"},
    joins_tens=True,
    hyphened_words=True,
)  # fmt: skip
