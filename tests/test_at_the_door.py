"""What is given wrongly is refused in one line that says what is wanted, before pandas can say something else."""

import pandas as pd
import pytest

import dateline as dl
from dateline.article import ReadError
from dateline.given import ParameterError
from dateline.tables import TableError

ARTICLE = dl.Article("The coup failed. “It was a bad coup,” said Ada Brown of Oslo.", published="2024-05-10")
TOKENS, MENTIONS = dl.tokens(ARTICLE), dl.mentions(ARTICLE)
PIECES = dl.sentiment(ARTICLE)
FREQUENCY = dl.frequency(TOKENS)

WRONG_TABLES = {
    "an article for a table": (
        lambda: dl.speakers(ARTICLE),
        "a table is wanted, as sentiment gives it, not an Article",
    ),
    "a text for a table": (lambda: dl.frequency("coup"), "a table is wanted, as tokens gives it, not a str"),
    "a path for a reference": (
        lambda: dl.keyness(TOKENS, "file.csv"),
        "a table is wanted, as tokens gives it, not a str",
    ),
    "tokens that have no terms": (
        lambda: dl.names(TOKENS, MENTIONS),
        "the table has no column term: give one as with_terms gives it",
    ),
    "counts for tokens": (lambda: dl.kwic(FREQUENCY, "coup"), "the table has no column role: give one as tokens"),
    "quotations for tones": (lambda: dl.plot_arc(dl.quotes(ARTICLE)), "the table has no column voice"),
    "counts for pairs": (lambda: dl.plot_network(FREQUENCY, 5000), "the table has no column term_1"),
    "nothing": (lambda: dl.plot_timeline(None), "a table is wanted, as timeline gives it, not a NoneType"),
    "a list of terms": (lambda: dl.with_terms(["coup"]), "a table is wanted, as tokens gives it, not a list"),
    "a text to show": (lambda: dl.show_table("coup", "x"), "a table is wanted"),
    "an unknown column to show": (
        lambda: dl.show_table(FREQUENCY, "x", columns=["term", "often"]),
        "the table has no column often",
    ),
    "no article": (lambda: dl.strongest("a text", PIECES), r"an Article is wanted, not a str: read\(path\)"),
    "figures of a list": (lambda: dl.key_figures([1]), "a table is wanted, as tokens, sentiment or timexes gives it"),
    "figures of names": (lambda: dl.key_figures(dl.mentions(ARTICLE)), "no key figures are known of this table"),
    "figures of quotations": (lambda: dl.key_figures(dl.quotes(ARTICLE)), "no key figures are known of this table"),
}
WRONG_VALUES = {
    "a column misspelt": (
        lambda: dl.frequency(TOKENS, by="lema"),
        r"^by='lema' is not type or lemma: choose one \(term is in what with_terms and ngrams give\)$",
    ),
    "terms of tokens": (lambda: dl.collocations(TOKENS, by="term"), "^by='term' is not type or lemma"),
    "a column of another table": (
        lambda: dl.dispersion(dl.with_terms(TOKENS), "coup", by="word"),
        "^by='word' is not type or lemma or term: choose one",
    ),
    "no floor": (lambda: dl.above_floor(FREQUENCY, 9, "keynes"), "^measure='keynes' has no floor: choose one of disp"),
    "a list for a pattern": (lambda: dl.kwic(TOKENS, ["a", "coup"]), "is no text"),
    "a file for CSV": (
        lambda: dl.to_csv(FREQUENCY, "x.csv"),
        r"^to_csv writes no file: Path\('x\.csv'\)\.write_bytes\(to_csv\(table\)\.encode\(\)\) does$",
    ),
}


@pytest.mark.parametrize(("call", "line"), WRONG_TABLES.values(), ids=WRONG_TABLES)
def test_a_wrong_table_is_refused_in_one_line(call, line):
    with pytest.raises(TableError, match=line) as caught:
        call()
    assert isinstance(caught.value, ReadError)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("call", "line"), WRONG_VALUES.values(), ids=WRONG_VALUES)
def test_a_wrong_value_is_refused_in_one_line(call, line):
    with pytest.raises(ParameterError, match=line) as caught:
        call()
    assert "\n" not in str(caught.value)


def test_what_makes_a_table_is_named_and_can_be_called():
    """The line of each guard says a function that there is."""
    for call, _ in WRONG_TABLES.values():
        with pytest.raises(TableError) as caught:
            call()
        found = str(caught.value).partition(" as ")[2].partition(" gives")[0]
        named = [name for name in found.replace(" or ", ", ").split(", ") if name]
        assert all(name in dl.__all__ or name == "a function of dateline" for name in named), named


def test_a_term_alone_is_no_iterable_of_letters():
    assert dl.occurrences(TOKENS, "coup")["text"].tolist() == ["coup", "coup"]


def test_an_article_is_shown_in_a_line_without_its_text():
    text = "Ferry runs again. It ran on Friday for the first time since May."
    assert repr(dl.Article(text)) == "Article('Ferry runs again. It ran on…, 13 words)".replace("…,", "…',")
    given = dl.Article(text, "2018-05-04", title="The ferry\nis back", source="Harbour Post")
    assert repr(given) == r"Article('The ferry\nis back', Harbour Post, 2018-05-04, 13 words)"
    assert repr(dl.Article("Rain")) == "Article('Rain', 1 word)"
    assert repr(dl.Article("")) == "Article('', 0 words)"
    assert len(repr(dl.Article("x" * 5000))) < 120
    assert "\n" not in repr(dl.Article("a\u2028b c", source="two\nlines"))


def test_a_good_table_passes_the_guards():
    assert isinstance(dl.frequency(TOKENS, by="lemma"), pd.DataFrame)
    assert dl.key_figures(TOKENS)["result"].tolist() == ["13", "2", "12"]
