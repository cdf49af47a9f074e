"""Who speaks at a verb or noun of saying: its subject, its agent, its owner, or whom a sentence leans on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, takewhile
from typing import NamedTuple

from dateline.attribution.animacy import UNITS, can_speak, is_animate
from dateline.segments import sayings
from dateline.segments.sayings import USES
from dateline.segments.wordlists import CALENDAR_WORDS
from dateline.syntax import Trees, phrase

_QUOTING = frozenset("quote cite".split())
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"])
Namer = tuple[int, int, int]  # characters
_RELATIVES = frozenset("who which that".split())
_NAMING = frozenset(["NOUN", "PROPN", "PRON", "ADJ", "NUM"])
_LINKS = ("flat", "appos", "compound", "conj", "nmod", "acl", "parataxis", "list")
_CLOSING = frozenset(["”", '"', "''", "’", "»"])
_BEFORE_SAID = _CLOSING | {"", ","}
_INSIDE = frozenset("det amod compound nmod nummod advmod flat".split())
_HIGHEST = 12  # steps up a tree
_NONE: frozenset[str] = frozenset()
_SURE = {
    "speech": 0.95,
    "finding": 0.9,
    "thought": 0.8,
    "naming": 0.8,
    "wording": 0.8,
    "accusing": 0.8,
    "owning": 0.8,
    "bidding": 0.8,
}


@dataclass(frozen=True)
class Attribution:
    """A speaker as offsets into the text, the cue's words, how sure the rule is, and who hands the words on."""

    start: int
    end: int
    cue: str
    confidence: float
    rule: str
    via: tuple[int, int] | None = None
    namers: tuple[tuple[Namer, ...], ...] = ()  # the words that say who is meant, the surest first


class Voice(NamedTuple):
    """The words of a tree at which a speaker is named, and at which who hands the words on."""

    speaker: int
    via: int | None = None


def uses(trees: Trees, word: int) -> frozenset[str]:
    """What a word may do as a verb of saying; nothing where it is none."""
    return USES.get(trees.lower[word], _NONE) if is_verb(trees, word) else _NONE


def is_verb(trees: Trees, word: int) -> bool:
    """Whether a word is a verb by its tag, or by what hangs on it: "the Post reports that"."""
    if trees.upos[word] == "VERB":
        return True
    return trees.upos[word] == "NOUN" and trees.child(word, "nsubj") is not None and trees.child(word, "cop") is None


def is_saying_noun(trees: Trees, word: int) -> bool:
    """Whether a word is a noun of saying, and not a verb by what hangs on it."""
    is_noun = trees.upos[word] == "NOUN" and trees.lower[word] in sayings.NOUN_LEMMAS
    return is_noun and (trees.child(word, "nsubj") is None or trees.child(word, "cop") is not None)


def is_nominal(trees: Trees, word: int) -> bool:
    """Whether a word may name a speaker; with an article also what a tree has for an adjective."""
    with_article = trees.upos[word] in ("ADJ", "NUM", "VERB") and trees.child(word, "det") is not None
    return trees.upos[word] in ("PROPN", "NOUN", "PRON") or with_article


def lemma_of(trees: Trees, word: int) -> str:
    text = trees.lower[word]
    return sayings.LEMMAS.get(text, text)


def is_leaning(trees: Trees, word: int) -> bool:
    """ "according (to X)", as a word of its own or before X."""
    return trees.lower[word] == "according"


def leans_on(trees: Trees, word: int) -> int | None:
    """X of "according to X"."""
    if trees.kind(word) == "case":
        return trees.head[word]
    return trees.child(word, "obl", "nmod", "obj")


def _namers(trees: Trees, noun: int) -> tuple[tuple[Namer, ...], ...]:
    """The words that say who a phrase is about, the surest first: its heads, then their appositions."""
    heads = [noun, *(c for c in trees.children(noun, "conj") if trees.upos[c] in _NOMINAL)]
    owners = [o for h in heads if is_saying_noun(trees, h) for o in trees.children(h, "nmod:poss")]
    apposed = [a for h in heads for a in trees.children(h, "appos")]
    titled = [
        a for h in heads for a in trees.children(h, "nmod") if a > h and trees.upos[phrase(trees, a)[0] - 1] != "ADP"
    ]
    return tuple(tuple(_name(trees, w) for w in words) for words in (owners or heads, apposed, titled) if words)


def _name(trees: Trees, word: int) -> Namer:
    """Where a name may begin, must stand and may end, of which a tree has one word; "Ann Lee fans" is none."""
    last = word
    while flat := trees.children(last, "flat"):
        last = flat[-1]
    last = word if trees.text[last].islower() else last
    return trees.start[phrase(trees, word)[0]], trees.start[word], trees.end[last]


