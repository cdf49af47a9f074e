"""Who speaks in which tone: an article cut into runs of one voice, and what each voice adds up to.

Tone is the polarity of wording: neither stance nor truth, and never one score for an article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from dateline.amendments import MARK, marked, marks
from dateline.article import Article
from dateline.attribution import quotes
from dateline.entities import mentions
from dateline.polarity import tone, vader_tone
from dateline.polarity.lexicon import read_lexicon
from dateline.polarity.sentence import EDGE, bounded, calibration, own_share, raw_score, word_contributions
from dateline.reading import Reading, once
from dateline.segments import sayings
from dateline.segments.genres import form_of
from dateline.segments.language import READ_LANGUAGE
from dateline.segments.roles import COUNTED_ROLES
from dateline.segments.segmentation import sentences
from dateline.segments.tokenization import tokens
from dateline.tables import expects, listed, table

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
SPEAKER_COLUMNS = ["voice", "speaker", "pieces", "characters", "share", "tone", "low", "high", "words", "sentences"]

Span = tuple[int, int]
DRAWS = 1000
FEWEST_FOR_INTERVAL = 10  # pieces
LONGEST_TAG = 3  # words of narration beside a quotation and its speaker's name that only say who speaks


class Quoted(NamedTuple):
    """A quotation in quotation marks, and where its speaker is named."""

    start: int
    end: int
    quote: int
    speaker: str | None
    speaker_entity: str | None
    named: list[Span]


def _outer_quotes(reading: Reading) -> list[Quoted]:
    """Quotations in quotation marks, in order; one inside another belongs to the outer one's voice."""
    outer = quotes(reading)
    outer = outer[outer["kind"].ne("indirect") & outer["nested_in"].isna()].sort_values("start").astype(object)
    rows = outer.where(outer.notna(), None).itertuples()
    return [
        Quoted(
            r.start,
            r.end,
            r.quote,
            r.speaker,
            r.speaker_entity,
            [(r.speaker_start, r.speaker_end)] if r.speaker_start is not None else [],
        )
        for r in rows
    ]


def _runs(start: int, end: int, near: list[Quoted]) -> Iterator[tuple[int, int, Quoted | None]]:
    """(start, end, quotation or None) of each run of one voice between two characters."""
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


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without the spaces and commas that part it from a quotation."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip(" \n\t,;:")), start + len(piece.rstrip())


def _says_little(piece: str, named: list[Span], beside_quotation: bool) -> bool:
    """Whether a run has no word, or only says who speaks (", an official who asked not to be named said")."""
    words = [word for word in re.finditer(r"\w+", piece) if not any(a <= word.start() < b for a, b in named)]
    return not re.search(r"\w", piece) or (beside_quotation and len(words) <= LONGEST_TAG)


# "[Laughs]" is what somebody does, no word of his
_ASIDE = re.compile(
    r"[\[(](?:laugh|chuckl|smil|sigh|applau|cheer|paus|crosstalk|inaudible|weep|cries)[^\])\n]{0,30}[\])]", re.I
)


@once
def toneless(reading: Reading) -> list[Span]:
    """Spans whose words carry no tone: names, titles of people, and the verbs that introduce quotations."""
    words, found = tokens(reading), mentions(reading)
    introducing = quotes(reading)[["sentence", "cue"]].dropna().drop_duplicates()
    is_cue = words.merge(introducing, left_on=["sentence", "text"], right_on=["sentence", "cue"])[["start", "end"]]
    asides = pd.DataFrame([m.span() for m in _ASIDE.finditer(reading.article.text)], columns=["start", "end"])
    named = words["kind"].eq("name") | _of_names(words, found)
    spans = pd.concat([words.loc[named, ["start", "end"]], found[["start", "end"]], is_cue, asides])
    return sorted({(int(start), int(end)) for start, end in spans.itertuples(index=False)})


def _of_names(words: pd.DataFrame, mentions: pd.DataFrame) -> pd.Series:
    """Words of the article's names wherever they are written so ("Grant" of "Ulysses Grant"), and the last word of an
    organisation after "the" ("the trust", of "Leeds Health Trust")."""
    parts = {part for text in mentions["text"] for part in text.split() if part[:1].isupper()}
    bodies = mentions.loc[mentions["kind"].eq("organisation"), "text"]
    last = {text.split()[-1].lower() for text in bodies if text.split()}
    after_the = words["type"].shift(fill_value="").eq("the") & words["type"].isin(last)
    return words["text"].isin(parts) | after_the


