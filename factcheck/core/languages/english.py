"""English number words, multipliers and hedges."""

from factcheck.core.hedges import Hedge
from factcheck.core.languages.language import Language

ONES = {
    "zero": 0, "nought": 0, "naught": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SCALES = {
    "thousand": 10**3, "thousands": 10**3, "million": 10**6, "millions": 10**6, "billion": 10**9, "billions": 10**9,
    "trillion": 10**12, "trillions": 10**12, "quadrillion": 10**15, "quadrillions": 10**15,
    "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "lacs": 10**5, "crore": 10**7, "crores": 10**7,
}  # fmt: skip
SHORT = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "mill": 10**6, "mio": 10**6,
    "bn": 10**9, "b": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12, "cr": 10**7, "lkh": 10**5, "lkhs": 10**5,
}  # fmt: skip
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9,
    "ninths": 9, "tenth": 10, "tenths": 10, "twelfth": 12, "twelfths": 12, "sixteenth": 16, "sixteenths": 16,
    "twentieth": 20, "twentieths": 20, "hundredth": 100, "hundredths": 100, "thousandth": 1000, "thousandths": 1000,
}  # fmt: skip
VAGUE = {
    "tens": (10, 100), "dozens": (12, 100), "scores": (20, 100), "hundreds": (100, 10**3), "thousands": (10**3, 10**4),
    "millions": (10**6, 10**7), "billions": (10**9, 10**10), "trillions": (10**12, 10**13), "lakhs": (10**5, 10**6),
    "crores": (10**7, 10**8),
}  # fmt: skip

_ABOUT = """
about|around|approximately|approx|approx.|roughly|some|circa|c.|c|ca.|ca|~|≈|∼|≃|±|+/-|+-
an estimated|estimated|estimated at|an estimated total of|in the region of|in the order of
on the order of|in the neighborhood of|in the neighbourhood of|in the vicinity of|somewhere around
somewhere near|or so|more or less|give or take|nearabout|something like|thought to be|believed to be
an approximate|just about|round about|around about|broadly|loosely|in the area of
"""
_NEARLY = """
nearly|almost|just under|close to|just below|just shy of|shy of|approaching|nearing|not quite
just short of|practically|virtually|a little under|a little less than|a little below|slightly under
slightly less than|slightly below|slightly fewer than|near|just less than|just fewer than
a shade under|a bit less than|a bit under|a touch under|a little shy of|a little fewer than
"""
_JUST_OVER = """
just over|slightly more than|slightly over|slightly above|just above|just more than|a little over
a little more than|a little above|a bit more than|a bit over|a shade over|a touch over|barely over
barely more than
"""
_UNDER = """
under|below|fewer than|less than|lower than|smaller than|beneath|well under|well below
far fewer than|far less than|<|much less than|much fewer than|considerably less than
considerably fewer than|significantly less than|south of|short of|way under|sub-|shorter than
under the age of|below the age of|younger than|cheaper than|lighter than|way below|far below
not even|still under|still below
"""
_AT_MOST = """
up to|at most|at the most|at the very most|no more than|not more than|as many as|as much as
as high as|no greater than|≤|<=|=<|⩽|a maximum of|maximum of|max|max.|a max of|no higher than
not exceeding|not to exceed|no larger than|as far as|as long as|less than or equal to
lower than or equal to|smaller than or equal to|fewer than or equal to|equal to or less than
no fewer than zero and up to|capped at|limited to|not over|no longer than|no later than|upto
as large as|as tall as|as old as|equal or less than|lower or equal than|less or equal than
smaller or equal than|less or equal to|not above|never more than
"""
_OVER = """
over|more than|exceeding|exceeded|exceeds|exceed|upwards of|upward of|in excess of|above
greater than|higher than|larger than|>|bigger than|topped|topping|tops|top|surpassed|surpassing
surpasses|surpass|north of|well over|well above|well more than|far more than|far over|much more than
way more than|way over|considerably more than|significantly more than|beyond|past|longer than
older than|significantly over|comfortably over|comfortably more than|passed|crossed|eclipsed
outnumbered|excess of|taller than|heavier than|over than|over the age of|above the age of
not less or equal to|more then|substantially more than|easily more than|better than
well in excess of|well past
"""
_AT_LEAST = """
at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|min|min.
as low as|as few as|as little as|≥|>=|=>|⩾|at the least|at the very least|at a minimum|at minimum
no lower than|not below|not under|no smaller than|starting at|starting from|greater than or equal to
higher than or equal to|more than or equal to|larger than or equal to|bigger than or equal to
equal to or greater than|equal to or more than|not less|never less than|never fewer than|a good
equal or more than|equal or greater than|higher or equal than|greater or equal than
bigger or equal than|larger or equal than|greater or equal to|bigger or equal to|higher or equal to
as small as
"""
_EXACT = """
just|only|exactly|precisely|a total of|total of|in total|a mere|merely|barely|a|an|the|all|equal to
equals|equals to|a full|full|fully|is|an average of|averaging|averaged|average of|on average
a combined|another|additional|an additional|a further|a record|a whopping|a staggering|a massive
even|exact|=|but|simply|a modest
"""
_AFTER = {
    Hedge.ABOUT: "or so|or thereabouts|give or take|approximately|approx|approx.|roughly|ish|odd"
    "|more or less|plus or minus|or near that",
    Hedge.AT_LEAST: "or more|and more|or above|and above|or over|and over|or higher|and up|and "
    "upwards|or greater|plus|+|at least|minimum"
    "|at the very least|at the least|at a minimum|or better|or older|and older|and counting|or "
    "longer|or later|min|min.|or more than"
    "|or larger|or bigger",
    Hedge.AT_MOST: "or less|or fewer|or below|and below|or under|and under|or lower|at most|at the "
    "most|at the very most|maximum|tops|max"
    "|max.|or younger|and younger|and less|and fewer|or smaller|or equal|or shorter",
    Hedge.EXACT: "exactly|in total|in all|altogether|overall|total|alone|precisely",
}


