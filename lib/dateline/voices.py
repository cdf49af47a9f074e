"""Who speaks in which tone: an article cut into runs of one voice, and what each voice adds up to.

Tone is the polarity of wording: neither stance nor truth, and never one score for an article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from dateline.article import Article
from dateline.attribution import quotes
from dateline.display import Marked
from dateline.entities import mentions
from dateline.polarity import contributions, tone, vader_tone
from dateline.polarity.sentence import word_contributions
from dateline.segment import COUNTED_ROLES, sentences, tokens

SENTIMENT_COLUMNS = [
    "sentence",
    "start",
    "end",
    "text",
    "voice",
    "quote",
    "speaker",
    "speaker_entity",
    "tone",
    "vader_tone",
]
SPEAKER_COLUMNS = ["voice", "speaker", "pieces", "characters", "share", "tone", "low", "high", "note", "words"]
WORD_COLUMNS = ["voice", "speaker", "word", "n", "contribution"]

Span = tuple[int, int]
FEWEST_FOR_INTERVAL = 10  # pieces
TELLING = 0.05  # a smaller share of a raw score is not marked
EDGE = 0.05  # a tone within it is what raters call neutral
_READ_LANGUAGE = "en"
LONGEST_TAG = 3  # words of narration beside a quotation that only say who speaks


class Quoted(NamedTuple):
    """What of a quotation a run of voice needs."""

    start: int
    end: int
    quote: int
    speaker: str | None
    speaker_entity: str | None


def _outer_quotes(article: Article) -> list[Quoted]:
    """Quotations in quotation marks, in order; one inside another belongs to the outer one's voice."""
    table = quotes(article)
    table = table[table["kind"].ne("indirect") & table["nested_in"].isna()].sort_values("start")
    columns = table[list(Quoted._fields)].astype(object).replace({np.nan: None})
    return [Quoted(*row) for row in columns.itertuples(index=False)]


def _touching(spans: list[Any], start: int, end: int) -> list[Any]:
    """Those of some spans, sorted and apart from each other, that share a character with a piece."""
    first = bisect_right(spans, start, key=itemgetter(1))
    return spans[first : bisect_left(spans, end, first, key=itemgetter(0))]


def _runs(start: int, end: int, quoted: list[Quoted]) -> Iterator[tuple[int, int, Quoted | None]]:
    """(start, end, the quotation or None) of each run of one voice between two characters."""
    at = start
    for quotation in quoted:
        first, last = max(quotation.start, at), min(quotation.end, end)
        if at < first:
            yield at, first, None
        if first < last:
            yield first, last, quotation
        at = max(at, last)
    if at < end:
        yield at, end, None


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without the spaces and commas that part it from a quotation."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip(" \n\t,;:")), start + len(piece.rstrip())


def _says_little(piece: str, beside_quotation: bool) -> bool:
    """Whether a run has no word, or only says who speaks (", he said")."""
    words = re.findall(r"\w+", piece)
    return not words or (beside_quotation and len(words) <= LONGEST_TAG)


def _toneless(article: Article) -> list[Span]:
    """Spans whose words carry no tone: names, titles of people, and the verbs that introduce quotations."""
    table, found = tokens(article), mentions(article)
    cues = quotes(article)[["sentence", "cue"]].dropna().drop_duplicates()
    is_cue = table.merge(cues, left_on=["sentence", "text"], right_on=["sentence", "cue"])[["start", "end"]]
    spans = pd.concat([table.loc[table["kind"].eq("name"), ["start", "end"]], found[["start", "end"]], is_cue])
    apart: list[Span] = []
    for start, end in sorted({(int(start), int(end)) for start, end in spans.itertuples(index=False)}):
        if apart and start < apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return apart


def _inside(spans: list[Span], start: int, end: int) -> list[Span]:
    """The spans that touch a piece, in the piece's own characters."""
    return [(max(a - start, 0), min(b, end) - start) for a, b in _touching(spans, start, end)]


