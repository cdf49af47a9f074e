"""Which words a token is made of, and how the model knows each."""

from itertools import pairwise

import pytest

from dateline.syntax.words import canonical, cuts


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("resigned", ["resigned"]),
        ("didn't", ["did", "n't"]),
        ("didn’t", ["did", "n’t"]),
        ("she'll", ["she", "'ll"]),
        ("I'd", ["I", "'d"]),
        ("They've", ["They", "'ve"]),
        ("can't", ["ca", "n't"]),
        ("won't", ["wo", "n't"]),
        ("cannot", ["can", "not"]),
        ("shouldn't've", ["should", "n't", "'ve"]),
        ("DON'T", ["DO", "N'T"]),
        ("O'Brien", ["O'Brien"]),
        ("ma'am", ["ma'am"]),
        ("U.S.-led", ["U.S.-led"]),
        ("n't", ["n't"]),
        ("'", ["'"]),
    ],
)
def test_clitics_are_cut_off(token: str, words: list[str]) -> None:
    assert [token[a:b] for a, b in pairwise([*cuts(token), len(token)])] == words


def known(text: str, *words: str) -> list[str]:
    starts, at = [], 0
    for word in words:
        starts.append(text.index(word, at))
        at = starts[-1] + len(word)
    return canonical(words, starts, [s + len(w) for s, w in zip(starts, words, strict=True)], [0] * len(words))


@pytest.mark.parametrize(
    ("text", "words", "canon"),
    [
        ('"Go," he said.', '" Go , " he said .', "“ Go , ” he said ."),
        ("“Go,” he said.", "“ Go , ” he said .", "“ Go , ” he said ."),
        ('He said "go".', 'He said " go " .', "He said “ go ” ."),
        ('("Go")', '( " Go " )', "( “ Go ” )"),
        ('" Go "', '" Go "', "“ Go ”"),
        ("the workers' 'right'", "the workers ' ' right '", "the workers ’ ‘ right ’"),
        ("Moss’s – so --", "Moss ’s – so --", "Moss 's — so —"),
        ("He ..... left", "He ..... left", "He … left"),
    ],
)
def test_marks_are_of_one_kind(text: str, words: str, canon: str) -> None:
    assert known(text, *words.split()) == canon.split()


def test_marks_begin_anew_in_each_sentence() -> None:
    assert canonical(['"', "a", '"', "b"], [0, 2, 10, 12], [1, 3, 11, 13], [0, 0, 1, 1]) == ["“", "a", "“", "b"]
