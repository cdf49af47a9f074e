"""Words that made a tone: of each piece, of each voice, and marked where they stand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dateline.amendments import marked, marks
from dateline.article import Article
from dateline.given import whole_number
from dateline.polarity.sentence import read_lexicon, word_contributions
from dateline.tables import MARKS, expects, of_article, table, written
from dateline.voices.passages import inside, of_groups, toneless, whose

TELLING_COLUMNS = ["sentence", "voice", "speaker", "start", "end", "text", "contribution", "why"]
WORD_COLUMNS = ["voice", "speaker", "word", "n", "contribution", "sentences"]
TELLING = 0.05  # a smaller share of a raw score is not marked


def telling_words(article: Article, sentiment: pd.DataFrame, lexicon: str | Path | None = None) -> pd.DataFrame:
    """Every word that moved a tone, where it stands.

    Arguments:
        article, sentiment: an article and its table as `sentiment` gives it.
        lexicon: the file that `sentiment` was given, if any.

    Returns:
        sentence, voice, speaker, start, end, text, contribution (to the raw score of its piece), why; by falling
        strength, then in the order of the text; corrected, where `sentiment` has it.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('It was a terrible day.')
        >>> dl.telling_words(article, dl.sentiment(article))[['start', 'end', 'text']].values.tolist()
        [[9, 17, 'terrible']]
    """
    expects(sentiment, "voice speaker_entity tone", "sentiment")
    of_article(article, sentiment)
    neutral, own, rows, right = toneless(article), read_lexicon(lexicon), [], []
    for row, who, corrected in zip(sentiment.itertuples(), whose(sentiment), marks(sentiment), strict=True):
        for part in word_contributions(row.text, inside(neutral, row.start, row.end), own):
            start, end = part.start + row.start, part.end + row.start
            found = (start, end, article.text[start:end], part.contribution, part.why)
            if abs(part.contribution) >= TELLING:
                rows.append((row.sentence, row.voice, who or None, *found))
                right.append(corrected)
    found = marked(table(rows, TELLING_COLUMNS), right)
    return found.sort_values("contribution", key=lambda c: -c.abs(), kind="stable", ignore_index=True)


def loaded_words(telling_words: pd.DataFrame, n: int = 8) -> pd.DataFrame:
    """The n words of each voice that moved its tone most, of a table as `telling_words` gives it.

    Returns:
        voice, speaker, word (case-folded), n (how often it moved a tone), contribution (their sum), sentences (their
        numbers); narration first, then speakers in the order of the text, words by falling strength; corrected, where
        `telling_words` has it.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('It was a terrible day. It was a terrible night.')
        >>> words = dl.telling_words(article, dl.sentiment(article))
        >>> dl.loaded_words(words, n=1)[['voice', 'word', 'n']].values.tolist()
        [['narration', 'terrible', 2]]
    """
    expects(telling_words, "voice speaker contribution", "telling_words")
    told = telling_words.assign(word=telling_words["text"].str.lower())
    told["speaker"] = told["speaker"].astype(object).fillna("")
    groups = []
    for (voice, speaker), group in told.sort_values("start").groupby(["voice", "speaker"], sort=False):
        words = [(float(of["contribution"].sum()), word, of) for word, of in group.groupby("word")]
        for added, word, of in sorted(words, key=lambda word: -abs(word[0]))[:n]:
            groups.append(((voice, speaker or None, word, len(of), added), of))
    return of_groups(groups, WORD_COLUMNS).sort_values("voice", kind="stable", ignore_index=True)


def strongest(article: Article, sentiment: pd.DataFrame, n: int = 6, lexicon: str | Path | None = None) -> pd.DataFrame:
    """The pieces whose wording is furthest from neutral, with their telling words.

    Arguments:
        article, sentiment: an article and its table as `sentiment` gives it.
        n: how many pieces.
        lexicon: the file that `sentiment` was given, if any.

    Returns:
        sentence, voice, speaker, tone, vader_tone, start, end, text, marks (of its telling words, as JSON: start and
        end in `text`, plus or minus, each word's share and why; `show_table` marks them in the text), by falling
        strength; corrected, where `sentiment` has it.

    Raises:
        ParameterError: n is no whole number, or below 0.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('It rained. It was a terrible day.')
        >>> dl.strongest(article, dl.sentiment(article), n=1)[['sentence', 'text']].values.tolist()
        [[1, 'It was a terrible day.']]
    """
    expects(sentiment, "voice speaker_entity tone", "sentiment")
    n = whole_number("strongest", n, 0)
    of_article(article, sentiment)
    top = sentiment.sort_values("tone", key=lambda tone: -tone.abs(), kind="stable", ignore_index=True)[:n]
    told, words = telling_words(article, top, lexicon).sort_values("start"), []
    for row in top.itertuples():
        own = told[told["start"].ge(row.start) & told["end"].le(row.end)]
        signs = ["plus" if added > 0 else "minus" for added in own["contribution"]]
        shares = [f"{added:+.2f}: {why}" for added, why in zip(own["contribution"], own["why"], strict=True)]
        starts, ends = (own["start"] - row.start).tolist(), (own["end"] - row.start).tolist()
        words.append(written(zip(starts, ends, signs, shares, strict=True)))
    found = top[["sentence", "voice", "speaker", "tone", "vader_tone", "start", "end", "text"]]
    return marked(found.assign(**{MARKS: pd.Series(words, index=top.index, dtype="str")}), marks(top))
