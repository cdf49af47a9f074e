"""Tone of sentences and toward targets: the parts are the score, in their places, for any text."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.polarity import contributions, target_contributions, target_tone, tone
from dateline.polarity.sentence import bounded, calibration, weight, weights
from dateline.polarity.target import phrase_weights, scaled
from dateline.polarity.wording import CUE, NAME, WORDS, words

COLUMNS = ["start", "end", "text", "contribution", "why"]
ODD = [
    "A",
    "😀",
    "😀😡 !!!",
    "THE WHOLE CITY WAS IN DANGER",
    "Das ist ein sehr schöner Tag",
    "これは良い日です",
    "“unbalanced ‘quotes « here",
    "ﬁ İ ǅ ß",
    "\x00\ud800",
    "_name_ _cue_",
    "it was terrible " * 1_000,
    "not " * 2_500,
    "a-" * 10_000,
    "'" * 5_000,
    "1," * 10_000,
]
TEXTS = st.text() | st.lists(
    st.sampled_from(["not", "good", "but", "bad", "If", "denied", ",", ".", "very", "Lee", "said", "“", "’s", "a-b"])
).map(" ".join)


def test_hand_worked_score():
    # five words: weight of "good", reversed by half, over sqrt(5 / 20); the other words speak for themselves
    table = contributions("The plan was not good")
    row = table[table["text"] == "good"].iloc[0]
    assert row["contribution"] == pytest.approx(weight("good") * -0.5 / math.sqrt(5 / 20))
    assert row["why"].endswith("negated (×-0.50)")
    assert weight("good") > 0 > weight("disaster")


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Unemployment fell.", "Unemployment rose."),
        ("Poverty declined.", "Poverty increased."),
        ("Deaths fell by a third.", "Deaths rose by a third."),
        ("Profits rose 40 percent.", "Profits plunged 40 percent."),
        ("The government cut unemployment.", "The government cut jobs."),
        ("A fall in violent crime followed.", "A rise in violent crime followed."),
        ("There were fewer deaths in the north.", "There were more deaths in the north."),
    ],
)
def test_what_falls_counts_against_its_own_sign(better, worse):
    assert tone(worse) < -0.05 < 0.05 < tone(better)


def test_what_does_not_rise_is_better_than_what_does_not_fall():
    assert tone("Unemployment did not fall.") < tone("Unemployment did not rise.")


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("The president tested positive for the virus.", "positive"),
        ("All players tested negative.", "negative"),
        ("The biopsy was negative.", "negative"),
        ("Ten positive cases were found.", "positive"),
        ("He scored from a free-kick.", "free-kick"),
        ("She is pro-life.", "pro-life"),
        ("He bought a gun in the second week.", "gun"),
        ("He bought a gun in the second week.", "second"),
        ("They had no previous convictions.", "convictions"),
        ("She was lost for words.", "lost"),
        ("It sounded like a train.", "like"),
        ("It was not.", "not"),
        ("They cannot.", "cannot"),
    ],
)
def test_terms_of_a_domain_carry_no_tone(text, silent):
    assert silent not in set(contributions(text)["text"])


def test_never_so_is_no_negation():
    assert word_context("I have never been so frightened", "frightened") == "intensified"
    assert word_context("I was never frightened", "frightened") == "negated"


def test_what_somebody_is_rescued_from_is_lighter():
    assert word_context("They rescued a child from the fire", "fire") == "relieved"


def word_context(text, form):
    return next(word.context for word in words(text) if word.form == form)


@pytest.mark.parametrize("text", ["a terrible murder " * 10, "Terrible!", "a wonderful joy " * 3])
def test_no_tone_is_stuck_at_one(text):
    assert abs(tone(text)) < 0.995
    assert abs(target_tone(f"{text} by Lee", len(text) + 4, len(text) + 7)) < 0.995


def test_calibration_has_its_fixed_points():
    scale = calibration()
    assert bounded(scale["bias"], **scale) == 0.0
    assert bounded(scale["low"], **scale) == -0.05
    assert bounded(scale["high"], **scale) == 0.05


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_calibration_is_increasing(a, b):
    low, high = sorted([a, b])
    assert bounded(low, **calibration()) <= bounded(high, **calibration())


def test_columns_and_nothing_to_say():
    assert list(contributions("").columns) == list(target_contributions("", 0, 0).columns) == COLUMNS
    assert contributions(" ").empty
    assert target_contributions(" ", 0, 0).empty
    assert math.isnan(tone(""))
    assert math.isnan(target_tone("", 0, 0))
    assert tone("xyzzy plugh") == 0.0
    assert target_tone("Lee", 90, 99) == 0.0


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_have_a_defined_tone(text):
    assert -1 <= tone(text) <= 1
    assert -1 <= target_tone(text, 0, 1) <= 1
    assert contributions(text)["contribution"].notna().all()
    assert target_contributions(text, 0, 1)["contribution"].notna().all()


def test_names_titles_and_cues_are_masked():
    forms = [word.form for word in words("On Monday President Grace Love said that Justice Hope hoped")]
    assert forms == ["on", NAME, NAME, NAME, NAME, CUE, "that", NAME, NAME, "hoped"]


def test_an_account_is_a_name():
    forms = [word.form for word in words("thanks @hopeful_hero2 and (@GoodNews) for it")]
    assert forms == ["thanks", NAME, "and", "(", NAME, ")", "for", "it"]
    assert not any("@" in key for key in phrase_weights())
    assert target_tone("(@hero) told Lee", 13, 16) == pytest.approx(target_tone("(@liar) told Lee", 13, 16), abs=1e-3)


def test_a_question_says_half():
    said, asked = (word_factor("It was a good plan" + mark) for mark in (".", "?”"))
    assert (said, asked) == (1.0, 0.5)
    assert word_factor("Why? It was a good plan.") == 1.0


def word_factor(text):
    return next(word.factor for word in words(text) if word.form == "good")


def test_a_headline_in_capitals_keeps_its_words():
    assert tone("Brutal Murder Shocks Quiet Town") < -0.05


@pytest.mark.parametrize(
    "name",
    ["trump", "clinton", "obama", "putin", "merkel", "maduro", "netanyahu", "romney", "biden", "london", "moscow"],
)
def test_no_name_carries_a_weight(name):
    assert name not in weights()
    assert contributions(f"{name.title()} spoke")["text"].tolist().count(name.title()) == 0


def test_groups_and_titles_carry_no_weight():
    assert all(
        contributions(f"the {word}")["text"].tolist().count(word) == 0 for word in WORDS["group"] | WORDS["title"]
    )


def test_neutral_spans_are_silent():
    text = "The terrible murder was told in a book"
    assert {"terrible", "murder"} <= set(contributions(text)["text"])
    assert not {"terrible", "murder"} & set(contributions(text, neutral=[(4, 19)])["text"])
    toward = target_contributions(text, 34, 38, neutral=[(4, 19)])
    assert not {"terrible", "murder"} & set(toward["text"])


@pytest.mark.parametrize("mark", ["'", "’", "ʼ"])
def test_apostrophes_are_one(mark):
    assert tone(f"It wasn{mark}t good") == tone("It wasn't good")
    assert target_tone(f"Lee wasn{mark}t good", 0, 3) == target_tone("Lee wasn't good", 0, 3)


@settings(deadline=None)
@given(TEXTS)
def test_parts_sum_to_the_tone(text):
    table = contributions(text)
    assert all(text[row.start : row.end] == row.text for row in table.itertuples())
    if text.strip():
        assert bounded(table["contribution"].sum(), **calibration()) == pytest.approx(tone(text), abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(TEXTS, st.integers(0, 40), st.integers(1, 10))
def test_parts_sum_to_the_tone_toward_a_target(text, start, size):
    table = target_contributions(text, start, start + size)
    assert all(text[row.start : row.end] == row.text for row in table.itertuples())
    if text.strip():
        told = scaled(table["contribution"].sum())
        assert told == pytest.approx(target_tone(text, start, start + size), abs=1e-8)


def test_words_far_from_a_target_do_not_speak_of_it():
    near, far = ("Lee led " + "the town and the bridge and " * n + "a terrible disaster" for n in (1, 80))
    assert target_tone(near, 0, 3) < -0.05
    assert target_tone(far, 0, 3) == target_tone(far.replace("terrible disaster", "cup of tea"), 0, 3)
