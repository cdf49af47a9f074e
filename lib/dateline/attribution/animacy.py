"""What can speak: a person, a body, a document; what never does: things, measures, deeds, "which"."""

from __future__ import annotations

from dateline.attribution import cues
from dateline.entities.lists import TITLES
from dateline.entities.roles import BODIES, is_person
from dateline.segments.wordlists import CALENDAR_WORDS
from dateline.syntax import Trees

UNITS = frozenset("hour hours day days week weeks month months year years minutes moments".split())
# fmt: off
_MUTE = frozenset("which that what this there these nothing something everything anything".split())
_NOBODY = frozenset("no none nobody neither not".split())
_SCALES = frozenset("hundred hundreds thousand thousands million millions billion trillion percent per".split())
_ORGANS = BODIES | frozenset("""
    administration agency alliance army assembly association authority bloc board body brand brewer broadcaster bureau
    business cabinet campaign carmaker carrier center centre chain chamber channel church city clinic club coalition
    command commission community consortium cooperative council country county court crew daily delegation district
    division embassy enterprise executive exchange faction family federation fire force forum franchise fund garrison
    government group guild headquarters house household industry initiative insurer institute institution judiciary
    junta jury kingdom lab laboratory label league legislature lender majority maker management manufacturer media
    military militia monarchy monitor movement nation navy ombudsman office operator opposition outlet page palace panel
    paper parish parliament party people police presidency press programme prosecution province public publication
    publisher radio railway regime region regulator residence retailer school secretariat senate series service shop show
    side society squad staff start-up startup state station store studio supplier syndicate team television think-tank
    town trade tribunal troupe trust union unit utility village watchdog website weekly wing account defence defense
    several many some few both most ally associate audience bystander clerk counsel crowd duo eyewitness fellow graduate head kin local mate member other
    pair passer-by peer project public relative roommate source staffer team-mate trio youth one
    """.split())
_PAPERS = frozenset(cues.NOUNS) | frozenset("""
    act advert advisory agreement analysis announcement article autopsy bill biography book brief briefing broadcast
    bulletin census certificate chapter charter clause code communiqué complaint constitution contract data decision
    declaration decree description diary document documentary draft email e-mail entry essay estimate evidence feed figure
    film finding footage forecast form graph guidance guideline headline index indictment investigation inquiry inscription
    judgment judgement lawsuit law leaflet ledger legend log manifesto manual map memo memoir message minutes model motion news
    notice obituary order page pamphlet paper passage petition placard plaque poll poster press profile projection
    prospectus publication questionnaire quotation reading research record register review resolution result rule rulebook script
    section sentence sign slogan song statistic story study sum-up summary survey test text theory tombstone transcript
    treaty verdict video warning warrant writing writ
    """.split())
# What documents and findings do; the rest of the verbs of saying is for who has a mind
_OF_PAPERS = cues.VERBS["finding"] | frozenset("""
    say tell state note report announce argue suggest declare claim warn conclude confirm reveal predict estimate read
    project specify disclose stipulate allege assert call describe mention add acknowledge advise propose explain
    promise cite quote term label urge ask demand list require outline define stress emphasise emphasize imply forecast
    """.split())
# Verbs that things do as well: what stands before them speaks only where it is known to
_OF_THINGS = frozenset("""
    show suggest indicate confirm continue reject compare see expect want need require support oppose observe point
    signal find determine reveal hint mean attack knock rank rate bill put seek use threaten propose predict repeat
    maintain conclude promise add
    """.split())
# fmt: on


def can_speak(trees: Trees, word: int, lemma: str) -> bool:
    """Whether the head of a phrase can be the source of what a verb of saying (its lemma; "" for "according to") gives."""
    form, upos = trees.text[word].lower(), trees.upos[word]
    if form in _MUTE | CALENDAR_WORDS | UNITS | _SCALES or form[0].isdigit() or not form[0].isalpha():
        return upos == "PROPN" and form[0].isdigit() and form not in CALENDAR_WORDS and not form.isdecimal()
    if any(trees.text[c].lower() in _NOBODY for c in (word, *trees.children(word, "det", "advmod", "cc:preconj"))):
        return False
    if form == "it":
        return lemma not in _OF_THINGS | {"tell"}
    opens = word == 0 or trees.sentence[word - 1] != trees.sentence[word]
    if upos not in ("NOUN", "VERB", "ADJ") or (trees.text[word][0].isupper() and not (opens and form.endswith("s"))):
        return True
    singular = {form, form.removesuffix("s"), form.removesuffix("es"), form.removesuffix("ies") + "y"}
    if singular & (_ORGANS | TITLES) or any(is_person(noun) for noun in singular):
        return True
    if any(trees.upos[c] == "PROPN" for c in trees.children(word, "flat", "appos")):
        return True  # "plumber Ann Lee"
    if singular & _PAPERS:
        return not lemma or lemma in _OF_PAPERS
    return form.removesuffix("s").endswith(("ist", "er", "or", "ian", "ant", "eer", "ee"))
