"""The article as a page: quotations and speakers, times and values, names and tone marked where they stand; and the
plain text of several, where the cells of their tables lead.

No script: check boxes and style sheet switch the layers, so it works in JupyterLab, in a report and in print. Article
text is hostile and is escaped here, piece by piece.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any, NamedTuple

from dateline.amendments import MARK, reason
from dateline.article import Article, Correction
from dateline.attribution import quotes
from dateline.calendar.naming import dated
from dateline.entities import mentions
from dateline.exports.times import cell_text, formula_safe
from dateline.pages.article_head import notes_html
from dateline.pages.methods import TABLES
from dateline.pages.shown import Shown
from dateline.polarity.sentence import EDGE
from dateline.segments.roles import COUNTED_ROLES
from dateline.segments.segmentation import headline, paragraphs, sentences
from dateline.story.grouping import given_articles, labels
from dateline.tables import DOUBTFUL, cut
from dateline.timex import timexes
from dateline.voices import sentiment
from dateline.voices.loaded import telling_words

# Layer -> its key in the legend. The order is that of nesting: a mark of an earlier layer holds those of later ones.
LAYERS = {
    "quote": '<span class="quote">quotations</span>, <span class="quote indirect">reported speech</span>, with speaker',
    "piece": 'tone score <span class="piece"><small class="value">−0.20</small></span>',
    "time": '<span class="time">times</span> with value',
    "name": '<span class="name person">people</span>, <span class="name organisation">organisations</span>, '
    '<span class="name place">places</span>, <span class="name other">others</span>',
    "word": '<span class="word plus">words</span> that moved the <span class="word minus">tone</span>',
}
_RANK = {layer: rank for rank, layer in enumerate(LAYERS)}
_ROLE_NOTES = {"boilerplate": "belongs to the site, not read", "caption": "caption", "correction": "correction"}
_OFF = ("piece", "word")  # layers to be switched on: a reader who does not know what a tone is would be misled
LONGEST = 300_000  # characters: about 50,000 words; no page holds more
STYLE = Path(__file__).with_name("marked_article.css")


class Mark(NamedTuple):
    """Characters of the article that one layer marks, why, and what stands before and after them."""

    rank: int
    start: int
    end: int
    kind: str
    why: str
    before: str = ""
    after: str = ""


def _reasons(**facts: object) -> str:
    """The facts that are known, as "name: fact; name: fact"."""
    known = ((name.replace("_", " "), cell_text(fact)) for name, fact in facts.items())
    return "; ".join(f"{name}: {fact}" for name, fact in known if fact)


def _note(article: Article, field: str, row: Any) -> str:
    """Who set a row right, and why; of a speaker also where only the name was."""
    if not getattr(row, MARK, False):
        return ""
    return reason(article, field, row.start, row.end) or "a name in it was corrected"


def _marked(chip: str, row: Any) -> str:
    """What stands beside a mark, and that a reader set it right."""
    return f"{chip} {MARK}".strip() if getattr(row, MARK, False) else chip


def _quote_marks(article: Article) -> Iterator[Mark]:
    for row in quotes(article).itertuples():
        speaker, meant = cell_text(row.speaker) or "speaker not found", cell_text(row.speaker_entity)
        why = _reasons(
            quotation=row.kind, speaker=speaker, that_is=meant, by_way_of=row.via, cue=row.cue,
            confidence=row.confidence, could_be=getattr(row, "candidates", None), note=_note(article, "speaker", row),
        )  # fmt: skip
        chip = speaker if meant.casefold() in speaker.casefold() else f"{speaker} = {meant}"
        yield Mark(_RANK["quote"], row.start, row.end, f"quote {row.kind}", why, _marked(chip, row))


def _time_marks(article: Article) -> Iterator[Mark]:
    for row in timexes(article).itertuples():
        bounds = f"{row.first_day}/{row.last_day}" if cell_text(row.first_day) else "?"
        value = cell_text(row.value) or bounds
        why = _reasons(
            value=value, type=row.timex_type, modifier=row.mod, leans_on=row.anchor, why=row.why,
            confidence=row.confidence,
        )  # fmt: skip
        when = dated(value, row.first_day, row.last_day) if cell_text(row.first_day) else ""  # no code of a length
        chip = "" if when == row.text else when  # "1987" says it itself
        doubtful = row.confidence < DOUBTFUL
        kind, chip = ("time doubtful", f"{chip.rstrip('?')}?") if doubtful else ("time", chip)
        yield Mark(_RANK["time"], row.start, row.end, kind, why, after=_marked(chip, row))


def _name_marks(article: Article) -> Iterator[Mark]:
    for row in mentions(article).itertuples():
        why = _reasons(**{row.kind: row.entity}, note=_note(article, "entity", row))
        yield Mark(_RANK["name"], row.start, row.end, f"name {row.kind}", why, after=_marked("", row))


def _tone_marks(article: Article) -> Iterator[Mark]:
    pieces = sentiment(article)
    for row in pieces.itertuples():
        why = f"tone {_signed(row.tone)} of this run of {row.voice}; polarity of wording, not stance or truth"
        chip = _signed(row.tone) if abs(row.tone) >= EDGE else ""
        yield Mark(_RANK["piece"], row.start, row.end, "piece", why, after=chip)
    for row in telling_words(article, pieces).itertuples():
        kind = "word plus" if row.contribution > 0 else "word minus"
        yield Mark(_RANK["word"], row.start, row.end, kind, f"{_signed(row.contribution)}: {row.why}")


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def marks_of(article: Article) -> list[Mark]:
    """Every mark of every layer, in the order of the text."""
    layers = (_quote_marks, _tone_marks, _time_marks, _name_marks)
    found = [mark for layer in layers for mark in layer(article) if mark.start < mark.end]
    return sorted(found, key=lambda mark: (mark.start, mark.rank, -mark.end, mark))


def _opened(mark: Mark, first: bool) -> str:
    """The tag that opens a mark; only where it begins can the keyboard reach it, for once is enough."""
    kind, why = escape(mark.kind), escape(mark.why)
    chip = f'<small class="speaker">{escape(mark.before)}</small>' if first and mark.before else ""
    focus = ' tabindex="0"' if first and mark.rank != _RANK["piece"] else ""
    tag = "span" if mark.rank == _RANK["piece"] else "mark"
    return f'<{tag} class="{kind}"{focus} title="{why}">{chip}'


def _closed(mark: Mark, last: bool) -> str:
    chip = f'<small class="value">{escape(mark.after)}</small>' if last and mark.after else ""
    return f"{chip}</{'span' if mark.rank == _RANK['piece'] else 'mark'}>"


def nested(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """Characters of the text as HTML with the marks that touch them, in its order, cut wherever two would cross."""
    marks = list(marks)
    borders = {start, end} | {at for mark in marks for at in (mark.start, mark.end) if start < at < end}
    waiting = marks[::-1]
    alive: list[Mark] = []
    stack: list[Mark] = []
    html = []
    for at, after in pairwise(sorted(borders)):
        while waiting and waiting[-1].start <= at:
            alive.append(waiting.pop())
        alive = sorted((mark for mark in alive if mark.end > at), key=lambda mark: (mark.rank, mark.start, -mark.end))
        same = takewhile(lambda pair: pair[0] == pair[1], zip(stack, alive, strict=False))
        kept = len(list(same))  # marks that both begin with
        html += [_closed(mark, mark.end == at) for mark in reversed(stack[kept:])]
        html += [_opened(mark, mark.start == at) for mark in alive[kept:]]
        stack = list(alive)
        html.append(escape(text[at:after]))
    html += [_closed(mark, mark.end == end) for mark in reversed(stack)]
    return "".join(html)


def sentence_html(row: Any, html: str, article: str = "") -> str:
    """A sentence with its number as people count, from 1, at its address: #s12, or #NAME-s12 of one among several."""
    place = f"{article}-s{row.sentence}" if article else f"s{row.sentence}"
    return f'<span class="sentence" id="{place}"><small class="number">{row.sentence + 1}</small>{html}</span>'


