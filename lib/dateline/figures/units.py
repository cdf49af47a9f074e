"""Units of measure and currencies as newsrooms write them: what kind each measures and its symbol."""

from __future__ import annotations

import re
from typing import NamedTuple

# kind -> symbol -> words
_MEASURES = {
    "length": {
        "km": "km kms kilometre kilometres kilometer kilometers",
        "m": "metre metres meter meters mtrs",
        "cm": "cm cms centimetre centimetres centimeter centimeters",
        "mm": "mm millimetre millimetres millimeter millimeters",
        "mi": "mile miles",
        "ft": "ft foot feet",
        "in": "inch inches",
        "yd": "yard yards yds",
        "ly": "light-year light-years",
    },
    "area": {"ha": "hectare hectares ha", "acres": "acre acres"},
    "volume": {
        "l": "litre litres liter liters",
        "ml": "ml millilitre millilitres milliliter milliliters",
        "gal": "gallon gallons",
        "pt": "pint pints",
        "bbl": "barrel barrels",
    },
    "weight": {
        "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
        "g": "g gram grams gramme grammes",
        "mg": "mg milligram milligrams",
        "t": "tonne tonnes",
        "tons": "ton tons",
        "lb": "lb lbs",
        "oz": "oz ounce ounces",
    },
    "speed": {"km/h": "kph kmh km/h kmph", "mph": "mph", "kn": "knot knots"},
    "power": {
        "W": "watt watts",
        "kW": "kw kilowatt kilowatts",
        "MW": "mw megawatt megawatts",
        "GW": "gw gigawatt gigawatts",
    },
}
_UNITS = {
    word: (kind, unit) for kind, units in _MEASURES.items() for unit, words in units.items() for word in words.split()
}
_MEASURE = re.compile(
    r"[-\s]?(?:(?P<power>square|sq\.?|cubic|nautical)[-\s]?)?"
    rf"(?P<word>{'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})(?P<raised>[²³])?(?![\w/])"
    r"(?:(?:\s(?:per|an?)\s|/)(?P<per>hour|h|second|s)\b)?"
    r"|[-\s]?(?P<over>(?:km|m|mi))/(?P<time>h|hr|s)\b",
    re.IGNORECASE,
)
_INCHES = re.compile(r"(?:\s|-)?(\d{1,2})(?:\s|-)?(?:in|inch|inches)\b", re.IGNORECASE)
_PERCENT = re.compile(
    r"\s?%(?:[-\s](?P<sign>points?\b))?|[-\s](?:percent|per[-\s]cent|pct)\b(?:[-\s](?P<word>points?\b))?"
    r"|[-\s](?P<points>percentage|basis)[-\s]points?\b",
    re.IGNORECASE,
)
_DEGREES = re.compile(
    r"(?:\s?°\s?|[-\s]degrees?\b(?:\s(?=[CF]\b|celsius|centigrade|fahrenheit))?)"
    r"(?P<scale>(?:C|F|celsius|centigrade|fahrenheit)\b)?|(?P<bare>(?-i:[CF]))\b",
    re.IGNORECASE,
)

