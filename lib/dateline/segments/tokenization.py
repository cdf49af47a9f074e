"""Tokens and n-grams, each with the characters it stands at."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import regex
import simplemma

from dateline.given import whole_number
from dateline.reading import Reading, once
from dateline.segments.roles import COUNTED_ROLES
from dateline.segments.segmentation import sentences
from dateline.segments.wordlists import CALENDAR_WORDS, NAMES_IN_CAPITALS, STOP_WORDS
from dateline.tables import expects, expects_by, table

TOKEN_COLUMNS = ["position", "sentence", "role", "start", "end", "text", "type", "lemma", "kind", "is_stop", "space"]
NGRAM_COLUMNS = ["position", "sentence", "start", "end", "text", "term"]

LONGEST_RUN = 5  # words

# A possessive 's is a token of its own and a mark, so that "Maduro's" counts as "Maduro"; "didn't" stays whole.
TOKEN_PATTERN = r"""(?x)
    (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?'’)\]}]        # addresses, without the sentence's own full stop
  | (?:[^\W\d_]\.){2,}(?:[-‐‑][^\W_]+)*                          # U.S.  a.m.  J.F.K.  U.S.-led
  | [^\W\d_]+(?:(?:[-‐‑]|&(?=\p{Lu})|['’](?![sS]\b))[^\W_]+)*   # words  ex-military  didn't  O'Brien  AT&T
    (?:[\d_@][\w.@-]*\w|\d                                        # covid19  person@paper.com  G7
      |(?:\.[\w-]+){0,2}\.(?:com|org|net|gov|edu|co\.uk)\b)?       # Amazon.com
  | \p{Sc}?\d+(?:[.,:/]\d+)*(?:%|[^\W\d_]{1,2}\b|(?:-[^\W_]+)+)?  # $3.5m  4,000  10:30  4th  45-year-old
  | [^\W_]+                                                       # 1990s
  | [@\#][\w]+                                                    # @handles  #topics
  | ['’][sS]\b                                                    # possessives
  | \.{2,} | --+                                                  # one mark each
  | [^\w\s] | _+
"""
# `regex`, as NLTK: its \w holds the accents that some texts write apart from their letter.
TOKEN = regex.compile(TOKEN_PATTERN)


_LONGEST_WORD = 50  # letters; simplemma takes a word apart everywhere, and no dictionary has a longer one


@lru_cache(maxsize=1 << 16)
def _lemma(type_: str) -> str:
    """simplemma's, but "US" has nothing to do with "us"."""
    if type_.isupper() or len(type_) > _LONGEST_WORD:
        return type_
    return simplemma.lemmatize(type_, lang="en").lower()


_INNER_CAPITAL = re.compile(r"[^\W\d_].*[A-Z]")  # anti-US, McDonald; a word that is all capitals tells nothing


def type_of(form: str) -> str:
    """Case-folded, apostrophes straight; capitals that tell a name from a stop word (US, us) stay."""
    folded = form.casefold().replace("’", "'")
    bare = folded.replace(".", "")
    return bare.upper() if form.isupper() and bare in NAMES_IN_CAPITALS else folded


def kind_of(form: str) -> str:
    """What a token is by its form alone: url, number, word or mark."""
    if form.startswith(("http://", "https://", "www.")) or "@" in form or (form[0] == "#" and len(form) > 1):
        return "url"
    if form[0].isdigit() or (len(form) > 1 and form[1].isdigit() and not form[0].isalpha()):  # "4,000", "$3.5m"
        return "number"
    return "word" if form[0].isalpha() else "mark"


_ACRONYM = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]{2,6}")
_TITLE_CASE = 0.8  # a sentence with this share of capitals among its content words tells nothing of names


def _forms(distinct: np.ndarray) -> pd.DataFrame:
    """What each distinct form is, whatever stands round it."""
    types = [type_of(form) for form in distinct]
    kinds = [kind_of(form) for form in distinct]
    table = pd.DataFrame({"text": distinct, "type": types, "kind": kinds})
    inner = [not form.isupper() and _INNER_CAPITAL.match(form) is not None for form in distinct]
    table["lemma"] = [t if k != "word" or i else _lemma(t) for t, k, i in zip(types, kinds, inner, strict=True)]
    table["is_stop"] = np.array([t in STOP_WORDS for t in types], dtype=bool)
    table["upper"] = np.array([form[0].isupper() for form in distinct], dtype=bool)
    table["acronym"] = np.array([_ACRONYM.fullmatch(form) is not None for form in distinct], dtype=bool)
    # "I" and what hangs on it, and the days and months, have a capital by custom
    table["custom"] = np.array([t in CALENDAR_WORDS or t.split("'")[0] == "i" for t in types], dtype=bool)
    return table


def _name_forms(forms: pd.DataFrame, codes: np.ndarray, sentence: np.ndarray) -> np.ndarray:
    """Which forms are names: written with a capital inside a sentence and never without one.

    The first word of a sentence has its capital by position, and one in title case or in capitals tells nothing; a
    word counts there only if it is a name elsewhere.
    """
    word, upper, acronym = (forms[column].to_numpy(bool) for column in ("is_word", "upper", "acronym"))
    content = word & ~forms["is_stop"].to_numpy(bool)
    capital = content & upper & ~forms["custom"].to_numpy(bool)
    size = sentence.max(initial=0) + 1
    capitals = np.bincount(sentence, weights=capital[codes], minlength=size)
    share = capitals / np.maximum(np.bincount(sentence, weights=content[codes], minlength=size), 1)
    words = np.flatnonzero(word[codes])
    first = np.zeros(len(codes), dtype=bool)
    first[words[np.diff(sentence[words], prepend=-1) != 0]] = True
    telling = capital[codes] & (share[sentence] < _TITLE_CASE) & (~first | acronym[codes])
    types = pd.factorize(forms["type"])[0]
    known, lower = np.zeros((2, len(forms)), dtype=bool)
    known[types[codes[telling]]] = True
    lower[types[word & ~upper]] = True
    return capital & (known & ~lower)[types]


_SPACE = regex.compile(r"(\s+)")


def _cut(text: str) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, list[str]]:
    """The tokens that TOKEN finds: where each begins and ends, which of the distinct forms it is, these forms; which of
    the gaps comes behind each, and these gaps. None holds white space, so each distinct piece of a text is cut once."""
    parts = np.array(_SPACE.split(text), dtype=object)  # piece, space, piece, space, ..., piece
    lengths = np.fromiter(map(len, parts), np.int64, len(parts))
    codes, pieces = pd.factorize(parts[::2])
    found = [list(TOKEN.finditer(piece)) for piece in pieces]
    sizes = np.fromiter(map(len, found), np.int64, len(found))
    spans = np.array([match.span() for piece in found for match in piece], dtype=np.int64).reshape(-1, 2)
    forms, distinct = pd.factorize(np.array([match.group() for piece in found for match in piece], dtype=object))
    counts = sizes[codes]
    ends_of_pieces = np.cumsum(counts)
    first = np.cumsum(sizes)[codes] - ends_of_pieces  # from places in the text to places in `spans`
    which = np.arange(ends_of_pieces[-1]) + np.repeat(first, counts)
    at = np.repeat((np.cumsum(lengths) - lengths)[::2], counts)
    gaps, spaces = pd.factorize(parts[1::2])
    after = np.zeros(len(which), dtype=np.int64)
    followed = counts[:-1] > 0
    after[ends_of_pieces[:-1][followed] - 1] = gaps[followed] + 1
    return at + spans[which, 0], at + spans[which, 1], forms[which], distinct, after, ["", *spaces]


@once
def tokens(reading: Reading) -> pd.DataFrame:
    """The article's tokens.

    Returns:
        position (from 0), sentence, role, start, end, text, type (case-folded, apostrophes straight; "US" stays "US"),
        lemma (simplemma's; of a name its type), kind (word, name, number, url, mark; the possessive 's is a mark),
        is_stop, space (the white space before the next token of the sentence, "" after the last), so that text and
        space of a run of tokens, joined, are the article's characters.

    Example:
        >>> import dateline as dl
        >>> table = dl.tokens(dl.Article('The ferries ran.'))
        >>> table[['start', 'text', 'lemma', 'kind']].values.tolist()
        [[0, 'The', 'the', 'word'], [4, 'ferries', 'ferry', 'word'], [12, 'ran', 'run', 'word'], [15, '.', '.', 'mark']]
    """
    sents, (starts, ends, which, distinct, after, gaps) = sentences(reading), _cut(reading.article.text)
    if not len(starts) or sents.empty:
        return table([], TOKEN_COLUMNS, is_stop="bool")
    at = np.searchsorted(sents["start"].to_numpy(), starts, side="right") - 1
    inside = (at >= 0) & (starts < sents["end"].to_numpy()[at])  # control characters may stand outside
    at, starts, ends, which, after = (array[inside] for array in (at, starts, ends, which, after))
    codes, known = pd.factorize(which)
    forms = _forms(distinct[known])
    forms["is_word"] = forms["kind"].eq("word")
    name = _name_forms(forms, codes, at)
    forms["kind"], forms["lemma"] = forms["kind"].mask(name, "name"), forms["lemma"].mask(name, forms["type"])
    after[np.diff(at, append=-1) != 0] = 0
    columns: dict[str, Any] = {"position": np.arange(len(codes)), "sentence": sents["sentence"].to_numpy()[at]}
    columns |= {"role": sents["role"].array.take(at), "start": starts, "end": ends}
    columns |= {column: forms[column].array.take(codes) for column in ("text", "type", "lemma", "kind", "is_stop")}
    columns["space"] = pd.array(gaps, dtype="str").take(after)
    return pd.DataFrame(columns, copy=False)[TOKEN_COLUMNS]


def counted(tokens: pd.DataFrame) -> pd.DataFrame:
    """The tokens that counts are made of: words, names, numbers and addresses of title and body."""
    return tokens[tokens["role"].isin(COUNTED_ROLES) & tokens["kind"].ne("mark")]


def spaces(tokens: pd.DataFrame) -> np.ndarray:
    """The column `space`; where a table has none, blanks as wide as the gap."""
    if "space" in tokens:
        return tokens["space"].to_numpy(dtype=object)
    gap = tokens["start"].shift(-1).sub(tokens["end"]).clip(lower=0).fillna(0)
    return np.array([" " * int(width) for width in gap], dtype=object)


def _runs_of(strings: Any, between: Any, heads: np.ndarray, n: int) -> pd.api.extensions.ExtensionArray:
    """For each head the strings of n rows from it on, with what stands between them."""
    strings = np.asarray(strings, dtype=object)
    run = strings[heads + n - 1]
    for i in reversed(range(n - 1)):
        run = (strings + between)[heads + i] + run
    return pd.array(run, dtype="str")


def ngrams(tokens: pd.DataFrame, n: int = 2, by: str = "type") -> pd.DataFrame:
    """Runs of n tokens that no mark and no sentence end interrupts, in title and body.

    Arguments:
        tokens: a table as `tokens` gives it, whole or filtered: nothing is joined over a row that was left out.
        n: how many tokens a run has, 1 to 5.
        by: the column that terms are made of: type or lemma.

    Returns:
        position (of the first token), sentence, start, end, text, term (the types or lemmas with a space between
        them); and article first, where `tokens` has it.

    Raises:
        ParameterError: where n is not 1 to 5.

    Example:
        >>> import dateline as dl
        >>> words = dl.tokens(dl.Article('The old ferry ran. The old ferry sank.'))
        >>> dl.ngrams(words, 2)['term'].tolist()
        ['the old', 'old ferry', 'ferry ran', 'the old', 'old ferry', 'ferry sank']
    """
    expects(tokens, "role kind type", "tokens")
    expects_by(tokens, by)
    n = whole_number("n", n, 1, LONGEST_RUN)
    words = counted(tokens).reset_index(drop=True)
    same = ["sentence", *(["article"] if "article" in words else [])]
    last = words[["position", *same]].shift(-(n - 1))
    unbroken = last["position"].sub(words["position"]).eq(n - 1) & last[same].eq(words[same]).all(axis=1)
    heads = np.flatnonzero(unbroken.to_numpy())
    table = words.loc[heads, ["position", "start", *same]].reset_index(drop=True)
    table["end"] = words["end"].to_numpy()[heads + n - 1]
    table["text"] = _runs_of(words["text"], spaces(words), heads, n)
    table["term"] = _runs_of(words[by], " ", heads, n)
    return table[["article"] * ("article" in words) + NGRAM_COLUMNS]
