"""Files as people have them, made here: what is read of each, and what is said where nothing can be."""

import io
import json
import zipfile

import pytest

import dateline as dl
from dateline import ReadError, read
from dateline.readers import names_of, read_each

SAID = "The ferry sank on Friday, and the harbour master said that nobody was hurt in the accident near the pier."
MORE = "Divers are to look at the wreck next week. “We do not know why it sank,” the owner of the ferry told reporters."


def written(folder, name, data):
    file = folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def fields(article):
    return article.title, article.published, article.byline, article.source


def everything(path):
    return list(dl.read_all([path]))


def zipped(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def docx(*paragraphs, title=""):
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r><w:del><w:r><w:t>old</w:t></w:r></w:del></w:p>" for p in paragraphs)
    core = f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c>'
    document = f'<w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>'
    return zipped(**{"word/document.xml": document, "docProps/core.xml": core})


def odt(*paragraphs):
    office, text = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text"))
    body = "".join(f"<t:p>{p}</t:p>" for p in paragraphs)
    content = f'<o:c xmlns:o="{office}" xmlns:t="{text}"><o:body><o:text>{body}</o:text></o:body></o:c>'
    return zipped(**{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def pdf(*pages):
    """Pages of lines, each (x, y, size, text), from the lower left corner."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        stream = "".join(f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n" for x, y, size, text in lines)
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}endstream")
        kids.append(f"{len(objects) + 1} 0 R")
        resources = "/Resources<</Font<</F 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]{resources}/Contents {len(objects)} 0 R>>")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    out = "%PDF-1.4\n" + "".join(f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, 1))
    return (out + "trailer<</Root 1 0 R/Size 9>>\n%%EOF").encode()


NEXIS = """
                               1 of 2 DOCUMENTS


                              The Harbour Post

                            May 6, 2019 Monday
                              Final Edition

Ferry sinks off the old pier

BYLINE: By ANN LEE and BOB ROE, Harbour Post

SECTION: NEWS; Pg. 3

LENGTH: 1,204 words

DATELINE: BLYTH

The ferry sank on Friday, and the harbour
master said that nobody was hurt.

Divers are to look at the wreck.

LOAD-DATE: May 7, 2019

LANGUAGE: ENGLISH

                      Copyright 2019 Harbour Post Ltd
                            All Rights Reserved

                               2 of 2 DOCUMENTS


                              Der Hafenbote

                            7. Mai 2019 Dienstag

Fähre gesunken

LÄNGE: 20 Wörter

Die Fähre sank am Freitag.

UPDATE: 8. Mai 2019
"""
NEW_NEXIS = ["Documents (2)", "1. Ferry sinks", "", "Ferry sinks", "The Harbour Post", "May 6, 2019 Monday",
             "Copyright 2019 Harbour Post All Rights Reserved", "Section: NEWS", "Length: 30 words", "Byline: Ann Lee",
             "Body", SAID, "Graphic", "Photo: the ferry", "Load-Date: May 7, 2019", "End of Document",
             "Owner charged", "The Harbour Post", "May 9, 2019 Thursday", "Copyright 2019 Harbour Post",
             "Length: 9 words", "Body", MORE, "Load-Date: May 9, 2019", "End of Document"]  # fmt: skip
PROQUEST = f"""____________________________________________________________
Document 1 of 2
Ferry sinks
Author: Lee, Ann
Publication title: The Harbour Post
Publication date: May 6, 2019
Section: News
ProQuest document ID: 2220001
Full text: {SAID}

{MORE}
Copyright: Copyright Harbour Post May 6, 2019
____________________________________________________________
Document 2 of 2
Owner charged
Publication title: The Harbour Post
Publication date: May 9, 2019
Full text: {MORE}
ProQuest document ID: 2220002
____________________________________________________________
"""


def factiva_page(words, day):
    rest = "".join(f"<div>{said}</div>" for said in (words, day, "The Harbour Post", "HPOST", "Englisch"))
    return (
        '<html><body><div class="article"><h1>Factiva</h1></div><div class="article enArticle"><div>News Desk</div>'
        f'<div id="hd"><span>Ferry sinks</span></div><div class="author">By ANN LEE </div>{rest}'
        f'<div>Copyright 2019</div><p class="articleParagraph enarticleParagraph">{SAID}</p>'
        "<p>Dokument HPOST00020190506ef5600bd1</p></div></body></html>"
    )


def test_an_export_of_nexis_gives_its_articles_apart(tmp_path):
    one, two = everything(written(tmp_path, "export.TXT", NEXIS))
    assert fields(one) == ("Ferry sinks off the old pier", "2019-05-06", "Ann Lee, Bob Roe", "The Harbour Post")
    assert (one.section, one.length, one.loaded) == ("NEWS; Pg. 3", 1204, "2019-05-07")
    sunk = "The ferry sank on Friday, and the harbour master said that nobody was hurt."
    assert one.text == f"Ferry sinks off the old pier\n\n{sunk}\n\nDivers are to look at the wreck."
    assert fields(two) == ("Fähre gesunken", "2019-05-07", None, "Der Hafenbote")
    assert (two.length, two.loaded, two.path) == (20, "2019-05-08", f"{tmp_path}/export.TXT#2")
    assert dict(one.provenance)["published"] == "Nexis"


@pytest.mark.parametrize("form", ["docx", "rtf", "html"])
def test_the_newer_nexis_in_each_of_its_formats(tmp_path, form):
    rtf = r"{\rtf1\ansi " + r"\par ".join(NEW_NEXIS).replace("“", r"\'93").replace("”", r"\'94") + "}"
    data = {"docx": docx(*NEW_NEXIS), "rtf": rtf, "html": ""}[form]
    if form == "html":
        old = "".join(f"<div><p><span>{' '.join(p.split())}</span></p></div>" for p in NEXIS.split("\n\n"))
        one, _ = everything(written(tmp_path, "a.html", f"<HTML><BODY>{old}</BODY></HTML>"))
        assert (one.title, one.byline, one.length) == ("Ferry sinks off the old pier", "Ann Lee, Bob Roe", 1204)
        return
    one, two = everything(written(tmp_path, f"a.{form}", data))
    assert fields(one) == ("Ferry sinks", "2019-05-06", "Ann Lee", "The Harbour Post")
    assert (one.section, one.text) == ("NEWS", f"Ferry sinks\n\n{SAID}")
    assert (two.title, two.text) == ("Owner charged", f"Owner charged\n\n{MORE}")


@pytest.mark.parametrize(("words", "day"), [("877 words", "6 May 2019"), ("877 W\ufffdrter", "6 Mai 2019"),
                                            ("877 字", "2019 年 5 月 6 日 17:04")])  # fmt: skip
def test_a_page_of_factiva_in_the_language_of_its_reader(tmp_path, words, day):
    article = read(written(tmp_path, "a.html", factiva_page(words, day)))
    assert fields(article) == ("Ferry sinks", "2019-05-06", "Ann Lee", "The Harbour Post")
    assert (article.section, article.length, article.text) == ("News Desk", 877, f"Ferry sinks\n\n{SAID}")


def test_a_text_of_proquest_and_factivas_codes(tmp_path):
    one, two = everything(written(tmp_path, "a.txt", PROQUEST))
    assert fields(one) == ("Ferry sinks", "2019-05-06", "Ann Lee", "The Harbour Post")
    assert one.text == f"Ferry sinks\n\n{SAID}\n\n{MORE}"
    assert fields(two) == ("Owner charged", "2019-05-09", None, "The Harbour Post")
    coded = f"HD Ferry sinks\nBY By Ann Lee\nWC 204 words\nPD 6 May 2019\nSN Paper\nLP\n{SAID}\nTD\n{MORE}\nAN X\n"
    article = read(written(tmp_path, "b.txt", coded))
    assert fields(article) == ("Ferry sinks", "2019-05-06", "Ann Lee", "Paper")
    assert article.text.endswith(f"{SAID}\n\n{MORE}")


def test_office_documents(tmp_path):
    article = read(written(tmp_path, "a.docx", docx("Ferry sinks", "By Ann Lee", SAID, title="Ferry sinks")))
    assert (article.title, article.byline, "old" in article.text) == ("Ferry sinks", "Ann Lee", False)
    assert read(written(tmp_path, "b.odt", odt("Ferry <t:s/>sinks", SAID))).text == f"Ferry sinks\n\n{SAID}"
    assert read(written(tmp_path, "c.txt", r"{\rtf1\ansi Caf\'e9 sank.\par It was \b old\b0.}")).text == (
        "Café sank.\n\nIt was old."
    )
    assert read(written(tmp_path, "d.txt", docx("No title", SAID, title="Document1"))).title is None


def test_a_pdf_of_two_columns_with_running_heads(tmp_path):
    heads = [(50, 780, 8, "THE HARBOUR POST"), (300, 20, 8, "{}")]

    def page(number, lines):
        return [(x, y, size, text.format(number)) for x, y, size, text in heads] + lines

    left = ["The ferry sank on Fri-", "day near the old", "pier in the harbour."]
    right = ["Divers look at it", "to find out why it", "sank, the owner said."]
    lines = [(50, 740, 24, "Ferry sinks")]
    lines += [(50, 700 - 12 * at, 10, text) for at, text in enumerate(left)]
    lines += [(330, 700 - 12 * at, 10, text) for at, text in enumerate(right)]
    article = read(written(tmp_path, "a.pdf", pdf(page(1, lines), page(2, [(50, 700, 10, "It was an old ferry.")]))))
    assert article.title == "Ferry sinks"
    assert article.text.split("\n\n") == [
        "Ferry sinks",
        "The ferry sank on Friday near the old pier in the harbour.",
        "Divers look at it to find out why it sank, the owner said.",
        "It was an old ferry.",
    ]
    with pytest.raises(ReadError, match="no text layer"):
        read(written(tmp_path, "scan.pdf", pdf([])))


MAIL = (
    "From: Ann Lee <ann@post.example>\nTo: b@x.example\nSubject: =?utf-8?q?Re:_F=C3=A4hre?= sinks\nMIME-Version: 1.0\n"
    "Date: Mon, 06 May 2019 23:30:00 -0500\nContent-Type: multipart/mixed; boundary=B\n\n--B\n"
    f"Content-Type: text/plain; charset=utf-8\n\nView this email in your browser\n{SAID}\n>From there\n"
    "Unsubscribe | Privacy\n"
    "--B\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nsecret\n--B--\n"
)


def test_mails_alone_and_in_a_mailbox(tmp_path):
    article = read(written(tmp_path, "a.eml", MAIL))
    assert fields(article) == ("Fähre sinks", "2019-05-06", "Ann Lee", None)
    assert article.text == f"Fähre sinks\n\n{SAID}\n>From there"
    page = "Subject: Page\nMessage-ID: <1>\nFrom: news@x\nContent-Type: text/html\n\n"
    page += f"<p>{SAID}</p><style>x</style><p>{MORE}</p>"
    box = "".join(f"From a@b Mon May  6 10:00:00 2019\n{mail}\n" for mail in (MAIL, page))
    one, two = everything(written(tmp_path, "inbox.mbox", box))
    assert one.text.endswith(f"{SAID}\nFrom there")
    assert two.text == f"Page\n\n{SAID}\n\n{MORE}"


def test_a_page_saved_as_a_mail(tmp_path):
    page = f"<article><h1>Ferry</h1><p>{SAID}</p><p>{MORE}</p></article></body></html>"
    page = f"<html><head><title>Ferry</title></head><body>{page}"
    mhtml = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://post.example/2019/05/06/ferry\nSubject: Ferry\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="B"\n\n--B\n'
        f"Content-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n{page}\n--B--\n"
    )
    article = read(written(tmp_path, "a.mhtml", mhtml))
    assert (article.url, article.published) == ("https://post.example/2019/05/06/ferry", "2019-05-06")


def test_feeds(tmp_path):
    item = "<item><title>Ferry sinks</title><pubDate>Mon, 06 May 2019 23:30:00 -0500</pubDate>"
    item += f"<description>&lt;p&gt;{SAID}&lt;/p&gt;</description></item>"
    rss = f'<rss version="2.0"><channel><title>Post</title>{item}<item><title>Two</title></item></channel></rss>'
    one, two = everything(written(tmp_path, "feed.xml", rss))
    assert fields(one) == ("Ferry sinks", "2019-05-06", None, "Post")
    assert one.text == f"Ferry sinks\n\n{SAID}"
    assert "no more than this" in two.note
    atom = "<title>P</title><entry><title>A</title><author><name>Ann Lee</name></author>"
    atom += f"<published>2019-05-06T23:30:00-05:00</published><content>{SAID}</content></entry></feed>"
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom">{atom}'
    assert fields(read(written(tmp_path, "b.atom", atom))) == ("A", "2019-05-06", "Ann Lee", "P")


ROWS = [["Headline", "Date", "Outlet", "Body"], ["Ferry sinks", "2019-05-06", "Post", SAID], ["Owner", "", "", MORE]]


@pytest.mark.parametrize("form", ["csv", "tsv", "semicolons", "xlsx", "jsonl", "json", "parquet"])
def test_tables_of_articles(tmp_path, form):
    records = [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]
    file = tmp_path / f"a.{form}"
    if form == "xlsx":
        import openpyxl

        book = openpyxl.Workbook()
        for row in ROWS:
            book.active.append(row)
        book.save(file)
    elif form == "parquet":
        import pandas as pd

        pd.DataFrame(records).to_parquet(file)
    elif form in ("jsonl", "json"):
        file.write_text(json.dumps(records) if form == "json" else "\n".join(map(json.dumps, records)))
    else:
        mark = {"csv": ",", "tsv": "\t", "semicolons": ";"}[form]
        file = tmp_path / ("a.tsv" if form == "tsv" else "a.csv")
        file.write_text("\n".join(mark.join(f'"{cell}"' for cell in row) for row in ROWS))
    one, two = everything(file)
    assert fields(one) == ("Ferry sinks", "2019-05-06", None, "Post")
    assert one.text == f"Ferry sinks\n\n{SAID}"
    assert two.title == "Owner"
    assert "Body = text" in dict(one.provenance)["text"]


@pytest.mark.parametrize(("table", "says"), [
    (f"body,content\n{SAID * 3},{MORE.replace(',', '') * 3}\n".replace(", ", " "), "several columns of texts"),
    ("name,age\nAnn,3\n", "no column that is one of articles"),
    (f"text,date\n{SAID},2019-05-06\n", "wants"),
])  # fmt: skip
def test_a_table_that_does_not_say_which_text_asks(tmp_path, table, says):
    with pytest.raises(ReadError, match=says):
        read(written(tmp_path, "a.csv", table))


def test_a_zip_of_anything_and_what_is_passed_over(tmp_path):
    inner = zipped(**{"deep.txt": MORE})
    data = zipped(**{"../../b.txt": SAID, "a.docx": docx(MORE), "._a.txt": "x", "README.md": "x", "in.zip": inner,
                     "photo.jpg": b"\xff\xd8\xff", "bad.pdf": b"%PDF-1.4 x"})  # fmt: skip
    found = everything(written(tmp_path, "a.zip", data))
    assert [getattr(article, "text", None) for article in found] == [SAID, MORE, None, MORE]
    assert "bad.pdf in it: is a broken PDF" in str(found[2])
    assert list(tmp_path.iterdir()) == [tmp_path / "a.zip"]


def test_a_parquet_file_whose_text_is_no_utf8_is_broken(tmp_path):
    import pyarrow
    from pyarrow import parquet

    said = b"The ferry \x9a sank on Friday. " * 9
    offsets = pyarrow.array([0, len(said)], pyarrow.int32()).buffers()[1]
    text = pyarrow.StringArray.from_buffers(1, offsets, pyarrow.py_buffer(said))
    parquet.write_table(pyarrow.table({"text": text}), tmp_path / "a.parquet")
    (found,) = everything(tmp_path / "a.parquet")
    assert "is a broken Parquet file" in str(found)


@pytest.mark.parametrize(("charset", "sent"), [
    ("iso-8859-1", "cp1252"), ("us-ascii", "utf-8"), ("us-ascii", "cp1252"), ("nowhere-9", "utf-8"), ("utf-8", "utf-8"),
    ("iso-8859-5", "iso-8859-5"),
])  # fmt: skip
def test_a_mail_is_read_as_it_was_sent_whatever_it_calls_that(tmp_path, charset, sent):
    said = "Паром затонул в пятницу." if charset == "iso-8859-5" else "“It sank”, the harbour master of Montréal said."
    head = f"From: a@b\nTo: c@d\nMessage-ID: <1>\nContent-Type: text/plain; charset={charset}\n\n".encode()
    assert read(written(tmp_path, "a.eml", head + said.encode(sent))).text == said


def test_one_of_several_is_named_by_its_number(tmp_path, monkeypatch):
    file = written(tmp_path, "export.txt", NEXIS)
    with pytest.raises(ReadError, match=r"has several articles; read_all gives them all, read\('.*#1'\) the first"):
        read(file)
    assert read(f"{file}#2").title == "Fähre gesunken"
    with pytest.raises(ReadError, match="no such article in it"):
        read(f"{file}#3")
    assert names_of(str(file)) == [f"{file}#1", f"{file}#2"]
    assert [found.path for found in read_each([f"{file}#1", f"{file}#2"])] == [f"{file}#1", f"{file}#2"]
    written(tmp_path, "articles.csv", "path,published,byline\nexport.txt#2,2019-05-10,Eva Roe\n")
    two = read(f"{file}#2")
    assert (two.published, two.byline, dict(two.provenance)["published"]) == ("2019-05-10", "Eva Roe", "articles.csv")
    monkeypatch.setattr("sys.stdin", type("Input", (), {"buffer": io.BytesIO(SAID.encode())}))
    assert read("-").text == SAID


@pytest.mark.parametrize(("name", "data"), [
    ("bomb.zip", zipped(**{"a.txt": b" " * 30_000_000})),
    ("bomb.docx", zipped(**{"word/document.xml": b"<a>" * 100_000})),
    ("entities.docx", zipped(**{"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"})),
    ("entities.xml", '<!DOCTYPE rss [<!ENTITY b "c">]><rss><channel><item><title>&b;</title></item></channel></rss>'),
    ("cut.pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    ("deep.json", "[" * 100_000),
    ("a.parquet", b"PAR1" + b"\0" * 50 + b"PAR1"),
    ("a.html", "<html><body>" + "<div>" * 10_000 + "</body></html>"),
    ("nul.eml", b"Received: x\nFrom: a\nTo: b\nContent-Type: text/html; charset=\0\n\n\0\0"),
    ("comments.txt", "<!---->" * 5_000),
    ("gone.html", "<html><body><article><h1>404</h1><p>Page not found. The page you want is not here.</p></article>"),
])  # fmt: skip
def test_hostile_files_are_one_line(tmp_path, name, data):
    (found,) = everything(written(tmp_path, name, data))
    assert isinstance(found, ReadError)
    assert str(found).startswith(str(tmp_path / name))
    assert "\n" not in str(found)


PAGE = (
    '<html lang="{lang}"><head><title>{title}</title>{meta}</head><body><article><h1>{h1}</h1>{head}'
    f"<p>{SAID}</p><p>{MORE}</p><p>{SAID} Again.</p></article><footer>© 2024 The Post</footer></body></html>"
)


def page_of(folder, lang="en", title="Ferry sinks off pier", meta="", h1="Ferry sinks off pier", head="", url=None):
    data = PAGE.format(lang=lang, title=title, meta=meta, h1=h1, head=head).encode()
    return dl.readers.read_html(data, url)


@pytest.mark.parametrize(("title", "h1"), [
    ("Ferry sinks off pier | The Post", "Ferry sinks off pier"),
    ("Ferry sinks off pier - News - The Post", ""),
    ("The Post: Ferry sinks off pier", ""),
    ("Opinion | Ferry sinks off pier", "Ferry sinks off pier (Published 2016)"),
])  # fmt: skip
def test_the_title_of_a_page_is_its_headline(tmp_path, title, h1):
    meta = f'<meta property="og:site_name" content="The Post"><meta property="og:title" content="{title}">'
    article = page_of(tmp_path, title=title, h1=h1, meta=meta)
    assert article.title in ("Ferry sinks off pier", "Ferry sinks off pier - News")
    assert article.text.count("Ferry sinks off pier") == 1


@pytest.mark.parametrize(("said", "byline"), [
    ("By Jane A. Doe Updated 5pm", "Jane A. Doe"), ("By Jane A. Doe", "Jane A. Doe"), 
    ("Jane Doe and John Q. Roe Jr.", "Jane Doe, John Q. Roe Jr."),
    ("By JANE DOE, Staff Writer", "Jane Doe"), ("Reuters", None), ("By Jane Doe | The Post", "Jane Doe"),
    ("Edited by Jane Doe; Photographs by Max Ray", "Jane Doe"), ("Username", None), ("von Eva Müller", "Eva Müller"),
])  # fmt: skip
def test_a_byline_is_names_only(said, byline):
    from dateline.readers.authors import names_in

    assert names_in(said, "The Post") == byline


@pytest.mark.parametrize(("lang", "head", "meta", "day"), [
    ("en", '<p class="date">10/04/2016</p>', "", "2016-10-04"),
    ("en", '<p class="date">Wednesday 5/6/2020 4:00 PM ET</p>', "", "2020-05-06"),
    ("en-GB", '<p class="date">10/04/2016</p>', "", "2016-04-10"),
    ("de", '<p class="datum date">10.4.2016</p>', "", "2016-04-10"),
    ("en", '<p class="date">Last updated 20 May 2024. First published 14 May 2024</p>', "", "2024-05-14"),
    ("en", '<time datetime="2016-10-04 05:07:09">10/04/2016 05:07 AM EDT</time>', "", "2016-10-04"),
    ("en", '<p class="time">May 13, 2024</p>',
     '<meta property="article:published_time" content="2024-05-14T02:00:00Z">', "2024-05-13"),
    ("en", "", "", None),
])  # fmt: skip
def test_the_date_of_a_page_is_its_first_and_its_own(tmp_path, lang, head, meta, day):
    assert page_of(tmp_path, lang=lang, head=head, meta=meta).published == day


def test_what_stands_round_the_article_of_a_page_is_left_out(tmp_path):
    head = '<p>Continue reading the main story</p><p><a href="/x">Seven other stories of the same day in town</a></p>'
    head += '<p>Sign up for our newsletter</p><span class="sr-only">Hidden words</span><p>{{ title }} more</p>'
    article = page_of(tmp_path, head=head)
    assert article.text == f"Ferry sinks off pier\n\n{SAID}\n\n{MORE}\n\n{SAID} Again."
    old = "<html><head><meta charset=iso-8859-1></head><body><article><h1>Caf\xe9 \x93sinks\x94 off pier</h1><p>"
    page = f"{old}{SAID}</p><p>\x93{SAID}\x94</p></article>".encode("latin-1")
    assert dl.readers.read_html(page).text.startswith("Café “sinks” off pier")
