"""What can speak: a person, a body, a document; what never does: things, measures, deeds, "which"."""

from __future__ import annotations

from dateline.entities.lists import TITLES
from dateline.entities.roles import BODIES, is_person
from dateline.segments import sayings
from dateline.segments.wordlists import CALENDAR_WORDS
from dateline.syntax import Trees

UNITS = frozenset("hour hours day days week weeks month months year years minutes moments".split())
# fmt: off
_MUTE = frozenset("which that what this there these nothing something everything anything".split())
_NO_AGENTS = frozenset("""
    answer border center chapter character computer corner counter cover danger disaster disorder door error factor
    fever floor harbor honor humor hunger labor layer letter manner matter motor murder offer order paper power
    quarter register river rumor shoulder summer terror timber tower trigger water weather winter wonder
    """.split())
_AGENTS = ("ist", "er", "or", "ian", "ant", "eer", "ee")
_PLAIN = frozenset(["", "say", "tell", "announce", "add"])
_NOBODY = frozenset("no none nobody neither not".split())
_SCALES = frozenset("hundred hundreds thousand thousands million millions billion trillion percent per".split())
_ORGANS = BODIES | frozenset("""
    account administration agency alliance ally army assembly associate association audience authority bloc board body
    both brand brewer broadcaster bureau business bystander cabinet campaign carmaker carrier center centre chain
    chamber channel chorus church city clerk clinic club coalition command commission community consortium cooperative
    council counsel country county court crew crowd daily defence defense delegation diocese district division duo
    embassy enterprise ex-husband ex-wife exchange executive eyewitness faction family federation fellow few fire force
    forum franchise fund garrison government graduate group guild head headquarters house household industry initiative
    institute institution insurer judiciary junta jury kin kingdom lab label laboratory league legislature lender local
    majority maker management manufacturer many mate media member military militia mogul monarchy monitor most movement
    nation navy office ombudsman one operator opposition other outlet page pair palace panel paper parish parliament
    party passer-by peer people police presidency press programme project proponent prosecution province public
    publication publisher radio railway regime region regulator relative residence retailer roommate school secretariat
    senate series service several shop show side society some source squad staff staffer start-up startup state station
    store studio supplier surrogate syndicate team team-mate television think-tank town trade tribunal trio troupe
    trust union unit utility village watchdog website weekly wing youth
    """.split())
_TALK = frozenset("criticism praise rhetoric use mention reference belief idea notion view insistence".split())
_PAPERS = (sayings.NOUNS - _TALK) | frozenset("""
    act ad advert advertisement advisory agreement analyses analysis announcement article autopsy bill biography book
    brief briefing broadcast bulletin census certificate chapter charter clause code communiqué complaint constitution
    contract data database decision declaration decree description diary document documentary draft e-mail email entry
    essay estimate evidence feed figure film finding footage forecast form graph guidance guideline headline index
    indictment inquiry inscription investigation judgement judgment law lawsuit leaflet ledger legend log manifesto
    manual map memo memoir message minutes model motion news note notice number obituary order page pamphlet paper
    passage petition phrase piece placard plaque poll poster posting press profile projection prospectus publication
    questionnaire quotation reading record register research resolution result review rule rulebook script section
    sentence sign slide slogan song spot statistic story study submission sum-up summary survey test text theory
    tombstone transcript treaty verdict video warning warrant writ writing
    """.split())
# What documents and findings do; the rest of the verbs of saying is for who has a mind
_OF_PAPERS = sayings.VERBS["finding"] | frozenset("""
    acknowledge add advise allege announce argue ask assert call cite claim conclude confirm declare define demand
    describe disclose emphasise emphasize estimate explain forecast imply label list mention note outline predict
    project promise propose quote read report require reveal say specify state stipulate stress suggest tell term urge
    warn
    """.split())
# What "it" does that is no person's
_OF_THINGS = frozenset("show suggest indicate confirm mean determine find tell see reveal".split())
# fmt: on


def _singular(form: str) -> set[str]:
    return {form, form.removesuffix("s"), form.removesuffix("es"), form.removesuffix("ies") + "y"}


def is_animate(form: str) -> bool:
    """Whether a common noun is one of people or of a body: "critics", "the firm"."""
    return any(noun in _ORGANS or noun in TITLES or is_person(noun) for noun in _singular(form.lower()))


def can_speak(trees: Trees, word: int, lemma: str) -> bool:
    """Whether the head of a phrase can be the source of a verb of saying (its lemma, "" of "according to")."""
    form, upos = trees.lower[word], trees.upos[word]
    if (upos in ("NUM", "DET") or form in _SCALES) and (of := trees.child(word, "nmod")) is not None and of > word:
        return can_speak(trees, of, lemma)  # "six of the murders", "60 percent of voters"
    if form in _MUTE | CALENDAR_WORDS | UNITS | _SCALES or form[0].isdigit() or not form[0].isalpha():
        return upos == "PROPN" and form[0].isdigit()
    if any(trees.lower[c] in _NOBODY for c in (word, *trees.children(word, "det", "advmod", "cc:preconj"))):
        return False
    if form == "it":
        return lemma not in _OF_THINGS
    opens = word == 0 or trees.sentence[word - 1] != trees.sentence[word]
    if upos not in ("NOUN", "VERB") or (
        trees.text[word][0].isupper() and not (opens and trees.text[word].endswith("s"))
    ):
        return True
    if is_animate(form):
        return True
    if any(trees.upos[c] == "PROPN" for c in trees.children(word, "flat", "appos")):
        return True  # "plumber Ann Lee"
    if _singular(form) & _PAPERS:
        return not lemma or lemma in _OF_PAPERS
    named = trees.forms(word, "det", "nmod:poss")
    singular = form.removesuffix("s")
    return (singular.endswith(_AGENTS) and singular not in _NO_AGENTS) or ("the" in named and lemma in _PLAIN)
