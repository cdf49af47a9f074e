"""The table of quotations: what is quoted, by whom it is said, and whom a pronoun may mean."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import replace
from typing import Any

import pandas as pd

from dateline.amendments import amended, marked, marks
from dateline.attribution.animacy import is_animate
from dateline.attribution.conversation import spoken
from dateline.attribution.cue_speakers import Attribution, lemma_of, uses, voice_at
from dateline.attribution.marks import NESTING, Span, nested, paired
from dateline.attribution.quoted import Speakers
from dateline.attribution.statements import is_that, statements
from dateline.attribution.works import is_capitalised, is_nickname, is_title
from dateline.entities import mentions
from dateline.entities.antecedents import resolved
from dateline.entities.discourse import Said
from dateline.entities.lists import GROUPS, OWNER
from dateline.reading import Reading, once
from dateline.segments import sayings
from dateline.segments.language import READ_LANGUAGE
from dateline.segments.segmentation import paragraphs, sentences
from dateline.syntax import Trees, phrase, trees_of
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
Name = tuple[int, int, str, str]  # start, end, kind and entity of a mention
Piece = tuple[int, int, str | None, Attribution | None]  # start, end, kind where it is known, speaker
Meant = dict[int, list[Any]]  # rows of `antecedents` by where they start, the longest first
_IN_WHAT_IS_SAID = ("before", "inserted", "according", "quoted", "same")  # rules


def kind(text: str, opens_sentence: bool) -> str:
    """What a quotation is by its own words.

    Arguments:
        text: the quotation with its marks.
        opens_sentence: whether nothing of its sentence stands before it, or what introduces it ("replied: ").

    Returns:
        sentence (it opens one, or has an auxiliary and is longer than a term or begins with a pronoun), scare (at most
        three words, or a term in capitals), else fragment.
    """
    inner = text.strip(_MARKS)
    words = [word.replace("’", "'") for word in re.findall(r"[\w'’-]+", inner)]
    finite = [word.lower() in sayings.AUXILIARIES or word.lower().endswith("n't") for word in words]
    is_long = len(words) > LONGEST_SCARE
    if words and words[0].islower() and finite[0]:
        return "fragment" if is_long else "scare"  # it hangs on a subject in the narration
    ends = inner[-1:] in (".", "!", "?", ",", "…", "—")
    if not ends and inner[:1].isupper() and (is_capitalised(words) or not is_long) and not any(finite):
        return "scare"
    subject = bool(words) and words[0].lower() in sayings.SUBJECT_PRONOUNS
    called_out = inner[:1].isupper() and inner[-1:] in "!?"
    if (opens_sentence and inner[:1].isupper()) or called_out or (any(finite) and (subject or is_long)):
        return "fragment" if _NO_SENTENCE.match(inner) else "sentence"
    return "fragment" if is_long or _NO_SENTENCE.match(inner) else "scare"


def _kind(text: str, opens_sentence: bool, voice: Attribution | None) -> str:
    """The kind of a quotation; a few words that somebody said are no mere term: Ann Lee said it was "a farce"."""
    known, words = kind(text, opens_sentence), text.strip(_MARKS).split()
    if known != "scare" or voice is None or voice.rule not in _IN_WHAT_IS_SAID or len(words) < 2:
        return known
    is_said = _lemma(voice) in sayings.SPEECH | {"according to"} and not is_capitalised(words)
    return "fragment" if is_said else known


def _lemma(voice: Attribution) -> str:
    return sayings.LEMMAS.get(voice.cue.lower(), voice.cue.lower())


_INTRODUCTION = re.compile(r"(\w*)([:,])\s*$")
_NO_SENTENCE = re.compile(r"(?:to|who|that|which)\b")  # an infinitive or a clause that hangs on the narration


def _is_introduced(text: str, start: int) -> bool:
    """Whether a colon, or a verb of saying and a comma, stand right before a quotation."""
    found = _INTRODUCTION.search(text, max(start - 30, 0), start)
    return found is not None and (found[2] == ":" or sayings.LEMMAS.get(found[1]) in sayings.SPEECH)


def _voices(text: str, speakers: Speakers, outer: list[Span]) -> list[Attribution | None]:
    """Who speaks each outer quotation, those without a closing mark too."""
    found = speakers.all()
    for i in (i for i in range(len(outer) - 1, -1, -1) if not outer[i].closed):
        mine, follower = found[i], found[i + 1] if i + 1 < len(outer) else None
        goes_on = i + 1 < len(outer) and not text[outer[i].end : outer[i + 1].start].strip()
        if goes_on and follower is not None and (mine is None or mine.rule == "carried"):
            found[i] = replace(follower, confidence=round(0.9 * follower.confidence, 2), rule="runs on")
        elif not goes_on and mine is not None:
            found[i] = replace(mine, confidence=round(_NO_CLOSING * mine.confidence, 2))
    return found


def _entity(names: list[Name], voice: Attribution) -> str | None:
    """The one person or organisation that a speaker's phrase is about; None where it names none, or several."""
    for rows in voice.namers:
        if found := {entity for place in rows if (entity := _named(names, *place))}:
            return found.pop() if len(found) == 1 else None
    return None


