"""Concordance: a word in its context (KWIC), found by words, wildcards or regular expressions."""

from __future__ import annotations

import math
import time
import warnings
from collections.abc import Iterable, Iterator

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
    if isinstance(pattern, pd.DataFrame):
        found = _placed(words, pattern)
    else:
        found = _apart(_matches(words, plain_text("term", pattern).strip()) if len(words) else ())
    table = pd.DataFrame(
        _lines(shown, words.index.to_numpy(), found, window), columns=["pre", "text", "post"], dtype="str"
    )
    first, last = (words.iloc[[span[side] for span in found]] for side in (0, 1))
    columns = ["article"] * ("article" in words) + KWIC_COLUMNS
    for column in {"article", "sentence", "position", "start"} & set(columns):
        table[column] = first[column].to_numpy()
    return table.assign(end=last["end"].to_numpy())[columns]


def _lines(
    shown: pd.DataFrame, at: np.ndarray, found: list[tuple[int, int]], window: int
) -> Iterator[tuple[str, str, str]]:
    """Text before, in and after each match; `at` are the rows of `shown` that are words."""
    pieces = shown["text"].to_numpy(dtype=object)
    last_of_sentence = np.diff(sentence_codes(shown), append=-1) != 0
    followed = pieces + np.where(last_of_sentence, " ", spaces(shown))
    article = pd.factorize(shown["article"])[0] if "article" in shown else np.zeros(len(shown), dtype=int)
    for first, last in found:
        begin, end = np.searchsorted(article, [article[at[first]], article[at[first]] + 1])
        low = max(begin, at[max(first - window, 0)])
        high = min(end, at[min(last + window, len(at) - 1)] + 1)
        pre, post = ("".join(followed[a:b]).split() for a, b in ((low, at[first]), (at[last] + 1, high)))
        yield " ".join(pre), "".join(followed[at[first] : at[last]]) + pieces[at[last]], " ".join(post)


def _placed(words: pd.DataFrame, rows: pd.DataFrame) -> list[tuple[int, int]]:
    """The first and last word between start and end of each row."""
    first = np.searchsorted(words["start"].to_numpy(), rows["start"].to_numpy())
    last = np.searchsorted(words["end"].to_numpy(), rows["end"].to_numpy(), side="right") - 1
    return [(a, b) for a, b in zip(first.tolist(), last.tolist(), strict=True) if a <= b]


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Matches one after the other, never overlapping."""
    found: list[tuple[int, int]] = []
    for first, last in spans:
        if (found[-1][1] if found else -1) < first <= last:
            found.append((first, last))
    return found


def _matches(words: pd.DataFrame, pattern: str) -> Iterator[tuple[int, int]]:
    """First and last word of each match, as row numbers of `words`."""
    if len(pattern) > LONGEST_PATTERN:
        raise ReadError(f"the pattern has {len(pattern)} characters: use at most {LONGEST_PATTERN}")
    if len(pattern) > 2 and pattern.startswith("/") and pattern.endswith("/"):
        yield from _regex_matches(words, pattern[1:-1])
        return
    chunks = pattern.replace("’", "'").split()
    wanted = [word for chunk in chunks for word in ([chunk] if {*"*?"} & {*chunk} else TOKEN.findall(chunk))]
    wanted = [word for word in wanted if word[0].isalnum() or word[0] in "*?@#$€£¥"]
    n = len(words) - len(wanted) + 1
    if not wanted or n < 1:
        return
    sentence = sentence_codes(words)
    hit = sentence[:n] == sentence[len(wanted) - 1 :]
    for i, word in enumerate(wanted):
        hit &= _is_word(words, word)[i : i + n]
    for first in np.flatnonzero(hit).tolist():
        yield first, first + len(wanted) - 1


def _is_word(words: pd.DataFrame, word: str) -> np.ndarray:
    """Which words are `word`. Each piece between stars is taken where it first fits, so that time stays linear."""
    as_written = word.isupper() and len(word) > 1
    pieces = regex.split(r"\*+", word if as_written else word.casefold())
    head, *rest = [regex.escape(piece).replace(r"\?", r"\S") for piece in pieces]
    middle = "".join(rf"(?>\S*?{piece})" for piece in rest[:-1])
    compiled = regex.compile(head + middle + (r"\S*" + rest[-1] if rest else ""))
    codes, forms = pd.factorize(words["text" if as_written else "type"])
    return np.array([compiled.fullmatch(form) is not None for form in forms], dtype=bool)[codes]


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
    """Matches in each sentence's words, those of no character left out, within the time."""
    compiled = _compiled(pattern)
    with_capital = any(letter.isupper() for letter in regex.sub(r"\\(?:[pP]\{[^}]*\}|.)", "", pattern))
    forms = words["text" if with_capital else "type"].to_numpy(dtype=object)
    edges = np.flatnonzero(np.diff(sentence_codes(words), prepend=-1)).tolist()
    deadline = time.monotonic() + SECONDS_TO_SEARCH
    for begin, end in zip(edges, [*edges[1:], len(words)], strict=True):
        ends = np.cumsum([len(form) + 1 for form in forms[begin:end]]) - 1
        left = max(deadline - time.monotonic(), 0.001)
        try:
            spans = [m.span() for m in compiled.finditer(" ".join(forms[begin:end]), timeout=left) if m.group()]
        except TimeoutError:
            too_long = f"the pattern takes longer than {SECONDS_TO_SEARCH:g} seconds"
            raise ReadError(f"{too_long}: use fewer repetitions inside repetitions") from None
        except MemoryError:  # it calls itself with no end
            raise ReadError("the pattern takes too much memory: leave out what refers to the pattern itself") from None
        for start, stop in spans:
            first = int(np.searchsorted(ends, start, side="right"))
            yield begin + first, begin + int(np.searchsorted(ends, stop - 1, side="left"))
