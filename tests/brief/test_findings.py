"""Small articles of our own, and what an editor would print of each: a sentence a kind, none where none is carried."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline as dl
from dateline.brief import main_event
from dateline.brief.table import KINDS

PUBLISHED = "2024-02-14"  # a Wednesday


def told(text: str, kind: str, published: str | None = PUBLISHED, **given) -> list[str]:
    """The findings of one kind."""
    found = dl.findings(dl.Article(text, published, **given))
    return found.loc[found["kind"].eq(kind), "text"].tolist()


MAIN = {
    "in whole words of the lead, with its day": (
        "Council backs budget\n\nThe council approved the budget on Monday after a long debate in Oslo.",
        "The council approved the budget on Monday 12 February.",
    ),
    "the day stands where the text has it": (
        "Brewer agrees to buy rival\n\nHalden AG agreed on Monday to buy a Canadian brewer for $2 billion in Toronto.",
        "Halden AG agreed on Monday 12 February to buy a Canadian brewer for $2 billion in Toronto.",
    ),
    "a day in front stays in front": (
        "On Sunday a dam broke in northern Chile.",
        "On Sunday 11 February a dam broke in northern Chile.",
    ),
    "another year is named": (
        "A dam broke in Chile on 3 May 2019.",
        "A dam broke in Chile on 3 May 2019.",
    ),
    "who says so": (
        "A fire destroyed two barns near Bergen on Tuesday, the police said.",
        "A fire destroyed two barns near Bergen on Tuesday 13 February, according to the police.",
    ),
    "a source of its own is no other source": (
        "Ann Lee will leave Oslo in May, she said. Ann Lee has had enough.",
        "Ann Lee will leave Oslo in May, by Lee’s own account.",
    ),
    "an aside is left out, what it is said of is not": (
        "Ada Brown, who is 44, resigned on Monday as mayor of Bergen, a city in Norway.",
        "Ada Brown resigned on Monday 12 February as mayor of Bergen.",
    ),
    "the present of a headline is a verb": (
        "Smith meets Jones in Paris\n\nIt was a long evening. They ate fish.",
        "Smith meets Jones in Paris; when is not stated.",
    ),
    "nothing but what happened": ("The river froze.", "The river froze; when and where are not stated."),
    "a modifier that reads as a time is part of the name": (
        "The last night train between Oslo and Bergen leaves on 4 March.",
        "The last night train between Oslo and Bergen leaves on Monday 4 March.",
    ),
}


@pytest.mark.parametrize(("text", "sentence"), MAIN.values(), ids=MAIN)
def test_the_main_event(text, sentence):
    assert told(text, "main event") == [sentence]


@pytest.mark.parametrize(("part", "whole"), [("Sparks fly as Moss", "Sparks fly"), ("Sparks fly", "Sparks fly")])
def test_half_a_clause_of_a_headline_is_none(part, whole):
    assert part[: main_event._whole_end("Sparks fly as Moss, Reed trade jabs", 0, len(part))] == whole


def test_letters_with_full_stops_stay_as_they_are():
    title = "Couples Get Aid From the I.R.S."
    article = dl.Article(f"{title}\n\nThe couples were glad of the aid that they get. They ate fish.", PUBLISHED)
    found = main_event.headline_clause(article, 0, len(title))
    assert found.on() == "couples get aid from the I.R.S."


NO_MAIN = {
    "no verb": "A quiet day.",
    "I": "I walked home on Monday.",
    "a condition": "If the council agrees, the bridge will close.",
    "a quotation of nobody": "“The bridge is closed.”",
    "what a quotation bids": "“Who is at it? Let everybody join, good and bad!” Moss said.",
}


@pytest.mark.parametrize("text", NO_MAIN.values(), ids=NO_MAIN)
def test_no_main_event(text):
    assert told(text, "main event") == []


FOUR = (
    "“It is late,” said Ada Brown. “It is cold,” said Ada Brown. “It is wet,” said Carl Smith. "
    "“It is dark,” said the mayor of Oslo."
)


def test_half_of_what_is_said_rests_on_one_source():
    assert told(FOUR, "sources") == [
        "Quoted or cited: Ada Brown, Carl Smith and the mayor of Oslo.",
        "Half of the four quotations come from one source, Ada Brown.",
    ]


def test_a_share_of_three_is_none():
    assert len(told(FOUR.rpartition("“")[0], "sources")) == 1


def test_all_rests_on_one_source_and_it_is_named_once():
    said = told("“It is late,” said Ada Brown. " * 4, "sources")
    assert said == ["All four quotations come from one source, Ada Brown."]


def test_one_source_alone():
    assert told("Ada Brown said it rained. It was dark.", "sources") == ["Quoted or cited: Ada Brown."]


def test_one_name_is_not_told_twice():
    text = "“I fell,” said Ann Lee. “I got up,” said Ann Lee. “I ran,” said Ann Lee. Your critics say that you lie."
    assert told(text, "sources") == [
        "Three of the four quotations and reported statements come from one source, Ann Lee."
    ]


def test_a_name_is_whole_where_the_tree_has_cut_it():
    text = "“We cannot drink a school,” said Agnes Tully, the mayor, who cast it."
    assert told(text, "sources") == ["Quoted or cited: Agnes Tully."]


def test_a_weekday_says_when():
    text = "Ferry service to Oslo was halted on Wednesday. Nobody was hurt."
    assert told(text, "main event", None) == ["Ferry service to Oslo was halted on Wednesday."]


def test_nobody_speaks():
    assert told("It rained. It was dark.", "sources") == []


UNNAMED = {
    "officials": (
        "Officials said the road was closed.",
        ["One statement comes from a source without a name: “officials”."],
    ),
    "two": (
        "Officials said the road was closed. A person with knowledge of the talks said they had failed.",
        [
            "Two statements come from sources without a name: “officials” and “a person with knowledge of the talks”.",
        ],
    ),
    "a name in apposition": ("A former aide, Ann Lee, said the road was closed.", []),
    "a name": ("Ann Lee said the road was closed.", []),
    "a body": ("The police said the road was closed.", []),
}


@pytest.mark.parametrize(("text", "sentences"), UNNAMED.values(), ids=UNNAMED)
def test_sources_without_a_name(text, sentences):
    assert told(text, "unnamed sources") == sentences


SILENT = {
    "declined": ("The operator declined to comment.", ["The operator declined to comment."]),
    "by name": ("Ann Lee resigned. She declined to comment.", ["Ann Lee declined to comment."]),
    "details": (
        "The ministry declined to give details of the plan.",
        ["The ministry declined to give details of the plan."],
    ),
    "not reached": ("The owner could not be reached on Monday.", ["The owner could not be reached."]),
    "no reply": ("Halden AG did not respond to a request for comment.", ["Halden AG did not respond."]),
    "declined something else": ("The operator declined to pay.", []),
    "they did": ("The operator did comment on Monday.", []),
    "who": ("He declined to comment.", []),
    "a name behind a description": (
        "The bank closed. Its chief executive, Ann Lee, could not be reached.",
        ["Ann Lee could not be reached."],
    ),
    "a body behind a description": (
        "Nobody was hurt, and the operator, Kelda Lines, declined to comment.",
        ["Kelda Lines declined to comment."],
    ),
}


@pytest.mark.parametrize(("text", "sentences"), SILENT.values(), ids=SILENT)
def test_who_gave_no_answer(text, sentences):
    assert told(text, "no answer") == sentences


AHEAD = {
    "a day": ("The council meets on 4 March.", ["The council meets on Monday 4 March."]),
    "a month of another year": ("The bridge will reopen in May 2026.", ["The bridge will reopen in May 2026."]),
    "until": ("The road will stay shut until 1 March.", ["The road will stay shut until Friday 1 March."]),
    "a noun": (
        "Organisers called for another march on 4 March.",
        ["Still to come: another march on Monday 4 March."],
    ),
    "who says so": (
        "The bridge will reopen on 4 March, the operator said.",
        ["The bridge will reopen on Monday 4 March, according to the operator."],
    ),
    "a hearing": (
        "The trial continues, with the next hearing on 12 March.",
        ["Still to come: the next hearing on Tuesday 12 March."],
    ),
    "past": ("The council met on 4 February.", []),
    "by the end of a month": (
        "The plant will close by the end of March 2025.",
        ["The plant will close by the end of March 2025."],
    ),
    "the end of a year is not late on its last day": (
        "A decision on charges is expected before the end of the year.",
        ["A decision on charges is expected before Tuesday 31 December."],
    ),
    "one hearing with its day": (
        "A hearing is set for March 12. She was asked to speak at the hearing in March.",
        ["Still to come: a hearing on Tuesday 12 March."],
    ),
    "a condition": ("If it rains, the match will be on 4 March.", []),
}


@pytest.mark.parametrize(("text", "sentences"), AHEAD.values(), ids=AHEAD)
def test_dates_ahead(text, sentences):
    assert told(text, "dates ahead") == sentences


FIGURES = {
    "a share": ("It rained. Sales rose 12 percent.", ["Sales rose 12 percent."]),
    "the largest sum": (
        "It rained in Oslo. It was dark. It was cold. It was wet. The firm paid $3 million. A rival got $5 million.",
        ["A rival got $5 million."],
    ),
    "a count": ("It rained. About 1,200 people fled.", ["About 1,200 people fled."]),
    "a small count": ("It rained. Two people fled.", []),
    "a rate": (
        "It rained. About 1,200 passengers a day use the route.",
        ["About 1,200 passengers a day use the route."],
    ),
    "the largest sum that a sentence can be made of": (
        "It rained. It was wet. It was dark. A wall, they found, would cost $9 million. A rival got $5 million.",
        ["A rival got $5 million."],
    ),
    "a second sum does not run on": (
        "It rained. It was wet. The bill stands at £58 million, £6 million above the estimate.",
        ["The bill stands at £58 million."],
    ),
    "a subject of its own has its own verb": (
        "It rained. The policy is limited to $2 million; lawyers for the town put the losses at $5 million.",
        ["The policy is limited to $2 million.", "Lawyers for the town put the losses at $5 million."],
    ),
    "in the order of the text": (
        "Sales rose 12 percent. Costs fell 3 percent. It was wet. It was dark. A rival got $5 million.",
        ["Sales rose 12 percent.", "Costs fell 3 percent.", "A rival got $5 million."],
    ),
    "far down": ("It rained. It was wet. It was dark. It was cold. Sales rose 12 percent.", []),
}


@pytest.mark.parametrize(("text", "sentences"), FIGURES.values(), ids=FIGURES)
def test_figures(text, sentences):
    assert told("The river froze. " + text, "figures") == sentences


DENIED = {
    "a thing": ("The firm has denied any wrongdoing.", ["The firm has denied any wrongdoing."]),
    "a charge in a court": (
        "Ann Lee, 52, denies four counts of fraud.",
        ["Ann Lee denies four counts of fraud."],
    ),
    "a clause": (
        "The minister denied that the road was unsafe.",
        ["The minister denied that the road was unsafe."],
    ),
    "a claim": ("Ann Lee rejected the allegations on Monday.", ["Ann Lee rejected the allegations on Monday."]),
    "a request": ("The judge denied bail. The council rejected the plan.", []),
    "to be denied something": ("The men were denied entry.", []),
}


@pytest.mark.parametrize(("text", "sentences"), DENIED.values(), ids=DENIED)
def test_what_is_denied(text, sentences):
    assert told(text, "denied or disputed") == sentences


def test_what_is_odd():
    assert told("It rained.", "odd") == []
    assert told("It rained.", "odd", None) == ["No publication date is known."]
    assert told("It rained.", "odd", note="A scan") == ["A scan."]
    corrected = "It rained in Oslo on Monday.\n\nCorrection: An earlier version of this article said it snowed."
    assert told(corrected, "odd") == [
        "The article was corrected: “Correction: An earlier version of this article said it snowed.”"
    ]


def test_a_court_is_a_place():
    lead = "A treasurer went on trial on Monday. He told the jury {}that he was innocent."
    assert told(lead.format(""), "main event") == [
        "A treasurer went on trial on Monday 12 February; where is not stated."
    ]
    assert told(lead.format("at Norbury Crown Court "), "main event") == [
        "A treasurer went on trial on Monday 12 February."
    ]


def test_what_to_check():
    assert told("“It is late,” she said.", "to check") == ["Check who says “It is late”: the text leaves it open."]
    several = "“It is late,” she said. It rained. “It is dark,” she said. She said it snowed."
    assert told(several, "to check") == ["Check who says “It is late” and “It is dark”: the text leaves it open."]
    assert told("Ann Lee met Eva Moss.", "to check") == []


def test_kinds_stand_in_their_order_and_rest_on_the_text(seed):
    found = dl.findings(seed)
    order = list(KINDS)
    assert [order.index(kind) for kind in found["kind"]] == sorted(order.index(kind) for kind in found["kind"])
    assert found["finding"].tolist() == list(range(len(found)))
    assert all(0 <= a < b <= len(seed.text) for spans in found["rests_on"] for a, b in spans)


def test_another_language_has_only_what_is_odd():
    article = dl.Article("El alcalde dijo el viernes que el puente no será abierto.", language="es")
    assert set(dl.findings(article)["kind"]) == {"odd"}
    assert dl.findings(article)["text"][0].startswith("This text seems to be written in Spanish.")


def test_spans_are_text_in_csv():
    line = dl.to_csv(dl.findings(dl.Article("The firm has denied any wrongdoing."))).splitlines()[3]
    assert line.endswith("denied or disputed,The firm has denied any wrongdoing.,0-8; 9-34,1")


WORDS = "The council Ann Lee said “No,” accused charged on Monday denied declined comment , . ( ) $5 million meet \n\n"


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=25))
@settings(max_examples=40, deadline=None)
def test_whatever_the_words_are_spans_are_in_the_text(words):
    article = dl.Article(" ".join(words), PUBLISHED)
    for row in dl.findings(article).itertuples():
        assert row.text[-1] in ".”!?"
        assert "  " not in row.text
        assert all(article.text[a:b].strip() for a, b in row.rests_on)
