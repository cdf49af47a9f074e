"""The frame of a target: facts of the sentence round it that hold whatever its words are, and the part that each word
has toward it, by the dependency tree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from dateline.polarity.wording import CUE, NAME, Word
from dateline.syntax import Trees

_NEAR = 5  # words on either side that lean on the target most
_MANY = 3  # loaded words beyond which more make no difference

# What follows a target, by kind; the first that fits has it.
FOLLOWERS = {
    ",": frozenset(",;:()"),
    CUE: frozenset({CUE}),
    "who": frozenset("who which that".split()),
    "be": frozenset("is are was were be been being am isn't wasn't weren't aren't".split()),
    "have": frozenset(
        """
        has have had having do does did does will would can could may might must shall should not never also now still
        just only even then already to
        """.split()
    ),
    "preposition": frozenset(
        """
        of by for against with from on at in about over under toward towards between among behind after before despite
        like as than into through via
        """.split()
    ),
    "and": frozenset({"and", "or"}),
}
_PREPOSITIONS = FOLLOWERS["preposition"] | {"to"}
_BEFORE_NAMES = frozenset("the a an this that these those his her its their our my your former".split()) | {NAME}
PRONOUNS = frozenset("he she him her they them his their it its himself herself themselves".split())


def before(forms: Sequence[str], first: int) -> str:
    """What governs the target: a preposition, "and", a mark, a verb of saying, the start, or some word ("-")."""
    form = next((form for form in reversed(forms[:first]) if form not in _BEFORE_NAMES), "^")
    return "," if form in ",;:" else form if form in _PREPOSITIONS or form in ("and", CUE, "^") else "-"


def after(forms: Sequence[str], last: int) -> str:
    """How the sentence goes on after the target: a verb of saying, being or having, a mark, a preposition ..."""
    form = next((form for form in forms[last:] if form != NAME), ".")
    return "." if form in ".!?" else next((kind for kind, some in FOLLOWERS.items() if form in some), "-")


def _lean(good: int, ill: int) -> str:
    return "+" if good > ill else "-" if good < ill else "0"


class Load:
    """How many words of good and of ill (by `signs` and their context), and how many names, stand before each word."""

    def __init__(self, found: Sequence[Word], signs: Mapping[str, float]) -> None:
        loads = [signs.get(w.form.removesuffix("'s"), 0.0) * (1 if w.factor > 0 else -1) for w in found]
        self._good = list(accumulate((load > 0 for load in loads), initial=0))
        self._ill = list(accumulate((load < 0 for load in loads), initial=0))
        is_name = [False, *(word.form == NAME for word in found)]
        begins = (now and not was for was, now in pairwise(is_name))
        self._names = list(accumulate(begins, initial=0))

    def between(self, first: int, last: int) -> tuple[int, int]:
        """Words of good and of ill."""
        return self._good[last] - self._good[first], self._ill[last] - self._ill[first]

    def names(self, first: int, last: int) -> int:
        return self._names[last] - self._names[first]


def frame(
    forms: Sequence[str],
    load: Load,
    target: tuple[int, int],
    within: tuple[int, int],
    mention: str,
    possessive: bool,
    quoted: str,
) -> tuple[str, ...]:
    """The facts round a target: its first word and end, those of the words that can speak of it, and `mention`."""
    (first, last), (begin, stop) = target, within
    follows = "'s" if possessive else after(forms, last)
    governs = before(forms, first)
    left, right = load.between(begin, first), load.between(last, stop)
    good, ill = left[0] + right[0], left[1] + right[1]
    near = load.between(max(begin, first - _NEAR), first), load.between(last, min(stop, last + _NEAR))
    return (
        f"before {governs}",
        f"after {follows}",
        f"between {governs} {follows}",
        f"other names {min(load.names(begin, stop) - load.names(first, last), 5)}",
        f"place {min(3, 4 * (first - begin) // (stop - begin))}",
        f"quoted {quoted}",
        f"mention {mention} {min(last - first, 4)}",
        f"leans {_lean(*left)} {_lean(*right)}",
        f"leans near {_lean(*near[0])} {_lean(*near[1])}",
        f"leans {_lean(good, ill)}",
        f"good words {min(_MANY, good)}",
        f"ill words {min(_MANY, ill)}",
    )


# Relations that are told apart; "obl" and "nmod" by their preposition, others are "other".
_RELATIONS = {
    "nsubj": "subject", "csubj": "subject", "nsubj:pass": "passive", "csubj:pass": "passive", "obj": "object",
    "iobj": "object", "obl:agent": "agent", "nmod:poss": "owner", "compound": "part", "flat": "part", "appos": "appos",
    "conj": "joined", "xcomp": "xcomp", "ccomp": "clause", "parataxis": "clause", "advcl": "aside", "acl": "told",
    "acl:relcl": "told", "root": "root", "amod": "quality", "advmod": "manner",
}  # fmt: skip
_CASES = {
    "of": "of", "for": "for", "against": "against", "with": "with", "to": "to", "from": "from", "by": "agent",
    "in": "in", "on": "in", "at": "in", "about": "about", "over": "about",
}  # fmt: skip
# Who does one of these is not what it is done to or said of: "Moss condemned the attack", "the FBI arrested Reed".
_DONE_TO = """
    condemn denounce criticize criticise accuse blame slam blast reject oppose arrest detain charge convict sentence
    jail imprison fine sue investigate prosecute indict dismiss defeat beat fire sack suspend warn fear doubt dispute
    refute rebuke reprimand censure lament mourn regret decry deplore protest question probe capture fight combat tackle
    confront counter avoid survive escape praise thank honour honor congratulate applaud commend welcome hail endorse
    reward award nominate support
