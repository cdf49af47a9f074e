"""What people are called besides their names: by titles, appositions and "is a ..."; nouns that name a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.entities.lists import TITLES, WORDS, word_set
from dateline.syntax import Trees

_LISTED = {
    # of whom it is said whose: nobody is "the sister" but somebody's
    "owned": """
        child baby kid father mother dad mom mum parent son daughter brother sister sibling husband wife spouse widow
        widower fiancé fiancée boyfriend girlfriend partner friend uncle aunt nephew niece cousin grandfather
        grandmother grandson granddaughter neighbor neighbour colleague boss rival teammate opponent successor
        predecessor mentor protégé client
        """,
    "male": """
        man boy guy gentleman father dad son brother husband widower fiancé boyfriend uncle nephew grandfather grandson
        priest monk emperor dictator hero waiter
        """,
    "female": """
        woman girl mother mom mum daughter sister wife widow fiancée girlfriend aunt niece grandmother granddaughter nun
        heroine waitress midwife comedienne
        """,
    # titles that alone are nobody
    "nobody": """
        vice prime general major private chief chair home press health education state first national security managing
        assistant special senior junior housing trade labor labour energy transport environment foreign interior defence
        defense finance senators reps presidents ministers former acting interim then father don hon rt majority
        minority whip mr mrs ms miss mx dr dame
        """,
    "person": """
        teen teenager toddler youth adult person driver pilot passenger player footballer golfer boxer swimmer runner
        cyclist athlete winner champion teacher student pupil scholar physicist chemist biologist philosopher engineer
        artist painter sculptor musician pianist bassist violinist conductor vocalist writer filmmaker dancer anchor
        blogger protester demonstrator volunteer worker labourer farmer fisherman miner nurse doctor physician
        psychologist psychiatrist therapist dentist paramedic veteran soldier sailor marine airman policeman policewoman
        cop trooper ranger firefighter guard diplomat envoy official politician legislator billionaire millionaire
        banker investor trader broker accountant consultant owner employee employer customer shopper tourist traveller
        traveler resident citizen immigrant migrant refugee asylum-seeker native preacher cleric clergyman missionary
        suspect defendant plaintiff prosecutor witness victim survivor patient gunman shooter attacker assailant killer
        murderer thief robber burglar kidnapper hostage prisoner inmate fugitive terrorist militant rebel monarch heir
        spy whistleblower hacker expert critic challenger incumbent democrat republican liberal conservative socialist
        independent astronaut cosmonaut explorer inventor designer developer programmer librarian linguist mathematician
        astronomer referee umpire quarterback pitcher chef cook bartender co-author newcomer outsider insider
        """,
    "body": """
        company firm corporation airline bank agency ministry department committee commission council university college
        school hospital newspaper magazine network broadcaster charity foundation museum organization organisation
        """,
    "statement": "statement letter email e-mail memo release communiqué",
    "accused": "accused deceased condemned bereaved",  # participles that are nouns of one person after "the"
    "past": "former ex late onetime then acting interim vice deputy assistant",  # not the plain role
    "link": "of from for in at 's s ’s ' ’",  # between a noun and what it goes with
    "definite": "the this that",
}
NOUNS = {name: word_set(words) for name, words in _LISTED.items()}
BODIES = NOUNS["body"]
MALE_NOUNS, FEMALE_NOUNS = WORDS["male titles"] | NOUNS["male"], WORDS["female titles"] | NOUNS["female"]
PERSON_NOUNS = NOUNS["person"] | (TITLES - NOUNS["nobody"]) | NOUNS["owned"] | NOUNS["male"] | NOUNS["female"]
# Words for the same: a title as it is shortened, and nouns of which a writer takes now one, now the other.
_ALIKE = [
    "rep representative congressman congresswoman lawmaker legislator", "sen senator lawmaker legislator",
    "gov governor", "pres president", "gen general", "lt lieutenant", "col colonel", "sgt sergeant", "capt captain",
    "maj major", "cmdr commander", "adm admiral", "prof professor", "dr doctor", "rev reverend pastor",
    "attorney lawyer", "spokesman spokesperson", "spokeswoman spokesperson",
    "footballer player", "striker player", "midfielder player", "defender player", "goalkeeper player",
    "singer musician", "drummer musician", "guitarist musician", "ceo executive", "officer policeman",
    "mp lawmaker politician", "novelist writer author", "gunman shooter attacker",
]  # fmt: skip
ALIKE = {word: {w for row in _ALIKE if word in row.split() for w in row.split()} for word in " ".join(_ALIKE).split()}
_NO_MEN = ("human", "german", "roman")
_PERSON_ENDINGS = ("man", "woman", "person", "ologist", "ographer", "ician")
_PHRASE = ("amod", "compound", "flat", "nummod", "appos", "parataxis", "advmod", "dep")
_LONGEST = 25  # words of a phrase that are looked at


def is_person(noun: str) -> bool:
    """Whether a common noun, in the singular, is one of a person."""
    noun = noun.lower()
    return noun in PERSON_NOUNS or (noun.endswith(_PERSON_ENDINGS) and noun not in _NO_MEN)


def gender_of_noun(noun: str) -> str:
    """m, f or u."""
    noun = noun.lower()
    if noun in FEMALE_NOUNS or noun.endswith("woman"):
        return "f"
    return "m" if noun in MALE_NOUNS or (noun.endswith("man") and noun not in _NO_MEN) else "u"


class Role(NamedTuple):
    """A noun that someone is called by, and the words that stand with it."""

    noun: str
    words: frozenset[str]
    is_past: bool

    @property
    def nouns(self) -> set[str]:
        """The noun and those alike."""
        return ALIKE.get(self.noun, set()) | {self.noun}


def words_below(trees: Trees, word: int) -> frozenset[str]:
    """The words of a phrase, and the parts of one with a hyphen, without its clauses and what may depend on a verb."""
    left, forms = [word], list[str]()
    while left and len(forms) < _LONGEST:
        at = left.pop()
        forms.append(trees.text[at].lower())
        for below in trees.children(at):  # "new", "Ohio's", "of Ohio"
            case = trees.child(below, "case") if trees.kind(below) == "nmod" else None
            is_nmod = trees.kind(below) == "nmod" and (case is None or trees.text[case].lower() in NOUNS["link"])
            left += [below] if is_nmod or trees.kind(below) in _PHRASE else []
    return frozenset(part for form in forms for part in (form, *form.split("-")) if part)


def role(trees: Trees, noun: int, around: frozenset[str] = frozenset()) -> Role:
    """What a noun calls somebody; `around`: words that stand with it elsewhere."""
    words = words_below(trees, noun)
    near = {trees.text[c].lower() for c in trees.children(noun, "amod", "compound", "advmod")}
    form = trees.text[noun].lower()
    return Role(form, words | around, bool(NOUNS["past"] & near) or form.startswith("ex-"))


def roles_of(trees: Trees, head: int) -> Iterator[Role]:
    """What a name is called where it stands: "Rep. Ann Moss", "Ann Moss, a Democrat", "Moss is a driver"."""
    around = words_below(trees, head)
    is_imagined = any(trees.text[c].lower() in ("a", "an") for c in trees.children(head, "det"))  # "a President Lee"
    for title in [] if is_imagined else trees.children(head, "nmod", "compound"):
        if trees.relation[title] in ("nmod:desc", "compound") and trees.upos[title] in ("NOUN", "PROPN"):
            told = role(trees, title, around)
            is_past = any(trees.text[c].lower() in NOUNS["past"] for c in trees.children(head, "amod") if c < title)
            yield told._replace(is_past=told.is_past or is_past)
    if trees.kind(head) != "appos":
        yield from (role(trees, noun, around) for noun in trees.children(head, "appos"))
    else:
        above = trees.head[head]
        yield role(trees, above, words_below(trees, above))
    if (noun := predicate_of(trees, head)) is not None:
        yield role(trees, noun)


def predicate_of(trees: Trees, head: int) -> int | None:
    """The noun of "X is a noun", "X became a noun"."""
    above = trees.head[head]
    if above < 0 or trees.relation[head] != "nsubj" or trees.negation_of(above) is not None:
        return None
    if trees.child(above, "cop") is not None:
        return above if trees.upos[above] in ("NOUN", "PROPN") and trees.child(above, "aux") is None else None
    complement = trees.child(above, "xcomp")
    becomes = trees.text[above].lower() in ("became", "become", "becomes")
    return complement if becomes and complement is not None and trees.upos[complement] == "NOUN" else None


def is_called(described: Role, roles: set[Role]) -> bool:
    """Whether a description fits somebody of these roles, and says nothing else that was not said of them."""
    nouns = described.nouns
    other = described.words - nouns
    return any(r.noun in nouns and r.is_past == described.is_past and other <= r.words for r in roles)


def describes(trees: Trees, noun: int) -> int | None:
    """Of whom a noun is said: the subject of "X is a noun", "X became a noun"."""
    if trees.child(noun, "cop") is not None:
        subject = trees.own_subject(noun)
    else:
        subject = trees.own_subject(trees.head[noun]) if trees.kind(noun) == "xcomp" else None
    return subject if subject is not None and predicate_of(trees, subject) == noun else None