# signs and codes before an amount, with the currency where they say which one
_SIGNS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NZ$": "NZD", "S$": "SGD",
    "R$": "BRL", "NT$": "TWD", "$": "$", "£": "GBP", "€": "EUR", "¥": "¥", "₹": "INR", "₽": "RUB", "₩": "KRW",
    "₺": "TRY", "₴": "UAH", "₦": "NGN", "₱": "PHP", "₪": "ILS", "฿": "THB", "Rs.": "Rs", "Rs": "Rs",
}  # fmt: skip
_CODES = (
    "USD EUR GBP JPY CNY INR PKR AUD CAD NZD CHF SEK NOK DKK RUB BRL ZAR KES NGN GHS UGX TZS MXN HKD SGD KRW TRY PLN "
    "CZK HUF ILS AED SAR EGP THB MYR IDR PHP VND BDT LKR NPR UAH RMB QAR"
).split()
SIGN_BEFORE = re.compile(
    rf"(?:(?<![\w$])(?:{'|'.join(map(re.escape, sorted(_SIGNS, key=len, reverse=True)))})"
    rf"|(?<!\w)(?:{'|'.join(_CODES)}))\s?$"
)
# (whose) word -> currency; a word that several countries use stands for itself
_MONEY_WORDS = {
    "dollar": "$", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "rupees", "peso": "pesos",
    "franc": "francs", "krona": "SEK", "kronor": "SEK", "krone": "krone", "kroner": "krone", "ruble": "RUB",
    "rouble": "RUB", "rand": "ZAR", "zloty": "PLN", "złoty": "PLN", "lira": "TRY", "shekel": "ILS", "riyal": "riyals",
    "dirham": "dirhams", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "naira": "NGN", "taka": "BDT",
    "hryvnia": "UAH", "forint": "HUF", "won": "KRW", "pound": "GBP", "cent": "cents", "pence": "pence", "buck": "$",
    "sterling": "GBP",
}  # fmt: skip
_OWNED = {
    "us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD", "australian dollar": "AUD",
    "canadian dollar": "CAD", "new zealand dollar": "NZD", "hong kong dollar": "HKD", "singapore dollar": "SGD",
    "taiwan dollar": "TWD", "egyptian pound": "EGP", "syrian pound": "SYP", "lebanese pound": "LBP",
    "sudanese pound": "SDG", "british pound": "GBP", "indian rupee": "INR", "pakistani rupee": "PKR",
    "sri lankan rupee": "LKR", "nepali rupee": "NPR", "mexican peso": "MXN", "philippine peso": "PHP",
    "argentine peso": "ARS", "chilean peso": "CLP", "colombian peso": "COP", "cuban peso": "CUP", "swiss franc": "CHF",
    "norwegian krone": "NOK", "norwegian kroner": "NOK", "danish krone": "DKK", "danish kroner": "DKK",
    "saudi riyal": "SAR", "qatari riyal": "QAR", "emirati dirham": "AED", "moroccan dirham": "MAD",
}  # fmt: skip
_WHOSE = "|".join(sorted({re.escape(name.rsplit(" ", 1)[0]) for name in _OWNED}, key=len, reverse=True))
_MONEY = re.compile(
    rf"[-\s](?:(?P<whose>{_WHOSE})\s)?(?P<word>{'|'.join(sorted(_MONEY_WORDS, key=len, reverse=True))})s?\b"
    rf"(?P<sterling>\ssterling\b)?|\s(?P<code>(?-i:{'|'.join(_CODES)}))\b|(?P<penny>p)\b",
    re.IGNORECASE,
)


class Unit(NamedTuple):
    """A unit behind a number."""

    end: int
    kind: str
    unit: str | None
    factor: float = 1.0  # of the value
    more: float = 0.0  # in that unit: the inches of "6ft 2in"


def percent_after(text: str, at: int, stop: int) -> Unit | None:
    match = _PERCENT.match(text, at, stop)
    if not match:
        return None
    points = match["points"] or ("percentage" if match["sign"] or match["word"] else "")
    return Unit(match.end(), "percent", f"{points.lower()} points" if points else "%")


def money_after(text: str, at: int, stop: int) -> Unit | None:
    """A currency named behind its amount; whether "pounds" are money is for the caller to say."""
    match = _MONEY.match(text, at, stop)
    if not match:
        return None
    if match["code"] or match["penny"]:
        return Unit(match.end(), "money", (match["code"] or "pence").replace("RMB", "CNY"))
    word = match["word"].lower()
    owned = _OWNED.get(f"{(match['whose'] or '').lower()} {word}")
    return Unit(match.end(), "money", owned or _MONEY_WORDS[word])


def currency_of(sign: str) -> str:
    """ "USD" of "US$", "$" of the bare sign, which has many owners."""
    sign = sign.strip()
    return _SIGNS.get(sign) or sign.replace("RMB", "CNY")


def measure_after(text: str, at: int, stop: int) -> Unit | None:
    """A unit of length, area, volume, weight, speed or power."""
    match = _MEASURE.match(text, at, stop)
    if not match:
        return None
    if match["over"]:
        over, time = match["over"].lower(), match["time"].lower()[0]
        return Unit(match.end(), "speed", f"{over}/{time}" if over != "mi" else "mph")
    word, power, raised = match["word"], (match["power"] or "").lower(), match["raised"]
    if len(word) == 1 and (word != "g" or power):
        return None
    kind, unit = _UNITS[word.lower()]
    if power.startswith("sq") or raised == "²":
        return Unit(match.end(), "area", f"{unit}²") if kind == "length" else None
    if power == "cubic" or raised == "³":
        return Unit(match.end(), "volume", f"{unit}³") if kind == "length" else None
    if power == "nautical":
        unit = "nmi"
    if match["per"] and kind == "length":
        per = match["per"].lower()[0]
        return Unit(match.end(), "speed", "mph" if (unit, per) == ("mi", "h") else f"{unit}/{per}")
    inches = _INCHES.match(text, match.end(), stop) if unit == "ft" else None
    return Unit(inches.end(), kind, unit, more=int(inches[1]) / 12) if inches else Unit(match.end(), kind, unit)


def degrees_after(text: str, at: int, stop: int) -> Unit | None:
    """Degrees of temperature; with no unit where the text does not say on which scale."""
    match = _DEGREES.match(text, at, stop)
    if not match:
        return None
    scale = (match["scale"] or match["bare"] or "").upper()[:1]
    return Unit(match.end(), "temperature", f"°{scale}" if scale else "°")
