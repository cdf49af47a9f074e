"""Runs one after another into one folder: nothing made is lost, nothing is said of another's report, all is said."""

import json
import os
import re
from pathlib import Path

import pytest

from dateline.readers import formats
from dateline.reports.batch import plan
from dateline.reports.index import write_index
from dateline.reports.jobs import Job
from dateline.reports.places import Places
from dateline.reports.storage import Store
from reports.conftest import record, states, write_notebook

OWN = ("--notebook", "try.ipynb", "--jobs", "2")


def stories(place: Path, *folders: str) -> None:
    for folder in folders:
        (place / folder).mkdir()
        (place / folder / "story.txt").write_text(f"Ferry of {folder} sinks\n\nIt sank on Friday.", encoding="utf-8")


def printed(place: Path, slug: str) -> str:
    """What the notebook said its article was."""
    cells = json.loads((place / "reports" / slug / "try.ipynb").read_text())["cells"]
    return next(
        "".join(output["text"]).strip() for cell in cells for output in cell.get("outputs", []) if "text" in output
    )


def titles(place: Path) -> list[str]:
    page = (place / "reports/index.html").read_text(encoding="utf-8")
    return re.findall(r"<h2>(?:<a [^>]*>)?([^<]*)<", page)


def test_two_articles_of_one_name_keep_two_places(place, report):
    stories(place, "monday", "tuesday")
    assert report("monday/story.txt", *OWN)[0] == 0
    assert report("tuesday/story.txt", *OWN)[0] == 0
    assert (printed(place, "story"), printed(place, "story-2")) == ("monday/story.txt", "tuesday/story.txt")
    for again, slug in (("monday/story.txt", "story"), ("tuesday/story.txt", "story-2")):
        assert report(again, *OWN)[0] == 0
        assert states(place) == ["kept"]
        assert record(place)["reports"][0]["path"] == f"reports/{slug}/try.ipynb"
    assert report("tuesday/story.txt", "monday/story.txt", *OWN)[1].startswith("0 made, 2 kept")
    assert titles(place) == ["Ferry of tuesday sinks", "Ferry of monday sinks"]


def test_an_article_has_one_place_however_it_is_named(place, report):
    report("a.txt", *OWN)
    report("./a.txt", place / "a.txt", *OWN)
    assert len(states(place)) == 1
    assert [path.name for path in (place / "reports").iterdir() if path.is_dir()] == ["a"]


@pytest.mark.parametrize("spoil", ["{", '{"story": {"title": 3}}', "[1]"])
def test_without_its_ledger_a_place_is_not_taken_by_another(tmp_path, spoil):
    store = Store(tmp_path)
    store.write("index.json", spoil)
    store.write("story/try.ipynb", "{}")
    assert Places(store).is_taken("story")
    assert Places(store).of("story.txt") is None


def test_places_are_written_down_before_anything_is_made(place):
    """As a run that is killed leaves them."""
    stories(place, "monday", "tuesday")
    store = Store(place / "reports")
    plan(["monday/story.txt"], store=store)
    store.write("story/try.ipynb", "{}")
    jobs, _ = plan(["tuesday/story.txt", "monday/story.txt"], store=store)
    assert {(job.article, job.slug) for job in jobs} == {
        ("tuesday/story.txt", "story-2"),
        ("monday/story.txt", "story"),
    }
    write_index([], [], store)
    assert titles(place) == ["Ferry of monday sinks"]


def test_reports_and_articles_can_be_moved_together(place, report, monkeypatch):
    stories(place, "monday")
    report("monday/story.txt", *OWN)
    (place / "moved").mkdir()
    for name in ("monday", "reports", "try.ipynb"):
        (place / name).rename(place / "moved" / name)
    monkeypatch.chdir(place / "moved")
    report("monday/story.txt", *OWN)
    assert states(place / "moved") == ["kept"]


