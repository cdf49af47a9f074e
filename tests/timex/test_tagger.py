"""What is a time expression, what it leans on, and what no text may do to the tagger. 2018-09-09 is a Sunday."""

import random
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.calendar.feasts import HOLIDAYS
from dateline.timex import tag
from dateline.timex.rules import FORMS, LEXICON, RULES

PUBLISHED = "2018-09-09"


def values(text, dct=PUBLISHED):
    return [(t.text, t.type, t.value) for t in tag(text, dct)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on the Oct. 4 anniversary.", [("Oct. 4", "DATE", "2018-10-04")]),
        ("He left at 10 p.m. Wednesday.", [("10 p.m. Wednesday", "TIME", "2018-09-05T22:00")]),
        ("Kick-off is at 7.30pm on Saturday.", [("7.30pm on Saturday", "TIME", "2018-09-15T19:30")]),
        ("It fell in the early 2000s.", [("the early 2000s", "DATE", "200")]),
        ("He ran for several years.", [("several years", "DURATION", "PXY")]),
        ("It took a few weeks.", [("a few weeks", "DURATION", "PXW")]),
        ("He came two years after the war.", [("two years", "DURATION", "P2Y")]),
        ("She swims every Friday.", [("every Friday", "SET", "XXXX-WXX-5")]),
        ("He stayed from March to May.", [("March", "DATE", "2018-03"), ("May", "DATE", "2018-05")]),
        ("He served in 2015-17.", [("2015", "DATE", "2015"), ("17", "DATE", "2017")]),
        ("It meets on May 3-5.", [("May 3", "DATE", "2018-05-03"), ("5", "DATE", "2018-05-05")]),
        ("He wrote in nineteen ninety-six.", [("nineteen ninety-six", "DATE", "1996")]),
        ("By the end of 1990 it stood.", [("the end of 1990", "DATE", "1990")]),
        ("He now lives there.", [("now", "DATE", "PRESENT_REF")]),
        (
            "They ruled for several years, a few weeks.",
            [("several years", "DURATION", "PXY"), ("a few weeks", "DURATION", "PXW")],
        ),
        ("It took a year and six months.", [("a year and six months", "DURATION", "P1Y6M")]),
        (
            "It took two hours, 3 minutes and 4 seconds.",
            [("two hours, 3 minutes and 4 seconds", "DURATION", "PT2H3M4S")],
        ),
        ("He left in May of last year.", [("May of last year", "DATE", "2017-05")]),
        ("He left in the last week of August.", [("the last week of August", "DATE", "2018-W35")]),
        ("It begins at 7pm tonight.", [("7pm tonight", "TIME", "2018-09-09T19:00")]),
        ("He died in the early hours of Saturday.", [("the early hours of Saturday", "TIME", "2018-09-08TMO")]),
        ("It stood a quarter century ago.", [("a quarter century ago", "DATE", "1993")]),
        (
            "It began at 15:30 local time (1430 UTC) on Friday.",
            [("15:30 local time (1430 UTC) on Friday", "TIME", "2018-09-07T15:30")],
        ),
        ("It was on Memorial Day weekend.", [("Memorial Day weekend", "DATE", "2018-W21-WE")]),
        ("He will leave this Friday.", [("this Friday", "DATE", "2018-09-14")]),
        ("She will one day be there.", []),
        ("The trickle soon became a flood.", []),
        ("He won in 2:14:04.", []),
        ("It will be on the third Thursday of November.", [("the third Thursday of November", "DATE", "2018-11-15")]),
        ("He left on the last Friday of May 2017.", [("the last Friday of May 2017", "DATE", "2017-05-26")]),
        ("It began at half past five.", [("half past five", "TIME", "2018-09-09T05:30")]),
        (
            "He left at a quarter to six in the evening.",
            [("a quarter to six in the evening", "TIME", "2018-09-09T17:45")],
        ),
        (
            "It grew in the late 19th and early 20th centuries.",
            [("the late 19th", "DATE", "18"), ("early 20th centuries", "DATE", "19")],
        ),
        ("It formed 4.5 million years ago.", [("4.5 million years ago", "DATE", "PAST_REF")]),
        ("He is known for 30+ years.", [("30+ years", "DURATION", "P30Y")]),
        ("Caesar died on 15 March 44 BC.", [("15 March 44 BC", "DATE", "BC0044-03-15")]),
        ("He won in the spring of 217 BC.", [("the spring of 217 BC", "DATE", "BC0217-SP")]),
        ("It rose for the past year and a half.", [("the past year and a half", "DURATION", "P1Y6M")]),
        ("It was meant to last a few months.", [("a few months", "DURATION", "PXM")]),
        ("It was a bad 2019/20 season.", [("2019", "DATE", "2019"), ("20", "DATE", "2020")]),
        ("It raged between 1348 and 1351.", [("1348", "DATE", "1348"), ("1351", "DATE", "1351")]),
        ("They landed on D-Day.", [("D-Day", "DATE", "1944-06-06")]),
        ("It began at 2230 GMT on Monday.", [("2230 GMT on Monday", "TIME", "2018-09-03T22:30Z")]),
        ("It grew in H1 2018.", [("H1 2018", "DATE", "2018-H1")]),
        ("He left the Friday before last.", [("the Friday before last", "DATE", "2018-08-31")]),
        ("He left two Fridays ago.", [("two Fridays ago", "DATE", "2018-08-31")]),
        ("She called the night before last.", [("the night before last", "TIME", "2018-09-07TNI")]),
        ("He comes the week after next.", [("the week after next", "DATE", "2018-W38")]),
        ("He comes a week from Tuesday.", [("a week from Tuesday", "DATE", "2018-09-18")]),
        ("They close at weekends.", [("weekends", "SET", "XXXX-WXX-WE")]),
        ("It flourished in the noughties.", [("the noughties", "DATE", "200")]),
        ("It fell in following Wednesday’s quake.", [("Wednesday", "DATE", "2018-09-05")]),
    ],
)
def test_expressions(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A 45-year-old man was there, aged 45; she is 37 years old.",
        "She may march with us, and you may not.",
        "The second man and the third sat in the sun.",
        "The 2000 people and 1,500 soldiers paid $1,998.",
        "Prices fall and spring back; the fall of the dictator came.",
        "Sun Microsystems sold shares at the same time.",
        "Flight 1990 was on “60 Minutes”, No. 1984.",
        "May I ask?",
        "The virus 2019-nCoV has killed roughly 2000 birds.",
        "Super Tuesday came after Bloody Sunday.",
        "The opening hours are long; she is wise beyond her years.",
        "One day you will see.",
        "Children aged 16 to 18 years wear them.",
        "A soon-to-be father drove one-quarter of the way, 520 light years off.",
        "Person of the Year; Vietnamese New Year; Easter Island.",
        "Troops left their winter quarters.",
        "The Winter Olympics, the Winter War, a Summer Palace.",
    ],
)
def test_no_expressions(text):
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He said Friday that it was over.", "2018-09-07"),
        ("The court will decide Friday.", "2018-09-14"),
        ("The mayor praised the plan on Friday.", "2018-09-07"),
        ("She plans a vote on Friday.", "2018-09-14"),
        ("The court is scheduled to meet on Friday.", "2018-09-14"),
        ("The office opened in March.", "2018-03"),
        ("The office will open in March.", "2019-03"),
        ("The bonds are due Feb. 1.", "2019-02-01"),
        ("The line will double its flights by August.", "2019-08"),
        ("It would be paid on a still unspecified date in January.", "2019-01"),
        ("He was shot to death on Jan. 23.", "2018-01-23"),
        ("He resigned on Dec. 20.", "2017-12-20"),
        ("The schools were closed by March 13.", "2018-03-13"),
        ("The schools must be closed by March 13.", "2019-03-13"),
        ("They moved six people due to the landslide on Saturday.", "2018-09-08"),
        ("The talks are due on Saturday.", "2018-09-15"),
        ("The originally planned launch on Saturday failed.", "2018-09-08"),
        ("As of Saturday they had not come.", "2018-09-08"),
        ("It expects to earn $2, less than the $3 it forecast in July.", "2018-07"),
    ],
)
def test_tense_settles_the_direction(text, value):
    assert [t.value for t in tag(text, PUBLISHED)] == [value]