def attribution(trees: Trees, cue: int, found: Voice, confidence: float, rule: str) -> Attribution:
    """A speaker at its place in the text."""
    first, last = phrase(trees, found.speaker)
    via = None
    if found.via is not None:
        a, b = phrase(trees, found.via)
        via = (trees.start[a], trees.end[b])
    said = trees.text[cue]
    if is_leaning(trees, cue):
        said = " ".join(trees.text[cue : cue + 2])
    names = _namers(trees, found.speaker)
    return Attribution(trees.start[first], trees.end[last], said, round(confidence, 2), rule, via, names)


def sureness(trees: Trees, cue: int) -> float:
    """How far a speaker holds that is found at a word, by what the word is."""
    if is_leaning(trees, cue):
        return 0.95
    if is_saying_noun(trees, cue):
        return 0.6 if trees.child(cue, "nmod:poss") is None else 0.75
    return max((_SURE[use] for use in uses(trees, cue)), default=0.8)


def voice_at(trees: Trees, cue: int) -> Voice | None:
    """Who speaks at a cue; None where the tree does not say, or what it names cannot speak."""
    found = _voice_at(trees, cue)
    lemma = "" if is_leaning(trees, cue) or is_saying_noun(trees, cue) else lemma_of(trees, saying_of(trees, cue))
    return found if found is not None and can_speak(trees, found.speaker, lemma) else None


def _voice_at(trees: Trees, cue: int) -> Voice | None:
    if is_leaning(trees, cue):
        found = leans_on(trees, cue)
        return None if found is None else Voice(_author(trees, found) or found)
    if is_saying_noun(trees, cue):
        found = owner(trees, cue)
        return None if found is None else Voice(found)
    if (handed := _quoted_as_saying(trees, cue)) is not None:
        return handed
    verb = host(trees, cue)
    found = trees.agent_of(verb) if _is_passive(trees, verb) else _subject(trees, verb)
    if found is None or trees.upos[found] not in _NOMINAL or trees.child(found, "cop", "nsubj") is not None:
        return None
    if found == trees.head[verb] and is_saying_noun(trees, found):
        found = owner(trees, found) or found  # "issued a statement saying": who issued it
    return Voice(found)


def _is_passive(trees: Trees, verb: int) -> bool:
    """Whether what stands before a verb is not who does it; a tree may call a subject passive without an auxiliary."""
    if trees.child(verb, "aux:pass") is not None:
        return True
    if trees.text[verb].endswith("ing") or trees.child(verb, "aux", "mark") is not None or garden_path(trees, verb):
        return False
    return trees.own_subject(verb) is None and trees.relation[verb] in ("acl", "advcl")


def _subject(trees: Trees, verb: int) -> int | None:
    """The subject of a verb, also where a tree hangs it elsewhere; of "who" the noun before."""
    if (inverted := behind(trees, verb)) is not None:
        return inverted
    own = [c for c in trees.children(verb, "nsubj") if not _is_time(trees, c)]
    own = own or [c for c in trees.children(verb, "expl") if c == verb - 1]  # "It said that": no empty "it" speaks
    if not own:
        return _shared(trees, verb)
    ahead = [c for c in own if c < verb] or own  # of two, "..., people said", the nearest
    found = ahead[-1] if len(ahead) > 1 or trees.kind(ahead[0]) == "expl" else trees.subject_of(verb)
    if found is None:
        return None
    if trees.lower[found] in _RELATIVES:
        noun = _noun_before(trees, found)
        return found if noun is None else noun
    if (
        trees.upos[found] in ("NOUN", "NUM") and verb and trees.text[verb - 1] == ","
    ):  # "Last night Ann Lee, a deputy, said"
        named = _noun_before(trees, phrase(trees, found)[0])
        return named if named is not None and trees.upos[named] == "PROPN" and trees.kind(named) != "nsubj" else found
    return found


