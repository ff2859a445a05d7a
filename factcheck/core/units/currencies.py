"""Currencies: ISO 4217 codes, what they are called, and the signs that several of them share."""

from __future__ import annotations

_NAMES = """
AED UAE dirham|AFN Afghan afghani|ALL Albanian lek|AMD Armenian dram|AOA Angolan kwanza|ARS Argentine peso
AUD Australian dollar|AZN Azerbaijani manat|BAM Bosnian mark|BBD Barbadian dollar|BDT Bangladeshi taka
BGN Bulgarian lev|BHD Bahraini dinar|BIF Burundian franc|BMD Bermudian dollar|BND Brunei dollar
BOB Bolivian boliviano|BRL Brazilian real|BSD Bahamian dollar|BTN Bhutanese ngultrum|BWP Botswana pula
BYN Belarusian rouble|BZD Belize dollar|CAD Canadian dollar|CDF Congolese franc|CHF Swiss franc
CLP Chilean peso|CNY Chinese yuan|COP Colombian peso|CRC Costa Rican colón|CUP Cuban peso|CVE Cape Verdean escudo
CZK Czech koruna|DJF Djiboutian franc|DKK Danish krone|DOP Dominican peso|DZD Algerian dinar|EGP Egyptian pound
ERN Eritrean nakfa|ETB Ethiopian birr|EUR euro|FJD Fijian dollar|FKP Falkland pound|GBP British pound
GEL Georgian lari|GHS Ghanaian cedi|GIP Gibraltar pound|GMD Gambian dalasi|GNF Guinean franc|GTQ Guatemalan quetzal
GYD Guyanese dollar|HKD Hong Kong dollar|HNL Honduran lempira|HRK Croatian kuna|HTG Haitian gourde
HUF Hungarian forint|IDR Indonesian rupiah|ILS Israeli shekel|INR Indian rupee|IQD Iraqi dinar|IRR Iranian rial
ISK Icelandic króna|JMD Jamaican dollar|JOD Jordanian dinar|JPY Japanese yen|KES Kenyan shilling|KGS Kyrgyz som
KHR Cambodian riel|KMF Comorian franc|KPW North Korean won|KRW South Korean won|KWD Kuwaiti dinar
KYD Cayman dollar|KZT Kazakh tenge|LAK Lao kip|LBP Lebanese pound|LKR Sri Lankan rupee|LRD Liberian dollar
LSL Lesotho loti|LYD Libyan dinar|MAD Moroccan dirham|MDL Moldovan leu|MGA Malagasy ariary|MKD Macedonian denar
MMK Myanmar kyat|MNT Mongolian tugrik|MOP Macanese pataca|MRU Mauritanian ouguiya|MUR Mauritian rupee
MVR Maldivian rufiyaa|MWK Malawian kwacha|MXN Mexican peso|MYR Malaysian ringgit|MZN Mozambican metical
NAD Namibian dollar|NGN Nigerian naira|NIO Nicaraguan córdoba|NOK Norwegian krone|NPR Nepalese rupee
NZD New Zealand dollar|OMR Omani rial|PAB Panamanian balboa|PEN Peruvian sol|PGK Papua New Guinean kina
PHP Philippine peso|PKR Pakistani rupee|PLN Polish złoty|PYG Paraguayan guaraní|QAR Qatari riyal|RON Romanian leu
RSD Serbian dinar|RUB Russian rouble|RWF Rwandan franc|SAR Saudi riyal|SBD Solomon dollar|SCR Seychelles rupee
SDG Sudanese pound|SEK Swedish krona|SGD Singapore dollar|SLE Sierra Leonean leone|SOS Somali shilling
SRD Surinamese dollar|SSP South Sudanese pound|STN São Toméan dobra|SYP Syrian pound|SZL Swazi lilangeni
THB Thai baht|TJS Tajik somoni|TMT Turkmen manat|TND Tunisian dinar|TOP Tongan paʻanga|TRY Turkish lira
TTD Trinidad dollar|TWD Taiwan dollar|TZS Tanzanian shilling|UAH Ukrainian hryvnia|UGX Ugandan shilling|USD US dollar
UYU Uruguayan peso|UZS Uzbek soum|VES Venezuelan bolívar|VND Vietnamese dong|VUV Vanuatu vatu|WST Samoan tala
XAF Central African franc|XCD East Caribbean dollar|XOF West African franc|XPF Pacific franc|YER Yemeni rial
ZAR South African rand|ZMW Zambian kwacha|ZWL Zimbabwean dollar
"""

CURRENCY_NAMES: dict[str, str] = {
    row[:3]: row[4:] for line in _NAMES.strip().splitlines() for row in line.split("|")
}

_UNCOUNTED = frozenset(
    {"CNY", "KPW", "KRW", "JPY", "THB", "VND", "MYR", "ZAR", "LAK", "IDR", "MMK", "PGK", "BWP", "ETB"}
)

