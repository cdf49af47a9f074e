"""Whether each row of a corpus leads to its characters, over all gold articles (BASIL, Wikinews).

    python benchmarks/sound_rows.py [--few N]

Ends with 1 where an article gives no rows or a row's text is not article text[start:end].
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter

import pandas as pd
from corpus_speed import wikinews
from stories import basil

from dateline import Article
from dateline.corpus.rows import try_rows


def unsound(article: Article, rows: pd.DataFrame) -> int:
    """How many rows have other characters than they say."""
    if not {"start", "end", "text"} <= set(rows):
        return 0
    return sum(article.text[row.start : row.end] != row.text for row in rows.itertuples())


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--few", type=int, help="articles of each set, instead of all")
    few = parser.parse_args().few
    wrong, errors = Counter[str](), list[str]()
    for name, given in {"BASIL": basil()[0], "Wikinews": wikinews()}.items():
        counts = Counter[str](articles=0)
        for article in given[:few]:
            made = try_rows(article)
            if isinstance(made, str):
                errors.append(f"{article.title}: {made}")
                continue
            for table, rows in made.items():
                counts[table] += rows.num_rows
                wrong[table] += unsound(article, rows.to_pandas())
        print(f"{name}: " + ", ".join(f"{n:,} {table.replace('_', ' ')}" for table, n in counts.items()))
    print(f"{len(errors)} articles without rows, {sum(wrong.values())} rows with other characters", *errors, sep="\n")
    return 1 if errors or sum(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
