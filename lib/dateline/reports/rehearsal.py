"""What the fork servers of reports do before they are forked, so that their forks need not."""

import contextlib

import dateline


def rehearse_reading() -> None:
    """Open all rooms of the library and read two sentences, to load the word lists and models. What fails here is
    left to fail in the notebook that asks for it."""
    text = "“We will not leave,” Ada Brown said on Friday in Leeds. She left."
    article = dateline.Article(text, published="2020-05-01")
    for name in dateline.__all__:
        with contextlib.suppress(Exception):
            found = getattr(dateline, name)
            if name in ("tokens", "quotes", "mentions", "sentiment", "timeline", "keyphrases"):
                found(article)
    with contextlib.suppress(Exception):
        dateline.target_tones(article, dateline.sentiment(article))
