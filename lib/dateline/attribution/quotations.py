"""The table of quotations: what is quoted, by whom it is said, and whom a pronoun may mean."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from dateline.amendments import amended, marked, marks
from dateline.attribution import cues
from dateline.attribution.clauses import AUX, Sentence, tag
from dateline.attribution.clauses import sentences as clause_sentences
from dateline.attribution.cue_speakers import Attribution
from dateline.attribution.indirect import statements
from dateline.attribution.introductions import own
from dateline.attribution.marks import NESTING, Span, nested, paired
from dateline.attribution.outer_speakers import attribute
from dateline.attribution.works import is_nickname, is_title
from dateline.entities import mentions
from dateline.entities.antecedents import resolved
from dateline.entities.discourse import Said
from dateline.entities.lists import GROUPS, TITLES
from dateline.reading import Reading, once
from dateline.segments.language import READ_LANGUAGE
from dateline.segments.segmentation import paragraphs, sentences
from dateline.syntax import Trees, trees_of
from dateline.tables import table

QUOTE_COLUMNS = [
    "quote", "kind", "sentence", "start", "end", "text", "speaker", "speaker_start", "speaker_end", "speaker_entity",
    "via", "nested_in", "cue", "confidence", "candidates",
]  # fmt: skip

LONGEST_SCARE = 3  # words; "military option" is set in marks as a term, not said as a sentence
_NO_CLOSING = 0.8  # how far a speaker holds whose quotation lacks its closing mark
LINKED = 0.75  # confidence in a pronoun or a description that means somebody named
UNLINKED = 0.4  # the most that is given to a pronoun that stays one
SAFE = 0.7  # an attribution below this confidence names no entity
_ROLES_READ = ("title", "body", "caption")
_MARKS = "\"“”„«»'‘’‹› "


def kind(text: str, opens_sentence: bool) -> str:
    """What a quotation is by its own words.

    Arguments:
        text: the quotation with its marks.
        opens_sentence: whether nothing of its sentence stands before it, or what introduces it ("replied: ").

    Returns:
        sentence (it opens one, or has an auxiliary and is longer than a term or begins with a pronoun), scare (at most
        three words), else fragment.
    """
    inner = text.strip(_MARKS)
    words = [word.replace("’", "'") for word in re.findall(r"[\w'’-]+", inner)]
    if words and words[0].islower() and tag(words[0]) == AUX:
        return "fragment" if len(words) > LONGEST_SCARE else "scare"  # it hangs on a subject in the narration
    finite = any(tag(word) == AUX for word in words)
    subject = bool(words) and words[0].lower() in cues.SUBJECT_PRONOUNS
    called_out = inner[:1].isupper() and inner[-1:] in "!?"
    if (opens_sentence and inner[:1].isupper()) or called_out or (finite and (subject or len(words) > LONGEST_SCARE)):
        return "fragment" if _NO_SENTENCE.match(inner) else "sentence"
    return "fragment" if len(words) > LONGEST_SCARE or _NO_SENTENCE.match(inner) else "scare"


_INTRODUCTION = re.compile(r"(\w*)([:,])\s*$")


def _is_introduced(text: str, start: int) -> bool:
    """Whether a colon, or a verb of saying and a comma, stand right before a quotation."""
    found = _INTRODUCTION.search(text, max(start - 30, 0), start)
    return found is not None and (found[2] == ":" or found[1] in cues.SAYING)


_NO_SENTENCE = re.compile(r"(?:to|who|that|which)\b")  # an infinitive or a clause that hangs on the narration
# A verb, of which and of whom is said more below, and who it stands behind: found from the verb on and backwards, so
# that a long run of capitals is not read from each of its words.
_SAID_INSIDE = re.compile(r"(?<=\s)([a-z]++)\s++that\s++((?:the|an?|some|his|her|their)\s+[A-Za-z-]+)?")
_SAYS_INSIDE = re.compile(
    r"\b((?:the|an?|one|some|his|her|their)\s+(?:[a-z-]+\s+){0,2}?[a-z-]+"
    r"|[A-Z][\w'’-]++(?:\s[A-Z][\w'’-]++)*+)\s+$"
)
_BEFORE_SAID = 100  # characters before the verb


_HANDS_ON = frozenset("report relay recount".split())  # verbs that give what others told


def _via(text: str) -> str | None:
    """Whose words a quotation hands on: "the diplomat reported that the Venezuelans ...", who must have told him."""
    for said in _SAID_INSIDE.finditer(text):
        if said[1] in cues.SAYING:
            who = _SAYS_INSIDE.search(text, max(said.start() - _BEFORE_SAID, 0), said.start())
            if who:
                first_hand = said[2] if cues.SAYING[said[1]] in _HANDS_ON and _speaks(said[2]) else None
                return "; ".join(phrase for phrase in (who[1], first_hand) if phrase)
    return None


def _speaks(phrase: str | None) -> bool:
    """Whether a phrase of two words names people who can have told it: "the officers", "the Venezuelans"."""
    noun = (phrase or "").split()[-1:] or [""]
    return noun[0] in GROUPS or noun[0].lower().removesuffix("s") in TITLES


def _according(rows: list[Sentence], outer: list[Span], text: str) -> dict[int, Attribution]:
    """For each quotation in a sentence that begins "According to X": that X, who a pronoun in it means."""
    found = {}
    for row in rows:
        opening = re.match(r"(?i)according to ([^,]+),", text[row.starts[0] : row.ends[-1]]) if row.starts else None
        if opening and row.quotations:
            start = row.starts[0] + opening.start(1)
            voice = Attribution(start, row.starts[0] + opening.end(1), "said", 0.8, "according")
            found.update(dict.fromkeys(row.quotations.values(), voice))
    return found


class Name(NamedTuple):
    """What of a mention tells who speaks."""

    start: int
    end: int
    kind: str
    entity: str


def _heads(text: str, inside: list[Name], name: Name, voice: Attribution) -> bool:
    """Whether a name is whom a phrase is about: not so in "a spokesman for Clinton", "Clinton fans"."""
    between, at = [], voice.start
    for other in (other for other in inside if other.start < name.start):
        between.append(text[at : other.start])
        at = other.end
    before = " ".join([*between, text[at : name.start]]).lower().split()
    follows = re.match(r"(?:['’]s?)?\s*([\w-]*)", text[name.end : voice.end])
    word = follows[1].lower() if follows else ""
    ends = not word or word in cues.PREPOSITIONS | cues.SUBORDINATORS | cues.SAYING_NOUNS
    return ends and not cues.PREPOSITIONS & set(before)


_COMMA = re.compile(r",\s+")
_ENDS = re.compile(r"[,.;:!?—–]|\s[—–-]|$")


def _entity(text: str, names: list[Name], voice: Attribution) -> str | None:
    """The one person or organisation that a speaker's phrase is about; None where it names none, or several."""
    first, last = (bisect_left(names, (at,)) for at in (voice.start, voice.end))
    inside = [name for name in names[first:last] if name.end <= voice.end]
    inside = [name for name in inside if _heads(text, inside, name, voice)]
    people = {name.entity for name in inside if name.kind == "person"}
    named = people or {name.entity for name in inside if name.kind == "organisation"}
    named = named or _apposed(text, names, voice) or _related(text, names, voice)
    return named.pop() if len(named) == 1 else None