def test_anaphora_lean_on_what_was_said_before():
    found = tag("On March 3, 2014 he fell. That day she came. The following month was calm.", PUBLISHED)
    assert [(t.value, t.anchor) for t in found] == [("2014-03-03", "text"), ("2014-03-03", "t1"), ("2014-04", "t2")]
    assert found[1].confidence < found[0].confidence


def test_days_before_lean_on_a_date_only_where_nothing_else_follows():
    assert [t.value for t in tag("It fell on August 4. He left two days before.", PUBLISHED)] == [
        "2018-08-04",
        "2018-08-02",
    ]
    assert [t.value for t in tag("It fell on August 4. He left two days before the war.", PUBLISHED)] == [
        "2018-08-04",
        "P2D",
    ]


def test_the_bounds_of_a_length():
    mods = {
        t.text: t.mod
        for t in tag("It took up to two weeks, over a decade, just over two years, nearly a year.", PUBLISHED)
    }
    assert list(mods.values()) == ["EQUAL_OR_LESS", "MORE_THAN", "MORE_THAN", "LESS_THAN"]


def test_september_11_is_stated():
    assert [(t.value, t.anchor) for t in tag("It was before 9/11.", PUBLISHED)] == [("2001-09-11", "text")]


def test_around_the_same_time_is_resolved_only_within_its_sentence():
    apart = tag("It blew up on August 4. Around the same time he called.", PUBLISHED)[1]
    assert apart.value is None
    assert "2018-08-04" in apart.why
    within = tag("It blew up on August 4 and around the same time he called.", PUBLISHED)[1]
    assert (within.value, within.anchor) == ("2018-08-04", "t1")


