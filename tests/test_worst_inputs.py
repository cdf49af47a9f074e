"""Whatever a text holds, each function that reads it ends in time that grows with the text, and its spans are true."""

import importlib.util
import inspect
import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from conftest import ROOT
from dateline import Article

_SPEC = importlib.util.spec_from_file_location("worst_inputs", ROOT / "benchmarks" / "worst_inputs.py")
worst = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(worst)

SIZE = 3_000  # characters, doubled once: more than one sentence of the greatest length, and three
MEASURED = 0.2  # seconds at the double size; below it a clock tells nothing
GROWTH = 2.5
# compare is none of them: from 1,000 words on it counts keyness too, a step and no growth.
# The functions that do the reading; the others work on their tables. target_tone parses its own sentence, whose cost
# grows faster up to 200 words and then no more: target_tones, which takes the trees of the reading, stands for it.
READING = (
    "paragraphs sentences tokens variants mentions keyphrases hedges with_terms timexes quantities quotes sources "
    "genre timeline undated findings sentiment telling_words target_tones tone vader_tone"
).split()
# Of each kind of input the one that costs most; benchmarks/worst_inputs.py has them all.
KINDS = [
    "one long word", "capitals in marks", "capitals and full stop in marks", "capitals behind a quotation",
    "opening marks", "single opening marks", "paragraphs with an opening mark", "short quotations",
    "quotations in one sentence", "nested quotations", "nested brackets", "apostrophes", "dots", "commas",
    "letters and hyphens", "digits", "number words", "amounts of money", "numbers joined", "newlines",
    "blank lines with spaces",
    "short paragraphs", "paragraphs of marks", "lines of one block", "and", "he said", "he said that",
    "quoted as saying", "names with commas", "acronyms", "critics", "U.S.", "dates", "days in sentences", "last",
    "one long URL", "combining characters", "emoji",
]  # fmt: skip

# Asked of a person, of a folder, of what another function drew, or with no text.
ROUNDS = 6
NOT_READ = {
    "read",
    "reference",
    "read_story",
    "read_all",
    "above_floor",
    "with_sentences",
    "key_terms",
    "pair_places",
}
NOT_READ |= {"explore", "show_figure", "show_table", "to_parquet"}


def test_every_public_function_is_measured():
    functions = {name for name in dateline.__all__ if inspect.isfunction(getattr(dateline, name))}
    assert {name for name in functions if not name.startswith("plot_")} <= set(worst.CALLS) | NOT_READ


def spent(text: str) -> dict[str, float]:
    """Seconds of the processor for each function's own work."""
    reading, seconds = worst.Reading(Article(text, published=worst.PUBLISHED)), {}
    assert len(
        reading["dependencies"]
    )  # a sentence has at most 200 words, so its trees grow with the text; not measured
    for name in READING:
        began = time.process_time()
        reading[name]
        seconds[name] = time.process_time() - began
    return seconds


@pytest.fixture(scope="module", autouse=True)
def opened():
    """What rooms load at their first article is not measured."""
    spent("Ann Moss said on Monday that the fire was “a disaster”. " * 3)


@pytest.mark.parametrize("kind", KINDS)
def test_double_the_text_takes_about_double_the_time(kind):
    short, long = (worst.INPUTS[kind](size) for size in (SIZE, 2 * SIZE))
    before = after = dict.fromkeys(READING, 9e9)
    for _ in range(ROUNDS):  # what else runs on the machine slows one or the other; the least of some rounds tells
        after = least(after, spent(long))
        if max(after.values()) <= MEASURED:
            return
        before = least(before, spent(short))
        if not (grown := too_long(before, after)):
            return
    assert not grown


def least(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    return {name: min(one[name], other[name]) for name in READING}


def too_long(before: dict[str, float], after: dict[str, float]) -> dict[str, tuple[float, float]]:
    """The functions that take more than double as long, with their seconds."""
    pairs = {name: (before[name], after[name]) for name in READING if after[name] > MEASURED}
    return {name: pair for name, pair in pairs.items() if pair[1] > GROWTH * pair[0]}


CHARACTERS = st.characters(exclude_categories=())  # halves of pairs too
PIECES = [
    "“We are glad,”", '"a disaster"', "said Ann Lee", "he", ".", ",", "“", "Mr. Lee", "on Monday", "the '80s", "\n\n",
    "last year", "in 300 years", "NATO", "LONDON (AP) —", "not good", "\ud800", "\x00", "\u202e", "e\u0301", "\r", "😀",
]  # fmt: skip
TEXTS = st.text(CHARACTERS, max_size=80) | st.lists(st.sampled_from(PIECES) | CHARACTERS, max_size=30).map(" ".join)
DATES = st.sampled_from([None, "2024-05-17", "2024-02-29", "0001-01-01", "9999-12-31"])


@settings(max_examples=20, derandomize=True)
@given(TEXTS, DATES)
def test_any_text_is_read_and_each_row_stands_where_it_says(text, published):
    article = Article(text, published=published)
    reading = worst.Reading(article)
    for name in worst.CALLS:
        table = reading[name]
        if isinstance(table, pd.DataFrame) and {"start", "end", "text"} <= set(table):
            spans = zip(table["start"], table["end"], strict=True)
            assert [article.text[int(start) : int(end)] for start, end in spans] == list(table["text"]), name
