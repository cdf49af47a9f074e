"""read(): every common encoding, and a plain word for whatever is no article."""

import codecs
import os
from pathlib import Path

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from dateline import ReadError, read, readers
from dateline.readers import formats
from dateline.readers.text import decode

NEWS = (
    "Mayor didn’t attend\n\nThe mayor of Logroño didn’t attend the meeting on Friday, officials said. “We waited for "
    "an hour,” one of them said — and left for the café."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "mac_roman"])
def test_common_encodings_give_the_same_text(tmp_path, encoding):
    file = tmp_path / "a.txt"
    file.write_bytes(NEWS.encode(encoding))
    assert read(file).text == NEWS


ACCENTS = "The café of Señor Peña, in Logroño, cost £500 and 12°\xa0C was measured there, the council said on Friday."


@pytest.mark.parametrize("encoding", ["latin-1", "iso8859-15", "cp1252", "mac_roman"])
def test_english_with_a_few_accents(encoding):
    assert decode(ACCENTS.encode(encoding)) == ACCENTS


QUOTES = "“We go,” he said — at last. The mayor’s café didn’t open… “No,” she said."


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp1254", "cp1250"])
def test_curly_quotes_and_dashes(encoding):
    assert decode(QUOTES.encode(encoding)) == QUOTES


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_letters_without_a_mark(encoding):
    assert decode("The mayor spoke.\n".encode(encoding)) == "The mayor spoke.\n"


def test_names_in_another_alphabet_amid_english():
    mixed = "The minister Сергей Лавров said on Friday that the talks in Москва would go on, officials said."
    assert decode(mixed.encode("cp1251")) == mixed
    names = "Lech Wałęsa of Gdańsk met Václav Klaus in Łódź on Friday, the president’s office said."
    assert decode(names.encode("cp1250")) == names


def test_utf_8_that_was_cut_stays_utf_8():
    assert (
        decode("Peña’s café — “open”, he said — in Logroño".encode()[:-2])
        == "Peña’s café — “open”, he said — in Logro\ufffd"
    )


def test_a_lone_pound_sign_is_windows_english():
    assert decode(b"It cost \xa3500, he said.") == "It cost £500, he said."


def test_other_alphabets():
    russian = "Он сказал, что не знает. Это правда, и всё это знают."
    assert decode(russian.encode("cp1251")) == decode(russian.encode("koi8_r")) == russian


def test_mojibake_is_mended_and_curly_quotes_stay():
    assert decode("He didn’t — no".encode().decode("cp1252").encode()) == "He didn’t — no"


def test_newlines_are_normalised_and_nothing_else():
    assert decode(b"one\r\ntwo\rthree\n  four\t\n") == "one\ntwo\nthree\n  four\t\n"


def test_a_stray_control_character_is_replaced_and_nothing_moves():
    text = decode(("The mayor spoke. " * 20 + "He\x00 left\x1b.").encode())
    assert text == "The mayor spoke. " * 20 + "He\ufffd left\ufffd."


def test_a_path_with_spaces_and_letters(tmp_path):
    file = tmp_path / "a día in Łódź.txt"
    file.write_text(NEWS, encoding="utf-8")
    assert read(file).text == NEWS


def test_a_relative_path_of_a_notebook_is_tried_against_the_folder_above(tmp_path, monkeypatch):
    for folder in ("news", "notebooks/old"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("news/a.txt", "a.txt"):
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "notebooks")
    with pytest.raises(ReadError, match="no such file"):  # in a program
        read("news/a.txt")
    monkeypatch.setattr("dateline.readers._is_in_notebook", lambda: True)
    assert read("news/a.txt").text == NEWS
    for elsewhere in ("a.txt", "./a.txt", "../notebooks/news/a.txt"):
        with pytest.raises(ReadError, match="no such file"):
            read(elsewhere)
    monkeypatch.chdir(tmp_path / "notebooks" / "old")
    with pytest.raises(ReadError, match="no such file"):
        read("news/a.txt")


