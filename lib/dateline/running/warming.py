"""What a fork server of kernels does before it is forked, so that its forks need not."""

import io

import pandas as pd
import seaborn as sns
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure


def draw_and_print() -> None:
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
