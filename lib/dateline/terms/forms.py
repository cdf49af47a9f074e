"""One thing, several spellings: US, U.S., USA and United States; officer and officers; e-mail and email."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dateline.terms.counts import countable

VARIANT_COLUMNS = ["term", "variant", "n"]

# Names that news abbreviates; types without full stops. Edit the table to change what is merged.
SAME_NAME = {
    "United States": ["US", "usa", "united states of america", "united states"],
    "United Kingdom": ["uk", "united kingdom"],
    "United Nations": ["un", "united nations"],
    "European Union": ["eu", "european union"],
    "United Arab Emirates": ["uae", "united arab emirates"],
    "World Health Organization": ["WHO", "world health organization", "world health organisation"],
    "New York Times": ["new york times", "ny times", "nyt"],
}
_NAME_OF = {variant: name for name, variants in SAME_NAME.items() for variant in variants}
_LONGEST = max(len(variant.split()) for variant in _NAME_OF)


def merged(tokens: pd.DataFrame) -> pd.DataFrame:
    """The tokens with what they are called in one word, for counting by="term".

    Variants are the names of SAME_NAME; types of one lemma (officer, officers), names and stop words apart; and types
    that differ in full stops or hyphens alone (e-mail, email). "US" is a name here and "us" is not.

    Arguments:
        tokens: a table as `tokens` gives it.

    Returns:
        the counted rows, and term: the name in SAME_NAME, or the commonest type of its variants. A name of several
        words ("United States") is one row, from its first word to its last, with white space in text and type as one
        space; the positions of its other words are not used again.
    """
    words = _joined(countable(tokens).reset_index(drop=True))
    if words.empty:
        return words.assign(term=pd.Series(dtype="str"))
    bare = _bare(words["type"])
    lemma = bare.where(words["kind"].ne("word") | words["is_stop"].astype(bool), _bare(words["lemma"]))
    key = words["kind"].where(words["kind"].isin(["name", "number", "url"]), "word") + " " + lemma
    known = bare.map(_NAME_OF).astype("object")
    sizes = pd.DataFrame({"key": key, "type": words["type"]}).value_counts().rename("n").reset_index()
    commonest = sizes.sort_values(["n", "type"], ascending=[False, True], kind="stable").groupby("key")["type"].first()
    return words.assign(term=known.where(known.notna(), key.map(commonest)).astype("str"))


def _bare(types: pd.Series) -> pd.Series:
    """Without full stops and hyphens, except in numbers and addresses."""
    spelt = types.str.replace(r"(?<=[^\W\d_])[.\-‐‑](?=[^\W\d_]|$)", "", regex=True)
    return spelt.astype("str")


def _joined(words: pd.DataFrame) -> pd.DataFrame:
    """The words, with each name of several words in one row; the longest name wins."""
    types = _bare(words["type"]).tolist()
    position, sentence = words["position"].tolist(), words["sentence"].tolist()
    drop: list[int] = []
    last = words.index.to_numpy().copy()
    starts = {variant.split()[0] for variant in _NAME_OF if " " in variant}
    i = 0
    while i < len(types):
        length = 1
        if types[i] in starts:
            for size in range(min(_LONGEST, len(types) - i), 1, -1):
                near = position[i + size - 1] - position[i] == size - 1 and sentence[i + size - 1] == sentence[i]
                if near and " ".join(types[i : i + size]) in _NAME_OF:
                    length, last[i] = size, i + size - 1
                    drop.extend(range(i + 1, i + size))
                    break
        i += length
    if not drop:
        return words
    heads = np.flatnonzero(last > words.index.to_numpy()).tolist()
    longer = {}
    for column in ("text", "type", "lemma"):
        pieces = words[column].tolist()
        for i in heads:
            pieces[i] = " ".join(pieces[i : last[i] + 1])
        longer[column] = pd.Series(pieces, dtype="str")
    kind = words["kind"].mask(words.index.isin(heads), "name")
    return words.assign(**longer, kind=kind, end=words["end"].to_numpy()[last]).drop(index=drop).reset_index(drop=True)


def variants(tokens: pd.DataFrame) -> pd.DataFrame:
    """Which spellings `merged` counts as one term.

    Arguments:
        tokens: a table as `tokens` gives it.

    Returns:
        term, variant (a type, or several), n: a row for each spelling of a term that has more than one. By falling n
        of the term, then term, falling n of the variant, and variant.
    """
    words = merged(tokens)
    table = words.groupby(["term", "type"]).size().rename("n").reset_index().rename(columns={"type": "variant"})
    several = table.groupby("term")["variant"].transform("size") > 1
    table = table[several].assign(total=table.groupby("term")["n"].transform("sum"))
    order = ["total", "term", "n", "variant"]
    table = table.sort_values(order, ascending=[False, True, False, True], ignore_index=True)
    return table[VARIANT_COLUMNS]
