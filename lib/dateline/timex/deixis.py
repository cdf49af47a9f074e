"""Whose "tomorrow" it is: in a quotation it is counted from the day on which it was said, where the text names that."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dateline.calendar.expression import Timex
from dateline.calendar.resolution import resolve
from dateline.calendar.values import grain

_LONGEST = 1500  # characters of a quotation
_QUOTATION = re.compile(
    rf"“[^“”]{{1,{_LONGEST}}}”|\"[^\"\n]{{1,{_LONGEST}}}\"|(?<!\w)['‘][^'‘’\n]{{1,{_LONGEST}}}[,.!?]['’](?!\w)"
)
_SAID = re.compile(
    r"\b(?:said|wrote|told|tweeted|posted|announced|declared|warned|added|explained|replied|claimed|promised|insisted|"
    r"stated|tweet|statement|post|message|letter)\b"
)
_ENDS = re.compile(r"[.!?]\s")
_NEAR = 120  # characters between a quotation and the day it was said on
_NEIGHBOURS = 3  # expressions to either side


def from_the_day_said(text: str, found: Sequence[Timex]) -> list[Timex]:
    """The expressions of a text, those like "tomorrow" in a quotation counted from the day that it was said on.

    Arguments:
        text: the text they stand in.
        found: its expressions, resolved, in order.
    """
    if not any(_is_deictic(t) for t in found):
        return list(found)
    quotations = [match.span() for match in _QUOTATION.finditer(text)]
    begins = [begin for begin, _ in quotations]
    out = list(found)
    for i, t in enumerate(found):
        k = bisect_right(begins, t.start) - 1
        if k < 0 or not _is_deictic(t) or t.end > quotations[k][1]:
            continue
        near = found[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1]
        day = next((s for s in near if _is_day_said(text, s, *quotations[k])), None)
        if day:
            value = resolve(t.expression, (day.value or "")[:10])
            why = f"counted from “{day.text}” ({day.tid}), on which it was said"
            out[i] = replace(t, value=value, anchor=day.tid, confidence=0.8, why=why)
    return out


def _is_deictic(t: Timex) -> bool:
    """ "Tomorrow", "tonight", "this morning"."""
    e = t.expression
    return e.form in ("relative", "moment") and e.rel is not None and e.unit == "D" and not e.anaphor


def _is_day_said(text: str, day: Timex, begin: int, end: int) -> bool:
    """Whether "he wrote on Monday" stands with a quotation, before it or after it, in one sentence."""
    if grain(day.value) != "D" or begin <= day.start < end or day.expression.unit == "D":
        return False
    if day.start >= end:
        between = text[end : day.start] if day.start - end <= _NEAR else ""
        return bool(_SAID.search(between)) and not _ENDS.search(between)
    between = text[max(0, day.start - _NEAR // 2) : begin] if begin - day.end <= _NEAR else ""
    between = _ENDS.split(between)[-1]
    return day.text in between and bool(_SAID.search(between))