def _named(names: list[Name], begin: int, head: int, end: int) -> str | None:
    """The name that a word is a part of; an organisation's may go on behind it: "University of Oslo"."""
    last = bisect_left(names, (end,))
    for start, stop, kind, entity in names[max(last - 3, 0) : last]:
        is_whole = (begin <= start and stop <= end and kind == "person") or kind == "organisation"
        if head < stop and is_whole:
            return entity
    return None


def _inner_voices(text: str, trees: Trees, spans: list[Span], blocks: list[int]) -> dict[Span, Attribution]:
    """Who speaks each quotation in a quotation, as the words of the outer one say: "He told me, ‘No,’ and left"."""
    found: dict[Span, Attribution] = {}
    levels: dict[int, list[tuple[Span, Span]]] = {}
    around: list[Span] = []
    for span in spans:
        del around[span.depth :]
        if around:
            levels.setdefault(span.depth, []).append((span, around[-1]))
        around.append(span)
    for rows in levels.values():
        speakers = Speakers(text, trees, [span for span, _ in rows], blocks, [holder for _, holder in rows])
        for q, (span, holder) in enumerate(rows):
            voice = speakers.own(q)
            is_inside = voice is not None and holder.start <= voice.start and voice.end <= holder.end
            if voice is not None and is_inside and _lemma(voice) not in sayings.MENTAL - sayings.SPEECH:
                found[span] = voice
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
    right = list(names.loc[marks(names), ["start", "end"]].itertuples(index=False, name=None))
    ends = zip(table["speaker_start"].fillna(-1), table["speaker_end"].fillna(-1), strict=True)
    return [any(start <= a and b <= end for start, end in right) for a, b in ends]


_HANDS_ON = frozenset("report relay recount".split())  # verbs that give what others told


def _through(text: str, trees: Trees, piece: Piece) -> str | None:
    """Who hands a piece on to the narration, and whose words it hands on itself: "the envoy reported that"."""
    start, end, _, voice = piece
    outer = [text[slice(*voice.via)]] if voice is not None and voice.via else []
    return "; ".join([*outer, *_told_by(text, trees, start, end)]) or None


def _told_by(text: str, trees: Trees, start: int, end: int) -> list[str]:
    """Who says what is said in a piece, and who must have told it."""
    for cue in range(bisect_left(trees.start, start), bisect_left(trees.start, end)):
        clause = next((c for c in trees.children(cue, "ccomp") if is_that(trees, c)), None)
        found = voice_at(trees, cue) if clause is not None and "speech" in uses(trees, cue) else None
        is_source = found is not None and (trees.upos[found.speaker] == "PROPN" or _speaks(trees, found.speaker))
        if clause is not None and found is not None and is_source and start <= trees.start[found.speaker]:
            first = trees.own_subject(clause) if lemma_of(trees, cue) in _HANDS_ON else None
            told = [found.speaker] + ([first] if first is not None and _speaks(trees, first) else [])
            return [text[trees.start[a] : trees.end[b]] for a, b in (phrase(trees, word) for word in told)]
    return []


def _speaks(trees: Trees, noun: int) -> bool:
    """Whether a noun with an article names people who can have told it: "the officers", "the Venezuelans"; "he" too."""
    form = trees.text[noun]
    if trees.lower[noun] in ("he", "she", "they"):
        return True
    return trees.child(noun, "det") is not None and (form in GROUPS or is_animate(form))


def within(spans: list[tuple[int, int]], at: int) -> bool:
    """Whether an offset lies in one of some spans, sorted and apart from each other but for those inside another."""
    i = bisect_right(spans, (at, float("inf")))
    return any(start <= at < end for start, end in spans[max(0, i - NESTING) : i])


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
    text, trees, begins = reading.article.text, trees_of(reading), sentences(reading)["start"].tolist()
    names = sorted(mentions(reading)[["start", "end", "kind", "entity"]].itertuples(index=False, name=None))
    meant: Meant = defaultdict(list)
    for row in antecedents(reading).sort_values("end", ascending=False).itertuples(index=False):
        meant[row.start].append(row)
    opens, numbers = set(begins), {piece: number for number, (piece, _) in enumerate(rows)}
    table: list[dict[str, object]] = []
    for piece, parent in rows:
        start, end, known, voice = piece
        opening = start in opens or _is_introduced(text, start)
        row = {
            "quote": numbers[piece],
            "kind": known or _kind(text[start:end], opening, voice),
            "sentence": bisect_right(begins, start) - 1,
            "start": start,
            "end": end,
            "text": text[start:end],
            "via": _through(text, trees, piece),
            "nested_in": numbers[parent] if parent else None,
            **_speaker(text, names, meant, voice),
        }
        if parent is not None and known is None and row.get("speaker") == "I":  # who speaks the quotation round it
            outer = table[numbers[parent]]
            if outer.get("speaker_entity"):
                row |= {key: outer[key] for key in ("speaker_entity", "confidence")} | {"candidates": None}
        table.append(row)
    return table


