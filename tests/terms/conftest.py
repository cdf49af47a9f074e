import json
import os
from pathlib import Path

import pandas as pd
import pytest

GOLD = Path(os.environ.get("DATELINE_GOLD", Path(__file__).parents[3] / "shared" / "gold")) / "terms"


@pytest.fixture(scope="session")
def gold():
    """The folder of reference tables; tests that need it are skipped where it is missing."""
    if not GOLD.is_dir():
        pytest.skip("needs the reference tables: set DATELINE_GOLD to their folder")
    return GOLD


@pytest.fixture(scope="session")
def speeches(gold):
    """Words of each speech, as quanteda cut them."""
    return json.loads((gold / "inaugural_tokens.json").read_text())


@pytest.fixture(scope="session")
def as_tokens():
    """A tokens table of the given words: one sentence, words alone."""

    def table(words, **columns):
        n = len(words)
        starts = pd.Series([0, *(len(word) + 1 for word in words)]).cumsum()[:n]
        rows = {"position": range(n), "sentence": 0, "role": "body", "start": starts}
        rows |= {"end": [s + len(w) for s, w in zip(starts, words, strict=True)], "text": words, "type": words}
        rows |= {"lemma": words, "kind": "word", "is_stop": False}
        return pd.DataFrame(rows | columns, index=range(n))

    return table
