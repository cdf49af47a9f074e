"""One thing, several spellings: US, U.S., USA and United States; Maduro and Nicolas Maduro; officer and officers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from dateline.amendments import marked, marks
from dateline.segments.tokenization import spaces
from dateline.tables import expects
from dateline.terms.counts import countable, frequency

VARIANT_COLUMNS = ["term", "variant", "n"]
NAME_COLUMNS = ["term", "kind", "n", "range", "written"]

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

Run = tuple[int, int, str]  # first row, last row, the name that they are


def with_terms(tokens: pd.DataFrame, mentions: pd.DataFrame | None = None) -> pd.DataFrame:
    """The tokens with what they are called in one word, for counting by="term".

    Variants are the mentions of one entity; the names of SAME_NAME; types of one lemma (officer, officers), names and
    stop words apart; and types that differ in full stops or hyphens alone (e-mail, email). "us" is never "US".

    Arguments:
        tokens: a table as `tokens` gives it.
        mentions: a table as `mentions` gives it, of the same one article; without it only SAME_NAME knows names.

    Returns:
        the counted rows; term, the entity without "The", the name in SAME_NAME, or the commonest type of its variants;
        and variant, the text as it is written most often. A name of several words ("United States") is one row.

    Example:
        >>> import dateline as dl
        >>> words = dl.with_terms(dl.tokens(dl.Article('The U.S. and the United States. An officer, two officers.')))
        >>> words[['text', 'term']].query("text != term").values.tolist()
        [['The', 'the'], ['U.S.', 'United States'], ['An', 'an'], ['officers', 'officer']]
    """
    expects(tokens, "type lemma kind is_stop", "tokens")
    if mentions is not None:
        expects(mentions, "entity kind start end", "mentions")
    words = _joined(tokens.reset_index(drop=True), mentions)
    bare, stop = _bare(words["type"]), words["is_stop"].astype(bool)
    lemma = bare.where(words["kind"].ne("word") | stop, _bare(words["lemma"]))
    key = words["kind"].mask(stop, "stop") + " " + lemma  # a stop word is nobody's lemma: be, 'm
    # a name that was not recognised is of the one entity that its other mentions are of
    lone = pd.DataFrame({"bare": bare, "name": words["name"]}).dropna().drop_duplicates()
    lone = lone.drop_duplicates("bare", keep=False).set_index("bare")["name"]
    term = words["name"].fillna(bare.map(_NAME_OF)).fillna(bare.map(lone).where(words["kind"].eq("name")))
    table = words.assign(term=term.fillna(key.map(_commonest(key, words["type"]))).astype("str"))
    text = _each(words["text"], lambda texts: texts.str.split().str.join(" ").str.replace("’", "'"))
    spelling = table["term"] + "\n" + _each(text, lambda texts: texts.str.casefold())
    written = spelling.map(_commonest(spelling, text, last=True)).astype("str")
    return table.assign(variant=written).drop(columns="name")


def _commonest(key: pd.Series, label: pd.Series, last: bool = False) -> pd.Series:
    """Key -> its commonest label, of equals the first in the alphabet, or the last."""
    n = pd.DataFrame({"key": key, "label": label}).value_counts(sort=False).rename("n").reset_index()
    n = n.sort_values(["n", "label"], ascending=[False, not last])
    return n.drop_duplicates("key").set_index("key")["label"]


def _each(strings: pd.Series, change: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """The strings changed, each distinct one once."""
    codes, distinct = pd.factorize(strings)
    return pd.Series(change(pd.Series(distinct, dtype="str")).array.take(codes), index=strings.index)


def _bare(types: pd.Series) -> pd.Series:
    """Without full stops and hyphens, except in numbers and addresses."""
    return _each(types, lambda all: all.str.replace(r"(?<=[^\W\d_])[.\-‐‑](?=[^\W\d_]|$)", "", regex=True))


def _joined(tokens: pd.DataFrame, mentions: pd.DataFrame | None) -> pd.DataFrame:
    """The counted rows with each name of several words in one row, and name: what a mention or SAME_NAME calls it."""
    words = countable(tokens)
    row, words = words.index.to_numpy(), words.reset_index(drop=True)
    position, at = words["position"].to_numpy(), np.arange(len(words))
    last, name = at.copy(), np.full(len(words), None, dtype=object)
    free = np.ones(len(words), dtype=bool)
    for first, final, entity in [*_mentioned(words, mentions), *_known(words)]:
        whole = position[final] - position[first] == row[final] - row[first]
        if whole and free[first : final + 1].all():
            free[first : final + 1], last[first], name[first] = False, final, entity
    followed = tokens["text"].to_numpy(dtype=object) + spaces(tokens)
    columns = {column: words[column].to_numpy(dtype=object).copy() for column in ("text", "type", "lemma")}
    for i in np.flatnonzero(last > at).tolist():
        end = last[i]
        columns["text"][i] = "".join(followed[row[i] : row[end]]) + words["text"].iat[end]
        for column in ("type", "lemma"):
            columns[column][i] = " ".join(words[column].iloc[i : end + 1])
    table = words.assign(**{column: pd.Series(values, dtype="str") for column, values in columns.items()})
    is_named = pd.Series(name, dtype=object).notna()
    named = (last > at) | (words["is_stop"].to_numpy(bool) & is_named)
    table = table.assign(end=words["end"].to_numpy()[last], name=name, kind=table["kind"].mask(named, "name"))
    table["is_stop"] &= ~named
    if "space" in table:
        table["space"] = words["space"].array[last]
    return table[free | is_named].reset_index(drop=True)


def _mentioned(words: pd.DataFrame, mentions: pd.DataFrame | None) -> list[Run]:
    """The words of each mention, as they lie between its ends; stop words alone are no name but a known person's."""
    if mentions is None or words.empty:
        return []
    first = np.searchsorted(words["start"].to_numpy(), mentions["start"].to_numpy())
    final = np.searchsorted(words["end"].to_numpy(), mentions["end"].to_numpy(), side="right") - 1
    names = mentions["entity"].str.removeprefix("The ")
    known = _bare(names.str.casefold()).map(_NAME_OF).fillna(names)
    stop = words["is_stop"].to_numpy(bool)
    person = mentions["kind"].eq("person") & names.str.contains(" ")  # Theresa May: "May" is she
    runs = zip(first.tolist(), final.tolist(), known, person, strict=True)
    return [(a, b, name) for a, b, name, sure in runs if a <= b and (sure or not stop[a : b + 1].all())]