_LONGEST_SPAN = 200  # characters; no name is longer


def inside(spans: list[Span], start: int, end: int) -> list[Span]:
    """Those of ordered spans that touch a piece, in the piece's own characters."""
    near = spans[bisect_left(spans, (start - _LONGEST_SPAN, 0)) : bisect_left(spans, (end, 0))]
    return [(max(a - start, 0), min(b, end) - start) for a, b in near if b > start]


def sentiment(article: Article | Reading, lexicon: str | Path | None = None) -> pd.DataFrame:
    """The article in runs of one voice, each with its tone.

    Title and body are read, captions and boilerplate left out. A quoted fragment and the narration round it are rows
    of their own, but for the few words that only say who speaks (", he said"); what is reported without quotation
    marks is the narrator's wording and stays narration. Names and the verbs that introduce a quotation carry no tone. A
    text that is not English gives no rows.

    Arguments:
        article: an article, or the reading of one.
        lexicon: a CSV file of your own weights: word, weight (-1 to 1, 0: no tone), why; they go before ours.

    Returns:
        sentence, start, end, text, voice (narration or quotation), quote (number in `quotes`, or missing), speaker (as
        it stands in the text, or missing; of what an opinion piece narrates "the author"), speaker_entity (whom that
        means, where it is safe to say), tone (in [-1, 1]; 0 where nothing speaks), vader_tone (VADER's compound); with
        a lexicon also lexicon_share (its words' share of what all words added or took, 0 to 1; missing where none
        spoke); corrected, where `quotes` has it.

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
    found = _pieces(reading).copy()
    parts = [word_contributions(r.text, inside(neutral, r.start, r.end), own) for r in found.itertuples()]
    found["tone"] = [bounded(raw_score(each), **calibration()) for each in parts]
    shares = [own_share(text, each, own) for text, each in zip(found["text"], parts, strict=True)]
    found.insert(SENTIMENT_COLUMNS.index("vader_tone") + 1, "lexicon_share", pd.array(shares, dtype="float64"))
    return found


@once
def _pieces(reading: Reading) -> pd.DataFrame:
    """What `sentiment` gives without a lexicon."""
    article = reading.article
    if article.language != READ_LANGUAGE:
        return table([], SENTIMENT_COLUMNS, quote="Int64")
    narrator = "the author" if form_of(reading).genre == "opinion" else None
    quoted, neutral, rows = _outer_quotes(reading), toneless(reading), []
    starts, ends = [q.start for q in quoted], [q.end for q in quoted]
    counted = sentences(reading)
    for sentence in counted[counted["role"].isin(COUNTED_ROLES)].itertuples():
        near = quoted[bisect_right(ends, sentence.start) : bisect_left(starts, sentence.end)]
        for first, last, source in _runs(sentence.start, sentence.end, near):
            start, end = _trimmed(article.text, first, last)
            piece, named = article.text[start:end], sorted(span for q in near for span in q.named)
            if _says_little(piece, inside(named, start, end), source is None and len(near) > 0):
                continue
            voice = (source.quote, source.speaker, source.speaker_entity) if source else (None, narrator, None)
            without = inside(neutral, start, end)
            scores = tone(piece, without), vader_tone(piece, without)
            rows.append((sentence.sentence, start, end, piece, "quotation" if source else "narration", *voice, *scores))
    found, said = table(rows, SENTIMENT_COLUMNS, quote="Int64"), quotes(reading)
    return marked(found, found["quote"].isin(said.loc[marks(said), "quote"]))


def whose(pieces: pd.DataFrame) -> list[str]:
    """The voice of each row: whom its speaker means where that is safe to say, else the speaker; "" for none.

    "He" and "The mayor" at the head of a sentence are the voices "he" and "the mayor".

    Arguments:
        pieces: a table with speaker and speaker_entity.
    """
    rows = zip(pieces["speaker"].astype(object), pieces["speaker_entity"].astype(object), strict=True)
    return [_small(speaker) if pd.isna(entity) else entity for speaker, entity in rows]


def _small(speaker: object) -> str:
    """A speaker that is no known name, without the capital that only the head of a sentence gives it."""
    if not isinstance(speaker, str):
        return ""
    head = speaker.split(" ", 1)[0]
    small = head.lower() in sayings.PRONOUNS | sayings.DETERMINERS and head.lower() != "i" and head.istitle()
    return speaker[0].lower() + speaker[1:] if small else speaker


def speakers(sentiment: pd.DataFrame) -> pd.DataFrame:
    """How much each voice says, and in which tone.

    Arguments:
        sentiment: a table as `sentiment` gives it.

    Returns:
        voice, speaker (whom it means where that is safe to say, else "he", "the mayor" in small), pieces (rows of
        `sentiment`), characters, share (of all characters in the table), tone (mean over the pieces; NaN below ten),
        low, high (90 % percentile bootstrap of that mean), words (the longest piece, as an example), sentences (their
        numbers, "0, 3, 12"); corrected, where a person named the speaker of one of them. Narration first,
        then by falling share.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('The day ended. “It was a terrible day,” said Ada Brown.')
        >>> dl.speakers(dl.sentiment(article))[['voice', 'characters', 'sentences']].values.tolist()
        [['narration', 14, '0'], ['quotation', 24, '1']]
    """
    expects(sentiment, "voice speaker_entity tone vader_tone", "sentiment")
    said = sentiment.assign(characters=sentiment["end"] - sentiment["start"], speaker=whose(sentiment))
    said[MARK] = marks(sentiment)
    rows, right = [], []
    for (voice, speaker), group in said.groupby(["voice", "speaker"], sort=True):
        longest = group.sort_values(["characters", "start"], ascending=[False, True])["text"].iloc[0]
        figures = _mean_figures(group["tone"].to_numpy(float))
        size, said_in = int(group["characters"].sum()), listed(group["sentence"])
        rows.append((voice, speaker or None, len(group), size, np.nan, *figures, longest, said_in))
        right.append(group[MARK].any())
    found = marked(table(rows, SPEAKER_COLUMNS), right)
    found["share"] = found["characters"] / found["characters"].sum()
    return found.sort_values(["voice", "share", "speaker"], ascending=[True, False, True], ignore_index=True)


def _mean_figures(values: np.ndarray) -> tuple[float, float, float]:
    """Mean and its limits; NaN below the floor."""
    return (float(values.mean()) if len(values) >= FEWEST_FOR_INTERVAL else np.nan), *interval(values)


def compare_voices(sentiment: pd.DataFrame) -> pd.DataFrame:
    """The tone of narration beside that of quotation.

    Arguments:
        sentiment: a table as `sentiment` gives it.

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
    rows = []
    for voice, group in sentiment.groupby("voice", sort=True):
        ours, theirs = (_mean_figures(group[column].to_numpy(float)) for column in ("tone", "vader_tone"))
        rows.append((voice, len(group), *ours, theirs[0], listed(group["sentence"])))
    return table(rows, ["voice", "pieces", "tone", "low", "high", "vader_tone", "sentences"])


