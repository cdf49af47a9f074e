"""Where the parts of a figure stand. Apart from style.py, for who shows a figure needs no seaborn."""

from __future__ import annotations

import warnings
from typing import cast

from matplotlib.axes import Axes
from matplotlib.figure import Figure


def root_of(ax: Axes) -> Figure:
    """The figure in which Axes stand."""
    return cast(Figure, ax.get_figure(root=True))


def lay_out(figure: Figure) -> None:
    """Gives all parts of a figure their places, as the first drawing would, and draws nothing."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from")  # a letter that the font lacks is drawn as a box
        if engine := figure.get_layout_engine():
            engine.execute(figure)
