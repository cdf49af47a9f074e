"""A corpus is made whole, once, to the same bytes, whatever happens on the way."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

import dateline as dl
from dateline.corpus import making
from dateline.corpus.making import make_tables, processes
from dateline.corpus.rows import id_of
from dateline.corpus.schema import PARTED, TABLES, arrow
from dateline.given import ParameterError
from dateline.readers import read_each
from dateline.reports.cli import main
from dateline.reports.storage import Store

FERRY = "Ferry sinks\n\nThe ferry Aurora sank off Oslo on Monday. “It was old,” said Ada Brown. She lost 41 boats."


def numbered(n: int) -> list[tuple[str, dl.Article]]:
    return [(f"{i}.txt", dl.Article(f"{FERRY} No {i}.", "2024-02-14", source="A")) for i in range(n)]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def in_threads():
    return ThreadPoolExecutor(2)


def bare_rows(article):
    """What stands for the rows of an article where it is not the rows that are tested."""
    own = id_of(article)
    made = {name: arrow(name, pd.DataFrame({"article": [own]})) for name in PARTED}
    facts = {"article": own, "outlet": article.source, "published": article.published, "text": article.text}
    return made | {"articles": arrow("articles", pd.DataFrame([facts]))}


def slow_rows(article):
    time.sleep(0.05)
    return bare_rows(article)


@pytest.fixture
def bare(monkeypatch):
    """Parts of two articles, which are not read."""
    monkeypatch.setattr(making, "PART", 2)
    monkeypatch.setattr(making, "try_rows", bare_rows)


def make(found, folder, start=in_threads):
    return make_tables(found, folder if isinstance(folder, Store) else Store(folder), start, 4)


def test_the_rows_of_an_article_by_hand(tmp_path):
    article = dl.Article(FERRY, "2024-02-14", title="Ferry sinks", source="The Daily")
    make([("ferry.txt", article)], tmp_path)
    corpus, own = dl.Corpus(tmp_path), id_of(article)
    read = {name: corpus.table(name) for name in TABLES}
    assert set(read["quotations"]["article"]) == {own}
    columns = ["sentence", "text", "kind", "speaker", "speaker_entity", "cue"]
    assert read["quotations"][columns].values.tolist() == [
        [2, "“It was old,”", "sentence", "Ada Brown", "Ada Brown", "said"]
    ]
    assert read["articles"].loc[0, ["outlet", "published", "words", "end"]].tolist() == [
        "The Daily", "2024-02-14", 20, len(FERRY),
    ]  # fmt: skip
    assert read["events"][["first_day", "who", "verb"]].values.tolist() == [["2024-02-12", "The ferry Aurora", "sank"]]
    assert {"Ada Brown", "Oslo"} <= set(read["mentions"]["entity"])
    assert read["quantities"][["value", "of"]].values.tolist() == [[41.0, "boats"]]
    ferry = read["terms"].set_index("term").loc["ferry"]
    assert (ferry["n"], ferry["start"], ferry["end"], ferry["is_stop"]) == (2, 0, 5, False)
    assert read["stories"][["article", "story"]].values.tolist() == [[own, "2024-0"]]
    assert read["errors"].empty


def test_every_table_is_as_schema_md_says_and_no_span_lies(tmp_path):
    make(numbered(2), tmp_path)
    page = (tmp_path / "schema.md").read_text(encoding="utf-8")
    texts = dl.Corpus(tmp_path).table("articles").set_index("article")["text"]
    for name, (_, columns) in TABLES.items():
        (file,) = (tmp_path / "tables" / name).iterdir()  # of one part and of one year
        assert pq.read_schema(file) == arrow(name, pd.DataFrame()).schema
        section = page.split(f"## {name}\n")[1].split("\n## ")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == list(columns)
        for row in pq.read_table(file).to_pylist() if {"start", "text"} <= columns.keys() else []:
            assert texts[row["article"]][row["start"] : row["end"]] == row["text"]


def test_twice_is_once_and_told(tmp_path, bare):
    found = [*numbered(2), ("copy.txt", numbered(1)[0][1]), ("b.txt", dl.Article(FERRY + " No 0.", "2024-02-15"))]
    made = make(found, tmp_path)
    assert (made.made, made.kept) == (3, 0)
    assert made.twice == ["copy.txt: is 0.txt again, the same text, date and outlet; taken once"]
    assert make(found, tmp_path).kept == 3
    assert len(dl.Corpus(tmp_path).table("articles")) == 3


def test_what_is_new_alone_is_read(tmp_path, bare, monkeypatch):
    make(numbered(3), tmp_path)
    before, read = files(tmp_path / "tables" / "articles"), []
    monkeypatch.setattr(making, "try_rows", lambda article: read.append(article) or bare_rows(article))
    made = make(numbered(5), tmp_path)
    assert (made.made, made.kept, len(read)) == (2, 3, 2)
    assert before.items() <= files(tmp_path / "tables" / "articles").items()


def test_stories_are_told_anew_of_the_years_that_have_grown(tmp_path, bare, monkeypatch):
    told = []
    monkeypatch.setattr(
        making, "story_rows", lambda rows, year, real=making.story_rows: told.append(year) or real(rows, year)
    )
    other = [("a.txt", dl.Article("Rain fell.", "2023-05-05")), ("b.txt", dl.Article("Snow fell."))]
    make([*numbered(2), *other], tmp_path)
    make([("c.txt", dl.Article("Hail fell.", "2023-05-06"))], tmp_path)
    assert told == ["2023", "2024", "undated", "2023"]
    stories = dl.Corpus(tmp_path).table("stories")
    assert sorted(stories["story"]) == ["2023-0", "2023-1", "2024-0", "2024-0", "undated-0"]


def test_one_that_fails_is_a_row_and_is_tried_again(tmp_path, bare, monkeypatch):
    def fails(article):
        return "ValueError: bad" if "No 1." in article.text else bare_rows(article)

    found = [*numbered(4), ("gone.txt", dl.ReadError("gone.txt: no such file"))]
    whole = make(found, tmp_path / "whole")
    assert whole.failed == [("gone.txt", "gone.txt: no such file")]
    monkeypatch.setattr(making, "try_rows", fails)
    made = make(found, tmp_path / "a")
    assert (made.made, made.failed) == (3, [("gone.txt", "gone.txt: no such file"), ("1.txt", "ValueError: bad")])
    errors = dl.Corpus(tmp_path / "a").table("errors")
    assert errors.values.tolist() == [["1.txt", "ValueError: bad"], ["gone.txt", "gone.txt: no such file"]]
    monkeypatch.setattr(making, "try_rows", bare_rows)
    assert make(numbered(4), tmp_path / "a").made == 1
    assert dl.Corpus(tmp_path / "a").table("errors")["path"].tolist() == ["gone.txt"]  # it was not looked at


def killer(article):
    """In a process of the pool: an article that takes it along."""
    if "No 1." in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return article.text


def test_an_article_that_kills_its_process_is_the_only_one_that_fails():
    given = [article for _, article in numbered(4)]
    found = dict(making.in_order(killer, iter(given), processes(2), 4))
    assert [isinstance(found[article], Exception) for article in given] == [False, True, False, False]


def test_a_full_disk_leaves_nothing_half_written(tmp_path, bare, monkeypatch):
    class Full(Store):
        left = 15  # files: one part with its records, and some of the second

        def write(self, name, content):
            Full.left -= 1
            if Full.left < 0:
                raise OSError(errno.ENOSPC, "No space left on device", self.show(name))
            return super().write(name, content)

    with pytest.raises(OSError, match="No space left"):
        make_tables(numbered(4), Full(tmp_path), in_threads, 4)
    names = {path.stem for path in (tmp_path / "tables").rglob("*.parquet")}
    assert len(names) == 1
    assert list(json.loads((tmp_path / "manifest.json").read_text())["parts"]) == list(names)
    assert make(numbered(4), tmp_path).made == 2
    make(numbered(4), tmp_path.with_name("whole"))
    assert files(tmp_path) == files(tmp_path.with_name("whole"))


def test_another_version_is_a_word(tmp_path, bare):
    make(numbered(1), tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps(manifest | {"schema": "0"}))
    with pytest.raises(ParameterError, match="another version of dateline"):
        make(numbered(2), tmp_path)


def test_a_corpus_lies_where_fsspec_says():
    pytest.importorskip("fsspec")
    make(numbered(2), Store("memory://corpus"))
    assert len(dl.Corpus("memory://corpus").search("ferry")) == 4


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of five articles, one of which is empty."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), *sys.path]))
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for number in range(4):
        Path(f"in/{number}.txt").write_text(f"{FERRY} No {number}.", encoding="utf-8")
    Path("in/bad.txt").write_text("", encoding="utf-8")
    return tmp_path


def test_the_command_says_what_became_of_each(folder, capsys):
    assert main(["corpus", "in", "--no-page", "--jobs", "1"]) == 1
    said = capsys.readouterr()
    assert said.out == "4 made, 0 kept, 1 failed, 0 twice; see corpus\n"
    assert "failed: in/bad.txt: is empty" in said.err
    assert main(["corpus", "in/1.txt", "--no-page", "--jobs", "1"]) == 0
    assert capsys.readouterr().out == "0 made, 1 kept, 0 failed, 0 twice; see corpus\n"
    with Store("corpus").reserved():
        assert main(["corpus", "in", "--no-page"]) == 2
    said = capsys.readouterr().err
    assert said == "dateline: --out corpus: another run writes there; wait for its end or choose another folder\n"
    assert main(["corpus", "in/bad.txt", "--out", "none"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("dateline: no article could be read of 1; in/bad.txt: is empty")
    assert said.count("\n") == 1


KILLED = """
import sys, test_making
from dateline.corpus import making
from dateline.reports.cli import main
making.PART, making.try_rows = 1, test_making.bare_rows
sys.exit(main(["corpus", "in", "--no-page", "--jobs", "1", "--out", sys.argv[1]]))
"""


def test_a_killed_run_is_made_whole_by_the_next(folder, monkeypatch):
    command = [sys.executable, "-c", KILLED]
    run = subprocess.Popen([*command, "killed"], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(list(Path("killed/tables/sentences").glob("*"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.001)
    run.kill()
    run.wait()
    left = len(json.loads(Path("killed/manifest.json").read_text())["parts"])
    assert 1 <= left < 4
    assert subprocess.run([*command, "killed"], capture_output=True).returncode == 1  # one article is empty
    monkeypatch.setattr(making, "PART", 1)
    monkeypatch.setattr(making, "try_rows", bare_rows)
    names = sorted(str(path) for path in Path("in").iterdir())
    make(zip(names, read_each(names), strict=True), folder / "whole")
    assert files(folder / "killed") == files(folder / "whole")


def test_a_worker_dies_and_nothing_is_lost_or_doubled(tmp_path, bare, monkeypatch):
    distributed = pytest.importorskip("distributed")
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        client.upload_file(__file__)
        monkeypatch.setattr(making, "try_rows", slow_rows)
        first, done = next(iter(client.run(os.getpid).values())), []

        def step(has_failed):
            done.append(has_failed)
            if len(done) == 10:
                os.kill(first, signal.SIGKILL)

        made = make_tables(numbered(20), Store(tmp_path / "there"), lambda: client.get_executor(pure=False), 8, step)
    assert (made.made, made.failed) == (20, [])
    make(numbered(20), tmp_path / "here")
    assert files(tmp_path / "there") == files(tmp_path / "here")