def _typed(rows: list[dict[str, object]]) -> pd.DataFrame:
    return table(rows, QUOTE_COLUMNS, nested_in="Int64", speaker_start="Int64", speaker_end="Int64")


def _speaker(text: str, names: list[Name], meant: Meant, voice: Attribution | None) -> dict[str, object]:
    """The columns that say who speaks; a pronoun that is not safe to link stays one, with those it may mean."""
    if voice is None:
        return {}
    surface, sure, candidates = text[voice.start : voice.end], voice.confidence, None
    inside = (m for m in meant.get(voice.start, ()) if m.end <= voice.end and text[m.end : m.end + 2] not in OWNER)
    leads = next((m for m in inside if m.end == voice.end or " " in m.text), None)
    entity = _entity(names, voice)
    if entity is None and (leads is not None or surface.lower() in sayings.SUBJECT_PRONOUNS):
        entity, candidates = (leads.entity, leads.candidates) if leads is not None else (None, None)
        is_open = entity is None and surface.lower() in sayings.PRONOUNS | sayings.DETERMINERS
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
    turns, interviewee = spoken(reading)
    found = _quoting(text, paired(text, read, sentences(reading)["end"].tolist()))
    spans = nested(sorted([*turns, *found], key=lambda span: (span.start, -span.end)))
    spans = [span for span in spans if span.depth < NESTING]
    outer = [span for span in spans if span.depth == 0]
    trees, blocks = trees_of(reading), roles["start"].tolist()
    voices = dict(zip(outer, _voices(text, Speakers(text, trees, outer, blocks), outer), strict=True))
    if interviewee is not None:  # speaks what nobody is given to say, in the headline too
        voices |= {span: interviewee for span, voice in voices.items() if voice is None or voice.rule == "carried"}
    voices |= _inner_voices(text, trees, spans, blocks) | turns
    said = [s for s in statements(text, trees, outer) if within(read, s.start)]
    rows = _nested([(s.start, s.end, "sentence" if s in turns else None, voices.get(s)) for s in spans])
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
    """What `resolved` is to know of who speaks, also where no statement was found: "Lee asked why"."""
    said = []
    for (start, end, known, voice), _ in _said(reading):
        speaker = (voice.start, voice.end) if voice is not None else (-1, -1)
        said.append(Said(start, end, *speaker, known != "indirect"))
    trees = trees_of(reading)
    for word, form in enumerate(trees.lower):
        speaks = trees.upos[word] == "VERB" and sayings.LEMMAS.get(form) in sayings.SPEECH - sayings.MENTAL
        subject = trees.own_subject(word) if speaks and trees.kind(word) in ("root", "conj", "parataxis") else None
        if subject is not None:
            at = trees.start[word]
            said.append(Said(at, at, trees.start[subject], trees.end[subject], False))
    return said


@once
def quotes(reading: Reading) -> pd.DataFrame:
    """The article's quotations and reported statements with their speakers, in titles, body and captions.

    Marks round a title of a work ("the film ...") or a nickname quote nobody and give no row. Of an interview each
    paragraph of an answer is a quotation, of a transcript each paragraph of a turn; an interviewer's questions are
    the paper's own words. A text that is not English gives no rows.

    Returns:
        quote (from 0, in the order of the text), kind (sentence, fragment, or scare: a term set in marks; indirect:
        what is reported without marks, "X said that ...", and what somebody asks or promises to do, is accused of,
        admits or denies), sentence, start, end, text (marks included), speaker (as it stands: "he"; of "who" the noun
        before; none of "it was reported that"), speaker_start, speaker_end, speaker_entity (whom that means, never
        below SAFE; whom "he" and "the senator" mean, if no other can be meant), via (through whom the words come: "the
        Guardian quoted X as saying"; and whose words the piece itself hands on), nested_in (quote it stands in: a
        quotation in a quotation, a statement in a statement; marks inside a statement are a row beside it), cue (the
        word that introduces it), confidence (in the speaker, 0 to 1; NaN where none was found), candidates (people a
        pronoun left open may mean, the nearest first). Where a person set a speaker or the name of one right, also
        corrected (bool); such a speaker is both speaker and speaker_entity.

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
