"""Sentences of the treebanks rewritten as newspapers have them, which treebanks hardly have.

Headlines: no articles, no "was", no full stop, the present tense, capitals in one of three ways. And days without their
"on": "the Senate passed the bill Tuesday".
"""

from __future__ import annotations

import random
from collections.abc import Callable

import simplemma
from treebank import Tree

LONGEST = 25  # words of a sentence that may become a headline
SHARE = 0.35  # of the sentences that could
TIMES = 3  # how often a sentence with a bare day is met in a round
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
BE = frozenset("am is are was were be been being".split())
SMALL = frozenset("a an the of in on to for and or but at by with from as is nor after over".split())


def without(tree: Tree, dropped: set[int], forms: list[str], relations: list[str]) -> Tree | None:
    """The tree less some words, on which no other may depend."""
    kept = [i for i in range(len(forms)) if i not in dropped]
    if not kept or dropped & {tree.heads[i] for i in kept}:
        return None
    new = {i: k for k, i in enumerate(kept)} | {-1: -1}
    spans, at = [], 0
    for i in kept:
        spans.append((at, at + len(forms[i])))
        at += len(forms[i]) + 1
    text = " ".join(forms[i] for i in kept)
    heads = [new[tree.heads[i]] for i in kept]
    tags = [tree.upos[i] for i in kept], [tree.xpos[i] for i in kept]
    return Tree(text, tree.genre, spans, *tags, heads, [relations[i] for i in kept])


def present(form: str, plural: bool) -> str:
    """ "passes" of "passed"."""
    lemma = simplemma.lemmatize(form.lower(), lang="en")
    if plural:
        return lemma
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{lemma}es"
    return f"{lemma[:-1]}ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else f"{lemma}s"


def titled(form: str) -> str:
    return form if form.lower() in SMALL else form[:1].upper() + form[1:]


def headline(tree: Tree) -> Tree | None:
    """The sentence as a headline, where it has a verb in the past with a subject."""
    root, forms, xpos = tree.heads.index(-1), tree.forms, list(tree.xpos)
    subject = next((i for i, h in enumerate(tree.heads) if h == root and tree.relations[i].startswith("nsubj")), None)
    if len(forms) > LONGEST or subject is None or tree.upos[root] != "VERB" or '"' in forms or "“" in forms:
        return None
    dropped = {i for i, form in enumerate(forms) if form.lower() in ("a", "an", "the") and tree.relations[i] == "det"}
    auxiliary = [i for i, h in enumerate(tree.heads) if h == root and tree.relations[i] in ("aux", "aux:pass")]
    if len(auxiliary) == 1 and forms[auxiliary[0]].lower() in BE:
        dropped.add(auxiliary[0])
    elif xpos[root] == "VBD" and not auxiliary:
        plural = xpos[subject] in ("NNS", "NNPS") or forms[subject].lower() in ("they", "we", "you", "i")
        forms[root], xpos[root] = present(forms[root], plural), "VBP" if plural else "VBZ"
    else:
        return None
    if forms[-1] == ".":
        dropped.add(len(forms) - 1)
    style: Callable[[str], str] = random.choice([titled, titled, titled, str, str, str.upper])
    if style is str and 0 in dropped and tree.upos[1 % len(forms)] not in ("PROPN", "X"):
        forms[1 % len(forms)] = titled(forms[1 % len(forms)])
    changed = Tree(tree.text, tree.genre, tree.spans, tree.upos, xpos, tree.heads, tree.relations)
    return without(changed, dropped, [style(form) for form in forms], tree.relations)


def bare_day(tree: Tree) -> Tree | None:
    """The sentence with its days bare, where one has an "on"."""
    dropped, relations = set(), list(tree.relations)
    for i, form in enumerate(tree.forms):
        below = [c for c, h in enumerate(tree.heads) if h == i]
        if form.lower() not in DAYS or relations[i] not in ("obl", "nmod"):
            continue
        if [tree.forms[c].lower() for c in below if relations[c] == "case"] == ["on"]:
            dropped |= {c for c in below if relations[c] == "case"}
            relations[i] += ":unmarked"
    return without(tree, dropped, tree.forms, relations) if dropped else None


def rewritten(trees: list[Tree]) -> list[Tree]:
    """Headlines of some of the sentences, and those with bare days."""
    made = [headline(tree) for tree in trees if random.random() < SHARE]
    made += [bare_day(tree) for tree in trees] * TIMES
    return [tree for tree in made if tree is not None and len(tree.spans) > 2]
