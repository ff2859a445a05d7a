"""Words of running prose that decide whether a number beside them is a figure."""

from __future__ import annotations

from factcheck.core.units.word_sets import word_set

MONTHS = word_set(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec
    """
)
WEEKDAYS = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat
    sun
    """
)

CHANGE_VERBS = word_set(
    """
    rose rise rises risen rising fell fall falls fallen falling gained gain gains gaining lost lose
    loses losing dropped drop drops dropping jumped jump jumps jumping slipped slip slips slid slide
    slides climbed climb climbs climbing grew grow grows growing grown increased increase increases
    increasing decreased decrease decreases decreasing declined decline declines added adds add shed
    sheds up down advanced advance advances sank sink sinks soared soar soars surged surge surges
    tumbled tumble plunged plunge eased ease edged edge firmed rallied rally leapt leaped inched
    higher lower more less
    """
)
"""Verbs after which "5 to 10" is a step of 5 up to 10, and no range."""

LABELS = word_set(
    """
    section sections chapter page pages pp figure fig table appendix paragraph clause article row
    room rooms gate platform route highway interstate freeway motorway flight unit apartment apt
    suite floor level phase stage type version volume vol issue episode season game week day round
    lap stage tier grade class category group pool division district precinct ward zone area lot
    block building channel formula model mark step part act scene lesson question item no nos nr nrs
    number numbers # № schedule bill resolution proposition prop rule amendment title form exhibit
    case docket order release apollo windows iphone ipad galaxy playstation xbox boeing airbus
    android ios covid sars article line lines track bus pier bay chapter exercise exercises theorem
    equation verse psalm hymn opus symphony op quarter q hotel studio big fortune top draft section
    annex court line planet isbn issn iso din rfc pmid doi zip code postcode box
    """
)
"""Words before a number that make it a name: Section 427, Windows 10, No. 5."""

YEAR_LEADS = word_set(
    """
    in since by from until till during before after through between early late mid year years circa
    around of to and season spring summer autumn fall winter election elections olympics ad bc bce
    ce class the than compared through end begin start
    """
)
BEFORE_PRONOUN_ONE = word_set(
    """
    the this that which no any every each another last next everyone some someone only first second
    other only-one former latter big new old good bad great better best right wrong real same such
    previous whichever either neither is was or
    """
)
AFTER_PRONOUN_ONE = word_set(
    """
    another after can could should would may might must will shall has is was who that which day of's thing
    more and or but to in on at by for with as if so than way side hand , . ; : ) ' ’ ! ? " ” -
    """
)
FUNCTION_WORDS = word_set(
    """
    a an the and or but nor so yet if then than that which who whom whose what when where while why
    how as at by for from in into of off on onto out over per since through till to under until up
    upon via with within without about above across after against along among around before behind
    below beneath beside between beyond despite down during except inside like near outside past
    toward towards is are was were be been being am has have had having do does did done can could
    will would shall should may might must not no it its they them their he him his she her we us
    our you your i me my this these those there here also just only even still again already ever
    never now too very more most much many some any each every all both either neither such own
    other another because although though unless whether however including compared versus vs said
    says
    """
)
TIME_MARKS = frozenset(
    {
        "am",
        "pm",
        "a.m",
        "p.m",
        "gmt",
        "utc",
        "est",
        "edt",
        "pst",
        "pdt",
        "bst",
        "cet",
        "et",
        "pt",
        "o'clock",
        "o’clock",
        "hrs",
    }
)
NOT_NOUNS = word_set(
    """
    was is has does this its us as thus plus minus yes less across always perhaps besides sometimes
    towards afterwards besides says versus whereas unless his hers ours yours theirs years' overseas
    alas
    """
)
"""Words that end like a plural and count nothing."""

SCORE_WORDS = word_set(
    """
    win won wins winning beat beats beaten beating lead leads led leading loss lost lose defeat
    defeated victory draw drew tie tied score scored final aggregate set sets edged thumped routed
    thrashed level record trail trailed trailing vote voted
    """
)
STREET_WORDS = word_set(
    """
    street st avenue ave road rd lane drive dr boulevard blvd court place square terrace way
    industrial
    """
)
