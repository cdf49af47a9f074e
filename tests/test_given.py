"""What a notebook's parameter may be when it comes from a command line, a scheduler or a table: what says the same
gives the same, anything else is one line that names it."""

from functools import partial

import numpy as np
import papermill
import pytest

from conftest import ROOT
from dateline import (
    Article,
    collocations,
    entity_tone,
    kwic,
    ngrams,
    pair_places,
    read,
    reference,
    sentiment,
    strongest,
    target_tones,
    tokens,
)
from dateline.given import ParameterError
from dateline.reports.page import shown_outputs

ARTICLE = Article(
    "In 2018 the port of Oslo was a disaster. The port of 2018 lost ships. Oslo hopes for a good, happy year. "
    "Bergen fears a terrible winter. Oslo mourns."
)
TOKENS, PIECES = tokens(ARTICLE), sentiment(ARTICLE)
PAIRS = collocations(TOKENS, 3)
NUMBERS = {
    "strongest": partial(strongest, ARTICLE, PIECES),
    "most_named": partial(entity_tone, target_tones(ARTICLE, PIECES)),
    "n": partial(ngrams, TOKENS),
    "window": partial(collocations, TOKENS),
    "window of meetings": partial(pair_places, TOKENS, PAIRS),
    "window of a line": lambda given: kwic(TOKENS, "port", given),
}


@pytest.mark.parametrize("call", NUMBERS.values(), ids=NUMBERS)
def test_two_is_two_however_it_is_written(call):
    expected = call(2).to_csv()
    assert expected.count("\n") > 1
    for given in ("2", 2.0, "2.0", " 2 ", np.int64(2), np.float64(2)):
        assert call(given).to_csv() == expected
    assert call(1).to_csv() != expected


@pytest.mark.parametrize(
    "given", [-1, "-1", -1.0, "two", "", " ", 2.5, "2.5", None, True, float("nan"), "nan", "inf", [2], {}]
)
@pytest.mark.parametrize("name", NUMBERS)
def test_what_is_no_such_number_is_one_line_that_names_the_parameter(name, given):
    with pytest.raises(ParameterError) as caught:
        NUMBERS[name](given)
    assert str(caught.value).startswith(f"{name.split()[0]}={given!r} is not ")
    assert caught.value._render_traceback_() == [f"ParameterError: {caught.value}"]


def test_the_line_stays_short_and_says_the_limits():
    with pytest.raises(ParameterError, match=r"n='9999\S{1,60} is not 1 to 5: give a whole number$"):
        ngrams(TOKENS, "9" * 6000)
    with pytest.raises(ParameterError, match=r"^strongest=-3 is not 0 or more"):
        strongest(ARTICLE, PIECES, -3)
    assert strongest(ARTICLE, PIECES, 0).empty


@pytest.mark.parametrize("given", [2018, 2018.0, "2018", np.int64(2018)])
def test_a_year_is_a_word(given):
    assert kwic(TOKENS, given)["text"].tolist() == ["2018", "2018"]


@pytest.mark.parametrize("given", [None, float("nan"), ["port"], {"port"}, b"port"])
def test_what_is_no_text_is_one_line_that_names_the_parameter(given):
    for name, call in (("term", partial(kwic, TOKENS)), ("article", read)):
        with pytest.raises(ParameterError, match=rf"^{name}=.* is no text"):
            call(given)


def test_a_number_is_the_name_of_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2024").write_text("The council met.", encoding="utf-8")
    for given in (2024, 2024.0, "2024", tmp_path / "2024"):
        assert read(given).text == "The council met."
    assert reference(2024)["text"].tolist() == ["The", "council", "met", "."]
    assert read(2024).path == "2024"


@pytest.mark.parametrize("nothing", [None, "", "  ", "None", float("nan"), np.nan])
def test_an_empty_cell_is_nothing_given(nothing, tmp_path):
    (tmp_path / "a.txt").write_text("The council met.", encoding="utf-8")
    (tmp_path / "articles.csv").write_text("path,published\na.txt,2021-03-04\n", encoding="utf-8")
    assert read(tmp_path / "a.txt", nothing).published == "2021-03-04"
    assert Article("x", published=nothing).published is None
    assert reference(nothing) is None


def test_parameters_as_papermills_command_gives_them(tmp_path):
    (tmp_path / "2024").write_text(f"{ARTICLE.text}\n", encoding="utf-8")
    made = {}
    for name, given in (
        ("typed", {"term": "2018", "n": 3, "window": 2}),
        ("odd", {"term": 2018, "n": "3", "window": 2.0, "published": float("nan"), "reference": ""}),
    ):
        given["article"] = str(tmp_path / "2024")
        target = tmp_path / f"{name}.ipynb"
        made[name] = papermill.execute_notebook(
            ROOT / "notebooks/term_frequency.ipynb", target, given, progress_bar=False
        )
    tables = [
        {name: data["text/csv"] for kind, name, data in shown_outputs(nb) if kind == "table"} for nb in made.values()
    ]
    assert "2018" in tables[0]["concordance"]
    assert tables[0] == tables[1]


def test_a_wrong_parameter_is_one_line_of_a_notebook(tmp_path):
    with pytest.raises(papermill.PapermillExecutionError) as caught:
        papermill.execute_notebook(
            ROOT / "notebooks/sentiment.ipynb", tmp_path / "x.ipynb", {"strongest": "two"}, progress_bar=False
        )
    assert (caught.value.ename, caught.value.evalue) == (
        "ParameterError", "strongest='two' is not 0 or more: give a whole number"
    )  # fmt: skip
    assert len(caught.value.traceback) == 1
