"""Exported, changed by hand, read back: the table says what was changed, and the article is read by it."""

import pandas as pd
import pytest

import dateline as dl
from dateline.exports import to_brat
from dateline.exports.corrected import agreement_between, alpha, corrections_from
from dateline.reports.cli import main

TEXT = "“We had no choice,” said Ann Lee. On Monday Bob Ray left. “I am glad,” he said."
PUBLISHED = "2024-02-14"


@pytest.fixture
def article():
    return dl.Article(TEXT, PUBLISHED)


def standoff(article):
    return to_brat(article, dl.quotes(article), dl.timexes(article), dl.mentions(article))[1]


def line_of(standoff, words):
    """The last span of these words: those of names stand behind those of speakers."""
    return [line for line in standoff.splitlines() if line[0] == "T" and line.endswith(f"\t{words}")][-1]


def id_of(standoff, words):
    return line_of(standoff, words).split("\t")[0]


def read_back(tmp_path, article, content, who=""):
    file = tmp_path / "story.ann"
    file.write_bytes(content.encode())
    table, notes = corrections_from(article, file, who)
    return [tuple(row)[2:] for row in table.itertuples(index=False)], notes, table


def test_nothing_changed_is_nothing_to_set_right(tmp_path, article):
    assert read_back(tmp_path, article, standoff(article))[:2] == ([], "")


def test_a_speaker_a_date_and_a_name_come_back(tmp_path, article):
    made = standoff(article)
    quote, time, name = (id_of(made, words) for words in ("“We had no choice,”", "Monday", "Bob Ray"))
    made = made.replace(f"Value {time} 2024-02-12", f"Value {time} 2024-02-05")
    made = made.replace(f"AnnotatorNotes {name}\tBob Ray", f"AnnotatorNotes {name}\tRobert Ray")
    made += f"#99\tAnnotatorNotes {quote}\tspeaker: Cy Poe\n"
    rows, notes, table = read_back(tmp_path, article, made, who="Jo")
    assert rows == [
        ("speaker", "Cy Poe", "Jo", ""),
        ("date", "2024-02-05", "Jo", ""),
        ("entity", "Robert Ray", "Jo", ""),
    ]
    assert notes == ""
    assert [TEXT[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == [
        "“We had no choice,”",
        "Monday",
        "Bob Ray",
    ]


def test_a_quotation_joined_to_another_speaker_is_that_speakers(tmp_path, article):
    made = standoff(article)
    quote, other = id_of(made, "“I am glad,”"), id_of(made, "Ann Lee")
    joined = next(line for line in made.splitlines() if f"Arg1:{quote} " in line)
    made = made.replace(joined, f"{joined.split(chr(9))[0]}\tSaidBy Arg1:{quote} Arg2:{other}")
    assert read_back(tmp_path, article, made)[0] == [("speaker", "Ann Lee", "", "")]


def test_what_corrections_cannot_say_is_said(tmp_path, article):
    made = standoff(article)
    name = line_of(made, "Bob Ray")
    made = made.replace(name, name.replace("\tPerson ", "\tPlace "))
    made = "".join(f"{line}\n" for line in made.splitlines() if f"\tValue {id_of(made, 'Monday')} " not in line)
    made += f"T99\tPerson 0 3\t{TEXT[:3]}\n"
    rows, note, _ = read_back(tmp_path, article, made)
    assert rows == []
    assert note.split(": ")[1].startswith("3 more changes, for which corrections.csv has no line")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("T1\tPerson 0 7\tSomebody\n", "T1: the article has other words at 0; export it again"),
        ("R1\tSaidBy Arg1:T1 Arg2:T9\nT1\tQuotation 0 3\t“We\n", "is no .ann file of brat"),
        ("Ann Lee\n", "is no .ann file of brat"),
        ("", "is no .ann file of brat"),
    ],
)
def test_another_file_is_refused_in_a_line(tmp_path, article, content, said):
    with pytest.raises(dl.ReadError) as error:
        read_back(tmp_path, article, content)
    assert said in str(error.value)
    assert str(error.value).count("story.ann") == 1


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("0100000010", "1110010000", 0.095),  # Krippendorff 2011, section A
        ("aabbdcccedda", "babbbcccedd" + "d", 0.692),  # section B
        ("ab", "ab", 1.0),
        ("aa", "bb", -0.5),
    ],
)
def test_alpha_is_that_of_the_published_examples(first, second, expected):
    assert round(alpha(first, second), 3) == expected


def test_two_persons_agree_on_what_both_left_and_differ_on_what_one_changed(tmp_path, article):
    made = standoff(article)
    (tmp_path / "ann.ann").write_text(made.replace(" 2024-02-12", " 2024-02-05"), encoding="utf-8")
    (tmp_path / "bob.ann").write_text(made, encoding="utf-8")
    table = agreement_between(article, tmp_path / "ann.ann", tmp_path / "bob.ann").set_index("field")
    assert table.loc["date", ["rows", "changed", "alike", "alpha"]].tolist() == [1, 1, 0, 0.0]
    assert table.loc["speaker", ["rows", "changed", "alike", "alpha"]].tolist() == [2, 0, 0, 1.0]
    assert table["alpha"].isna()["kind"]  # all are persons


def test_a_value_that_is_no_date_is_refused(tmp_path, article):
    made = standoff(article).replace(" 2024-02-12", " Monday")
    with pytest.raises(dl.ReadError, match=r"story.ann: at 37, value 'Monday' is no TIMEX3 value"):
        read_back(tmp_path, article, made)


def test_the_command_goes_the_whole_round(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles.csv").write_text(f"path,published\nstory.txt,{PUBLISHED}\n", encoding="utf-8")
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "other.txt").write_text(TEXT, encoding="utf-8")
    assert main(["export", "story.txt", "--to", "brat", "--out", "x"]) == 0
    file = tmp_path / "x" / "story.ann"
    asked = ["corrections", "story.txt", "--from", "x/story.ann", "--who", "Jo"]
    assert main(asked) == 0
    assert not (tmp_path / "corrections.csv").exists()
    file.write_text(file.read_text(encoding="utf-8").replace(" 2024-02-12", " 2024-02-05"), encoding="utf-8")
    assert main(asked) == 0
    assert capsys.readouterr().out.endswith("corrections: 1; see corrections.csv\n")
    assert pd.read_csv(tmp_path / "corrections.csv")["path"].tolist() == ["story.txt"]
    times = dl.timexes(dl.read("story.txt"))
    assert times.loc[times["text"].eq("Monday"), "value"].tolist() == ["2024-02-05"]
    assert main([*asked, "--from", "x/story.ann"]) == 0
    assert capsys.readouterr().out.split() == [
        "field,rows,changed,alike,alpha", "speaker,2,0,0,1.0", "date,1,0,0,", "entity,2,0,0,1.0", "kind,2,0,0,",
    ]  # fmt: skip
    assert main(asked) == 2
    assert "is there already" in capsys.readouterr().err
    assert main([*asked[:2], "--from", "none.ann", "--to", "c.csv"]) == 2
    assert "none.ann: cannot be opened" in capsys.readouterr().err
