"""Quotations, their kinds and their speakers: the seed's as a careful reader has them, and each shape by itself."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import Article, quotes
from dateline.attribution import statements
from dateline.attribution.cue_speakers import Attribution
from dateline.attribution.quotations import QUOTE_COLUMNS, SAFE, kind

PIECES = [
    '"We will rebuild it,"', "“No,”", "‘so’", "«oui»", "``old''", '"', "“", "”", "'", "’s", "he", "said Ann Lee", "it",
    "told reporters that", "Mr. Bob Ray", "according to", "claimed", ",", ".", ":", "\n\n", "that", "the mayor",
]  # fmt: skip
TEXTS = st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


def first(text: str) -> pd.Series:
    return quotes(Article(text)).iloc[0]


def said(text: str) -> list[tuple[str, str, str | None]]:
    """(kind, text, speaker) of each row."""
    table = quotes(Article(text))
    speakers = [None if pd.isna(speaker) else speaker for speaker in table["speaker"]]
    return list(zip(table["kind"], table["text"], speakers, strict=True))


def test_the_seed_as_a_careful_reader_has_it(seed, reading):
    table = quotes(seed)
    direct = table[table["kind"].ne("indirect")]
    columns = ["start", "end", "text", "kind", "speaker", "cue"]
    assert direct[columns].to_dict("records") == [{key: row[key] for key in columns} for row in reading["quotes"]]
    via = {row["start"]: "; ".join(row["via"]) for row in reading["quotes"] if "via" in row}
    assert {row.start: row.via for row in direct.itertuples() if pd.notna(row.via)} == via


def test_no_pronoun_of_the_seed_is_pinned_on_a_person(seed):
    table = quotes(seed)
    pronouns = table[table["speaker"].str.lower().isin(["he", "they"])]
    assert len(pronouns) == 4
    assert pronouns["speaker_entity"].isna().all()
    assert pronouns["confidence"].lt(SAFE).all()
    assert pronouns["candidates"].str.contains("; ").all()


def test_indirect_statements_of_the_seed(seed):
    table = quotes(seed)
    found = table[table["kind"].eq("indirect")]
    assert list(found["speaker"]) == [
        "The New York Times",
        "the USA",
        "he",
        "an ex-military commander in Venezuela",
        "The Times",
    ]
    assert found.iloc[1]["text"] == "it prefers an orderly and peaceful return to democracy"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We are ready," Ann Lee said.', ("sentence", '"We are ready,"', "Ann Lee")),
        ("“We are ready,” said Ann Lee.", ("sentence", "“We are ready,”", "Ann Lee")),
        ("«We are ready», Ann Lee told reporters.", ("sentence", "«We are ready»", "Ann Lee")),
        ("„We are ready“, Ann Lee said.", ("sentence", "„We are ready“", "Ann Lee")),
        ("``We are ready,'' Ann Lee said.", ("sentence", "``We are ready,''", "Ann Lee")),
        (
            'According to Ann Lee, the dam "was never going to hold".',
            ("fragment", '"was never going to hold"', "Ann Lee"),
        ),
        ('Ann Lee on Twitter: "We are ready for it."', ("sentence", '"We are ready for it."', "Ann Lee")),
        ('On Twitter, Ann Lee wrote: "We are ready."', ("sentence", '"We are ready."', "Ann Lee")),
        (
            '"It was close," said an official familiar with the matter.',
            ("sentence", '"It was close,"', "an official familiar with the matter"),
        ),
        ('Ann Lee called the plan a "dead end".', ("scare", '"dead end"', "Ann Lee")),
        ('The plan was called a "dead end" by Ann Lee.', ("scare", '"dead end"', "Ann Lee")),
        ('"It was close," he said.', ("sentence", '"It was close,"', "he")),
        ("“We are ready for it.” Lee said.", ("sentence", "“We are ready for it.”", "Lee")),
        ("“Come in!” US Senator Ann Lee said.", ("sentence", "“Come in!”", "US Senator Ann Lee")),
        ('"Enough!" Ann Lee shouted.', ("sentence", '"Enough!"', "Ann Lee")),
    ],
)
def test_each_shape(text, expected):
    assert expected in said(text)


def test_nested_marks_know_the_quotation_they_stand_in():
    table = quotes(Article("“They told me ‘never again’ and left,” Ann Lee said."))
    assert list(table["text"]) == ["“They told me ‘never again’ and left,”", "‘never again’"]
    assert pd.isna(table.loc[0, "nested_in"])
    assert table.loc[1, "nested_in"] == 0


@pytest.mark.parametrize(
    ("text", "speaker", "entity"),
    [
        ("“He told me, ‘I will resign,’ and left,” said Bo Li.", "He", None),
        ("“The mayor said, ‘I will resign,’” said Bo Li.", "The mayor", None),
        ("“‘It is over,’ Ann Lee told me,” said Bo Li.", "Ann Lee", "Ann Lee"),
        ("“I told him ‘never again’ and left,” said Bo Li.", "I", "Bo Li"),
        ("“The mayor’s ‘plan’ is dead,” said Bo Li.", None, None),
    ],
)
def test_a_quotation_in_a_quotation_has_the_speaker_that_the_outer_one_names(text, speaker, entity):
    table = quotes(Article(text)).astype(object)
    rows = table.where(table.notna(), None)[["speaker", "speaker_entity"]].to_numpy().tolist()
    assert rows == [["Bo Li", "Bo Li"], [speaker, entity]]


@pytest.mark.parametrize(
    ("text", "quotation", "speaker"),
    [
        ("“We are lost, said Ada Brown. The dam broke. Nobody came.", "“We are lost,", "Ada Brown"),
        ("“We are lost, the old mayor said. The dam broke.", "“We are lost,", "the old mayor"),
        ("Ada Brown said: “We are lost. The dam broke.", "“We are lost.", "Ada Brown"),
        ("“We are lost. The dam broke.\n\nAda Brown left.", "“We are lost.", None),
        ("“We are lost, said Ada Brown. “It is over,” Bo Li said.", "“We are lost,", "Ada Brown"),
    ],
)
def test_a_forgotten_closing_mark_takes_one_sentence_and_leaves_doubt(text, quotation, speaker):
    row = first(text)
    assert (row["text"], None if pd.isna(row["speaker"]) else row["speaker"]) == (quotation, speaker)
    assert not row["confidence"] > 0.8


def test_a_quotation_over_paragraphs_has_one_speaker():
    rows = said("“The dam will hold for years.\n\n“We have looked at all of it,” said Tom Reed.")
    assert [(text, who) for _, text, who in rows] == [
        ("“The dam will hold for years.", "Tom Reed"),
        ("“We have looked at all of it,”", "Tom Reed"),
    ]


def test_a_source_at_second_hand_is_named():
    row = first('The Daily Post said "the envoy reported that the officers had no plan at all".')
    assert (row["speaker"], row["via"]) == ("The Daily Post", "the envoy; the officers")


@pytest.mark.parametrize(
    ("inside", "via"),
    [
        ("He says that the car was mine", "He"),
        ("He says that the officers were late", "He"),
        ("the envoy reported that the Germans had no plan", "the envoy; the Germans"),
        ("the envoy reported that the engines had no fuel", "the envoy"),
        ("the envoy reported that his letters had no answer", "the envoy"),
    ],
)
def test_a_thing_that_is_spoken_of_is_no_source(inside, via):
    assert first(f"“{inside},” Ada Brown said.")["via"] == via


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee said that the dam would hold.", ("the dam would hold", "Ann Lee")),
        ("Ann Lee told reporters on Friday that the dam would hold.", ("the dam would hold", "Ann Lee")),
        ("The mayor said she would not resign.", ("she would not resign", "The mayor")),
        ("The dam will hold, Ann Lee said on Friday.", ("The dam will hold", "Ann Lee")),
        ("The dam will hold, said Ann Lee.", ("The dam will hold", "Ann Lee")),
        ("According to Ann Lee, the dam will hold.", ("the dam will hold", "Ann Lee")),
        ("The dam will hold, according to Ann Lee.", ("The dam will hold", "Ann Lee")),
        ("Police indicated that nobody was hurt.", ("nobody was hurt", "Police")),
        ("Officials said three people died.", ("three people died", "Officials")),
        ("The report, which critics say is wrong, came out in May.", ("is wrong", "critics")),
        (
            "Critics, according to the Post, doubt it was wise.",
            ("Critics, according to the Post, doubt it was wise", "the Post"),
        ),
        ("In addition to stating that it was late, the minister left.", ("it was late", "the minister")),
        ("The gate, Ann Lee said, was shut.", ("The gate, Ann Lee said, was shut", "Ann Lee")),
        ("They met Ann Lee, who said that the gate was shut.", ("the gate was shut", "Ann Lee")),
        ("The vote is in May, with Ann Lee saying she would run.", ("she would run", "Ann Lee")),
        ("Talks failed, Ann Lee saying that nobody had come.", ("nobody had come", "Ann Lee")),
        ("The council went on despite Ann Lee claiming it was over.", ("it was over", "Ann Lee")),
        ("The bank said late on Thursday it would shut two branches.", ("it would shut two branches", "The bank")),
        ("The mayor told the Herald on Tuesday rents would rise.", ("rents would rise", "The mayor")),
        ("The bank said in a letter it would close.", ("it would close", "The bank")),
        ("Firemen said the alarm rang at 4:15 a.m. local time.", ("the alarm rang at 4:15 a.m. local time", "Firemen")),
        ("Clerks said the count was 5:2 for the bridge.", ("the count was 5:2 for the bridge", "Clerks")),
        ("According to Ann Lee, a lawyer for the town, the sale will go on.", ("the sale will go on", "Ann Lee")),
        ("According to a blog post by Ann Lee, head of the school, the roof fell in.", ("the roof fell in", "Ann Lee")),
        ("On Monday Ann Lee, a Labour councillor, said she was ready.", ("she was ready", "Ann Lee")),
        ("The firm issued a statement saying that the dam was safe.", ("the dam was safe", "The firm")),
        ("Ann Lee made the claim that the dam was safe.", ("the dam was safe", "Ann Lee")),
        ("The report found that the dam had rusted.", ("the dam had rusted", "The report")),
        ("Ann Lee urged the mayor to sell the dam.", ("to sell the dam", "Ann Lee")),
        ("Ann Lee called for the mayor to resign.", ("to resign", "Ann Lee")),
        ("Ann Lee vowed to sell the dam.", ("to sell the dam", "Ann Lee")),
        ("Ann Lee accused the mayor of selling the dam.", ("selling the dam", "Ann Lee")),
        ("Ann Lee denied selling the dam.", ("selling the dam", "Ann Lee")),
        ("Ann Lee denied any part in the sale.", ("any part in the sale", "Ann Lee")),
        ("The rebels claimed responsibility for the fire.", ("responsibility for the fire", "The rebels")),
        ("It was reported that the dam was sold.", ("the dam was sold", None)),
        ("Her son said she died in Leeds without elaborating.", ("she died in Leeds", "Her son")),
        (
            "The firm hid the leak though workers had complained, according to Ann Lee.",
            ("The firm hid the leak though workers had complained", "Ann Lee"),
        ),
        (
            "The law is wrong, Ann Lee said, even if the court upholds it.",
            ("The law is wrong, Ann Lee said, even if the court upholds it", "Ann Lee"),
        ),
        (
            "The chairman said once the papers are shared and read, the committee will vote.",
            ("once the papers are shared and read, the committee will vote", "The chairman"),
        ),
        ("Ann Lee, a former senator, who told aides he would leave, resigned.", ("he would leave", "Ann Lee")),
        (
            "The parcel was stopped at a mail hall in Midtown Manhattan, police officials in New York City said.",
            ("The parcel was stopped at a mail hall in Midtown Manhattan", "police officials in New York City"),
        ),
        (
            "The mayor was offered a post if he left the race, a source with knowledge of the talks said on Friday.",
            ("The mayor was offered a post if he left the race", "a source with knowledge of the talks"),
        ),
        (
            "Moss’s mother wept upon hearing her son had been jailed and said he was kind.",
            ("he was kind", "Moss’s mother"),
        ),
        (
            "The parents tried to have the boy released by saying they forgave him.",
            ("they forgave him", "The parents"),
        ),
        (
            "Ann Lee said the dam would “hold for good,” comments that were widely condemned.",
            ("the dam would “hold for good,”", "Ann Lee"),
        ),
        (
            "Some senators were for it, but Sen. Ann Lee, D-Mo., said it was a mistake.",
            ("it was a mistake", "Sen. Ann Lee"),
        ),
        ("The row grew when the Post reported it, saying that the dam was late.", ("the dam was late", "the Post")),
        ("Twitter at the time said it was late.", ("it was late", "Twitter")),
        ("They laughed at Mr. Moss’s claim that the dam was safe.", ("the dam was safe", "Mr. Moss")),
        ("The mayor over the weekend said that the dam was safe.", ("the dam was safe", "The mayor")),
        ("The dam is safe, Ann Lee, a spokesman for Acme, a trade body, said.", ("The dam is safe", "Ann Lee")),
        ("A person familiar with the matter said Calder was in talks.", ("Calder was in talks", "A person")),
    ],
)
def test_indirect_statements(text, expected):
    assert [(piece, who) for kind_, piece, who in said(text) if kind_ == "indirect"] == [expected]


@pytest.mark.parametrize("verb", ["denied", "claimed", "conceded", "argued", "warned", "insisted", "promised"])
@pytest.mark.parametrize("that", ["that ", ""])
def test_verbs_of_claiming_report_statements(verb, that):
    table = quotes(Article(f"The minister {verb} {that}the vote would be fair."))
    assert table[["text", "speaker", "cue"]].to_numpy().tolist() == [["the vote would be fair", "The minister", verb]]


@pytest.mark.parametrize(
    "text",
    [
        "The alleged gunman was arrested.",
        "He was criticized for the plan.",
        "Ann Lee hoped that the dam would hold.",
        "The minister denied the charge.",
        "Ann Lee has not said that the dam would hold.",
        "Ann Lee might say that the dam would hold.",
        "If Ann Lee says that the dam will hold, we stay.",
        "Ann Lee declined to say whether the dam would hold.",
        "Ann Lee was accused of selling the dam.",
        "Ann Lee pleaded guilty to theft.",
        "The dam is said to be safe.",
        "The dam is expected to hold.",
        "The confirmed number of dead rose to six.",
        "The storm claimed six lives.",
        "No group claimed responsibility for the fire.",
        "The inspectors came to determine whether the dam was safe.",
        "Sultan Tariq Al Said, who built the dam, died on Friday.",
    ],
)
def test_what_is_no_statement(text):
    assert quotes(Article(text)).empty


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "Three boats sank, the coast guard said, adding that nobody was aboard.",
            ["Three boats sank", "nobody was aboard"],
        ),
        (
            "The coast guard said three boats sank, adding that nobody was aboard.",
            ["three boats sank", "nobody was aboard"],
        ),
        (
            "The coast guard said three boats sank and added that nobody was aboard.",
            ["three boats sank", "nobody was aboard"],
        ),
        (
            "The coast guard said three boats sank, but denied that they were old.",
            ["three boats sank", "they were old"],
        ),
    ],
)
def test_a_second_verb_of_saying_goes_on_with_the_speaker_of_the_first(text, pieces):
    table = quotes(Article(text))
    assert table["text"].tolist() == pieces
    assert set(table["speaker"].str.lower()) == {"the coast guard"}


def test_words_in_marks_inside_a_statement_are_a_row_beside_it():
    rows = said("Ann Lee said the dam was “a ruin”.")
    assert rows == [
        ("indirect", "the dam was “a ruin”", "Ann Lee"),
        ("fragment", "“a ruin”", "Ann Lee"),
    ]


def test_whose_claim_it_is_names_the_speaker():
    rows = quotes(Article("Ann Moss left. They laughed at Mr. Moss’s claim that the dam was safe."))
    assert rows["speaker_entity"].tolist() == ["Ann Moss"]


def test_who_wants_something_called_so_does_not_say_it():
    row = first("The ad was paid for by a “super fund” started by people who want to stop the mayor.")
    assert pd.isna(row["speaker"])


def test_talk_in_general_says_nothing():
    assert quotes(Article("The bill drew considerable criticism, which said that it went too far.")).empty


def test_who_neither_confirms_nor_denies_says_nothing_of_it():
    rows = quotes(Article("Ann Lee said she could neither confirm nor deny whether the dam was safe."))
    assert rows["text"].tolist() == ["she could neither confirm nor deny whether the dam was safe"]


def test_who_stops_short_of_saying_it_has_not_said_it():
    assert quotes(Article("Ann Lee stopped short of saying that the dam was safe.")).empty


def test_a_statement_in_a_statement():
    table = quotes(Article("The Daily Post reported that a diplomat said that the officers had no plan."))
    assert list(table["speaker"]) == ["The Daily Post", "a diplomat"]
    assert table.loc[1, "text"] == "the officers had no plan"
    assert table.loc[1, "nested_in"] == 0


@pytest.mark.parametrize(
    "text",
    [
        'She spoke on CNN’s "Morning Street" about the dam.',
        'The film "Bright Water" opened in May.',
        'The opera, titled "Bright Water", opened in May.',
        'Edward "Teddy" Moss opened the fair.',
    ],
)
def test_titles_of_works_and_nicknames_quote_nobody(text):
    assert quotes(Article(text)).empty


@pytest.mark.parametrize(
    ("speaker", "entity"),
    [
        ("Ann Lee of the Dam Board", "Ann Lee"),
        ("A spokesman for Ann Lee", None),
        ("Ann Lee fans", None),
        ("The Ann Lee campaign", None),
        ("Ann Lee’s lawyer", None),
        ("Ann Lee’s statement", "Ann Lee"),
        ("Ann Lee spokesman Tom Reed", "Tom Reed"),
        ("Ann Lee and Tom Reed", None),
        ("scientists from Oslo University", None),
    ],
)
def test_a_speaker_is_whom_its_phrase_is_about(speaker, entity):
    found = first(f"“We are ready,” {speaker} said on Friday. Later the gates of the old dam were opened.")
    assert (found["speaker"], found["speaker_entity"]) == (speaker, entity)


def test_what_is_believed_inside_a_quotation_is_not_its_speakers_word():
    table = quotes(Article("“I don’t believe they sat there going, ‘Let’s do it,’” said Bo Li."))
    assert pd.isna(table.loc[1, "speaker_entity"])


def test_a_pronoun_goes_on_with_the_speaker_just_named():
    table = quotes(Article("“It held,” Mr. Bob Ray said. “We were lucky,” he said."))
    assert list(table["speaker"]) == ["Mr. Bob Ray", "he"]
    assert list(table["speaker_entity"]) == ["Bob Ray", "Bob Ray"]
    assert table.loc[1, "candidates"] is None or pd.isna(table.loc[1, "candidates"])


@pytest.mark.parametrize(
    "between",
    ["Tom Reed came in.", "The mayor said that nothing was decided.", "Word of it spread. " * 40],
    ids=["another man", "another speaker", "a long way"],
)
def test_a_pronoun_with_others_near_stays_one(between):
    table = quotes(Article(f"“It held,” Mr. Bob Ray said. {between} “We were lucky,” he said."))
    last = table.iloc[-1]
    assert (last["speaker"], pd.isna(last["speaker_entity"])) == ("he", True)
    assert last["confidence"] < SAFE
    assert "Bob Ray" in last["candidates"]


def test_a_pronoun_of_another_gender_is_not_linked():
    last = quotes(Article("“It held,” Mr. Bob Ray said. “We were lucky,” she said.")).iloc[-1]
    assert pd.isna(last["speaker_entity"])
    assert pd.isna(last["candidates"])


@pytest.mark.parametrize(
    ("text", "opens", "expected"),
    [
        ('"military option"', False, "scare"),
        ('"to communicate securely"', False, "fragment"),
        ('"We were frustrated"', False, "sentence"),
        ('"a desire for peace and quiet"', False, "fragment"),
        ('"Never again."', True, "sentence"),
    ],
)
def test_kind(text, opens, expected):
    assert kind(text, opens) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asked about it, Ann Lee replied: “No comment.”", "sentence"),
        ("Ann Lee said, “Never.”", "sentence"),
        ("Ann Lee spoke of a plan, “Peace,” and left.", "scare"),
    ],
)
def test_a_word_is_said_where_it_is_introduced(text, expected):
    assert quotes(Article(text))["kind"].tolist() == [expected]


@pytest.mark.parametrize(
    ("text", "speaker", "entity"),
    [
        ("Her deputy, Tom Price, said that “it is over for now”.", "Her deputy", "Tom Price"),
        ("“It is over,” said her deputy, Tom Price.", "her deputy", "Tom Price"),
        ("“It is over,” said her deputy, Tom Price having left.", "her deputy", None),
        ("Ann Lee left with Tom Price, who said that “it is over for now”.", "Tom Price", "Tom Price"),
        ("They met Tom Price, who said that “it is over for now”.", "Tom Price", "Tom Price"),
        ("They met the wife of Tom Price, who said that “it is over for now”.", "the wife of Tom Price", None),
        ("“They all knew”, one official, who asked not to be named, said.", "one official", None),
    ],
)
def test_who_is_meant_beside_a_phrase(text, speaker, entity):
    row = quotes(Article(text)).iloc[0]
    assert (row["speaker"], row["speaker_entity"] if pd.notna(row["speaker_entity"]) else None) == (speaker, entity)


def test_another_language_gives_an_empty_table():
    table = quotes(Article("„Wir sind bereit“, sagte Anna Berg am Freitag in der Stadt.", language="de"))
    assert list(table.columns) == QUOTE_COLUMNS
    assert table.empty


@given(TEXTS)
@settings(max_examples=30, deadline=None)
def test_spans_are_their_texts_for_any_text(text):
    article = Article(text)
    table = quotes(article)
    assert list(table["quote"]) == list(range(len(table)))
    for row in table.itertuples():
        assert article.text[row.start : row.end] == row.text
        if pd.notna(row.speaker):
            assert article.text[row.speaker_start : row.speaker_end] == row.speaker
            assert 0 <= row.confidence <= 1
        if pd.notna(row.nested_in):
            outer = table.loc[row.nested_in]
            assert outer["start"] <= row.start
            assert row.end <= outer["end"]


@pytest.mark.parametrize("text", ["", '"', "“" * 50, "word", "😀 “😀” 😀", '"A" ' * 1_000, "said that " * 1_000])
def test_odd_texts_have_a_defined_result(text):
    assert list(quotes(Article(text)).columns) == QUOTE_COLUMNS


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("The Guardian quoted Ada Brown as saying, “We are lost.”", "Ada Brown", "The Guardian"),
        ("“We are lost,” the Guardian quoted Ada Brown as saying.", "Ada Brown", "the Guardian"),
        ("We are lost, the Guardian quoted Ada Brown as saying on Friday.", "Ada Brown", "the Guardian"),
        ("The Guardian quoted Ada Brown as saying that all was lost.", "Ada Brown", "The Guardian"),
        ("The Guardian quoted her as saying that all was lost.", "her", "The Guardian"),
        ("The paper quoted a diplomat as saying that “all is lost”.", "a diplomat", "The paper"),
        ("Ada Brown was quoted as saying, “We are lost.”", "Ada Brown", None),
        ("Ada Brown was quoted by the Guardian as saying that all was lost.", "Ada Brown", "the Guardian"),
        ("“We are lost,” Ada Brown was quoted as saying by the Guardian.", "Ada Brown", "the Guardian"),
    ],
)
def test_who_is_quoted_as_saying_speaks_through_who_quotes(text, speaker, via):
    row = first(text)
    assert (row["speaker"], None if pd.isna(row["via"]) else row["via"]) == (speaker, via)


@pytest.mark.parametrize(
    ("inner", "via"),
    [
        ("The AIDE Rosa Lind reported that the mayors had left,", "The AIDE Rosa Lind; the mayors"),
        ("We know the old envoy said that the rebels left,", "the old envoy"),
        ("So Tom  Reed said that it rained,", "Tom  Reed"),
        ("A" * 60 + " said that it rained,", "A" * 60),
        ("It is a fact that rains came,", None),
    ],
)
def test_whose_words_a_quotation_hands_on(inner, via):
    found = quotes(Article(f"“{inner}” said Ada Brown."))["via"].iloc[0]
    assert found == via or (via is None and pd.isna(found))


def test_marks_are_nested_so_deep_and_no_deeper():
    table = quotes(Article("“a «b " * 30 + "c d” e»" * 30 + " said Ada Brown."))
    assert table["nested_in"].notna().sum() <= 8


def test_a_sentence_without_end_is_read_in_parts():
    text = "the list goes on and " * 100 + "Ada Brown said that the list had ended."
    assert list(quotes(Article(text))["speaker"]) == ["Ada Brown"]


@pytest.mark.parametrize(("other", "held"), [((4, 9), True), ((0, 10), True), ((4, 12), False)])
def test_a_statement_holds_another_of_its_cue(other, held):
    voice = Attribution(20, 23, "said", 0.9, "indirect")
    outer = statements.Statement(0, 10, voice)
    assert statements._holds(outer, statements.Statement(*other, voice)) is held
    assert not statements._holds(outer, statements.Statement(*other, replace(voice, cue="told")))
