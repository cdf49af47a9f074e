import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article import Article
from dateline.entities import mentions
from dateline.segments.tokenization import tokens
from dateline.terms.counts import countable, frequency
from dateline.terms.forms import NAME_COLUMNS, VARIANT_COLUMNS, names, spelt_like, variants, with_terms

TEXT = "The US told us so. U.S. officers met an officer of the United States, and the USA thanked us and U.S.A. aides."


def test_one_country_in_five_spellings_and_never_us():
    table = frequency(with_terms(tokens(Article(TEXT))), by="term").set_index("term")
    assert table.loc["United States", "n"] == 5
    assert table.loc["us", "n"] == 2


def test_variants_are_shown():
    table = variants(tokens(Article(TEXT)))
    assert list(table) == VARIANT_COLUMNS
    found = {(row.term, row.variant): row.n for row in table.itertuples()}
    assert {v: n for (term, v), n in found.items() if term == "United States"} == {
        "US": 1, "U.S.": 1, "United States": 1, "USA": 1, "U.S.A.": 1,
    }  # fmt: skip
    assert sum(n for (term, _), n in found.items() if term == "United States") == 5
    assert found[("officer", "officer")] == found[("officer", "officers")] == 1
    assert {term for term, _ in found} == {"United States", "officer"}


def test_a_name_of_several_words_keeps_its_span():
    article = Article(TEXT)
    row = with_terms(tokens(article)).query("type == 'united states'").iloc[0]
    assert article.text[row["start"] : row["end"]] == row["text"] == "United States"


NAMES = """President Ann Marie Smith met The Oslo Times on Friday.

Smith told the Times that Ann M. Smith's U.S. visit was short. The smith and the times were not named. St. Louis slept.
"""


def test_mentions_of_one_entity_are_one_term():
    article = Article(NAMES)
    found = mentions(article)
    rows = with_terms(tokens(article), found)
    for row in rows.itertuples():
        assert article.text[row.start : row.end] == row.text
    people = rows[rows["term"].eq("Ann Marie Smith")]
    assert people["text"].to_list() == ["Ann Marie Smith", "Smith", "Ann M. Smith"]
    assert rows.loc[rows["text"].eq("St. Louis"), "term"].to_list() == ["St. Louis"]
    assert set(rows.loc[rows["text"].isin(["smith", "times"]), "term"]) == {"smith", "times"}
    table = names(rows, found).set_index("term")
    assert table.loc["Ann Marie Smith", ["kind", "n", "range"]].to_list() == ["person", 3, 2]
    assert table.loc["Ann Marie Smith", "written"] == "Ann M. Smith (1), Ann Marie Smith (1), Smith (1)"
    assert table.loc["United States", "written"] == "U.S. (1)"


def test_a_name_is_not_joined_over_a_row_that_was_left_out():
    table = tokens(Article("We saw St. Louis."))
    rows = with_terms(table[table["kind"].ne("mark")], mentions(Article("We saw St. Louis.")))
    assert "St. Louis" not in set(rows["text"])


def test_a_stop_word_is_no_name():
    wrong = pd.DataFrame({"start": [0, 4], "end": [3, 7], "kind": "other", "entity": ["For", "Joe"]})
    rows = with_terms(tokens(Article("For Joe.")), wrong)
    assert rows["term"].to_list() == ["for", "Joe"]
    assert names(rows, wrong)["term"].to_list() == ["Joe"]


def test_a_stop_word_may_be_a_person_of_more_words():
    article = Article("Theresa May spoke. It may rain, May said.")
    found = pd.DataFrame({"start": [0, 32], "end": [11, 35], "kind": "person", "entity": "Theresa May"})
    rows = with_terms(tokens(article), found)
    assert rows["term"].to_list() == ["Theresa May", "spoke", "it", "may", "rain", "Theresa May", "said"]
    assert rows.loc[rows["is_stop"], "term"].to_list() == ["it", "may"]
    assert names(rows, found)[["term", "n"]].values.tolist() == [["Theresa May", 2]]


def test_no_names():
    nothing = Article("")
    assert list(names(with_terms(tokens(nothing), mentions(nothing)), mentions(nothing))) == NAME_COLUMNS


def test_a_reference_takes_the_targets_terms():
    target = with_terms(tokens(Article("An e-mail. The officers met an officer.")))
    rows = spelt_like(tokens(Article("Email officers of the UN.")), target)
    assert rows["term"].to_list() == ["email", "officer", "of", "the", "United Nations"]


@pytest.mark.parametrize(
    ("text", "term", "n"),
    [
        ("Send e-mail. Not that email. An e-mail.", "e-mail", 3),
        ("The U.N. met. The UN left. The United Nations slept.", "United Nations", 3),
        ("He is here. They are there.", "is", 1),  # stop words stay what they are
        ("It was 3.5 not 35 then.", "3.5", 1),
        ("In united. States fell.", "united", 1),  # not across a sentence end
        ("He is what I'm, and will be: be.", "be", 2),  # no other form joins a stop word
        ("The Times had times of plenty, The Times said.", "times", 3),
    ],
)
def test_what_is_one_term(text, term, n):
    assert frequency(with_terms(tokens(Article(text))), by="term").set_index("term").loc[term, "n"] == n


def test_nothing_to_merge():
    assert variants(tokens(Article(""))).empty
    assert list(variants(tokens(Article("")))) == VARIANT_COLUMNS
    assert with_terms(tokens(Article("!"))).empty


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["US", "us", "United", "States", "of", "America", ".", "dogs", "Dog", "U.S."]), max_size=25
    )
)
def test_merging_loses_no_word(words):
    article = Article(" ".join(words))
    table = tokens(article)
    rows = with_terms(table)
    assert rows["type"].str.split().map(len).sum() == len(countable(table))
    for row in rows.itertuples():
        assert article.text[row.start : row.end] == row.text
