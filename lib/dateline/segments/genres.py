"""What kind of article it is, by its form alone; where no form is plain, none is claimed."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd
import regex as re

from dateline.reading import Reading, once
from dateline.segments.language import READ_LANGUAGE
from dateline.segments.segmentation import paragraphs, sentences
from dateline.segments.turns import asks, clock_label, is_questioner, name_of
from dateline.tables import table

GENRE_COLUMNS = ["genre", "start", "end", "text", "why"]
Span = tuple[int, int]

_FEWEST = 3  # questions, posts, sentences in the first person, minutes of a match
_ASKING = 0.5  # share of a speaker's turns that end as questions
_ANSWERS = 0.5  # share of answers in the first person, where nothing but question marks tells an interview
_OWN_VOICE = 0.12  # share of the sentences outside of marks that say "I"
_LIVELY = 1 / 3  # share of posts that speak of now
_BRIEF = 20, 80  # words of the body
_HEAD = 700  # characters of a body in which a match or a death is told first
_FIRST = re.compile(r"\b(?:I|[Mm]y|me|mine|myself)\b")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b")
_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|(?<!\w)‘[^‘’\n]*’(?!\w)", re.M)
_MARKS = "“\"‘'"
_URGES = re.compile(
    r"\b(?:should|must|ought to|need to|let us|let['’]s)\b|\b[Ii]t is time\b"
    r"|\bI (?:\w+ )?(?:think|believe|argue|suspect|call|doubt|hope|fear|wish|refuse|want)\b"
)
_OPINION = re.compile(r"(?:opinion|op-ed|comment|commentary|column|editorial|viewpoint)\b(?:\W.*)?", re.I)
_LIFE = re.compile(r"\(\s*(?:born\s)?[^()\d]{0,20}\d{4}\s*[-–—]\s*[^()\d]{0,20}\d{4}\s*\)")
_DIED = re.compile(
    r"\b(?:died|dies|passed away|death)\b[^.!?\n]{0,120}(?:\b(?:aged|at the age of|at)|, ?) ?\d{1,3}\b"
    r"|\b(?:died|passed away)\b[^.!?\n]{0,120}\. (?:She|He) was \d{1,3}\b"
)
_KILLED = re.compile(r"\b(?:shot|killed|stabbed|murdered|shooting|killing|attack)\b")
_LIVED = re.compile(
    r"\b(?:is|was) survived by\b|\bsurvivors include\b|\b(?:[Ss]he|[Hh]e|\p{Lu}[\w'’-]+) was born\b|\b[Bb]orn (?:in|on)\b"
)
_SCORE = re.compile(r"\b\d{1,2}\s?[-–]\s?\d{1,2}\b")
_PLAY = re.compile(
    r"\b(?:goals?|scor(?:ed|er|ers|ing)|equalis\w+|equaliz\w+|penalty|half-?time|kick-?off|header|striker|goalkeeper|"
    r"keeper|midfielder|referee|substitute|try|free-kick)\b",
    re.I,
)
# "the 38th minute", "a ninth-minute goal", "90+3'", "on 61 minutes", "stoppage time"
MINUTE = re.compile(
    r"\b(?:(?P<of>\d{1,3})(?:st|nd|rd|th)|(?P<word>(?:\p{Ll}+-)?(?:first|second|third|\p{Ll}+th)))[ -]minute\b"
    r"|(?<![\w'’.,])(?P<of>\d{1,3})(?:\s?\+\s?(?P<more>\d{1,2}))?['’′](?![\w'’′])"
    r"|(?<=\b(?:on|after) )(?P<of>\d{1,3}) minutes\b|\b(?:stoppage|injury|added) time\b"
)
_NOW = re.compile(
    r"\b(?:live|latest|updates?|breaking|now|just|so far|still|we|here)\b|\b(?:has|have|is|are) \w+", re.I
)
_CLOSING = re.compile(
    r"\b(?:interview|conversation|transcript|Q&A)\b.*\b(?:edited|condensed|conducted|took place)\b", re.I
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
    finders = _spoken, _live, _match, _obituary, _opinion, _brief
    found = (find(reading) for find in finders) if reading.article.language == READ_LANGUAGE else ()
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
    return table([(form.genre, a, b, text[a:b], form.why) for a, b in form.signs], GENRE_COLUMNS)


def _body(reading: Reading) -> list[Any]:
    """The paragraphs that are read as the story, labels and clocks among them."""
    rows = paragraphs(reading)
    return list(rows[rows["role"].isin(["body", "label", "dateline"])].itertuples(index=False))


# turns


def _spoken(reading: Reading) -> Form | None:
    """An interview or a transcript."""
    rows = _body(reading)
    turns = _labelled(rows)
    if not turns:
        return _asked(rows)
    often, questions = Counter(t.name for t in turns), Counter(t.name for t in turns if t.asks)
    names = {t.name for t in turns if t.label}
    asking = {n for n in names if is_questioner(n) or (often[n] > 1 and questions[n] >= _ASKING * often[n])}
    is_transcript = not asking or asking == names or all(n.isupper() and len(n) > _FEWEST for n in names)
    if is_transcript:
        told = f"{len(turns)} turns of {len(names)} speakers, each with its name before it"
        return Form("transcript", told, _places(turns), tuple(t._replace(asks=False) for t in turns))
    turns = [t._replace(asks=t.name in asking) for t in turns]
    return _interview(turns, "labelled questions")


def _places(turns: list[Turn]) -> tuple[Span, ...]:
    return tuple(t.label for t in turns if t.label)


def _interview(turns: list[Turn], what: str) -> Form:
    questions = tuple((t.start, t.end) for t in turns if t.asks)
    return Form("interview", f"{len(questions)} {what}, each with its answer", questions, tuple(turns))


def _labelled(rows: list[Any]) -> list[Turn]:
    """The turns that labels open, with the paragraphs that go on with them."""
    found: list[Turn] = []
    label: Span | None = None
    name = None
    only_questions = {name_of(r.text) for r in rows if r.role == "label"} <= {"Q", "Question", "QUESTION"}
    for row in rows:
        if row.role == "label":
            label, name = (row.start, row.end), name_of(row.text)
        elif name is not None and row.role == "body" and _is_said(row.text):
            found.append(Turn(row.start, row.end, label, name, asks(row.text)))
            label = None
            name = "" if only_questions and asks(row.text) else name
    return found


def _is_said(text: str) -> bool:
    """Whether a paragraph inside a conversation is part of it, and no heading or note of the paper."""
    return not _CLOSING.search(text[:400]) and (text[-1:] in '.!?…"”’)]—–-' or len(text.split()) > _FEWEST * 4)


def _asked(rows: list[Any]) -> Form | None:
    """An interview whose questions are told by nothing but their question marks."""
    rows = [row for row in rows if row.role == "body" and _is_said(row.text)]
    asked = [asks(row.text) and row.text[0] not in _MARKS for row in rows]
    if sum(asked) < _FEWEST:
        return None
    first = asked.index(True)
    last = len(asked) - 1 - asked[::-1].index(True)
    answers = [rows[i + 1] for i in range(len(rows) - 1) if asked[i] and not asked[i + 1]]
    own = sum(_is_own(row.text) for row in answers)
    if len(answers) < 0.8 * sum(asked) or own < _ANSWERS * len(answers) or 5 * sum(asked) < last - first + 1:
        return None
    end = last + 2
    while end < len(rows) and _FIRST.search(_bare(rows[end].text)):
        end += 1
    told = [
        (row, q) for row, q in zip(rows[first:end], asked[first:end], strict=True) if q or row.text[0] not in _MARKS
    ]
    turns = [Turn(row.start, row.end, None, "", q) for row, q in told]
    return _interview(turns, "paragraphs that end in a question mark")


def _is_own(text: str) -> bool:
    """Whether an answer is somebody's own words: in the first person, or in marks."""
    return text[0] in _MARKS or _FIRST.search(_bare(text)) is not None or _WE.search(text) is not None


