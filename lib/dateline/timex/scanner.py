"""From tokens to expressions: the rules over their code, and what the context rules out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.calendar.expression import Expression
from dateline.timex.composer import compose
from dateline.timex.exclusions import ruled_out
from dateline.timex.rules import FEATURES, RULE, RUN, TRIGGER, Features
from dateline.timex.tokenizer import Tokens, blocks


@dataclass(frozen=True, slots=True)
class Found:
    """An expression and the characters it stands in."""

    start: int
    end: int
    expression: Expression


# "Prime Minister May", and then "May's government"
_SURNAME = re.compile(
    r"\b(?:Mrs?|Ms|Miss|Sir|Dame|Lord|Lady|Minister|President|Theresa)\.?\s+(May|June|August|March)\b(?!\s+\d)"
)
_OF_ONE = re.compile(r"['’]s\b")


def expressions(text: str) -> list[Found]:
    """Every time expression of a text, left to right, without overlap."""
    surnames = set(_SURNAME.findall(text))
    found = [f for tokens in blocks(text) for f in _match(text, tokens)]
    found = [f for f in found if not (text[f.start : f.end] in surnames and _OF_ONE.match(text, f.end))]
    orders = {f.expression.order for f in found}
    if "day first" in orders and "month first" not in orders:  # 10/04/17 in a text that elsewhere writes 25/04/17
        for i, e in enumerate(f.expression for f in found):
            if e.order == "either":
                found[i] = replace(found[i], expression=replace(e, month=e.dom, dom=e.month))
    return found


def _match(text: str, tokens: Tokens) -> Iterator[Found]:
    coded = "".join(tokens.code)
    for run in RUN.finditer(coded):
        position, stop = run.span()
        searching = TRIGGER.search(coded, position, stop) is not None
        while searching and position < stop:
            match = RULE.match(coded, position, stop)
            built = _build(text, tokens, match) if match and match.end() > position else []
            yield from built
            position = match.end() if match and built else position + 1


# "two days before", "two days prior", with nothing after it that it is before: counted from a date, no length
_BARE_BEFORE = re.compile(r"\s+(before|after|prior)(?=\s*(?:[.,;:!?)\"”]|$))")


def _build(text: str, tokens: Tokens, match: re.Match[str]) -> list[Found]:
    """The expressions of one match; none where the context says it is no time."""
    rule = match.lastgroup
    assert rule is not None
    first, last = match.start(), match.end() - 1
    features = [FEATURES[tokens.code[i]] | tokens.extra.get(i, {}) for i in range(first, last + 1)]
    words = [text[tokens.starts[i] : tokens.ends[i]].lower() for i in range(first, last + 1)]
    start, end = tokens.starts[first], tokens.ends[last]
    if rule in ("days_of_month", "month_of_days"):
        return _days(tokens, first, last, features, rule)
    if rule == "centuries":
        return _centuries(tokens, first, features, words)
    before = _BARE_BEFORE.match(text, end) if rule in ("duration", "a_unit") else None
    if before:
        last += 1
        rule, end = "count_before", tokens.ends[last]
        features.append(FEATURES[tokens.code[last]])
        words.append(before[1])
    expression = compose(rule, features, words)
    if expression is None or ruled_out(text, start, end, rule, expression):
        return []
    start, end = _trim(text, tokens, first, last, rule, words)
    return [Found(start, end, expression)]


def _days(tokens: Tokens, first: int, last: int, features: list[Features], rule: str) -> list[Found]:
    """ "May 3-5", "4, 5 and 6 October": days of one month."""
    month = next(f["month"] for f in features if f.get("month"))
    year = next((f["year"] for f in features if f.get("year")), None)
    said = [(i, int(f.get("ordinal") or f.get("number") or 0)) for i, f in enumerate(features) if not f.get("year")]
    days = [(first + i, n) for i, n in said if n]
    if len(days) < 2 or not all(n <= 31 for _, n in days):
        return []
    begins, ends = [at for at, _ in days], [at for at, _ in days]
    begins[0], ends[-1] = first if rule == "days_of_month" else begins[0], last
    return [
        Found(tokens.starts[a], tokens.ends[b], Expression("date", "DATE", rule, year=year, month=month, dom=dom))
        for a, b, (_, dom) in zip(begins, ends, days, strict=True)
    ]


def _centuries(tokens: Tokens, first: int, features: list[Features], words: list[str]) -> list[Found]:
    """ "The late 19th and early 20th centuries": two expressions."""
    join = next(i for i, f in enumerate(features) if f.get("ordinal")) + 1
    found = []
    for a, b in ((0, join), (join + 1, len(words))):
        slots = {key: f[key] for f in features[a:b] for key in ("mod", "ordinal") if f.get(key)}
        expression = Expression("century", "DATE", "centuries", **slots)
        found.append(Found(tokens.starts[first + a], tokens.ends[first + b - 1], expression))
    return found


def _trim(text: str, tokens: Tokens, first: int, last: int, rule: str, words: list[str]) -> tuple[int, int]:
    start, end = tokens.starts[first], tokens.ends[last]
    if words[0] == "the" and rule in ("date", "time_day", "day_time") and len(words) > 1:
        start = tokens.starts[first + 1]
    if rule == "ended_unit":
        end = tokens.ends[last - 1]
    if rule == "day_of_month":
        start = tokens.starts[first + 1]
    if text[end - 1] == "." and text[start:end].lower().endswith(("may.", "june.", "july.")):
        end -= 1
    return start, end