def sentiment(article: Article) -> pd.DataFrame:
    """The article in runs of one voice, each with its tone.

    Title and body are read, captions and boilerplate left out. A quoted fragment and the narration round it are rows
    of their own, but for the few words that only say who speaks (", he said"); what is reported without quotation
    marks is the narrator's wording and stays narration. Names and
    the verbs that introduce a quotation carry no tone. A text that is not English gives no rows.

    Returns:
        sentence, start, end, text, voice (narration or quotation), quote (number in `quotes`, or missing), speaker (as
        it stands in the text, or missing), speaker_entity (whom that means, where it is safe to say), tone (in [-1, 1];
        0 where nothing speaks), vader_tone (VADER's compound).
    """
    if article.language != _READ_LANGUAGE:
        return pd.DataFrame(columns=SENTIMENT_COLUMNS)
    quoted, toneless, rows = _outer_quotes(article), _toneless(article), []
    counted = sentences(article)
    for sentence in counted[counted["role"].isin(COUNTED_ROLES)].itertuples():
        near = _touching(quoted, sentence.start, sentence.end)
        for first, last, source in _runs(sentence.start, sentence.end, near):
            start, end = _trimmed(article.text, first, last)
            piece = article.text[start:end]
            if _says_little(piece, source is None and len(near) > 0):
                continue
            neutral = _inside(toneless, start, end)
            voice = ("narration", None, None, None) if source is None else ("quotation", *source[2:])
            scores = tone(piece, neutral), vader_tone(piece, neutral)
            rows.append((sentence.sentence, start, end, piece, *voice, *scores))
    return pd.DataFrame(rows, columns=SENTIMENT_COLUMNS).astype({"quote": "Int64"})


def _whose(sentiment: pd.DataFrame) -> pd.Series:
    """Whom a speaker means where that is safe to say, else the speaker as it stands; "" for none."""
    return sentiment["speaker_entity"].fillna(sentiment["speaker"]).fillna("")


def speakers(sentiment: pd.DataFrame) -> pd.DataFrame:
    """How much each voice says, and in which tone.

    Arguments:
        sentiment: a table as `sentiment` gives it.

    Returns:
        voice, speaker (whom it means where that is safe to say, else as it stands: "he"), pieces (rows of `sentiment`),
        characters, share (of all characters in the table), tone (mean over the pieces; NaN below ten), low, high (90 %
        percentile bootstrap of that mean), note ("not shown: n = 3" where the mean is not given), words (the longest
        piece, as an example). Narration first, then by falling share.
    """
    if sentiment.empty:
        return pd.DataFrame(columns=SPEAKER_COLUMNS)
    table = sentiment.assign(characters=sentiment["end"] - sentiment["start"], speaker=_whose(sentiment))
    rows = []
    for (voice, speaker), group in table.groupby(["voice", "speaker"], sort=True):
        longest = group.sort_values(["characters", "start"], ascending=[False, True])["text"].iloc[0]
        figures = _mean_figures(group["tone"].to_numpy(float))
        rows.append((voice, speaker or None, len(group), int(group["characters"].sum()), np.nan, *figures, longest))
    found = pd.DataFrame(rows, columns=SPEAKER_COLUMNS)
    found["share"] = found["characters"] / found["characters"].sum()
    return found.sort_values(["voice", "share", "speaker"], ascending=[True, False, True], ignore_index=True)


def _mean_figures(values: np.ndarray) -> tuple[float, float, float, str]:
    """Mean, limits, and what is said in their place below the floor."""
    if len(values) < FEWEST_FOR_INTERVAL:
        return np.nan, np.nan, np.nan, f"not shown: n = {len(values)}"
    return float(values.mean()), *interval(values), ""


def compare_voices(sentiment: pd.DataFrame) -> pd.DataFrame:
    """The tone of narration beside that of quotation.

    Arguments:
        sentiment: a table as `sentiment` gives it.

    Returns:
        voice, pieces, tone (mean over pieces; NaN below ten), low, high (90 % percentile bootstrap of that mean),
        vader_tone (mean; NaN below ten), note ("not shown: n = 3" where means are not given).
    """
    rows = []
    for voice, group in sentiment.groupby("voice", sort=True):
        mean, low, high, note = _mean_figures(group["tone"].to_numpy(float))
        vader = group["vader_tone"].mean() if not note else np.nan
        rows.append((voice, len(group), mean, low, high, vader, note))
    return pd.DataFrame(rows, columns=["voice", "pieces", "tone", "low", "high", "vader_tone", "note"])


def agreement(sentiment: pd.DataFrame) -> pd.DataFrame:
    """How far `tone` and VADER agree on the pieces of an article.

    Arguments:
        sentiment: a table as `sentiment` gives it.

    Returns:
        figure, value (text): pieces, how many have the same direction (both below -0.05, within, or above 0.05), how
        many have opposite ones, and Pearson's r ("not shown: n = 6" below ten pieces, or where one method is constant).
    """
    ours, theirs = (_direction(sentiment[name].to_numpy(float)) for name in ("tone", "vader_tone"))
    n, spread = len(sentiment), min(sentiment["tone"].nunique(), sentiment["vader_tone"].nunique())
    enough = n >= FEWEST_FOR_INTERVAL and spread > 1
    r = f"{np.corrcoef(sentiment['tone'], sentiment['vader_tone'])[0, 1]:.2f}" if enough else f"not shown: n = {n}"
    rows = [
        ("pieces", str(n)),
        ("same direction", str(int((ours == theirs).sum()))),
        ("opposite directions", str(int((ours * theirs < 0).sum()))),
        ("Pearson's r", r),
    ]
    return pd.DataFrame(rows, columns=["figure", "value"])