def _shared(trees: Trees, verb: int) -> int | None:
    """The subject of a verb that has none of its own."""
    kind, head, form = trees.kind(verb), trees.head[verb], trees.text[verb]
    if kind == "advcl" and form.endswith("ing") and trees.upos[verb - 1] == "PROPN":  # "footage of Ann Lee saying"
        return trees.head[verb - 1] if trees.kind(verb - 1) == "flat" else verb - 1
    if kind == "acl" and trees.child(verb, "mark") is not None and not is_saying_noun(trees, head):
        above = next((w for w in _up(trees, head) if is_verb(trees, w)), None)  # "in addition to saying"
        return None if above is None else _subject(trees, above)
    if (predicate := garden_path(trees, verb)) is not None:
        return trees.own_subject(predicate)
    is_means = kind == "advcl" and trees.kind(head) in ("xcomp", "acl") and "by" in trees.forms(verb, "mark")
    is_after = kind == "conj" and "had" in trees.forms(head, "aux") and trees.child(verb, "aux") is None
    if is_means or is_after:  # "tried to have him freed by saying", "wept upon hearing he had lost and said"
        finite = [w for w in _up(trees, head) if trees.own_subject(w) is not None and not trees.forms(w, "aux")]
        return _subject(trees, finite[0]) if finite else trees.subject_of(verb)
    if kind == "xcomp" and lemma_of(trees, head) not in sayings.CONTROL:
        return _subject(trees, head)
    if form.endswith("ing") and trees.text[verb - 1] == "," and head >= 0 and not is_verb(trees, head):
        above = next((w for w in _up(trees, head) if is_verb(trees, w)), None)  # "left after the debate, saying"
        return None if above is None else _subject(trees, above)
    found = trees.subject_of(verb)
    is_thing = found is not None and trees.upos[found] == "NOUN" and not is_animate(trees.text[found])
    if is_thing and form.endswith("ing") and kind == "advcl":  # "the row grew when the Post reported it, saying"
        near = [w for w in trees.children(head, "advcl") if head < w < verb and trees.own_subject(w) is not None]
        named = trees.own_subject(near[-1]) if near else None
        found = named if named is not None and trees.upos[named] == "PROPN" else found
    if found is not None and not _is_time(trees, found):
        return found
    for c in trees.children(verb, "ccomp"):  # "A person familiar with it said", of which a tree makes a clause
        if c < verb and trees.upos[c] == "ADJ" and trees.child(c, "cop") is None and trees.last[c] + 1 == verb:
            return trees.own_subject(c)
    is_near = trees.text[verb - 1] in (",", ")") or head < 0 or trees.kind(verb - 1) in ("nsubj", "flat", "appos")
    return _noun_before(trees, verb) if is_near else None


def _is_time(trees: Trees, noun: int) -> bool:
    """ "Monday" and "hours" say nothing."""
    return trees.lower[noun] in CALENDAR_WORDS | UNITS


def garden_path(trees: Trees, verb: int) -> int | None:
    """ "would be fair" of "the mayor promised the vote would be fair", which a tree may take for what the mayor is."""
    noun, thing = trees.head[verb], trees.child(verb, "obj")
    above = trees.head[noun] if noun >= 0 else -1
    if thing is None or above <= verb or trees.kind(verb) != "acl" or trees.text[verb].endswith("ing"):
        return None
    opening = next((c for c in trees.children(above, "aux", "cop") if c > thing), -1)
    return above if phrase(trees, thing)[1] + 1 == opening and trees.kind(noun) == "nsubj" else None


def _noun_before(trees: Trees, word: int) -> int | None:
    """The noun whose phrase ends before a word, a comma or brackets between them."""
    at = word - 1
    while (
        at >= 0
        and trees.sentence[at] == trees.sentence[word]
        and (trees.kind(at) in ("punct", "advmod") or trees.lower[at] in CALENDAR_WORDS)
    ):
        at -= 1
    links = ("flat", "compound", "nmod") if at == word - 1 else _LINKS
    for _ in range(_HIGHEST):
        head = trees.head[at]
        if trees.kind(at) not in links or trees.upos[head] not in _NAMING or _is_placed(trees, head) or head > at:
            break
        at = head
    if links is _LINKS and not _is_placed(trees, at):  # "Ann Lee, a spokesman for Acme, a trade body, said"
        above = takewhile(lambda w: trees.kind(w) in ("appos", "nmod"), (at, *trees.above(at)))
        heads = (trees.head[w] for w in above if trees.kind(at) == "appos")
        at = next((w for w in heads if trees.upos[w] == "PROPN" and not _is_placed(trees, w)), at)
    is_near = at >= 0 and trees.sentence[at] == trees.sentence[word] and not _is_placed(trees, at)
    return at if is_near and trees.upos[at] in ("NOUN", "PROPN", "ADJ") else None


def _is_placed(trees: Trees, noun: int) -> bool:
    """Whether a noun stands after a preposition or is itself said of something."""
    return trees.child(noun, "case", "cop", "nsubj") is not None


