"""articles.csv and corrections.csv: one reader of tables, names that differ in little, and nothing lost in silence."""

import csv
import io
import os
import re
import unicodedata

import pytest

from dateline import ReadError, read
from dateline.article import Correction
from dateline.exports.times import formula_safe
from dateline.pages.marked_article import correction_line
from dateline.readers import endings, listed, manifest_notes

TEXT = "The ferry sank on Monday, “a disaster for us all,” Mia Holt said."
ROWS = [["path", "published", "title"], ["a.txt", "2023-11-06", "Ferry, old; sinks"]]
RIGHT = [
    ["start", "end", "field", "value", "who", "why"],
    ["18", "24", "date", "2023-10-30", "Jo", "so; says, the log"],
]


def table(rows, delimiter=",", end="\r\n"):
    cells = io.StringIO()
    csv.writer(cells, delimiter=delimiter, lineterminator=end).writerows(rows)
    return cells.getvalue()


def wide(rows, more):
    return [[*row, *[""] * more] for row in rows] + [[""] * len(rows[0])] * 2


SAVED = {
    "commas": lambda rows: table(rows).encode(),
    "semicolons": lambda rows: table(rows, ";").encode(),
    "tabs": lambda rows: table(rows, "\t").encode(),
    "sep": lambda rows: ("sep=;\r\n" + table(rows, ";")).encode(),
    "sep quoted": lambda rows: ('\ufeff"sep=,"\n' + table(rows)).encode(),
    "BOM": lambda rows: ("\ufeff" + table(rows)).encode(),
    "UTF-16": lambda rows: table(rows, "\t").encode("utf-16"),
    "CR": lambda rows: table(rows, end="\r").encode(),
    "empty columns and rows": lambda rows: table(wide(rows, 3)).encode(),
    "blank lines before": lambda rows: ("\n\n" + table(rows)).encode(),
    "spaces before": lambda rows: table(rows).replace(",", ", ").encode(),
}


@pytest.mark.parametrize("form", SAVED)
def test_both_tables_are_read_as_spreadsheets_save_them(tmp_path, form):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    rows, right = (
        (ROWS, RIGHT)
        if form != "spaces before"
        else ([[c.replace(",", "") for c in r] for r in t] for t in (ROWS, RIGHT))
    )
    (tmp_path / "articles.csv").write_bytes(SAVED[form](rows))
    (tmp_path / "corrections.csv").write_bytes(SAVED[form](right))
    article = read(tmp_path / "a.txt")
    assert (article.published, article.title) == ("2023-11-06", rows[1][2])
    assert article.corrections == (Correction(18, 24, "date", "2023-10-30", "Jo", right[1][5]),)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16-le"])
def test_a_table_in_another_encoding(tmp_path, encoding):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "articles.csv").write_bytes("path,title\na.txt,L’été à Nîmes\n".encode(encoding))
    assert read(tmp_path / "a.txt").title == "L’été à Nîmes"


@pytest.mark.parametrize(
    ("column", "says"),
    [
        ("publised", "column 'publised' is not understood and left out; 'published' is probably meant"),
        ("Titel", "column 'titel' is not understood and left out; 'title' is probably meant"),
        (
            "words",
            "column 'words' is not understood and left out; the columns are path, published, title, source, note",
        ),
    ],
)
def test_a_column_that_is_not_understood_is_said(tmp_path, column, says):
    (tmp_path / "articles.csv").write_text(f"path,{column}\na.txt,x\n")
    assert manifest_notes(tmp_path) == [f"{tmp_path / 'articles.csv'}: {says}"]
    (tmp_path / "articles.csv").write_text("path,title,,\na.txt,x,,\n")
    assert manifest_notes(tmp_path) == []


def test_a_misspelt_column_of_corrections_is_named(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "corrections.csv").write_text("start,end,feild,value,who,why\n18,24,date,2023-10-30,,\n")
    with pytest.raises(ReadError, match=r"row 1: has other columns.*'feild' is not understood.*'field' is probably"):
        read(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("path,title\na.txt,Ferry\nb.txt,Ferry, old and slow\n", "row 3: has 3 cells, the first line 2; a comma in"),
        ("path;title\n\na.txt;Ferry; old\n", 'row 3: has 3 cells, the first line 2; a semicolon in a text wants "..."'),
        ("path,title,title\na.txt,x,y\n", "row 1: two columns are called title; keep one"),
        ("file,titel\na.txt,Ferry\n", "has no column named path; .*'title' is probably meant"),
    ],
)
def test_a_row_that_cannot_be_parted_is_named(tmp_path, rows, says):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "articles.csv").write_text(rows)
    with pytest.raises(ReadError, match=says) as caught:
        read(tmp_path / "a.txt")
    assert str(caught.value).startswith(str(tmp_path / "articles.csv"))