_BEFORE_RELATIVE = re.compile(r",?\s+")


def _related(text: str, names: list[Name], voice: Attribution) -> set[str]:
    """Whom "who" goes on about: "said Ann Lee, who added"; not after "the wife of Ann Lee"."""
    at = bisect_left(names, (voice.start,))
    if not at or text[voice.start : voice.end].lower() != "who":
        return set()
    name = names[at - 1]
    before = text[max(name.start - 20, 0) : name.start].lower().split()[-1:]
    is_safe = name.kind == "person" and not {"and", *cues.PREPOSITIONS} & set(before)
    return {name.entity} if is_safe and _BEFORE_RELATIVE.fullmatch(text, name.end, voice.start) else set()


def _apposed(text: str, names: list[Name], voice: Attribution) -> set[str]:
    """Who a phrase is called right behind it: "her deputy, Tom Price, said"."""
    comma = _COMMA.match(text, voice.end)
    at = bisect_left(names, (comma.end(),)) if comma else len(names)
    if not comma or at == len(names):
        return set()
    name = names[at]
    adjoins = name.start == comma.end() and _ENDS.match(text, name.end)
    return {name.entity} if adjoins and name.kind == "person" else set()


def _voices(text: str, rows: list[Sentence], outer: list[Span]) -> list[Attribution | None]:
    """Who speaks each outer quotation."""
    found, leaning = attribute(rows, len(outer)), _according(rows, outer, text)
    for i, voice in enumerate(found):
        if voice is not None and i in leaning and text[voice.start : voice.end].lower() in cues.SUBJECT_PRONOUNS:
            lean = leaning[i]
            found[i] = Attribution(lean.start, lean.end, voice.cue, lean.confidence, lean.rule)
    for i in (i for i in range(len(outer) - 1, -1, -1) if not outer[i].closed):
        mine, follower = found[i], found[i + 1] if i + 1 < len(outer) else None
        goes_on = i + 1 < len(outer) and not text[outer[i].end : outer[i + 1].start].strip()
        if goes_on and follower is not None and (mine is None or mine.rule == "carried"):
            found[i] = replace(follower, confidence=round(0.9 * follower.confidence, 2), rule="runs on")
        elif not goes_on and mine is not None:
            found[i] = replace(mine, confidence=round(_NO_CLOSING * mine.confidence, 2))
    return found