FAMILIES: dict[str, tuple[str, ...]] = {
    "$": (
        "USD",
        "CAD",
        "AUD",
        "NZD",
        "HKD",
        "SGD",
        "TWD",
        "MXN",
        "ARS",
        "CLP",
        "COP",
        "JMD",
        "FJD",
        "LRD",
        "NAD",
        "BBD",
        "BSD",
        "BZD",
        "GYD",
        "TTD",
        "XCD",
        "BMD",
        "KYD",
        "SBD",
        "SRD",
        "BND",
        "ZWL",
        "UYU",
        "DOP",
        "CUP",
    ),
    "£": ("GBP", "EGP", "LBP", "SYP", "SDG", "SSP", "GIP", "FKP"),
    "¥": ("JPY", "CNY"),
    "won": ("KRW", "KPW"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "krona": ("SEK", "ISK"),
    "krone": ("NOK", "DKK"),
    "rupee": ("INR", "PKR", "LKR", "NPR", "MUR", "SCR"),
    "peso": ("MXN", "PHP", "ARS", "CLP", "COP", "CUP", "DOP", "UYU"),
    "franc": ("CHF", "XOF", "XAF", "XPF", "CDF", "RWF", "BIF", "GNF", "DJF", "KMF"),
    "dinar": ("KWD", "IQD", "JOD", "DZD", "TND", "LYD", "BHD", "RSD"),
    "riyal": ("SAR", "QAR", "YER"),
    "rial": ("IRR", "OMR", "YER"),
    "dirham": ("AED", "MAD"),
    "shilling": ("KES", "UGX", "TZS", "SOS"),
    "lira": ("TRY",),
    "rouble": ("RUB", "BYN"),
    "leu": ("RON", "MDL"),
    "manat": ("AZN", "TMT"),
    "kwacha": ("ZMW", "MWK"),
    "real": ("BRL",),
}
"""Signs and names that several currencies share; the first is meant where the claim names none of them."""

_SHARED_WORDS: dict[str, str] = {
    "$": "$",
    "＄": "$",
    "dollar": "$",
    "dollars": "$",
    "buck": "$",
    "bucks": "$",
    "£": "£",
    "￡": "£",
    "pound": "£",
    "pounds": "£",
    "quid": "£",
    "¥": "¥",
    "￥": "¥",
    "won": "won",
    "원": "won",
    "₩": "won",
    "￦": "won",
    "w": "won",
    "kr": "kr",
    "kronor": "krona",
    "krona": "krona",
    "krone": "krone",
    "kroner": "krone",
    "crowns": "kr",
    "rupee": "rupee",
    "rupees": "rupee",
    "rs": "rupee",
    "₨": "rupee",
    "peso": "peso",
    "pesos": "peso",
    "franc": "franc",
    "francs": "franc",
    "dinar": "dinar",
    "dinars": "dinar",
    "riyal": "riyal",
    "riyals": "riyal",
    "rial": "rial",
    "rials": "rial",
    "dirham": "dirham",
    "dirhams": "dirham",
    "shilling": "shilling",
    "shillings": "shilling",
    "lira": "lira",
    "liras": "lira",
    "rouble": "rouble",
    "roubles": "rouble",
    "ruble": "rouble",
    "rubles": "rouble",
    "leu": "leu",
    "lei": "leu",
    "manat": "manat",
    "manats": "manat",
    "kwacha": "kwacha",
    "reais": "real",
}

_OWN_WORDS: dict[str, str] = {
    "us$": "USD", "us dollar": "USD", "us dollars": "USD", "u.s. dollars": "USD", "american dollars": "USD",
    "a$": "AUD", "au$": "AUD", "aud$": "AUD", "c$": "CAD", "ca$": "CAD", "can$": "CAD", "nz$": "NZD", "hk$": "HKD",
    "s$": "SGD", "nt$": "TWD", "mx$": "MXN", "r$": "BRL",
    "€": "EUR", "euro": "EUR", "euros": "EUR", "sterling": "GBP", "pounds sterling": "GBP", "pound sterling": "GBP",
    "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "cn¥": "CNY", "元": "CNY", "円": "JPY",
    "₹": "INR", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₫": "VND", "₱": "PHP", "₦": "NGN", "฿": "THB", "₴": "UAH",
    "shekel": "ILS", "shekels": "ILS", "baht": "THB", "dong": "VND", "ringgit": "MYR", "ringgits": "MYR", "rm": "MYR",
    "rupiah": "IDR", "rand": "ZAR", "rands": "ZAR", "naira": "NGN", "zloty": "PLN", "zlotys": "PLN", "złoty": "PLN",
    "forint": "HUF", "forints": "HUF", "koruna": "CZK", "hryvnia": "UAH", "hryvnias": "UAH", "tenge": "KZT",
    "taka": "BDT", "birr": "ETB", "cedi": "GHS", "cedis": "GHS", "kyat": "MMK", "kip": "LAK",
    "lev": "BGN", "leva": "BGN",
    "tugrik": "MNT", "tugriks": "MNT", "lari": "GEL", "pula": "BWP", "real": "BRL", "sfr": "CHF",
    "egyptianpound": "EGP", "geneh": "EGP", "le": "EGP", "saudiriyal": "SAR",
}  # fmt: skip


def _full_names() -> dict[str, str]:
    names = {}
    for code, name in CURRENCY_NAMES.items():
        names[name.lower()] = code
        names[name.lower() + "s"] = code
    return names


CURRENCY_WORDS: dict[str, str] = (
    _full_names() | {code.lower(): code for code in CURRENCY_NAMES} | _SHARED_WORDS | _OWN_WORDS
)
"""Every spelling in lower case, to its code or to the family of codes that share it."""

SIGNS = frozenset("$＄£￡¥￥€₩￦₹₽₺₪₫₱₦฿₴₨")


def settle_currency(found: str, claim_unit: str) -> str:
    """The code that is meant: the claim's where it shares the sign or the name, else the commonest."""
    family = FAMILIES.get(found)
    if family is None:
        return found
    return claim_unit if claim_unit in family else family[0]


def currency_words(code: str, *, one: bool) -> str:
    """What people call it: "US dollars", "North Korean won"."""
    name = CURRENCY_NAMES[code]
    if one or code in _UNCOUNTED:
        return name
    return name[:-1] + "ies" if name.endswith("y") else name + "s"
