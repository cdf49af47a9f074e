"""`--without-text`: figures, numbers and offsets are written, and no sentence of the article."""

import html
import json
import re

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

import dateline as dl
from dateline.pages.shown import show_figure
from dateline.plots.times import plot_timeline
from dateline.reports.cli import main
from dateline.reports.without_text import Hidden

TEXT = (
    "Old bridge at Lund Cross is closed\n\nThe council closed the bridge over the Ouse on Monday after a long and "
    "heavy debate. “We had no choice, and I will say so in court,” said Ann Lee & Sons. It wasn't safe in 2019."
)
HIDDEN = Hidden(TEXT)


def words(text):
    return re.findall(r"\w+", text.casefold())


def eights(text):
    found = words(text)
    return {tuple(found[i : i + 8]) for i in range(len(found) - 7)}


def leaks(folder, text=TEXT):
    """The files under a folder in which eight words of the article stand in a row, tags or not."""
    found = []
    for file in folder.rglob("*"):
        if file.is_file() and file.suffix != ".png":
            said = file.read_text(encoding="utf-8-sig")
            forms = (said, *(html.unescape(re.sub(r"<[^>]*>", gap, said)) for gap in ("", " ")))
            found += [file.name] * any(eights(form) & eights(text) for form in forms)
    return found


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Ann Lee & Sons said no.", "Ann Lee & Sons said no."),
        ("So: we had no choice, and I know.", "So: …, … know."),
        ("<a>The council</a> <a>closed the bridge</a> at noon", "<a>…</a> <a>…</a> at noon"),
        ('<p title="it wasn&#x27;t safe in 2019">5</p>', '<p title="…">5</p>'),
        ("12,40,\"We had no choice, and I\",0.5\r\n", '12,40,"…, …",0.5\r\n'),
        ("the bridge over\nthe Ouse", "…\n…"),
        (r'{"text": "on Monday\nafter a long"}', r'{"text": "…\n…"}'),
        ("The bridge of the council over", "The bridge of the council over"),
    ],
)  # fmt: skip
def test_a_run_of_four_words_is_left_out_and_all_round_it_stays(said, left):
    assert HIDDEN.outside(said) == left


def test_labels_go_and_the_shapes_of_letters_stay():
    article = dl.Article(TEXT, "2024-02-14")
    output = new_output("display_data", show_figure(plot_timeline(dl.timeline(article)), "t", "x").data)
    before = output.data["image/svg+xml"]
    notebook = new_notebook(cells=[new_code_cell("", outputs=[output])])
    HIDDEN.take_out(notebook)
    svg = output.data["image/svg+xml"]
    assert "The council closed" in before
    assert "The council closed" not in svg
    assert "event" in svg  # the legend
    assert {*re.findall(r'href="#([\w-]+)"', svg)} <= {*re.findall(r'id="([\w-]+)"', svg)}
    assert "image/png" not in output.data


def test_a_report_has_no_sentence_and_the_hash(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text(TEXT, encoding="utf-8")
    asked = ["report", "story.txt", "--notebook", "brief", "--notebook", "timeline", "--published", "2024-02-14"]
    assert main([*asked, "--without-text"]) == 0
    made = tmp_path / "reports"
    assert leaks(made) == []
    page = (made / "story" / "index.html").read_text(encoding="utf-8")
    assert "SHA-256 of its text: " in page
    events = (made / "story" / "tables" / "timeline_events.csv").read_text(encoding="utf-8-sig")
    assert "2024-02-12" in events
    assert main([*asked, "--without-text"]) == 0
    assert "0 made, 2 kept" in capsys.readouterr().out
    (tmp_path / "other.txt").write_text("It rained in Oslo.", encoding="utf-8")
    assert main(["report", "other.txt", "--notebook", "brief"]) == 0  # the list of articles is written anew
    assert leaks(made) == []
    assert json.loads((made / "index.json").read_text(encoding="utf-8"))
    assert main(asked) == 0
    assert {"index.html", "brief.ipynb", "timeline_events.csv"} <= {*leaks(made)}
