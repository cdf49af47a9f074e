"""Who speaks in which tone: an article cut into runs of one voice, and what each voice adds up to.

Tone is the polarity of wording: neither stance nor truth, and never one score for an article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dateline.amendments import marked, marks
from dateline.article import Article
from dateline.attribution import quotes
from dateline.entities import mentions
from dateline.polarity import tone, vader_tone
from dateline.polarity.sentence import EDGE, bounded, calibration, raw_score, read_lexicon, word_contributions
from dateline.reading import Reading, once
from dateline.segments import sayings
from dateline.segments.genres import form_of
from dateline.segments.language import READ_LANGUAGE
from dateline.segments.roles import COUNTED_ROLES
from dateline.segments.segmentation import sentences
from dateline.segments.tokenization import tokens
from dateline.tables import expects, listed, table

SENTIMENT_COLUMNS = "sentence start end text voice quote speaker speaker_entity tone vader_tone".split()
SPEAKER_COLUMNS = "voice speaker pieces characters share tone low high words sentences".split()
VOICE_COLUMNS = "voice pieces tone low high vader_tone sentences".split()

Span = tuple[int, int]
_DRAWS = 1000
FEWEST_FOR_INTERVAL = 10  # pieces
_LONGEST_TAG = 3  # words of narration beside a quotation and its speaker's name that only say who speaks
_LONGEST_SPAN = 200  # characters; no name is longer
# "[Laughs]" is what somebody does, no word of his
_ASIDE = re.compile(
    r"[\[(](?:laugh|chuckl|smil|sigh|applau|cheer|paus|crosstalk|inaudible|weep|cries)[^\])\n]{0,30}[\])]", re.I
)


def _runs(start: int, end: int, near: list[Any]) -> Iterator[tuple[int, int, Any]]:
    """(start, end, row of the quotation or None) of each run of one voice between two characters."""
    at = start
    for quoted in near:
        first, last = max(quoted.start, at), min(quoted.end, end)
        if at < first:
            yield at, first, None
        if first < last:
            yield first, last, quoted
        at = max(at, last)
    if at < end:
        yield at, end, None


@once
def toneless(reading: Reading) -> list[Span]:
    """Spans whose words carry no tone: names, titles of people, and the verbs that introduce quotations."""
    words, found = tokens(reading), mentions(reading)
    introducing = quotes(reading)[["sentence", "cue"]].dropna().drop_duplicates()
    is_cue = words.merge(introducing, left_on=["sentence", "text"], right_on=["sentence", "cue"])[["start", "end"]]
    asides = pd.DataFrame([m.span() for m in _ASIDE.finditer(reading.article.text)], columns=["start", "end"])
    # "Grant" of "Ulysses Grant", and "the trust", of "Leeds Health Trust"
    parts = {part for text in found["text"] for part in text.split() if part[:1].isupper()}
    bodies = {text.split()[-1].lower() for text in found.loc[found["kind"].eq("organisation"), "text"]}
    of_body = words["type"].shift(fill_value="").eq("the") & words["type"].isin(bodies)
    named = words["kind"].eq("name") | words["text"].isin(parts) | of_body
    spans = pd.concat([words.loc[named, ["start", "end"]], found[["start", "end"]], is_cue, asides])
    return sorted({(int(start), int(end)) for start, end in spans.itertuples(index=False)})


def inside(spans: list[Span], start: int, end: int) -> list[Span]:
    """Those of ordered spans that touch a piece, in the piece's own characters."""
    near = spans[bisect_left(spans, (start - _LONGEST_SPAN, 0)) : bisect_left(spans, (end, 0))]
    return [(max(a - start, 0), min(b, end) - start) for a, b in near if b > start]