def nfd(name):
    return unicodedata.normalize("NFD", name)


@pytest.mark.parametrize(
    ("file", "row"),
    [
        (nfd("brücke.txt"), "brücke.txt"),
        ("brücke.txt", nfd("brücke.txt")),
        ("Ferry.TXT", "ferry.txt"),
        ("ferry.txt", "Ferry"),
        ("may/ferry.html", "may/Ferry.html"),
        ("2023/may/ferry.txt", "2023\\may\\ferry"),
        (f"{nfd('März')}/a.txt", "märz/./A"),
    ],
)
def test_a_name_that_differs_in_little_is_the_files(tmp_path, file, row):
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text("<html><body><p>" * file.endswith("html") + TEXT, encoding="utf-8")
    (tmp_path / "articles.csv").write_text(f"path,published\n{row},2023-11-06\n", encoding="utf-8")
    assert read(tmp_path / file).published == "2023-11-06"
    assert listed(tmp_path, endings()) == ([tmp_path / file], [])


def test_an_absolute_path_inside_is_the_files(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "articles.csv").write_text(f"path,published\n{tmp_path / 'a.txt'},2023-11-06\n")
    assert read(tmp_path / "a.txt").published == "2023-11-06"
    assert listed(tmp_path, endings()) == ([tmp_path / "a.txt"], [])


def test_a_correction_finds_its_file_as_a_row_does(tmp_path):
    name = nfd("brücke.txt")
    for file in (name, "b.txt"):
        (tmp_path / file).write_text(TEXT, encoding="utf-8")
    (tmp_path / "corrections.csv").write_text(
        "start;end;field;value;who;why;path\n18;24;date;2023-10-30;;;Brücke\n", encoding="utf-8"
    )
    assert len(read(tmp_path / name).corrections) == 1
    assert read(tmp_path / "b.txt").corrections == ()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("gone.txt", "no such file beside it; mend the row"),
        ("a", r"fits several files \(a.html, a.txt\); write the whole name"),
        ("../secret.txt", "lies outside the folder of this list"),
        ("x/../../secret.txt", "lies outside the folder of this list"),
        ("/etc/hostname", "lies outside the folder of this list"),
        ("C:\\news\\a.txt", "lies outside the folder of this list"),
        ("n" * 300 + ".txt", "row 3"),
    ],
)
def test_a_row_that_fits_no_file_is_said(tmp_path, row, why):
    folder = tmp_path / "news"
    folder.mkdir()
    for file in ("secret.txt", "news/a.txt", "news/a.html", "news/b.txt"):
        (tmp_path / file).write_text(TEXT, encoding="utf-8")
    (folder / "articles.csv").write_text(f"path,published\nb.txt,2023-11-06\n{row},2023-11-06\n")
    found, ((_, said),) = listed(folder, endings())
    assert found == [folder / "b.txt"]
    assert said.startswith(f"{folder / 'articles.csv'}, row 3: ")
    assert re.search(why, said)


def test_a_row_is_its_own_files_before_anothers(tmp_path):
    names = ["a.txt", "A.txt"]
    for name in names:
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    if len(os.listdir(tmp_path)) == 1:
        pytest.skip("this file system knows no case")
    (tmp_path / "articles.csv").write_text("path,published\nA.txt,2023-11-06\n")
    assert [read(tmp_path / name).published for name in names] == [None, "2023-11-06"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_what_was_made_safe_for_spreadsheets_comes_back(tmp_path, sign):
    speaker = f"{sign}annlee"
    start = TEXT.index("“")
    row = correction_line(start, start + 5, "speaker", speaker)
    assert f",'{speaker}," in row
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "corrections.csv").write_text(f"start,end,field,value,who,why\n{row}\n")
    (tmp_path / "articles.csv").write_text(f"path,source\na.txt,{formula_safe(speaker)}\n")
    article = read(tmp_path / "a.txt")
    assert (article.corrections[0].value, article.source) == (speaker, speaker)


@pytest.mark.parametrize("space", ["\t", "\r"])
def test_a_guarded_tab_or_return_leaves_no_apostrophe(tmp_path, space):
    row = table([["0", "5", "speaker", formula_safe(f"{space}Ann Lee"), "", "'tis so"]])
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "corrections.csv").write_bytes(f"start,end,field,value,who,why\n{row}".encode())
    assert read(tmp_path / "a.txt").corrections == (Correction(0, 5, "speaker", "Ann Lee", "", "'tis so"),)
