"""Trees that anyone agrees on, then what must hold for any text."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline as dl
from dateline.syntax.model import FOLDER, parse
from dateline.syntax.table import DTYPES, LONGEST

LARGEST = 6_000_000  # bytes of the model


def arcs(text: str) -> set[tuple[str, str, str]]:
    """(word, relation, head) of each word; "" is the head of the root."""
    table = dl.dependencies(dl.Article(text))
    words = dict(zip(table["word"], table["text"], strict=True))
    return {(r.text, r.relation, words.get(r.head, "")) for r in table.itertuples()}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The court closed the bridge on Monday.",
            ["court nsubj closed", "bridge obj closed", "Monday obl closed", "closed root "],
        ),
        ("The bridge was closed by the court.", ["bridge nsubj:pass closed", "was aux:pass closed", "by case court"]),
        (
            "Ada Brown said that the bridge would reopen in March.",
            ["Ada nsubj said", "Brown flat Ada", "reopen ccomp said", "bridge nsubj reopen", "March obl reopen"],
        ),
        ("“The vote was a mistake,” Moss said.", ["mistake ccomp said", "Moss nsubj said", "vote nsubj mistake"]),
        ('"The vote was a mistake," said Moss.', ["mistake ccomp said", "Moss nsubj said", "was cop mistake"]),
        (
            "The mayor, who resigned in May, praised the plan.",
            ["resigned acl:relcl mayor", "who nsubj resigned", "mayor nsubj praised", "May obl resigned"],
        ),
        (
            "Police searched the house and arrested two men.",
            ["arrested conj searched", "and cc arrested", "house obj searched", "men obj arrested", "two nummod men"],
        ),
        ("The vote is on Monday.", ["vote nsubj Monday", "is cop Monday", "on case Monday", "Monday root "]),
        ("According to the ministry, 40 people died.", ["ministry obl died", "people nsubj died", "40 nummod people"]),
        ("The senate passed the bill Tuesday.", ["Tuesday obl:unmarked passed", "bill obj passed"]),
        ("Dozens killed in Kabul blast", ["Dozens nsubj:pass killed", "blast obl killed", "killed root "]),
        ("Senate passes bill to cut taxes", ["Senate nsubj passes", "bill obj passes", "taxes obj cut"]),
        ("She didn't want to leave Paris.", ["n't advmod want", "did aux want", "leave xcomp want", "Paris obj leave"]),
        ("Brown's lawyer set up a fund.", ["Brown nmod:poss lawyer", "up compound:prt set", "fund obj set"]),
        ("The man arrested on Sunday is a teacher.", ["arrested acl man", "man nsubj teacher", "Sunday obl arrested"]),
        ("If it rains, the game will be moved.", ["rains advcl moved", "If mark rains", "game nsubj:pass moved"]),
    ],
)
def test_a_tree_that_anyone_agrees_on(text: str, told: list[str]) -> None:
    found = arcs(text)
    assert {arc for line in told if (arc := tuple(line.split(" "))) not in found} == set()


@pytest.mark.parametrize(
    ("text", "upos"),
    [
        ("The court closed the old bridge on Monday.", "DET NOUN VERB DET ADJ NOUN ADP PROPN PUNCT"),
        ("She'll resign quickly, and he can't.", "PRON AUX VERB ADV PUNCT CCONJ PRON AUX PART PUNCT"),
    ],
)
def test_parts_of_speech(text: str, upos: str) -> None:
    assert dl.dependencies(dl.Article(text))["upos"].tolist() == upos.split()


def test_words_of_a_token_share_its_position() -> None:
    table = dl.dependencies(dl.Article("They've said it's what she'd do, but she didn’t."))
    words = "They 've said it 's what she 'd do , but she did n’t ."
    assert table["text"].tolist() == words.split()
    assert table["position"].tolist() == [0, 0, 1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 10, 11]


def test_curly_marks_change_nothing() -> None:
    straight = dl.dependencies(dl.Article('"It isn\'t over," Moss said. "We\'ll see."'))
    curly = dl.dependencies(dl.Article("“It isn’t over,” Moss said. “We’ll see.”"))
    same = ["start", "end", "upos", "head", "relation", "confidence"]
    pd.testing.assert_frame_equal(straight[same], curly[same])


def test_columns_and_their_types_are_the_same_without_a_word() -> None:
    empty, full = dl.dependencies(dl.Article("")), dl.dependencies(dl.Article("It rained."))
    assert empty.dtypes.astype(str).to_dict() == full.dtypes.astype(str).to_dict() == DTYPES
    assert len(empty) == 0


def test_the_same_answer_twice_whatever_stands_beside() -> None:
    text = "The court closed the bridge. Ada Brown, the mayor, said so on Monday."
    alone = dl.dependencies(dl.Article(text))
    parsed = parse([["It", "rained", "."], "The court closed the bridge .".split()])
    assert parsed.heads[3:].tolist() == alone["head"].tolist()[:6]
    pd.testing.assert_frame_equal(alone, dl.dependencies(dl.Article(text)))


def test_callers_may_write_into_their_table() -> None:
    article = dl.Article("It rained.")
    table = dl.dependencies(article)
    table.loc[0, "head"] = 7
    assert dl.dependencies(article)["head"].tolist() == [1, -1, 1]


def test_a_very_long_sentence_is_one_tree() -> None:
    text = "He saw " + ", ".join(f"the house of Ann{i} Moss" for i in range(3 * LONGEST)) + "."
    table = dl.dependencies(dl.Article(text))
    check(dl.Article(text), table)
    assert (table["relation"] == "parataxis").sum() > 5


def test_the_model_is_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) <= LARGEST


def check(article: dl.Article, table: pd.DataFrame) -> None:
    """Spans that don't lie, words that make up the tokens, one tree a sentence."""
    assert [article.text[s:e] for s, e in zip(table["start"], table["end"], strict=True)] == table["text"].tolist()
    tokens = dl.tokens(article)
    assert table.groupby("position")["text"].agg("".join).tolist() == tokens["text"].tolist()
    assert table["confidence"].between(0, 1).all()
    for _, rows in table.groupby("sentence"):
        head = dict(zip(rows["word"], rows["head"], strict=True))
        assert list(head.values()).count(-1) == (rows["relation"] == "root").sum() == 1
        for word in head:
            seen = set()
            while word >= 0:
                assert word not in seen
                seen.add(word)
                word = head[word]  # a word of this sentence