def _inner_voices(text: str, spans: list[Span]) -> dict[Span, Attribution]:
    """Who speaks each quotation in a quotation, as the words of the outer one say: "He told me, ‘No,’ and left"."""
    found: dict[Span, Attribution] = {}
    held: dict[Span, list[Span]] = {}
    around: list[Span] = []
    for span in spans:
        del around[span.depth :]
        if around:
            held.setdefault(around[-1], []).append(span)
        around.append(span)
    for outer, inner in held.items():
        for row in clause_sentences(text, [(outer.start + 1, outer.end - 1)], inner):
            for q, index in row.quotations.items():
                voice = own(row, q)
                if voice is not None and cues.SAYING.get(voice.cue.lower()) not in cues.MENTAL:
                    found[inner[index]] = voice
    return found


def _quoting(text: str, spans: list[Span]) -> list[Span]:
    """The spans that quote somebody, without titles of works and nicknames."""
    return nested([s for s in spans if not (is_title(text, s.start, s.end) or is_nickname(text, s.start, s.end))])


def _set_right(speaker: str, row: pd.Series) -> dict[str, object]:
    """A speaker that a person named: certain, and where the text words it otherwise, at no place in it."""
    known = {"speaker": speaker, "speaker_entity": speaker, "confidence": 1.0, "candidates": None}
    return known if row["speaker"] == speaker else known | {"speaker_start": pd.NA, "speaker_end": pd.NA}


def _leans_on_corrected(table: pd.DataFrame, names: pd.DataFrame) -> list[bool]:
    """Which quotations have a speaker whose name a person set right."""
    right = names[marks(names)]
    spans = list(zip(right["start"], right["end"], strict=True))
    ends = zip(table["speaker_start"].fillna(-1), table["speaker_end"].fillna(-1), strict=True)
    return [any(start <= a and b <= end for a, b in spans) for start, end in ends]


def _through(text: str, piece: Piece) -> str | None:
    """Who hands a piece on to the narration, and whose words it hands on itself."""
    start, end, _, voice = piece
    outer = text[slice(*voice.via)] if voice is not None and voice.via else None
    return "; ".join(phrase for phrase in (outer, _via(text[start:end])) if phrase) or None


def within(spans: list[tuple[int, int]], at: int) -> bool:
    """Whether an offset lies in one of some spans, sorted and apart from each other but for those inside another."""
    i = bisect_right(spans, (at, float("inf")))
    return any(start <= at < end for start, end in spans[max(0, i - NESTING) : i])


