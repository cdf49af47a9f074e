"""What part each word of a sentence has toward a target, by the dependency tree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from dateline.syntax import Trees

# Relations that are told apart; "obl" and "nmod" by their preposition, others are "other".
_RELATIONS = {
    "nsubj": "subject", "csubj": "subject", "nsubj:pass": "passive", "csubj:pass": "passive", "obj": "object",
    "iobj": "object", "obl:agent": "agent", "nmod:poss": "owner", "compound": "part", "flat": "part", "appos": "appos",
    "conj": "joined", "xcomp": "xcomp", "ccomp": "clause", "parataxis": "clause", "advcl": "aside", "acl": "told",
    "acl:relcl": "told", "root": "root", "amod": "quality", "advmod": "manner",
}  # fmt: skip
_PREPOSITIONS = {
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
    return _PREPOSITIONS.get(trees.text[case].lower(), "by the way") if case is not None else "by the way"


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
        """What part a word has ("governs", "own quality", "beside object" of the same verb, "far" ...), how far what it
        says is said of the target, and why it is not."""
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
        if step >= self.leaves or (below >= 0 and self._is_of_others(below, head)):
            return ELSEWHERE, "in another clause"
        if step == 0 and self.deed in _DONE_FORMS and (below >= 0 or self.deed not in _DEED_FORMS):
            return DONE, "done by the target"
        return 1.0, ""

    def _is_of_others(self, clause: int, head: int) -> bool:
        """Whether a clause beside the target's has a subject of its own, or the target is not the one they share."""
        kind = relation(self.trees, clause)
        if kind not in ("joined", "aside", "clause") or not self.trees.is_clause(clause):
            return False
        own = self.trees.own_subject(clause) is not None
        return (own and kind != "clause") or (kind == "joined" and (self.role != "subject" or head != self.governing))