def _phrases(text: str, hedge: Hedge) -> dict[str, Hedge]:
    return {phrase: hedge for line in text.strip().splitlines() for phrase in line.split("|")}


FIELD_ONLY_BEHIND = frozenset(
    _phrases(
        "approximately|approx|approx.|roughly|maximum|minimum|max|min|max.|min.|tops|total|alone|overall",
        Hedge.EXACT,
    )
)
FIELD_ONLY = frozenset(
    _phrases(
        """
a|an|the|all|is|even|but|another|fully|full|a full|simply|equals|equals to|=|top|tops|topping|past|passed|crossed
eclipsed|outnumbered|c|ca|min|max|min.|max.|minimum|maximum|beyond|better than|near|broadly|loosely|virtually
practically|short of|not|average of|on average|barely
""",
        Hedge.EXACT,
    )
)
"""Words that stand for a hedge, or mean nothing, beside a figure alone; in prose they are ordinary words."""


ENGLISH = Language(
    code="en",
    ones=ONES,
    tens=TENS,
    hundreds={"hundred": 100},
    scales=SCALES,
    short=SHORT,
    dozens={"dozen": 12, "dozens": 12, "dozs": 12, "score": 20, "couple": 2, "pair": 2, "gross": 144},
    parts=PARTS,
    halves=frozenset({"half", "halves"}),
    vague=VAGUE,
    few=frozenset({"several", "few", "many", "couple"}),
    articles=frozenset({"a", "an"}),
    joiners=frozenset({"and"}),
    linkers=frozenset({"of"}),
    percent=frozenset({"percent", "pct"}),
    minus=frozenset({"minus", "negative"}),
    to=frozenset({"to", "till", "until", "through", "thru"}),
    between=frozenset({"between", "from"}),
    hedges_before={
        **_phrases(_EXACT, Hedge.EXACT),
        **_phrases(_ABOUT, Hedge.ABOUT),
        **_phrases(_NEARLY, Hedge.NEARLY),
        **_phrases(_JUST_OVER, Hedge.JUST_OVER),
        **_phrases(_UNDER, Hedge.UNDER),
        **_phrases(_AT_MOST, Hedge.AT_MOST),
        **_phrases(_OVER, Hedge.OVER),
        **_phrases(_AT_LEAST, Hedge.AT_LEAST),
    },
    field_only=FIELD_ONLY,
    field_only_behind=FIELD_ONLY_BEHIND,
    hedges_after={phrase: hedge for hedge, text in _AFTER.items() for phrase in text.split("|")},
)
"""English. Its words are also read where the language is not known."""
