"""VADER's taking-apart: the parts are NLTK's score, and every part stands where its word stands."""

import math
import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.polarity.characters import plain
from dateline.polarity.vader import analyzer, vader_contributions, vader_tone

COLUMNS = ["start", "end", "text", "contribution", "why"]
SENTENCES = [
    "The plan was good.",
    "The plan wasn't very good, but the people were kind of happy!!",
    "Was it a disaster? A crime? A TOTAL disaster???",
    "It was the least helpful answer; never so welcome, at least without help.",
    "Good, good and not good: the bomb was the shit, yeah right.",
    "No lexicon word stands in here",
]


def test_hand_worked_negation():
    table = vader_contributions("The plan was not good")  # good is 1.9 in the lexicon, negation multiplies by -0.74
    assert list(table.columns) == COLUMNS
    assert list(table["text"]) == ["", "good"]
    assert list(table["contribution"]) == pytest.approx([0.0, -1.406])
    assert vader_tone("The plan was not good") == pytest.approx(-1.406 / math.sqrt(1.406**2 + 15))


def test_hand_worked_emphasis_strengthens_the_sign_of_the_words():
    assert vader_contributions("A bad day!!")["contribution"].tolist() == pytest.approx([0.0, -2.5, -0.292, -0.292])
    assert vader_contributions("A day!!")["contribution"].tolist() == [0.0]


@pytest.mark.parametrize("text", SENTENCES)
def test_agrees_with_nltk(text):
    assert vader_tone(text) == pytest.approx(analyzer().polarity_scores(text)["compound"], abs=5.1e-5)


@pytest.mark.parametrize("text", ["He didn’t like it", "He didnʼt like it", "He didn't like it"])
def test_any_apostrophe_negates(text):
    assert vader_tone(text) == vader_tone("He didn't like it") < 0


@pytest.mark.parametrize("text", ["The “great” plan", "The «great» plan", 'The "great" plan', "plan—great—here"])
def test_quotation_marks_and_dashes_hide_no_word(text):
    row = vader_contributions(text).iloc[1]
    assert (row["text"], row["contribution"]) == ("great", 3.1)


def test_neutral_words_carry_no_tone():
    text = "Justice Grace Love said the murder was a crime"
    told = vader_contributions(text, neutral=[(0, 18)])
    assert list(told["text"]) == ["", "murder", "crime"]
    assert vader_tone(text, neutral=[(0, len(text))]) == 0.0


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_empty_text_is_undefined(text):
    assert math.isnan(vader_tone(text))
    assert vader_contributions(text).empty
    assert list(vader_contributions(text).columns) == COLUMNS


def test_long_and_odd_texts_are_defined():
    for text in ["good " * 10_000, "😀", "!!!", "A", "GOOD " * 50, "хорошо", "“good", "kind", "\x1c\u2003x"]:
        assert -1 <= vader_tone(text) <= 1


PIECES = st.sampled_from(["not", "good", "but", "bad", "very", "kind", "of", "!", "?", "least", "never", "so", "love"])


@settings(deadline=None)
@given(st.text() | st.lists(PIECES).map(" ".join))
def test_parts_sum_to_the_score_at_their_places(text):
    table = vader_contributions(text)
    assert all(text[row.start : row.end] == row.text for row in table.itertuples())
    score = table["contribution"].sum()
    if text.strip():
        assert vader_tone(text) == pytest.approx(score / math.sqrt(score**2 + 15), abs=1e-12)
        assert vader_tone(text) == pytest.approx(analyzer().polarity_scores(plain(text))["compound"], abs=5.1e-5)


@given(st.text())
def test_plain_keeps_every_offset(text):
    assert len(plain(text)) == len(text)


def test_the_lexicon_is_read_where_it_has_two_names(tmp_path: Path):
    """As conda and uv install every file; in a process that finds such a package first."""
    package = tmp_path / "vaderSentiment"
    shutil.copytree(files("vaderSentiment"), package, ignore=shutil.ignore_patterns("__pycache__"))
    os.link(package / "vader_lexicon.txt", tmp_path / "another name")
    code = "import vaderSentiment; from dateline.polarity.vader import analyzer\n"
    code += "print(vaderSentiment.__path__[0], analyzer().lexicon['good'])"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *filter(None, sys.path)])}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == f"{package} 1.9\n"