def test_the_order_of_a_date_in_figures_is_that_of_its_text():
    assert [t.value for t in tag("On 5/12/2018 he left.", PUBLISHED)] == ["2018-05-12"]
    assert [t.value for t in tag("On 5/12/2018 he left, on 25/12/2018 he came.", PUBLISHED)] == [
        "2018-12-05",
        "2018-12-25",
    ]
    assert "order" in tag("On 5/12/2018 he left.", PUBLISHED)[0].why


def test_a_range_ends_after_it_begins():
    assert [t.value for t in tag("Mourning lasted Wednesday through Friday.", "2018-09-06")] == [
        "2018-09-05",
        "2018-09-07",
    ]
    assert [t.value for t in tag("It ran from November to February.", "2019-03-10")] == ["2018-11", "2019-02"]
    found = tag("It was shut from November to February, he said.", "2019-01-10")
    assert [(t.value, t.anchor) for t in found] == [("2018-11", "published"), ("2019-02", "t1")]


def test_that_day_is_no_day_of_a_year():
    found = tag("It began in 1987. On that day he left.", PUBLISHED)
    assert [t.value for t in found] == ["1987", None]


def test_that_year_is_no_year_of_a_decade():
    found = tag("It began in the 1950s. Earlier that year he left.", PUBLISHED)
    assert [t.value for t in found] == ["195", None]
    assert [t.value for t in tag("It began in 217 BC. That year he left.", PUBLISHED)] == ["BC0217", "BC0217"]


