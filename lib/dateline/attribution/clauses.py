"""The narration round quotations as tagged tokens and sentences, and the noun phrase that is a verb's subject."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from dateline.attribution import cues
from dateline.attribution.marks import Span

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[@#]?\w+(?:[-'’.&/]\w+)*['’]?|\n\s*\n|--+|\.\.\.|[^\w\s]")
DASHES = frozenset(("-", "–", "—", "―", "--"))
_ABBREVIATED = re.compile(r"(?:[^\W\d_]\.){2,}")
CLOSERS = frozenset(")],;:")
_FINAL = frozenset(".!?…")

# Tags: one letter a token, so that a sentence is also a string to match patterns against.
QUOTE, PRON, DET, PREP, SUB, REL, AUX, ADV, TIME, SAY, STANCE, VERB, NUM, CAP, WORD, COMMA, COLON, STOP, PUNCT = (
    "QPDIBRXATSWVN" "CL,:.;"
)  # fmt: skip


def _tag_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for words, tag in (
        (cues.OTHER_VERBS, VERB),
        (cues.WORDING, STANCE),
        (cues.SAYING, SAY),
        (cues.ADVERBS, ADV),
        (cues.TIMES, TIME),
        (cues.DETERMINERS, DET),
        (cues.PREPOSITIONS, PREP),
        (cues.SUBORDINATORS, SUB),
        (cues.RELATIVES, REL),
        (cues.AUXILIARIES, AUX),
        (cues.PRONOUNS - {"her"}, PRON),
    ):
        table.update(dict.fromkeys(words, tag))
    return table


_TAGS = _tag_table()
_PUNCTUATION = {",": COMMA, ":": COLON, ".": STOP, "!": STOP, "?": STOP, "…": STOP, "...": PUNCT}
_CLITIC = re.compile(r"^(.+?)['’](s|ve|d|ll|re|m)$")
_NOT = re.compile(r"n['’]t$")


# Written with a capital these are names as often as not.
_ACRONYMS = frozenset(("US", "WHO", "IT"))
_NAMELIKE = frozenset("may will march sun sat mar wed".split())


def tag(word: str) -> str:
    """The one-letter class of a narration token."""
    low = word.lower().replace("’", "'")
    found = None if word in _ACRONYMS else _TAGS.get(low)
    if found and (word[0].islower() or (found not in (SAY, STANCE, VERB) and low not in _NAMELIKE)):
        return found
    first = word[0]
    if not (first.isalnum() or first in "@#"):
        return _PUNCTUATION.get(word, PUNCT)
    if first.isdigit():
        return NUM
    if "'" in low:
        stem = _CLITIC.match(low)
        if stem and _TAGS.get(stem.group(1)) in (PRON, REL, DET, ADV):
            return _TAGS[stem.group(1)]
        if _NOT.search(low):
            return AUX
    if first.isupper() or first in "@#":
        return CAP
    if low.endswith("ly") and len(low) > 4 and low not in cues.LY_NOUNS:
        return ADV
    if low.endswith("ed") and len(low) > 4 and not low.endswith(("eed", "hundred")):
        return VERB
    return WORD


@dataclass
class Sentence:
    """Tokens of one sentence; a quotation is a single token. Lists run side by side."""

    words: list[str]
    tags: list[str]
    starts: list[int]
    ends: list[int]
    quotations: dict[int, int]  # token index -> index of the outer span
    paragraph: int = 0


def _ends_sentence(words: list[str], tags: list[str], k: int, text: str, end: int) -> bool:
    """Whether the full stop at token k (ending at offset `end`) is the end of a sentence."""
    if words[k] == "." and k:
        before = words[k - 1].lower()
        if before in cues.ABBREVIATIONS or (len(before) == 1 and before.isalpha() and words[k - 1].isupper()):
            return text[end : end + 2].strip() == "" and before not in cues.TITLES and _capital_function(text, end)
    return end >= len(text) or text[end].isspace() or text[end] in "\"“”'’‘)]"


def _capital_function(text: str, at: int) -> bool:
    """After an abbreviation only a capitalised function word begins a new sentence for sure."""
    word = re.match(r"\s+([A-Z]\w*)", text[at : at + 20])
    return word is not None and _TAGS.get(word[1].lower(), "") in (PRON, DET, SUB, PREP)


def _tokens(text: str, lo: int, hi: int, spans: list[tuple[int, Span]]) -> Sentence:
    """All tokens of a paragraph, each outer quotation as one."""
    row = Sentence([], [], [], [], {})
    at = lo
    for index, span in [*spans, (-1, Span(hi, hi, 0, True, ""))]:
        for m in _TOKEN.finditer(text, at, max(at, min(span.start, hi))):
            row.words.append(m.group())
            row.tags.append(_in_context(m.group(), row))
            row.starts.append(m.start())
            row.ends.append(m.end())
        if index >= 0:
            row.quotations[len(row.words)] = index
            row.words.append(text[span.start : span.end])
            row.tags.append(QUOTE)
            row.starts.append(span.start)
            row.ends.append(span.end)
            at = span.end
    return row


def _in_context(word: str, row: Sentence) -> str:
    """The tag of the next word of a row: a saying form after a determiner or an owner is a noun."""
    found = tag(word)
    if (
        found in (SAY, STANCE)
        and row.tags
        and (row.tags[-1] == DET or row.words[-1][-2:] in ("'s", "’s") or row.words[-1] == "her")
    ):
        low = word.lower()
        if low in cues.BASES or low[-1] == "s":
            return WORD
    return found


def _quotation_ends(row: Sentence, k: int) -> bool:
    """Whether a sentence ends with the quotation at token k."""
    inside = row.words[k].rstrip("\"“”'’»")[-1:]
    if k + 1 >= len(row.words) or inside not in _FINAL:
        return False
    nxt = row.words[k + 1]
    if row.tags[k + 1] == QUOTE:
        return True
    if not (nxt[0].isupper() or nxt[0].isdigit()):
        return False
    return not (_attribution_follows if inside in "!?…" else _attribution_alone)(row.tags, k + 1)


_FOLLOWS = re.compile(r"(?:[PCDLN]|[DCLNI]{1,6}C[CLNI]{0,6}|D[LNCI]{1,6})A?(?:S|V[;.IT])")


def _attribution_follows(tags: list[str], k: int) -> bool:
    return _FOLLOWS.match("".join(tags[k : k + 12])) is not None


_ALONE = re.compile(r"(?:P|C{1,4})S(?:T{0,2})[.]")


def _attribution_alone(tags: list[str], k: int) -> bool:
    """ "... for good." Smith said. -- a full stop where a comma is usual."""
    return _ALONE.match("".join(tags[k : k + 8])) is not None


_LONGEST = 300  # tokens of a sentence, whose every verb may look at every word; what has no end for longer is no prose


def sentences(text: str, blocks: list[tuple[int, int]], outer: list[Span]) -> list[Sentence]:
    """The sentences of each paragraph, with quotations as single tokens."""
    out: list[Sentence] = []
    starts = [span.start for span in outer]
    for number, (lo, hi) in enumerate(blocks):
        a, b = bisect_right(starts, lo - 1), bisect_right(starts, hi - 1)
        row = _tokens(text, lo, hi, list(zip(range(a, b), outer[a:b], strict=True)))
        begin = 0
        for k in range(len(row.words)):
            final = row.tags[k] == STOP and _ends_sentence(row.words, row.tags, k, text, row.ends[k])
            if _ABBREVIATED.fullmatch(row.words[k]):
                final = _capital_function(text, row.ends[k])
            following = row.words[k + 1] if k + 1 < len(row.words) else "."
            final = final and not (following[0].islower() or following in CLOSERS)
            final = final or (row.words[k] in ")]" and k > 0 and row.tags[k - 1] == STOP and following[0].isupper())
            final = final or k == len(row.words) - 1 or k + 1 - begin == _LONGEST
            if final or (row.tags[k] == QUOTE and _quotation_ends(row, k)):
                out.append(_cut(row, begin, k + 1, number))
                begin = k + 1
    return out


_OPENING_CUES = frozenset(word.capitalize() for word in cues.SAYING if word not in cues.BASES)


def _cut(row: Sentence, a: int, b: int, paragraph: int) -> Sentence:
    keep = _outside_brackets(row, a, b)
    tags = [row.tags[k] for k in keep]
    if row.words[a] in _OPENING_CUES:
        tags[0] = SAY
    return Sentence(
        [row.words[k] for k in keep],
        tags,
        [row.starts[k] for k in keep],
        [row.ends[k] for k in keep],
        {n: row.quotations[k] for n, k in enumerate(keep) if k in row.quotations},
        paragraph,
    )


def _outside_brackets(row: Sentence, a: int, b: int) -> list[int]:
    """Token indices of a sentence without its short asides in brackets: "Smith (R-Ohio) said"."""
    keep: list[int] = []
    opened = -1
    for k in range(a, b):
        keep.append(k)
        if row.words[k] in "([":
            opened = len(keep) - 1
        elif row.words[k] in ")]" and opened >= 0:
            if not any(row.tags[j] == QUOTE for j in keep[opened:]):
                del keep[opened:]
            opened = -1
    return keep or list(range(a, b))
