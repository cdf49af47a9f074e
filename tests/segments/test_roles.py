"""What each paragraph is, in the layouts that people paste: agencies, newspapers, broadcasters."""

import pytest

from dateline import Article, creation_window, paragraphs

HEAD = "Bridge to close for two years"
PROSE = (
    "The council voted on Tuesday to close the old bridge for two years, although shop owners on both banks protested."
)
QUOTE = "“We had no choice,” the mayor, Ann Lee, told reporters. “The bridge is not safe.”"


def roles(*blocks: str, **given) -> list[tuple[str, str]]:
    table = paragraphs(Article("\n\n".join(blocks), **given))
    return list(zip(table["role"], table["text"], strict=True))


def kinds(*blocks: str) -> list[str]:
    return [role for role, _ in roles(*blocks)]


@pytest.mark.parametrize(
    "line",
    [
        "May 4, 2021 4:15 PM UTC Updated 3 hours ago",
        "Published 5:17 PM EDT, May 4, 2021",
        "May 4, 2021, 5:17 p.m. ET",
        "Tue 4 May 2021 17.17 BST",
        "Last modified on Wed 5 May 2021 09.01 BST",
        "PUBLISHED: 16:11, 4 May 2021 | UPDATED: 17:11, 4 May 2021",
        "Thursday, September 19, 2019",
        "2021-05-04T18:30",
        "3 hours ago",
        "Published",
    ],
)
def test_a_line_that_only_says_when_is_a_dateline(line):
    assert kinds(HEAD, line, PROSE) == ["title", "dateline", "body"]


@pytest.mark.parametrize("line", ["May gives up", "On the first day", "In 2019", "Two days in May", "A date with fate"])
def test_a_line_of_other_words_is_none(line):
    assert kinds(HEAD, line, PROSE) == ["title", "body", "body"]


def test_a_day_above_the_headline_is_no_headline():
    assert kinds("Thursday, September 19, 2019", HEAD, PROSE) == ["dateline", "title", "body"]
    window = creation_window(Article(f"Thursday, September 19, 2019\n\n{HEAD}\n\n{PROSE}"))
    assert (window["first_day"], window["last_day"]) == ("2019-09-19", "2019-09-19")


def test_a_day_below_a_sentence_is_the_articles_only_under_its_authors():
    assert kinds(HEAD, PROSE, "May 4, 2021", PROSE) == ["title", "body", "body", "body"]
    assert kinds(HEAD, PROSE, "By Ann Author", "May 4, 2021", PROSE) == ["title", "body", "byline", "dateline", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe and John Roe",
        "By JANE DOE and JOHN ROE",
        "By JANE DOE and JOHN ROE Associated Press",
        "By Jane Doe, health correspondent",
        "By Ludwig van der Meer, Ana de la Cruz & Jo",
        "BY JANE DOE | The Paper",
    ],
)
def test_bylines(line):
    assert kinds(HEAD, line, PROSE) == ["title", "byline", "body"]


@pytest.mark.parametrize(
    "line", ["By then the war was over", "By the numbers", "By 2020, all of it", "By Jane Doe said so."]
)
def test_what_only_begins_as_a_byline(line):
    assert kinds(HEAD, line, PROSE) == ["title", "body", "body"]


def test_names_above_the_day_need_no_by():
    assert kinds(HEAD, "Jane Doe in London and John Roe", "Tue 4 May 2021", PROSE)[1:3] == ["byline", "dateline"]
    assert kinds(HEAD, "Jane Doe in London and John Roe", PROSE)[1] == "body"


def test_outlet_under_a_byline_and_credits_under_the_text():
    assert kinds(HEAD, "By Jane Doe", "BBC News, London", PROSE)[1:3] == ["byline", "byline"]
    for line in (
        "Reporting by Jane Doe in London and John Roe; Editing by Mary Major",
        "Mary Major contributed reporting.",
        "Associated Press writer Mary Major in Paris contributed to this report.",
    ):
        assert kinds(HEAD, PROSE, line)[2] == "byline"
    assert kinds(HEAD, PROSE, "The flood contributed to the damage.")[2] == "body"


def test_a_head_whose_lines_an_editor_did_not_part():
    text = "Bridge to close\nBy Jane Doe\nMay 4, 2021\n\nLONDON — The bridge\nwill close."
    assert roles(text) == [
        ("title", "Bridge to close"),
        ("byline", "By Jane Doe"),
        ("dateline", "May 4, 2021"),
        ("dateline", "LONDON —"),
        ("body", "The bridge\nwill close."),
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "PARIS/BERLIN, May 4 (Reuters) -",
        "SÃO PAULO (AP) —",
        "N’DJAMENA, Chad (AFP) —",
        "London, May 4 (AFP) -",
        "Tel Aviv, Israel (CNN) —",
        "(Reuters) -",
        "LONDON (AP) _",
        "MOSCOW, 4 May 2021 (dpa) -",
        "DUBAI, United Arab Emirates --",
        "WASHINGTON (Jan. 27) –",
    ],
)
def test_datelines_of_agencies(opening):
    assert roles(HEAD, f"{opening} {PROSE}", PROSE)[1:3] == [("dateline", opening), ("body", PROSE)]
    assert roles(*[PROSE] * 9, f"{opening} {PROSE}")[-2] == ("dateline", opening)