def test_days_and_hours_are_counted_from_a_day():
    assert [t.value for t in tag("It began in 1987. Two days later he left.", PUBLISHED)] == ["1987", None]
    text = "It began on August 4. In 2017 it was quiet. Half an hour later, he left."
    assert [t.value for t in tag(text, PUBLISHED)] == ["2018-08-04", "2017", "2018-08-04"]
    assert tag("It began in 2017. It ends at midnight tonight.", PUBLISHED)[1].value == f"{PUBLISHED}T24:00"


def test_what_is_past_is_not_counted_from_what_lies_ahead():
    text = "It broke on Friday. They expect another before Christmas. The previous evening, the power went out."
    assert [t.value for t in tag(text, PUBLISHED)] == ["2018-09-07", "2018-12-25", "2018-09-06TEV"]
    ahead = "They expect it on Friday. The following day they will leave."
    assert [t.value for t in tag(ahead, PUBLISHED)] == ["2018-09-14", "2018-09-15"]


def test_the_month_is_the_one_last_told_of_where_that_has_its_year():
    told = "By the end of the month, they had agreed."
    assert [t.value for t in tag(f"They met in March 1940. {told}", PUBLISHED)] == ["1940-03", "1940-03"]
    assert [t.value for t in tag(f"They met in March. {told}", PUBLISHED)] == ["2018-03", PUBLISHED[:7]]
    ahead = "They met in March 1940. By the end of the month, they will agree."
    assert [t.value for t in tag(ahead, PUBLISHED)] == ["1940-03", PUBLISHED[:7]]


def test_asides_do_not_move_the_reference():
    text = "Picture of Oct. 4, 2012\n\nA day later he called."
    assert tag(text, PUBLISHED)[1].value == "2012-10-05"
    assert tag(text, PUBLISHED, [(0, 24)])[1].value is None  # nothing is left that it could be counted from


def test_what_came_next_is_never_counted_from_the_publication_date():
    text = "He won. The next day he left, and two weeks later he died."
    assert [t.value for t in tag(text, PUBLISHED)] == [None, None]
    text = "He won on August 4. The next day he left. The next morning he was gone."
    assert [t.value for t in tag(text, PUBLISHED)] == ["2018-08-04", "2018-08-05", "2018-08-06TMO"]
    assert [t.value for t in tag("Sales fell from the previous year. That day he left.", PUBLISHED)] == ["2017", None]


def test_a_history_goes_on_from_season_to_season_and_from_a_bare_year():
    text = (
        "War was declared in March 1854. On 14 November 1854 a storm struck; that winter thousands froze. In spring "
        "the siege resumed. It was over in 1861. A century and a half later few recall the early hours of 25 October."
    )
    assert [t.value for t in tag(text, PUBLISHED)] == [
        "1854-03", "1854-11-14", "1854-WI", "1855-SP", "1861", "2011", "2011-10-25TMO",
    ]  # fmt: skip
    text = "Talks began in 1855 and ended early the next year."
    assert [t.value for t in tag(text, PUBLISHED)] == ["1855", "1856"]


def test_years_before_our_era_are_counted_without_a_year_0():
    text = "It began in 218 BC. The following year he won. It ended three centuries later."
    assert [t.value for t in tag(text, PUBLISHED)] == ["BC0218", "BC0217", "0084"]


def test_a_month_is_one_of_the_past_year_its_sentence_names():
    text = "In 2016 the first fell ill on February 6, the last on October 22. In November he came."
    assert [t.value for t in tag(text, PUBLISHED)] == ["2016", "2016-02-06", "2016-10-22", "2017-11"]
    assert tag("In 2016 it was said that it will open on November 6.", PUBLISHED)[1].value == "2018-11-06"


def test_that_april_is_one_of_the_year_last_named():
    text = "The siege lasted until March 1865. The war ended that April."
    assert [(t.text, t.value) for t in tag(text, PUBLISHED)][1] == ("that April", "1865-04")


def test_a_minister_may_is_no_month():
    text = "Prime Minister May spoke. Critics objected to May’s plan of May 2017."
    assert [t.text for t in tag(text, PUBLISHED)] == ["May 2017"]
    assert [t.text for t in tag("Critics objected to May’s plan.", PUBLISHED)] == ["May"]


