"""What each date is said of: a sentence for each rule, with what a careful reader says. 2018-09-09 is a Sunday."""

import pytest

from dateline import Article, timeline, unresolved

PUBLISHED = "2018-09-09"

# sentence, then the rows of its timeline in the order of the text: "value verb (who)"
HAPPENINGS = [
    # the verb that it depends on, however far
    ("The mayor, who was elected in 2014, resigned on Friday.",
     ["2014 elected (The mayor)", "2018-09-07 resigned (The mayor)"]),
    ("Lee, born in 1935, began his career in 1960.", ["1935 born (Lee)", "1960 began (Lee)"]),
    ("A boy, named only as Ivan, was rescued on Tuesday.", ["2018-09-04 rescued (A boy)"]),
    ("The council criticised residents for blocking the road on Friday.", ["2018-09-07 blocking (residents)"]),
    # a verb of saying right before it, a clause it opens, the second of two verbs
    ("The mayor said Friday she would resign.", ["2018-09-07 said (The mayor)"]),
    ("The minister said on Friday that in May the bank had failed.",
     ["2018-09-07 said (The minister)", "2018-05 failed (the bank)"]),
    ("The band made four albums and in 1968 parted.", ["1968 parted (The band)"]),
    # what only helps to say it hands it on
    ("The vote is on Tuesday, September 11.", ["2018-09-11 vote ()"]),
    ("He had surgery in 2016.", ["2016 had surgery (He)"]),
    ("Both firms have been in business since 2001.", ["2001/.. been in business (Both firms)"]),
    ("There were two deaths on Friday.", ["2018-09-07 deaths ()"]),
    ("The mayor refused to comment on Friday.", ["2018-09-07 refused (The mayor)"]),
    ("She began studying the river two years ago.", ["2016 began studying (She)"]),
    ("The league moved the final to September 20.", ["2018-09-20 final ()"]),
    ("The judge set a hearing for September 20.", ["2018-09-20 hearing (The judge)"]),
    # of a deed only refused or decided what was done, and by whom; what "earlier" looks back on is no plan
    ("The mayor repeated her refusal to resign on Friday.", ["2018-09-07 repeated (The mayor)"]),
    ("The firm's attempt to buy the port in 2012 failed.", ["2012 buy (The firm)"]),
    ("He was the first man to cross the lake in 1969.", ["1969 cross (the first man)"]),
    ("He vowed to stay in the race earlier Tuesday on a radio show.", ["2018-09-04 vowed (He)"]),
    ("He said that on Friday night he had taken a train after the bridge was closed.",
     ["2018-09-07TNI taken (he)"]),
    # happenings told by a noun
    ("The attack on Friday left three men dead.", ["2018-09-07 attack ()"]),
    ("Friday's attack left three men dead.", ["2018-09-07 attack ()"]),
    ("He wrote about the 2016 election.", ["2016 election ()"]),
    ("At Friday's hearing she denied it.", ["2018-09-07 hearing ()", "2018-09-07 denied (she)"]),
    ("It was a response to air strikes earlier this month.", ["2018-09 strikes ()"]),
    # what shares a date
    ("On Friday the storm hit Leeds and cut the power.", ["2018-09-07 hit (the storm)", "2018-09-07 cut (the storm)"]),
    ("When the bridge fell on Friday, the mayor fled.",
     ["2018-09-07 fell (the bridge)", "2018-09-07 fled (the mayor)"]),
    ("On Friday he left as the crowd cheered.", ["2018-09-07 left (he)", "2018-09-07 cheered (the crowd)"]),
    # and what does not
    ("On Friday he met Ann Moss, who won the race in 2010.", ["2018-09-07 met (he)", "2010 won (Ann Moss)"]),
    ("While she was away this week, she added, the house burned.", ["2018-W36 was away (she)"]),
    ("She resigned on Friday after the bridge fell.", ["2018-09-07 resigned (She)"]),
    ("She said on Friday that the bridge fell.", ["2018-09-07 said (She)"]),
    # who: the subject, whatever it is; the agent of a passive; nobody for an empty "it"
    ("The total number of deaths passed 1,000 on Friday.", ["2018-09-07 passed (The total number of deaths)"]),
    ("The comet was found on Friday by Nils Holm.", ["2018-09-07 found (Nils Holm)"]),
    ("A spokesman in Oslo, Nick Lee, resigned on Friday.", ["2018-09-07 resigned (Nick Lee)"]),
    ("It was reported on Friday that the bank had failed.", ["2018-09-07 reported ()"]),
    ("The offer was made by the mayor in the months of June and July of 2009.", ["2009-06 made (the mayor)"]),
    # behind an aside, what stands before it
    ("He will face Jack Trammell, a Democrat who is also a professor at Ashland, this fall.", ["2018-FA face (He)"]),
    # of two dates of one happening the nearer, but both of a row
    ("On Friday he met Lee in a rift over the vote in 2005.", ["2018-09-07 met (he)"]),
    ("It was delivered in August and in October.", ["2017-10 delivered (It)", "2018-08 delivered (It)"]),
    # of two dates of one happening the narrower
    ("Earlier this week, on Wednesday, the bridge fell.", ["2018-09-05 fell (the bridge)"]),
]  # fmt: skip

