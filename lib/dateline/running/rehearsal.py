"""What a warm parent does before it is forked, so that its forks need not."""

import contextlib
import io

import pandas as pd
import seaborn as sns
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

import dateline


def rehearse_cells() -> None:
    """Draw a small plot and print a small table, to find the fonts and fill the caches. Nothing stays: the figure is
    not one of pyplot's."""
    table = pd.DataFrame({"term": ["one", "two"], "n": [1, 2]})
    table.to_html()
    figure = Figure()
    canvas = FigureCanvasAgg(figure)
    axes = figure.subplots()
    sns.barplot(table, x="n", y="term", ax=axes)
    axes.set_title("title")
    for form in ("png", "svg"):
        canvas.print_figure(io.BytesIO(), format=form, bbox_inches="tight")


def rehearse_reading() -> None:
    """Open all rooms of the library and read two sentences, to load the word lists and models. What fails here is
    left to fail in the notebook that asks for it."""
    article = dateline.Article(
        "“We will not leave,” Ada Brown said on Friday in Leeds. She left.", published="2020-05-01"
    )
    for name in dateline.__all__:
        with contextlib.suppress(Exception):
            getattr(dateline, name)
    for table in ("tokens", "quotes", "mentions", "sentiment", "timeline", "keyphrases"):
        with contextlib.suppress(Exception):
            getattr(dateline, table)(article)
    with contextlib.suppress(Exception):
        dateline.target_tones(article, dateline.sentiment(article))
