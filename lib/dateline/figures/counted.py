"""What a number is a number of: the noun it counts, or that an amount is an amount of, by the tree of its sentence."""

from __future__ import annotations

import re
from bisect import bisect_right

from dateline.figures import cues
from dateline.figures.numerals import Numeral
from dateline.reading import Reading
from dateline.segments.tokenization import tokens
from dateline.syntax import trees_of

Span = tuple[int, int]

_NOUNS = ("NOUN", "PROPN")
_BEFORE_NOUN = ("ADJ", "NOUN", "PROPN", "ADV", "CCONJ", "PUNCT")
_FARTHEST = 6  # words from a number to the noun that it counts
_FEW = 10  # "talked about two men": below, a word that can place a thing does not bound a count
_NO_STUFF = frozenset(
    "total all advance return exchange addition order turn place response part area size length height width depth "
    "case diameter weight age fact cash court prison jail tall high long wide deep away debt more".split()
)
# what these say of their subject is a number: "profit rose 12 percent"
_MEASURING = frozenset(
    """
    rise rises rose risen rising fall falls fell fallen falling climb climbs climbed drop drops dropped dropping
    increase increases increased increasing decrease decreases decreased grow grows grew grown decline declines declined
    jump jumps jumped slip slips slipped slump slumped surge surges surged soar soars soared plunge plunged shrink
    shrinks shrank shrunk gain gained double doubled total totals totalled totaled reach reaches reached stand stands
    stood amount amounts amounted average averages averaged remain remains remained cost costs weigh weighs weighed
    exceed exceeds exceeded swell swelled tumble tumbled
    """.split()
)


