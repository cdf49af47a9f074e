"""Key phrases as an editor judges them: nine articles of Wikinews (CC BY 2.5) and the seed.

    python benchmarks/keyphrases_judged.py [folder with the CSV files of Wikinews]

Prints each article's ten phrases, to be judged again after a change, and the counts of the last judgement, from
keyphrases_judged.csv. A phrase is good where an editor could take it for a tag of this article: its people and places,
what happened, what it is about. Titles without a name, words that fit any article and places named in passing are not.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pandas as pd

import dateline as dl

GOLD = Path(os.environ.get("DATELINE_GOLD", "../shared/gold")) / "corpora" / "wikinews" / "data"
HERE = Path(__file__).parent


def main(folder: Path) -> None:
    judged = pd.read_csv(HERE / "keyphrases_judged.csv")
    texts = pd.read_csv(folder / "wikinews_2020.csv").set_index("title")["text"]
    for row in judged.itertuples():
        seed = row.title not in texts
        article = (
            dl.read(HERE.parent / "seeds" / row.title) if seed else dl.Article(f"{row.title}\n\n{texts[row.title]}")
        )
        print(f"{row.good} of 10: {row.title}\n    {'; '.join(dl.keyphrases(article)['phrase'])}")
    print(f"{judged['good'].mean():.1f} of ten phrases are good")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD)
