"""Spanish number words, multipliers and hedges."""

from __future__ import annotations

from factcheck.core.hedges import Hedge
from factcheck.core.languages.language import Language


def _hedges(text: str, hedge: Hedge) -> dict[str, Hedge]:
    return dict.fromkeys(text.split("|"), hedge)


_ONES = {
    "cero": 0, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9, "diez": 10,
    "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciséis": 16, "diecisiete": 17,
    "dieciocho": 18,
    "diecinueve": 19, "veintiuno": 21, "veintiún": 21, "veintidós": 22, "veintitrés": 23, "veinticuatro": 24,
    "veinticinco": 25, "veintiséis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
}  # fmt: skip
_HUNDREDS = {"ciento": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400,
    "quinientos": 500, "seiscientos": 600,
             "setecientos": 700, "ochocientos": 800, "novecientos": 900}  # fmt: skip

SPANISH = Language(
    code="es",
    ones={**_ONES, **_HUNDREDS, **{word[:-1] + "as" if word.endswith("os") else word: n for word,
        n in _HUNDREDS.items()}},
    tens={"veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
          "noventa": 90},
    hundreds={"cien": 100},
    scales={"mil": 10**3, "millón": 10**6, "millon": 10**6, "millones": 10**6, "billón": 10**12, "billones": 10**12,
            "miles": 10**3},
    short={"mm": 10**6},
    dozens={"docena": 12, "docenas": 12},
    parts={"tercio": 3, "tercios": 3, "cuarto": 4, "cuartos": 4, "quinto": 5, "quintos": 5},
    halves=frozenset({"mitad", "medio", "media"}),
    vague={"decenas": (10, 100), "docenas": (12, 100), "cientos": (100, 10**3), "centenares": (100, 10**3),
           "miles": (10**3, 10**4)},
    few=frozenset({"varios", "varias", "unos pocos"}),
    articles=frozenset({"un", "una", "la"}),
    joiners=frozenset({"y"}),
    linkers=frozenset({"de"}),
    minus=frozenset({"menos"}),
    to=frozenset({"a", "hasta"}),
    between=frozenset({"entre", "de"}),
    hedges_before={
        **_hedges("solo|sólo|exactamente|un total de|los|las|el|la|de", Hedge.EXACT),
        **_hedges("unos|unas|alrededor de|cerca de|aproximadamente|en torno a|unas", Hedge.ABOUT),
        **_hedges("casi|poco menos de|algo menos de", Hedge.NEARLY),
        **_hedges("poco más de|algo más de", Hedge.JUST_OVER),
        **_hedges("menos de|por debajo de", Hedge.UNDER),
        **_hedges("hasta|como máximo|no más de", Hedge.AT_MOST),
        **_hedges("más de|por encima de", Hedge.OVER),
        **_hedges("al menos|por lo menos|como mínimo|no menos de", Hedge.AT_LEAST),
    },
    hedges_after={**_hedges("o más|y más", Hedge.AT_LEAST), **_hedges("o menos", Hedge.AT_MOST)},
    people=frozenset({"personas", "refugiados", "muertos", "habitantes", "soldados", "mujeres", "hombres", "niños"}),
    units={"por ciento": "percent", "años": "yr", "toneladas": "t", "kilómetros": "km", "metros": "m", "días": "d",
           "horas": "h", "personas": "person", "puntos porcentuales": "percentage point"},
    joins_tens=True,
)  # fmt: skip
