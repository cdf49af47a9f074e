"""How often each term occurs, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd

from dateline.segments.tokenization import TOKEN, counted, kind_of, type_of
from dateline.tables import expects, expects_by, listed
from dateline.tables import table as table_of

VOICES = "narration", "quotation"
VOICE_COLUMNS = ["narration", "quotation", "narration_rate", "quotation_rate"]
FREQUENCY_COLUMNS = ["term", "n", "rank", "per_thousand", "range", "kind", "is_stop"]
OCCURRENCE_COLUMNS = ["term", "position", "sentence", "start", "end", "text"]


def countable(tokens: pd.DataFrame) -> pd.DataFrame:
    """The rows that counts are made of: `counted` tokens, or every row of an n-gram table."""
    return counted(tokens) if {"role", "kind"} <= set(tokens.columns) else tokens


def units(table: pd.DataFrame) -> np.ndarray:
    """The text unit that each row lies in, as integers: its article where the table has several, else its sentence."""
    return pd.factorize(table["article" if "article" in table else "sentence"])[0]


def sentence_codes(words: pd.DataFrame) -> np.ndarray:
    """One integer a sentence, over several articles too."""
    sentence = words["sentence"].to_numpy(dtype=np.int64)
    return units(words) * (sentence.max(initial=0) + 1) + sentence if "article" in words else sentence


def frequency(tokens: pd.DataFrame, by: str = "type") -> pd.DataFrame:
    """How often each term occurs.

    Words, names, numbers and addresses of title and body count; marks never do. Of an n-gram table every row counts.

    Arguments:
        tokens: a table as `tokens` or `ngrams` gives it, whole or filtered; it may have a column `article`.
        by: the column that is counted: type, lemma, or term for n-grams.

    Returns:
        term; n, its occurrences; rank, ties share the best; per_thousand, n for each 1,000 counted rows; range, in how
        many sentences it occurs (articles, where `tokens` has a column `article`); kind, its commonest, and is_stop,
        whether it always is a stop word (where `tokens` has them). With a column voice also narration and quotation,
        occurrences in each, and narration_rate and quotation_rate, for each 1,000 words of that voice, NaN for a voice
        without a word. By falling n, then by term.

    Example:
        >>> import dateline as dl
        >>> words = dl.tokens(dl.Article('Rain fell. Snow fell.'))
        >>> dl.frequency(words)[['term', 'n', 'rank', 'per_thousand']].values.tolist()
        [['fell', 2, 1, 500.0], ['rain', 1, 2, 250.0], ['snow', 1, 2, 250.0]]
    """
    expects_by(tokens, by)
    words = countable(tokens)
    codes, terms = pd.factorize(words[by])
    n = np.bincount(codes, minlength=len(terms))
    table = pd.DataFrame({"term": pd.Series(terms, dtype="str"), "n": n})
    table["rank"] = table["n"].rank(method="min", ascending=False).astype(int)
    table["per_thousand"] = 1000.0 * table["n"] / max(len(words), 1)
    unit = units(words)
    several = unit.max(initial=0) + 1
    table["range"] = np.bincount(pd.unique(codes.astype(np.int64) * several + unit) // several, minlength=len(terms))
    if "kind" in words:  # the commonest, of equals the first in the alphabet
        kind, kinds = pd.factorize(words["kind"], sort=True)
        shape = len(terms), max(len(kinds), 1)
        counts = np.bincount(codes * shape[1] + kind, minlength=shape[0] * shape[1]).reshape(shape)
        table["kind"] = pd.array(kinds, dtype="str").take(counts.argmax(axis=1))
    if "is_stop" in words:
        table["is_stop"] = np.bincount(codes, weights=words["is_stop"].to_numpy(float), minlength=len(terms)) == n
    for voice in VOICES if "voice" in words else ():
        said = words["voice"].eq(voice).to_numpy()
        table[voice] = np.bincount(codes, weights=said, minlength=len(terms)).astype(np.int64)
        table[f"{voice}_rate"] = 1000 * table[voice] / (said.sum() or np.nan)
    table = table[[column for column in [*FREQUENCY_COLUMNS, *VOICE_COLUMNS] if column in table]]
    return table.sort_values(["n", "term"], ascending=[False, True], ignore_index=True)


def count_words(text: str) -> pd.DataFrame:
    """Term and n of each type in all of a text but its marks: `frequency` for bulk, with no table of tokens between."""
    # No token holds white space, so each distinct piece between white space is cut into tokens once. The separators
    # \x1c to \x1f are white space to str.split alone.
    pieces = [text] if any(map(text.__contains__, "\x1c\x1d\x1e\x1f")) else text.split()
    counts: Counter[str] = Counter()
    for piece, n in Counter(pieces).items():
        for form in TOKEN.findall(piece):
            if kind_of(form) != "mark":
                counts[type_of(form)] += n
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return table_of(rows, ["term", "n"])


def as_terms(terms: str | Iterable[str] | pd.DataFrame) -> list[str]:
    """Terms in their order: one alone, several, or those of a table."""
    if isinstance(terms, pd.DataFrame):
        expects(terms, "term", "frequency")
        return terms["term"].tolist()
    return [terms] if isinstance(terms, str) else list(terms)


def occurrences(tokens: pd.DataFrame, terms: str | Iterable[str] | pd.DataFrame, by: str = "type") -> pd.DataFrame:
    """Where the given terms stand: the receipts of a count, and what a dispersion plot draws.

    Arguments:
        tokens: a table as `tokens` or `ngrams` gives it.
        terms: values of the column `by`: one, several, or a table with a column term.
        by: the column that is counted.

    Returns:
        term, position, sentence, start, end, text (and article first, where `tokens` has it), in the order of
        `terms` and then of the text. A term that does not occur has no row.

    Example:
        >>> import dateline as dl
        >>> words = dl.tokens(dl.Article('Rain fell. Snow fell.'))
        >>> dl.occurrences(words, 'fell')[['sentence', 'start', 'end', 'text']].values.tolist()
        [[0, 5, 9, 'fell'], [1, 16, 20, 'fell']]
    """
    expects_by(tokens, by)
    order = {term: i for i, term in reversed(list(enumerate(as_terms(terms))))}
    words = countable(tokens)
    rank = words[by].map(order)
    found = words.assign(term=words[by].astype("str")).iloc[np.argsort(rank.to_numpy(float), kind="stable")]
    columns = ["article"] * ("article" in found) + OCCURRENCE_COLUMNS
    return found[columns].head(rank.count()).reset_index(drop=True)


def with_sentences(table: pd.DataFrame, rows: pd.DataFrame, on: str | list[str] = "term") -> pd.DataFrame:
    """A table with the sentences that each of its rows leads back to.

    Arguments:
        table: any table with the columns `on`.
        rows: what was counted, with these columns and sentence: tokens, n-grams, occurrences or meetings.
        on: the column, or columns, that tell which of `rows` a row of the table counts.

    Returns:
        the table and sentences, their numbers ("0, 3, 7"); "" for none.

    Example:
        >>> import dateline as dl
        >>> words = dl.with_terms(dl.tokens(dl.Article('Rain fell. Snow fell.')))
        >>> counts = dl.frequency(words, by='term')
        >>> dl.with_sentences(counts, words)[['term', 'n', 'sentences']].values.tolist()
        [['fell', 2, '0, 1'], ['rain', 1, '0'], ['snow', 1, '1']]
    """
    key = [on] if isinstance(on, str) else on
    for given in (table, rows):
        expects(given, " ".join(key), "frequency")
    wanted = rows.merge(table[key].drop_duplicates(), on=key).groupby(key)["sentence"]
    lists = {term: listed(numbers) for term, numbers in wanted}
    cells = table[key].itertuples(index=False, name=None)
    return table.assign(sentences=pd.Series([lists.get(cell, "") for cell in cells], table.index, dtype="str"))


def with_voices(tokens: pd.DataFrame, quotes: pd.DataFrame) -> pd.DataFrame:
    """The tokens with the voice that each stands in.

    Arguments:
        tokens: a table as `tokens` or `with_terms` gives it.
        quotes: a table as `quotes` gives it.

    Returns:
        the tokens and voice: quotation inside quotation marks, else narration; what is reported without them is
        narration.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('Rain fell. “Snow fell,” said Ada Brown.')
        >>> words = dl.with_voices(dl.tokens(article), dl.quotes(article))
        >>> words.query("voice == 'quotation' and kind == 'word'")['text'].tolist()
        ['Snow', 'fell']
    """
    expects(tokens, "start", "tokens")
    expects(quotes, "kind nested_in start end", "quotes")
    outer = quotes[quotes["kind"].ne("indirect") & quotes["nested_in"].isna()].sort_values("start")
    at = np.searchsorted(outer["start"].to_numpy(dtype=np.int64), tokens["start"].to_numpy(), side="right")
    ends = np.maximum.accumulate(np.array([0, *outer["end"]], dtype=np.int64))
    return tokens.assign(voice=np.where(tokens["start"].to_numpy() < ends[at], VOICES[1], VOICES[0]))