PIECES = st.sampled_from("didn't “ ” \" ' said Moss . \n\n U.S.-led cannot n’t -- $3.5m".split(" "))
LINES = st.lists(PIECES, max_size=30)


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=80), LINES.map(" ".join), LINES.map("".join)))
def test_spans_and_trees_of_any_text(text: str) -> None:
    article = dl.Article(text)
    check(article, dl.dependencies(article))


def test_words_are_in_the_order_of_the_text() -> None:
    table = dl.dependencies(dl.Article("It can't be. It cannot be.\n\nIt is."))
    assert table["word"].tolist() == list(range(len(table)))
    assert all(a <= b for a, b in pairwise(table["start"]))


@pytest.mark.parametrize(
    ("text", "noun", "verb"),
    [
        ("The parcel was stopped at a mail hall in Midtown Manhattan, police officials in New York City said.",
         "officials", "said"),
        ("That did little to calm the row, and Moss on Monday accused the firm of lying.", "Moss", "accused"),
        ("After reporter Michael Scott finished his question, he left.", "Michael", "finished"),
        ("Mill, aware of this, told voters that they should be careful.", "Mill", "told"),
        ("It fell.", "It", "fell"),
    ],
)  # fmt: skip
def test_a_subject_hangs_on_the_verb_behind_it(text, noun, verb):
    table = dl.dependencies(dl.Article(text)).set_index("text")
    row = table.loc[noun]
    assert (row["relation"], row["head"]) == ("nsubj", table.loc[verb, "word"])