"""
_DEEDS = "treat rescue save protect evacuate help prevent avert"  # good of whoever does them


def _forms(verbs: str) -> Iterator[str]:
    for verb in verbs.split():
        stem = verb.removesuffix("e")
        yield from (verb, f"{verb}s", f"{stem}ed", f"{stem}ing")


_DEED_FORMS = frozenset(_forms(_DEEDS)) | {"feeds", "fed", "feeding"}
_DONE_FORMS = frozenset(_forms(_DONE_TO)) | _DEED_FORMS | {"deny", "denies", "denied", "denying", "fought", "beaten"}
DONE, ELSEWHERE = 0.1, 0.3  # what such words, and those of a clause about others, count toward the target
_NOMINAL, _SECOND = ("PROPN", "NOUN", "PRON"), ("joined", "appos")


def relation(trees: Trees, word: int) -> str:
    """What a word is to its head, in few kinds."""
    if (known := _RELATIONS.get(trees.relation[word]) or _RELATIONS.get(trees.kind(word))) is not None:
        return known
    if trees.kind(word) not in ("obl", "nmod"):
        return "other"
    case = trees.child(word, "case")
    return _CASES.get(trees.text[case].lower(), "by the way") if case is not None else "by the way"


class Roles:
    """The words of a sentence seen from a target at start ... end in the characters of its trees."""

    def __init__(self, trees: Trees, start: int, end: int) -> None:
        self.trees = trees
        self.own: set[int] = set()
        self.above: dict[int, int] = {}  # each word the target depends on: how far up
        self.role, self.governor, self.deed = "none", "none", ""
        self.leaves, self.governing = 0, -1
        # the word of the target that depends on none of its others
        inside = range(bisect_right(trees.end, start), bisect_right(trees.start, end - 1))
        heads = (i for i in inside if trees.head[i] not in inside and trees.relation[i] != "punct")
        if not inside:
            return
        head = next(heads, inside.start)
        path = [head, *trees.above(head)]
        k = 0
        # "Ann Moss, mayor of Leeds" and the second of "Moss and Reed" have the role of the first
        while k + 1 < len(path) and relation(trees, path[k]) in _SECOND and trees.upos[path[k + 1]] in _NOMINAL:
            k += 1
        self.own, above = set(path[: k + 1]), path[k + 1 :]
        self.above = {word: i for i, word in enumerate(above)}
        self.role = relation(trees, path[k])
        if above:
            self.governing, self.governor = above[0], relation(trees, above[0])
            self.deed = trees.text[above[0]].lower() if self.role in ("subject", "agent") else ""
        # from here up, another clause begins that the target does not stand in
        self.leaves = next((i for i, w in enumerate(above, 1) if relation(trees, w) == "joined"), len(path))

    def part(self, word: int) -> tuple[str, float, str]:
        """A word's part ("governs", "own quality" ...), how far what it says is said of the target, and why not."""
        trees, below = self.trees, -1
        for at in (word, *trees.above(word)):
            if at in self.own:
                return f"own {relation(trees, below)}" if below >= 0 else "own", 1.0, ""
            if (step := self.above.get(at)) is not None:
                near = min(step, 2)
                if below < 0:
                    return ("governs", "governs 2", "governs 3")[near], *self._share(step, below, at)
                place = f"{('beside', 'above', 'far')[near]} {relation(trees, below)}"
                return place, *self._share(step, below, at)
            below = at
        return "far", 1.0, ""

    def _share(self, step: int, below: int, head: int) -> tuple[float, str]:
        kind = relation(self.trees, below) if below >= 0 else ""
        if kind in ("joined", "aside", "clause") and self.trees.is_clause(below):
            # a clause beside the target's with a subject of its own, or the target is not the one they share
            own = kind != "clause" and self.trees.own_subject(below) is not None
            of_others = own or (kind == "joined" and (self.role != "subject" or head != self.governing))
        else:
            of_others = False
        if step >= self.leaves or of_others:
            return ELSEWHERE, "in another clause"
        if step == 0 and self.deed in _DONE_FORMS and (below >= 0 or self.deed not in _DEED_FORMS):
            return DONE, "done by the target"
        return 1.0, ""
