"""Who speaks each quotation: its own sentence first, then what carries over from those before and after."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from dateline.attribution.marks import Span
from dateline.attribution.phrases import is_saying_noun
from dateline.attribution.speakers import (
    Attribution,
    Voice,
    attribution,
    is_leaning,
    is_nominal,
    is_person,
    is_verb,
    owner,
    saying_of,
    sureness,
    uses,
    voice_at,
)
from dateline.attribution.statements import Extents, is_inserted, is_unsaid
from dateline.segments.wordlists import CALENDAR_WORDS
from dateline.syntax import Trees

_MARKS = "\"“”'’»"
_DASHES = frozenset(("-", "–", "—", "―", "--"))
_OWN_WORDS = frozenset(["speech", "finding", "naming", "bidding", "accusing", "denying"])  # uses; others lean on these
_OUTSIDE = frozenset("nsubj advmod amod det nummod compound discourse".split())  # relations of what is not said
_HIGHEST = 20  # steps up a tree
_FAR = 8  # sentences back
_SHORT = 8  # words of a sentence that does nothing but attribute the one before
_LONG = 5  # words of a quotation that may go on with the voice before, words of the narration behind it
_REACH = 40  # words of narration beside a quotation


class Speakers:
    """The speakers of the quotations of some trees.

    Arguments:
        text: the article's.
        trees: its trees.
        spans: quotations that stand in no other of them.
        extents: of the trees, with these quotations.
        paragraphs: where each paragraph starts.
        holders: the quotation that each of them stands in, whose words alone tell its speaker; None where it is in none.
    """

    def __init__(
        self,
        text: str,
        trees: Trees,
        spans: list[Span],
        paragraphs: list[int],
        holders: list[Span] | None = None,
    ) -> None:
        self.text, self.trees, self.spans, self.paragraphs = text, trees, spans, paragraphs
        self.extents = Extents(trees, spans)
        self.words = [self._words_of(span) for span in spans]
        whole = (0, len(trees.text))
        self.bounds = [self._words_of(span) for span in holders] if holders else [whole] * len(spans)

    def _words_of(self, span: Span) -> tuple[int, int]:
        return bisect_left(self.trees.start, span.start), bisect_left(self.trees.start, span.end)

    # places

    def _paragraph(self, word: int) -> int:
        return bisect_right(self.paragraphs, self.trees.start[word])

    def _sentence(self, word: int) -> tuple[int, int]:
        """First word and end of the sentence that a word stands in."""
        number = self.trees.sentence[word]
        return bisect_left(self.trees.sentence, number), bisect_right(self.trees.sentence, number)

    def _before(self, q: int) -> range:
        """The words of narration before a quotation, in its sentence and behind the quotation before."""
        lo = self.words[q][0]
        begin = max(self._sentence(lo)[0], self.words[q - 1][1] if q else 0, lo - _REACH, self.bounds[q][0])
        return range(begin, lo)

    def _after(self, q: int) -> range:
        """The words of narration behind a quotation, in its sentence and before the next quotation."""
        hi = self.words[q][1]
        end = self._sentence(hi - 1)[1]
        if end == hi < len(self.trees.text) and self._paragraph(hi) == self._paragraph(hi - 1):
            following = self.trees.text[hi]
            if following[0].islower() or following == "," or following in _DASHES:
                end = self._sentence(hi)[1]
        if q + 1 < len(self.words):
            end = min(end, self.words[q + 1][0])
        return range(hi, max(hi, min(end, hi + _REACH, self.bounds[q][1])))

    def _is_bare(self, words: range) -> bool:
        """Whether some words hold any of the narration."""
        return self.extents.bare[words.stop] > self.extents.bare[words.start] if words else False

    def _is_alone(self, q: int) -> bool:
        lo, hi = self.words[q]
        whole = range(self._sentence(lo)[0], self._sentence(hi - 1)[1])
        return not self._is_bare(whole)

    # one quotation

    def own(self, q: int) -> Attribution | None:
        """The speaker that the sentence of a quotation names."""
        lo, hi = self.words[q]
        if lo >= hi:
            return None
        before, after = self._before(q), self._after(q)
        inner = self.text[self.spans[q].start : self.spans[q].end].rstrip(_MARKS)[-1:]
        follows = self.trees.text[hi] if after else ""
        is_direct = inner in ",?!—-–…" or follows == "," or follows in _DASHES
        found = None
        if is_direct or not self._is_bare(before):
            found = self._following(q, after)
        return found or self._governing(q) or self._introducing(q, before) or (None if after else self._attributed(q))

    def _at(self, cue: int, rule: str, confidence: float | None = None) -> Attribution | None:
        """The speaker at a cue, outside of marks."""
        found, cue = voice_at(self.trees, cue), saying_of(self.trees, cue)
        if found is None or self.extents.quote[found.speaker] >= 0:
            return None
        sure = sureness(self.trees, cue) if confidence is None else confidence
        if found.via is not None:
            rule, sure = "quoted", min(sure, 0.9)
        return attribution(self.trees, cue, found, sure, "according" if is_leaning(self.trees, cue) else rule)

    def _following(self, q: int, after: range) -> Attribution | None:
        """ "...," said X / "...," X said / "...", according to X / "..." — X"""
        trees = self.trees
        signed = self._signature(after)
        if signed is not None:
            return signed
        linked = [w for w in after if self._is_linked(q, w)]
        known = [w for w in after if uses(trees, w) & {"speech", "thought"} or is_leaning(trees, w)]
        other = [w for w in linked if trees.upos[w] == "VERB" and (trees.own_subject(w) or -1) in after]
        for cue in (*(w for w in known if w in linked), *other, *sorted(known, key=self._depth)):
            if cue in linked or trees.own_subject(cue) is not None or is_leaning(trees, cue):
                found = self._beside(q, cue, after) or self._at(cue, "after", None if cue in linked else 0.7)
                if found is not None:
                    return found
        return None

    def _is_linked(self, q: int, word: int) -> bool:
        """Whether a word depends on one of a quotation, or one of the quotation on it."""
        lo, hi = self.words[q]
        return lo <= self.trees.head[word] < hi or any(lo <= c < hi for c in self.trees.children(word))

    def _depth(self, word: int) -> int:
        depth = 0
        for _ in self.trees.above(word):
            depth += 1
            if depth > _HIGHEST:
                break
        return depth

    def _beside(self, q: int, cue: int, after: range) -> Attribution | None:
        """The noun between a quotation and a verb without subject, which the tree may hang into the quotation."""
        trees, (lo, hi) = self.trees, self.words[q]
        subject = trees.own_subject(cue)
        if trees.upos[cue] != "VERB" or (subject is not None and not lo <= subject < hi):
            return None
        for word in range(hi, cue):
            if is_nominal(trees, word) and lo <= trees.head[word] < hi:
                return attribution(trees, cue, Voice(word), sureness(trees, cue), "after")
        for word in trees.children(cue, "obj", "obl:unmarked", "iobj"):
            if word in after and word > cue and is_nominal(trees, word):
                return attribution(trees, cue, Voice(word), sureness(trees, cue), "after")
        return None

    def _signature(self, after: range) -> Attribution | None:
        """ "..." — A Name"""
        trees = self.trees
        if len(after) < 2 or trees.text[after[0]] not in _DASHES or trees.upos[after[1]] != "PROPN":
            return None
        end = after[1]
        while end < after.stop and (trees.upos[end] == "PROPN" or trees.text[end] == "."):
            end += 1
        while trees.text[end - 1] == ".":
            end -= 1
        if end < after.stop and trees.text[end] not in (",", ";", ".") and trees.kind(end) != "punct":
            return None
        names = (((trees.start[after[1]], trees.end[end - 1]),),)
        return Attribution(
            trees.start[after[1]], trees.end[end - 1], trees.text[after[0]], 0.9, "signed", None, (names[0],)
        )

    def _governing(self, q: int) -> Attribution | None:
        """The nearest cue above a quotation: X said that it was "...", X's claim that "...", called it "..."."""
        trees = self.trees
        lo, hi = self.words[q]
        tops = [w for w in range(lo, hi) if not lo <= trees.head[w] < hi and trees.upos[w] != "PUNCT"][:_LONG]
        leaning: Attribution | None = None
        for top in tops:
            below = top
            for steps, at in enumerate(trees.above(top)):
                found = self._at_ancestor(q, at, below) if steps < _HIGHEST else None
                if found is not None and (found.rule != "before" or uses(trees, at) & _OWN_WORDS):
                    return self._named_above(at, found)
                leaning = leaning or found
                below = at
                if steps == _HIGHEST:
                    break
        if leaning is not None:
            return leaning
        for top in tops:
            for at in (top, *trees.children(top)):
                if is_leaning(trees, at):
                    return self._at(at, "according")
        return None

    def _named_above(self, cue: int, found: Attribution) -> Attribution:
        """Whom "he" means in "condemned what he called": who condemned."""
        trees = self.trees
        subject, head = trees.own_subject(cue), trees.head[cue]
        is_what = any(trees.text[c].lower() == "what" for c in (head, *trees.children(cue)))
        if subject is None or not is_what or trees.upos[subject] != "PRON" or head < 0:
            return found
        above = next((w for w in trees.above(cue) if trees.own_subject(w) is not None and w != head), head)
        named = voice_at(trees, head if is_verb(trees, head) else above)
        if named is None or trees.upos[named.speaker] == "PRON" or self.extents.quote[named.speaker] >= 0:
            return found
        return attribution(trees, cue, named, sureness(trees, cue), found.rule)

    def _at_ancestor(self, q: int, at: int, below: int) -> Attribution | None:
        trees = self.trees
        lo, hi = self.words[q]
        for c in trees.children(at):
            inserted = c != below and not lo <= c < hi and self.extents.quote[c] < 0 and uses(trees, c)
            if inserted and is_inserted(trees, self.extents, c):
                return self._at(c, "inserted")
            leaning = next((k for k in (c, *trees.children(c, "case")) if is_leaning(trees, k)), None)
            if leaning is not None and trees.is_clause(at):
                return self._at(leaning, "according")
        if self.extents.quote[at] >= 0 or not (uses(trees, at) or is_saying_noun(trees, at)):
            return None
        if trees.kind(below) in _OUTSIDE and not (trees.kind(below) == "nsubj" and trees.is_passive(at)):
            return None
        return self._at(at, "before")

    def _introducing(self, q: int, before: range) -> Attribution | None:
        """X: "...": who or what stands before a colon."""
        trees = self.trees
        if not before or trees.text[before[-1]] not in (":", ","):
            return None
        said = [w for w in reversed(before) if uses(trees, w) & {"speech", "thought"} and not is_unsaid(trees, w)]
        for cue in said:
            found = self._at(cue, "before")
            if found is not None:
                return found
        if trees.text[before[-1]] == ":" or (said and before[-2] == said[0]):
            return self._main_subject(before, 0.7, "colon")
        return None

    def _main_subject(self, words: range, confidence: float, rule: str) -> Attribution | None:
        """The subject of the highest clause of some words, or the noun that is all there is."""
        trees = self.trees
        if not words:
            return None
        top = min((w for w in words if trees.upos[w] != "PUNCT"), key=self._depth, default=None)
        if top is None:
            return None
        found = trees.own_subject(top)
        if found is None and trees.upos[top] in ("PROPN", "NOUN"):
            found = owner(trees, top) or (top if self.extents.quote[top] < 0 else None)
        if found is None or found not in words or trees.upos[found] not in ("PROPN", "NOUN", "PRON"):
            return None
        if trees.text[found].lower() in CALENDAR_WORDS or (trees.upos[found] == "NOUN" and not is_person(trees, found)):
            return None
        cue = words[-1] if trees.text[words[-1]] == ":" else None
        made = attribution(trees, cue if cue is not None else found, Voice(found), confidence, rule)
        return made if cue is not None else replace(made, cue="")

    def _attributed(self, q: int) -> Attribution | None:
        """ "... for good." Smith said. -- a full stop where a comma is usual."""
        trees, hi = self.trees, self.words[q][1]
        if hi >= len(trees.text) or not self.spans[q].closed or self._paragraph(hi) != self._paragraph(hi - 1) or self.extents.quote[hi] >= 0:
            return None
        begin, end = self._sentence(hi)
        is_called = self.text[self.spans[q].start : self.spans[q].end].rstrip(_MARKS)[-1:] in "?!"
        if begin != hi or end - begin > (_REACH if is_called else _SHORT):
            return None
        for cue in range(begin, end):
            says = "speech" in uses(trees, cue) or (trees.upos[cue] == "VERB" and end - begin <= _LONG)
            is_plain = says and trees.own_subject(cue) is not None and trees.head[cue] < 0
            if is_plain and trees.child(cue, "ccomp", "xcomp", "obj", *(() if is_called else ("advcl",))) is None:
                return self._at(cue, "after")
        return None

    # sentences round it

    def somewhere(self, q: int) -> Attribution | None:
        """Any verb of saying elsewhere in the sentence, then any noun of saying with its owner before the quotation."""
        trees = self.trees
        lo, hi = self.words[q]
        begin, end = self._sentence(lo)[0], self._sentence(hi - 1)[1]
        near = range(max(begin, lo - _REACH), min(end, hi + _REACH))
        cues = [w for w in near if self.extents.quote[w] < 0 and uses(trees, w) & {"speech", "thought"}]
        cues += [w for w in near if self.extents.quote[w] < 0 and is_leaning(trees, w)]
        for cue in sorted(cues, key=lambda w: (self._depth(w), abs(w - lo))):
            if not is_unsaid(trees, cue) and (found := self._at(cue, "sentence", 0.7)):
                return found
        for noun in (w for w in reversed(self._before(q)) if is_saying_noun(trees, w)):
            if found := self._at(noun, "owner", 0.6):
                return found
        return None

    def all(self) -> list[Attribution | None]:
        """An attribution, or None, for each quotation."""
        found: list[Attribution | None] = [None] * len(self.spans)
        for q in range(len(self.spans)):
            lo, hi = self.words[q]
            if lo >= hi:
                continue
            mine = self.own(q)
            previous = found[q - 1] if q and self.trees.sentence[self.words[q - 1][1] - 1] == self.trees.sentence[lo] else None
            if mine is None and previous is not None:
                mine = replace(previous, confidence=round(0.9 * previous.confidence, 2), rule="same")
            mine = mine or self.somewhere(q)
            opens = self._sentence(lo)[0] == lo and hi - lo > _LONG
            if mine is None and (self._is_alone(q) or opens):
                mine = self._carried(q, found)
            found[q] = mine
        self._look_ahead(found)
        return found

    def _carried(self, q: int, found: list[Attribution | None]) -> Attribution | None:
        """A quotation that stands alone goes on with the voice of the sentence before, or of the paragraph before."""
        trees, here = self.trees, self._paragraph(self.words[q][0])
        at, leaning = self._sentence(self.words[q][0])[0] - 1, None
        for _ in range(_FAR):
            if at < 0 or self._paragraph(at) < here - 1:
                break
            begin, end = self._sentence(at)
            is_here = self._paragraph(at) == here
            spoken = self._voice_of(begin, end, found)
            if spoken is not None:
                sure = min(spoken.confidence, 0.9) * (0.9 if is_here else 0.8)
                return replace(spoken, confidence=round(sure, 2), rule="carried")
            subject = self._main_subject(range(begin, end), 0.4, "carried")
            if subject is not None and (is_here or trees.text[end - 1] == ":"):
                return subject
            leaning = leaning or (replace(subject, confidence=0.3) if subject else None)
            at = begin - 1
        return leaning

    def _voice_of(self, begin: int, end: int, found: list[Attribution | None]) -> Attribution | None:
        """Who speaks last in a sentence: its last quotation, else its first verb of saying."""
        for word in range(end - 1, begin - 1, -1):
            number = self.extents.quote[word]
            if number >= 0 and found[number] is not None:
                return found[number]
        for cue in range(begin, end):
            is_free = self.extents.quote[cue] < 0
            if is_free and ("speech" in uses(self.trees, cue) or is_leaning(self.trees, cue)):
                if not is_unsaid(self.trees, cue) and (made := self._at(cue, "carried", 0.7)):
                    return made
        return None

    def _look_ahead(self, found: list[Attribution | None]) -> None:
        """A quotation that stands alone belongs to the attribution that follows in the same paragraph."""
        for q in range(len(found) - 1):
            mine, theirs = found[q], found[q + 1]
            end, begin = self.words[q][1], self.words[q + 1][0]
            is_near = self._paragraph(end - 1) == self._paragraph(begin) and not self._is_bare(range(end, begin))
            follows = theirs is not None and theirs.rule in ("after", "according", "quoted")
            if follows and is_near and self._is_alone(q) and (mine is None or mine.rule == "carried"):
                found[q] = replace(theirs, confidence=round(0.8 * theirs.confidence, 2), rule="ahead")
