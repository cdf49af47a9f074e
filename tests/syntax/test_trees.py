"""Questions to trees that are written out here, so that no model is asked."""

import pandas as pd
import pytest

from dateline.syntax.trees import Trees


def trees(*lines: str) -> Trees:
    """Each line a sentence: word/UPOS/head/relation, heads counted from 1, 0 the root."""
    rows, at = [], 0
    for number, line in enumerate(lines):
        first = len(rows)
        for cell in line.split():
            text, upos, head, relation = cell.rsplit("/", 3)
            above = int(head) - 1 + first if int(head) else -1
            rows.append((text, upos, above, relation, number, at, at + len(text)))
            at += len(text) + 1
    return Trees(pd.DataFrame(rows, columns=["text", "upos", "head", "relation", "sentence", "start", "end"]))


SIGNED = (
    "The/DET/2/det bill/NOUN/4/nsubj:pass was/AUX/4/aux:pass signed/VERB/0/root by/ADP/6/case Moss/PROPN/4/obl:agent"
)
WANTS = "She/PRON/2/nsubj wants/VERB/0/root to/PART/4/mark leave/VERB/2/xcomp and/CCONJ/6/cc rest/VERB/4/conj"
TOLD = "They/PRON/2/nsubj told/VERB/0/root her/PRON/2/obj to/PART/5/mark go/VERB/2/xcomp"
RELATIVE = "Men/NOUN/4/nsubj who/PRON/3/nsubj lie/VERB/1/acl:relcl fail/VERB/0/root"
WITH = "He/PRON/2/nsubj left/VERB/0/root ,/PUNCT/4/punct saying/VERB/2/advcl Ann/PROPN/6/nsubj lied/VERB/4/ccomp"
LIST = "We/PRON/2/nsubj saw/VERB/0/root Ann/PROPN/2/obj ,/PUNCT/5/punct Bob/PROPN/3/conj and/CCONJ/7/cc Cy/PROPN/3/conj"
MAN = "The/DET/2/det man/NOUN/5/nsubj arrested/VERB/2/acl here/ADV/3/advmod slept/VERB/0/root"
NOT = "It/PRON/4/nsubj is/AUX/4/cop not/PART/4/advmod Monday/PROPN/0/root"
WHILE = "He/PRON/2/nsubj fell/VERB/0/root while/SCONJ/5/mark is/AUX/5/cop ill/ADJ/2/advcl"


def test_children_and_their_relations() -> None:
    t = trees(SIGNED)
    assert t.children(3) == [1, 2, 5]
    assert t.children(3, "nsubj") == t.children(3, "nsubj:pass") == [1]
    assert t.child(3, "obl") == 5
    assert t.child(3, "obj") is None


def test_subtrees_and_their_spans() -> None:
    t = trees(SIGNED, LIST)
    assert t.subtree(5) == [4, 5]
    assert t.span(1) == (0, 8)
    assert t.subtree(8, without=("conj",)) == [8]
    assert t.subtree(8) == [8, 9, 10, 11, 12]
    assert (t.first[7], t.last[7]) == (6, 12)


@pytest.mark.parametrize(
    ("sentence", "word", "subject"),
    [
        (SIGNED, "signed", "bill"),
        (WANTS, "leave", "She"),
        (WANTS, "rest", "She"),
        (TOLD, "go", "her"),
        (RELATIVE, "lie", "Men"),
        (RELATIVE, "fail", "Men"),
        (WITH, "saying", "He"),
        (WITH, "lied", "Ann"),
        (MAN, "arrested", "man"),
        (NOT, "Monday", "It"),
        (WHILE, "ill", None),
    ],
)
def test_whose_act_it_is(sentence: str, word: str, subject: str | None) -> None:
    t = trees(sentence)
    found = t.subject_of(t.text.index(word))
    assert (None if found is None else t.text[found]) == subject


@pytest.mark.parametrize(
    ("sentence", "word", "clause"),
    [
        (SIGNED, "Moss", "signed"),
        (WANTS, "to", "leave"),
        (WANTS, "and", "rest"),
        (WITH, "Ann", "lied"),
        (LIST, "Cy", "saw"),
        (MAN, "here", "arrested"),
        (NOT, "is", "Monday"),
    ],
)
def test_the_clause_a_word_stands_in(sentence: str, word: str, clause: str) -> None:
    t = trees(sentence)
    assert t.text[t.clause_of(t.text.index(word))] == clause


def test_passives_and_their_agents() -> None:
    t = trees(SIGNED, MAN)
    assert t.is_passive(3)
    assert t.agent_of(3) == 5
    assert not t.is_passive(8)
    assert t.agent_of(8) is None


def test_an_agent_that_is_not_marked_as_one() -> None:
    t = trees(SIGNED.replace("obl:agent", "obl"))
    assert t.agent_of(3) == 5


def test_negations() -> None:
    t = trees(NOT, WANTS)
    assert t.negation_of(3) == 2
    assert t.negation_of(5) is None