def test_a_history_leans_on_the_last_date_named_and_news_on_its_publication():
    history = (
        "In 1911 the empire fell. In 1912 a republic began. In 1913 there was a revolt. On 28 June 1914 the archduke "
        "was shot. On 28 July Austria declared war. In November the sultan joined. In January the front froze. "
        "By 1916 all were tired."
    )
    assert [t.value for t in tag(history, PUBLISHED)][3:7] == ["1914-06-28", "1914-07-28", "1914-11", "1915-01"]
    short = (
        "By the autumn of 1862 the army had recovered. On September 14 it marched, and three days later it fought. "
        "That night it rested; the next morning both sides buried their dead. In January 1863 came rain. In May it was "
        "beaten. The siege lasted from June 1864."
    )
    assert [t.value for t in tag(short, PUBLISHED)] == [
        "1862-FA", "1862-09-14", "1862-09-17", "1862-09-17TNI", "1862-09-18TMO", "1863-01", "1863-05", "1864-06",
    ]  # fmt: skip
    news = "On 28 June 2014 he was shot. On 28 July he was said to be well, officials said Friday."
    assert [t.value for t in tag(news, PUBLISHED)] == ["2014-06-28", "2018-07-28", "2018-09-07"]


@pytest.mark.parametrize(
    ("text", "dct", "expected"),
    [
        (  # a bracket carries no story on, and months go up into the next year
            "In March 1942 the garrison was cut off. On 4 April the first convoy got through (a second, planned "
            "since 1940, never sailed). By June the guns were silent. In November relief came, and in February "
            "the town was free.",
            None,
            "1942-03 1942-04-04 1940 1942-06 1942-11 1943-02",
        ),
        (  # a birth, and a clause of its own
            "Ada Brown was born in Leeds on 3 May 1931. She joined the paper in 1955. In October 1962 she went to "
            "Berlin. On 12 December she married Carl Voss, whose father had fled in 1938. In March they moved to Rome.",
            None,
            "1931-05-03 1955 1962-10 1962-12-12 1938 1963-03",
        ),
        (  # a comparison
            "The trial opened on 5 September 2016. On 9 September the first witness, who was jailed in 2009, spoke. "
            "The verdict came on 14 December. In January the judge sentenced him; it was the longest term since 1998.",
            "2020-03-01",
            "2016-09-05 2016-09-09 2009 2016-12-14 2017-01 1998",
        ),
        (  # an old year between two of the story
            "The treaty was signed in August 1839. In 1842, after a poor harvest, riots broke out. In April troops "
            "were sent. The old law of 1804 was repealed in July. In October 1843 the king came.",
            None,
            "1839-08 1842 1842-04 1804 1842-07 1843-10",
        ),
        (  # what is told between two dates lies between them
            "Work began in September 1890. In March the river rose. In May 1891 the bridge fell.",
            None,
            "1890-09 1891-03 1891-05",
        ),
        (  # "had" goes back
            "Work began in September 1890. Moss had drawn the plan in March. In March 1889 a pier had sunk.",
            None,
            "1890-09 1890-03 1889-03",
        ),
        (  # past years of news carry on only to what comes soon after
            "The siege began on March 3, 2018. It ended on March 9. The army moved on November 15, 2017. He resigned "
            "on November 21.",
            "2020-02-14",
            "2018-03-03 2018-03-09 2017-11-15 2017-11-21",
        ),
        (
            "Ann Moss, who was mayor from 1990 to 1998, died in March. Elected in 1989, she resigned in January.",
            "2024-05-15",
            "1990 1998 2024-03 1989 2024-01",
        ),
        ("In late 1942 the front broke. In February the army gave up.", None, "1942 1943-02"),
        ("He was held on December 28, 2015. On January 4 he was charged.", "2018-06-01", "2015-12-28 2016-01-04"),
    ],
)
def test_the_years_of_a_narrative_are_decided_together(text, dct, expected):
    assert [t.value for t in tag(text, dct)] == expected.split()


