"""The forms of verbs that questions of fact ask with; a verb that is not listed is left alone."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.core.drafting.word_sets import word_set

_IRREGULAR = """
become became become / begin began begun / break broke broken / bring brought brought / build built built /
burn burned burned / buy bought bought / catch caught caught / come came come / cost cost cost / cut cut cut
/ draw drew drawn / drink drank drunk / drive drove driven / eat ate eaten / fall fell fallen / feed fed fed
/ fight fought fought / find found found / flee fled fled / fly flew flown / get got got / give gave given /
go went gone / grow grew grown / have had had / hold held held / keep kept kept / leave left left / lend
lent lent / lose lost lost / make made made / meet met met / pay paid paid / read read read / rise rose
risen / run ran run / say said said / see saw seen / sell sold sold / send sent sent / shoot shot shot /
shrink shrank shrunk / sink sank sunk / spend spent spent / spread spread spread / steal stole stolen / swim
swam swum / take took taken / teach taught taught / win won won / write wrote written / drop dropped dropped
/ stop stopped stopped / ship shipped shipped / plan planned planned / admit admitted admitted / commit
committed committed / emit emitted emitted / travel travelled travelled / total totalled totalled / bear
bore born
"""

_REGULAR = """
accept acquire adopt agree allocate arrest arrive attack attend ban base border bury capture carry charge
claim close collect complete conquer contain contribute control cover create cross cultivate declare decline
decrease defect deliver deploy deport design destroy detain develop die discover display donate earn elect
emerge employ end enter erupt escape establish evacuate examine execute exist export finish fire found gain
generate govern guard happen harvest help hire host import imprison increase inhabit inject injure inspect
introduce invade invent invest investigate join jump kill land last launch lift live manufacture march marry
measure move murder name need obtain occupy occur offer open operate order outlaw own pass plant possess
print produce publish purchase raise reach receive record recruit reduce register release reopen repair
replace report rescue resign retire return rule save score seize serve settle shelter sign smuggle start
store supply support surrender survive test train transport treat use vaccinate visit vote weigh welcome
work
"""


def _past_of(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ied"
    return f"{base}ed"


_FORMS: dict[str, tuple[str, str]] = {base: (_past_of(base), _past_of(base)) for base in _REGULAR.split()}
_FORMS |= {
    base: (past, participle)
    for base, past, participle in (row.split() for row in " ".join(_IRREGULAR.split()).split("/") if row)
}

_PASTS = frozenset(past for past, _participle in _FORMS.values())
_PARTICIPLES = frozenset(participle for _past, participle in _FORMS.values())

BASE_OF: Mapping[str, str] = {
    form: base
    for base, (past, participle) in _FORMS.items()
    for form in (past, participle)
    if form not in _FORMS
}
"""The plain form of each past form and participle that is none itself."""

CHANGES = frozenset({"fall", "rise", "grow", "shrink", "increase", "decrease", "decline", "drop"})
"""Verbs whose answer is by how much: prices rose by 5 percent."""

TAKE_NO_OBJECT = frozenset(
    past
    for base, (past, _participle) in _FORMS.items()
    if base
    in word_set("die arrive escape return live work vote happen occur travel survive emerge flee march agree")
)
"""Past forms that cannot be participles of something done to the subject."""


def is_base(word: str) -> bool:
    return word in _FORMS


def is_past(word: str) -> bool:
    return word in _PASTS


def is_participle(word: str) -> bool:
    return word in _PARTICIPLES


def past(base: str) -> str:
    return _FORMS[base][0]


def third_person(base: str) -> str:
    """The form beside he, she and it: cost, costs; reach, reaches; carry, carries; have, has."""
    if base == "have":
        return "has"
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{base}es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}s"


def inflected(auxiliary: str, verb: str) -> str:
    """What “did cost” is without its auxiliary: cost; a modal stays: can carry."""
    if auxiliary == "did":
        return past(verb)
    if auxiliary == "does":
        return third_person(verb)
    return verb if auxiliary == "do" else f"{auxiliary} {verb}"
