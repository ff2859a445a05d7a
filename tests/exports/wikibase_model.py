"""The JSON data model of Wikibase, from its documentation, as a check of a whole dump."""

from __future__ import annotations

import re
from decimal import Decimal

VALUE_TYPES = {
    "string": "string",
    "external-id": "string",
    "url": "string",
    "monolingualtext": "monolingualtext",
    "quantity": "quantity",
    "time": "time",
}
NUMBER = re.compile(r"[-+](?:0|[1-9]\d*)(?:\.\d+)?")
TIME = re.compile(r"[-+]\d{4,16}-(\d\d)-(\d\d)T00:00:00Z")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
LONGEST_LABEL = 250


class ModelError(AssertionError):
    """Something is not as the data model has it."""


def must(true: object, why: str) -> None:
    if not true:
        raise ModelError(why)


def check_dump(entities: list[dict]) -> None:
    """Raise ModelError unless each entity is one, and each property is declared with its type before it is used."""
    declared: dict[str, str] = {}
    for entity in entities:
        _check_entity(entity, declared)


def _check_entity(entity: dict, declared: dict[str, str]) -> None:
    must(entity.get("type") in {"item", "property"}, "an entity is an item or a property")
    for name in ("labels", "descriptions"):
        for language, term in entity[name].items():
            _check_term(language, term)
    must(isinstance(entity["aliases"], dict), "aliases go by language")
    if entity["type"] == "property":
        must(re.fullmatch(r"P[1-9]\d*", entity["id"]), "a property has a number")
        must(entity["id"] not in declared, "a property is declared once")
        must(entity["datatype"] in VALUE_TYPES, "a property has a type")
        declared[entity["id"]] = entity["datatype"]
    else:
        must(entity["sitelinks"] == {}, "links to pages go by site")
    for ref, statements in entity["claims"].items():
        must(isinstance(statements, list) and statements, "a property has statements")
        for statement in statements:
            _check_statement(ref, statement, declared)


def _check_term(language: str, term: dict) -> None:
    must(LANGUAGE.fullmatch(language), "a language has a code in small letters")
    must(set(term) == {"language", "value"} and term["language"] == language, "a term names its language")
    _check_text(term["value"])
    must(len(term["value"]) <= LONGEST_LABEL, "a term is short")


def _check_text(text: object) -> None:
    must(isinstance(text, str) and text, "a text is not empty")
    must(text == text.strip(), "a text begins and ends with a letter")
    must(not re.search(r"[\n\r\t\v]", text), "a text stands in one line")


def _check_statement(ref: str, statement: dict, declared: dict[str, str]) -> None:
    must(statement["type"] == "statement", "a statement says that it is one")
    must(statement["rank"] in {"preferred", "normal", "deprecated"}, "a statement has one of three ranks")
    must(statement["mainsnak"]["property"] == ref, "a statement stands under its property")
    _check_snak(statement["mainsnak"], declared)
    if "qualifiers" in statement:
        _check_snaks(statement["qualifiers"], statement["qualifiers-order"], declared)
    for reference in statement["references"]:
        must(reference["snaks"], "a reference says something")
        _check_snaks(reference["snaks"], reference["snaks-order"], declared)


def _check_snaks(snaks: dict, order: list[str], declared: dict[str, str]) -> None:
    must(sorted(order) == sorted(snaks), "the order names every property once")
    for ref, found in snaks.items():
        must(found, "a property has snaks")
        for snak in found:
            must(snak["property"] == ref, "a snak stands under its property")
            _check_snak(snak, declared)


def _check_snak(snak: dict, declared: dict[str, str]) -> None:
    must(declared.get(snak["property"]) == snak["datatype"], "a property is declared with its type")
    must(snak["snaktype"] in {"value", "somevalue", "novalue"}, "a snak has a value, an unknown one or none")
    must(("datavalue" in snak) == (snak["snaktype"] == "value"), "only a value is given")
    if snak["snaktype"] == "value":
        _check_value(snak["datatype"], snak["datavalue"])


def _check_value(datatype: str, given: dict) -> None:
    must(set(given) == {"value", "type"}, "a value has a type")
    must(given["type"] == VALUE_TYPES[datatype], "a value is of the type of its property")
    checks = {"quantity": _check_quantity, "time": _check_time, "monolingualtext": _check_monolingual}
    checks.get(given["type"], _check_text)(given["value"])
    if datatype == "url":
        must(re.fullmatch(r"https?://[!-~]+", given["value"]), "an address is absolute")


def _check_quantity(value: dict) -> None:
    bounds = {"upperBound", "lowerBound"}
    must(set(value) in ({"amount", "unit"}, {"amount", "unit", *bounds}), "both bounds are given, or neither")
    numbers = [value[name] for name in ("lowerBound", "amount", "upperBound") if name in value]
    must(all(NUMBER.fullmatch(number) for number in numbers), "a number has a sign and no separators")
    decimals = [Decimal(number) for number in numbers]
    must(decimals == sorted(decimals), "the amount lies within its bounds")
    must(value["unit"] == "1" or re.fullmatch(r"https?://[!-~]+", value["unit"]), "a unit is 1 or an address")


def _check_time(value: dict) -> None:
    names = {"time", "timezone", "before", "after", "precision", "calendarmodel"}
    must(set(value) == names, "a time has six parts")
    found = TIME.fullmatch(value["time"])
    must(found, "a time is written in full")
    must(7 <= value["precision"] <= 11, "a time is a century, decade, year, month or day")
    month, day = found[1], found[2]
    must((month == "00") == (value["precision"] < 10), "a month is given where it is known")
    must((day == "00") == (value["precision"] < 11), "a day is given where it is known")
    must((value["timezone"], value["before"], value["after"]) == (0, 0, 0), "these are not used")
    calendars = {"Q1985727", "Q1985786"}
    must(value["calendarmodel"].rpartition("/")[2] in calendars, "a calendar is one of two")


def _check_monolingual(value: dict) -> None:
    must(set(value) == {"text", "language"}, "a text names its language")
    must(LANGUAGE.fullmatch(value["language"]), "a language has a code in small letters")
    _check_text(value["text"])
