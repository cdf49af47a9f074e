"""Clauses of a sentence, cut by hand: where each begins and ends, and its verb."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import Article
from dateline.events.happenings import read_sentences
from dateline.events.syntax import split
from dateline.events.verbs import verb_sort


def clauses(text):
    """The words of each clause's own, its form and its main verb, in order."""
    sentence = read_sentences(Article(text))[0]
    told = []
    for k, clause in enumerate(sentence.clauses):
        own = [word.text for word, owner in zip(sentence.words, sentence.owner, strict=True) if owner == k]
        verb = sentence.words[clause.head].text if clause.head is not None else None
        told.append((" ".join(own).strip(" ,."), clause.form, verb))
    return told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge fell on Friday.", [("The bridge fell on Friday", "main", "fell")]),
        (
            "The mayor fled when the bridge fell.",
            [("The mayor fled", "main", "fled"), ("when the bridge fell", "time", "fell")],
        ),
        (
            "He said that the bridge was closed.",
            [("He said", "main", "said"), ("that the bridge was closed", "complement", "closed")],
        ),
        (
            "The bridge fell, and the ferry sank.",
            [("The bridge fell", "main", "fell"), ("and the ferry sank", "coordinate", "sank")],
        ),
        (
            "Smith, who led the party, resigned.",
            [("Smith   resigned", "main", "resigned"), ("who led the party", "relative", "led")],
        ),
        (
            "It fell; nobody was hurt.",
            [("It fell ;", "main", "fell"), ("nobody was hurt", "main", "hurt")],
        ),
    ],
)
def test_clauses(text, expected):
    found = [(" ".join(own.replace(",", "").split()), form, verb) for own, form, verb in clauses(text)]
    assert [form for _, form, _ in found] == [form for _, form, _ in expected]
    assert [verb for _, _, verb in found] == [verb for _, _, verb in expected]
    joined = [" ".join(word for word in own.split() if word not in (";", "and")) for own, _, _ in found]
    assert joined == [" ".join(word for word in own.split() if word not in (";", "and")) for own, _, _ in expected]


@pytest.mark.parametrize(
    ("text", "tense", "negated"),
    [
        ("He will leave.", "future", False),
        ("He has left.", "perfect", False),
        ("He could leave.", "modal", False),
        ("He left.", "past", False),
        ("He never left.", "past", True),
        ("He did not leave.", "past", True),
        ("He didn't leave.", "past", True),
        ("He'll leave.", "future", False),
    ],
)
def test_tense_and_negation_of_a_verb_group(text, tense, negated):
    verb = read_sentences(Article(text))[0].clauses[0].verb
    assert (verb.tense, verb.negated) == (tense, negated)


@pytest.mark.parametrize(
    ("form", "lemma", "sort"),
    [
        ("was", "be", "auxiliary"),
        ("went", "go", "past"),
        ("closed", "close", "ambiguous"),
        ("taken", "take", "participle"),
        ("says", "say", "present"),
        ("closing", "close", "ing"),
        ("been", "be", "bare"),
        ("bridge", "bridge", ""),
        ("red", "red", ""),
    ],
)
def test_sort_of_a_form(form, lemma, sort):
    assert verb_sort(form, lemma) == sort


def test_nothing_has_no_clauses():
    assert split([]) == ([], [])


WORDS = "He said that the bridge , fell and who when was not to “ ” ; in closed it - ' 2014 may after".split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_every_word_has_one_clause_and_every_parent_comes_first(words):
    for sentence in read_sentences(Article(" ".join(words))).values():
        assert len(sentence.owner) == len(sentence.words)
        assert set(sentence.owner) <= set(range(len(sentence.clauses)))
        assert all(c.parent is None or 0 <= c.parent < len(sentence.clauses) for c in sentence.clauses)
        assert all(c.parent != k for k, c in enumerate(sentence.clauses))
        for k, clause in enumerate(sentence.clauses):
            if clause.last >= 0:
                start, end = sentence.span(k)
                assert sentence.words[0].start <= start < end <= sentence.words[-1].end