def sentiment(article: Article | Reading, lexicon: str | Path | None = None) -> pd.DataFrame:
    """The title and body of an article in runs of one voice, each with its tone.

    A quoted fragment and the narration round it are rows of their own, but for the few words that only say who speaks
    (", he said"); what is reported without quotation marks is the narrator's wording. Names and the verbs that
    introduce a quotation carry no tone. A text that is not English gives no rows.

    Arguments:
        article: an article, or the reading of one.
        lexicon: a CSV file of your own weights: word, weight (-1 to 1, 0: no tone), why; they go before ours.

    Returns:
        sentence, start, end, text, voice (narration or quotation), quote (number in `quotes`, or missing), speaker (as
        it stands in the text, or missing; of what an opinion piece narrates "the author"), speaker_entity (whom that
        means, where it is safe to say), tone (in [-1, 1]; 0 where nothing speaks), vader_tone (VADER's compound);
        corrected, where `quotes` has it.

    Raises:
        ReadError: the lexicon is none; names file and row.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('The day ended. “It was a terrible day,” said Ada Brown.')
        >>> dl.sentiment(article)[['voice', 'text']].values.tolist()
        [['narration', 'The day ended.'], ['quotation', '“It was a terrible day,”']]
    """
    reading = Reading.of(article)
    if lexicon is None:
        return _pieces(article)
    own, neutral = read_lexicon(lexicon), toneless(reading)
    parts = [word_contributions(r.text, inside(neutral, r.start, r.end), own) for r in _pieces(reading).itertuples()]
    return _pieces(reading).assign(tone=[bounded(raw_score(each), **calibration()) for each in parts])


@once
def _pieces(reading: Reading) -> pd.DataFrame:
    """What `sentiment` gives without a lexicon."""
    article = reading.article
    if article.language != READ_LANGUAGE:
        return table([], SENTIMENT_COLUMNS, quote="Int64")
    narrator = "the author" if form_of(reading).genre == "opinion" else None
    said, neutral, rows, counted = quotes(reading), toneless(reading), [], sentences(reading)
    # a quotation inside another belongs to the outer one's voice
    outer = said[said["kind"].ne("indirect") & said["nested_in"].isna()].sort_values("start").astype(object)
    quoted = list(outer.where(outer.notna(), None).itertuples())
    starts, ends = [q.start for q in quoted], [q.end for q in quoted]
    for sentence in counted[counted["role"].isin(COUNTED_ROLES)].itertuples():
        near = quoted[bisect_right(ends, sentence.start) : bisect_left(starts, sentence.end)]
        named = sorted((q.speaker_start, q.speaker_end) for q in near if q.speaker_start is not None)
        for first, last, source in _runs(sentence.start, sentence.end, near):
            piece = article.text[first:last].rstrip()
            start = first + len(piece) - len(piece.lstrip(" \n\t,;:"))  # what parts it from a quotation
            end, piece = first + len(piece), piece[start - first :]
            words = [start + word.start() for word in re.finditer(r"\w+", piece)]
            others = [at for at in words if not any(a <= at < b for a, b in named)]
            says_who = source is None and near and len(others) <= _LONGEST_TAG  # ", he said"
            if not words or says_who:
                continue
            voice = (source.quote, source.speaker, source.speaker_entity) if source else (None, narrator, None)
            without = inside(neutral, start, end)
            scores = tone(piece, without), vader_tone(piece, without)
            rows.append((sentence.sentence, start, end, piece, "quotation" if source else "narration", *voice, *scores))
    found = table(rows, SENTIMENT_COLUMNS, quote="Int64")
    return marked(found, found["quote"].isin(said.loc[marks(said), "quote"]))


def whose(pieces: pd.DataFrame) -> list[str]:
    """The voice of each row: whom its speaker means, else the speaker ("he", "the mayor" in small), "" for none."""
    small = sayings.PRONOUNS | sayings.DETERMINERS - {"i"}
    found = []
    for speaker, entity in zip(pieces["speaker"].astype(object), pieces["speaker_entity"].astype(object), strict=True):
        told = (speaker if isinstance(speaker, str) else "") if pd.isna(entity) else entity
        head = told.partition(" ")[0]
        is_small = pd.isna(entity) and head.lower() in small and head.istitle()
        found.append(told[0].lower() + told[1:] if is_small else told)
    return found


def of_groups(groups: Iterable[tuple[tuple[Any, ...], pd.DataFrame]], columns: list[str]) -> pd.DataFrame:
    """A row for each of some rows, with its sentences as the last column; marked where one of those is."""
    rows, right = [], []
    for cells, group in groups:
        rows.append((*cells, listed(group["sentence"])))
        right.append(marks(group).any())
    return marked(table(rows, columns), right)


