"""`dateline export`: the files of each format, exit codes, one-line errors."""

import json
import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from dateline.reports.cli import main

TEXT = "Bridge to close\n\nThe council voted on Tuesday. “We had no choice,” the mayor said.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "News").mkdir()
    for name in ("Bridge.txt", "bridge.md"):
        (tmp_path / "News" / name).write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("form", "files"),
    [
        ("brat", ["annotation.conf", "bridge-2.ann", "bridge-2.txt", "bridge.ann", "bridge.txt"]),
        ("quanteda", ["corpus.csv", "tokens.csv"]),
        ("timeml", ["bridge-2.tml", "bridge.tml"]),
        ("timelinejs", ["bridge-2.json", "bridge.json"]),
        ("edtf", ["bridge-2.csv", "bridge.csv"]),
        ("excel", ["bridge-2.xlsx", "bridge.xlsx"]),
        ("markdown", ["bridge-2.md", "bridge.md"]),
    ],
)
def test_each_format_has_its_files(folder, capsys, form, files):
    assert main(["export", "News", "--to", form]) == 0
    assert sorted(path.name for path in (folder / "exports").iterdir()) == files
    assert capsys.readouterr().out == "2 exported, 0 failed; see exports\n"


def test_the_files_open(folder):
    for form in ("brat", "quanteda", "timeml", "timelinejs", "edtf"):
        main(["export", "News/Bridge.txt", "--to", form, "--out", "x", "--published", "2024-02-14"])
    made = folder / "x"
    assert (made / "bridge.txt").read_text(encoding="utf-8") == TEXT
    assert "Value T" in (made / "bridge.ann").read_text(encoding="utf-8")
    assert pd.read_csv(made / "corpus.csv")["published"].tolist() == ["2024-02-14"]
    assert ET.parse(made / "bridge.tml").find("TEXT/TIMEX3").text == "Tuesday"
    assert json.loads((made / "bridge.json").read_text(encoding="utf-8"))["events"][0]["start_date"]["year"] == 2024
    assert pd.read_csv(made / "bridge.csv")["edtf"].tolist() == ["2024-02-13"]


def test_a_concordance_is_of_a_pattern(folder, capsys):
    assert main(["export", "News/Bridge.txt", "none.txt", "--to", "concordance", "--pattern", "may*"]) == 1
    assert pd.read_csv(folder / "exports" / "concordance.tsv", sep="\t")["keyword"].tolist() == ["mayor"]
    said = capsys.readouterr()
    assert said.out == "1 exported, 1 failed; see exports\n"
    assert said.err.startswith("failed: none.txt: no such file")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--to", "concordance"], "--to concordance and --pattern WORDS go together"),
        (["--to", "brat", "--pattern", "x"], "--to concordance and --pattern WORDS go together"),
        (["--to", "concordance", "--pattern", "/(/"], "is not a valid regular expression"),
        (["--to", "brat", "--published", "1/2/2020"], "is not a date"),
        (["--to", "timeml", "--out", "News/Bridge.txt"], "cannot be written"),
    ],
)
def test_wrong_use_is_exit_code_2_and_one_line(folder, capsys, arguments, says):
    assert main(["export", "News/Bridge.txt", *arguments]) == 2
    err = capsys.readouterr().err
    assert says in err
    assert err.count("\n") == 1


def test_an_article_is_never_written_over(folder, capsys):
    (folder / "News" / "plain.txt").write_bytes(b"Plain\r\n\r\nNews.\r\n")
    assert main(["export", "News/plain.txt", "--to", "brat", "--out", "News"]) == 2
    assert capsys.readouterr().err == "dateline: --out News: would write over News/plain.txt; choose another folder\n"
    assert (folder / "News" / "plain.txt").read_bytes() == b"Plain\r\n\r\nNews.\r\n"
