"""Units: what a symbol names, how it converts, and what people call it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.units import UnitKind, unit_for, unit_words


@pytest.mark.parametrize(
    ("symbol", "kind", "dimension"),
    [
        ("person", UnitKind.COUNT, "person"),
        ("people", UnitKind.COUNT, "person"),
        ("countries", UnitKind.COUNT, "country"),
        ("", UnitKind.COUNT, ""),
        ("percent", UnitKind.PERCENT, "percent"),
        ("USD", UnitKind.MONEY, "USD"),
        ("kpw", UnitKind.MONEY, "KPW"),
        ("km", UnitKind.LENGTH, "length"),
        ("kilometres", UnitKind.LENGTH, "length"),
        ("°F", UnitKind.TEMPERATURE, "temperature"),
        ("yr", UnitKind.DURATION, "months"),
        ("per 1,000", UnitKind.RATE, "per 1,000"),
    ],
)
def test_a_symbol_names_a_unit(symbol, kind, dimension):
    unit = unit_for(symbol)
    assert (unit.kind, unit.dimension) == (kind, dimension)


@pytest.mark.parametrize(
    ("value", "symbol", "same", "as_symbol"),
    [
        ("1", "km", "1000", "m"),
        ("1", "mi", "1.609344", "km"),
        ("32", "°F", "0", "°C"),
        ("-40", "°F", "-40", "°C"),
        ("212", "°F", "373.15", "K"),
        ("36", "km/h", "10", "m/s"),
        ("2", "yr", "24", "mo"),
        ("100", "US cent", "1", "USD"),
        ("1", "‰", "0.1", "percent"),
    ],
)
def test_units_of_one_dimension_convert_exactly(value, symbol, same, as_symbol):
    assert unit_for(symbol).to_base(Decimal(value)) == unit_for(as_symbol).to_base(Decimal(same))


@pytest.mark.parametrize(
    ("symbol", "count", "words"),
    [
        ("person", None, "people"),
        ("person", Decimal(1), "person"),
        ("USD", None, "US dollars"),
        ("KPW", None, "North Korean won"),
        ("percent", None, "percent"),
        ("km", None, "kilometres"),
        ("ship", Decimal(12), "ships"),
        ("country", None, "countries"),
        ("", None, ""),
    ],
)
def test_people_call_a_unit_by_its_name(symbol, count, words):
    assert unit_words(symbol, count) == words


@given(st.text(max_size=50))
def test_any_word_is_some_unit(symbol):
    unit_words(unit_for(symbol).symbol, Decimal(2))
