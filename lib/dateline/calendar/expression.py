"""One time expression: what its words say before any of it is resolved, and what it is read as."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expression:
    """What the words of one time expression say, before any of it is resolved.

    `form` names what resolves it. `rel` is the step from the reference ("last" -1, "this" 0, "next" 1), `sign` the
    direction of a distance ("ago" -1, "later" 1), `amount` a number or "X" where it is vague ("several").
    """

    form: str
    kind: str
    rule: str = ""
    year: int | None = None
    short_year: int | None = None
    month: int | None = None
    dom: int | None = None
    weekday: int | None = None
    unit: str | None = None
    amount: float | str | None = None
    rel: int | None = None
    sign: int | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: str | None = None
    season: str | None = None
    ordinal: int | None = None
    decade: int | None = None
    holiday: str | None = None
    value: str | None = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    era: str | None = None
    anaphor: bool = False
    latest: bool = False
    back: bool = False
    order: str | None = None
    fine: str | None = None  # the unit that a distance is counted in to: "ten years ago this week"

    @property
    def stated(self) -> bool:
        """Whether the words alone give the whole value."""
        if self.form in ("duration", "set", "ref", "decade", "century"):
            return self.decade is None or self.decade >= 100
        is_day = self.form != "moment" or self.year is not None or self.month is not None
        has_year = self.year is not None or self.short_year is not None
        return (is_day and has_year) or (self.form == "holiday" and bool(self.value))  # 9/11 is the day of one year

    @property
    def lacks_day(self) -> bool:
        """Whether it is a time of day without the day."""
        return self.form == "moment" and not (self.weekday or self.month or self.value or self.rel is not None)


@dataclass(frozen=True, slots=True)
class Timex:
    """One time expression, as TIMEX3 has it, and why it is read so."""

    tid: str
    start: int
    end: int
    text: str
    type: str
    value: str | None
    mod: str | None
    anchor: str
    confidence: float
    why: str
    tense: str  # of its clause: past, future, would, weak (to ..., by) or none
    expression: Expression
