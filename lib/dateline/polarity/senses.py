"""What words of the news mean together: quantities that fall or rise, results of tests, names of things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

BETTER, WORSE = "_better_", "_worse_"  # stand for a word of direction: what it does is good or ill; see `moved`

_GOOD = frozenset(
    """
    profit profits earnings revenue revenues income incomes sales turnover wage wages pay salaries savings job jobs
    employment growth exports output productivity trust confidence hope hopes support approval popularity investment
    tourism literacy turnout expectancy morale optimism shares stocks economy harvest harvests safety attendance
    donations prosperity funding dividend
    """.split()
)
_BAD = frozenset(
    """
    unemployment joblessness poverty crime crimes murder murders homicides killings shootings stabbings thefts
    burglaries robberies violence death deaths fatalities casualties injuries infections hospitalisations
    hospitalizations debt debts deficit deficits losses inflation costs rents emissions pollution hunger famine
    homelessness inequality corruption fraud abuse tension tensions unrest fears complaints accidents crashes
    collisions delays shortages bankruptcies insolvencies evictions foreclosures layoffs redundancies suicides
    overdoses addiction mortality suffering pain illness disease diseases outbreaks attacks wildfires toll
    """.split()
)
_QUANTITIES = _GOOD | _BAD
_RISE = frozenset(
    """
    rise rises rose risen rising increase increases increased increasing grow grows grew grown growing climb climbs
    climbed climbing jump jumps jumped jumping soar soars soared soaring surge surges surged surging swell swelled
    mounted mounting double doubles doubled doubling tripled spike spiked rocketed skyrocketed skyrocketing escalated
    escalating raise raises raised raising boost boosts boosted boosting higher more
    """.split()
)
_FALL = frozenset(
    """
    fall falls fell fallen falling decline declines declined declining drop drops dropped dropping decrease decreases
    decreased decreasing plunge plunges plunged plunging plummet plummets plummeted plummeting tumble tumbles tumbled
    tumbling slump slumps slumped sink sinks sank sunk sinking shrink shrinks shrank shrunk shrinking slide slides slid
    sliding dwindle dwindles dwindled dwindling fade fades faded fading ease eases eased easing halve halves halved
    diminish diminished diminishing recede receded subside subsided dip dipped collapse collapsed evaporated
    reduce reduces reduced reducing reduction cut cuts cutting slash slashed curb curbed lower lowers lowered lowering
    fewer less
    """.split()
)
# said of what stands right after them alone
_COMPARED = frozenset("more less fewer higher lower".split())
# what stands between a quantity and what it does, or between "a fall" and "in crime", is of one phrase: none of these
_PARTS = frozenset(
    """
    and but or who which that as after when while because since before amid despite against over on to by from with
    for at into if than though although where so without
    """.split()
)
_SUBJECT_REACH, _OBJECT_REACH, _COMPARED_REACH = 6, 4, 2  # words

_TESTS = frozenset("test tests tested testing retested biopsy biopsies swab swabs sample samples screening".split())
_RESULTS = frozenset("positive negative positively negatively".split())
_CASES = frozenset("test tests result results case cases sample samples".split())
_TEST_REACH = 4

# Phrases that name a thing or are said out of habit: their words carry no tone. A hyphen is a space here.
_TERMS = frozenset(
    term.strip()
    for term in """
    free kick, free kicks, penalty kick, penalty area, penalty shootout, attacking midfielder, goal kick, dead ball,
    pro life, pro choice, gun, guns, gun control, gun laws, gun rights, fire department, fire service, fire brigade,
    fire station, fire engine, fire crews, police force, prison service, criminal court, crime scene, crime writer,
    crime novel, health trust, trust fund, hedge fund, interest rate, interest rates, free trade, free market,
    gold medal, defense minister, defence minister, defense ministry, defence ministry, defense department,
    defense secretary, defence secretary, justice department, justice ministry, justice minister, security council,
    security service, supreme court, attorney general, war crimes tribunal, lost for words, at a loss for words,
    previous convictions, previous conviction, prior convictions, poverty line, emergency services,
    emergency department, emergency room, intensive care, natural gas, natural resources, common law, grand jury,
    public interest, party leader, opposition leader, opposition party, loss adjuster, cancer research, cancer centre,
    cancer center,
    first, second, third, fourth, fifth, sixth, seventh, sounded like, sounds like, looked like, looks like, felt like,
    feels like, such as, as well as, good morning, good evening, happy hour
    """.split(",")
)
_LONGEST = max(term.count(" ") for term in _TERMS) + 1
_STANCE = ("pro-", "anti-")  # "pro-gun" says which side, not how it is seen


def terms(forms: Sequence[str]) -> set[int]:
    """The words of a sentence that are a term's, or a result's of a test: they carry no tone."""
    found = set()
    for i, form in enumerate(forms):
        for size in range(1, min(_LONGEST, len(forms) - i) + 1):
            if " ".join(forms[i : i + size]).replace("-", " ") in _TERMS:
                found |= set(range(i, i + size))
        of_test = not _TESTS.isdisjoint(forms[max(0, i - _TEST_REACH) : i]) or not _CASES.isdisjoint(
            forms[i + 1 : i + 2]
        )
        if form.startswith(_STANCE) or (form in _RESULTS and of_test):
            found.add(i)
    return found


def moved(forms: Sequence[str]) -> dict[int, tuple[int, int, bool]]:
    """Each word of direction with the quantity it moves, 1 for good news, -1 for ill, and whether it falls."""
    found = {}
    for i, form in enumerate(forms):
        if form in _RISE or form in _FALL:
            quantity = next(_after(forms, i), None)
            if quantity is None and form not in _COMPARED:
                quantity = next(_before(forms, i), None)
            if quantity is not None:
                good = (form in _RISE) == (forms[quantity] in _GOOD)
                found[i] = quantity, 1 if good else -1, form in _FALL
    return found


def _of_phrase(form: str) -> bool:
    return (form[0].isalnum() or form in "%$€£-_'") and form not in _PARTS


def _after(forms: Sequence[str], i: int) -> Iterator[int]:
    """The quantity that is the object of a word of direction: "cut unemployment", "a fall in violent crime"."""
    reach = _COMPARED_REACH if forms[i] in _COMPARED else _OBJECT_REACH
    for k in range(i + 1, min(i + 1 + reach, len(forms))):
        if not _of_phrase(forms[k]) or forms[k] in _RISE | _FALL:
            return
        # of "income inequality" the second
        if forms[k] in _QUANTITIES and _QUANTITIES.isdisjoint(forms[k + 1 : k + 2]):
            yield k


def _before(forms: Sequence[str], i: int) -> Iterator[int]:
    """The quantity that is its subject: "unemployment in the north has fallen"."""
    for k in range(i - 1, max(-1, i - 1 - _SUBJECT_REACH), -1):
        if not _of_phrase(forms[k]):
            return
        if forms[k] in _QUANTITIES:
            yield k
