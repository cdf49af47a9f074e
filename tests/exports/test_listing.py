"""dateline articles: what was understood, as a table that is read again where it lies."""

from dateline import read
from dateline.reports.cli import main


def test_the_list_of_articles_is_set_right_in_place(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feed.xml").write_text(
        "<rss><channel><title>Post</title><item><title>Ferry</title><description>It sank.</description></item>"
        "<item><title>Pier</title><description>It fell.</description></item></channel></rss>"
    )
    (tmp_path / "bad.pdf").write_text("%PDF-1.4")
    assert main(["articles", "."]) == 1
    assert capsys.readouterr().out.strip() == "3 articles listed, 1 not read; see articles.csv"
    header, bad, ferry, pier = (tmp_path / "articles.csv").read_text().splitlines()
    assert header.startswith("path,published,title,source,note,byline")
    assert "not read: is a broken PDF" in bad
    assert ferry.startswith("feed.xml#1,,Ferry,Post,")
    assert ferry.endswith("no date; only 3 words")
    (tmp_path / "articles.csv").write_text(f"{header}\r\n{pier.replace('#2,,Pier', '#2,2019-05-06,The pier')}\r\n")
    assert (read("feed.xml#2").published, read("feed.xml#2").title) == ("2019-05-06", "The pier")
    assert main(["articles", "."]) == 2
    assert "is there already" in capsys.readouterr().err
