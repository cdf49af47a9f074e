"""What kind of article it is, by its form alone; where no form is plain, none is claimed."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd
import regex as re

from dateline.reading import Reading, once
from dateline.segments.language import READ_LANGUAGE
from dateline.segments.segmentation import paragraphs, sentences
from dateline.segments.turns import asks, clock_label, is_questioner, name_of
from dateline.tables import table

Span = tuple[int, int]

_FEWEST = 3  # questions, posts, sentences in the first person, minutes of a match
_ASKING = 0.5  # share of a speaker's paragraphs that end as questions
_ANSWERS = 0.5  # share of answers in somebody's own words, where nothing but question marks tells an interview
_OWN_VOICE = 0.12  # share of the sentences outside of marks that say "I"
_LIVELY = 1 / 3  # share of posts that speak of now
_BRIEF = 20, 80  # words of the body
_HEAD = 700  # characters of a body in which a match or a death is told first
_MARKS = "“\"‘'"
# What a genre is told by.
_SIGNS = {sign: re.compile(pattern, re.M) for sign, pattern in {
    "I": r"\b(?:I|[Mm]y|me|mine|myself)\b",
    "we": r"\b(?:[Ww]e|[Oo]ur|us)\b",
    "quoted": r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|(?<!\w)‘[^‘’\n]*’(?!\w)",
    "urges": r"\b(?:should|must|ought to|need to|let us|let['’]s)\b|\b[Ii]t is time\b"
    r"|\bI (?:\w+ )?(?:think|believe|argue|suspect|call|doubt|hope|fear|wish|refuse|want)\b",
    "opinion": r"(?i:(?:opinion|op-ed|comment|commentary|column|editorial|viewpoint)\b(?:\W.{0,200})?)",
    "died": r"\b(?:died|dies|passed away|death)\b[^.!?\n]{0,120}(?:\b(?:aged|at the age of|at)|, ?) ?\d{1,3}\b"
    r"|\b(?:died|passed away)\b[^.!?\n]{0,120}\. (?:She|He) was \d{1,3}\b"
    r"|\((?:born )?[^()\d\n]{0,20}\d{4}\s*[-–—]\s*[^()\d\n]{0,20}\d{4}\)",
    "killed": r"\b(?:shot|killed|stabbed|murdered|shooting|killing|attack)\b",
    "lived": r"\b(?:is|was) survived by\b|\bsurvivors include\b|\b(?:[Ss]he|[Hh]e|\p{Lu}[\w'’-]+) was born\b"
    r"|\b[Bb]orn (?:in|on)\b",
    "score": r"\b\d{1,2}\s?[-–]\s?\d{1,2}\b",
    "play": r"(?i:\b(?:goals?|scor(?:ed|er|ers|ing)|equali[sz]\w+|penalty|half-?time|kick-?off|header|striker|"
    r"goalkeeper|keeper|midfielder|referee|substitute|try|free-kick)\b)",
    "now": r"(?i:\b(?:live|latest|updates?|breaking|now|just|so far|still|we|here)\b|\b(?:has|have|is|are) \w+)",
    "closing": r"(?i:\b(?:interview|conversation|transcript|Q&A)\b.*"
    r"\b(?:edited|condensed|conducted|took place)\b)",
}.items()}  # fmt: skip
# "the 38th minute", "a ninth-minute goal", "90+3'", "on 61 minutes", "stoppage time"
MINUTE = re.compile(
    r"\b(?:(?P<of>\d{1,3})(?:st|nd|rd|th)|(?P<word>(?:\p{Ll}+-)?(?:first|second|third|\p{Ll}+th)))[ -]minute\b"
    r"|(?<![\w'’.,])(?P<of>\d{1,3})(?:\s?\+\s?(?P<more>\d{1,2}))?['’′](?![\w'’′])"
    r"|(?<=\b(?:on|after) )(?P<of>\d{1,3}) minutes\b|\b(?:stoppage|injury|added) time\b"
)


class Turn(NamedTuple):
    """A paragraph that one speaker says; `label` is where the turn names him, None where it does not."""

    start: int
    end: int
    label: Span | None
    name: str
    asks: bool  # the interviewer's


class Form(NamedTuple):
    """A genre, "" for none; why, in words, and where that shows; of an interview or transcript also the turns."""

    genre: str = ""
    why: str = ""
    signs: tuple[Span, ...] = ()
    turns: tuple[Turn, ...] = ()


@once
def form_of(reading: Reading) -> Form:
    """The genre of an article, and by what it was found."""
    if reading.article.language != READ_LANGUAGE:
        return Form()
    found = (find(reading) for find in (_spoken, _live, _match, _obituary, _opinion, _brief))
    return next((form for form in found if form), Form())


@once
def genre(reading: Reading) -> pd.DataFrame:
    """What kind of article it is, found by its form.

    Returns:
        genre (interview, transcript, live blog, match report, obituary, opinion, brief), start, end, text (a sign of
        it), why (what the signs are, in words); a row a sign, none where no genre is plain.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('Q: Why?\\n\\nA: I was late.\\n\\nQ: Where?\\n\\nA: I was at home.')
        >>> dl.genre(article)[['genre', 'text']].values.tolist()
        [['interview', 'Why?'], ['interview', 'Where?']]
    """
    form, text = form_of(reading), reading.article.text
    return table(
        [(form.genre, a, b, text[a:b], form.why) for a, b in form.signs], ["genre", "start", "end", "text", "why"]
    )


def _rows(reading: Reading, *roles: str) -> list[Any]:
    rows = paragraphs(reading)
    return list(rows[rows["role"].isin(roles)].itertuples(index=False))


@once
def _bodies(reading: Reading) -> list[Any]:
    return _rows(reading, "body")


def _found(sign: str, text: str, end: int | None = None) -> tuple[Span, ...]:
    return tuple(m.span() for m in _SIGNS[sign].finditer(text, 0, len(text) if end is None else end))


def _bare(text: str) -> str:
    """A text with what stands in quotation marks blanked."""
    return _SIGNS["quoted"].sub(lambda m: " " * len(m.group()), text)


def _spoken(reading: Reading) -> Form | None:
    """An interview or a transcript."""
    turns = _labelled(_rows(reading, "body", "label"))
    if not turns:
        return _asked([row for row in _bodies(reading) if _is_said(row.text)])
    often, questions = Counter(t.name for t in turns), Counter(t.name for t in turns if t.asks)
    names = {t.name for t in turns if t.label}
    asking = {n for n in names if is_questioner(n) or (often[n] > 1 and questions[n] >= _ASKING * often[n])}
    asking |= {n for n in names if asking and often[n] == questions[n] == 1}  # "((Wikinews))", then "((WN))"
    if not asking or asking == names or all(n.isupper() and len(n) > _FEWEST for n in names):
        told = f"{len(turns)} paragraphs of {len(names)} speakers, whose names stand before their turns"
        signs = tuple(t.label for t in turns if t.label)
        return Form("transcript", told, signs, tuple(t._replace(asks=False) for t in turns))
    return _interview([t._replace(asks=t.name in asking) for t in turns], "labelled questions")


def _interview(turns: list[Turn], what: str) -> Form:
    questions = tuple((t.start, t.end) for t in turns if t.asks)
    return Form("interview", f"{len(questions)} {what}, each with its answer", questions, tuple(turns))


def _labelled(rows: list[Any]) -> list[Turn]:
    """The turns that labels open, with the paragraphs that go on with them."""
    found: list[Turn] = []
    label, name = None, None
    last = max((n for n, row in enumerate(rows) if row.role == "label"), default=-1) + 1  # the turn of the last label
    only_questions = all(is_questioner(name_of(row.text)) for row in rows if row.role == "label")
    for n, row in enumerate(rows):
        is_own = n <= last or _found("I", _bare(row.text)) or _found("we", _bare(row.text))
        if row.role == "label":
            label, name = (row.start, row.end), name_of(row.text)
        elif name is not None and is_own and _is_said(row.text):  # what the reporter adds at the end is no answer
            found.append(Turn(row.start, row.end, label, name, asks(row.text)))
            label, name = None, "" if only_questions and asks(row.text) else name
    return found


def _is_said(text: str) -> bool:
    """Whether a paragraph inside a conversation is part of it, and no heading or note of the paper."""
    is_long = text[-1:] in '.!?…"”’)]—–-' or len(text.split()) > _FEWEST * 4
    return is_long and not _SIGNS["closing"].search(text[:400])


def _asked(rows: list[Any]) -> Form | None:
    """An interview whose questions are told by nothing but their question marks."""
    asked = [asks(row.text) and row.text[0] not in _MARKS for row in rows]
    answers = [after.text for (q, _), (a, after) in pairwise(zip(asked, rows, strict=True)) if q and not a]
    own = [t for t in answers if t[0] in _MARKS or _found("I", _bare(t)) or _found("we", t)]
    places = [i for i, question in enumerate(asked) if question]
    n = len(places)
    if n < _FEWEST or len(answers) < 0.8 * n or len(own) < _ANSWERS * len(answers):
        return None
    if 5 * n < places[-1] - places[0] + 1:
        return None
    end = places[-1] + 2
    while end < len(rows) and _found("I", _bare(rows[end].text)):
        end += 1
    in_marks = any(t[0] in _MARKS for t in answers)  # then the marks tell what is said
    told = [i for i in range(places[0], min(end, len(rows))) if asked[i] or not in_marks]
    turns = [Turn(rows[i].start, rows[i].end, None, "", asked[i]) for i in told]
    return _interview(turns, "paragraphs that end in a question mark")


@once
def posts(reading: Reading) -> list[tuple[int, int, Span]]:
    """Of each post with a clock: where it begins, where the clock ends, and its hour and minute."""
    rows = [(r, clock_label(f"{r.text} ")) for r in _rows(reading, "dateline")]
    found = [(r.start, r.end, label.clock) for r, label in rows if label and label.clock]
    return found if len(found) >= _FEWEST else []


def moments(reading: Reading, published: str) -> list[tuple[int, int, str]]:
    """Where each post begins and its clock ends, and its moment; the latest was written on the day of publication.
    Counted back from that one, a clock that is later than the one before is of the day before."""
    found, day, later, out = posts(reading), date.fromisoformat(published[:10]), (24, 0), []
    for start, end, clock in found if _is_newest_first(found) else found[::-1]:
        day -= timedelta(clock > later)
        out.append((start, end, f"{day.isoformat()}T{clock[0]:02}:{clock[1]:02}"))
        later = clock
    return sorted(out)


def _is_newest_first(found: list[tuple[int, int, Span]]) -> bool:
    return sum((a[2] > b[2]) - (a[2] < b[2]) for a, b in pairwise(found)) > 0


def _live(reading: Reading) -> Form | None:
    found, text = posts(reading), reading.article.text
    ends = [start for start, *_ in found[1:]] + [len(text)]
    told = sum(bool(_SIGNS["now"].search(text, at, end)) for (_, at, _), end in zip(found, ends, strict=False))
    order = "newest" if _is_newest_first(found) else "oldest"
    why = f"{len(found)} posts headed with clock times, the {order} first"
    is_live = found and (order == "newest" or told >= _LIVELY * len(found))
    return Form("live blog", why, tuple((a, b) for a, b, _ in found)) if is_live else None


def _story(reading: Reading) -> tuple[str, int]:
    """The text with all but the body's paragraphs blanked, and where the head of the body ends."""
    at, parts, rows = 0, [], _bodies(reading)
    for row in rows:
        parts += [" " * (row.start - at), row.text]
        at = row.end
    return "".join(parts), (rows[0].start if rows else 0) + _HEAD