@pytest.mark.parametrize("place", [".", "notebooks"])
def test_a_notebooks_own_path_is_found_from_the_root_and_from_its_folder(tmp_path, place):
    """By plain papermill, which runs a notebook where it was started, and as JupyterLab runs it."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(NEWS, encoding="utf-8")
    cell = new_code_cell("import dateline\nprint(dateline.read('news/a.txt').text == " + repr(NEWS) + ")")
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "notebooks" / "x.ipynb")
    made = papermill.execute_notebook(
        tmp_path / "notebooks" / "x.ipynb", None, kernel_name="python3", cwd=tmp_path / place, progress_bar=False
    )
    assert made.cells[0].outputs[0].text == "True\n"


def test_the_seed_is_found_from_anywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    from dateline import readers

    if not (readers._PACKAGED / "seeds").is_dir():  # an editable install has them at the root of the clone
        monkeypatch.setattr(readers, "_PACKAGED", Path(__file__).resolve().parents[2])
    assert read("seeds/venezuela-coup-talks.txt").published == "2018-09-09"


def _written(folder, name, data):
    (folder / name).write_bytes(data)
    return folder / name


SVG = (
    b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<p>The council closed the old bridge on Friday.</p>" * 9 + b"</svg>"
)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n ", "is empty"),
        ("blank16.txt", "\n \n".encode("utf-16"), "is empty"),
        ("marks.txt", "\u200b \ufeff\n…".encode(), "is empty"),
        ("binary.txt", bytes(range(256)) * 40, "is binary"),
        ("paper.txt", b"%PDF-1.7 ...", "is a broken PDF"),
        ("sheet.ods2", b"ferry", r"\.ods2 files are not read; dateline reads plain text"),
        ("letter.docx", b"PK\x03\x04", "is a broken ZIP or Office file"),
        ("page.html", b"<html><body></body></html>", "no article was found"),
        ("nexis.txt", b"2 of 7 DOCUMENTS\n\nThe Post\n\nFerry sinks\n\nIt sank.", "Nexis gives no text of it"),
        ("factiva.txt", b"Ferry sinks\n\nIt sank.\n\nDocument PAPR000020190506ef5600bd1\n", "its count of words"),
        ("own.html", b'<meta name="generator" content="dateline"><p>News</p>', "a page of dateline's own reports"),
        ("svg.html", SVG, "no article was found"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(tmp_path, name, data, says):
    file = _written(tmp_path, name, data)
    with pytest.raises(ReadError, match=says) as caught:
        read(file)
    assert str(caught.value).startswith(str(file))
    assert "\n" not in str(caught.value)


def test_a_missing_path_and_a_folder(tmp_path):
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(ReadError, match="no such file"):
        read("~nobody-of-this-name/a.txt")
    with pytest.raises(ReadError, match="cannot be opened"):
        read("a" * 5000 + ".txt")


@pytest.mark.parametrize("root", ["svg", "math", "frameset"])
def test_a_page_with_another_root_is_refused(root):
    with pytest.raises(ReadError, match="no article was found"):
        readers.read_html(f"<{root}>{'<p>The council closed the old bridge on Friday.</p>' * 9}</{root}>".encode())


@pytest.mark.parametrize("error", [RecursionError("deep"), MemoryError(), ValueError("a\nb"), AssertionError("root")])
def test_whatever_a_library_raises_is_one_line(tmp_path, monkeypatch, error):
    def fails(data):
        raise error

    monkeypatch.setattr(formats, "read_text", fails)
    file = _written(tmp_path, "a.txt", NEWS.encode())
    with pytest.raises(ReadError) as caught:
        read(file)
    assert str(caught.value).startswith(f"{file}: cannot be read ({type(error).__name__}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("address", ["https://paper.example/a.html", "file:///tmp/a.txt", "s3://bucket/a.txt"])
def test_an_address_is_no_file(address):
    with pytest.raises(ReadError, match="save the") as caught:
        read(address)
    assert str(caught.value).startswith(f"{address}: ")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("&ldquo;We sank,&rdquo; said Andr&eacute;", "“We sank,” said André"),
        ("The ferry&#8217;s crew, &#x201C;all&#148; saved", "The ferry’s crew, “all” saved"),
        ("AT&amp;T and M&amp;amp;S, x &lt; y", "AT&T and M&S, x < y"),
        ("AT&T; R&D; Q&A &nosuch; &; &#; a&b", "AT&T; R&D; Q&A &nosuch; &; &#; a&b"),
        ("One&#13;\nTwo&#13;&#10;Three", "One\nTwo\nThree"),
    ],
)
def test_references_are_the_characters_they_stand_for(tmp_path, written, text):
    assert read(_written(tmp_path, "a.txt", written.encode())).text == text


def test_what_has_no_end_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    for path in (tmp_path / "a.txt", "/dev/zero"):
        with pytest.raises(ReadError, match="is a device or a pipe"):
            read(path)


def test_links_are_followed_and_loops_are_not(tmp_path):
    _written(tmp_path, "a.txt", NEWS.encode())
    (tmp_path / "link.txt").symlink_to("a.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    assert read(tmp_path / "link.txt").text == NEWS
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "loop.txt")


def test_a_name_that_would_break_the_line_does_not():
    with pytest.raises(ReadError) as caught:
        read("a\nb\x1b[31m.txt")
    assert str(caught.value).startswith("a?b?[31m.txt: no such file")


def test_a_file_above_the_limit(tmp_path):
    with pytest.raises(ReadError, match="is above the limit of 20 MB; split it"):
        read(_written(tmp_path, "big.txt", b"x" * 21_000_000))


def test_the_manifest_supplies_what_the_caller_does_not(tmp_path):
    file = _written(tmp_path, "a.txt", NEWS.encode())
    manifest = 'path,published,title,source,note\na.txt,2020-02-02,"A ""title""",The Paper,odd\nb.txt,,,,\n'
    _written(tmp_path, "articles.csv", codecs.BOM_UTF8 + manifest.encode())
    article = read(file)
    assert (article.published, article.title, article.source) == ("2020-02-02", 'A "title"', "The Paper")
    assert article.note == "odd"
    assert read(file, published="2021-01-01").published == "2021-01-01"