Piece = tuple[int, int, str | None, Attribution | None]  # start, end, kind where it is known, speaker


def _nested(pieces: list[Piece]) -> list[tuple[Piece, Piece | None]]:
    """Each piece, in the order of the text, with the innermost one that holds it."""
    rows: list[tuple[Piece, Piece | None]] = []
    parents: list[Piece] = []
    for piece in pieces:
        while parents and parents[-1][1] < piece[1]:
            parents.pop()
        rows.append((piece, parents[-1] if parents else None))
        parents.append(piece)
    return rows


def _described(reading: Reading, rows: list[tuple[Piece, Piece | None]]) -> list[dict[str, object]]:
    """The rows of the table, numbered in the order of the text."""
    article, lines, found = reading.article, sentences(reading), mentions(reading)
    begins = lines["start"].tolist()
    table: list[dict[str, object]] = []
    opens = set(begins)
    names = sorted(Name(*row) for row in found[list(Name._fields)].itertuples(index=False))
    meant = _meant(antecedents(reading))
    numbers = {piece: number for number, (piece, _) in enumerate(rows)}
    for piece, parent in rows:
        start, end, known, voice = piece
        quoted = article.text[start:end]
        opening = start in opens or _is_introduced(article.text, start)
        row: dict[str, object] = {"quote": numbers[piece], "kind": known or kind(quoted, opening)}
        row |= {"sentence": bisect_right(begins, start) - 1, "start": start, "end": end}
        row |= {"text": quoted, "via": _through(article.text, piece), "nested_in": numbers[parent] if parent else None}
        row |= _speaker(article.text, names, meant, voice)
        if parent is not None and known is None:
            row |= _first_person(row, table[numbers[parent]])
        table.append(row)
    return table


def _first_person(row: dict[str, object], outer: dict[str, object]) -> dict[str, object]:
    """ "I" as the speaker in a quotation is who speaks that."""
    if row.get("speaker") != "I" or not outer.get("speaker_entity"):
        return {}
    return {"speaker_entity": outer["speaker_entity"], "confidence": outer["confidence"], "candidates": None}


def _typed(rows: list[dict[str, object]]) -> pd.DataFrame:
    return table(rows, QUOTE_COLUMNS, nested_in="Int64", speaker_start="Int64", speaker_end="Int64")


class Meant(NamedTuple):
    """Of a pronoun or a description that speaks: whom it means, how sure that is, whom it may mean."""

    end: int
    entity: str | None
    confidence: float
    candidates: str | None


def _meant(table: pd.DataFrame) -> dict[int, list[Meant]]:
    """Pronouns and descriptions by where they start, the longest first."""
    found: dict[int, list[Meant]] = {}
    rows = table[["start", *Meant._fields]].sort_values("end", ascending=False)
    for start, *told in rows.itertuples(index=False):
        found.setdefault(start, []).append(Meant(*told))
    return found


def _speaker(
    text: str, names: list[Name], meant: dict[int, list[Meant]], voice: Attribution | None
) -> dict[str, object]:
    """The columns that say who speaks; a pronoun that is not safe to link stays one, with those it may mean."""
    if voice is None:
        return {}
    surface, sure, candidates = text[voice.start : voice.end], voice.confidence, None
    inside = [m for m in meant.get(voice.start, []) if m.end <= voice.end]
    leads = next((m for m in inside if m.end == voice.end or " " in text[voice.start : m.end]), None)
    entity = _entity(text, names, voice)
    if entity is None and (leads is not None or surface.lower() in cues.SUBJECT_PRONOUNS):
        entity, candidates = (leads.entity, leads.candidates) if leads is not None else (None, None)
        is_open = entity is None and surface.lower() in cues.PRONOUNS | cues.DETERMINERS
        sure = min(sure, LINKED) if entity else min(sure, UNLINKED) if is_open else sure
    return {
        "speaker": surface,
        "speaker_start": voice.start,
        "speaker_end": voice.end,
        "speaker_entity": entity if sure >= SAFE else None,
        "cue": voice.cue or None,
        "confidence": round(sure, 2),
        "candidates": candidates,
    }