def agreement(sentiment: pd.DataFrame) -> pd.DataFrame:
    """How far `tone` and VADER agree on the pieces of an article.

    Arguments:
        sentiment: a table as `sentiment` gives it.

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
    ours, theirs = (_direction(sentiment[name].to_numpy(float)) for name in ("tone", "vader_tone"))
    n, spread = len(sentiment), min(sentiment["tone"].nunique(), sentiment["vader_tone"].nunique())
    enough = n >= FEWEST_FOR_INTERVAL and spread > 1
    rows = [
        ("pieces", str(n)),
        ("same direction", str(int((ours == theirs).sum()))),
        ("opposite directions", str(int((ours * theirs < 0).sum()))),
    ]
    if enough:
        rows.append(("Pearson's r", f"{np.corrcoef(sentiment['tone'], sentiment['vader_tone'])[0, 1]:.2f}"))
    return pd.DataFrame(rows, columns=["figure", "result"])


def _direction(values: np.ndarray) -> np.ndarray:
    return np.sign(np.where(np.abs(values) > EDGE, values, 0.0))


def interval(values: np.ndarray) -> tuple[float, float]:
    """The 90 % percentile bootstrap of a mean; NaN below `FEWEST_FOR_INTERVAL` values."""
    if len(values) < FEWEST_FOR_INTERVAL:
        return np.nan, np.nan
    random = np.random.default_rng(0)
    means = [values[random.integers(0, len(values), size=len(values))].mean() for _ in range(DRAWS)]
    low, high = np.percentile(means, [5, 95])
    return float(low), float(high)
