"""Every rule is fired by its row of rules.tsv, and says there what a careful reader would.

A row is: room, rule, sentence, wanted. " // " in a sentence ends a paragraph. What is wanted, by room:

    timex        each expression with its value
    attribution  each piece with kind, speaker, cue and confidence; the rule is the one that found the speaker, the kind
                 of a piece, or the class of its verb
    hedge        each stretch with its kind; the rule is the kind and which of its patterns fits
    polarity     tone, and each word that its context changes, with the factor
    target       tone toward what stands in square brackets
    entities     each name with its kind; the rule is a word on how that is decided
"""

import ast
import csv
import inspect
import re
import sys
from collections import defaultdict

import pytest

import dateline as dl
from conftest import ROOT
from dateline import polarity
from dateline.attribution import quotations
from dateline.entities import kinds
from dateline.polarity import wording
from dateline.polarity.frame import FOLLOWERS
from dateline.segments import sayings
from dateline.timex import exclusions, scanner, tag
from dateline.timex.rules import RULES
from dateline.voices import sourcing

PUBLISHED = "2024-05-17"  # a Friday
with (ROOT / "tests" / "data" / "rules.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
NO = "no "  # before the name of an exclusion
NONE = "none"  # the rule of a row at which nothing is to be found


def rows_of(room):
    return [row for row in ROWS if row["room"] == room]


def each(room):
    return pytest.mark.parametrize("row", rows_of(room), ids=lambda row: f"{row['rule']}: {row['sentence']}")


def article_of(row):
    return dl.Article(row["sentence"].replace(" // ", "\n\n"), published=PUBLISHED)


def assert_rows(room, wanted):
    """Every rule has a row, and no row is one of a rule that is gone."""
    assert {row["rule"] for row in rows_of(room)} - {NONE} == wanted


# times


def read_times(sentence: str) -> str:
    return "; ".join(f"{found.text} = {found.value}" for found in tag(sentence, PUBLISHED))


@pytest.fixture
def excluded(monkeypatch):
    """The exclusions that have ruled out a match."""
    fired = set()

    def watch(text, start, end, rule, expression):
        is_out = exclusions.ruled_out(text, start, end, rule, expression)
        if is_out:
            fired.add(rule if rule in exclusions.EXCLUSIONS else expression.form)
        return is_out

    monkeypatch.setattr(scanner, "ruled_out", watch)
    return fired


@each("timex")
def test_a_time_is_read_as_a_careful_reader_has_it_and_by_its_rule(row, excluded):
    assert read_times(row["sentence"]) == row["wanted"]
    fired = {found.expression.rule for found in tag(row["sentence"], PUBLISHED)} | {NO + name for name in excluded}
    assert row["rule"] in fired


def test_every_rule_has_its_row():
    there = defaultdict(int)
    for row in rows_of("timex"):
        there[row["rule"]] += 1
    wanted = {name for name, _, _ in RULES} | {NO + name for name, steps in exclusions.EXCLUSIONS.items() if steps}
    assert wanted - there.keys() == set()
    assert there.keys() - wanted == {"count_before"}


# who says what

_QUOTE_KINDS = ("sentence", "fragment", "scare", "indirect")


def read_voices(article) -> str:
    found = dl.quotes(article).astype(object)
    return " | ".join(
        f"{row.kind}: {row.text} = {row.speaker}, {row.cue}, {row.confidence}" if isinstance(row.speaker, str)
        else f"{row.kind}: {row.text}"
        for row in found.itertuples()
    ).replace("\n\n", " // ")  # fmt: skip


def classes_of(cue: str) -> set[str]:
    """What a cue may do as a verb; "noun" for one of the nouns."""
    uses = {f"verb {use}" for use, verbs in sayings.VERBS.items() if sayings.LEMMAS.get(cue) in verbs}
    return uses | ({"noun"} if cue in sayings.NOUN_LEMMAS else set())


@pytest.fixture
def voices(monkeypatch):
    """The rules by which speakers were found."""
    fired, speaker = set(), quotations._speaker

    def watch(text, names, meant, voice):
        if voice is not None:
            fired.add(voice.rule)
        return speaker(text, names, meant, voice)

    monkeypatch.setattr(quotations, "_speaker", watch)
    return fired


@each("attribution")
def test_a_statement_has_the_speaker_a_careful_reader_gives_it(row, voices):
    article = article_of(row)
    assert read_voices(article) == row["wanted"]
    found = dl.quotes(article)
    fired = voices | {f"kind {kind}" for kind in found["kind"]}
    fired |= {name for cue in found["cue"].dropna() for name in classes_of(cue)}
    assert row["rule"] in fired or (row["rule"] == NONE and not voices)


def attribution_rules() -> set[str]:
    """Every name that `Attribution.rule` can have, from the source: what is called so, or handed to these functions."""
    names, handed = set(), {"Attribution": 4, "_at": 2, "_main_subject": 2}
    for path in (ROOT / "lib" / "dateline" / "attribution").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            told: list[ast.expr] = []
            if isinstance(node, ast.Call):
                place = handed.get(getattr(node.func, "id", getattr(node.func, "attr", "")), len(node.args))
                told = [keyword.value for keyword in node.keywords if keyword.arg == "rule"] + node.args[place:][:1]
            elif isinstance(node, ast.Assign) and "rule" in ast.unparse(node.targets[0]):
                told = [node.value]
            values = (part.value for value in told for part in ast.walk(value) if isinstance(part, ast.Constant))
            names |= {value for value in values if isinstance(value, str)}
    return names


def test_every_rule_of_attribution_has_its_row():
    wanted = attribution_rules() | {f"kind {kind}" for kind in _QUOTE_KINDS} | {f"verb {use}" for use in sayings.VERBS}
    assert_rows("attribution", wanted | {"noun"})


# caution


@each("hedge")
def test_caution_is_found_as_a_careful_reader_hears_it(row):
    found = dl.hedges(article_of(row))
    assert "; ".join(f"{hedge.kind}: {hedge.text}" for hedge in found.itertuples()) == row["wanted"]
    fired = {
        f"{kind} {number}"
        for text in found["text"]
        for kind, patterns in sourcing._PATTERNS.items()
        for number, pattern in enumerate(patterns, 1)
        if any(match.group() == text for match in re.finditer(pattern, row["sentence"], re.IGNORECASE))
    }
    assert row["rule"] in fired or (row["rule"] == NONE and not fired)


def test_every_pattern_of_caution_has_its_row():
    patterns = sourcing._PATTERNS.items()
    assert_rows("hedge", {f"{kind} {number}" for kind, rules in patterns for number in range(1, len(rules) + 1)})


# tone


def read_tone(sentence: str) -> str:
    changed = [word for word in wording.words(sentence) if word.context and word.form.isalpha()]
    telling = set(dl.contributions(sentence)["text"].str.lower())
    words = [f"{word.form} ×{word.factor:.2f} {word.context}" for word in changed if word.form in telling]
    return "; ".join([f"{dl.tone(sentence):+.2f}", *words])


@each("polarity")
def test_a_tone_is_what_the_context_of_its_words_makes_it(row):
    assert read_tone(row["sentence"]) == row["wanted"]
    assert row["rule"] == "plain" or f" {row['rule']}" in row["wanted"]


def test_every_context_of_a_word_has_its_row():
    assert_rows("polarity", wording.EFFECTS.keys() | {"plain", "negated, conditional"})


_FACTS = ("before", "between", "other names", "place", "quoted", "mention", "leans", "leans near", "good words",
          "ill words")  # fmt: skip


def read_target(sentence: str) -> tuple[float, list[str]]:
    start, end = sentence.index("["), sentence.index("]") - 1
    plain = sentence.replace("[", "").replace("]", "")
    reasons = polarity.target_contributions(plain, start, end)["why"].iloc[1:]
    return dl.target_tone(plain, start, end), [why.rpartition(", log-odds")[0] for why in reasons]


@each("target")
def test_the_tone_toward_a_target_is_what_stands_round_it(row):
    tone, reasons = read_target(row["sentence"])
    assert f"{tone:+.2f}" == row["wanted"]
    assert any(why == row["rule"] or why.startswith(f"{row['rule']} ") for why in reasons), reasons


def test_every_fact_of_a_frame_has_its_row():
    after = {f"after {kind}" for kind in (*FOLLOWERS, "'s", "-")}  # "after ." has no weight
    assert_rows("target", {*_FACTS, *after, "pair", "touches the target"})


# names


def read_names(article) -> str:
    return "; ".join(f"{row.text} = {row.kind}" for row in dl.mentions(article).itertuples())


@each("entities")
def test_a_name_has_the_kind_a_careful_reader_gives_it(row):
    assert read_names(article_of(row)) == row["wanted"]


def _decisions() -> set[int]:
    """The lines of `kinds` that decide for a kind without asking what was learned."""
    tree = ast.parse(inspect.getsource(kinds))
    decide = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "_told"]
    found = (node for function in decide for node in ast.walk(function) if isinstance(node, ast.Return))
    return {node.lineno for node in found if ast.unparse(node.value) != "''"}


def test_every_way_to_decide_for_a_kind_has_its_row():
    file, passed = kinds.__file__, set()

    def watch(frame, event, _):
        if frame.f_code.co_filename != file:
            return None
        if event == "line":
            passed.add(frame.f_lineno)
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        for row in rows_of("entities"):
            dl.mentions(article_of(row))
    finally:
        sys.settrace(before)
    assert _decisions() - passed == set()