def _known(words: pd.DataFrame) -> list[Run]:
    """Where names of SAME_NAME of several words stand; the longest wins."""
    types = _bare(words["type"]).tolist()
    position, sentence = words["position"].tolist(), words["sentence"].tolist()
    starts = {variant.split()[0] for variant in _NAME_OF if " " in variant}
    runs = []
    for i in [i for i, word in enumerate(types) if word in starts]:
        for size in range(min(_LONGEST, len(types) - i), 1, -1):
            end = i + size - 1
            near = position[end] - position[i] == size - 1 and sentence[end] == sentence[i]
            if near and (name := _NAME_OF.get(" ".join(types[i : end + 1]))):
                runs.append((i, end, name))
                break
    return runs


def variants(tokens: pd.DataFrame) -> pd.DataFrame:
    """Which spellings `with_terms` counts as one term.

    Arguments:
        tokens: a table as `with_terms` gives it, or as `tokens` does, which is merged first.

    Returns:
        term, variant, n: a row for each spelling of a term that has more than one, as it is written most often (upper
        and lower case are one spelling). By falling n of the term, then term, falling n of the variant, and variant.

    Example:
        >>> import dateline as dl
        >>> words = dl.tokens(dl.Article('An officer met two officers.'))
        >>> dl.variants(words).values.tolist()
        [['officer', 'officer', 1], ['officer', 'officers', 1]]
    """
    expects(tokens, "type lemma kind is_stop", "tokens")
    table = _spellings(tokens if "variant" in tokens else with_terms(tokens))
    return table[table.duplicated("term", keep=False)].reset_index(drop=True)


def _spellings(words: pd.DataFrame) -> pd.DataFrame:
    """VARIANT_COLUMNS, of every term."""
    table = words.groupby(["term", "variant"]).size().rename("n").reset_index()
    order = table.assign(total=table.groupby("term")["n"].transform("sum"))
    order = order.sort_values(["total", "term", "n", "variant"], ascending=[False, True, False, True])
    return order[VARIANT_COLUMNS].reset_index(drop=True)


def names(words: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """The people, organisations, places and other names of title and body.

    Arguments:
        words: a table as `with_terms` gives it, with these mentions.
        mentions: a table as `mentions` gives it.

    Returns:
        term, the entity; kind, the one that its mentions have most often (person, organisation, place, group, other);
        n and range as in `frequency`; written, its spellings and how often each occurs; corrected, where `mentions` has
        it. By falling n, then by term.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('Ada Brown left Paris. Brown was tired.')
        >>> mentions = dl.mentions(article)
        >>> dl.names(dl.with_terms(dl.tokens(article), mentions), mentions)[['term', 'n', 'written']].values.tolist()
        [['Ada Brown', 2, 'Ada Brown (1), Brown (1)'], ['Paris', 1, 'Paris (1)']]
    """
    expects(words, "term variant", "with_terms")
    expects(mentions, "entity kind start", "mentions")
    said = words[~words["is_stop"].astype(bool)]  # a mention that is a stop word made no name
    kinds = said[["start", "term"]].merge(mentions[["start", "kind"]], on="start")
    kind = _commonest(kinds["term"], kinds["kind"])
    named = words[words["term"].isin(kind.index)]
    table, spelt = frequency(named, by="term"), _spellings(named)
    written = (spelt["variant"] + " (" + spelt["n"].astype("str") + ")").groupby(spelt["term"]).agg(", ".join)
    told = table.assign(kind=table["term"].map(kind).astype("str"), written=table["term"].map(written).astype("str"))
    right = words.loc[words["start"].isin(mentions.loc[marks(mentions), "start"]), "term"]
    return marked(told[NAME_COLUMNS], table["term"].isin(right))


def spelt_like(reference: pd.DataFrame, target: pd.DataFrame) -> pd.DataFrame:
    """The reference with the terms of a merged target, so that the two can be compared.

    Arguments:
        reference: a table as `tokens` gives it, or a word list with the columns term and n.
        target: a table as `with_terms` gives it.

    Returns:
        the reference, merged where it is tokens, each type that occurs in the target under the target's term.
    """
    terms = target.drop_duplicates("type").set_index("type")["term"]
    rows = with_terms(reference) if "type" in reference else reference
    spelling = rows["type" if "type" in rows else "term"]
    return rows.assign(term=spelling.map(terms).fillna(rows["term"]).astype("str"))