def behind(trees: Trees, verb: int) -> int | None:
    """X of "..., said X." at the end of a clause or behind a closing mark, whatever the tree takes it for."""
    before = trees.text[verb - 1] if verb and trees.sentence[verb - 1] == trees.sentence[verb] else ""
    if "speech" not in uses(trees, verb) or trees.text[verb].endswith("ing") or before not in _BEFORE_SAID:
        return None
    if verb + 1 >= len(trees.text) or lemma_of(trees, verb) in sayings.TELLING:
        return None
    own = (phrase(trees, c)[1] for c in trees.children(verb, "nsubj") if c < verb)
    if before == "," and any(trees.text[last + 1] == "," for last in own):  # "Lee, speaking in Rome, said the vote"
        return None
    noun = verb + 1
    while trees.kind(noun) in _INSIDE and noun < trees.head[noun] <= noun + _HIGHEST:
        noun = trees.head[noun]
    if not is_nominal(trees, noun) or trees.child(noun, "case") is not None or phrase(trees, noun)[0] != verb + 1:
        return None
    last = phrase(trees, noun)[1]
    closes = last + 1 == len(trees.text) or trees.kind(last + 1) in ("punct", "case")
    return noun if closes or before in _CLOSING else None


def host(trees: Trees, cue: int) -> int:
    """The verb whose subject speaks: of "said they were held, adding" and "said it fell but insisted" that is "said".

    A tree may hang a second verb of saying on what the first one reports; its comma, its form and its want of a
    subject tell whose it is.
    """
    verb = cue
    for _ in range(_HIGHEST):
        if trees.own_subject(verb) is not None or trees.kind(verb) not in ("conj", "advcl"):
            return verb
        if not _stands_apart(trees, verb, trees.head[verb]):
            return verb
        above = [w for w in _up(trees, verb)[1:] if uses(trees, w) and trees.kind(w) != "xcomp"]
        if not above:
            return verb
        verb = above[0]
    return verb


def _stands_apart(trees: Trees, verb: int, above: int) -> bool:
    """Whether a verb goes on with what stands above a clause rather than with the clause."""
    opening = min((c for c in trees.children(verb) if trees.kind(c) in ("punct", "cc", "mark")), default=verb)
    comma = trees.text[opening] == "," or (opening > 0 and trees.text[opening - 1] == ",")
    if trees.kind(verb) == "advcl":
        return comma and trees.text[verb].endswith("ing")
    subject = trees.own_subject(above)
    if subject is not None and trees.upos[subject] == "NOUN" and not is_animate(trees.text[subject]):
        return True  # "said the vote was late but denied that": no vote denies
    infinitive = "to" in trees.forms(above, "mark")
    is_past = trees.lower[verb] in sayings.SAID and not trees.text[verb].endswith("s")
    return comma or (infinitive and is_past)


def saying_of(trees: Trees, cue: int) -> int:
    """ "saying" of "quoted X as saying"; any other cue is its own."""
    if lemma_of(trees, cue) in _QUOTING:
        return next((c for c in trees.children(cue) if trees.lower[c] == "saying"), cue)
    return cue


def _quoted_as_saying(trees: Trees, cue: int) -> Voice | None:
    """ "The paper quoted the judge as saying": the words are the judge's, the paper hands them on."""
    saying = saying_of(trees, cue)
    verb = next((w for w in _up(trees, saying) if lemma_of(trees, w) in _QUOTING and is_verb(trees, w)), None)
    if verb is None or trees.lower[saying - 1 : saying + 1] != ["as", "saying"]:
        return None
    if not trees.is_passive(verb):
        quoted = trees.child(verb, "obj", "iobj")
        return None if quoted is None else Voice(quoted, trees.own_subject(verb))
    by = (c for w in (verb, saying) for c in trees.children(w, "obl") if "by" in trees.forms(c, "case"))
    subjects = trees.children(verb, "nsubj")  # of two the second: what is quoted may stand as one
    return Voice(subjects[-1], next(by, None)) if subjects else None


def _up(trees: Trees, word: int) -> list[int]:
    return list(islice(trees.above(word), _HIGHEST))


def owner(trees: Trees, noun: int) -> int | None:
    """Whose words a noun of saying means: "his claim", "a statement by the firm", "the firm issued a statement"."""
    for found in (trees.child(noun, "nmod:poss"), _author(trees, noun)):
        if found is not None:
            return found
    verb = trees.head[noun]
    if verb < 0 or trees.kind(noun) != "obj" or lemma_of(trees, verb) not in sayings.MAKING:
        return None
    return trees.agent_of(verb) if trees.is_passive(verb) else _subject(trees, verb)


def _author(trees: Trees, noun: int) -> int | None:
    """By whom: "a post by Amy Cook", "a statement from the firm"; of a word of saying only."""
    if trees.lower[noun] not in sayings.NOUN_LEMMAS:
        return None
    for c in trees.children(noun, "nmod", "obl", "acl"):
        if trees.forms(c, "case") & {"by", "from"}:
            return c
        if trees.kind(c) == "acl" and (agent := trees.agent_of(c)) is not None:
            return agent
    behind_it = phrase(trees, noun)[1] + 1
    return trees.head[behind_it] if trees.lower[behind_it : behind_it + 1] == ["by"] else None