def test_the_index_keeps_the_reports_of_earlier_runs(place, report):
    report("a.txt", "b.txt", *OWN)
    (place / "a.txt").unlink()
    report("c.txt", *OWN)
    assert titles(place) == ["Bridge c to close", "Bridge a to close", "Bridge b to close"]
    page = (place / "reports/index.html").read_text(encoding="utf-8")
    assert all(f'href="{slug}/try.html"' in page for slug in "abc")
    before = page.encode()
    code, out, err = report("typo.txt", *OWN)
    assert (code, out.strip()) == (1, "0 made, 0 kept, 1 failed; open reports/index.html")
    assert err.startswith("failed: typo.txt: no such file")
    assert (place / "reports/index.html").read_bytes() == before
    (place / "reports/b/try.ipynb").unlink()
    report("c.txt", *OWN)
    assert titles(place) == ["Bridge c to close", "Bridge a to close"]


def test_what_a_ledger_says_is_escaped_and_leads_nowhere(tmp_path):
    store, evil = Store(tmp_path / "reports"), '<script>x</script>"'
    entry = dict.fromkeys(("article", "file", "title", "published", "source", "text"), evil) | {"notes": [evil]}
    store.write("index.json", json.dumps({"a": entry, "../b": entry, "c": {**entry, "notes": [3]}}))
    store.write("a/<b>.ipynb", "{}")
    store.write("a/<b>.html", "")
    write_index([], [], store)
    page = (store.read("index.html") or b"").decode()
    assert page.count("<h2>") == 1
    assert page.count("<script") == 2
    assert "<script>x" not in page
    assert 'href="a/%3Cb%3E.html"' in page
    assert "../b" not in page


def test_an_article_that_went_costs_the_index_nothing(tmp_path):
    store = Store(tmp_path)
    write_index([Job("gone/timeline", given={"article": "gone.txt"}, article="gone.txt")], [("x", "y")], store)
    page = (store.read("index.html") or b"").decode()
    assert "<h2>gone.txt</h2>" in page
    assert "gone.txt: no such file" in page


