"""Concordance: a word in its context (KWIC), found by words, wildcards or regular expressions."""

from __future__ import annotations

import math
import time
import warnings
from collections.abc import Iterator

import numpy as np
import pandas as pd
import regex

from dateline.article import ReadError
from dateline.given import plain_text, whole_number
from dateline.segments.roles import COUNTED_ROLES
from dateline.segments.tokenization import TOKEN, spaces
from dateline.tables import expects
from dateline.terms.counts import countable, sentence_codes

KWIC_COLUMNS = ["sentence", "position", "start", "end", "pre", "text", "post"]

SECONDS_TO_SEARCH = 2.0  # a pattern that needs longer on one text is refused
LONGEST_PATTERN = 500  # characters
MOST_REPETITIONS = 100_000  # counts in braces, multiplied; a compiled pattern holds them written out
_WILDCARDS = frozenset("*?")


def kwic(tokens: pd.DataFrame, pattern: str | pd.DataFrame, window: int = 5) -> pd.DataFrame:
    """Each occurrence of a pattern with the words round it.

    Arguments:
        tokens: a table as `tokens` gives it.
        pattern: one word or several ("blue helmets"), where `*` stands for any letters and `?` for one ("terror*");
            or a regular expression between slashes ("/coups? (bid|plot)/"), searched in each sentence's words with one
            space between them and widened to whole words. A word in capitals ("US") finds capitals only, and "us"
            never finds "US"; else case does not matter, unless a regular expression has a capital in it. Or a table
            as `occurrences` gives it, of the same one article.
        window: words of context on each side; marks among them come along, sentence ends do not stop it.

    Returns:
        sentence, position (of the first word), start, end, pre, text, post (and article first, where `tokens` has
        it). White space inside pre and post is one space.

    Raises:
        ReadError: where the pattern is no text, or no valid regular expression, is longer than 500 characters, repeats
            more than 100,000 times, or takes longer than 2 seconds or more memory than there is.

    Example:
        >>> import dateline as dl
        >>> words = dl.tokens(dl.Article('The old ferry sank. A new ferry ran.'))
        >>> dl.kwic(words, 'ferr*', window=1)[['pre', 'text', 'post']].values.tolist()
        [['old', 'ferry', 'sank'], ['new', 'ferry', 'ran']]
    """
    expects(tokens, "role type sentence", "tokens")
    window = whole_number("window", window, 0)
    shown = tokens[tokens["role"].isin(COUNTED_ROLES)].reset_index(drop=True)
    words = countable(shown)
    is_table = isinstance(pattern, pd.DataFrame)
    found = list(_placed(words, pattern) if is_table else _matches(words, plain_text("term", pattern).strip()))
    lines = _lines(shown, words.index.to_numpy(), found, window)
    table = pd.DataFrame(lines, columns=["pre", "text", "post"], dtype="str")
    first, last = (words.iloc[[span[side] for span in found]] for side in (0, 1))
    for column in ["article"] * ("article" in words) + ["sentence", "position", "start"]:
        table[column] = first[column].to_numpy()
    table["end"] = last["end"].to_numpy()
    return table[["article"] * ("article" in table) + KWIC_COLUMNS]


def _lines(
    shown: pd.DataFrame, at: np.ndarray, found: list[tuple[int, int]], window: int
) -> Iterator[tuple[str, str, str]]:
    """Text before, in and after each match; `at` are the rows of `shown` that are words."""
    pieces = shown["text"].to_numpy(dtype=object)
    followed = pieces + spaces(shown)
    last_of_sentence = np.diff(sentence_codes(shown), append=-1) != 0
    followed[last_of_sentence] += " "
    article = pd.factorize(shown["article"])[0] if "article" in shown else np.zeros(len(shown), dtype=int)
    for first, last in found:
        begin, end = np.searchsorted(article, [article[at[first]], article[at[first]] + 1])
        low = max(begin, at[max(first - window, 0)])
        high = min(end, at[min(last + window, len(at) - 1)] + 1)
        pre, post = ("".join(followed[a:b]).split() for a, b in ((low, at[first]), (at[last] + 1, high)))
        yield " ".join(pre), "".join(followed[at[first] : at[last]]) + pieces[at[last]], " ".join(post)


def _matches(words: pd.DataFrame, pattern: str) -> Iterator[tuple[int, int]]:
    """First and last word of each match, as row numbers of `words`; one after the other, never overlapping."""
    if len(pattern) > LONGEST_PATTERN:
        raise ReadError(f"the pattern has {len(pattern)} characters: use at most {LONGEST_PATTERN}")
    if len(words) == 0 or not pattern:
        return iter(())
    if len(pattern) > 2 and pattern.startswith("/") and pattern.endswith("/"):
        return _regex_matches(words, pattern[1:-1])
    return _word_matches(words, pattern)


