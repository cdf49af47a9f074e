"""What happened when: small articles with hand-worked rows. 2018-09-09 is a Sunday."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import Article, creation_window, timeline, timexes, undated, unresolved
from dateline.events.chronology import TIMELINE_COLUMNS, UNDATED_COLUMNS, UNRESOLVED_COLUMNS

PUBLISHED = "2018-09-09"


def dated(text, published=PUBLISHED):
    """value, kind and text of each row of a timeline."""
    table = timeline(Article(text, published=published))
    return [tuple(row) for row in table[["value", "kind", "text"]].to_numpy()]


def test_columns_and_spans():
    article = Article("The bridge fell on August 4. It was closed on Friday, officials said.", published=PUBLISHED)
    table = timeline(article)
    assert list(table.columns) == TIMELINE_COLUMNS
    assert [article.text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == list(table["text"])
    assert list(table["event"]) == [0, 1]


def test_a_row_is_the_clause_and_not_its_sentence():
    assert dated("The mayor fled when the bridge fell on August 4, but the judge stayed.") == [
        ("2018-08-04", "event", "The mayor fled"),
        ("2018-08-04", "event", "the bridge fell on August 4"),
    ]
    table = timeline(Article("Ann Smith, who left the army in 2014, opened the bridge on Friday.", published=PUBLISHED))
    assert table.at[0, "text"] == "Ann Smith, who left the army in 2014"
    assert list(table["verb"]) == ["left", "opened"]
    assert list(table["who"]) == ["Ann Smith"] * 2


def test_times_of_reporting_are_kept_apart():
    assert dated("The bridge fell on Friday, Smith said on Saturday.") == [
        ("2018-09-07", "event", "The bridge fell on Friday"),
        ("2018-09-08", "reporting", "Smith said on Saturday"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "first_day", "last_day"),
    [
        ("He served from March to May.", "2018-03/2018-05", "2018-03-01", "2018-05-31"),
        ("He served between 2012 and 2014.", "2012/2014", "2012-01-01", "2014-12-31"),
        ("He served in 2015-17.", "2015/2017", "2015-01-01", "2017-12-31"),
        (
            "Talks took place starting last fall and continuing into this year.",
            "2017-FA/2018",
            "2017-09-01",
            "2018-12-31",
        ),
        ("He has lived there since 2015.", "2015/..", "2015-01-01", "2018-09-09"),
    ],
)
def test_a_range_is_one_row(text, value, first_day, last_day):
    table = timeline(Article(text, published=PUBLISHED))
    assert [tuple(row) for row in table[["value", "first_day", "last_day"]].to_numpy()] == [
        (value, first_day, last_day)
    ]


def test_a_coarse_date_made_precise_is_one_date():
    table = timeline(Article("Earlier this week, on Wednesday, the bridge fell.", published=PUBLISHED))
    assert [tuple(row) for row in table[["value", "tids"]].to_numpy()] == [("2018-09-05", "t1 t2")]
    assert [value for value, _, _ in dated("It fell on Monday, Friday and Saturday.")] == [
        "2018-09-03",
        "2018-09-07",
        "2018-09-08",
    ]


def test_several_mentions_of_an_event_are_one_row():
    table = timeline(
        Article(
            "Old bridge fell on Friday\n\nThe old bridge of Oslo fell on Friday. Nobody was near.\n\n"
            "The old bridge fell on Friday. A ferry sank on Friday.",
            published=PUBLISHED,
        )
    )
    assert list(table["text"]) == ["The old bridge of Oslo fell on Friday", "A ferry sank on Friday"]
    assert list(table["tids"]) == ["t2 t3 t1", "t4"]


def test_order_and_overlap_of_coarse_dates():
    table = timeline(
        Article("He fled in the fall of 2017. On Oct. 4, 2017 she spoke. In 2018 it rained.", published=PUBLISHED)
    )
    assert list(table["value"]) == ["2017-FA", "2017-10-04", "2018"]
    assert list(table["overlaps"]) == [1, 1, 0]


def test_a_year_before_a_name_dates_what_is_named():
    assert dated("Yesterday Ann Smith won the 2018 Oslo Marathon.") == [
        ("2018", "event", "the 2018 Oslo Marathon"),
        ("2018-09-08", "event", "Yesterday Ann Smith won the 2018 Oslo Marathon"),
    ]


def test_what_ended_long_ago_is_background_unless_the_story_is_history():
    news = "The bridge was built in 1954. It was closed on Friday. It fell on Saturday."
    assert [kind for _, kind, _ in dated(news)] == ["background", "event", "event"]
    history = "The bridge was built in 1954. It was widened in 1971. It fell in 1980."
    assert [kind for _, kind, _ in dated(history)] == ["event"] * 3


@pytest.mark.parametrize(
    ("text", "who", "verb"),
    [
        ("Ann Smith resigned on Friday.", "Ann Smith", "resigned"),
        ("He resigned on Friday.", "He", "resigned"),
        ("This Friday Mayor Ann Smith resigned.", "Mayor Ann Smith", "resigned"),
        ("The bridge fell on Friday.", "The bridge", "fell"),
        ("Residents were told to leave on Friday.", "Residents", "told"),
        ("On August 4, 2018, troops retook the hill.", "troops", "retook"),
        ("At 4 p.m. on Friday fresh troops arrived.", "fresh troops", "arrived"),
        ("A week after Friday, Argentina returned the islands.", "Argentina", "returned"),
        ("Last Friday they took the hill.", "they", "took"),
        ("Friday's vote began on time.", None, "vote"),
        (
            "On Friday, former United States Senator Ann Smith resigned.",
            "former United States Senator Ann Smith",
            "resigned",
        ),
    ],
)
def test_who_is_the_subject(text, who, verb):
    row = timeline(Article(text, published=PUBLISHED)).iloc[0]
    assert (row["who"], row["verb"]) == (who, verb)


@pytest.mark.parametrize(
    ("text", "who", "verb"),
    [
        ("She'll resign on Monday.", "She", "resign"),
        ("They’ve met on Friday.", "They", "met"),
        ("I'd met him on Friday.", "I", "met"),
        ("She's leaving on Monday.", "She", "leaving"),
        ("On Monday we'll vote.", "we", "vote"),
        ("He said she'd leave on Monday.", "she", "leave"),
        ("The mayor'll resign on Monday.", "The mayor", "resign"),
        ("Lee and I'll meet on Monday.", "Lee and I", "meet"),
        ("The man who'd met her on Friday wept.", "The man", "met"),
        ("It'll rain on Monday.", None, "rain"),
    ],
)
def test_who_is_the_pronoun_that_its_verb_is_written_on_to(text, who, verb):
    table = timeline(Article(text, published=PUBLISHED))
    assert (who, verb) in list(table[["who", "verb"]].itertuples(index=False, name=None))


def test_events_of_one_day_stand_in_the_order_of_their_hours():
    text = (
        "Police came at 6 p.m. on Monday. The roof burned at 9 a.m. on Monday. Smoke rose on Monday afternoon. "
        "Ann Lee wept at midnight on Monday. Rain had fallen on Sunday evening."
    )
    table = timeline(Article(text, published="2018-09-12"))
    assert list(table["value"]) == [
        "2018-09-09TEV", "2018-09-10T09:00", "2018-09-10TAF", "2018-09-10T18:00", "2018-09-10T24:00",
    ]  # fmt: skip
    assert list(table["event"]) == [0, 1, 2, 3, 4]


def test_a_time_before_the_one_who_acts_is_no_part_of_him():
    text = "It fell on August 4. That night Ann Smith wept. The next day she left. Two weeks later, Bo Li came."
    table = timeline(Article(text, published=PUBLISHED))
    assert list(table["who"].fillna("")) == ["It", "Ann Smith", "she", "Bo Li"]
    assert list(table["text"])[1] == "That night Ann Smith wept"


def test_stated_and_inferred_parts():
    table = timeline(Article("It fell on August 4. It rose in March 2014. It sank on Friday.", published=PUBLISHED))
    table = table.sort_values("start")
    assert [tuple(row) for row in table[["stated", "inferred"]].to_numpy()] == [
        ("month, day", "year (from published)"),
        ("year, month", ""),
        ("weekday", "year, month, day (from published)"),
    ]


def test_undated_events_are_listed_with_what_can_be_said():
    article = Article(
        "Police arrested a general. He fled after the explosion. She was a judge. They may leave. It never fell.",
        published=PUBLISHED,
    )
    table = undated(article)
    assert list(table.columns) == UNDATED_COLUMNS
    assert [tuple(row) for row in table[["text", "who", "verb", "hint"]].to_numpy()] == [
        ("Police arrested a general", "Police", "arrested", "no date in the text"),
        ("He fled after the explosion", "He", "fled", "after the explosion"),
    ]
    row = table.iloc[1]
    assert article.text[int(row["hint_start"]) : int(row["hint_end"])] == row["hint"]


def test_a_dated_clause_is_not_undated():
    assert len(undated(Article("The bridge fell on Friday.", published=PUBLISHED))) == 0


def test_what_was_not_resolved_says_why():
    table = unresolved(
        Article("He ruled for several years. She swims every Friday. He now sings.", published=PUBLISHED)
    )
    assert list(table.columns) == UNRESOLVED_COLUMNS
    assert [tuple(row) for row in table[["text", "why"]].to_numpy()] == [
        ("several years", "says how long, not when"),
        ("every Friday", "says how often, not when"),
        ("now", "points to the past, the present or the future, at no date"),
    ]


def test_what_has_no_place_on_the_axis_says_so():
    text = "Caesar died on 15 March 44 BC. The wall fell on 31 June 2016. It rose in the summer of '36."
    assert [tuple(row) for row in unresolved(Article(text))[["value", "why"]].fillna("").to_numpy()] == [
        ("BC0044-03-15", "lies before our era, where the timeline does not reach"),
        ("", "no such date"),
        ("XX36-SU", "no century in the text, and the publication date is not known"),
    ]


def test_the_reason_and_the_parts_of_a_bare_day_agree():
    article = Article("It fell on the 31st.", published=PUBLISHED)
    row = timeline(article).iloc[0]
    assert (row["stated"], row["inferred"]) == ("day", "year, month (from published)")
    assert timexes(article)["why"].iloc[0] == "no month in the text: the latest up to the publication date"


def test_every_time_expression_is_on_the_timeline_or_unresolved(seed):
    for article in (seed, Article(seed.text)):
        placed = {tid for tids in timeline(article)["tids"] for tid in tids.split()}
        assert placed | set(unresolved(article)["tid"]) == set(timexes(article)["tid"])


def test_the_seed_as_a_careful_reader_tells_it(seed, reading):
    table = timeline(Article(seed.text, published=PUBLISHED)).set_index("value")
    wanted = {row["date"] for row in reading["timeline"]} - {"2018"}  # the meetings that go on into 2018 are one range
    assert set(table.index) == wanted | {"2017-FA/2018"}
    assert table.at["2017-10-04", "kind"] == "caption"
    assert table.at["2018-09-08", "kind"] == "reporting"
    assert "meetings" in table.at["2017-FA/2018", "text"]
    assert list(table.loc["2018-08-04", "verb"]) == ["explosion", "gave a speech"]


def test_the_seed_without_its_date_has_the_same_events_in_wider_intervals(seed):
    known, open_ = timeline(Article(seed.text, published=PUBLISHED)), timeline(Article(seed.text))
    assert sorted(open_["text"]) == sorted(known["text"])
    both = known.merge(open_, on="text", suffixes=("", "_open"))
    assert (both["first_day_open"] <= both["first_day"]).all()
    assert (both["last_day_open"] >= both["last_day"]).all()
    assert (both["confidence_open"] <= both["confidence"]).all()
    reported = both[both["text"].str.contains("Saturday")].iloc[0]
    assert (reported["first_day_open"], reported["last_day_open"]) == ("2018-08-04", "2018-12-29")
    assert reported["inferred_open"] == "the days it can be (from window)"
    assert reported["confidence_open"] < reported["confidence"]


@pytest.mark.parametrize(
    "article", [Article(""), Article("They said he visited the site on March 4, 2014.", language="fr")]
)
def test_nothing_to_tell_is_empty_tables_with_their_columns(article):
    assert list(timeline(article).columns) == TIMELINE_COLUMNS
    assert list(unresolved(article).columns) == UNRESOLVED_COLUMNS
    assert list(undated(article).columns) == UNDATED_COLUMNS
    assert [len(table) for table in (timeline(article), unresolved(article), undated(article))] == [0] * 3


WORDS = (
    "On Friday , he said that the bridge fell in 2014 and who was since last fall after March 3 to “ ” . \n\n 's".split(
        " "
    )
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from([PUBLISHED, None]))
def test_any_order_of_words_gives_rows_in_order_of_time(words, published):
    article = Article(" ".join(words), published=published)
    table = timeline(article)
    assert list(table["first_day"]) == sorted(table["first_day"])
    assert (table["first_day"] <= table["last_day"]).all()
    assert [article.text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == list(table["text"])
    assert table["confidence"].between(0, 1).all()
    window = creation_window(article)
    assert not (window["first_day"] and window["last_day"]) or window["first_day"] <= window["last_day"]


def test_dates_in_one_token_longer_than_a_sentence_are_accounted_for():
    article = Article("It closed in " + "1998-" * 900 + "1999.", published=PUBLISHED)
    told = {tid for tids in timeline(article)["tids"] for tid in tids.split()}
    assert told | set(unresolved(article)["tid"]) == set(timexes(article)["tid"])
    assert set(unresolved(article)["why"]) <= {"stands inside a word", "stands by itself, beside nothing that happened"}