# sentence, the date in it, why it tells no happening
NONE = [
    ("We are not going to wait until September 30.", "September 30", "stands in what is denied"),
    ("Sales rose 3 percent compared with January.", "January", "is only compared with"),
    ("Inflation fell to 2.2 percent from 3.3 percent a year ago.", "a year ago", "is only compared with"),
    ("It had half as many riders as in 2009.", "2009", "is only compared with"),
    ("It was the worst storm since 2012.", "2012", "is only compared with"),
    ("They would leave if it rained on September 20.", "September 20", "stands in a condition"),
    ("There is no conflict in case he decides to run next year.", "next year", "stands in a condition"),
    ("He should have spoken in 2016.", "2016", "is told of what did not happen"),
    ("The vote was moved up from September 30.", "September 30", "is only compared with"),
    ("He sold his 2005 truck.", "2005", "dates what is named, not what happened"),
    ("Monday was a holiday.", "Monday", "is told for itself"),
    ("Monday, September 3, 2018", "Monday, September 3, 2018", "stands by itself, beside nothing that happened"),
]


@pytest.mark.parametrize(("text", "expected"), HAPPENINGS, ids=[text for text, _ in HAPPENINGS])
def test_a_date_goes_to_what_happened(text, expected):
    table = timeline(Article(text, published=PUBLISHED)).sort_values("start", kind="stable")
    found = [
        f"{row.value} {row.verb} ({'' if row.who is None or row.who != row.who else row.who})"
        for row in table.itertuples()
    ]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(("text", "words", "why"), NONE, ids=[text for text, _, _ in NONE])
def test_a_date_that_tells_no_happening_says_why(text, words, why):
    article = Article(text, published=PUBLISHED)
    assert timeline(article).empty
    assert (words, why) in list(unresolved(article)[["text", "why"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    "pair",
    [
        "The Senate passed the bill on Monday. The House passed the bill on Monday.",
        "A bomb exploded in Leeds on Monday. A bomb exploded in York on Monday.",
        "Acme cut 300 jobs on Friday. Beta cut 200 jobs on Friday.",
        "Germany reported 300 cases on Friday. France reported 500 cases on Friday.",
    ],
)
def test_two_happenings_of_one_day_stay_two(pair):
    assert len(timeline(Article(pair, published=PUBLISHED))) == 2


def test_what_lies_ahead_is_coming():
    table = timeline(Article("The court closed on Friday. It will open on September 20.", published=PUBLISHED))
    assert list(table["kind"]) == ["event", "coming"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Parliament will vote this month.", "coming"),
        ("A verdict is expected this month.", "coming"),
        ("Parliament voted this month.", "event"),
    ],
)
def test_what_will_be_in_a_stretch_that_has_begun_is_coming(text, kind):
    assert list(timeline(Article(text, published=PUBLISHED))["kind"]) == [kind]


def test_a_row_in_doubt_says_why(seed):
    # with no date of publication the Saturday of many weeks can be meant
    table = timeline(Article(seed.text))
    assert (table["doubt"].notna() == (table["confidence"] < 0.6)).all()
    doubts = table[table["doubt"].notna()].set_index("verb")["doubt"]
    assert set(doubts.index) == {"reported", "explosion"}
    assert (
        doubts["explosion"] == "its date is another clause's"
    )  # "an explosion near Maduro as he gave a speech August 4"


def test_who_is_named_where_it_is_safe():
    text = (
        "Sen. Ann Moss met Tom Reed on Monday. She resigned on Tuesday. Aides to Moss left on Friday. "
        "Moss and Reed met on Saturday."
    )
    table = timeline(Article(text, published=PUBLISHED))
    who = [(row.who, None if row.who_entity != row.who_entity else row.who_entity) for row in table.itertuples()]
    assert who == [("Ann Moss", "Ann Moss"), ("She", "Ann Moss"), ("Aides to Moss", None), ("Moss and Reed", None)]
