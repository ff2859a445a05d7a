"""Counted nouns: one and many, and which of them are people."""

from __future__ import annotations

_IRREGULAR = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "foot": "feet", "tooth": "teeth",
    "goose": "geese", "mouse": "mice", "ox": "oxen", "life": "lives", "wife": "wives", "knife": "knives", "leaf": "leaves",
    "wolf": "wolves", "half": "halves", "loaf": "loaves", "shelf": "shelves", "thief": "thieves", "calf": "calves",
    "crisis": "crises", "analysis": "analyses", "basis": "bases", "species": "species", "series": "series",
    "sheep": "sheep", "deer": "deer", "fish": "fish", "aircraft": "aircraft", "spacecraft": "spacecraft",
    "percent": "percent", "staff": "staff", "police": "police", "troop": "troops", "personnel": "personnel",
    "dead": "dead", "wounded": "wounded", "injured": "injured", "unemployed": "unemployed", "missing": "missing",
    "criterion": "criteria", "phenomenon": "phenomena", "datum": "data", "medium": "media", "headquarters": "headquarters",
    "potato": "potatoes", "tomato": "tomatoes", "hero": "heroes", "echo": "echoes", "veto": "vetoes", "mosquito": "mosquitoes",
    "volcano": "volcanoes", "cargo": "cargoes", "movie": "movies", "cookie": "cookies", "zombie": "zombies",
    "calorie": "calories", "rookie": "rookies", "selfie": "selfies", "pie": "pies", "tie": "ties", "lie": "lies",
    "bus": "buses", "gas": "gases", "virus": "viruses", "campus": "campuses", "status": "statuses", "census": "censuses",
    "bonus": "bonuses", "lens": "lenses", "house": "houses", "horse": "horses", "case": "cases", "course": "courses",
    "nurse": "nurses", "purse": "purses", "purchase": "purchases", "phrase": "phrases", "release": "releases",
    "increase": "increases", "response": "responses", "license": "licenses", "exercise": "exercises", "cause": "causes",
    "disease": "diseases", "base": "bases", "warehouse": "warehouses", "rose": "roses", "prize": "prizes", "size": "sizes",
    "bronze": "bronzes", "axe": "axes", "corps": "corps", "means": "means", "news": "news", "cash": "cash",
}  # fmt: skip
_IRREGULAR_SINGULAR = {many: one for one, many in _IRREGULAR.items()} | {"persons": "person", "bases": "base", "axes": "axe"}

_PEOPLE = frozenset(
    """
    person people man woman child boy girl baby infant toddler teenager adolescent adult pensioner defector refugee migrant
    immigrant emigrant escapee fugitive asylum-seeker seeker soldier troop officer sailor marine airman guard border-guard
    conscript recruit veteran fighter rebel militant insurgent guerrilla terrorist spy agent civilian citizen resident
    inhabitant villager national native foreigner visitor tourist traveller traveler passenger pedestrian driver pilot
    worker employee labourer laborer staff staffer personnel colleague manager boss executive director official minister
    politician lawmaker mp senator deputy councillor mayor governor president king queen voter candidate delegate member
    supporter protester protestor demonstrator activist campaigner volunteer donor striker student pupil teacher professor
    scholar academic scientist researcher engineer doctor nurse physician surgeon patient inmate prisoner detainee
    convict criminal offender suspect victim survivor casualty fatality death dead killed wounded injured missing body hostage
    captive slave witness lawyer judge juror journalist reporter writer author editor artist actor singer musician dancer
    player athlete footballer fan spectator viewer reader listener subscriber follower user customer client consumer buyer
    seller shopper investor shareholder owner tenant farmer fisherman fisher peasant miner builder police policeman
    policewoman firefighter paramedic priest monk nun believer christian muslim jew catholic protestant buddhist hindu
    parent father mother son daughter brother sister husband wife bride groom widow orphan twin sibling relative
    grandchild grandparent neighbour neighbor friend guest host participant respondent applicant claimant recipient
    beneficiary arrival returnee evacuee deserter dissident exile broker smuggler trafficker unemployed jobless homeless
    human individual soul head life expatriate graduate alumnus freshman apprentice trainee intern freelancer contractor
    consultant analyst expert economist historian leader commander general colonel captain lieutenant sergeant private
    crew-member crewman settler colonist pilgrim nomad speaker learner hire newborn senior elder youth youngster lady
    gentleman guy american korean attendee holder trooper gunman attacker assailant bomber hijacker pirate gangster
    """.split()
)

_DEMONYMS = frozenset(
    """
    afghans arabs americans argentines asians africans australians austrians bangladeshis belgians brazilians britons
    british canadians chinese chileans colombians cubans czechs danes dutch egyptians emiratis europeans filipinos finns
    french frenchmen germans greeks hungarians indians indonesians iranians iraqis irish israelis italians japanese
    jordanians kenyans koreans kurds kuwaitis latvians lebanese libyans lithuanians malaysians mexicans moroccans
    nigerians norwegians pakistanis palestinians peruvians poles portuguese romanians russians saudis scots serbs
    singaporeans slovaks slovenes somalis spaniards spanish sudanese swedes swiss syrians taiwanese thais tibetans tunisians
    turks ukrainians uyghurs uzbeks venezuelans vietnamese welsh yemenis
    """.split()
)

_VERB_LIKE = frozenset({"was", "is", "has", "does", "this", "its", "us", "as", "thus", "plus", "minus", "yes"})


def singular(noun: str) -> str:
    """One of it: "countries" is country, "people" is person. Works on the last word of a phrase."""
    head, space, last = noun.rpartition(" ")
    word = last if last.isupper() else last.lower()
    return f"{head.lower()}{space}{_singular_word(word)}"


def _singular_word(word: str) -> str:
    if found := _IRREGULAR_SINGULAR.get(word):
        return found
    if word in _IRREGULAR or len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def plural(noun: str) -> str:
    """Many of it: "country" is countries, "person" is people. Works on the last word of a phrase."""
    head, space, last = noun.rpartition(" ")
    if last in _IRREGULAR:
        many = _IRREGULAR[last]
    elif last.endswith("y") and last[-2:-1] not in "aeiou":
        many = last[:-1] + "ies"
    elif last.endswith(("s", "x", "ch", "sh", "z")):
        many = last + "es"
    else:
        many = last + "s" if last else ""
    return f"{head}{space}{many}"


def is_plural(word: str) -> bool:
    """Say whether a word looks like the plural of a noun."""
    if word in _IRREGULAR_SINGULAR:
        return True
    return len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in _VERB_LIKE


def is_people(noun: str) -> bool:
    """Say whether a counted noun means human beings: "defectors", "North Koreans", "dead"."""
    last = noun.rpartition(" ")[2]
    word = last.lower()
    if word in _DEMONYMS or word in _PEOPLE or _singular_word(word) in _PEOPLE:
        return True
    return last[:1].isupper() and len(word) > 4 and word.endswith(("ans", "ese", "ians"))
