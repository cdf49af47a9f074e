"""Who speaks each quotation: its own sentence first, then what carries over from those before and after."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from dateline.attribution import cue_speakers as who
from dateline.attribution.animacy import can_speak, is_animate
from dateline.attribution.cue_speakers import Attribution, Voice, is_saying_noun
from dateline.attribution.marks import Span
from dateline.attribution.statements import Narration, is_inserted, is_unsaid, leaning_clause, split_clause
from dateline.syntax import Trees, phrase

_DASHES = frozenset(("-", "–", "—", "―", "--"))
_GOING_ON = _DASHES | {","}
_MARKS = "\"“”'’»"
_OWN_WORDS = frozenset(["speech", "finding", "naming", "bidding", "accusing", "owning"])  # uses; others lean on these
_FAR = 8  # sentences back
_SHORT = 8  # words of a sentence that does nothing but attribute the one before
_LONG = 5  # words of a quotation that may go on with the voice before
_WIDE = 100  # words between a cue and what it takes
_REACH = 40  # words of narration beside a quotation


class Speakers:
    """The speakers of the quotations of some trees.

    Arguments:
        text: the article's.
        trees: its trees.
        spans: quotations that stand in no other of them.
        paragraphs: where each paragraph starts.
        holders: the quotation that each of them stands in, whose words alone tell its speaker; None for outer ones.
    """

    def __init__(
        self, text: str, trees: Trees, spans: list[Span], paragraphs: list[int], holders: list[Span] | None = None
    ) -> None:
        self.text, self.trees, self.spans, self.paragraphs = text, trees, spans, paragraphs
        self.told = Narration(trees, spans)
        self._tops: dict[range, int | None] = {}  # the highest word of some
        self.words = [self._words_of(span) for span in spans]
        whole = (0, len(trees.text))
        self.bounds = [self._words_of(span) for span in holders] if holders else [whole] * len(spans)

    def _words_of(self, span: Span) -> tuple[int, int]:
        return bisect_left(self.trees.start, span.start), bisect_left(self.trees.start, span.end)

    def _paragraph(self, word: int) -> int:
        return bisect_right(self.paragraphs, self.trees.start[word])

    def _is_bare(self, words: range) -> bool:
        """Whether some words hold any of the narration."""
        return bool(words) and self.told.bare[words.stop] > self.told.bare[words.start]

    def _last_mark(self, q: int) -> str:
        """What a quotation ends with, inside its marks."""
        return self.text[self.spans[q].start : self.spans[q].end].rstrip(_MARKS)[-1:]

    def _beside(self, q: int) -> tuple[range, range]:
        """The words of narration before and behind a quotation, in its sentences and up to the quotations beside it."""
        trees, (lo, hi), (low, high) = self.trees, self.words[q], self.bounds[q]
        begin = max(trees.words_of(lo).start, self.words[q - 1][1] if q else 0, lo - _REACH, low)
        end = trees.words_of(hi - 1).stop
        if end == hi < len(trees.text) and self._paragraph(hi) == self._paragraph(hi - 1):
            goes_on = trees.text[hi][0].islower() or trees.text[hi] in _GOING_ON
            end = trees.words_of(hi).stop if goes_on or self._attributes(q) else end
        if q + 1 < len(self.words):
            end = min(end, self.words[q + 1][0])
        return range(begin, lo), range(hi, max(hi, min(end, hi + _REACH, high)))

    def _attributes(self, q: int) -> bool:
        """Whether the sentence behind does nothing but attribute it: "... for good." Smith said. / "Why?" he asked."""
        trees, after = self.trees, self.trees.words_of(self.words[q][1])
        is_called = self._last_mark(q) in ("?", "!")
        root = next(w for w in after if trees.head[w] not in after)
        says = "speech" in who.uses(trees, root) or (trees.upos[root] == "VERB" and len(after) <= _LONG)
        if not (self.spans[q].closed and says and len(after) <= (_REACH if is_called else _SHORT)):
            return False
        more = trees.child(root, "ccomp", "xcomp", "obj", *(() if is_called else ("advcl",)))
        return trees.own_subject(root) is not None and more is None and self.told.quote[after.start] < 0

    # one quotation

    def own(self, q: int) -> Attribution | None:
        """The speaker that the sentence of a quotation names."""
        if self.words[q][0] >= self.words[q][1]:
            return None
        before, after = self._beside(q)
        adjoining = (self._at(q, w, "after") for w in after if self._adjoins(q, w))
        return self._signature(after) or next(adjoining, None) or self._reached(q) or self._introduced(q, before)

    def _adjoins(self, q: int, cue: int) -> bool:
        """Whether a verb of saying and its subject stand right behind a quotation that goes on to them."""
        trees, hi = self.trees, self.words[q][1]
        begin = hi + (trees.text[hi] in (",", "—", "–", "--"))
        if "speech" not in who.uses(trees, cue):
            return False
        if cue == begin:
            return who.behind(trees, cue) is not None
        subject = trees.own_subject(cue)
        goes_on = self._ends(q) or begin > hi or trees.sentence[hi] != trees.sentence[hi - 1]
        return goes_on and subject is not None and phrase(trees, subject)[0] == begin <= subject < cue

    def _ends(self, q: int) -> bool:
        """Whether a quotation ends as one that goes on to who says it."""
        return self._last_mark(q) in ",?!—–…"

    def _at(self, q: int, cue: int, rule: str, confidence: float | None = None) -> Attribution | None:
        """The speaker at a cue, outside of marks."""
        trees, quote = self.trees, self.told.quote
        found, cue = who.voice_at(trees, cue), who.saying_of(trees, cue)
        if found is None or quote[found.speaker] >= 0:
            found = self._hung_elsewhere(q, cue)
        if found is None or quote[found.speaker] >= 0:
            return None
        sure = who.sureness(trees, cue) if confidence is None else confidence
        if found.via is not None:
            rule, sure = "quoted", min(sure, 0.9)
        rule = "according" if who.is_leaning(trees, cue) else rule
        return who.attribution(trees, cue, self._named_above(cue, found), sure, rule)

    def _hung_elsewhere(self, q: int, cue: int) -> Voice | None:
        """The noun between a quotation and the verb behind it, which the tree may hang into the quotation."""
        trees, (lo, hi) = self.trees, self.words[q]
        if cue < hi or trees.upos[cue] != "VERB":
            return None
        inside = [w for w in range(hi, min(cue, hi + _REACH)) if lo <= trees.head[w] < hi]
        behind = [w for w in trees.children(cue, "obj", "obl:unmarked", "iobj") if w > cue]
        lemma = who.lemma_of(trees, cue)
        names = (w for w in (*inside, *behind) if who.is_nominal(trees, w) and can_speak(trees, w, lemma))
        return next((Voice(word) for word in names), None)

    def _named_above(self, cue: int, found: Voice) -> Voice:
        """Whom "he" means in "condemned what he called" and "according to the mayor, ...," he said."""
        trees, head = self.trees, self.trees.head[cue]
        if trees.upos[found.speaker] != "PRON":
            return found
        is_what = head >= 0 and any(trees.lower[c] == "what" for c in (head, *trees.children(cue)))
        ahead = (w for w in trees.words_of(cue) if w < cue and who.is_leaning(trees, w) and self.told.quote[w] < 0)
        verbs = (w for w in (head, *trees.above(head)) if who.is_verb(trees, w)) if is_what else ahead
        above = next(verbs, None)
        named = who.voice_at(trees, above) if above is not None else None
        is_name = named is not None and trees.upos[named.speaker] != "PRON" and self.told.quote[named.speaker] < 0
        return named if named is not None and is_name else found

    def _reached(self, q: int) -> Attribution | None:
        """The nearest cue that takes the quotation: X said that it was "...", X's claim that "...", "...," said X."""
        trees, (lo, hi) = self.trees, self.words[q]
        begin, end = trees.words_of(lo).start, max(trees.words_of(hi - 1).stop, self._beside(q)[1].stop)
        near = (
            *range(max(begin, lo - _WIDE, self.bounds[q][0]), lo),
            *range(hi, min(end, hi + _WIDE, self.bounds[q][1])),
        )
        ranked = []
        for cue in (w for w in near if self.told.quote[w] < 0):
            sizes = [last - first for first, last in self._reach(q, cue) if first <= hi - 1 and lo <= last]
            if sizes:
                says = cue >= hi and self._is_direct(q, cue)
                leans = not (who.uses(trees, cue) & _OWN_WORDS or who.is_leaning(trees, cue) or says)
                ranked.append((leans, not says, min(sizes), cue))
        made = (self._at(q, cue, "after" if cue >= hi else "before") for *_, cue in sorted(ranked))
        return next((found for found in made if found), None)

    def _reach(self, q: int, cue: int) -> Iterator[tuple[int, int]]:
        """First and last word of what a cue may take in."""
        trees = self.trees
        if who.is_leaning(trees, cue):
            clause = leaning_clause(trees, cue)
            if clause is not None:
                yield trees.first[clause], trees.last[clause]
        elif is_saying_noun(trees, cue):
            yield cue + 1, trees.last[cue]
        elif who.uses(trees, cue) or self._is_direct(q, cue):
            yield cue + 1, trees.last[cue]
            for c in trees.children(cue, "ccomp", "obj", "xcomp", "parataxis", "nsubj:pass"):
                if c < cue:
                    yield trees.first[c], trees.last[c]
            if is_inserted(trees, cue):
                clause = split_clause(trees, cue)
                yield trees.first[clause], trees.last[clause]

    def _is_direct(self, q: int, verb: int) -> bool:
        """Whether any verb says a quotation: "...," she laughed. / He reacted, "..." """
        trees, (lo, hi) = self.trees, self.words[q]
        opens = lo > 0 and trees.text[lo - 1] in (",", ":") and trees.text[lo + 1 : lo + 2] > ["@"]
        closes = verb >= hi and (self._ends(q) or trees.text[hi] == ",")
        linked = lo <= trees.head[verb] < hi or any(
            lo <= c < hi for c in trees.children(verb, "ccomp", "obj", "parataxis")
        )
        return who.is_verb(trees, verb) and linked and (closes or (opens and verb < lo))

    def _signature(self, after: range) -> Attribution | None:
        """ "..." — A Name"""
        trees = self.trees
        if len(after) < 2 or trees.text[after[0]] not in _DASHES:
            return None
        rest = (w for w in after[1:] if trees.upos[w] != "PROPN" and trees.text[w] != ".")
        end = next(rest, after.stop)
        if end != after.stop and trees.kind(end) != "punct":
            return None
        while end > after[1] and trees.text[end - 1] == ".":
            end -= 1
        if end == after[1]:
            return None
        start, stop = trees.start[after[1]], trees.end[end - 1]
        return Attribution(start, stop, trees.text[after[0]], 0.9, "signed", None, (((start, start, stop),),))

    def _introduced(self, q: int, before: range) -> Attribution | None:
        """X: "...": who or what stands before a colon, or before a comma with a verb of saying."""
        trees, mark = self.trees, self.trees.text[before[-1]] if before else ""
        if mark not in (":", ","):
            return None
        said = [w for w in before if who.uses(trees, w) & {"speech", "thought"} and not is_unsaid(trees, w)]
        made = next((found for cue in reversed(said) if (found := self._at(q, cue, "before"))), None)
        if made is None and (mark == ":" or before[-2:].start in said):
            return self._main_subject(before, 0.7, "colon")
        return made

    @cached_property
    def _depths(self) -> list[int]:
        """How many words stand above each, up to the root."""
        depths = [0] * len(self.trees.head)
        order = [word for word, head in enumerate(self.trees.head) if head < 0]
        for word in order:
            for below in self.trees.children(word):
                depths[below] = depths[word] + 1
                order.append(below)
        return depths

    def _main_subject(self, words: range, confidence: float, rule: str) -> Attribution | None:
        """The subject of the highest clause of some words, or the noun that is all there is."""
        trees = self.trees
        if words not in self._tops:  # many quotations may ask for those of one long sentence
            inside = (w for w in words if trees.upos[w] != "PUNCT")
            self._tops[words] = min(inside, key=self._depths.__getitem__, default=None)
        top = self._tops[words]
        found = trees.own_subject(top) if top is not None else None
        if top is not None and found is None and trees.upos[top] in ("PROPN", "NOUN"):
            found = who.owner(trees, top) or top
        if found is None or found not in words or self.told.quote[found] >= 0 or not can_speak(trees, found, ""):
            return None
        if trees.upos[found] not in ("PROPN", "PRON") and not is_animate(trees.text[found]):
            return None
        cue = words[-1] if trees.text[words[-1]] == ":" else found
        made = who.attribution(trees, cue, Voice(found), confidence, rule)
        return made if cue != found else replace(made, cue="")

    # sentences round it

    def all(self) -> list[Attribution | None]:
        """An attribution, or None, for each quotation."""
        found: list[Attribution | None] = [None] * len(self.spans)
        for q, (lo, hi) in enumerate(self.words):
            if lo >= hi:
                continue
            previous = found[q - 1] if q and self.words[q - 1][1] > self.trees.words_of(lo).start else None
            mine = self.own(q)
            if mine is None and previous is not None:
                mine = replace(previous, confidence=round(0.9 * previous.confidence, 2), rule="same")
            mine = mine or self._somewhere(q)
            if mine is None and (self._is_alone(q) or (self.trees.words_of(lo).start == lo and hi - lo > _LONG)):
                mine = self._carried(q, found)
            found[q] = mine
        self._look_ahead(found)
        return found

    def _is_alone(self, q: int) -> bool:
        lo, hi = self.words[q]
        return not self._is_bare(range(self.trees.words_of(lo).start, self.trees.words_of(hi - 1).stop))

    def _somewhere(self, q: int) -> Attribution | None:
        """Any verb of saying elsewhere in the sentence, then any noun of saying with its owner before the quotation."""
        trees, (lo, hi) = self.trees, self.words[q]
        first, stop = trees.words_of(lo).start, trees.words_of(hi - 1).stop
        near = range(max(first, lo - _REACH), min(stop, hi + _REACH))
        bare = [w for w in near if self.told.quote[w] < 0]
        # "people who want a “super fund”" say nothing
        wanted = {"speech", "thought"} if hi - lo > _SHORT else {"speech"}
        said = [w for w in bare if who.uses(trees, w) & wanted or who.is_leaning(trees, w)]
        for cue in sorted(said, key=lambda w: (self._depths[w], abs(w - lo))):
            if not is_unsaid(trees, cue) and (found := self._at(q, cue, "sentence", 0.7)):
                return found
        nouns = (w for w in reversed(bare) if w < lo and is_saying_noun(trees, w))
        return next((found for noun in nouns if (found := self._at(q, noun, "owner", 0.6))), None)

    def _carried(self, q: int, found: list[Attribution | None]) -> Attribution | None:
        """A quotation that stands alone goes on with the voice of the sentence before, or of the paragraph before."""
        here, at, leaning = self._paragraph(self.words[q][0]), self.trees.words_of(self.words[q][0]).start - 1, None
        for _ in range(_FAR):
            if at < 0 or self._paragraph(at) < here - 1:
                break
            words, is_here = self.trees.words_of(at), self._paragraph(at) == here
            if spoken := self._voice_of(q, words, found):
                sure = min(spoken.confidence, 0.9) * (0.9 if is_here else 0.8)
                return replace(spoken, confidence=round(sure, 2), rule="carried")
            subject = self._main_subject(words, 0.4, "carried")
            if subject is not None and (is_here or self.trees.text[words[-1]] == ":"):
                return subject
            leaning = leaning or (replace(subject, confidence=0.3) if subject else None)
            at = words.start - 1
        return leaning

    def _voice_of(self, q: int, words: range, found: list[Attribution | None]) -> Attribution | None:
        """Who speaks last in a sentence: its last quotation, else its first verb of saying."""
        trees = self.trees
        for number in dict.fromkeys(self.told.quote[w] for w in reversed(words)):
            if number >= 0 and (spoken := found[number]) is not None:
                return spoken
        bare = (w for w in words if self.told.quote[w] < 0)
        said = (w for w in bare if "speech" in who.uses(trees, w) or who.is_leaning(trees, w))
        voices = (self._at(q, cue, "carried", 0.7) for cue in said if not is_unsaid(trees, cue))
        return next((made for made in voices if made), None)

    def _look_ahead(self, found: list[Attribution | None]) -> None:
        """A quotation that stands alone belongs to the attribution that follows in the same paragraph."""
        for q in range(len(found) - 1):
            mine, theirs = found[q], found[q + 1]
            end, begin = self.words[q][1], self.words[q + 1][0]
            is_near = self._paragraph(end - 1) == self._paragraph(begin) and not self._is_bare(range(end, begin))
            is_free = self._is_alone(q) and (mine is None or mine.rule == "carried")
            if theirs is not None and theirs.rule in ("after", "according", "quoted") and is_near and is_free:
                found[q] = replace(theirs, confidence=round(0.8 * theirs.confidence, 2), rule="ahead")