CHANGES = {
    "changed": "import pathlib; pathlib.Path(article).write_text('Other news of today')",
    "changed and set back": "import pathlib, os\np = pathlib.Path(article); s = p.stat(); old = p.read_bytes()\n"
    "p.write_bytes(b'x' * len(old)); print(p.read_text()); p.write_bytes(old)\n"
    "os.utime(p, ns=(s.st_atime_ns, s.st_mtime_ns))",
    "removed": "import os; os.remove(article)",
    "made anew": "import pathlib\np = pathlib.Path(article); t = p.read_text(); p.unlink(); p.write_text(t)",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_report_of_an_article_that_was_changed_meanwhile_is_none(place, report, change):
    write_notebook(place / "try.ipynb", "import time; time.sleep(.05)", CHANGES[change])
    code, out, err = report("a.txt", *OWN)
    assert (code, out.strip()) == (1, "0 made, 0 kept, 1 failed; open reports/index.html")
    said = "a.txt: was changed while its report was made; run the same command again"
    assert err == f"failed: reports/a/try.failed.ipynb: {said}\n"
    assert [item["error"] for item in record(place)["reports"]] == [said]
    assert titles(place) == ["Bridge a to close"] or change in ("changed", "removed")
    assert not (place / "reports/a/try.ipynb").exists()


@pytest.mark.parametrize("command", ["report", "export"])
@pytest.mark.parametrize("named", [("two",), ("two/articles.csv",), ("a.txt", "b.txt"), ("a.txt", "two")])
def test_one_date_is_for_one_article(place, capsys, command, named):
    from dateline.reports.cli import main

    (place / "two").mkdir()
    for name in ("x", "y"):
        (place / "two" / f"{name}.txt").write_text("The ferry sank on Friday.")
    (place / "two/articles.csv").write_text("path,published\nx.txt,2019-05-06\ny.txt,2019-05-07\n")
    options = OWN if command == "report" else ("--to", "timeml")
    assert main([command, *named, *options, "--published", "2024-01-01"]) == 2
    said = capsys.readouterr()
    assert said.err == "dateline: --published goes with one article; put the dates of several in articles.csv\n"
    assert not (place / "reports").exists()
    assert not (place / "exports").exists()
    (place / "two/y.txt").unlink()
    (place / "two/articles.csv").unlink()
    assert main([command, "two", *options, "--published", "2024-01-01"]) == 0


def test_all_that_is_passed_over_or_fits_nothing_is_said(place, report):
    (place / "news").mkdir()
    for name in ("a.txt", "._a.txt", "notes.pages"):
        (place / "news" / name).write_text("The ferry sank on Friday.")
    (place / "news/articles.csv").write_text("path,publised\nA,2019-05-06\ngone.txt,\n../c.txt,\n")
    code, out, err = report("news", *OWN)
    assert (code, out.strip()) == (1, "1 made, 0 kept, 2 failed; open reports/index.html")
    notes = [
        "news/articles.csv: column 'publised' is not understood and left out; 'published' is probably meant",
        "news: passed over 2 files that are no articles: ._a.txt, notes.pages",
    ]
    table = "news/articles.csv, row"
    outside = "lies outside the folder of this list; name it on the command line"
    assert err.splitlines() == [
        *(f"note: {note}" for note in notes),
        f"failed: news/gone.txt: {table} 3: gone.txt: no such file beside it; mend the row",
        f"failed: news/../c.txt: {table} 4: ../c.txt: {outside}",
    ]
    assert record(place)["notes"] == notes
    assert [item["article"] for item in record(place)["unreadable"]] == ["news/gone.txt", "news/../c.txt"]


def test_an_article_that_its_list_does_not_name_is_said(place, report):
    (place / "articles.csv").write_text("path,published\nb.txt,2019-05-06\n")
    assert report("a.txt", *OWN)[0] == 0
    assert record(place)["notes"] == ["articles.csv: has no row for a.txt"]


def test_ones_own_reports_are_no_articles(place, report):
    write_notebook(place / "try.ipynb", "1")
    report("a.txt", "--out", ".", *OWN)
    code, _, err = report(".", "--out", ".", *OWN)
    assert code == 0
    made = json.loads((place / "run.json").read_text())["reports"]
    assert [item["article"] for item in made] == ["a.txt", "b.txt", "c.txt"]
    assert "passed over" in err
    code, _, err = report("a", *OWN)
    assert (code, "failed: a: has no article in it" in err) == (1, True)


def test_one_bad_article_stops_nothing(place, report):
    (place / "b.html").write_text(f"<svg>{'<p>The council closed the old bridge on Friday.</p>' * 9}</svg>")
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (place / name).write_text("The ferry sank on Friday.")
    except OSError:
        pytest.skip("this file system has UTF-8 names only")
    code, out, err = report("a.txt", "b.html", name, "https://paper.example/a", "-", *OWN)
    assert (code, out.strip()) == (1, "1 made, 0 kept, 4 failed; open reports/index.html")
    assert err.count("\n") == 4
    assert "its name is no UTF-8, and a report cannot hold it; rename the file" in err
    assert len(record(place)["unreadable"]) == 4
    assert titles(place) == ["Bridge a to close"]


def test_a_reader_that_fails_in_any_way_stops_no_plan(place, monkeypatch):
    def fails(data):
        raise RecursionError("maximum recursion depth exceeded")

    monkeypatch.setattr(formats, "read_markdown", fails)
    (place / "d.md").write_text("The ferry sank.")
    jobs, unreadable = plan(["a.txt", "d.md"])
    assert {job.article for job in jobs} == {"a.txt"}
    assert [reason for _, reason in unreadable] == [
        "d.md: cannot be read (RecursionError: maximum recursion depth exceeded); copy the article into a .txt file"
    ]