@pytest.mark.parametrize("opening", ["NEW DELHI:", "KUALA LUMPUR, Malaysia:"])
def test_a_dateline_with_a_colon_opens_the_story_only(opening):
    assert roles(HEAD, f"{opening} {PROSE}", PROSE)[1:3] == [("dateline", opening), ("body", PROSE)]
    assert roles(HEAD, PROSE, f"{opening} {PROSE}")[2] == ("body", f"{opening} {PROSE}")


def test_labels_and_speakers_of_a_transcript_are_no_datelines():
    assert roles(HEAD, f"FACT CHECK: {PROSE}", PROSE)[1] == ("body", f"FACT CHECK: {PROSE}")
    assert roles(HEAD, f"COOPER: {PROSE}", f"SMITH: {PROSE}")[1] == ("body", f"COOPER: {PROSE}")


def test_a_dateline_on_a_line_of_its_own():
    assert roles(HEAD, "London (CNN)", PROSE)[1:] == [("dateline", "London (CNN)"), ("body", PROSE)]


@pytest.mark.parametrize(
    "prose",
    ["IBM — which left — spoke.", "NATO - and its friends - met.", "The network (CNN) said no.", "The AP (AP) is."],
)
def test_a_name_before_a_dash_or_brackets_is_no_dateline(prose):
    assert roles(HEAD, prose, PROSE)[1] == ("body", prose)


def test_far_down_a_place_alone_is_a_heading():
    assert roles(HEAD, f"LONDON — {PROSE}")[1] == ("dateline", "LONDON —")
    assert roles(*[PROSE] * 9, f"THE CLAIM — {PROSE}")[-1] == ("body", f"THE CLAIM — {PROSE}")


def test_captions_as_sites_label_them():
    scene = "Shop owners at the bridge"
    assert kinds(HEAD, PROSE, "Image caption,", scene, PROSE)[2:] == ["caption", "caption", "body"]
    assert kinds(HEAD, PROSE, f"{scene}.Credit...Jane Doe/The Paper", PROSE)[2] == "caption"
    assert kinds(HEAD, PROSE, "Image source, Getty Images", PROSE)[2] == "caption"
    assert kinds(HEAD, PROSE, f"{scene} (AP)", PROSE)[2] == "caption"


def test_an_agency_that_signs_its_last_paragraph_makes_no_caption():
    assert kinds(HEAD, PROSE, f"{PROSE} (Reuters)") == ["title", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "___",
        "* * *",
        "https://example.org/bridge",
        "Follow Jane Doe on Twitter @janedoe.",
        "Get the day’s top stories delivered to your inbox every morning.",
        "Our Standards: The Thomson Reuters Trust Principles.",
        "RELATED: The bridge in pictures",
        "4 min read",
    ],
)
def test_what_belongs_to_the_site(line):
    assert kinds(HEAD, PROSE, line, PROSE)[2] == "boilerplate"


def test_questions_and_days_do_not_end_the_sites_tail():
    tail = ["More on this story", "Is the ferry safe?", "3 May 2021", "Mayor calls it “a disaster”", "Ships collide"]
    assert kinds(HEAD, PROSE, *tail) == ["title", "body", *["boilerplate"] * 5]


def test_a_question_that_ends_the_article_stays():
    assert kinds(HEAD, PROSE, "Advertisement", "Is it safe?") == ["title", "body", "boilerplate", "body"]
    assert kinds(HEAD, PROSE, "Related stories", PROSE, "Ships collide")[2:] == ["boilerplate", "body", "body"]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Nora Lund, Health correspondent", "byline"),
        ("@noralund", "byline"),
    ],
)
def test_who_wrote_it_is_told_by_a_post_or_an_address(line, role):
    article = Article(f"Clinic closes for good\n\n{line}\n\nThe clinic closed on Monday, the mayor said.")
    assert dict(zip(paragraphs(article)["text"], paragraphs(article)["role"], strict=True))[line] == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("This article was amended on 3 June because a name was wrong.", "correction"),
        ("An earlier version of this story gave the wrong day.", "correction"),
        ("Correction: the clinic has 40 beds.", "correction"),
        ("Updated 3:45 pm", "correction"),
        ("Correction officers went on strike on Monday, the union said.", "body"),
        ("This story was told to her by her mother.", "body"),
        ("(Reporting by Nora Lund; Editing by Per Holm)", "byline"),
        ("(Image: Osk Post)", "caption"),
        ("Picture: Per Holm", "caption"),
        ("This article is for subscribers only.", "boilerplate"),
        ("You have 2 free articles remaining", "boilerplate"),
        ("Already a subscriber? Log in", "boilerplate"),
        ("- 314 comments", "boilerplate"),
        ("Update, 3 May: the firm has answered.", "correction"),
        ("UPDATE May 3, 2024: The mayor has replied.", "correction"),
        ("View comments (23)", "boilerplate"),
        ("Comments: 5", "boilerplate"),
        ("With files from The Canadian Press", "byline"),
    ],
)
def test_what_a_site_sets_below(line, role):
    text = f"Clinic closes for good\n\nThe clinic closed on Monday, the mayor said.\n\n{line}\n\nIt is shut."
    table = paragraphs(Article(text))
    assert dict(zip(table["text"], table["role"], strict=True))[line] == role


def test_credits_behind_the_last_sentence_are_a_row_of_their_own():
    assert roles(HEAD, PROSE, "It fell. (Reporting by Jane Doe; Editing by John Roe)")[2:] == [
        ("body", "It fell."),
        ("byline", "(Reporting by Jane Doe; Editing by John Roe)"),
    ]
