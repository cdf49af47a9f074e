"""What the figures of a timeline draw, counted on tables of a few rows."""

import warnings
from itertools import pairwise

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from dateline import plot_flashbacks, plot_timeline
from dateline.plots.time_axis import folds
from dateline.plots.times import MOST_EVENTS

COLUMNS = ["value", "first_day", "last_day", "kind", "start", "end", "text", "confidence"]
DAY = ("2018-09-08", "2018-09-08", "2018-09-08", "event", 10, 30, "The bridge fell on Saturday", 0.9)
YEAR = ("2018", "2018-01-01", "2018-12-31", "event", 40, 60, "It rained in 2018", 0.9)
CAPTION = ("2017-10-04", "2017-10-04", "2017-10-04", "caption", 0, 9, "He speaks on Oct. 4", 0.9)
OPEN = ("XXXX-WXX-6", "2018-08-04", "2018-12-29", "reporting", 70, 80, "It said Saturday", 0.4)


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def table(*rows):
    return pd.DataFrame(rows, columns=COLUMNS)


def labels(ax):
    return [label.get_text().replace("\n", " ") for label in ax.get_yticklabels()]


def bars(ax):
    """First day and length in days of each bar of an event."""
    drawn = [patch for patch in ax.patches if isinstance(patch, Rectangle) and patch.get_alpha() == 0.45]
    return [(mdates.num2date(bar.get_x()).date().isoformat(), bar.get_width()) for bar in drawn]


def legend(ax):
    return [text.get_text() for text in ax.figure.legends[-1].get_texts()]


def test_a_day_is_a_mark_and_a_year_a_bar():
    ax = plot_timeline(table(YEAR, DAY))
    assert labels(ax) == ["2018  It rained in 2018", "2018-09-08  The bridge fell on Saturday"]
    assert bars(ax) == [("2018-01-01", 365.0)]


def test_a_date_known_by_its_bounds_is_named_by_them():
    ax = plot_timeline(table(OPEN))
    assert labels(ax) == ["doubtful: 2018-08-04 … 2018-12-29  It said Saturday"]
    assert bars(ax) == [("2018-08-04", 148.0)]


def test_publication_is_a_line_on_a_day_and_a_band_over_several():
    day = plot_timeline(table(DAY), {"first_day": "2018-09-09", "last_day": "2018-09-09"})
    assert legend(day) == ["event", "published 2018-09-09"]
    assert [line.get_linestyle() for line in day.lines if line.get_linestyle() == "--"] == ["--"]
    band = plot_timeline(table(DAY), {"first_day": "2018-08-04", "last_day": "2018-12-31"})
    assert legend(band) == ["event", "written 2018-08-04 … 2018-12-31"]
    assert not [line for line in band.lines if line.get_linestyle() == "--"]
    half = plot_timeline(table(DAY), {"first_day": "2018-08-04", "last_day": None})
    assert legend(half) == ["event"]


def test_labels_do_not_collide_for_three_or_forty_events():
    for n in (3, 40):
        rows = [("2018", "2018-01-01", "2018-12-31", "event", i, i + 1, "word " * 40, 0.9) for i in range(n)]
        ax = plot_timeline(table(*rows))
        figure = ax.get_figure()
        figure.canvas.draw()
        boxes = [label.get_window_extent() for label in ax.get_yticklabels()]
        tops = sorted((box.y0, box.y1) for box in boxes)
        assert len(tops) == n
        assert all(above[0] >= below[1] for below, above in pairwise(tops))


def test_long_empty_times_are_folded_and_said_so():
    old = ("1924", "1924-01-01", "1924-12-31", "background", 5, 9, "It was built in 1924", 0.9)
    for ax in (plot_timeline(table(old, YEAR, DAY)), plot_flashbacks(table(old, YEAR, DAY))):
        assert "empty time, folded" in legend(ax)
        axis = ax.xaxis if ax.get_xlabel() == "" else ax.yaxis
        days = mdates.date2num(pd.to_datetime(["1925-01-01", "2018-01-01", "2019-01-01"]))
        across = ax.transData.transform([(day, day) for day in days])[:, 0 if axis is ax.xaxis else 1]
        assert 0 < across[1] - across[0] < across[2] - across[1]  # 93 empty years are shorter than one with events
        labels = [text.get_text() for text in axis.get_ticklabels()]
        assert any("1924" in label for label in labels)
        assert any("2018" in label for label in labels)


def test_a_few_days_have_days_for_ticks_and_no_hours():
    days = [(f"2018-{day}", f"2018-{day}", f"2018-{day}", "event", 10, 30, "It rained", 0.9)
            for day in ("11-09", "11-10", "12-04")]  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = plot_timeline(table(*days))
        ax.figure.canvas.draw()
    said = [text.get_text() for text in ax.get_xticklabels()]
    assert said == ["09 Nov\n2018", "10 Nov", "11 Nov", "04 Dec\n2018", "05 Dec"]
    assert "looks back" not in legend(plot_flashbacks(table(*days)))


def test_what_is_not_long_or_not_empty_is_not_folded():
    assert folds([(0, 10), (30, 40), (60, 70)]) == []  # two stretches of 20 in 70 days
    assert folds([(0, 10), (60, 70)]) == [(10, 60)]
    assert folds([(0, 100), (5, 10), (60, 70)]) == []  # a long bar lies over the stretch
    assert folds([(0, 1), (1000, 1001), (1004, 1005), (1100, 1101)]) == [(1, 1000), (1005, 1100)]
    assert folds([(3, 3)]) == []


def test_more_events_than_fit_are_the_surest_and_said_so():
    rows = [(*DAY[:4], i, i + 1, f"event {i}", 0.9 if i else 0.1) for i in range(MOST_EVENTS + 1)]
    ax = plot_timeline(table(*rows))
    assert len(labels(ax)) == MOST_EVENTS
    assert ax.get_title(loc="left").startswith(f"the {MOST_EVENTS} surest of {MOST_EVENTS + 1} events")
    assert not any(label.endswith("event 0") for label in labels(ax))


def test_the_line_is_thick_where_the_article_looks_back_and_leaves_captions_out():
    old = ("2014", "2014-01-01", "2014-12-31", "background", 50, 60, "in 2014", 0.9)
    ax = plot_flashbacks(table(CAPTION, DAY, old))
    joins = [(line.get_linewidth(), list(line.get_xdata())) for line in ax.lines if len(line.get_xdata()) == 2]
    assert joins == [(2.2, [10.0, 50.0])]


@pytest.mark.parametrize("plot", [plot_timeline, plot_flashbacks])
def test_nothing_dated_is_said(plot):
    ax = plot(table())
    assert ax.texts[0].get_text() == "no dated event"


@pytest.mark.parametrize("text", ["costs $5 and $6", "<b>\x00\n\n</b>", "x" * 500, "\u202e abc"])
def test_hostile_text_is_drawn_as_text(text):
    ax = plot_timeline(table((*DAY[:6], text, 0.9)))
    ax.get_figure().canvas.draw()
    assert len(labels(ax)[0]) < 200


def test_given_axes_are_drawn_on():
    ax = plt.figure().subplots()
    assert plot_timeline(table(DAY), ax=ax) is ax
    assert plot_flashbacks(table(DAY), ax=ax) is ax


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_edges_of_the_calendar(year):
    row = (year, f"{year}-01-01", f"{year}-12-31", "event", 0, 1, "x", 0.9)
    plot_timeline(table(row)).get_figure().canvas.draw()
    plot_flashbacks(table(row)).get_figure().canvas.draw()
