"""What is known about a word before its weight is learned: lexicon values, rarity, lemma, stem, affixes, a vector."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

import numpy as np
import simplemma
import wordfreq
from glove import glove
from gold import lexicon

LEXICONS = {name: lexicon(name) for name in ("vader", "adjectives", "news")}
PREFIXES = ("un", "in", "dis", "mis", "anti", "over", "non", "re")
SUFFIXES = ("less", "ful", "ism", "ist", "able", "ous", "ive", "tion", "ment")
# Scales say how freely a feature may take weight under one common penalty.
VALUE_SCALE, SIGN_SCALE, RARE_SCALE = 4.0, 0.6, 1.2
VECTOR_SCALE = 0.2
USUAL_ZIPF = 4.0
LISTED = 100_000  # of the commonest words of GloVe


@cache
def vectors() -> dict[str, np.ndarray]:
    """GloVe 6B 50d (PDDL) of its commonest words, centred, of unit variance."""
    words, table = glove()
    table = table[:LISTED].astype(float)
    table = (table - table.mean(axis=0)) / table.std()
    return dict(zip(words[:LISTED], table, strict=True))


@cache
def lemma(word: str) -> str:
    return simplemma.lemmatize(word, lang="en").lower()


def rarity(form: str) -> float:
    """Powers of ten by which a word is rarer than once in 100,000 words, -3 to 4: a rare word's valence says more."""
    return min(4.0, USUAL_ZIPF - wordfreq.zipf_frequency(form, "en", minimum=0.0))


@cache
def word_features(form: str) -> dict[str, float]:
    """Features of a word form, shared with its relatives; of a hyphenated word no lexicon knows, those of its parts."""
    form = form[:-2] if form.endswith("'s") else form
    values = {name: words.get(form) or words.get(lemma(form)) or 0.0 for name, words in LEXICONS.items()}
    parts = form.split("-")
    if len(parts) > 1 and not any(values.values()):
        return dict(sum((Counter(word_features(part)) for part in parts if part), Counter()))
    found = {f"word {form}": 1.0, f"lemma {lemma(form)}": 1.0}
    if len(form) > 4:
        found[f"stem {form[:5]}"] = 1.0
    if len(form) > 6:
        found |= {f"prefix {affix}": 1.0 for affix in PREFIXES if form.startswith(affix)}
        found |= {f"suffix {affix}": 1.0 for affix in SUFFIXES if form.endswith(affix)}
    for name, value in values.items():
        if value:
            found |= {f"value {name}": VALUE_SCALE * value, f"sign {name}": SIGN_SCALE * (1 if value > 0 else -1)}
            found[f"rare value {name}"] = RARE_SCALE * value * rarity(form)
    if (vector := vectors().get(form)) is not None:
        found |= {f"vector {i}": VECTOR_SCALE * float(number) for i, number in enumerate(vector)}
    return found


def common_words(texts: Iterable[str]) -> set[str]:
    """Words that stand in lower case more often than not: the rest are names, and no name may carry a weight."""
    lower, upper = Counter[str](), Counter[str]()
    for text in texts:
        for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text):
            word = word.replace("’", "'")
            (lower if word[0].islower() else upper)[word.lower()] += 1
    return {word for word, n in lower.items() if n > upper[word]}
