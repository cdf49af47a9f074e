"""Makes lib/dateline/entities/names.csv from two packages: `names` 0.3 (the 1990 US Census lists, public domain,
packaged under MIT) and `Faker` 40 (names by country, MIT).

    pip install names Faker && python benchmarks/make_given_names.py lib/dateline/entities/names.csv

One line a name: name, kind (given or family), gender (m, f or u; empty for family names). Faker's names are taken where
two of its locales or more have them in Latin script; family names of the census down to rank 6,000.
"""

from __future__ import annotations

import csv
import importlib
import pkgutil
import re
import sys
from collections import Counter
from pathlib import Path

import faker.providers.person as persons
import names

LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zà-öø-ÿā-ž]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)?$")
FAMILY_RANKS = 6000
LEANING = 3.0  # a given name is of one gender where it is this many times as frequent there


def census(file: str) -> dict[str, float]:
    """Name -> frequency in percent."""
    path = Path(names.__file__).parent / file
    rows = (line.split() for line in path.read_text().splitlines())
    return {row[0].title(): float(row[1]) for row in rows}


def by_locale(*fields: str) -> set[str]:
    """Names that two of Faker's locales or more share."""
    seen: Counter[str] = Counter()
    for module in pkgutil.iter_modules(persons.__path__):
        provider = importlib.import_module(f"{persons.__name__}.{module.name}").Provider
        found = {
            word if isinstance(word, str) else word[0]
            for field in fields
            for word in getattr(provider, field, ()) or ()
        }
        seen.update(found)
    return {name for name, n in seen.items() if n >= 2 and LATIN.match(name)}


def table() -> list[tuple[str, str, str]]:
    """Rows of the file, sorted."""
    male, female = census("dist.male.first"), census("dist.female.first")
    abroad_male, abroad_female = by_locale("first_names_male"), by_locale("first_names_female")
    rows = []
    for name in sorted({*male, *female, *abroad_male, *abroad_female}):
        m = male.get(name, 0) + 0.004 * (name in abroad_male)
        f = female.get(name, 0) + 0.004 * (name in abroad_female)
        rows.append((name, "given", "m" if m > LEANING * f else "f" if f > LEANING * m else "u"))
    family = [*census("dist.all.last")][:FAMILY_RANKS]
    rows += [(name, "family", "") for name in sorted({*family, *by_locale("last_names")})]
    return rows


if __name__ == "__main__":
    with open(sys.argv[1], "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("name", "kind", "gender"), *table()])