def _paragraph_html(text: str, paragraph: Any, rows: list, marks: dict[int, list[Mark]]) -> str:
    """One paragraph with its sentences."""
    html, at = "", paragraph.start
    for row in rows:
        html += escape(text[at : row.start]) + sentence_html(row, nested(text, row.start, row.end, marks[row.sentence]))
        at = row.end
    html += escape(text[at : paragraph.end])
    note = _ROLE_NOTES.get(paragraph.role, "" if paragraph.role in COUNTED_ROLES else paragraph.role)
    note = _marked(note or paragraph.role, paragraph) if getattr(paragraph, MARK, False) else note
    label = f'<small class="role">{escape(note)}</small>' if note else ""
    return f'<p class="{escape(paragraph.role)}" dir="auto">{label}{html}</p>'


def _text_html(article: Article) -> str:
    table, found = sentences(article), marks_of(article)
    starts, ends, numbers = (table[column].tolist() for column in ("start", "end", "sentence"))
    marks: dict[int, list[Mark]] = {number: [] for number in numbers}
    for mark in found:
        for i in range(bisect_right(ends, mark.start), bisect_left(starts, mark.end)):
            marks[numbers[i]].append(mark)
    rows = {number: list(group.itertuples()) for number, group in table.groupby("paragraph")}
    return "".join(
        _paragraph_html(article.text, paragraph, rows.get(paragraph.paragraph, []), marks)
        for paragraph in paragraphs(article).itertuples()
    )


