"""Every rule is fired by its row of rules.tsv, and says there what a careful reader would."""

import csv
from collections import defaultdict

import pytest

from conftest import ROOT
from dateline.timex import exclusions, tag
from dateline.timex.rules import RULES

PUBLISHED = "2024-05-17"  # a Friday
with (ROOT / "tests" / "data" / "rules.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
TIMES = [row for row in ROWS if row["room"] == "timex"]
NO = "no "  # before the name of an exclusion


def read_times(sentence: str) -> str:
    return "; ".join(f"{found.text} = {found.value}" for found in tag(sentence, PUBLISHED))


@pytest.fixture
def excluded(monkeypatch):
    """The exclusions that have ruled out a match."""
    fired = set()

    def watched(name, check):
        def watch(*arguments):
            is_ruled_out = check(*arguments)
            if is_ruled_out:
                fired.add(name)
            return is_ruled_out

        return watch

    for name, check in exclusions.CHECKS.items():
        monkeypatch.setitem(exclusions.CHECKS, name, watched(name, check))
    return fired


@pytest.mark.parametrize("row", TIMES, ids=lambda row: f"{row['rule']}: {row['sentence']}")
def test_a_time_is_read_as_a_careful_reader_has_it_and_by_its_rule(row, excluded):
    assert read_times(row["sentence"]) == row["wanted"]
    fired = {found.expression.rule for found in tag(row["sentence"], PUBLISHED)} | {NO + name for name in excluded}
    assert row["rule"] in fired


def test_every_rule_has_its_row():
    there = defaultdict(int)
    for row in TIMES:
        there[row["rule"]] += 1
    wanted = {name for name, _, _ in RULES} | {NO + name for name in exclusions.CHECKS}
    assert wanted - there.keys() == set()
    assert there.keys() - wanted == {"count_before"}
