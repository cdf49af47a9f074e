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
    if rule in ("days_of_month", "month_of_days", "centuries"):
        return _several(tokens, first, last, features, rule)
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


def _several(tokens: Tokens, first: int, last: int, features: list[Features], rule: str) -> list[Found]:
    """ "May 3-5", "4, 5 and 6 October": days of one month; "the late 19th and early 20th centuries"."""
    month, year = (next((f[key] for f in features if f.get(key)), None) for key in ("month", "year"))
    said = [(i, int(f.get("ordinal") or f.get("number") or 0)) for i, f in enumerate(features) if not f.get("year")]
    parts = [(first + i, n) for i, n in said if n]
    if len(parts) < 2 or (month and not all(n <= 31 for _, n in parts)):
        return []
    begin, found = first, []
    for k, (at, n) in enumerate(parts):
        end = last if k == len(parts) - 1 else at
        if rule == "centuries":
            mods = [f["mod"] for f in features[begin - first : end - first] if f.get("mod")]
            expression = Expression("century", "DATE", rule, ordinal=n, mod=mods[-1] if mods else None)
        else:
            expression = Expression("date", "DATE", rule, year=year, month=month, dom=n)
            begin = at if k else first
        found.append(Found(tokens.starts[begin], tokens.ends[end], expression))
        begin = end + 2  # after "and"
    return found


_NO_ARTICLE = ("date", "time_day", "day_time")


def _trim(text: str, tokens: Tokens, first: int, last: int, rule: str, words: list[str]) -> tuple[int, int]:
    is_led_in = rule == "day_of_month" or (rule in _NO_ARTICLE and words[0] == "the" and len(words) > 1)
    start, end = tokens.starts[first + is_led_in], tokens.ends[last - (rule == "ended_unit")]
    is_sentence_end = text[start:end].lower().endswith(("may.", "june.", "july."))
    return start, end - is_sentence_end