# What can be set right: field of corrections.csv -> what it is of, the columns with what was read.
_RIGHTABLE = {
    "speaker": ("speakers of quotations", ["speaker_entity", "speaker"]),
    "date": ("values of times", ["value"]),
    "entity": ("names", ["entity"]),
    "role": ("roles of paragraphs", ["role"]),
}
_LONGEST_EXCERPT = 50  # characters


def correction_line(start: int, end: int, field: str, value: str) -> str:
    """A line for corrections.csv, with who and why left open."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow([start, end, field, formula_safe(value), "", ""])
    return line.getvalue()


def _to_copy(article: Article) -> str:
    """For all that can be set right a line to copy, folded away."""
    folded = ""
    for field, (what, columns) in _RIGHTABLE.items():
        lines = ""
        for row in TABLES[field](article).itertuples():
            value = next((said for column in columns if (said := cell_text(getattr(row, column)))), "")
            line = correction_line(row.start, row.end, field, " ".join(value.split()))
            lines += f"<p>{escape(cut(row.text, _LONGEST_EXCERPT))} <code>{escape(line)}</code></p>"
        folded += f"<details><summary>{what}</summary>{lines}</details>" if lines else ""
    header = ",".join(Correction._fields)
    return (
        '<details class="set-right"><summary>Correct a mistake</summary>'
        "<p>Copy the line into <code>corrections.csv</code> beside the article, change the value, add your name and "
        "reason; it is used from the next run on. "
        f"The first line of that file is <code>{header}</code></p>{folded}</details>"
    )


def _legend() -> str:
    switches = "".join(
        f'<label><input type="checkbox" class="show-{layer}"{" checked" * (layer not in _OFF)}> {key}</label>'
        for layer, key in {**LAYERS, "number": "sentence numbers"}.items()
    )
    return f'<fieldset class="layers"><legend>Show</legend>{switches}</fieldset>'


def reading_view(article: Article) -> Shown:
    """The article with its quotations, times, names and tone marked in place.

    Check boxes switch the layers; the reason for a mark shows when it is pointed at, tapped or reached by the keyboard.
    Each sentence has its number before it, from 1, and the address #sN, N its number in every table of `dateline`, from
    0. Under the article stand, folded away, lines to copy into corrections.csv; what a person set right is marked.

    Arguments:
        article: as `read` gives it.

    Returns:
        an output that a notebook's last line shows. A text that is empty or above LONGEST is said to be not shown.

    Example:
        >>> import dateline as dl
        >>> shown = dl.reading_view(dl.Article('Ada Brown left on Monday.', published='2024-02-14'))
        >>> shown.metadata
        {'dateline': {'kind': 'view', 'name': 'reading'}}
    """
    n = len(article.text)
    text = _text_html(article) if 0 < n <= LONGEST else f"<p>not shown: n = {n:,} characters</p>"
    lines = _to_copy(article) if 0 < n <= LONGEST and article.text.strip() else ""
    html = (
        f"<style>{STYLE.read_text(encoding='utf-8')}</style>"
        '<section class="dateline-reading tex2jax_ignore" id="article" aria-label="The article, marked">'
        f"<details open><summary>The article, marked</summary>{_legend()}"
        f'<div class="text" lang="{escape(article.language)}">{text}</div></details>{lines}</section>'
    )
    return Shown({"text/html": html, "text/plain": article.text}, "view", "reading")


def articles_view(articles: Iterable[Article]) -> Shown:
    """The plain text of several articles, each sentence at the address that tables of them link to: #NAME-s12.

    Arguments:
        articles: the same, in the same order, as the tables are of.

    Returns:
        an output that a notebook's last line shows.

    Raises:
        TableError: what is given is no list of articles.

    Example:
        >>> import dateline as dl
        >>> shown = dl.articles_view([dl.Article('Rain fell.', source='A')])
        >>> 'id="a-s0"' in shown.data['text/html']
        True
    """
    given = given_articles(articles)
    parts, plain = [], []
    for article, name in zip(given, labels(given), strict=True):
        facts = " · ".join(escape(fact) for fact in (name, article.source, article.published or "undated") if fact)
        text = ""
        for _, rows in sentences(article).groupby("paragraph"):
            said = " ".join(sentence_html(row, escape(row.text), name) for row in rows.itertuples())
            text += f'<p dir="auto">{said}</p>'
        head = f'<h3>{escape(headline(article))}</h3><p class="facts">{facts}</p>{notes_html(article)}'
        parts.append(f'<section id="{name}" lang="{escape(article.language)}">{head}{text}</section>')
        plain.append(f"{name}: {headline(article)}")
    html = f'<div class="dateline tex2jax_ignore">{"".join(parts) or "<p>No article was given.</p>"}</div>'
    return Shown({"text/html": html, "text/plain": "\n".join(plain)}, "view", "articles")
