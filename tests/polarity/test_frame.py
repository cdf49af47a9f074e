"""The frame of a target: facts worked out by hand."""

import pytest

from dateline.polarity.frame import Load, after, before, frame
from dateline.polarity.target import clear, mention
from dateline.polarity.wording import CUE, NAME, words

SIGNS = {"brave": 1, "attack": -1, "cruel": -1}


def framed(text, target, mention):
    """The frame of a target in a sentence read whole."""
    found, start = words(text, [(text.index(target), text.index(target) + len(target))]), text.index(target)
    inside = [i for i, word in enumerate(found) if start <= word.start < start + len(target)]
    forms, span = [word.form for word in found], (inside[0], inside[-1] + 1)
    return frame(forms, Load(found, SIGNS), span, (0, len(found)), mention, False, "no marks")


def test_a_hand_worked_frame():
    # "on" governs the target, "was" follows; Brown is the one other name; one ill word left, one ill word right
    assert framed("The attack on Lee was cruel, Brown said.", "Lee", "name") == (
        "before on",
        "after be",
        "between on be",
        "other names 1",
        "place 1",
        "quoted no marks",
        "mention name 1",
        "leans - -",
        "leans near - -",
        "leans -",
        "good words 0",
        "ill words 2",
    )


def test_a_negated_word_of_good_counts_as_ill():
    facts = framed("Lee was not brave", "Lee", "name")
    assert {"good words 0", "ill words 1", "leans 0 -"} <= set(facts)


def test_the_targets_own_words_are_neither_good_nor_ill():
    facts = framed("they feared the cruel king", "the cruel king", "the")
    assert {"good words 0", "ill words 0", "mention the 3"} <= set(facts)


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ([], "^"),
        (["the"], "^"),
        (["attack", "by", "the", "former", NAME], "by"),
        (["then", ","], ","),
        (["praised"], "-"),
        ([CUE, NAME], CUE),
    ],
)
def test_what_governs_the_target(forms, expected):
    assert before([*forms, "target"], len(forms)) == expected


@pytest.mark.parametrize(
    ("forms", "expected"),
    [([], "."), ([NAME, "."], "."), ([")"], ","), (["who"], "who"), (["is"], "be"), (["will"], "have"), (["ran"], "-")],
)
def test_how_the_sentence_goes_on(forms, expected):
    assert after(["target", *forms], 1) == expected


def test_the_next_names_stop_the_clear_stretch():
    forms = ["blamed", NAME, "for", "the", NAME, "target", "loss", NAME, "won"]
    assert clear(forms, 5, 6, 0, 9) == range(2, 7)
    assert clear(["a", "b"], 0, 1, 0, 2) == range(2)


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("Lee ran", (0, 3), ("name", False, "no marks")),
        ("Lee’s dog ran", (0, 3), ("name", True, "no marks")),
        ("Lee's dog ran", (0, 5), ("name", True, "no marks")),
        ("the mayor ran", (0, 9), ("the", False, "no marks")),
        ("“Lee ran”", (1, 4), ("name", False, "inside")),
        ("“No,” Lee said", (6, 9), ("name", False, "outside")),
        ("his dog ran", (0, 3), ("pronoun", True, "no marks")),
    ],
)
def test_kind_of_mention(text, span, expected):
    assert mention(text, *span, text[slice(*span)].lower().split()[0]) == expected
