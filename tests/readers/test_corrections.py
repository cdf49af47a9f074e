"""A person's word counts: what corrections.csv sets right is applied, marked wherever it shows, and never dropped."""

import csv
import io
import re
from dataclasses import replace

import pandas as pd
import pytest

from dateline import (
    Article,
    ReadError,
    entity_tone,
    frequency,
    heading,
    loaded_words,
    marked_events,
    mentions,
    names,
    paragraphs,
    quotes,
    read,
    reading_view,
    sentences,
    sentiment,
    show_table,
    sources,
    speakers,
    strongest,
    target_tones,
    telling_words,
    timeline,
    timexes,
    to_csv,
    tokens,
    with_terms,
)
from dateline.article import Correction
from dateline.exports import to_brat, to_timeml
from dateline.exports.files import files_of
from dateline.pages.article_head import warnings_of
from dateline.pages.marked_article import correction_line
from dateline.pages.methods import corrections
from dateline.pages.picker import explored
from dateline.reports.batch import plan

TEXT = (
    "Mayor Ann Lee opened the bridge.\n\n"
    "“It is a terrible disaster for all of us,” he said on Friday. Bob Ray met Lee there on Friday.\n\n"
    "Three days later the bridge fell."
)
QUOTE = "“It is a terrible disaster for all of us,”"
HEADER = "start,end,field,value,who,why"


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def put_right(*given: tuple[str, str, str], text: str = TEXT, published: str | None = "2018-09-09") -> Article:
    """An article with a correction for each (words, field, value), by Jo."""
    rows = [Correction(*place(words, text), field, value, "Jo", "I was there") for words, field, value in given]
    return Article(text, published, corrections=tuple(rows))


def saved(folder, *lines: str, header: str = HEADER, name: str = "a.txt") -> str:
    (folder / name).write_text(TEXT, encoding="utf-8")
    (folder / "corrections.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
    return str(folder / name)


def line(words: str, field: str, value: str, rest: str = "Jo,why not") -> str:
    start, end = place(words)
    return f"{start},{end},{field},{value},{rest}"


def row_of(table: pd.DataFrame, words: str) -> pd.Series:
    return table[table["text"].eq(words)].iloc[0]


# -- each field ----------------------------------------------------------------------------------------------------


def test_a_speaker_is_set_right_and_marked_in_each_table_made_of_it():
    article = put_right((QUOTE, "speaker", "Cy Poe"))
    row = row_of(quotes(article), QUOTE)
    assert (row["speaker"], row["speaker_entity"], row["confidence"]) == ("Cy Poe", "Cy Poe", 1.0)
    assert pd.isna(row["speaker_start"])  # the text has "he" there
    assert row["corrected"]
    pieces = sentiment(article)
    assert pieces.loc[pieces["corrected"], "speaker"].tolist() == ["Cy Poe"]
    words = telling_words(article, pieces)
    assert set(words.loc[words["corrected"], "speaker"]) == {"Cy Poe"}
    assert not words.loc[words["voice"].eq("narration"), "corrected"].any()
    for table, who in ((speakers(pieces), "speaker"), (sources(article), "source"), (loaded_words(words), "speaker")):
        assert set(table.loc[table["corrected"], who]) == {"Cy Poe"}
    assert strongest(article, pieces).query("corrected")["speaker"].tolist() == ["Cy Poe"]


def test_a_speaker_who_stands_in_the_text_keeps_the_place():
    article = put_right((QUOTE, "speaker", "he"))
    row = row_of(quotes(article), QUOTE)
    assert article.text[row["speaker_start"] : row["speaker_end"]] == row["speaker"] == "he"


def test_a_date_is_set_right_and_what_leans_on_it_follows():
    before, article = Article(TEXT, "2018-09-09"), put_right(("Friday", "date", "2018-08-17"))
    assert row_of(timexes(before), "Three days later")["value"] == "2018-09-10"
    row = row_of(timexes(article), "Friday")
    assert row[["timex_type", "value", "first_day", "last_day", "anchor", "confidence"]].tolist() == [
        "DATE", "2018-08-17", "2018-08-17", "2018-08-17", "corrected", 1.0,
    ]  # fmt: skip
    assert row["why"] == "corrected by Jo: I was there"
    assert timexes(article)["corrected"].tolist() == [True, False, False]
    events = timeline(article)
    assert events.loc[events["corrected"], "value"].tolist() == ["2018-08-17"]
    assert marked_events(article, events, timexes(article))["corrected"].sum() == 1
    assert 'value="2018-08-17" temporalFunction="false"' in to_timeml(article, timexes(article))


def test_a_later_date_leans_on_the_corrected_one():
    text = "The bridge opened on May 4, 2018. Three days later it fell."
    assert timexes(put_right(text=text))["value"].tolist() == ["2018-05-04", "2018-05-07"]
    assert timexes(put_right(("May 4, 2018", "date", "2017-05-04"), text=text))["value"].tolist() == [
        "2017-05-04", "2017-05-07",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "kind", "first_day"),
    [("2018-08", "DATE", "2018-08-01"), ("2018-08-17T18:30", "TIME", "2018-08-17"), ("P3D", "DURATION", None),
     ("PAST_REF", "DATE", None)],
)  # fmt: skip
@pytest.mark.parametrize("published", ["2018-09-09", None])
def test_a_date_may_become_another_kind(value, kind, first_day, published):
    row = timexes(put_right(("Friday", "date", value), published=published)).iloc[0]
    assert (row["timex_type"], row["value"], row["first_day"], row["anchor"]) == (kind, value, first_day, "corrected")


