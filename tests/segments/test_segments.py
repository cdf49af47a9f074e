"""Paragraphs, sentences and tokens: worked examples first, then what must hold for any text."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import Article, ngrams, paragraphs, sentences, tokens
from dateline.segments.tokenization import NGRAM_COLUMNS, TOKEN, TOKEN_COLUMNS


def roles(text: str, **given) -> list[tuple[str, str]]:
    table = paragraphs(Article(text, **given))
    return list(zip(table["role"], table["text"], strict=True))


def test_the_seed_as_a_careful_reader_finds_it(seed, reading):
    table = paragraphs(seed)
    spans = {role: list(zip(rows["start"], rows["end"], strict=True)) for role, rows in table.groupby("role")}
    assert spans["title"] == [tuple(reading["title"])]
    assert spans["caption"] == [tuple(reading["caption"])]
    assert spans["boilerplate"] == [tuple(span) for span in reading["boilerplate"]]
    assert len(spans["body"]) == reading["body_paragraphs"]
    assert (spans["body"][0][0], spans["body"][-1][1]) == tuple(reading["body"])


HEAD = "Bridge to close for two years"
PROSE = "The council voted on Tuesday to close the bridge."


def test_byline_dateline_and_date_line():
    text = f"{HEAD}\n\nBy Ann Author and Bob Byline\n\nMay 4, 2021\n\nCARACAS, Venezuela (AP) — {PROSE}"
    assert roles(text) == [
        ("title", HEAD),
        ("byline", "By Ann Author and Bob Byline"),
        ("dateline", "May 4, 2021"),
        ("dateline", "CARACAS, Venezuela (AP) —"),
        ("body", PROSE),
    ]


@pytest.mark.parametrize(
    "opening",
    ["LONDON —", "NEW YORK (Reuters) -", "WASHINGTON, Jan. 27 (AP) --", "ST. LOUIS, Mo. —", "PORT-AU-PRINCE, Haiti –"],
)
def test_datelines(opening):
    assert roles(f"{opening} {PROSE}") == [("dateline", opening), ("body", PROSE)]


@pytest.mark.parametrize(
    "prose", ["NATO - and its friends - met.", "WHO officials met.", "Mr. Smith — who left — spoke."]
)
def test_prose_is_no_dateline(prose):
    assert ("dateline") not in [role for role, _ in roles(f"{PROSE}\n\n{prose}")][:1]
    assert roles(f"{PROSE}\n\nMr. Smith — who left — spoke.")[1] == ("body", "Mr. Smith — who left — spoke.")


def test_captions_by_credit_and_by_scene():
    credit = "Workers inspect the bridge. (AP Photo/Ann Author)"
    scene = "The mayor, left, speaks to engineers at the bridge on May 3 2021"
    assert roles(f"{HEAD}\n\n{scene}\n\n{PROSE}\n\n{credit}\n\n{PROSE}") == [
        ("title", HEAD), ("caption", scene), ("body", PROSE), ("caption", credit), ("body", PROSE),
    ]  # fmt: skip


def test_the_site_tail_is_boilerplate_and_a_subheading_is_not():
    text = f"{HEAD}\n\n{PROSE}\n\nA second chance\n\n{PROSE}\n\nRelated stories\n\nFerry to run\n\nShips collide"
    assert [role for role, _ in roles(text)] == ["title", "body", "body", "body", *["boilerplate"] * 3]


def test_lines_are_paragraphs_unless_an_editor_wrapped_them():
    long = "A sentence that goes on and on, well past the hundred characters at which no editor would leave a line be."
    assert len(paragraphs(Article(f"{long}\n{long}"))) == 2
    assert len(paragraphs(Article("The council voted\nto close it.\n\nShops\nprotest."))) == 2


SENTENCES = [
    ["He arrived JAN. 27, 2017 at 5 p.m. Friday.", "She left the U.S.", "The plan failed."],
    ['He said "No way."', "She agreed."],
    ["“We go.”", "He left."],
    ["‘We go!’", "He left."],
    ["J. F. Kennedy of St. Louis met Mr. Smith.", "Sen. Bob Doe (R., Tex.) spoke at 3 a.m. Monday."],
    ["The U.S. Senate voted on No. 10.", "Was it?", "Yes!"],
    ["It rose 3.5 percent to $4.2 billion.", "Apple Inc. shares fell."],
    ["Dr. Ruiz et al. wrote it.", "It was Oct. 4, 2017."],
    ["“Is it safe?” she asked.", "He nodded."],
    ["“Stop!” he said.", "“Why?”", "They left."],
    ["‘No.’ he said.", "“Really?!” she said.", "What?!", "No!!"],
    ["Yahoo! said so.", "Is it?", "It is."],
    ["Gov. J.B. Pritzker met J.D. Vance and Prof. A. B. Clark in B.C. on Friday.", "The G.D.P. growth slowed."],
    ["The bulb goes in (2 in.) deep.", "See p. 5, ch. 4 and No. 2."],
    ["1. First they met.", "2. Then they left.", "The year was 2017.", "2018 was better."],
    ["iPhone sales fell!", "iPad sales rose?", "eBay said no."],
]


@pytest.mark.parametrize("expected", SENTENCES)
def test_sentences_end_where_a_reader_ends_them(expected):
    assert list(sentences(Article(" ".join(expected)))["text"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. ex-military man", "The|U.S.|ex-military|man"),
        ("Londoño didn't and didn’t", "Londoño|didn't|and|didn’t"),
        ("Lon\u0303don", "Lon\u0303don"),
        ("$3.5m or 4,000 or 3.5%", "$3.5m|or|4,000|or|3.5%"),
        ("see https://x.org/a?b=1. Or www.x.org!", "see|https://x.org/a?b=1|.|Or|www.x.org|!"),
        ("@handle on #topic", "@handle|on|#topic"),
        ("Maduro's, Maduro’s and officers'", "Maduro|'s|,|Maduro|’s|and|officers|'"),
        ("O'Brien's co-op", "O'Brien|'s|co-op"),
        ("a 45-year-old in the 1990s", "a|45-year-old|in|the|1990s"),
        ("at 10:30 a.m. on 9/11", "at|10:30|a.m.|on|9/11"),
        ("well--known ... yes", "well|--|known|...|yes"),
        ("covid19 and the 4th", "covid19|and|the|4th"),
        ("the G7, an mp3, H1N1", "the|G7|,|an|mp3|,|H1N1"),
        ("a U.S.-led, AT&T and R&D", "a|U.S.-led|,|AT&T|and|R&D"),
        ("₹500 or €3", "₹500|or|€3"),
        ("Amazon.com, news.bbc.co.uk. Then", "Amazon.com|,|news.bbc.co.uk|.|Then"),
    ],
)
def test_tokens_stay_whole(text, expected):
    assert list(tokens(Article(text))["text"]) == expected.split("|")


def test_kinds_types_and_stop_words():
    article = Article("The US and us: Acme's 12 men didn’t go to Oslo on Friday. They left Oslo with Acme.")
    table = tokens(article).set_index("position")
    assert dict(zip(table["text"], table["kind"], strict=True)) | {".": "mark"} == {
        "The": "word", "US": "name", "and": "word", "us": "word", ":": "mark", "Acme": "name", "'s": "mark",
        "12": "number", "men": "word", "didn’t": "word", "go": "word", "to": "word", "Oslo": "name", "on": "word",
        "Friday": "word", ".": "mark", "They": "word", "left": "word", "with": "word",
    }  # fmt: skip
    assert list(table["type"][:4]) == ["the", "US", "and", "us"]
    assert table.loc[table["text"].eq("didn’t"), ["type", "is_stop"]].values.tolist() == [["didn't", True]]
    assert not table["is_stop"][1]


def test_a_headline_in_title_case_makes_no_names():
    article = Article("Council Votes To Close Bridge In Oslo\n\nThe council of Oslo voted to close the bridge.")
    assert set(tokens(article).query("kind == 'name'")["text"]) == {"Oslo"}


def test_lemmas():
    assert list(tokens(Article("Officers were meeting"))["lemma"]) == ["officer", "be", "meet"]
    table = tokens(Article("In the United States cars were good, The Times wrote.")).set_index("text")
    assert table["lemma"][["United", "States", "cars", "Times"]].to_list() == ["united", "states", "car", "times"]


def test_us_shares_no_type_and_no_lemma_with_us():
    table = tokens(Article("US Votes To Leave\n\nIt told us of an anti-US mood, of the U.S. and of McDonald men."))
    table = table.set_index("text")
    assert table["lemma"][["US", "U.S.", "us", "anti-US", "McDonald"]].to_list() == [
        "US", "US", "we", "anti-us", "mcdonald",
    ]  # fmt: skip


def test_a_stop_word_that_is_shouted_is_one():
    table = tokens(Article("THE WHO MET OFFICERS OF THE US AT 5 A.M.")).set_index("text")
    assert table["type"].to_list() == ["the", "WHO", "met", "officers", "of", "the", "US", "at", "5", "a.m."]
    assert table.index[table["is_stop"]].to_list() == ["THE", "OF", "THE", "AT"]
    assert table.loc["OFFICERS", "lemma"] == "officer"


def test_ngrams_cross_no_mark_and_no_sentence():
    table = ngrams(tokens(Article("Red car, blue car. Red car now.")), 2)
    assert list(table["term"]) == ["red car", "blue car", "red car", "car now"]
    assert list(zip(table["start"], table["end"], strict=True)) == [(0, 7), (9, 17), (19, 26), (23, 30)]


def test_ngrams_hold_the_articles_characters_and_terms_their_types():
    article = Article("Red\xa0 car stopped. New cars.")
    table = ngrams(tokens(article), 2)
    assert table[["text", "term"]].values.tolist() == [
        ["Red\xa0 car", "red car"], ["car stopped", "car stopped"], ["New cars", "new cars"],
    ]  # fmt: skip
    assert ngrams(tokens(article), 2, by="lemma")["term"].tolist() == ["red car", "car stop", "new car"]
    assert ngrams(tokens(article), 1)["text"].tolist() == ["Red", "car", "stopped", "New", "cars"]
    assert ngrams(tokens(article).drop(columns="space"), 2)["text"].tolist()[1:] == ["car stopped", "New cars"]


def test_ngrams_stay_in_their_article():
    one, two = tokens(Article("red")), tokens(Article("the blue car"))
    both = pd.concat([one.assign(article="one"), two[~two["is_stop"]].assign(article="two")])
    table = ngrams(both, 2)
    assert table[["article", "term"]].values.tolist() == [["two", "blue car"]]


def test_text_and_space_give_the_article_back():
    text = 'He  said: "No—never\xa0again."'
    table = tokens(Article(text))
    assert "".join(table["text"] + table["space"].astype("str")) == text


def test_a_piece_that_comes_again_has_its_own_place():
    """Pieces between white space are cut once each; a blank at either end, and one of two characters, are none."""
    article = Article("\nIt’s so, he said: it’s  so, he said. ")
    table = tokens(article)
    assert table["text"].to_list() == "It ’s so , he said : it ’s so , he said .".split()
    assert table["start"].to_list() == [1, 3, 6, 8, 10, 13, 17, 19, 21, 25, 27, 29, 32, 36]
    assert table["space"].to_list() == ["", " ", "", " ", " ", "", " ", "", "  ", "", " ", " ", "", ""]


def test_ngrams_of_none_or_six_are_refused():
    for n in (0, 6):
        with pytest.raises(ValueError, match="is not 1 to 5"):
            ngrams(tokens(Article("Some words.")), n)


def test_captions_and_boilerplate_are_not_counted(seed):
    grams = ngrams(tokens(seed), 2)
    assert "plenary session" not in set(grams["term"])
    assert "other news" not in set(grams["term"])


def test_empty_text_gives_empty_tables_with_their_columns():
    table = tokens(Article(""))
    assert list(table) == TOKEN_COLUMNS
    assert list(ngrams(table, 2)) == NGRAM_COLUMNS
    assert paragraphs(Article("")).empty
    assert sentences(Article(" \n ")).empty


def test_the_callers_copy_is_the_callers_own(seed):
    table = tokens(seed)
    table["text"] = "changed"
    assert "changed" not in set(tokens(seed)["text"])


NASTY = st.text(alphabet=st.sampled_from(list("aB9 .,'’\"“”-—\n\n$@#:/\u0303é\u2028U.S")), max_size=200)


@settings(max_examples=60, deadline=None)
@given(st.one_of(NASTY, st.text(max_size=200)))
def test_spans_point_at_their_text(text):
    article = Article(text)
    found = tokens(article)
    for table in (paragraphs(article), sentences(article), found):
        assert (table["start"].to_numpy()[1:] >= table["end"].to_numpy()[:-1]).all()
    assert set(zip(found["start"], found["end"], strict=True)) <= {match.span() for match in TOKEN.finditer(text)}
    for table in (paragraphs(article), sentences(article), found, *(ngrams(found, n) for n in range(1, 6))):
        for row in table.itertuples():
            assert text[row.start : row.end] == row.text


@settings(max_examples=60, deadline=None)
@given(NASTY)
def test_no_letter_is_lost(text):
    covered = {i for start, end in [match.span() for match in TOKEN.finditer(text)] for i in range(start, end)}
    assert all(i in covered for i, character in enumerate(text) if not character.isspace())


def test_what_has_no_end_of_a_sentence_is_parted_at_a_space():
    text = "the list goes on and " * 300
    table = sentences(Article(text))
    assert list(table["end"] - table["start"]) == [1998, 1999, 1999, 300]
    assert "".join(table["text"]).replace(" ", "") == text.replace(" ", "")
    assert list(sentences(Article("word " * 390))["end"]) == [1949]  # a long sentence stays one


def test_a_word_longer_than_any_is_its_own_lemma():
    assert list(tokens(Article("cities " + "ab" * 40 + "s"))["lemma"]) == ["city", "ab" * 40 + "s"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She fell ill. Nurses came.", ["She fell ill.", "Nurses came."]),
        ("He lives in Peoria, Ill. Nurses came.", ["He lives in Peoria, Ill. Nurses came."]),
        ("They left Mass. for Maine.", ["They left Mass. for Maine."]),
        ("'It is fine!', he said.", ["'It is fine!', he said."]),
        ('"It is fine!", he said. She left.', ['"It is fine!", he said.', "She left."]),
        ("It is sold everywhere.Lund was there.She left in 2019.The shop grew.",
         ["It is sold everywhere.", "Lund was there.", "She left in 2019.", "The shop grew."]),
        ("“We lost.”She left.", ["“We lost.”", "She left."]),
        ("He wrote for www.example.Com for years.", ["He wrote for www.example.Com for years."]),
    ],
)  # fmt: skip
def test_where_a_reader_parts_sentences(text, expected):
    assert sentences(Article(text))["text"].tolist() == expected
