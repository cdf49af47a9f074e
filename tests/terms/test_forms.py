import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article import Article
from dateline.segment import tokens
from dateline.terms.counts import countable, frequency
from dateline.terms.forms import VARIANT_COLUMNS, merged, variants

TEXT = "The US told us so. U.S. officers met an officer of the United States, and the USA thanked us and U.S.A. aides."


def test_one_country_in_five_spellings_and_never_us():
    table = frequency(merged(tokens(Article(TEXT))), by="term").set_index("term")
    assert table.loc["United States", "n"] == 5
    assert table.loc["us", "n"] == 2


def test_variants_are_shown():
    table = variants(tokens(Article(TEXT)))
    assert list(table) == VARIANT_COLUMNS
    found = {(row.term, row.variant): row.n for row in table.itertuples()}
    assert found[("United States", "united states")] == 1
    assert sum(n for (term, _), n in found.items() if term == "United States") == 5
    assert found[("officer", "officer")] == found[("officer", "officers")] == 1
    assert {term for term, _ in found} == {"United States", "officer"}


def test_a_name_of_several_words_keeps_its_span():
    article = Article(TEXT)
    row = merged(tokens(article)).query("type == 'united states'").iloc[0]
    assert article.text[row["start"] : row["end"]] == row["text"] == "United States"


@pytest.mark.parametrize(
    ("text", "term", "n"),
    [
        ("Send e-mail. Not that email. An e-mail.", "e-mail", 3),
        ("The U.N. met. The UN left. The United Nations slept.", "United Nations", 3),
        ("He is here. They are there.", "is", 1),  # stop words stay what they are
        ("It was 3.5 not 35 then.", "3.5", 1),
        ("In united. States fell.", "united", 1),  # not across a sentence end
        ("The Times had times of plenty, The Times said.", "times", 3),
    ],
)
def test_what_is_one_term(text, term, n):
    assert frequency(merged(tokens(Article(text))), by="term").set_index("term").loc[term, "n"] == n


def test_nothing_to_merge():
    assert variants(tokens(Article(""))).empty
    assert list(variants(tokens(Article("")))) == VARIANT_COLUMNS
    assert merged(tokens(Article("!"))).empty


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["US", "us", "United", "States", "of", "America", ".", "dogs", "Dog", "U.S."]), max_size=25
    )
)
def test_merging_loses_no_word(words):
    article = Article(" ".join(words))
    table = tokens(article)
    rows = merged(table)
    assert rows["type"].str.split().map(len).sum() == len(countable(table))
    for row in rows.itertuples():
        assert article.text[row.start : row.end] == row.text
