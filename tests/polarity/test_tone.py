"""Tone of sentences and toward targets: the parts are the score, in their places, for any text."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.polarity import contributions, target_contributions, target_tone, tone
from dateline.polarity.sentence import bounded, calibration, weight, weights
from dateline.polarity.target import phrase_weights, scaled
from dateline.polarity.wording import CUE, GROUPS, NAME, TITLES, words, words_round

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
    "it was terrible " * 3_000,
    "not " * 10_000,
    "a-" * 10_000,
    "'" * 10_000,
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
    assert target_tone("(@hero) told Lee", 13, 16) == target_tone("(@liar) told Lee", 13, 16)


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
    assert all(contributions(f"the {word}")["text"].tolist().count(word) == 0 for word in GROUPS | TITLES)


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


@settings(deadline=None)
@given(TEXTS, st.integers(0, 40), st.integers(1, 10))
def test_parts_sum_to_the_tone_toward_a_target(text, start, size):
    table = target_contributions(text, start, start + size)
    assert all(text[row.start : row.end] == row.text for row in table.itertuples())
    if text.strip():
        told = scaled(table["contribution"].sum())
        assert told == pytest.approx(target_tone(text, start, start + size), abs=1e-8)


WORDS = st.sampled_from(
    [
        "Ann",
        "Moss's",
        "Reed-Moss",
        "No",
        "not",
        "very",
        "never",
        "but",
        "good",
        "bad",
        "only",
        "isn't",
        "“",
        ",",
        ".",
        "if",
    ]
)


@settings(max_examples=80, derandomize=True)
@given(st.lists(WORDS, min_size=3, max_size=12).map(" ".join), st.lists(st.integers(0, 60), min_size=6, max_size=6))
def test_words_round_a_place_are_the_words_of_the_sentence_read_for_that_place(text, edges):
    a, b, c, d, e, f = sorted(edges)
    neutral = [(a, b), (e, f)]
    plain, shared = words(text, neutral), words_round(text, c, d, neutral)
    assert [word.form for word in plain] == [word.form for word in shared]
    outside = [i for i, word in enumerate(plain) if not (word.start < d and c < word.end)]
    assert [plain[i] for i in outside] == [shared[i] for i in outside]


def test_words_far_from_a_target_do_not_speak_of_it():
    near, far = ("Lee was there " + "and so on " * n + "a terrible disaster" for n in (5, 80))
    assert target_tone(near, 0, 3) < -0.05
    assert target_tone(far, 0, 3) == target_tone(far.replace("terrible disaster", "cup of tea"), 0, 3)