def test_the_trees_are_asked_only_where_words_leave_a_date_open():
    def trees():
        raise AssertionError("asked")

    sure = "He left on Monday and will return on Friday. In 2014 it had rained, as in May, he said."
    assert [t.value for t in tag(sure, PUBLISHED, trees=trees)] == ["2018-09-03", "2018-09-14", "2014", "2014-05"]
    with pytest.raises(AssertionError, match="asked"):
        tag("The senate votes on Monday.", PUBLISHED, trees=trees)


def test_tomorrow_in_a_quotation_is_counted_from_the_day_it_was_said():
    said = "“We vote tomorrow,” he wrote on Monday. "
    assert [(t.value, t.anchor) for t in tag(said, PUBLISHED)] == [("2018-09-04", "t2"), ("2018-09-03", "published")]
    assert tag("“We vote tomorrow,” he said. On Monday he left.", PUBLISHED)[0].value == "2018-09-10"
    assert tag("He wrote on Monday that they vote tomorrow.", PUBLISHED)[1].value == "2018-09-10"


def test_a_year_earlier_is_the_quarter_a_business_report_speaks_of():
    text = "Acme posted third-quarter profit of $2 million, up from $1 million a year earlier. The year-ago loss hurt."
    assert [t.value for t in tag(text, "1989-10-26")] == ["1989-Q3", "1988-Q3", "1988-Q3"]


def test_without_a_publication_date_what_needs_one_says_so():
    found = tag("He said Saturday that on August 4 it had rained, as last fall.", None)
    assert [t.value for t in found] == ["XXXX-WXX-6", "XXXX-08-04", "XXXX-FA"]
    assert all("publication date" in t.why for t in found)


def test_repeatable():
    text = "On Friday, two weeks after Easter, he left at noon; last fall he stayed."
    assert tag(text, PUBLISHED) == tag(text, PUBLISHED)


def _check(text, dct):
    end = 0
    for t in tag(text, dct):
        assert end <= t.start < t.end
        assert text[t.start : t.end] == t.text
        assert t.why
        end = t.end


@given(st.text(), st.sampled_from([PUBLISHED, None, "0001-01-01", "9999-12-31"]))
def test_any_text(text, dct):
    _check(text, dct)


PIECES = sorted({w for _, words in LEXICON for w in words}) + sorted(HOLIDAYS) + (
    "1 2 31 1998 2015-17 5pm 10:30 10/04/17 2018-09-09 1990s '68 3rd 19th 1/2 7.30 0830 Q3 9/11 nineteen "
    "ninety-six two of in the and to on at for from by ended more than least up year or so $ % people old "
    "99999999999999 '"
).split(" ")  # fmt: skip


def test_fuzz_of_the_words_themselves():
    rng = random.Random(7)
    for _ in range(800):
        words = " ".join(rng.choice(PIECES) for _ in range(rng.randint(1, 12)))
        _check(words, rng.choice([PUBLISHED, "1998-03-04T18:30", None, "0001-01-01", "9999-12-31", "2000-02-29"]))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
def test_any_order_of_the_words(words):
    _check(" ".join(words), PUBLISHED)


@pytest.mark.parametrize(
    "piece",
    ["1", "the day before ", "one ", "twenty-", "1998-", "last ", "one hundred and ", "May 3, ", "\n ", "1/2/", "'9"],
)
def test_long_repetitions(piece):
    _check(piece * (20_000 // len(piece)), PUBLISHED)


def test_importing_the_tagger_opens_no_tables_of_holidays():
    code = "import sys, dateline.timex.tagger; print([m for m in ('holidays',) if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


def test_rules_have_names_once():
    assert len({name for name, _, _ in RULES}) == len(RULES)
    assert all(re.fullmatch("[a-z_]+", name) for name in FORMS)