class Counted:
    """The trees of an article, asked what a number between two characters is of."""

    def __init__(self, reading: Reading) -> None:
        words = tokens(reading)
        self.text, self.trees = reading.article.text, trees_of(reading)
        self.lemmas = dict(zip(words["text"], words["lemma"], strict=True))

    def of_count(self, n: Numeral, end: int, stop: int) -> tuple[bool, Span | None]:
        """Whether a number counts something, and what: a noun, or nothing that is named ("killed 23")."""
        text, trees = self.text, self.trees
        first, last = self._at(n.start), self._at(end - 1)
        if text[end : end + 1] == "-":
            noun = cues.CUES["hyphened"].match(text, end, stop)
            return noun is not None, noun.span("noun") if noun else None
        if cues.CUES["uncounted"].match(text, end, stop):
            return False, None
        if text.startswith(" of ", end):
            whole = self._behind_of(end + 1)
            is_whole = whole > last and (trees.upos[whole] == "PRON" or self._is_plural(whole)) and n.value != 1
            return is_whole, self._phrase(whole, last) if is_whole and trees.upos[whole] != "PRON" else None
        if (counts := self._counts(first, last, n.value)) is not None:
            return True, self._phrase(counts, last)
        if state := cues.CUES["states"].match(text, end, stop):
            return True, state.span("state")
        word, head = self._head(first, last)
        is_said = trees.kind(word) in ("nsubj", "obj") and head >= 0
        is_many = n.form == "vague" and trees.kind(word) == "nsubj"
        is_said = is_said and (is_many or trees.text[head].lower() in cues.HARMING)
        is_written = (n.scale >= 1000 and not n.letter) or "," in text[n.start : end]
        return is_said or (is_written and n.value >= 1000 and not cues.CUES["name_behind"].match(text, end)), None

    def of_amount(self, kind: str, start: int, end: int) -> Span | None:
        """What an amount is of: "$5 million of aid", "a $5 million fine", "a loss of 3%", "sales rose 3%"."""
        text, trees = self.text, self.trees
        first, last = self._at(start), self._at(end - 1)
        if of := cues.CUES["of"].match(text, end):
            stuff = self._behind_of(of.end() - 2)
            is_stuff = stuff > last and trees.upos[stuff] in _NOUNS
            of_what = self._phrase(stuff, last) if is_stuff else None  # within 100 miles of the coast
            return None if of_what and kind == "length" and of_what[0] != of.end() else of_what
        if kind == "money" and (inside := cues.CUES["in"].match(text, end)):
            stuff = self._behind_of(inside.end() - 2)
            is_stuff = stuff > last and trees.upos[stuff] == "NOUN" and trees.text[stuff].lower() not in _NO_STUFF
            if is_stuff and self._phrase(stuff, last)[0] == inside.end():
                return self._phrase(stuff, last)
        noun = self._noun_after(first, last, kind == "share") if text[end : end + 1] in (" ", "-") else None
        if noun is not None and trees.text[noun].lower() not in _NO_STUFF:
            return self._phrase(noun, last)
        if behind := cues.CUES["of_before"].search(text, max(start - 40, 0), start):
            return self.noun_before(behind.start())
        said = next((w for w in range(first, last + 1) if trees.child(w, "cop") is not None), None)
        if said is None and (head := self._head(first, last)[1]) >= 0 and trees.text[head].lower() in _MEASURING:
            said = head
        is_told = kind != "speed" and (kind != "length" or cues.CUES["dimension"].match(text, end) is not None)
        return self._subject(said, first, kind == "age") if said is not None and is_told else None

    def noun_before(self, start: int) -> Span | None:
        """The noun right before some characters, over a comma: "the man, aged 44"."""
        word = self._at(start) - 1
        word -= word > 0 and self.trees.text[word] == ","
        while word > 0 and self.trees.kind(word) == "flat":
            word = self.trees.head[word]
        is_noun = word >= 0 and self.trees.sentence[word] == self.trees.sentence[self._at(start)]
        return self._phrase(word) if is_noun and self.trees.upos[word] in _NOUNS else None

    def has_noun(self, end: int) -> bool:
        """Whether a number that ends here counts a noun."""
        return self._counts(last := self._at(end - 1), last, 2) is not None

    def is_bounded(self, start: int, n: Numeral) -> bool:
        """Whether "about", "over" and their like bound a count, and do not say where or of what."""
        trees, word = self.trees, self._at(start)
        if word == 0 or trees.sentence[word - 1] != trees.sentence[word] or trees.upos[word - 1] == "PUNCT":
            return True
        is_near = self._at(n.start) <= trees.head[word] <= self._at(n.end - 1)
        is_of = trees.text[word].lower() in ("about", "over") and trees.upos[word - 1] in _NOUNS  # a row over 300 jobs
        return n.value >= _FEW and is_near and not is_of

    def _at(self, offset: int) -> int:
        """The word that a character stands in, or the last before it."""
        return bisect_right(self.trees.start, offset) - 1

    def _behind_of(self, offset: int) -> int:
        """The word that the "of" at a character belongs to; -1 where another preposition stands between."""
        word = self._at(offset)
        noun = self.trees.head[word]
        return -1 if {"ADP", "SCONJ", "PUNCT"} & set(self.trees.upos[word + 1 : noun]) else noun

    def _head(self, first: int, last: int) -> tuple[int, int]:
        """Of the words of a number the one that depends on a word outside, and that word (-1: it is the root)."""
        heads = [(w, self.trees.head[w]) for w in range(first, last + 1) if not first <= self.trees.head[w] <= last]
        ahead = [pair for pair in heads if pair[1] > last]
        return (ahead or heads or [(last, -1)])[-1]

    def _noun_after(self, first: int, last: int, is_share: bool = False) -> int | None:
        """The noun that the words of a number stand before: "5,000 new cases"."""
        trees, noun = self.trees, self._head(first, last)[1]
        if noun <= last or not self._is_noun(noun):  # a number misread: what follows it at once is counted
            noun = last + 1
            while noun < len(trees.head) and trees.upos[noun] == "ADJ" and trees.head[noun] > noun:
                noun += 1
            if noun >= len(trees.head) or trees.sentence[noun] != trees.sentence[last]:
                return None
        between = range(last + 1, noun)
        is_near = self._is_noun(noun) and noun - last <= _FARTHEST
        allowed = (*_BEFORE_NOUN, "DET", "PRON") if is_share else _BEFORE_NOUN
        is_near = is_near and all(trees.upos[w] in allowed or trees.relation[w] == "amod" for w in between)
        return noun if is_near and not any(trees.text[w] in (",", "(", "—", ";", ":") for w in between) else None

    def _is_noun(self, word: int) -> bool:
        """Whether a word is a noun or, like a "fine", stands for one."""
        upos, kind = self.trees.upos[word], self.trees.kind(word)
        return upos in _NOUNS or (upos in ("ADJ", "ADV") and kind in ("nsubj", "obj"))

    def _counts(self, first: int, last: int, value: float) -> int | None:
        """The noun after a number, where it is one that so many can be of."""
        trees, noun = self.trees, self._noun_after(first, last)
        if noun is None or cues.CUES["uncounted"].match(f" {trees.text[noun]}"):
            return None
        if first and trees.upos[first - 1] == "PROPN" and trees.text[first][0].isdigit():
            is_tied = trees.head[first - 1] in (first, noun) or trees.head[first] == first - 1
            if is_tied and trees.sentence[first - 1] == trees.sentence[first]:  # a Boeing 747
                return None
        if trees.kind(noun) == "compound" and trees.head[noun] == noun + 1 and self._is_plural(noun + 1):
            noun += 1  # 12 measles cases
        return noun if (value == 1 and trees.upos[noun] == "NOUN") or self._is_plural(noun) else None

    def _is_plural(self, noun: int) -> bool:
        word, upos = self.trees.text[noun], self.trees.upos[noun]
        if word.lower() in cues.PLURALS:
            return True
        has_s = word.lower().endswith("s") and not word.lower().endswith("ss")
        return has_s and (upos == "PROPN" or (upos == "NOUN" and self.lemmas.get(word, word) != word.lower()))

    def _subject(self, said: int, first: int, is_age: bool) -> Span | None:
        """The noun that something is said of, before a number; whom "who" means, of an age alone."""
        trees = self.trees
        is_shared = trees.kind(said) == "conj" and trees.own_subject(said) is None
        verb = trees.head[said] if is_shared else said
        own = trees.own_subject(verb)
        subject = trees.subject_of(verb) if is_age and own is not None else own
        is_intended = any(trees.text[mark].lower() == "to" for mark in trees.children(said, "mark"))
        is_noun = subject is not None and subject < first and trees.upos[subject] in _NOUNS
        return self._phrase(subject) if subject is not None and is_noun and not is_intended else None

    def _phrase(self, noun: int, after: int = -1) -> Span:
        """A noun with what describes it before: "new cases"; nothing up to the word `after`."""
        trees, first, last = self.trees, noun, noun
        while first - 1 > after and first <= trees.head[first - 1] <= noun:
            is_part = trees.kind(first - 1) in ("amod", "compound", "flat")
            if not is_part or re.search(r"\d|^\W", word := trees.text[first - 1]) or word.lower() in _NO_STUFF:
                break
            first -= 1
        while last + 1 < len(trees.head) and trees.head[last + 1] == noun and trees.kind(last + 1) == "flat":
            last += 1
        return trees.start[first], trees.end[last]