def _direction(values: np.ndarray) -> np.ndarray:
    return np.sign(np.where(np.abs(values) > EDGE, values, 0.0))


def interval(values: np.ndarray) -> tuple[float, float]:
    """The 90 % percentile bootstrap of a mean; NaN below `FEWEST_FOR_INTERVAL` values."""
    if len(values) < FEWEST_FOR_INTERVAL:
        return np.nan, np.nan
    picks = np.random.default_rng(0).integers(0, len(values), size=(1000, len(values)))
    low, high = np.percentile(values[picks].mean(axis=1), [5, 95])
    return float(low), float(high)


def telling_words(article: Article, sentiment: pd.DataFrame) -> pd.DataFrame:
    """Every word that moved a tone, where it stands.

    Arguments:
        article: the article that `sentiment` was made of.
        sentiment: a table as `sentiment` gives it.

    Returns:
        sentence, voice, speaker, start, end, text, contribution (to the raw score of its piece), why; by falling
        strength, then in the order of the text.
    """
    toneless, rows = _toneless(article), []
    for row in sentiment.itertuples():
        who = row.speaker if pd.isna(row.speaker_entity) else row.speaker_entity
        for part in word_contributions(row.text, _inside(toneless, row.start, row.end)):
            if abs(part.contribution) >= TELLING:
                start, end = row.start + part.start, row.start + part.end
                rows.append((row.sentence, row.voice, who, start, end, article.text[start:end], *part[2:]))
    columns = ["sentence", "voice", "speaker", "start", "end", "text", "contribution", "why"]
    table = pd.DataFrame(rows, columns=columns)
    strength = table["contribution"].astype(float).abs()
    return table.loc[strength.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def loaded_words(telling_words: pd.DataFrame, most: int = 8) -> pd.DataFrame:
    """The words that moved the tone of each voice most.

    Arguments:
        telling_words: a table as `telling_words` gives it.
        most: how many words of each voice.

    Returns:
        voice, speaker, word (case-folded), n (how often it moved a tone), contribution (their sum); narration first,
        then speakers in the order of the text, words by falling strength.
    """
    table = telling_words.assign(word=telling_words["text"].str.lower(), speaker=telling_words["speaker"].fillna(""))
    rows = []
    for (voice, speaker), group in table.sort_values("start").groupby(["voice", "speaker"], sort=False):
        words = group.groupby("word", sort=True)["contribution"].agg(["size", "sum"])
        for word in words["sum"].abs().sort_values(ascending=False, kind="stable").index[:most]:
            rows.append((voice, speaker or None, word, int(words.loc[word, "size"]), float(words.loc[word, "sum"])))
    return pd.DataFrame(rows, columns=WORD_COLUMNS).sort_values("voice", kind="stable", ignore_index=True)


def strongest(article: Article, sentiment: pd.DataFrame, k: int = 6) -> pd.DataFrame:
    """The pieces whose wording is furthest from neutral, their telling words marked.

    Arguments:
        article: the article that `sentiment` was made of.
        sentiment: a table as `sentiment` gives it.
        k: how many pieces.

    Returns:
        sentence, voice, speaker, tone, vader_tone, text (with marks that give each word's share), by falling strength.
    """
    order = sentiment["tone"].abs().sort_values(ascending=False, kind="stable").index[:k]
    top, toneless = sentiment.loc[order], _toneless(article)
    marked = [marked_tone(row.text, _inside(toneless, row.start, row.end)) for row in top.itertuples()]
    return top[["sentence", "voice", "speaker", "tone", "vader_tone"]].assign(text=marked).reset_index(drop=True)


def marked_tone(text: str, neutral: list[Span]) -> Marked:
    """A piece of text with the words that made its tone marked."""
    parts = contributions(text, neutral)
    parts = parts[parts["contribution"].abs().ge(TELLING) & parts["end"].gt(parts["start"])]
    return Marked(
        text,
        [
            (row.start, row.end, "plus" if row.contribution > 0 else "minus", f"{row.contribution:+.2f}: {row.why}")
            for row in parts.itertuples()
        ],
    )
