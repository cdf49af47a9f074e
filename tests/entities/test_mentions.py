"""Names where they stand, whom they mean, and what capitals do not name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import Article, mentions
from dateline.entities import MENTION_COLUMNS

PIECES = [
    "Ann", "Lee", "Mr.", "President", "The", "of", "Bank", "Moscow", "Russia", "FARC", "(", ")", ",", ".", "he", "’s",
    "U.S.", "“", "XIV", "\n\n",
]  # fmt: skip
TEXTS = st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


def named(text: str) -> list[tuple[str, str, str]]:
    """(text, kind, entity) of each mention."""
    table = mentions(Article(text))
    return list(table[["text", "kind", "entity"]].itertuples(index=False, name=None))


def test_the_seed_as_a_careful_reader_has_it(seed, reading):
    table = mentions(seed)
    people = set(table.loc[table["kind"].eq("person"), "entity"])
    assert people == set(reading["people"])
    organisations = set(table.loc[table["kind"].eq("organisation"), "entity"])
    assert organisations == {name.removesuffix(" (FARC)") for name in reading["organisations"]}
    places = set(table.loc[table["kind"].eq("place"), "entity"])
    assert places == {"United States" if name == "US" else name for name in reading["places"]}


@pytest.mark.parametrize(
    ("surface", "entity"),
    [
        ("Maduro", "Nicolas Maduro"),
        ("NY Times", "The New York Times"),
        ("The Times", "The New York Times"),
        ("FARC", "Revolutionary Armed Forces of Colombia"),
        ("USA", "United States"),
    ],
)
def test_forms_of_one_name_are_one_entity(seed, surface, entity):
    table = mentions(seed)
    assert set(table.loc[table["text"].eq(surface), "entity"]) == {entity}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met President Ann Lee on Monday.", [("Ann Lee", "person", "Ann Lee")]),
        ("It spoke to Venezuelan Foreign Minister Jorge Arreaza.", [
            ("Venezuelan", "group", "Venezuelans"), ("Jorge Arreaza", "person", "Jorge Arreaza")]),
        ("He lives in Moscow Russia now.", [("Moscow", "place", "Moscow"), ("Russia", "place", "Russia")]),
        ("They came from Upper Egypt.", [("Upper Egypt", "place", "Upper Egypt")]),
        ("It is a law of Northern Ireland.", [("Northern Ireland", "place", "Northern Ireland")]),
        ("The boat went down the Zambilo.", [("Zambilo", "place", "Zambilo")]),
        ("They asked Christian Wollenby about it.", [("Christian Wollenby", "person", "Christian Wollenby")]),
        ("The Christian Democrats lost.", [("Christian Democrats", "organisation", "Christian Democrats")]),
        ("The tomb of Ptolemy XII was found.", [("Ptolemy XII", "person", "Ptolemy XII")]),
        ("She leads the University of Oslo.", [("University of Oslo", "organisation", "University of Oslo")]),
        ("We’ve seen it. They’re late. Don’t ask.", []),
        ("It was on Monday in May.", []),
        ("In May Theresa May left, on May 4.", [("Theresa May", "person", "Theresa May")]),
        ("Ohio Gov. Jan Lee spoke. In January Boston won. Last May Obama left.", [
            ("Ohio", "place", "Ohio"), ("Jan Lee", "person", "Jan Lee"), ("Boston", "place", "Boston"),
            ("Obama", "person", "Obama")]),
        ("((WN)) How did it begin? ((MS)) In town. To be fair, it was hard. ((MS)) The rest is known.", [
            ("WN", "organisation", "WN")]),
        ("WN We asked. WN In 2010 it began. MS The said no.", [("WN", "organisation", "WN")] * 2),
        ("MAYOR TELLS US THE TRUTH ABOUT IT", []),
        ("Old Mayor Tells Us Everything Without Fear", []),
        ("She cried: DO NOT ENTER. He would NOT.", []),
        ("They say the US and the WHO agreed in the end with Ms. May and Theresa May.", [
            ("US", "place", "United States"), ("WHO", "organisation", "WHO"),
            ("May", "person", "Theresa May"), ("Theresa May", "person", "Theresa May")]),
    ],
)  # fmt: skip
def test_kinds(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("On Friday Mark Twain spoke.", "Mark Twain", "person"),
        ("Yesterday Jack Frost left.", "Jack Frost", "person"),
        ("Drew Stone won.", "Drew Stone", "person"),
        ("On Friday Mark Foods Inc. fell.", "Mark Foods Inc.", "organisation"),
        ("Rob Trust grew.", "Rob Trust", "organisation"),
        ("Frank Ocean sang.", "Frank Ocean", "person"),
        ("The Charles River flooded.", "Charles River", "place"),
        ("It lies near Frank Ocean.", "Frank Ocean", "place"),
    ],
)
def test_a_given_name_makes_a_person_but_before_what_names_something_else(text, name, kind):
    assert (name, kind) in [(row.text, row.kind) for row in mentions(Article(text)).itertuples()]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Michael Jordan arrived in Amman. Jordan borders Israel.", ["person", "place"]),
        ("Michael Jordan arrived. Jordan scored 40 points.", ["person", "person"]),
        ("Jordan closed its border. Michael Jordan came. Jordan smiled.", ["place", "person", "person"]),
        ("Michael Jordan flew to Jordan. Israel and Jordan agreed.", ["person", "place", "place"]),
        ("Ann Israel came. Israel's government fell. Israel's shoes sold well.", ["person", "place", "person"]),
        ("Ann Israel came. Israel kept her shoes. Israel kept its coast.", ["person", "person", "place"]),
    ],
)
def test_a_country_that_someone_is_named_after_is_told_by_what_stands_round_it(text, kinds):
    table = mentions(Article(text))
    named = table[table["text"].str.contains("Jordan" if "Jordan" in text else "Israel")]
    assert list(named["kind"]) == kinds


def test_a_surname_of_two_people_is_told_apart_by_its_title_only():
    text = "Bill Clinton and Hillary Clinton came. Mrs. Clinton spoke. Clinton left."
    assert [entity for _, _, entity in named(text)] == ["Bill Clinton", "Hillary Clinton", "Hillary Clinton", "Clinton"]


def test_another_language_gives_an_empty_table():
    table = mentions(Article("Der Bürgermeister von Berlin sprach mit Anna Berg.", language="de"))
    assert list(table.columns) == MENTION_COLUMNS
    assert table.empty


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_spans_are_their_texts_for_any_text(text):
    article = Article(text)
    table = mentions(article)
    at = 0
    for row in table.itertuples():
        assert article.text[row.start : row.end] == row.text
        assert at <= row.start < row.end
        assert row.kind in ("person", "organisation", "place", "group", "other")
        at = row.end


@pytest.mark.parametrize(
    ("text", "names"),
    [("THE MAYOR IS A LIAR AND A THIEF!", []), ("THE MAYOR OF LONDON IS A LIAR AND A THIEF!", ["LONDON"])],
)
def test_a_sentence_all_in_capitals_names_only_what_is_a_name(text, names):
    assert mentions(Article(text))["text"].tolist() == names


@pytest.mark.parametrize(
    "text",
    [
        "It is a total Hoax. No Collusion, No Obstruction - I fight.",
        "Rounds of Congressional testimony followed.",
        "A Tea Party-backed teacher won.",
        "It was shut ahead of International Women's Day.",
    ],
)
def test_capitals_that_name_nothing(text):
    assert mentions(Article(text)).empty


@pytest.mark.parametrize(
    ("text", "name", "kind", "entity"),
    [
        ("President Arvo spoke. Arvo left. They met Arvo. Arvo won, and Arvo said so.", "Arvo", "person", "Arvo"),
        ("FBI & DOJ spoke. The FBI left.", "FBI", "organisation", "FBI"),
        ("The Senate Republican caucus met. The Senate voted.", "Senate", "organisation", "Senate"),
        ("Counsel Robert Moss spoke. They met Robert Moss.", "Robert Moss", "person", "Robert Moss"),
        ("Prominent Republicans spoke.", "Republicans", "group", "Republicans"),
        ("They asked 2020 Dems for it.", "Dems", "group", "Democrats"),
        ("He went to Calif. on Monday.", "Calif.", "place", "California"),
        ("WASHINGTON -- The vote is over.", "WASHINGTON", "place", "Washington"),
        ("LONDON, May 3 (Reuters) - Shares fell.", "LONDON", "place", "London"),
        ("NEW YORK (AP) -- Shares fell.", "AP", "organisation", "AP"),
        ("AUGUSTA, Me. -- Shares fell.", "AUGUSTA", "place", "Augusta"),
        ("The U.S. Senate met. The U.S Senate voted.", "U.S Senate", "organisation", "U.S. Senate"),
        ("The Watergate scandal brought Nixon down.", "Watergate", "other", "Watergate"),
        ("Plus Obama will not come.", "Obama", "person", "Obama"),
        ("Presumptive GOP nominee Ann Moss spoke.", "GOP", "organisation", "GOP"),
        ("Rep. Ann Moss (D-Penn) spoke.", "Penn", "place", "Penn"),
        ("White House Chief of Staff Rahm Emanuel left.", "Rahm Emanuel", "person", "Rahm Emanuel"),
        ("White House Counsel Bob Bauer left.", "White House", "organisation", "White House"),
        ("It was of value to the Executive Branch.", "Executive Branch", "organisation", "Executive Branch"),
        ("The House of Representatives met. The House voted.", "House", "organisation", "House of Representatives"),
        ("The U.S. Senate met. The Senate voted.", "Senate", "organisation", "U.S. Senate"),
        ("The Texas Senate met. The Senate voted.", "Senate", "organisation", "Senate"),
        ("The FBI & DOJ spoke.", "DOJ", "organisation", "DOJ"),
        (
            "The National Hurricane Center spoke.",
            "National Hurricane Center",
            "organisation",
            "National Hurricane Center",
        ),
        (
            "Republican National Committee Chairman Ann Moss left.",
            "Republican National Committee",
            "organisation",
            "Republican National Committee",
        ),
        ("He met his fellow Missourians.", "Missourians", "group", "Missourians"),
        ("He met Lee, a Virginia Republican.", "Virginia", "place", "Virginia"),
        (
            "The Judicial Watch Director of Investigations Chris Farrell left.",
            "Chris Farrell",
            "person",
            "Chris Farrell",
        ),
        ("He drove Thomas J. Moss Jr. Reaching him was hard.", "Thomas J. Moss Jr.", "person", "Thomas J. Moss Jr."),
        (
            "The Centers for Disease Control and Prevention met.",
            "Centers for Disease Control and Prevention",
            "organisation",
            "Centers for Disease Control and Prevention",
        ),
    ],
)
def test_kind_and_entity_of_the_last_of_its_name(text, name, kind, entity):
    rows = mentions(Article(text))
    assert rows.loc[rows["text"].eq(name), ["kind", "entity"]].to_numpy().tolist()[-1] == [kind, entity]