def _placed(words: pd.DataFrame, rows: pd.DataFrame) -> Iterator[tuple[int, int]]:
    """The words between start and end of each row."""
    first = np.searchsorted(words["start"].to_numpy(), rows["start"].to_numpy())
    last = np.searchsorted(words["end"].to_numpy(), rows["end"].to_numpy(), side="right") - 1
    return ((a, b) for a, b in zip(first.tolist(), last.tolist(), strict=True) if a <= b)


def _pattern_words(pattern: str) -> list[str]:
    """The pattern's words as they would be tokens, marks left out; one with a wildcard stays whole."""
    chunks = pattern.replace("’", "'").split()
    words = [[chunk] if _WILDCARDS & set(chunk) else TOKEN.findall(chunk) for chunk in chunks]
    return [
        word for chunk in words for word in chunk if word[0] in _WILDCARDS or word[0] in "@#$€£¥" or word[0].isalnum()
    ]


def _word_matches(words: pd.DataFrame, pattern: str) -> Iterator[tuple[int, int]]:
    wanted = _pattern_words(pattern)
    n = len(words) - len(wanted) + 1
    if not wanted or n < 1:
        return
    sentence = sentence_codes(words)
    hit = sentence[:n] == sentence[len(wanted) - 1 :]
    for i, word in enumerate(wanted):
        hit &= _word_hits(words, word)[i : i + n]
    free = 0
    for first in np.flatnonzero(hit).tolist():
        if first >= free:
            free = first + len(wanted)
            yield first, free - 1


def _wildcard(word: str) -> regex.Pattern[str]:
    """The word as an expression. Each piece between stars is taken where it first fits, so that time stays linear."""
    head, *rest = [regex.escape(piece).replace(r"\?", r"\S") for piece in regex.split(r"\*+", word)]
    if not rest:
        return regex.compile(head)
    return regex.compile(head + "".join(rf"(?>\S*?{piece})" for piece in rest[:-1]) + r"\S*" + rest[-1])


def _word_hits(words: pd.DataFrame, word: str) -> np.ndarray:
    """Which words are `word`, which may hold wildcards; each distinct form is looked at once."""
    as_written = word.isupper() and len(word) > 1
    codes, forms = pd.factorize(words["text" if as_written else "type"])
    wanted = word if as_written else word.casefold()
    if not _WILDCARDS & set(word):
        return np.asarray(forms == wanted)[codes]
    compiled = _wildcard(wanted)
    return np.array([compiled.fullmatch(form) is not None for form in forms], dtype=bool)[codes]


def _search(compiled: regex.Pattern[str], text: str, deadline: float) -> list[tuple[int, int]]:
    """Spans of the matches that are not empty, within the time that is left."""
    left = max(deadline - time.monotonic(), 0.001)
    try:
        return [m.span() for m in compiled.finditer(text, timeout=left) if m.end() > m.start()]
    except TimeoutError:
        raise ReadError(
            f"the pattern takes longer than {SECONDS_TO_SEARCH:g} seconds: use fewer repetitions inside repetitions"
        ) from None
    except MemoryError:  # it calls itself with no end
        raise ReadError("the pattern takes too much memory: leave out what refers to the pattern itself") from None


def _compiled(pattern: str) -> regex.Pattern[str]:
    times = math.prod(int(count) for count in regex.findall(r"\{\s*([1-9]\d*)", pattern))
    if times > MOST_REPETITIONS:
        raise ReadError(f"/{pattern}/ has counts that multiply to more than {MOST_REPETITIONS:,}: use smaller ones")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of set operators that may come: "[[a" is a set now
            return regex.compile(pattern)
    except (regex.error, ValueError, OverflowError, RecursionError, MemoryError) as error:
        raise ReadError(f"/{pattern}/ is not a valid regular expression: {error}") from None


def _regex_matches(words: pd.DataFrame, pattern: str) -> Iterator[tuple[int, int]]:
    compiled = _compiled(pattern)
    with_capital = any(letter.isupper() for letter in regex.sub(r"\\(?:[pP]\{[^}]*\}|.)", "", pattern))
    forms = words["text" if with_capital else "type"].to_numpy(dtype=object)
    edges = np.flatnonzero(np.diff(sentence_codes(words), prepend=-1)).tolist()
    deadline = time.monotonic() + SECONDS_TO_SEARCH
    for begin, end in zip(edges, [*edges[1:], len(words)], strict=True):
        ends = np.cumsum([len(form) + 1 for form in forms[begin:end]]) - 1
        free = 0
        for start, stop in _search(compiled, " ".join(forms[begin:end]), deadline):
            first = int(np.searchsorted(ends, start, side="right"))
            last = int(np.searchsorted(ends, stop - 1, side="left"))
            if free <= first <= last:
                free = last + 1
                yield begin + first, begin + last
