"""Units of measure and currencies as newsrooms write them: what kind each measures and its symbol."""

from __future__ import annotations

import re
from typing import NamedTuple

from dateline.figures.numerals import amount
from dateline.timex.rules import NUMBER_WORDS

_PER_HOUR = r"(?:\sper\s|\san\s|/)h(?:ou)?r?"
_KM, _M, _MI, _FT = r"(?:kms?|kilomet(?:re|er)s?)", r"(?:met(?:re|er)s?)", r"miles?", r"(?:ft|foot|feet)"
_SQUARE, _CUBIC = r"(?:square|sq\.?)[-\s]", r"cubic[-\s]"
_DEGREES = r"(?:\s?°\s?|degrees?\s)"

# kind, symbol, how it is written; the first that fits has it
_UNITS = [
    ("percent", "percentage points", r"(?:percentage|percent|%)[-\s]points?"),
    ("percent", "basis points", r"basis[-\s]points?"),
    ("percent", "%", r"%|percent|per[-\s]cent|pct"),
    ("temperature", "°C", rf"{_DEGREES}(?:C|celsius|centigrade)|(?-i:C)"),
    ("temperature", "°F", rf"{_DEGREES}(?:F|fahrenheit)|(?-i:F)"),
    ("temperature", "°", r"°|degrees?"),
    ("speed", "km/h", rf"{_KM}{_PER_HOUR}|kph|kmp?h"),
    ("speed", "mph", rf"{_MI}{_PER_HOUR}|mph"),
    ("speed", "m/s", rf"(?:m|{_M})(?:\sper\s|\sa\s|/)s(?:econd)?"),
    ("speed", "kn", r"knots?"),
    ("area", "km²", rf"{_SQUARE}{_KM}|km²|km2"),
    ("area", "mi²", rf"{_SQUARE}{_MI}"),
    ("area", "m²", rf"{_SQUARE}{_M}|m²|sqm"),
    ("area", "ft²", rf"{_SQUARE}{_FT}"),
    ("area", "ha", r"hectares?|ha"),
    ("area", "acres", r"acres?"),
    ("volume", "m³", rf"{_CUBIC}{_M}|m³"),
    ("volume", "ft³", rf"{_CUBIC}{_FT}"),
    ("volume", "l", r"lit(?:re|er)s?"),
    ("volume", "ml", r"ml|millilit(?:re|er)s?"),
    ("volume", "gal", r"gallons?"),
    ("volume", "bbl", r"barrels?"),
    ("length", "nmi", rf"nautical[-\s]{_MI}"),
    ("length", "ly", r"light[-\s]years?"),
    ("length", "km", _KM),
    ("length", "cm", r"cms?|centimet(?:re|er)s?"),
    ("length", "mm", r"mm|millimet(?:re|er)s?"),
    ("length", "m", _M),
    ("length", "mi", _MI),
    ("length", "ft", _FT),
    ("length", "in", r"inch(?:es)?"),
    ("length", "yd", r"yards?|yds"),
    ("weight", "kg", r"kgs?|kilos?|kilogram(?:me)?s?"),
    ("weight", "mg", r"mg|milligram(?:me)?s?"),
    ("weight", "g", r"(?-i:g)|gram(?:me)?s?"),
    ("weight", "t", r"tonnes?|metric\stons?"),
    ("weight", "tons", r"tons?"),
    ("weight", "lb", r"lbs?"),
    ("weight", "oz", r"oz|ounces?"),
    ("power", "kW", r"kw|kilowatts?"),
    ("power", "MW", r"mw|megawatts?"),
    ("power", "GW", r"gw|gigawatts?"),
    ("money", "USD", r"(?:U\.?S\.?|American)\sdollars?"),
    ("money", "CAD", r"Canadian\sdollars?"),
    ("money", "AUD", r"Australian\sdollars?"),
    ("money", "NZD", r"New\sZealand\sdollars?"),
    ("money", "HKD", r"Hong\sKong\sdollars?"),
    ("money", "EGP", r"Egyptian\spounds?"),
    ("money", "SYP", r"Syrian\spounds?"),
    ("money", "LBP", r"Lebanese\spounds?"),
    ("money", "INR", r"Indian\srupees?"),
    ("money", "PKR", r"Pakistani\srupees?"),
    ("money", "MXN", r"Mexican\spesos?"),
    ("money", "CHF", r"Swiss\sfrancs?"),
    ("money", "NOK", r"Norwegian\skroner?"),
    ("money", "DKK", r"Danish\skroner?"),
    ("money", "$", r"dollars?|bucks?"),
    ("money", "EUR", r"euros?"),
    ("money", "GBP", r"(?:British\s)?pounds?(?:\ssterling)?"),
    ("money", "JPY", r"yen"),
    ("money", "CNY", r"yuan|renminbi|RMB"),
    ("money", "RUB", r"rou?bles?"),
    ("money", "KRW", r"won"),
    ("money", "ZAR", r"rand"),
    ("money", "PLN", r"z[lł]otys?"),
    ("money", "SEK", r"krona|kronor"),
    ("money", "ILS", r"shekels?"),
    ("money", "THB", r"baht"),
    ("money", "UAH", r"hryvnias?"),
    ("money", "pence", r"pence|p"),
    *(
        ("money", name, name.rstrip("s") + "s?")
        for name in "rupees pesos francs kroner liras riyals dirhams cents".split()
    ),
]
# before an amount, with the currency where the text says which one
SIGNS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NZ$": "NZD", "S$": "SGD",
    "R$": "BRL", "NT$": "TWD", "$": "$", "£": "GBP", "€": "EUR", "¥": "¥", "₹": "INR", "₽": "RUB", "₩": "KRW",
    "₺": "TRY", "₴": "UAH", "₦": "NGN", "₱": "PHP", "₪": "ILS", "฿": "THB", "Rs.": "Rs", "Rs": "Rs",
}  # fmt: skip
_CODES = (
    "USD|EUR|GBP|JPY|CNY|INR|PKR|AUD|CAD|NZD|CHF|SEK|NOK|DKK|RUB|BRL|ZAR|KES|NGN|GHS|MXN|HKD|SGD|KRW|TRY|PLN|CZK|HUF|ILS|"
    "AED|SAR|EGP|THB|MYR|IDR|PHP|VND|BDT|LKR|UAH|QAR"
)
_AFTER = re.compile(
    rf"[-\s]?(?:{'|'.join(f'(?P<u{i}>{pattern})' for i, (_, _, pattern) in enumerate(_UNITS))}"
    rf"|(?P<code>(?-i:{_CODES})))(?!\w)",
    re.IGNORECASE,
)
_INCHES = re.compile(rf"[-\s]?(\d\d?|{'|'.join(NUMBER_WORDS)})[-\s]?(?:in|inch|inches)\b", re.IGNORECASE)
SIGN_BEFORE = re.compile(
    rf"(?:(?<![\w$])(?:{'|'.join(map(re.escape, sorted(SIGNS, key=len, reverse=True)))})|(?<!\w)(?:{_CODES}))\s?$"
)


class Unit(NamedTuple):
    """A unit behind a number."""

    end: int
    kind: str
    unit: str | None
    factor: float = 1.0  # of the value
    more: float = 0.0  # in that unit: the inches of "6ft 2in"


def unit_after(text: str, at: int, stop: int) -> Unit | None:
    """The unit that stands behind a number, whether or not it means one there."""
    match = _AFTER.match(text, at, stop)
    if not match:
        return None
    if match["code"]:
        return Unit(match.end(), "money", match["code"])
    kind, unit, _ = _UNITS[int(str(match.lastgroup)[1:])]
    if unit == "ft" and (inches := _INCHES.match(text, match.end(), stop)):
        return Unit(inches.end(), kind, unit, more=amount(inches[1]) / 12)
    return Unit(match.end(), kind, unit)
