"""The measures that are read: one row each, with its exact factor and the words that mean it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factcheck.core.units.kinds import Unit, UnitKind


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of the table: the unit, how people call one and many of it, and what texts write for it."""

    unit: Unit
    one: str
    many: str
    aliases: tuple[str, ...]


def _row(
    symbol: str,
    kind: UnitKind,
    factor: str,
    names: str,
    aliases: str = "",
    dimension: str = "",
    offset: str = "0",
) -> Measure:
    one, _slash, many = names.partition("/")
    unit = Unit(symbol, kind, dimension or kind.value, Decimal(factor), Decimal(offset))
    return Measure(unit, one, many or one, tuple(aliases.split("|")) if aliases else ())


_L, _A, _V, _M = UnitKind.LENGTH, UnitKind.AREA, UnitKind.VOLUME, UnitKind.MASS
_D, _S, _T, _E = UnitKind.DURATION, UnitKind.SPEED, UnitKind.TEMPERATURE, UnitKind.ENERGY
_P, _I, _O = UnitKind.POWER, UnitKind.INFORMATION, UnitKind.OTHER

MEASURES: tuple[Measure, ...] = (
    # Length, in metres
    _row("nm", _L, "0.000000001", "nanometre/nanometres", "nanometer|nanometers"),
    _row("µm", _L, "0.000001", "micrometre/micrometres", "μm|micrometer|micrometers|micron|microns"),
    _row("mm", _L, "0.001", "millimetre/millimetres", "millimeter|millimeters|mms"),
    _row("cm", _L, "0.01", "centimetre/centimetres", "centimeter|centimeters|cms"),
    _row("m", _L, "1", "metre/metres", "meter|meters"),
    _row("km", _L, "1000", "kilometre/kilometres", "kilometer|kilometers|kms|klick|klicks"),
    _row("in", _L, "0.0254", "inch/inches", "ins"),
    _row("ft", _L, "0.3048", "foot/feet", ""),
    _row("yd", _L, "0.9144", "yard/yards", "yds"),
    _row("mi", _L, "1609.344", "mile/miles", "mis"),
    _row("nmi", _L, "1852", "nautical mile/nautical miles", ""),
    _row("furlong", _L, "201.168", "furlong/furlongs", ""),
    _row("fathom", _L, "1.8288", "fathom/fathoms", ""),
    _row("au", _L, "149597870700", "astronomical unit/astronomical units", ""),
    _row(
        "ly", _L, "9460730472580800", "light-year/light-years", "light year|light years|lightyear|lightyears"
    ),
    # Area, in square metres
    _row(
        "mm²",
        _A,
        "0.000001",
        "square millimetre/square millimetres",
        "square millimeter|square millimeters|mm2",
    ),
    _row(
        "cm²",
        _A,
        "0.0001",
        "square centimetre/square centimetres",
        "square centimeter|square centimeters|cm2",
    ),
    _row(
        "m²",
        _A,
        "1",
        "square metre/square metres",
        "square meter|square meters|m2|sq m|sqm|sq metre|sq metres",
    ),
    _row(
        "km²",
        _A,
        "1000000",
        "square kilometre/square kilometres",
        "square kilometer|square kilometers|km2|sq km|sqkm",
    ),
    _row("in²", _A, "0.00064516", "square inch/square inches", "sq in|in2"),
    _row("ft²", _A, "0.09290304", "square foot/square feet", "sq ft|sqft|ft2|sq feet|square ft"),
    _row("yd²", _A, "0.83612736", "square yard/square yards", "sq yd|yd2"),
    _row("mi²", _A, "2589988.110336", "square mile/square miles", "sq mi|sq mile|sq miles|mi2"),
    _row("acre", _A, "4046.8564224", "acre/acres", ""),
    _row("ha", _A, "10000", "hectare/hectares", ""),
    # Volume, in litres
    _row("ml", _V, "0.001", "millilitre/millilitres", "milliliter|milliliters|mls|mL"),
    _row("cl", _V, "0.01", "centilitre/centilitres", "centiliter|centiliters"),
    _row("dl", _V, "0.1", "decilitre/decilitres", "deciliter|deciliters"),
    _row("l", _V, "1", "litre/litres", "L|liter|liters|ltr|ltrs"),
    _row("hl", _V, "100", "hectolitre/hectolitres", "hectoliter|hectoliters"),
    _row(
        "cm³", _V, "0.001", "cubic centimetre/cubic centimetres", "cubic centimeter|cubic centimeters|cc|cm3"
    ),
    _row("m³", _V, "1000", "cubic metre/cubic metres", "cubic meter|cubic meters|m3|cu m"),
    _row(
        "km³", _V, "1000000000000", "cubic kilometre/cubic kilometres", "cubic kilometer|cubic kilometers|km3"
    ),
    _row("ft³", _V, "28.316846592", "cubic foot/cubic feet", "cu ft|ft3"),
    _row("in³", _V, "0.016387064", "cubic inch/cubic inches", "cu in|in3"),
    _row("yd³", _V, "764.554857984", "cubic yard/cubic yards", "cu yd|yd3"),
    _row("gal", _V, "3.785411784", "gallon/gallons", "gals"),
    _row("qt", _V, "0.946352946", "quart/quarts", "qts"),
    _row("pt", _V, "0.473176473", "pint/pints", ""),
    _row("cup", _V, "0.2365882365", "cup/cups", ""),
    _row("fl oz", _V, "0.0295735295625", "fluid ounce/fluid ounces", ""),
    _row("tbsp", _V, "0.01478676478125", "tablespoon/tablespoons", "tbsps"),
    _row("tsp", _V, "0.00492892159375", "teaspoon/teaspoons", "tsps"),
    _row("bbl", _V, "158.987294928", "barrel/barrels", "bbls"),
    # Mass, in kilograms
    _row("µg", _M, "0.000000001", "microgram/micrograms", "μg|mcg"),
    _row("mg", _M, "0.000001", "milligram/milligrams", "milligramme|milligrammes|mgs"),
    _row("g", _M, "0.001", "gram/grams", "gramme|grammes|gs|gm|gms"),
    _row("kg", _M, "1", "kilogram/kilograms", "kgs|kilo|kilos|kilogramme|kilogrammes"),
    _row("t", _M, "1000", "tonne/tonnes", "metric ton|metric tons|metric tonnes|mt"),
    _row("ton", _M, "1", "ton/tons", "short ton|short tons|long ton|long tons", dimension="ton"),
    _row("lb", _M, "0.45359237", "pound/pounds", "lbs"),
    _row("oz", _M, "0.028349523125", "ounce/ounces", "ozs"),
    _row("st", _M, "6.35029318", "stone/stone", ""),
    _row("ct", _M, "0.0002", "carat/carats", ""),
    _row("dram", _M, "0.0017718451953125", "dram/drams", ""),
    # Time: seconds, and months apart from them, because no fixed number of days is a month
    _row("ns", _D, "0.000000001", "nanosecond/nanoseconds", ""),
    _row("µs", _D, "0.000001", "microsecond/microseconds", "μs"),
    _row("ms", _D, "0.001", "millisecond/milliseconds", ""),
    _row("s", _D, "1", "second/seconds", "sec|secs"),
    _row("min", _D, "60", "minute/minutes", "mins"),
    _row("h", _D, "3600", "hour/hours", "hr|hrs"),
    _row("d", _D, "86400", "day/days", ""),
    _row("wk", _D, "604800", "week/weeks", "wks"),
    _row("fortnight", _D, "1209600", "fortnight/fortnights", ""),
    _row("mo", _D, "1", "month/months", "mos", dimension="months"),
    _row("quarter", _D, "3", "quarter/quarters", "", dimension="months"),
    _row("yr", _D, "12", "year/years", "yrs", dimension="months"),
    _row("decade", _D, "120", "decade/decades", "", dimension="months"),
    _row("century", _D, "1200", "century/centuries", "", dimension="months"),
    _row("millennium", _D, "12000", "millennium/millennia", "millenniums", dimension="months"),
    _row("year of age", UnitKind.AGE, "12", "year of age/years of age", "", dimension="age"),
    _row("month of age", UnitKind.AGE, "1", "month of age/months of age", "", dimension="age"),
    # Speed, on a scaled base in which each is a whole number: 1/50,000 of a metre an hour
    _row(
        "m/s", _S, "180000000", "metre per second/metres per second", "meters per second|meter per second|mps"
    ),
    _row(
        "km/h",
        _S,
        "50000000",
        "kilometre an hour/kilometres an hour",
        "kph|kmh|kmph|km/hr|kilometres per hour|kilometers per hour|kilometer per hour|kilometre "
        "per hour|kilometers an hour",
    ),
    _row("mph", _S, "80467200", "mile an hour/miles an hour", "mi/h|miles per hour|mile per hour"),
    _row(
        "km/s",
        _S,
        "180000000000",
        "kilometre per second/kilometres per second",
        "kilometers per second|kilometer per second",
    ),
    _row("kn", _S, "92600000", "knot/knots", "kt|kts"),
    # Temperature, on a scaled base of a ninth of a kelvin, where Fahrenheit is exact too
    _row("K", _T, "9", "kelvin/kelvin", "kelvins|degrees kelvin|°K"),
    _row(
        "°C",
        _T,
        "9",
        "degree Celsius/degrees Celsius",
        "celsius|centigrade|degrees centigrade|degree centigrade|℃",
        offset="273.15",
    ),
    _row("°F", _T, "5", "degree Fahrenheit/degrees Fahrenheit", "fahrenheit|℉", offset="459.67"),
    _row("°", _T, "1", "degree/degrees", "deg", dimension="degree"),
    # Energy in joules, power in watts, pressure, voltage, frequency
    _row("J", _E, "1", "joule/joules", ""),
    _row("kJ", _E, "1000", "kilojoule/kilojoules", ""),
    _row("MJ", _E, "1000000", "megajoule/megajoules", ""),
    _row("cal", _E, "4.184", "calorie/calories", ""),
    _row("kcal", _E, "4184", "kilocalorie/kilocalories", ""),
    _row("Wh", _E, "3600", "watt-hour/watt-hours", "watt hour|watt hours"),
    _row("kWh", _E, "3600000", "kilowatt-hour/kilowatt-hours", "kwh|kilowatt hour|kilowatt hours"),
    _row("MWh", _E, "3600000000", "megawatt-hour/megawatt-hours", "megawatt hour|megawatt hours"),
    _row("GWh", _E, "3600000000000", "gigawatt-hour/gigawatt-hours", "gigawatt hour|gigawatt hours"),
    _row("TWh", _E, "3600000000000000", "terawatt-hour/terawatt-hours", "terawatt hour|terawatt hours"),
    _row("W", _P, "1", "watt/watts", ""),
    _row("kW", _P, "1000", "kilowatt/kilowatts", "kw"),
    _row("MW", _P, "1000000", "megawatt/megawatts", "mw"),
    _row("GW", _P, "1000000000", "gigawatt/gigawatts", "gw"),
    _row("TW", _P, "1000000000000", "terawatt/terawatts", "tw"),
    _row("hp", _P, "1", "horsepower/horsepower", "bhp|brake horsepower", dimension="horsepower"),
    _row("V", _O, "1", "volt/volts", "", dimension="voltage"),
    _row("kV", _O, "1000", "kilovolt/kilovolts", "", dimension="voltage"),
    _row("mAh", _O, "1", "milliampere-hour/milliampere-hours", "mah", dimension="charge"),
    _row("Hz", _O, "1", "hertz/hertz", "hz", dimension="frequency"),
    _row("kHz", _O, "1000", "kilohertz/kilohertz", "khz", dimension="frequency"),
    _row("MHz", _O, "1000000", "megahertz/megahertz", "mhz", dimension="frequency"),
    _row("GHz", _O, "1000000000", "gigahertz/gigahertz", "ghz", dimension="frequency"),
    _row("Pa", _O, "1", "pascal/pascals", "", dimension="pressure"),
    _row("hPa", _O, "100", "hectopascal/hectopascals", "", dimension="pressure"),
    _row("kPa", _O, "1000", "kilopascal/kilopascals", "", dimension="pressure"),
    _row("mbar", _O, "100", "millibar/millibars", "", dimension="pressure"),
    _row("bar", _O, "100000", "bar/bars", "", dimension="pressure"),
    _row("psi", _O, "1", "pound per square inch/pounds per square inch", "", dimension="psi"),
    _row("N", _O, "1", "newton/newtons", "", dimension="force"),
    _row("Nm", _O, "1", "newton metre/newton metres", "newton meter|newton meters", dimension="torque"),
    _row("dB", _O, "1", "decibel/decibels", "db", dimension="loudness"),
    _row("Sv", _O, "1", "sievert/sieverts", "", dimension="dose"),
    _row("mSv", _O, "0.001", "millisievert/millisieverts", "", dimension="dose"),
    # Information, in bytes
    _row("bit", _I, "0.125", "bit/bits", ""),
    _row("B", _I, "1", "byte/bytes", ""),
    _row("kB", _I, "1000", "kilobyte/kilobytes", "kb|KB"),
    _row("MB", _I, "1000000", "megabyte/megabytes", "mb"),
    _row("GB", _I, "1000000000", "gigabyte/gigabytes", "gb|gig|gigs"),
    _row("TB", _I, "1000000000000", "terabyte/terabytes", "tb"),
    _row("PB", _I, "1000000000000000", "petabyte/petabytes", ""),
    _row("Mbps", _I, "1000000", "megabit per second/megabits per second", "mbps", dimension="data rate"),
    _row("Gbps", _I, "1000000000", "gigabit per second/gigabits per second", "gbps", dimension="data rate"),
    # Shares
    _row("percent", UnitKind.PERCENT, "1", "percent/percent", "%|per cent|pct|per-cent|percentage|%age|％"),
    _row("per mille", UnitKind.PERCENT, "0.1", "per mille/per mille", "‰|per mil", dimension="percent"),
    _row(
        "percentage point",
        UnitKind.PERCENTAGE_POINT,
        "1",
        "percentage point/percentage points",
        "pp|%-point|%-points|pps",
    ),
    _row(
        "basis point",
        UnitKind.PERCENTAGE_POINT,
        "0.01",
        "basis point/basis points",
        "bps|bp",
        dimension="percentage_point",
    ),
    _row("ppm", _O, "1000", "part per million/parts per million", "", dimension="parts per billion"),
    _row("ppb", _O, "1", "part per billion/parts per billion", "", dimension="parts per billion"),
)

BY_SYMBOL: dict[str, Measure] = {row.unit.symbol: row for row in MEASURES}


def _words_of(row: Measure) -> tuple[str, ...]:
    return (row.unit.symbol, row.one, row.many, *row.aliases)


BY_WORD: dict[str, Measure] = {word: row for row in reversed(MEASURES) for word in _words_of(row)}
"""Every spelling, with the case it is written in; "MW" and "mW" differ."""

BY_LOWER_WORD: dict[str, Measure] = {word.lower(): row for word, row in BY_WORD.items()} | {
    word: row for word, row in BY_WORD.items() if word.islower()
}