def speakers(sentiment: pd.DataFrame) -> pd.DataFrame:
    """How much each voice of a table as `sentiment` gives it says, and in which tone.

    Returns:
        voice, speaker (whom it means where that is safe to say, else "he", "the mayor" in small), pieces, characters,
        share (of all characters), tone (mean over the pieces; NaN below ten), low, high (90 % percentile bootstrap of
        that mean), words (the longest piece), sentences (their numbers, "0, 3, 12"); corrected, where a person named a
        speaker. Narration first, then by falling share.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('The day ended. “It was a terrible day,” said Ada Brown.')
        >>> dl.speakers(dl.sentiment(article))[['voice', 'characters', 'sentences']].values.tolist()
        [['narration', 14, '0'], ['quotation', 24, '1']]
    """
    expects(sentiment, "voice speaker_entity tone vader_tone", "sentiment")
    said = sentiment.assign(characters=sentiment["end"] - sentiment["start"], speaker=whose(sentiment))
    groups = []
    for (voice, speaker), group in said.groupby(["voice", "speaker"], sort=True):
        longest = group.sort_values(["characters", "start"], ascending=[False, True])["text"].iloc[0]
        size = int(group["characters"].sum())
        share = size / int(said["characters"].sum())
        groups.append(((voice, speaker or None, len(group), size, share, *interval(group["tone"]), longest), group))
    found = of_groups(groups, SPEAKER_COLUMNS)
    return found.sort_values(["voice", "share", "speaker"], ascending=[True, False, True], ignore_index=True)


def compare_voices(sentiment: pd.DataFrame) -> pd.DataFrame:
    """The tone of narration beside that of quotation, of a table as `sentiment` gives it.

    Returns:
        voice, pieces, tone (mean over pieces; NaN below ten), low, high (90 % percentile bootstrap of that mean),
        vader_tone (mean; NaN below ten), sentences (their numbers).

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('The day ended. “It was a terrible day,” said Ada Brown.')
        >>> dl.compare_voices(dl.sentiment(article))[['voice', 'pieces', 'sentences']].values.tolist()
        [['narration', 1, '0'], ['quotation', 1, '1']]
    """
    expects(sentiment, "voice speaker_entity tone vader_tone", "sentiment")
    voices = sentiment.groupby("voice", sort=True)
    rows = [
        (voice, len(g), *interval(g["tone"]), interval(g["vader_tone"])[0], listed(g["sentence"]))
        for voice, g in voices
    ]
    return table(rows, VOICE_COLUMNS)


def agreement(sentiment: pd.DataFrame) -> pd.DataFrame:
    """How far `tone` and VADER agree on the pieces of a table as `sentiment` gives it.

    Returns:
        figure, result (text): pieces, how many have the same direction (both below -0.05, within, or above 0.05), how
        many have opposite ones, and Pearson's r (not below ten pieces, nor where one method is constant).

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('It was a terrible day. It was a wonderful night.')
        >>> dl.agreement(dl.sentiment(article)).values.tolist()
        [['pieces', '2'], ['same direction', '2'], ['opposite directions', '0']]
    """
    expects(sentiment, "voice speaker_entity tone vader_tone", "sentiment")
    ours, theirs = (np.sign(sentiment[name].where(sentiment[name].abs() > EDGE, 0)) for name in ("tone", "vader_tone"))
    rows = {"pieces": len(sentiment), "same direction": (ours == theirs).sum()}
    rows |= {"opposite directions": (ours * theirs < 0).sum()}
    spread = min(sentiment["tone"].nunique(), sentiment["vader_tone"].nunique())
    if len(sentiment) >= FEWEST_FOR_INTERVAL and spread > 1:
        rows["Pearson's r"] = f"{sentiment['tone'].corr(sentiment['vader_tone']):.2f}"
    return table([(figure, str(result)) for figure, result in rows.items()], ["figure", "result"])


def interval(tones: pd.Series) -> tuple[float, float, float]:
    """Mean, and the 90 % percentile bootstrap of it; NaN below `FEWEST_FOR_INTERVAL` values."""
    values = tones.to_numpy(float)
    if len(values) < FEWEST_FOR_INTERVAL:
        return np.nan, np.nan, np.nan
    random = np.random.default_rng(0)
    means = [values[random.integers(0, len(values), size=len(values))].mean() for _ in range(_DRAWS)]
    low, high = np.percentile(means, [5, 95])
    return float(values.mean()), float(low), float(high)