def _bare(text: str) -> str:
    """A text with what stands in quotation marks blanked."""
    return _QUOTED.sub(lambda m: " " * len(m.group()), text)


# posts


@once
def posts(reading: Reading) -> list[tuple[int, int, tuple[int, int]]]:
    """Of each post with a clock: where it begins, where the clock ends, and its hour and minute."""
    rows = [(r, clock_label(f"{r.text} ")) for r in _body(reading) if r.role == "dateline"]
    found = [(r.start, r.end, label.clock) for r, label in rows if label and label.clock]
    return found if len(found) >= _FEWEST else []


def moments(reading: Reading, published: str) -> list[tuple[int, int, str]]:
    """Where each post begins and its clock ends, and its moment; the latest was written on the day of publication."""
    found = posts(reading)
    if _is_newest_first(found):
        return _counted_back(found, published)
    return _counted_back(found[::-1], published)[::-1]


def _is_newest_first(found: list[tuple[int, int, tuple[int, int]]]) -> bool:
    clocks = [clock for *_, clock in found]
    return sum((a > b) - (a < b) for a, b in zip(clocks, clocks[1:], strict=False)) > 0


def _counted_back(found: list[tuple[int, int, tuple[int, int]]], published: str) -> list[tuple[int, int, str]]:
    """The moments of posts from the latest on; a clock that is later than the one before is of the day before."""
    day, out, later = date.fromisoformat(published[:10]), [], (24, 0)
    for start, end, clock in found:
        day -= timedelta(clock > later)
        out.append((start, end, f"{day.isoformat()}T{clock[0]:02}:{clock[1]:02}"))
        later = clock
    return out


