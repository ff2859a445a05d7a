"""Korean multipliers, number words and hedges: 3만, 3만5천 명, 삼만 오천 명, 약 1억 원."""

from __future__ import annotations

from factcheck.core.hedges import Hedge
from factcheck.core.languages.language import Language

_DIGITS = {"영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_STEPS = {"십": 10, "백": 100, "천": 1000}
_MYRIADS = {"만": 10**4, "억": 10**8, "조": 10**12}
NUMERALS = "".join((*_DIGITS, *_STEPS, *_MYRIADS))


def compound(word: str) -> int | None:
    """A number in Sino-Korean words, such as 삼만오천; None where no multiplier is in it, for "이" is mostly no two."""
    if len(word) > 40 or not any(sign in _STEPS or sign in _MYRIADS for sign in word):
        return None
    total = section = digit = 0
    for sign in word:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _STEPS:
            section += (digit or 1) * _STEPS[sign]
            digit = 0
        elif sign in _MYRIADS:
            total += ((section + digit) or 1) * _MYRIADS[sign]
            section = digit = 0
        else:
            return None
    return total + section + digit


def _hedges(text: str, hedge: Hedge) -> dict[str, Hedge]:
    return dict.fromkeys(text.split("|"), hedge)


KOREAN = Language(
    code="ko",
    hundreds=_STEPS,
    scales=_MYRIADS,
    to=frozenset({"에서"}),
    hedges_before={
        **_hedges("약|대략|어림잡아", Hedge.ABOUT),
        **_hedges("거의", Hedge.NEARLY),
        **_hedges("최대", Hedge.AT_MOST),
        **_hedges("최소|적어도", Hedge.AT_LEAST),
        **_hedges("단|총|모두", Hedge.EXACT),
    },
    hedges_after={
        **_hedges("이상", Hedge.AT_LEAST),
        **_hedges("이하", Hedge.AT_MOST),
        **_hedges("미만", Hedge.UNDER),
        **_hedges("초과|넘게", Hedge.OVER),
        **_hedges("여|정도|쯤|가량|안팎", Hedge.ABOUT),
    },
    people=frozenset({"명", "사람", "인"}),
    units={"명": "person", "여명": "person", "원": "won", "퍼센트": "percent", "프로": "percent", "달러": "$",
        "년": "yr", "위안": "CNY",
           "킬로미터": "km", "톤": "t", "유로": "EUR", "엔": "JPY"},
    compound=compound,
    numerals=NUMERALS,
)  # fmt: skip
