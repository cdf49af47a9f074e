"""Keyphrases: the words and short phrases that say what an article is about, each with its reasons."""

from __future__ import annotations

import numpy as np
import pandas as pd
import wordfreq
from nltk.stem import PorterStemmer

from dateline.article import Article
from dateline.segments.tokenization import counted, tokens

LONGEST_PHRASE = 3  # words

# What speaks for a phrase, as log odds that readers pick it: a logistic regression over the candidates of the 250 news
# stories of 500N-KPCrowd (Marujo et al. 2012), one word weighing 1 and a longer phrase 0.3. It is of each feature's
# distance from the mean of the story's candidates, as `keyphrases` uses it: of a long story readers pick a smaller
# share, which must not be laid to what its phrases look like.
WEIGHTS = {
    "often": 5.44,
    "early": 0.12,
    "letters": 1.74,
    "words": 2.14,
    "inner_stops": -0.89,
    "number": -0.63,
    "common": -0.39,
    "rare": -0.23,
}
REASONS = {
    "often": ["often"],
    "early": ["early"],
    "shape": ["letters", "words", "inner_stops", "number"],
    "rarity": ["common", "rare"],
}
KEYPHRASE_COLUMNS = ["phrase", "score", "n", "sentence", "start", "end", "text", *REASONS]


def candidates(article: Article) -> pd.DataFrame:
    """Runs of one to three words that no mark interrupts, that neither begin nor end with a stop word.

    Runs of the same stems (Porter 1980) are one candidate: officer, officers.

    Returns:
        phrase, its commonest wording; n, its occurrences; sentence, start, end of the first; and what WEIGHTS
        weighs: often, log n over log of the article's words, from 0 to 1; early, minus log of (1 + words before the
        first occurrence); letters, log of the length of a single word, within 3 and 9; words, 1 for more than one;
        inner_stops, stop words inside; number, 1 where one is in it; common, how far its commonest word lies above
        4.5 on the Zipf scale of general English, and rare, how far its rarest lies below 3 (wordfreq).
    """
    words = counted(tokens(article)).reset_index(drop=True)
    stem = PorterStemmer().stem
    types = words["type"].unique()
    words["stem"] = words["type"].map({term: stem(term) for term in types})
    # "large" is what "best" means; by its own name it is read once for all who ask.
    zipf = {term: wordfreq.zipf_frequency(term, "en", wordlist="large", minimum=1.0) for term in types}
    words["zipf"] = words["type"].map(zipf)
    runs = pd.concat([_runs(words, length) for length in range(1, LONGEST_PHRASE + 1)], ignore_index=True)
    groups = runs.sort_values(["first", "length"], kind="stable").groupby("stems", sort=False)
    table = groups.head(1).set_index("stems")
    n = groups.size()
    wording = runs.groupby(["stems", "phrase"], sort=False).size().sort_values(ascending=False, kind="stable")
    table["phrase"] = wording.reset_index().groupby("stems", sort=False)["phrase"].first()
    table["n"] = n
    table["often"] = np.log(n) / np.log(max(len(words), 2))
    table["early"] = -np.log1p(table["first"])
    return table.reset_index(drop=True)


def _runs(words: pd.DataFrame, length: int) -> pd.DataFrame:
    """All runs of so many words, with the features that each has by itself."""
    column = {name: words[name].to_numpy() for name in words.columns}
    heads = np.arange(max(len(words) - length + 1, 0))
    tails = heads + length - 1
    fits = (column["position"][tails] - column["position"][heads] == length - 1) & (
        column["sentence"][tails] == column["sentence"][heads]
    )
    fits &= ~column["is_stop"].astype(bool)[heads] & ~column["is_stop"].astype(bool)[tails]
    fits &= (column["kind"][heads] != "url") & (column["kind"][tails] != "url")
    heads, tails = heads[fits], tails[fits]

    def over(name: str) -> np.ndarray:
        """Values of a column in each run, of shape (length, runs)."""
        return np.stack([column[name][heads + i] for i in range(length)])

    def joined(name: str) -> list[str]:
        return [" ".join(run) for run in over(name).T.tolist()]

    zipf, texts = over("zipf").astype(float), joined("text")
    return pd.DataFrame(
        {
            "stems": joined("stem"),
            "phrase": texts,
            "first": heads,
            "length": length,
            "sentence": column["sentence"][heads],
            "start": column["start"][heads],
            "end": column["end"][tails],
            "letters": np.log([min(max(len(text), 3), 9) if length == 1 else 1 for text in texts]),
            "words": float(length > 1),
            "inner_stops": over("is_stop").sum(axis=0).astype(float),
            "number": (over("kind") == "number").any(axis=0).astype(float),
            "common": np.maximum(0.0, zipf.max(axis=0) - 4.5),
            "rare": np.maximum(0.0, 3.0 - zipf.min(axis=0)),
        }
    )


def keyphrases(article: Article, n: int = 10) -> pd.DataFrame:
    """What the article is about, in words and short phrases.

    Each reason is a feature's weight times its distance from the mean of the article's candidates, so that 0 is the
    ordinary candidate; the score is their sum, in log odds.

    Arguments:
        article: the article; its title and body count.
        n: at most how many phrases.

    Returns:
        phrase; score; n, its occurrences, forms of one stem together; sentence, start, end, text of the first; and the
        reasons, which add up to the score: often; early; shape (its length, numbers and stop words in it); rarity in
        general English. By falling score, then first occurrence.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('The harbour ferry sank. Divers found the harbour ferry.')
        >>> dl.keyphrases(article, n=1)[['phrase', 'n', 'text']].values.tolist()
        [['harbour', 2, 'harbour']]
    """
    table = candidates(article)
    parts = table[list(WEIGHTS)].astype(float)
    parts = (parts - parts.mean()) * pd.Series(WEIGHTS)
    for reason, features in REASONS.items():
        table[reason] = parts[features].sum(axis=1)
    table["score"] = table[list(REASONS)].sum(axis=1)
    table = table.sort_values(["score", "start", "end"], ascending=[False, True, True], ignore_index=True).head(n)
    spans = zip(table["start"], table["end"], strict=True)
    table["text"] = pd.Series([article.text[start:end] for start, end in spans], dtype="str")
    return table[KEYPHRASE_COLUMNS].astype({"phrase": "str"})