@once
def _said(reading: Reading) -> list[tuple[Piece, Piece | None]]:
    """What is said in an article and by which words of it, in the order of the text."""
    text, roles = reading.article.text, paragraphs(reading)
    read = [(row.start, row.end) for row in roles[roles["role"].isin(_ROLES_READ)].itertuples()]
    spans = _quoting(text, paired(text, read, sentences(reading)["end"].tolist()))
    outer = [span for span in spans if span.depth == 0]
    clauses = clause_sentences(text, [(row.start, row.end) for row in roles.itertuples()], outer)
    voices = dict(zip(outer, _voices(text, clauses, outer), strict=True)) | _inner_voices(text, spans)
    said = [s for row in clauses for s in statements(row) if within(read, s.start)]
    rows = _nested([(s.start, s.end, None, voices.get(s)) for s in spans])
    rows += _nested([(s.start, s.end, "indirect", s.voice) for s in said])
    return sorted(rows, key=lambda row: (row[0][0], -row[0][1], row[0][2] or ""))


@once
def antecedents(reading: Reading) -> pd.DataFrame:
    """Pronouns of the third person and descriptions of people ("the senator"), with whom they mean.

    Returns:
        sentence, start, end, text, entity (of `mentions`; None where it is not safe to say, or who is meant has no
        name), confidence, candidates (who may be meant where it is open, the nearest first; joined by "; "), reason.
    """
    return resolved(reading, said_of(reading) if reading.article.language == READ_LANGUAGE else [])


def said_of(reading: Reading) -> list[Said]:
    """What `resolved` is to know of who speaks."""
    said = []
    for (start, end, known, voice), _ in _said(reading):
        speaker = (voice.start, voice.end) if voice is not None else (-1, -1)
        said.append(Said(start, end, *speaker, known is None))
    return said + list(_speaking(trees_of(reading)))


def _speaking(trees: Trees) -> Iterator[Said]:
    """Who does what speakers do, also where no statement was found: "Lee asked why"."""
    for word, form in enumerate(trees.text):
        speaks = trees.upos[word] == "VERB" and cues.SAYING.get(form.lower(), "think") not in cues.MENTAL
        if speaks and trees.kind(word) in ("root", "conj", "parataxis"):
            subject = trees.own_subject(word)
            if subject is not None:
                at = trees.start[word]
                yield Said(at, at, trees.start[subject], trees.end[subject], False)


@once
def quotes(reading: Reading) -> pd.DataFrame:
    """The article's quotations and reported statements with their speakers, in titles, body and captions.

    Marks round a title of a work ("the film ...") or a nickname quote nobody and give no row. A text that is not
    English gives no rows.

    Returns:
        quote (from 0, in the order of the text), kind (sentence, fragment, or scare: a term set in marks; indirect:
        what is reported without marks, "X said that ..."), sentence, start, end, text (marks included), speaker (as it
        stands: "he"), speaker_start, speaker_end, speaker_entity (whom that means, never below SAFE; whom "he" and "the
        senator" mean, if no other can be meant), via (through whom the words come: "the Guardian quoted X as saying";
        and whose words the piece itself hands on),
        nested_in (quote it stands in: a quotation in a quotation, a statement in a statement; marks inside a statement
        stand by themselves), cue (the word that introduces it), confidence (in the speaker, 0 to 1; NaN where none was
        found), candidates (people a pronoun left open may mean, the nearest first). Where a person set a speaker or
        the name of one right, also corrected (bool); such a speaker is both speaker and speaker_entity.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('“It is a disaster,” said Ada Brown.')
        >>> dl.quotes(article)[['text', 'speaker', 'cue']].values.tolist()
        [['“It is a disaster,”', 'Ada Brown', 'said']]
    """
    article = reading.article
    if article.language != READ_LANGUAGE:
        return _typed([])
    table = amended(article, _typed(_described(reading, _said(reading))), "speaker", _set_right)
    return marked(table, _leans_on_corrected(table, mentions(reading)))
