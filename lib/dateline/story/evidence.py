"""What a comparison shows, in plain English: sentences that the rows under them carry, and no verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from dateline.brief.wording import counted, listed, number, quoted, sentence
from dateline.given import ParameterError
from dateline.story.comparison import DIFFER
from dateline.story.followed import CUT, ONLY_HERE, OTHER, PARAPHRASED, REWORDED, WHOLE, family, is_name, same_person
from dateline.tables import listed as listed_numbers
from dateline.tables import table

FINDING_COLUMNS = ["finding", "told_in"]
_MOST = 4  # findings of one sort; the tables have the rest
_SHORT = 60  # characters of what is left out of a quotation, up to which it is quoted itself
_IN_OTHER_WORDS = {REWORDED: ("word", "otherwise"), PARAPHRASED: ("put", "in other words")}
_NAME = 40  # characters of a headline that stands for its outlet

Found = Iterator[tuple[str, str]]


def _outlets(facts: pd.DataFrame) -> dict[str, str]:
    """Article -> what a reader calls it: its outlet, numbered where two are of one; else its title or slug."""
    titles = [pd.NA if pd.isna(title) else quoted(title, _NAME) for title in facts["title"]]
    called = facts["source"].fillna(pd.Series(titles, facts.index, dtype="object")).fillna(facts["article"])
    numbers = called.groupby(called).cumcount() + 1
    cells = zip(facts["article"], called, called.map(called.value_counts()), numbers, strict=True)
    return {name: told if taken == 1 else f"{told} ({n})" for name, told, taken, n in cells}


def _told(rows: pd.DataFrame) -> str:
    """ "a 2, 5; b 3": where rows stand."""
    parts = rows.groupby("article", sort=False)["sentence"]
    return "; ".join(f"{name} {listed_numbers(found)}" for name, found in parts)


def _who(names: Iterable[str], outlets: dict[str, str]) -> str:
    """ "All three", "Both", "Fox News and HuffPost"."""
    told = {*names}
    there = [outlets[name] for name in outlets if name in told]
    if len(there) == len(outlets) > 1:
        return "Both" if len(there) == 2 else f"All {number(len(there))}"
    return listed(there)


def _s(verb: str, names: Iterable[str]) -> str:
    """The verb of one article or of several."""
    return verb if len({*names}) > 1 else {"have": "has"}.get(verb, f"{verb}s")


def _copies(facts: pd.DataFrame, outlets: dict[str, str]) -> Found:
    for row in facts.dropna(subset=["copy_of"]).itertuples():
        of = outlets[row.copy_of]
        yield f"{outlets[row.article]} is for the most part a copy of {of}: {row.share:.0%} of its words", ""


def _undated(facts: pd.DataFrame, outlets: dict[str, str]) -> Found:
    undated = [outlets[name] for name in facts.loc[facts["published"].isna(), "article"]]
    if undated:
        yield f"Without a date of publication, so that who told first is not known: {listed(undated)}", ""


def _sources(rows: pd.DataFrame, outlets: dict[str, str]) -> Found:
    """Whom all give words to, and whom one alone: nobody of whose family name another has a source."""
    named = rows[rows["kind"].isin(["person", "organisation"])]
    people: list[str] = []
    for source in sorted(named["source"], key=lambda name: (-name.count(" "), name)):
        people += [] if any(same_person(full, source) for full in people) else [source]
    named = named.assign(
        who=[next(full for full in people if same_person(full, s)) for s in named["source"]],
        family=[family(source) for source in named["source"]],
    )
    heard = named.groupby("who")["article"].transform("nunique")
    if len(own := named[heard.eq(len(outlets))]):
        yield f"{_who(outlets, outlets)} give words to {listed(own['who'])}", _told(own)
    alone = named[named.groupby("family")["article"].transform("nunique").eq(1)]
    said = [f"{outlets[name]} to {listed(own['who'])}" for name, own in alone.groupby("article", sort=False)]
    if said:
        yield f"Alone among them, {'; '.join(said).replace(' to ', ' gives words to ', 1)}", _told(alone)


def _quotations(rows: pd.DataFrame, outlets: dict[str, str]) -> Found:
    """What becomes of each quotation that several have, those first that are cut, reworded or given to another."""
    shared = rows[rows["kind"].ne(ONLY_HERE)]
    found = []
    for _, part in shared.groupby("quotation", sort=False):
        first, kinds = part.iloc[0], {kind: own["article"].tolist() for kind, own in part.groupby("kind", sort=False)}
        speaker = f"{first['speaker']}’s " if is_name(first["speaker"]) else ""
        said = f"{speaker}{quoted(first['text'])}"
        others = [name for kind, names in kinds.items() if kind != PARAPHRASED for name in names]
        text = f"{_who(others, outlets)} {_s('quote', others)} {said}"
        whole, cut = kinds.get(WHOLE, []), part[part["kind"].eq(CUT)].drop_duplicates("article")
        if OTHER in kinds:
            given = part.drop_duplicates(["article", "speaker"])
            told = listed([f"{row.speaker} in {outlets[row.article]}" for row in given.itertuples()])
            text = f"{quoted(first['text'])} is said by {told}"
        elif len(cut) == 1 and len(cut["dropped"].iloc[0]) <= _SHORT:
            text += f"; {outlets[cut['article'].iloc[0]]} leaves out {quoted(cut['dropped'].iloc[0])}"
        elif len(cut) and whole:
            text += f"; {'only ' * (len({*whole}) == 1)}{_who(whole, outlets)} {_s('have', whole)} the whole of it"
        elif len({*others}) > 1 and not (REWORDED in kinds or part["dropped"].any()):
            text += " in full"
        for kind, (verb, how) in _IN_OTHER_WORDS.items():
            if names := kinds.get(kind):
                text += f"; {_who(names, outlets)} {_s(verb, names)} it {how}"
        found.append((len(kinds) == 1, text, _told(part)))
    found.sort(key=lambda item: item[0])
    yield from ((text, told) for _, text, told in found[:_MOST])
    if len(found) > _MOST:
        yield f"{counted(len(found) - _MOST, 'more quotation')} are in more than one article", ""
    alone = rows[rows["kind"].eq(ONLY_HERE)].groupby("article", sort=False)["quotation"].nunique()
    if len(alone) == 1:
        verb = "stands" if alone.sum() == 1 else "stand"
        yield f"{counted(int(alone.sum()), 'quotation')} {verb} in {outlets[alone.index[0]]} alone", ""
    elif len(alone):
        where = listed([f"{number(n)} in {outlets[name]}" for name, n in alone.items()])
        yield f"{counted(int(alone.sum()), 'quotation')} stand in one article alone: {where}", ""


def _differences(tables: Mapping[str, pd.DataFrame], outlets: dict[str, str]) -> Found:
    for of, rows in tables["amounts"][tables["amounts"]["state"].eq(DIFFER)].groupby("of", sort=False):
        said = [f"{row.text} in {outlets[row.article]}" for row in rows.itertuples()]
        yield f"The figures for {of} are not the same: {listed(said)}", _told(rows)
    for row in tables["events"][tables["events"]["differs"].ne("")].itertuples():
        for what, _, values in (part.partition(": ") for part in row.differs.split("; ")):
            cells = re.findall(r"(.+?) \(([^()]*)\)(?:, |$)", values)
            said = [f"{value} in {_who(names.split(', '), outlets)}" for value, names in cells]
            yield f"The {what} of {quoted(row.text)} is not the same: {listed(said)}", row.told_in


def _events(rows: pd.DataFrame) -> Found:
    if len(rows):
        many = int(rows["told_by"].gt(1).sum())
        several = f"{number(many)} of {counted(len(rows), 'dated event')}" if many else "No dated event"
        yield f"{several} {'is' if many < 2 else 'are'} told by more than one article", ""


def _changes(rows: pd.DataFrame) -> Found:
    """What became of one version in the next."""
    if rows.empty:
        return
    n = rows["kind"].value_counts(sort=False)
    changed = [counted(int(count), kind) for kind, count in n.drop(["added", "removed"], errors="ignore").items()]
    added, removed = (counted(int(n.get(kind, 0)), "sentence") if kind in n else "" for kind in ("added", "removed"))
    said = [f"{listed(changed, len(changed))} not the same"] if changed else []
    said += [f"{some} {kind}" for some, kind in ((added, "added"), (removed, "removed")) if some]
    yield f"The two are versions of one article: {'; '.join(said)}", _told(rows)
    became = rows[rows["before"].ne("") & rows["after"].ne("") & rows["kind"].ne("wording")]
    for row in became.head(_MOST).itertuples():
        yield f"The {row.kind} {quoted(row.before)} became {quoted(row.after)}", f"{row.article} {row.sentence}"


def compared_findings(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What a comparison shows, a sentence a row.

    Arguments:
        tables: as `compare` gives them.

    Returns:
        finding, told_in ("a 2, 5; b 3": the articles and sentences it rests on; "" where a whole table carries it).

    Raises:
        ParameterError: what is given is no comparison.

    Example:
        >>> import dateline as dl
        >>> dl.compared_findings(dl.compare([dl.Article('Rain fell.')]))['finding'].tolist()
        ['One article was given: there is nothing to compare it with.']
    """
    if not isinstance(tables, Mapping) or not {"articles", "quotations", "changes"} <= set(tables):
        raise ParameterError("the tables of a comparison are wanted, as compare gives them")
    facts = tables["articles"]
    if len(facts) < 2:
        alone = "One article was given: there is" if len(facts) else "No article was given: there is"
        return table([(f"{alone} nothing to compare{' it with' * len(facts)}.", "")], FINDING_COLUMNS)
    outlets = _outlets(facts)
    rows = [*_undated(facts, outlets), *_changes(tables["changes"])]
    if tables["changes"].empty:
        rows += [*_copies(facts, outlets), *_differences(tables, outlets)]
        rows += [*_quotations(tables["quotations"], outlets), *_sources(tables["sources"], outlets)]
        rows += _events(tables["events"])
    rows = rows or [("The articles have nothing in common that is compared here", "")]
    return table([(sentence(text), told) for text, told in rows], FINDING_COLUMNS)