def _match(reading: Reading) -> Form | None:
    story, head = _story(reading)
    minutes = tuple(m.span() for m in MINUTE.finditer(story))
    is_played = len(_found("play", story)) >= _FEWEST and _found("score", reading.article.text, head)
    told = f"a score, and {len(minutes)} minutes of a match"
    return Form("match report", told, minutes) if len(minutes) >= _FEWEST and is_played else None


def _obituary(reading: Reading) -> Form | None:
    story, head = _story(reading)
    died, lived = _found("died", story, head), _found("lived", story)
    why = "it opens with a death and an age, and tells of a birth or of who is left"
    is_told = died and lived and not _found("killed", reading.article.text, head)
    return Form("obituary", why, died + lived) if is_told else None


def _opinion(reading: Reading) -> Form | None:
    bare, rows = _bare(_story(reading)[0]), paragraphs(reading)
    spans = sentences(reading)[["start", "end"]].to_numpy().tolist()
    own = [(a, b) for a, b in spans if bare[a:b].strip()]
    first = tuple(span for span in own if _SIGNS["I"].search(bare, *span))
    head = rows.head(_FEWEST).itertuples()
    label = tuple((int(r.start), int(r.end)) for r in head if _SIGNS["opinion"].fullmatch(r.text))
    if label and (first or len(_found("we", bare)) >= _FEWEST):
        return Form("opinion", "marked as opinion at its head, and told in the first person", label + first)
    signed = bool(reading.article.byline) or rows["role"].eq("byline").any()
    if not signed or len(first) < max(_FEWEST, _OWN_VOICE * len(own)) or not _found("urges", bare):
        return None
    return Form("opinion", f"a byline, and {len(first)} sentences outside quotation marks that say “I”", first)


def _brief(reading: Reading) -> Form | None:
    bodies = _bodies(reading)
    words = sum(len(row.text.split()) for row in bodies)
    is_brief = _BRIEF[0] <= words <= _BRIEF[1] and _rows(reading, "title")
    return Form("brief", f"{words} words", tuple((row.start, row.end) for row in bodies)) if is_brief else None