HEADER = "path,published,title,source,note"


@pytest.mark.parametrize(
    "manifest",
    [
        f"{HEADER}\na.txt,2020-02-02,T,,\n",
        f"{HEADER}\na.txt,2020-02-02,T\n",
        f"{HEADER}\r./a.txt,2020-02-02,T,,\r",
        "Path, Published , title\n a.txt , 2020-02-02, T\n",
        "path;published;title\na.txt;2020-02-02;T\n",
        "path\ttitle\tpublished\na.txt\tT\t2020-02-02\n",
        f"\n\n{HEADER},more\n\na.txt,20200202,T,,,x\n,,,,\n",
        f"{HEADER}\na.txt,2020-02-02,T,,\na.txt,2020-02-02,T,,\n",
    ],
)
def test_a_manifest_as_spreadsheets_write_it(tmp_path, manifest):
    _written(tmp_path, "articles.csv", manifest.encode())
    article = read(_written(tmp_path, "a.txt", NEWS.encode()))
    assert (article.published, article.title) == ("2020-02-02", "T")


def test_a_manifest_may_name_files_in_folders(tmp_path):
    (tmp_path / "may").mkdir()
    file = _written(tmp_path / "may", "a.txt", NEWS.encode())
    _written(tmp_path, "articles.csv", f"{HEADER}\nmay\\a.txt,2020-02-02,,,\n".encode())
    assert read(file).published == "2020-02-02"
    _written(tmp_path, "articles.csv", b"a table of something else")
    assert read(file).published is None


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("a.txt,2/2/2020,,,", "a.txt: in articles.csv, published='2/2/2020' is not a date"),
        ("a.txt,2020-02-02,,,\na.txt,2021-02-02,,,", "two rows say different things of a.txt"),
        ('a.txt,2020-02-02,"T,,\nb.txt,2020-02-02,T,,', "mend its quotation marks"),
    ],
)
def test_a_row_that_cannot_be_right_is_named(tmp_path, rows, says):
    file = _written(tmp_path, "a.txt", NEWS.encode())
    _written(tmp_path, "articles.csv", f"{HEADER}\n{rows}\n".encode())
    with pytest.raises(ReadError, match=says) as caught:
        read(file)
    assert str(caught.value).startswith(str(tmp_path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("manifest", [b"file,date\na.txt,2020-02-02\n", b"\xff\xfe\x00broken"])
def test_a_broken_manifest_is_named(tmp_path, manifest):
    file = _written(tmp_path, "a.txt", NEWS.encode())
    _written(tmp_path, "articles.csv", manifest)
    with pytest.raises(ReadError, match=r"articles\.csv"):
        read(file)


PARAGRAPHS = [
    "The city council voted on Tuesday to close the old bridge over the river for at least two years of repairs.",
    "Engineers had warned since the spring that the bridge could no longer carry lorries, according to the council.",
    "Shop owners on both banks said they feared for their business, and asked the city to pay for a ferry.",
]
PAGE = (
    "<!DOCTYPE html><html><head><title>Bridge to close | The Paper</title>"
    '<meta property="og:title" content="Bridge to close"><meta name="author" content="Ann Author">'
    '<meta property="article:published_time" content="2021-05-04T10:00:00Z"></head><body><nav>Home News</nav>'
    "<article><h1>Bridge to close</h1>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</article></body></html>"
)


def test_a_saved_page(tmp_path):
    article = read(_written(tmp_path, "page.htm", PAGE.encode()))
    assert article.text == "\n\n".join(["Bridge to close", *PARAGRAPHS])
    assert (article.title, article.byline, article.published) == ("Bridge to close", "Ann Author", "2021-05-04")


def test_the_tables_of_a_page_are_part_of_it():
    table = "<table><tr><th>Bridge</th><th>Closed</th></tr><tr><td>Old</td><td>1962</td></tr></table>"
    assert "1962" in readers.read_html(PAGE.replace("</article>", table + "</article>").encode()).text


def test_a_page_under_the_name_of_a_text_is_known_by_its_first_tag(tmp_path):
    assert read(_written(tmp_path, "page.txt", PAGE.encode())).title == "Bridge to close"


def test_a_page_without_an_article():
    with pytest.raises(ReadError, match="no article was found"):
        readers.read_html(b"<html><head></head><body></body></html>")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El presidente dijo el viernes que el acuerdo de paz no será firmado hasta que todos estén de acuerdo.", "es"),
        ("Der Präsident sagte am Freitag, dass das Abkommen erst unterzeichnet werde, wenn alle zustimmen.", "de"),
        ("The president said on Friday that the accord will not be signed until all agree to it.", "en"),
        ("Stock prices, Friday: Acme 12, Apex 13", "en"),
    ],
)
def test_the_language_is_named(tmp_path, text, language):
    assert read(_written(tmp_path, "a.txt", text.encode())).language == language