def test_an_entity_is_set_right_with_the_kind_of_its_other_mentions():
    article = put_right(("Bob Ray", "entity", "Ann Lee"))
    table = mentions(article)
    assert row_of(table, "Bob Ray")[["entity", "kind", "corrected"]].tolist() == ["Ann Lee", "person", True]
    assert table["corrected"].sum() == 1
    tones = target_tones(article, sentiment(article))
    assert tones.loc[tones["corrected"], "text"].tolist() == ["Bob Ray"]
    assert entity_tone(tones)["corrected"].any()
    found = names(with_terms(tokens(article), table), table)
    assert found.loc[found["corrected"], "term"].tolist() == ["Ann Lee"]


def test_a_quotation_whose_speaker_was_renamed_is_marked():
    text = "“We are glad and proud,” said Bob Ray on Friday."
    article = put_right(("Bob Ray", "entity", "Robert Ray"), text=text)
    row = quotes(article).iloc[0]
    assert (row["speaker"], row["speaker_entity"], row["corrected"]) == ("Bob Ray", "Robert Ray", True)
    assert "a name in it was corrected" in reading_view(article).data["text/html"]


def test_a_role_is_set_right_before_anything_is_counted():
    caption = "Three days later the bridge fell."
    article = put_right((caption, "role", "caption"))
    assert row_of(paragraphs(article), caption)[["role", "corrected"]].tolist() == ["caption", True]
    assert row_of(sentences(article), caption)[["role", "corrected"]].tolist() == ["caption", True]
    assert "fell" in set(frequency(tokens(Article(TEXT)))["term"])
    assert "fell" not in set(frequency(tokens(article))["term"])


def test_without_corrections_no_table_has_the_column(seed):
    for table in (paragraphs, sentences, quotes, timexes, mentions, sentiment, timeline):
        assert "corrected" not in table(seed)
    assert corrections(seed).empty
    assert "corrected" not in heading(seed).data["text/html"]


def test_an_article_is_never_taken_for_the_one_without_corrections():
    before = quotes(Article(TEXT, "2018-09-09"))
    right = quotes(put_right((QUOTE, "speaker", "Cy Poe")))
    after = quotes(Article(TEXT, "2018-09-09"))
    assert before.equals(after)
    assert not right.equals(before)


# -- what does not fit ---------------------------------------------------------------------------------------------


def test_a_correction_that_fits_no_longer_is_reported_and_the_others_hold():
    article = put_right((QUOTE, "speaker", "Cy Poe"), ("Friday", "date", "2018-08-17"))
    moved = replace(
        article, text=TEXT.replace("Mayor Ann Lee", "Mayor Ann B. Lee").replace("on Friday. Bob", "today. Bob")
    )
    table = corrections(moved)
    assert table["state"].tolist() == ["does not fit", "does not fit"]
    assert (table["text"] == [moved.text[a:b] for a, b in zip(table["start"], table["end"], strict=True)]).all()
    assert "corrected" not in quotes(moved)
    said = warnings_of(moved)
    assert said[0] == "Corrections by readers: 0 of 2 applied; what they changed is marked as corrected."
    assert said[1] == "2 corrections do not fit the text and are not applied: see the list."
    assert heading(moved).data["text/html"].count("<td>does not fit</td>") == 2


def test_a_span_past_the_end_does_not_fit():
    article = Article(
        "Short.", corrections=(Correction(900, 910, "entity", "Ann"), Correction(0, 5, "role", "caption"))
    )
    assert corrections(article)["state"].tolist() == ["does not fit", "does not fit"]
    assert corrections(article)["text"].tolist() == ["", "Short"]


# -- the file ------------------------------------------------------------------------------------------------------


def test_the_file_beside_an_article_is_read(tmp_path):
    path = saved(
        tmp_path, line("Friday", "date", "2018-08-17", 'Jo,"I, too, was there"'), line(QUOTE, "speaker", "Cy Poe", ",")
    )
    assert read(path).corrections == (
        Correction(*place(QUOTE), "speaker", "Cy Poe", "", ""),
        Correction(*place("Friday"), "date", "2018-08-17", "Jo", "I, too, was there"),
    )


