"""Articles of one story side by side: short articles with answers worked out by hand. 2024-05-13 is a Monday."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline as dl
from dateline import Article
from dateline.story.followed import same_person
from dateline.story.grouping import labels

ONE = Article(
    "Ferry sinks off Oslo\n\nThe ferry Aurora sank off Oslo on Monday. Police said 12 people died in the cold water. "
    "“We did everything we could to save them,” said Kari Nordmann, the mayor of Oslo. Nordmann visited the hospital.",
    published="2024-05-14",
    source="Morning",
)
TWO = Article(
    "Twelve dead in Oslo\n\nThe ferry Aurora sank off Oslo on Sunday. Police said 14 people died in the cold water. "
    "“We did everything we could,” Mayor Kari Nordmann said. The company owns five ships.",
    published="2024-05-15",
    source="Evening",
)
THREE = Article(
    "Oslo mourns\n\nThe minister, Per Hansen, wept on Tuesday. Mayor Nordmann said the city did everything it could to "
    "save the people. “I have never seen such a calm sea,” Hansen said.",
    published="2024-05-16",
    source="Weekly",
)
TRIO = [ONE, TWO, THREE]
OTHER = Article("The central bank of Peru raised its interest rate to 5 percent in Lima.", published="2024-05-14")


@pytest.fixture(scope="module")
def compared():
    return dl.compare(TRIO)


def rows(table, *columns):
    return [tuple(row) for row in table[list(columns)].to_numpy()]


def test_articles_of_one_event_are_one_story_and_copies_are_marked():
    copy = Article(ONE.text, published="2024-05-17", source="Copy")
    found = dl.stories([ONE, OTHER, TWO, copy])
    assert rows(found, "article", "story") == [
        ("morning", 0), ("the-central-bank-of-peru-raised-its", 1), ("evening", 0), ("copy", 0),
    ]  # fmt: skip
    assert found["copy_of"].tolist() == [None, None, None, "morning"]  # 17 of the 35 words of Evening
    assert found["share"].iloc[3] == 1
    assert found["share"].isna().tolist() == [True, True, False, False]


def test_what_is_weeks_apart_is_another_story():
    later = Article(ONE.text, published="2024-07-01")
    assert dl.stories([ONE, later])["story"].tolist() == [0, 1]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("The old ferry sank off Oslo on Monday.", "The old ferry sank off Oslo on Monday.", "same"),
        ("The old ferry sank off Oslo on Monday.", "The old ferry sank near Oslo on Monday.", "changed"),
        ("“We did all we could for the ferry,” Lee said.", "“We did all we could for the ferry.”", "quotation"),
        ("The old ferry sank off Oslo on Monday.", "In Bergen a ship of the navy was saved on Monday.", None),
        ("He declined to comment.", "He declined to comment.", None),
    ],
)  # fmt: skip
def test_a_shared_sentence(first, second, kind):
    found = dl.shared_sentences([Article(first, source="A"), Article(second, source="B")])
    assert found["kind"].tolist() == (["first", kind] if kind else [])


def test_respun_sentences_keep_names_numbers_and_function_words():
    text = (
        "Angry workers at the large Hansen plant in Bergen stopped all production on Monday after managers cut their "
        "yearly pay by 12 percent. Union leader Olav Dahl told NRK on Tuesday that the cheap offer from Hansen was an "
        "insult to 400 families."
    )
    spun = (
        "Furious employees at the big Hansen factory in Bergen halted all output on Monday after bosses slashed their "
        "annual wages by 12 percent. Labour chief Olav Dahl informed NRK on Tuesday that the poor proposal from Hansen "
        "was an affront to 400 households."
    )
    assert dl.shared_sentences([Article(text), Article(spun)])["kind"].tolist() == ["first", "re-spun"] * 2
    assert dl.stories([Article(text), Article(spun)])["copy_of"].notna().tolist() == [False, True]


def test_a_quotation_is_followed_through_the_articles(compared):
    found = compared["quotations"]
    assert rows(found, "article", "quotation", "kind", "dropped") == [
        ("morning", 0, "whole", ""),
        ("evening", 0, "cut", "to save them"),
        ("weekly", 1, "only here", ""),
    ]
    assert '"minus", "left out by evening"' in found["marks"].iloc[0]


def test_a_quotation_given_to_somebody_else_or_put_in_other_words():
    said = "“We did everything we could to save the old ferry and its crew,” said {}."
    other = dl.compare([Article(said.format("Kari Nordmann")), Article(said.format("Olav Dahl"))])["quotations"]
    assert other["kind"].tolist() == ["whole", "given to somebody else"]
    told = Article("Kari Nordmann said that everything was done to save the ferry and its crew.")
    found = dl.compare([Article(said.format("Kari Nordmann")), told])["quotations"]
    assert found["kind"].tolist() == ["whole", "paraphrased"]


@pytest.mark.parametrize(
    ("one", "other", "kinds", "dropped"),
    [
        # another word in its place is no word left out
        ("“Our fleet of grey ships will sail to the old port at dawn,” Ada Brown said.",
         "“Our fleet of grey ships will sail to the old haven at noon,” Ada Brown said.",
         ["whole", "reworded"], ["", ""]),
        # nor is what stands elsewhere in it
        ("“I do not want a new bridge over the old river of Oslo, and I want no ferry,” Ada Brown said.",
         "“I want no ferry and I do not want a new bridge over the old river of Oslo,” Ada Brown said.",
         ["whole", "whole"], ["", ""]),
        # a phrase that the speaker quotes himself is not his
        ("“They call it ‘the harbour of lost hopes’ and they laugh about us,” Ada Brown said.",
         "The film is called “the harbour of lost hopes” in Bergen.", ["only here"] * 2, ["", ""]),
        # one of a family may be called by another name
        ("“Our fleet will sail to the old port at dawn,” Mike O'Hara said.",
         "“Our fleet will sail to the old port at dawn,” Michael O’Hara said.", ["whole", "whole"], ["", ""]),
        # a few words in common make no two speakers say one thing
        ("“We will not give up the old ferry this year, and we need more money for it,” Ada Brown said.",
         "“They will not give up the old ferry this year, whatever the minister of the coast says,” Per Hansen said.",
         ["only here", "only here"], ["", ""]),
    ],
)  # fmt: skip
def test_what_is_a_version_of_a_quotation(one, other, kinds, dropped):
    found = dl.compare([Article(one), Article(other)])["quotations"]
    assert found["kind"].tolist() == kinds
    assert found["dropped"].tolist() == dropped


def test_names_that_are_worded_otherwise(compared):
    named = compared["names"]
    assert rows(named[named["name"].eq("Kari Nordmann")], "article", "text") == [
        ("morning", "Kari Nordmann"), ("morning", "Nordmann"), ("evening", "Mayor Kari Nordmann"),
        ("weekly", "Mayor Nordmann"),
    ]  # fmt: skip


def test_amounts_and_dates(compared):
    amounts = compared["amounts"]
    assert rows(amounts[amounts["state"].eq("differ")], "article", "of", "value") == [
        ("morning", "people", 12.0), ("evening", "people", 14.0),
    ]  # fmt: skip
    assert rows(compared["dates"], "article", "state", "value") == [
        ("evening", "in one alone", "2024-05-12"),
        ("morning", "in one alone", "2024-05-13"),
        ("weekly", "in one alone", "2024-05-14"),
    ]


@pytest.mark.parametrize(
    ("texts", "states"),
    [
        (["Police said 12 people died in the storm.", "Police said 14 people died in the storm.",
          "Police said 12 people died in the storm."], ["differ"] * 3),
        (["Police said at least 12 people died in the storm.", "Police said 14 people died in the storm."],
         ["in one alone"] * 2),
        (["The police of Oslo have three boats.", "In Rome three bakers sang."], ["in one alone"] * 2),
        (["Ada Brown Jr., 56, sang in Oslo.", "Ada Brown, 56, lives in Rome."], ["agree"] * 2),
        (["The mayor of Oslo won 20 votes in May.", "In Rome 80 votes were counted."], ["in one alone"] * 2),
    ],
)  # fmt: skip
def test_which_amounts_are_of_one_thing(texts, states):
    assert dl.compare([Article(text) for text in texts])["amounts"]["state"].tolist() == states


def test_headlines_sources_and_order(compared):
    assert compared["headlines"]["text"].tolist() == ["Ferry sinks off Oslo", "Twelve dead in Oslo", "Oslo mourns"]
    mayor = compared["sources"][compared["sources"]["source"].str.contains("Nordmann")]
    assert mayor["article"].tolist() == ["morning", "evening", "weekly"]
    order = compared["order"]
    assert rows(order[order["article"].eq("morning")], "what", "place")[0] == ("Oslo", 1)
    assert compared["words"].columns.tolist() == ["not shown"]


def test_one_timeline_says_who_differs(compared):
    events = compared["events"]
    sank = events[events["told_by"].eq(2)]
    assert rows(sank, "told_in", "first_told", "differs") == [
        ("morning 1; evening 1", "morning", "date: 2024-05-13 (morning), 2024-05-12 (evening)")
    ]


@pytest.mark.parametrize(
    "other",
    [
        "Per Hansen opened the old bridge on Monday.",  # another actor
        "Kari Nordmann closed the old bridge on Monday.",  # another act
        "Kari Nordmann opened a new school on Monday.",  # another thing
        "Kari Nordmann opened the old bridge in March.",  # another time
    ],
)
def test_what_may_be_another_event_stays_a_row_of_its_own(other):
    one = Article("Kari Nordmann opened the old bridge on Monday.", published="2024-05-14")
    assert dl.merged_timeline([one, Article(other, published="2024-05-14")])["told_by"].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("one", "other", "told_by"),
    [
        ("Ada Brown was indicted on Monday.", "Prosecutors spoke of Monday’s indictment.", [2]),  # one rare act
        ("Police made an arrest on Monday in the harbour burglary.",
         "A man was arrested on Monday after the harbour burglary.", [2]),  # one act, told in the same words
        ("Ada Brown picked her deputy Olav Dahl as harbour minister on Monday.",
         "Ada Brown appointed Olav Dahl harbour minister on Monday.", [2]),  # one actor, in the same words
        ("The pilots found a wreck on Monday.", "A farmer found some coins on Monday.", [1, 1]),  # a common act
        ("It took the harbour burglars an hour on Monday.", "Police took the harbour burglars away on Monday.", [1, 1]),
    ],
)  # fmt: skip
def test_which_accounts_are_of_one_event(one, other, told_by):
    found = dl.merged_timeline([Article(text, published="2024-05-14") for text in (one, other)])
    assert found["told_by"].tolist() == told_by


def test_a_date_that_several_have_is_no_agreement_on_what_it_is_of():
    texts = "Ada Brown sang in Oslo on May 2, 2024.", "A ship sank on May 2, 2024."
    assert dl.compare([Article(text) for text in texts])["dates"]["state"].tolist() == ["in several"] * 2


def test_nobody_is_said_to_speak_in_one_alone_whose_family_name_another_has():
    texts = (
        "“The long day was wet,” said Mike Brown.",
        "“All roads were closed,” said Michael Brown. “We had much snow here,” said Olav Dahl.",
    )
    found = dl.compared_findings(dl.compare([Article(t, title=f"Rain {n}") for n, t in enumerate(texts)]))
    assert found["finding"].tolist()[-1] == "Alone among them, “Rain 1” gives words to Olav Dahl."


def test_two_versions_of_one_article():
    old = Article(
        "Ferry sinks\n\nThe ferry sank off Oslo on Monday. Police said 12 people died. The cause is unknown. "
        "The company owns five ships.", published="2024-05-14", source="A",
    )  # fmt: skip
    new = Article(
        "Ferry sinks, many dead\n\nThe ferry sank off Oslo on Sunday. Police said 14 people died. The cause is "
        "reportedly unknown. A search goes on at the coast.", published="2024-05-15", source="B",
    )  # fmt: skip
    assert rows(dl.compare([new, old])["changes"], "article", "kind", "before", "after") == [
        ("b", "headline", "Ferry sinks", "Ferry sinks, many dead"),
        ("b", "date", "Monday", "Sunday"),
        ("b", "number", "12", "14"),
        ("b", "hedge", "", "reportedly"),
        ("a", "removed", "", ""),
        ("b", "added", "", ""),
    ]
    assert dl.compare([ONE, THREE])["changes"].empty


def test_findings_are_plain_sentences(compared):
    found = dl.compared_findings(compared)
    assert rows(found, "finding", "told_in") == [
        ("The figures for people are not the same: 12 in Morning and 14 in Evening.", "morning 2; evening 2"),
        (
            "The date of “The ferry Aurora sank off Oslo on Monday” is not the same: 2024-05-13 in Morning and "
            "2024-05-12 in Evening.",
            "morning 1; evening 1",
        ),
        (
            "Morning and Evening quote Kari Nordmann’s “We did everything we could to save them”; Evening leaves out "
            "“to save them”.",
            "morning 3; evening 3",
        ),
        ("One quotation stands in Weekly alone.", ""),
        ("All three give words to Kari Nordmann.", "morning 3; evening 3; weekly 2"),
        ("Alone among them, Weekly gives words to Per Hansen.", "weekly 3"),
        ("One of two dated events is told by more than one article.", ""),
    ]


def test_findings_say_who_has_the_whole_of_a_quotation():
    said = "“We will open the old bridge over the river on Friday, whatever the weather {}may be,” Ada Brown said."
    cut = "Ada Brown said the city would wait. “We will open the old bridge,” she said."
    told = "Ada Brown said that the old bridge over the river would open on Friday, whatever the weather."
    for more, ending in (
        ("", "; B leaves out “over the river on Friday, whatever the weather may be”; C puts it in other words."),
        ("or the tide ", "; only A has the whole of it; C puts it in other words."),
    ):
        texts = {"A": said.format(more), "B": cut, "C": told}
        found = dl.compared_findings(dl.compare([Article(text, source=name) for name, text in texts.items()]))
        line = next(line for line in found["finding"] if "quote" in line)
        assert line.startswith("A and B quote Ada Brown’s “We will open")
        assert line.endswith(ending)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Michael Grimm", "Michael G. Grimm", True), ("Mayor Nordmann", "Kari Nordmann", True),
        ("Bill Clinton", "Hillary Clinton", False), ("Donald Trump Jr.", "Donald Trump", False),
        ("M. Grimm", "Michael Grimm", True), ("the mayor", "Kari Nordmann", None),
        ("Terry O'Neill", "Terry O’Neill", True), ("Raul Lima", "Raúl Lima", True),
        ("Republican senators", "Kari Nordmann", None), ("Lima", "Raúl Lima Costa", None),
    ],
)  # fmt: skip
def test_who_is_one_person(one, other, same):
    assert same_person(one, other) is same_person(other, one) is same


def test_a_person_and_a_body_have_one_name_in_all_articles():
    one = Article("Rep. Michael Grimm left the Federal Bureau of Investigation. Grimm spoke on Monday.", source="A")
    two = Article("Michael G. Grimm left the FBI. Mr. Grimm did not speak.", source="B")
    named = dl.compare([one, two])["names"]
    assert set(named["name"]) == {"Michael G. Grimm", "Federal Bureau of Investigation"}


def test_what_is_of_one_year_is_merged_where_the_words_are_the_same():
    texts = "Ada Brown left the Bureau of Harbour Affairs in 2006.", "Brown left the Bureau of Harbour Affairs in 2006."
    one, two = (Article(text, published="2024-05-14") for text in texts)
    three = Article("Ada Brown left a post in 2006.", published="2024-05-14")
    alike = [Article(f"{name} left Oslo in 2006.", published="2024-05-14") for name in ("Ada Brown", "Brown")]
    assert dl.merged_timeline(alike)["told_by"].tolist() == [2]
    assert dl.merged_timeline([one, two])["told_by"].tolist() == [2]
    assert dl.merged_timeline([one, three])["told_by"].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("articles", "line"),
    [
        ([], "No article was given: there is nothing to compare."),
        ([ONE], "One article was given: there is nothing to compare it with."),
        ([ONE, ONE], "Morning (2) is for the most part a copy of Morning (1): 100% of its words."),
        ([ONE, Article(TWO.text, source="Evening")],
         "Without a date of publication, so that who told first is not known: Evening."),
    ],
)  # fmt: skip
def test_one_none_the_same_twice_and_undated_are_an_honest_line(articles, line):
    assert line in dl.compared_findings(dl.compare(articles))["finding"].tolist()


def test_every_article_has_a_name_of_its_own():
    assert labels([ONE, ONE, Article("", source="Morning 2"), Article(""), Article("", title="7 ships")]) == [
        "morning", "morning-2", "morning-2-2", "article", "a-7-ships",
    ]  # fmt: skip


@settings(max_examples=15)
@given(
    st.lists(st.sampled_from([*ONE.text.split(". "), *THREE.text.split(". "), "“Öl", '"', "\n\n", "5 €"]), max_size=8)
)
def test_text_at_start_and_end_is_the_text(parts):
    article = Article(". ".join(parts), published="2024-05-17", source="Any")
    texts = {"morning": ONE.text, "any": article.text}
    for table in dl.compare([ONE, article]).values():
        if "start" in table:
            assert all(texts[row.article][row.start : row.end] == row.text for row in table.itertuples())


def test_the_cells_of_a_page_lead_to_sentences_on_it(compared):
    html = "".join(dl.show_table(t, "x").data["text/html"] for t in (compared["events"], compared["sources"]))
    view = dl.articles_view(TRIO).data["text/html"]
    links = set(re.findall(r'href="#([^"]+)"', html))
    assert {"morning-s1", "evening-s1"} <= links <= set(re.findall(r' id="([^"]+)"', view))


def test_what_an_article_smuggles_in_stays_text():
    view = dl.articles_view([Article("<script>alert(1)</script> fell.", source="<b>x</b>")]).data["text/html"]
    assert "<script" not in view
    assert 'id="b-x-b-s0"' in view


@pytest.mark.parametrize("wrong", ["a text", None, [1], 7])
def test_what_is_no_list_of_articles_is_refused(wrong):
    with pytest.raises(dl.ReadError, match="a list of articles is wanted"):
        dl.compare(wrong)
