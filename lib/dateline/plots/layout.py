"""Where the parts of a figure stand. Apart from style.py, for who shows a figure needs no seaborn."""

from __future__ import annotations

import warnings

from matplotlib.axes import Axes
from matplotlib.figure import Figure


def lay_out(ax: Axes) -> Figure:
    """Gives all parts of its figure their places, as the first drawing would, and draws nothing."""
    figure = ax.get_figure(root=True)
    assert figure is not None  # a plot function's Axes stand in a figure
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from")  # a letter that the font lacks is drawn as a box
        if engine := figure.get_layout_engine():
            engine.execute(figure)
    return figure