def test_a_file_as_spreadsheets_save_it_is_read(tmp_path):
    path = saved(tmp_path)
    rows = f"Start,End,Field,Value,Who,Why\r\n{line('Friday', 'date', '2018-08-17', ',')}\r\n,,,,,\r\n\r\n"
    (tmp_path / "corrections.csv").write_text("\ufeff" + rows, encoding="utf-8")
    assert len(read(path).corrections) == 1


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("a,9,speaker,Ann,,", "row 2: start 'a' and end '9'"),
        ("9,9,speaker,Ann,,", "row 2: start '9' and end '9'"),
        ("-1,9,speaker,Ann,,", "row 2: start '-1'"),
        ("1,2.5,speaker,Ann,,", "end '2.5'"),
        (f"1,{'9' * 5000},speaker,Ann,,", "row 2: start '1'"),
        ("1,9,tone,Ann,,", "row 2: field 'tone' is none of speaker, date, entity, role"),
        ("1,9,speaker,,,", "row 2: value '' is empty"),
        ("1,9,date,last week,,", "row 2: value 'last week' is no TIMEX3 value"),
        ("1,9,date,2018-02-30,,", "is no TIMEX3 value"),
        ("1,9,date,2018-02-03T<b>,,", "is no TIMEX3 value"),
        ("1,9,date,P,,", "is no TIMEX3 value"),
        (f"1,9,date,P{'X' * 150}!,,", "is no TIMEX3 value"),
        (f"1,9,entity,{'x' * 201},,", "is no name"),
        ("1,9,entity,a\x00b,,", "is no name"),
        ("1,9,role,headline,,", "none of title, byline, dateline, caption, label, body, correction, boilerplate"),
        ("1,9,speaker,Ann,Jo,because, and,more", "row 2: has 8 cells"),
        ('1,9,speaker,"Ann,Jo,why', "row 2: is no CSV"),
        ("1,9,speaker,Ann,,\n\n1,9,speaker,Bob,,", "row 4: sets the same speaker as row 2"),
    ],
)
def test_a_malformed_row_is_named_in_one_line(tmp_path, row, says):
    path = saved(tmp_path, row)
    with pytest.raises(ReadError) as error:
        read(path)
    assert says in str(error.value)
    assert str(tmp_path / "corrections.csv") in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("header", ["start,end,field,value", f"{HEADER},note", ",,,"])
def test_a_file_with_other_columns_is_refused(tmp_path, header):
    with pytest.raises(ReadError, match=f"row 1: has other columns; its first line must be {HEADER}"):
        read(saved(tmp_path, "1;2;speaker;Ann;;", header=header))


def test_an_empty_file_corrects_nothing_and_a_binary_one_is_refused(tmp_path):
    path = saved(tmp_path)
    (tmp_path / "corrections.csv").write_bytes(b"")
    assert read(path).corrections == ()
    (tmp_path / "corrections.csv").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(ReadError, match="row 1: has other columns"):
        read(path)


def test_in_a_folder_of_several_a_row_says_whose_it_is(tmp_path):
    row = line("Friday", "date", "2018-08-17")
    first, second = saved(tmp_path, row), saved(tmp_path, row, name="b.txt")
    with pytest.raises(
        ReadError, match="row 2: the folder has several articles; name the one that is meant in a column path"
    ):
        read(first)
    saved(tmp_path, f"{row},a.txt", header=f"{HEADER},path")
    assert (len(read(first).corrections), len(read(second).corrections)) == (1, 0)
    saved(tmp_path, f"{row},c.txt", header=f"{HEADER},path")
    with pytest.raises(ReadError, match=r"row 2: path 'c\.txt': no such file beside it"):
        read(first)


def test_one_article_in_articles_csv_is_the_one_that_is_meant(tmp_path):
    path = saved(tmp_path, line("Friday", "date", "2018-08-17"))
    (tmp_path / "README.md").write_text("About these articles.", encoding="utf-8")
    (tmp_path / "articles.csv").write_text("path,published\na.txt,2018-09-09\n", encoding="utf-8")
    assert len(read(path).corrections) == 1


# -- what is shown -------------------------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=HYPERLINK(1)",
    "a,b\"c'd",
    "</details></section>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_corrections_stay_text(tmp_path, text):
    cells = io.StringIO()
    csv.writer(cells).writerow([*place(QUOTE), "speaker", text, text, text])
    csv.writer(cells).writerow([*place("Bob Ray"), "entity", text, text, text])
    article = read(saved(tmp_path, cells.getvalue()))
    assert [c.value for c in article.corrections] == [text, text]
    pages = [shown.data["text/html"] for shown in (heading(article), reading_view(article))]
    pages.append(show_table(quotes(article), "x").data["text/html"])
    for page in pages:
        assert not re.search(r"<(?:script|img)", page)
        assert page.count("<details") == page.count("</details>")
    assert not re.search(r'(?:^|,)"?=', to_csv(corrections(article)), re.MULTILINE)
    assert not re.search(r"speaker,(?:&quot;)?=", pages[1])


