"""Short names for the events of a timeline, as a figure wants them."""

from __future__ import annotations

import pandas as pd

from dateline.article import Article
from dateline.brief.happenings import namer_of
from dateline.reading import Reading
from dateline.tables import expects, of_article


def with_labels(article: Article, timeline: pd.DataFrame) -> pd.DataFrame:
    """The timeline with a name for each event, of who or what it is told and what happened.

    Arguments:
        article: whose timeline it is.
        timeline: a table as `timeline` gives it.

    Returns:
        the table and label (text): "the court closed the bridge"; where no such name can stand alone, the clause.

    Raises:
        TableError: the timeline is of another article.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('On Monday, after a long debate, the court closed the bridge.', '2024-02-14')
        >>> dl.with_labels(article, dl.timeline(article))['label'].tolist()
        ['the court closed the bridge']
    """
    expects(timeline, "start end text verb", "timeline")
    of_article(article, timeline)
    namer = namer_of(Reading.of(article))
    rows = ((row, namer.happening(row.word, namer.date_of(row))) for row in namer.dating.rows)
    named = {(row.start, row.end, row.verb): found.on() for row, found in rows if found}
    keys = zip(timeline["start"], timeline["end"], timeline["verb"], strict=True)
    labels = [named.get(key, "") or text for key, text in zip(keys, timeline["text"], strict=True)]
    return timeline.assign(label=pd.Series(labels, index=timeline.index, dtype="str"))
