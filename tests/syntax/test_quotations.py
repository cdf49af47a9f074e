"""Which quotations are read apart, and how what was read apart is one tree again."""

import numpy as np
import pytest

from dateline.syntax.quotations import joined, pieces, shown


def runs(text: str) -> list[str]:
    forms = text.split()
    return [" ".join(shown(forms, run)) for run in pieces(forms)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("“ We will not go , ” Moss said .", ["“ it , ” Moss said .", "We will not go"]),
        ("Moss said : “ We will not go . ”", ["Moss said : “ it ”", "We will not go ."]),
        ("We will not go , ” Moss said .", ["it , ” Moss said .", "We will not go"]),  # the mark is a sentence before
        ("Moss said , “ We will not go .", ["Moss said , “ it", "We will not go ."]),  # or after
        (
            "“ We will not go , ” she said , “ That is the end of it . ”",
            ["“ it , ” she said , “ it ”", "We will not go", "That is the end of it ."],
        ),
        ("He called it “ a very bad mistake ” .", ["He called it “ a very bad mistake ” ."]),
        ("“ Never , ” Moss said .", ["“ Never , ” Moss said ."]),
        ("“ We will not go . ”", ["“ We will not go . ”"]),
        ("She sang “ The Long Road To Rome ” twice .", ["She sang “ The Long Road To Rome ” twice ."]),
        ("It rained .", ["It rained ."]),
    ],
)
def test_quoted_clauses_are_read_apart(text: str, read: list[str]) -> None:
    assert runs(text) == read


def columns(*words: str) -> list[np.ndarray]:
    upos, heads, relations = zip(*(word.split("/") for word in words), strict=True)
    told = [np.array(upos, dtype=object), np.array(heads, dtype=int), np.array(relations, dtype=object)]
    return [*told, np.linspace(0, 1, len(words))]


def test_what_was_read_apart_hangs_where_its_stand_in_hung() -> None:
    split = pieces("“ We will not go , ” Moss said .".split())
    mark, end = "PUNCT/1/punct", "PUNCT/5/punct"
    outer = columns(mark, "PRON/5/obj", mark, mark, "PROPN/5/nsubj", "VERB/-1/root", end)
    inner = columns("PRON/3/nsubj", "AUX/3/aux", "PART/3/advmod", "VERB/-1/root")
    upos, heads, relations, margins = joined(split, [outer, inner])
    assert upos.tolist() == "PUNCT PRON AUX PART VERB PUNCT PUNCT PROPN VERB PUNCT".split()
    assert heads.tolist() == [4, 4, 4, 4, 8, 4, 4, 8, -1, 8]
    assert relations.tolist() == "punct nsubj aux advmod ccomp punct punct nsubj root punct".split()
    assert margins[4] == outer[3][1]


def test_a_quoted_title_stays_an_object() -> None:
    split = pieces("Moss wrote “ The Long Road To Rome . ”".split())
    outer = columns("PROPN/1/nsubj", "VERB/-1/root", "PUNCT/3/punct", "PRON/1/obj", "PUNCT/3/punct")
    inner = columns("DET/2/det", "ADJ/2/amod", "NOUN/-1/root", "ADP/4/case", "PROPN/2/nmod", "PUNCT/2/punct")
    assert joined(split, [outer, inner])[2].tolist()[5] == "obj"