def test_a_shown_table_has_the_mark_and_so_has_its_csv():
    article = put_right(("Friday", "date", "2018-08-17"))
    shown = show_table(timexes(article), "times", "", ["text", "value"]).data
    assert '<td>Friday</td><td class="code">2018-08-17</td><td>yes</td>' in shown["text/html"]
    rows = list(csv.DictReader(io.StringIO(shown["text/csv"])))
    assert [row["corrected"] for row in rows] == ["True", "False", "False"]


def test_the_head_says_how_many_are_applied():
    article = put_right((QUOTE, "speaker", "Cy Poe"))
    assert warnings_of(article) == ["Corrections by readers: 1 of 1 applied; what they changed is marked as corrected."]
    assert "<td>I was there</td>" in heading(article).data["text/html"]


def test_the_reading_view_marks_what_was_set_right_and_says_by_whom():
    html = reading_view(
        put_right(
            (QUOTE, "speaker", "Cy Poe"), ("Friday", "date", "2018-08-17"), ("Bob Ray", "entity", "Robert Ray"),
            ("Three days later the bridge fell.", "role", "caption"),
        )
    ).data["text/html"]  # fmt: skip
    assert '<small class="speaker">Cy Poe corrected</small>' in html
    assert '<small class="value">2018-08-17 corrected</small>' in html
    assert 'title="person: Robert Ray; note: corrected by Jo: I was there"' in html
    assert '<small class="role">caption corrected</small>' in html
    assert html.count("corrected by Jo: I was there") == 3


def test_each_line_to_copy_names_a_row_and_what_was_read(tmp_path):
    html = reading_view(Article(TEXT, "2018-09-09")).data["text/html"]
    lines = re.findall(r"<code>(\d[^<]*)</code>", html)
    start, end = place("Bob Ray")
    assert f"{start},{end},entity,Bob Ray,," in lines
    start, end = place("Friday")
    assert f"{start},{end},date,2018-09-07,," in lines
    fields = {text.split(",")[2] for text in lines}
    assert fields == {"speaker", "date", "entity", "role"}
    known = [text for text in lines if text.split(",")[3]]
    article = read(saved(tmp_path, *known))
    assert len(article.corrections) == len(known)
    assert set(corrections(article)["state"]) == {"applied"}


def test_a_line_to_copy_is_one_that_a_spreadsheet_may_open():
    assert correction_line(1, 9, "speaker", "=1+1") == "1,9,speaker,'=1+1,,"
    assert correction_line(1, 9, "speaker", 'Ann "A" Lee, mayor') == '1,9,speaker,"Ann ""A"" Lee, mayor",,'


def test_what_is_taken_away_says_what_was_set_right():
    article = put_right(
        (QUOTE, "speaker", "Cy Poe"), ("Friday", "date", "2018-08-17"), ("Bob Ray", "entity", "Ann Lee")
    )
    times = timexes(article)
    _, standoff = to_brat(article, quotes(article), times, mentions(article))
    for note in ("speaker corrected: Cy Poe", "corrected by Jo: I was there", "corrected: Ann Lee"):
        assert f"\t{note}\n" in standoff
    assert to_timeml(article, times).count('comment="corrected"') == 1
    (table,) = files_of({"a": article}, "edtf").values()
    assert [row["corrected"] for row in csv.DictReader(io.StringIO(table))] == ["True", "False", "False"]


def test_a_picked_name_shows_which_of_its_mentions_were_set_right():
    rows = explored(put_right(("Bob Ray", "entity", "Ann Lee")), "Ann Lee").data["text/csv"].splitlines()
    assert len(rows) > 2
    assert [",Bob Ray," in row for row in rows if row.endswith("True")] == [True]


def test_a_changed_file_makes_the_report_anew(tmp_path):
    path = saved(tmp_path, line("Friday", "date", "2018-08-17"))
    prints = [plan([path])[0][0].fingerprint]
    saved(tmp_path, line("Friday", "date", "2018-08-24"))
    prints.append(plan([path])[0][0].fingerprint)
    (tmp_path / "corrections.csv").unlink()
    prints.append(plan([path])[0][0].fingerprint)
    assert len(set(prints)) == 3
    saved(tmp_path, "nonsense")
    ((_, why),) = plan([path])[1]
    assert "corrections.csv, row 2: start 'nonsense'" in why
