"""Articles of our own making, one a genre, and what a careful reader finds in each.

The rows of tests/data/genres.tsv: `genre` ("" for none); `speaker` of the quotation that begins with the words; all
`sources`, in the order of the text; the value of a `time` expression; a `dated` verb; a verb that no date is said of
(`undated`); the `voice` of a passage of narration.
"""

import csv
from functools import cache

import pandas as pd
import pytest

import dateline as dl
from conftest import ROOT

DATA = ROOT / "tests" / "data"
PUBLISHED = {
    "interview": "2024-05-10",
    "interview_plain": "2024-05-15",
    "live_blog": "2025-11-25T17:00",
    "opinion": "2024-05-14",
    "transcript": "2024-05-16",
    "match_report": "2024-10-05",
    "obituary": "2024-05-14",
    "brief": "2024-05-14",
    "court": "2024-11-08",
    "earnings": "2024-10-24",
}
with (DATA / "genres.tsv").open(encoding="utf-8", newline="") as file:
    JUDGED = [tuple(row.values()) for row in csv.DictReader(file, delimiter="\t")]


@cache
def article(name):
    text = (DATA / "genres" / f"{name}.txt").read_text(encoding="utf-8").strip()
    return dl.Article(text, published=PUBLISHED[name])


def speaker(name, words):
    rows = dl.quotes(article(name))
    row = rows[rows["text"].str.startswith(words)].iloc[0]
    return row["speaker_entity"] if pd.notna(row["speaker_entity"]) else row["speaker"]


def sources(name, _):
    said = dl.quotes(article(name))
    order = [s if isinstance(s, str) else t for s, t in zip(said["speaker_entity"], said["speaker"], strict=True)]
    order = [str(source).lower() for source in order]
    found = dl.sources(article(name))["source"]
    return "; ".join(sorted(found, key=lambda source: order.index(source.lower())))


def time(name, words):
    rows = dl.timexes(article(name))
    return {value if isinstance(value, str) else "" for value in rows.loc[rows["text"].eq(words), "value"]}


def dated(name, verb):
    rows = dl.timeline(article(name))
    return set(rows.loc[rows["verb"].eq(verb), "value"])


def voice(name, words):
    rows = dl.sentiment(article(name))
    return rows.loc[rows["text"].str.startswith(words), "speaker"].iloc[0]


def genre(name, _):
    return next(iter(dl.genre(article(name))["genre"]), "")


ASK = {"genre": genre, "speaker": speaker, "sources": sources, "voice": voice, "time": time, "dated": dated}


@pytest.mark.parametrize(("name", "what", "words", "wanted"), JUDGED)
def test_a_careful_reader_would_say_so(name, what, words, wanted):
    if what == "undated":
        assert not dated(name, words)
        return
    found = ASK[what](name, words)
    assert (wanted in found) if isinstance(found, set) else found == wanted


@pytest.mark.parametrize("name", PUBLISHED)
def test_nothing_is_dated_after_publication_that_the_text_does_not_announce(name):
    told = dl.timeline(article(name))
    ahead = told["first_day"] > PUBLISHED[name][:10]
    assert set(told.loc[ahead, "kind"]) <= {"coming"}
    over = told["last_day"] <= PUBLISHED[name][:10]
    assert set(told.loc[over, "kind"]) <= {"event", "reporting", "background"}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_genre_shows_its_signs(name):
    for row in dl.genre(article(name)).itertuples():
        assert article(name).text[row.start : row.end] == row.text
        assert row.why


@pytest.mark.parametrize(
    "text",
    [
        "What to know\n\nWhat is it?\n\nA tax on cars.\n\nWho pays it?\n\nOwners do.\n\nHow much?\n\nTen euros.",
        "What is on\n\nWhen: Friday at 8pm\n\nWhere: Town Hall\n\nWhen: Saturday at 9pm\n\nWhere: Mill Lane",
        "Timetable\n\n9:00 Doors\n\n10:00 Talks\n\n11:00 Lunch",
        "By Ann Lee\n\nThe firm paid. “I must say I was glad. I think we won. I am glad,” said Bo Moss. It rained.",
        "Vote 52-48\n\nThe vote was 52-48 on Monday. It took 11 minutes. The goal was met after 20 minutes.",
    ],
    ids=["explainer", "listing", "timetable", "quoted first person", "vote"],
)
def test_where_no_genre_is_sure_none_is_claimed(text):
    assert dl.genre(dl.Article(text, published="2024-05-14")).empty


def test_the_head_of_a_page_names_the_genre():
    assert "interview: 5 labelled questions, each with its answer" in dl.heading(article("interview")).data["text/html"]


def test_laughter_in_brackets_has_no_tone():
    text = "Q: Why?\n\nA: We went. [Laughs] It fell.\n\nQ: When?\n\nA: We went in May."
    tones = dl.sentiment(dl.Article(text))
    assert not tones.loc[tones["text"].str.contains("Laughs"), "tone"].any()


@pytest.mark.parametrize("clock", ["00:40", "12.40am"])
def test_posts_go_back_over_midnight(clock):
    posts = (
        f"{clock}\n\nThe dam broke at 11pm.\n\n23:10\n\nIt holds.\n\n22:50\n\nIt leaks.\n\n21:00\n\nRain an hour ago."
    )
    found = dl.timexes(dl.Article(posts, published="2024-05-14"))
    times = "14T00:40 13T23:00 13T23:10 13T22:50 13T21:00 13T20:00"
    assert found["value"].tolist() == [f"2024-05-{time}" for time in times.split()]


def test_bare_initials_between_labelled_questions_open_the_answers():
    answer = "{} We did not look at that. It was late, and nobody had asked us to do it before the end of the year."
    asked = ["((Harbornews)) Thank you. Who are you?", *["((HN)) What did you find, and why was it so?"] * 4]
    given = ["Marta Stein I am a teacher in Leeds.", *[answer.format("MS")] * 4]
    text = "They met Marta Stein in Leeds.\n\n" + "\n\n".join(
        line for pair in zip(asked, given, strict=True) for line in pair
    )
    rows = dl.quotes(dl.Article(text))
    assert rows["speaker"].tolist() == ["Marta Stein"] * 5
    assert rows["text"].str.startswith(("I am", "We did")).all()
    assert rows["via"].isna().all()


def test_who_only_argues_inside_a_quotation_hands_nothing_on():
    rows = dl.quotes(dl.Article("“One could say that it was late, and I said that it was,” Ann Moss said."))
    assert rows["via"].isna().all()


def test_what_the_reporter_adds_behind_the_last_answer_is_no_answer():
    turns = "\n\n".join(["HN: What did you do then, and why?", "Marta Stein: I painted. We had no money at all."] * 3)
    text = f"{turns}\n\nThe Stein School opens in Leeds on 8 September. It will take forty pupils a year."
    rows = dl.quotes(dl.Article(text))
    assert len(rows) == 3
    assert not rows["text"].str.contains("opens").any()
