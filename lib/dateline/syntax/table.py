"""The table of words of syntax, with tags and trees."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Any

import numpy as np
import pandas as pd

from dateline.reading import Reading, once
from dateline.segments.casing import cased
from dateline.segments.tokenization import tokens
from dateline.syntax.model import Parsed, parse
from dateline.syntax.subjects import with_subjects
from dateline.syntax.words import canonical, cuts

DTYPES = {
    "word": "int64",
    "position": "int64",
    "sentence": "int64",
    "start": "int64",
    "end": "int64",
    "text": "str",
    "upos": "str",
    "head": "int64",
    "relation": "str",
    "confidence": "float64",
}
DASHES = frozenset("- -- – — ―".split())
_LONGEST_LABEL = 9  # words
_SHORT = 3  # letters of "GOP" or "AP", which open a sentence too
LONGEST = 200  # words of a sentence read at once; a longer one is cut, and its parts hang on the first


def _words(reading: Reading) -> pd.DataFrame:
    """position, sentence, start, end, text of each word: tokens with their clitics cut off."""
    table = tokens(reading)
    texts = table["text"].tolist()
    codes, forms = pd.factorize(np.array(texts, dtype=object))
    begins = [cuts(form) for form in forms]
    counts = np.array([len(b) for b in begins], dtype=np.int64)[codes]
    which = np.repeat(np.arange(len(table)), counts)
    offsets = np.fromiter((b for code in codes for b in begins[code]), np.int64, len(which))
    starts = table["start"].to_numpy(np.int64)[which] + offsets
    ends = table["end"].to_numpy(np.int64)[which]
    inside = np.flatnonzero(np.diff(which, append=-1) == 0)
    ends[inside] = starts[inside + 1]
    columns: dict[str, Any] = {name: table[name].to_numpy(np.int64)[which] for name in ("position", "sentence")}
    text = reading.article.text
    texts = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    return pd.DataFrame(columns | {"start": starts, "end": ends, "text": texts})


def _runs(sentence: np.ndarray, texts: list[str]) -> Iterator[tuple[int, int]]:
    """First word and end of each run that is read at once: a sentence, or a part of a long one that ends at a mark."""
    edges = np.flatnonzero(np.diff(sentence, prepend=-1, append=-1))
    for begin, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if (label := _label(texts[begin : min(begin + _LONGEST_LABEL, end)])) and begin + label < end:
            yield begin, begin + label
            begin += label
        while end - begin > LONGEST:
            last = begin + LONGEST
            cut = next((i for i in range(last, begin + LONGEST // 2, -1) if texts[i - 1] in (",", ";", ":", ".")), last)
            yield begin, cut
            begin = cut
        yield begin, end


def _label(words: list[str]) -> int:
    """How many of the first words of a sentence are a dateline or a label: "WASHINGTON --", "UPDATE 2:52 p.m. --"."""
    dash = next((k for k, word in enumerate(words) if word in DASHES), 0)
    is_capital = any(word.isupper() and len(word) > _SHORT for word in words[:dash])
    is_name = all(not word[0].islower() or "." in word for word in words[:dash])
    return dash + 1 if dash and is_capital and is_name else 0


def _placed(
    parsed: Parsed, runs: list[tuple[int, int]], sentence: np.ndarray, texts: list[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Heads as words of the article, and relations; the root of a sentence's later run depends on that of its first,
    that of a label on what it stands before."""
    sizes = [end - begin for begin, end in runs]
    heads = np.where(parsed.heads < 0, -1, parsed.heads + np.repeat([begin for begin, _ in runs], sizes))
    relations = parsed.relations.copy()
    roots = np.flatnonzero(heads < 0)
    ends = [end for _, end in runs]
    later = np.flatnonzero(np.diff(sentence[roots], prepend=-1) == 0)
    for k in later:
        if texts[ends[k - 1] - 1] in DASHES and heads[roots[k - 1]] < 0:
            heads[roots[k - 1]], relations[roots[k - 1]] = roots[k], "parataxis"
            continue
        heads[roots[k]] = roots[k - 1] if heads[roots[k - 1]] < 0 else heads[roots[k - 1]]
        relations[roots[k]] = "parataxis"
    return heads, relations


@once
def dependencies(reading: Reading) -> pd.DataFrame:
    """The article's words of syntax with their parts of speech and their place in the tree of their sentence.

    Arguments:
        reading: an article, or the reading of one; sentences of any role are read, titles and captions too.

    Returns:
        word (from 0), position (of the token that the word is in, or is a part of: "didn't" is "did" and "n't"),
        sentence, start, end, text, upos (Universal Dependencies v2: NOUN, VERB, AUX, PROPN ...), head (a `word` of the
        same sentence, -1 for its one root), relation (as the English treebanks have it: nsubj, nsubj:pass, obj, ccomp,
        acl:relcl, obl:unmarked for a bare "Monday" ...), confidence (0 to 1: how much likelier the head is than the
        next best).

    Example:
        >>> import dateline as dl
        >>> table = dl.dependencies(dl.Article("Moss didn't resign."))
        >>> " ".join(table["text"] + "/" + table["relation"])
        "Moss/nsubj did/aux n't/advmod resign/root ./punct"
    """
    table = _words(reading)
    if table.empty:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in DTYPES.items()})
    columns = ("text", "start", "end", "sentence")
    texts, starts, ends, sentences = (table[name].tolist() for name in columns)
    sentence = table["sentence"].to_numpy()
    forms = canonical(texts, starts, ends, sentences)
    edges = pairwise(np.flatnonzero(np.diff(sentence, prepend=-1, append=-1)).tolist())
    forms = [*chain.from_iterable(cased([forms[begin:end] for begin, end in edges]))]
    runs = list(_runs(sentence, texts))
    parsed = parse([forms[begin:end] for begin, end in runs])
    heads, relations = _placed(parsed, runs, sentence, texts)
    told = {"word": np.arange(len(table)), "upos": pd.array(parsed.upos, dtype="str"), "head": heads}
    told |= {"relation": pd.array(relations, dtype="str"), "confidence": parsed.confidence}
    return with_subjects(pd.DataFrame({name: told.get(name, table.get(name)) for name in DTYPES}, copy=False))
