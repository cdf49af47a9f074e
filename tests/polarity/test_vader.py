"""VADER as the baseline: NLTK's score, blind to names."""

import math
import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.polarity.vader import analyzer, vader_tone
from dateline.polarity.wording import plain

SENTENCES = [
    "The plan was good.",
    "The plan wasn't very good, but the people were kind of happy!!",
    "Was it a disaster? A crime? A TOTAL disaster???",
    "It was the least helpful answer; never so welcome, at least without help.",
    "Good, good and not good: the bomb was the shit, yeah right.",
    "No lexicon word stands in here",
]


def test_hand_worked_negation():
    # good is 1.9 in the lexicon, negation multiplies by -0.74
    assert vader_tone("The plan was not good") == pytest.approx(-1.406 / math.sqrt(1.406**2 + 15), abs=1e-4)
    assert vader_tone("A bad day!!") == pytest.approx(-3.084 / math.sqrt(3.084**2 + 15), abs=1e-4)


@pytest.mark.parametrize("text", SENTENCES)
def test_agrees_with_nltk(text):
    assert vader_tone(text) == pytest.approx(analyzer().polarity_scores(text)["compound"], abs=5.1e-5)


@pytest.mark.parametrize("text", ["He didn’t like it", "He didnʼt like it", "He didn't like it"])
def test_any_apostrophe_negates(text):
    assert vader_tone(text) == vader_tone("He didn't like it") < 0


@pytest.mark.parametrize("text", ["The “great” plan", "The «great» plan", 'The "great" plan', "plan—great—here"])
def test_quotation_marks_and_dashes_hide_no_word(text):
    assert vader_tone(text) == vader_tone("The great plan") > 0


def test_neutral_words_carry_no_tone():
    text = "Justice Grace Love said the murder was a crime"
    assert vader_tone(text, neutral=[(0, 18)]) == vader_tone("0 said the murder was a crime")
    assert vader_tone(text, neutral=[(0, len(text))]) == 0.0


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_empty_text_is_undefined(text):
    assert math.isnan(vader_tone(text))


def test_long_and_odd_texts_are_defined():
    for text in ["good " * 10_000, "😀", "!!!", "A", "GOOD " * 50, "хорошо", "“good", "kind", "\x1c\u2003x"]:
        assert -1 <= vader_tone(text) <= 1


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
