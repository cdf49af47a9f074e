"""The commands as a user types them: exit codes, one-line errors, and what lies there afterwards."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from conftest import ROOT
from dateline.reports.jobs import page_of
from dateline.reports.page import POLICY, SCRIPT

BIN = Path(sys.executable).parent
NOTEBOOKS = ("brief", "sentiment", "term_frequency", "timeline")


def dateline(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess:
    command = [BIN / "dateline", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)


of_the_seed = pytest.mark.xdist_group("reports of the seed")  # so that one worker makes them, once


def scripts_of(page: str) -> list[str]:
    """What a browser would run: all scripts but the texts to be searched, which are data."""
    return re.findall(r"<script(?! type=\"application/json\" id=\"texts\">).*?</script>", page, re.DOTALL)


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> Path:
    """The reports of the seed, made once."""
    out = tmp_path_factory.mktemp("made") / "reports"
    done = dateline("report", "--out", out)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"{len(NOTEBOOKS)} made, 0 kept, 0 failed; open {out / 'index.html'}"
    return out


@of_the_seed
def test_each_report_is_there_as_notebook_and_page(reports):
    folder = reports / "venezuela-coup-talks"
    for name in NOTEBOOKS:
        executed = nbformat.read(folder / f"{name}.ipynb", as_version=4)
        assert executed.metadata["papermill"]["exception"] is None
        page = (folder / page_of(name)).read_text(encoding="utf-8")
        assert page.count("<details") > 1
        assert "Content-Security-Policy" in page


@of_the_seed
def test_pages_are_self_contained_and_run_nothing_but_our_own(reports):
    for page in reports.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert scripts_of(text) == [f"<script>{SCRIPT}</script>"], page
        assert POLICY in text, page
        assert 'src="http' not in text, page
        assert "@import" not in text, page
        assert len(text) < 1_500_000, page


@of_the_seed
def test_tables_and_figures_lie_beside_it(reports):
    folder = reports / "venezuela-coup-talks"
    tables = {path.name for path in (folder / "tables").iterdir()}
    figures = {path.name for path in (folder / "figures").iterdir()}
    assert {"sentiment_pieces.csv", "term_frequency_all_terms.csv", "timeline_events.csv"} <= tables
    assert {"sentiment_arc.svg", "sentiment_arc.png", "timeline_timeline.svg", "term_frequency_terms.png"} <= figures
    data = (folder / "tables" / "term_frequency_all_terms.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = {row["term"]: row for row in csv.DictReader(data.decode("utf-8-sig").splitlines())}
    assert rows["officials"]["n"] == "6"
    assert "Ernesto Londoño" in rows
    assert "plenary" not in rows


@of_the_seed
def test_the_index_names_the_article_and_links_its_reports(reports):
    page = (reports / "index.html").read_text(encoding="utf-8")
    assert "US officials met Venezuela officers to discuss coup bid" in page
    assert "2018-09-09" in page
    assert "re-spun by a scraper" in page
    assert "407 words" in page
    for name in NOTEBOOKS:
        assert f'href="venezuela-coup-talks/{page_of(name)}"' in page


@of_the_seed
def test_no_half_made_file_is_left(reports):
    assert [path.name for path in reports.rglob(".*")] == []


NEWS = "Bridge to close\n\nThe council voted on Tuesday to close the old bridge. “We had no choice,” the mayor said."


def test_two_articles_with_one_name_and_one_that_fails(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "bridge.txt").write_text(NEWS, encoding="utf-8")
    done = dateline("report", "a/bridge.txt", "none.txt", "b/bridge.txt", "--notebook", "timeline", cwd=tmp_path)
    assert done.returncode == 1
    assert "failed: none.txt: no such file" in done.stderr
    assert "Traceback" not in done.stderr
    made = {path.parent.name for path in (tmp_path / "reports").glob("*/timeline.html")}
    assert made == {"bridge", "bridge-2"}
    assert "none.txt" in (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["report", "a.txt", "b.txt", "--published", "2020-01-01"], "--published goes with one article"),
        (["report", "--published", "2020-01-01"], "--published goes with one article"),
        (["report", "a.txt", "--published", "01/02/2020"], "is not a date"),
        (["report", "a.txt", "--out", "file.txt"], "cannot be written"),
        (["report", "--frobnicate"], "unrecognized arguments"),
    ],
)
def test_wrong_use_is_exit_code_2_and_one_line(tmp_path, arguments, says):
    (tmp_path / "file.txt").write_text("in the way")
    done = dateline(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_the_bare_command_shows_what_it_can_do(tmp_path):
    done = dateline(cwd=tmp_path)
    assert done.returncode == 0
    assert "dateline report story.txt" in done.stdout
    assert done.stderr == ""


def test_the_module_is_the_command_too(tmp_path):
    command = [sys.executable, "-m", "dateline.reports.cli", "report", "--jobs", "0"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "is not a whole number above 0" in done.stderr


def test_what_cannot_be_read_is_exit_code_1_and_one_line_each(tmp_path):
    for name, data in (("a", b""), ("b", b"\x00\x01\x02" * 99), ("c", b"%PDF-")):
        (tmp_path / f"{name}.txt").write_bytes(data)
    done = dateline("report", "a.txt", "b.txt", "c.txt", cwd=tmp_path)
    assert done.returncode == 1
    failed = [line for line in done.stderr.splitlines() if line.startswith("failed:")]
    for line, says in zip(failed, ("is empty", "is binary", "broken PDF"), strict=True):
        assert says in line
    assert "Traceback" not in done.stderr


def test_a_hostile_article_makes_pages_that_run_nothing(tmp_path):
    name = "a {{ b }} <i> 'día'.txt"
    title = '<script>alert(1)</script> {{ 7*7 }} "it\'s"'
    (tmp_path / name).write_text(f"{title}\n\n{NEWS}\n\n=cmd|' /C calc'!A0 said <img src=x onerror=alert(1)>.", "utf-8")
    with (tmp_path / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["path", "published", "title"], [name, "2020-05-05", title + "\nsecond line"]])
    done = dateline("report", name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for page in (tmp_path / "reports").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert scripts_of(text) == [f"<script>{SCRIPT}</script>"], page
        assert "<img src=x" not in text
    for table in (tmp_path / "reports").rglob("*.csv"):
        for row in csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"), newline="")):
            assert not any(cell.startswith(("=", "@", "\t")) for cell in row)


def test_corrections_stand_in_each_report_and_a_misfit_at_its_head(tmp_path):
    (tmp_path / "bridge.txt").write_text(NEWS, encoding="utf-8")
    day, words = NEWS.index("Tuesday"), NEWS.index("“We")
    rows = [
        "start,end,field,value,who,why",
        f"{day},{day + 7},date,2019-05-07,Jo,the minutes say so",
        f"{words},{NEWS.index('”') + 1},speaker,Ann Lee,Jo,",
        "1,4,entity,Ann,Jo,<b>typo</b>",
    ]
    (tmp_path / "corrections.csv").write_text("\n".join(rows), encoding="utf-8")
    done = dateline("report", "bridge.txt", "--published", "2019-05-20", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    made = tmp_path / "reports" / "bridge"
    for name, column, value in (("timeline_events", "value", "2019-05-07"), ("sentiment_pieces", "speaker", "Ann Lee")):
        table = csv.DictReader(io.StringIO((made / "tables" / f"{name}.csv").read_text(encoding="utf-8-sig")))
        assert [row[column] for row in table if row["corrected"] == "True"] == [value]
    for name in NOTEBOOKS:
        page = (made / page_of(name)).read_text(encoding="utf-8")
        assert "Corrections by readers: 2 of 3 applied" in page
        assert "1 correction does not fit the text and is not applied: see the list." in page
        if name != "brief":
            continue
        assert "2019-05-07 corrected" in page
        assert "Ann Lee corrected" in page
        assert "&lt;b&gt;typo&lt;/b&gt;" in page
        assert f"{day},{day + 7},date,2019-05-07,," in page
    kept = dateline("report", "bridge.txt", "--published", "2019-05-20", cwd=tmp_path)
    assert kept.stdout.splitlines()[-1].startswith(f"0 made, {len(NOTEBOOKS)} kept")


def test_the_wheel_brings_notebooks_and_seed(tmp_path):
    """Built and looked into; installing it would need the network."""
    copy = tmp_path / "source"
    copy.mkdir()
    for name in ("lib", "notebooks", "seeds", "pyproject.toml", "README.md", "LICENSE"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, copy / name)
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", tmp_path, copy]
    subprocess.run(build, check=True, capture_output=True, env={**os.environ, "PIP_NO_INDEX": "1"})
    (wheel,) = tmp_path.glob("*.whl")
    shutil.unpack_archive(wheel, tmp_path / "site", "zip")
    for name in ("notebooks/timeline.ipynb", "seeds/articles.csv", "seeds/venezuela-coup-talks.txt",
                 "reports/template/page/index.html.j2", "py.typed"):  # fmt: skip
        assert (tmp_path / "site" / "dateline" / name).is_file(), name
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    code = "from dateline import read; print(read('seeds/venezuela-coup-talks.txt').published)"
    seen = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert seen.stdout.strip() == "2018-09-09", seen.stderr
