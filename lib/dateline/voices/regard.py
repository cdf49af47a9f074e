"""Who is written about in which tone, and in whose voice: the tone of wording toward each main name."""

from __future__ import annotations

from bisect import bisect_left

import pandas as pd

from dateline.amendments import marked, marks
from dateline.article import Article
from dateline.entities import mentions
from dateline.given import whole_number
from dateline.polarity.sentence import EDGE
from dateline.polarity.target import sentence_of, tone_toward
from dateline.syntax import trees_of
from dateline.tables import expects, of_article, table
from dateline.voices.passages import interval, of_groups, whose

_SIDES = "unfavourable neutral favourable"
ENTITY_COLUMNS = f"entity kind voice speaker n {_SIDES} tone low high sentences".split()
TARGET_COLUMNS = "entity kind sentence voice speaker start end text tone".split()
_KINDS = ("person", "organisation", "place")


def target_tones(article: Article, sentiment: pd.DataFrame) -> pd.DataFrame:
    """The tone of each piece toward each person, organisation and place named in it.

    Pronouns are left out, however clear; so is what a quoted speaker says of nobody by name. Other names carry no tone.
    `sentiment` is the article's table as `sentiment` gives it.

    Returns:
        entity, kind, sentence, voice, speaker (whom it means where that is safe, else "he", in small), start, end, text
        (of the mention), tone (in (-1, 1)); corrected, where a person set the entity or the speaker right; a row for
        each mention, in the order of the text.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('Critics accuse Ada Brown of fraud.')
        >>> dl.target_tones(article, dl.sentiment(article))[['entity', 'voice', 'text']].values.tolist()
        [['Ada Brown', 'narration', 'Ada Brown']]
    """
    expects(sentiment, "voice speaker_entity tone", "sentiment")
    of_article(article, sentiment)
    found, trees = mentions(article), trees_of(article)
    names = list(found[["start", "end", "kind", "entity", "text"]].itertuples(index=False, name=None))
    renamed = set(found.loc[marks(found), "start"])
    starts, rows, right = [name[0] for name in names], [], []
    for piece, who, corrected in zip(sentiment.itertuples(), whose(sentiment), marks(sentiment), strict=True):
        near = names[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)]
        spans = [(start - piece.start, end - piece.start) for start, end, *_ in near if end <= piece.end]
        if not spans:
            continue
        sentence = sentence_of(piece.text, spans, trees, piece.start)
        for span, (start, end, kind, entity, text) in zip(spans, near, strict=False):
            if kind in _KINDS:
                score = tone_toward(sentence, *span)
                rows.append((entity, kind, piece.sentence, piece.voice, who or None, start, end, text, score))
                right.append(corrected or start in renamed)
    return marked(table(rows, TARGET_COLUMNS), right)


def entity_tone(target_tones: pd.DataFrame, n: int = 6) -> pd.DataFrame:
    """The tone toward the n names that most sentences bring, in narration and in each speaker's quotations.

    `target_tones` is a table as `target_tones` gives it.

    Returns:
        entity, kind, voice, speaker, n (sentences that name it in this voice), unfavourable, neutral, favourable (how
        many of them, by whether their tone is below -0.05, within, or above 0.05), tone (mean over sentences; NaN below
        ten), low, high (90 % percentile bootstrap over sentences), sentences (their numbers);
        corrected, where `target_tones` has it. Names by falling number of sentences; narration first.

    Raises:
        ParameterError: n is no whole number, or below 0.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('Critics accuse Ada Brown of fraud.')
        >>> tones = dl.target_tones(article, dl.sentiment(article))
        >>> dl.entity_tone(tones, n=1)[['entity', 'n', 'sentences']].values.tolist()
        [['Ada Brown', 1, '0']]
    """
    expects(target_tones, "entity voice speaker tone", "target_tones")
    n = whole_number("most_named", n, 0)
    told = target_tones.assign(speaker=target_tones["speaker"].astype(object).fillna(""))
    times = told.groupby("entity", sort=False)["sentence"].nunique()
    groups = []
    for entity in times.sort_values(ascending=False, kind="stable").index[:n]:
        voices = told[told["entity"].eq(entity)].groupby(["voice", "speaker"])
        for (voice, who), group in sorted(voices, key=lambda v: (v[0][0], -v[1]["sentence"].nunique(), v[0][1])):
            tones = group.groupby("sentence")["tone"].mean()
            down, up = int((tones < -EDGE).sum()), int((tones > EDGE).sum())
            counts = len(tones), down, len(tones) - down - up, up
            groups.append(((entity, group["kind"].iloc[0], voice, who or None, *counts, *interval(tones)), group))
    return of_groups(groups, ENTITY_COLUMNS)