def _live(reading: Reading) -> Form | None:
    found = posts(reading)
    if not found:
        return None
    text = reading.article.text
    ends = [start for start, *_ in found[1:]] + [len(text)]
    lively = sum(_NOW.search(text, end, stop) is not None for (_, end, _), stop in zip(found, ends, strict=True))
    if not _is_newest_first(found) and lively < _LIVELY * len(found):
        return None
    order = "the newest first" if _is_newest_first(found) else "the oldest first"
    return Form("live blog", f"{len(found)} posts headed with clock times, {order}", tuple((a, b) for a, b, _ in found))


# other forms


def _story(reading: Reading) -> tuple[int, int, str]:
    """Where the body begins, where its head ends, and the text with the body's paragraphs alone, the rest blanked."""
    rows = [row for row in _body(reading) if row.role == "body"]
    text, at, parts = reading.article.text, 0, []
    for row in rows:
        parts += [" " * (row.start - at), row.text]
        at = row.end
    start = rows[0].start if rows else 0
    return start, start + _HEAD, "".join(parts) + " " * (len(text) - at)


def _found(pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None) -> list[Span]:
    return [m.span() for m in pattern.finditer(text, start, len(text) if end is None else end)]


def _match(reading: Reading) -> Form | None:
    start, head, story = _story(reading)
    minutes = _found(MINUTE, story)
    if (
        len(minutes) < _FEWEST
        or len(_found(_PLAY, story)) < _FEWEST
        or not _SCORE.search(reading.article.text, 0, head)
    ):
        return None
    return Form("match report", f"a score, and {len(minutes)} minutes of a match", tuple(minutes))


def _obituary(reading: Reading) -> Form | None:
    start, head, story = _story(reading)
    died = _found(_DIED, story, start, head) or _found(_LIFE, reading.article.text, 0, head)
    lived = _found(_LIVED, story)
    if not died or not lived or _KILLED.search(reading.article.text, 0, head):
        return None
    return Form("obituary", "it opens with a death and an age, and tells of a birth or of who is left", (*died, *lived))


def _opinion(reading: Reading) -> Form | None:
    *_, story = _story(reading)
    bare, rows = _bare(story), sentences(reading)
    own = [(a, b) for a, b in zip(rows["start"], rows["end"], strict=True) if bare[a:b].strip()]
    first = [(int(a), int(b)) for a, b in own if _FIRST.search(bare, a, b)]
    heads = paragraphs(reading).head(_FEWEST)
    label = [(int(r.start), int(r.end)) for r in heads.itertuples() if len(r.text) < 200 and _OPINION.fullmatch(r.text)]
    if label and (first or len(_found(_WE, bare)) >= _FEWEST):
        return Form("opinion", "marked as opinion at its head, and told in the first person", (*label, *first))
    signed = bool(reading.article.byline) or paragraphs(reading)["role"].eq("byline").any()
    if not signed or len(first) < max(_FEWEST, _OWN_VOICE * len(own)) or not _URGES.search(bare):
        return None
    return Form("opinion", f"a byline, and {len(first)} sentences outside quotation marks that say “I”", tuple(first))


def _brief(reading: Reading) -> Form | None:
    rows = paragraphs(reading)
    bodies = rows[rows["role"].eq("body")]
    words = sum(len(text.split()) for text in bodies["text"])
    if not rows["role"].eq("title").any() or not _BRIEF[0] <= words <= _BRIEF[1]:
        return None
    return Form(
        "brief", f"{words} words", tuple((int(a), int(b)) for a, b in zip(bodies["start"], bodies["end"], strict=True))
    )
