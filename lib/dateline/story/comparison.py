"""Several articles of one story side by side: evidence for a reader, no verdict, and no outlet ranked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import permutations
from typing import Any, NamedTuple

import pandas as pd

from dateline.article import Article
from dateline.attribution import quotes
from dateline.entities import mentions
from dateline.figures import quantities
from dateline.reading import Reading
from dateline.segments.sayings import PRONOUNS
from dateline.segments.segmentation import paragraphs, sentences_at
from dateline.segments.tokenization import counted, tokens
from dateline.story.copies import shared_sentences, stories
from dateline.story.followed import TITLES, name_parts, quotations, same_person
from dateline.story.grouping import given_articles, labels
from dateline.story.merging import merged_timeline
from dateline.story.versions import changes
from dateline.tables import table
from dateline.terms.contrast import keyness
from dateline.terms.thresholds import FLOORS, LEAST_N_GENERAL, above_floor
from dateline.timex import timexes
from dateline.voices.passages import whose
from dateline.voices.sourcing import sources

_SPAN = ["sentence", "start", "end", "text"]
ARTICLE_COLUMNS = ["article", "title", "source", "published", "words", "copy_of", "share"]
HEADLINE_COLUMNS = ["article", *_SPAN]
SOURCE_COLUMNS = ["article", "source", "kind", "n", "share", "quoted", "reported", "sentences", *_SPAN]
NAME_COLUMNS = ["article", "name", "kind", "n", *_SPAN]
DATE_COLUMNS = ["article", "state", "value", *_SPAN]
AMOUNT_COLUMNS = ["article", "state", "of", "value", "unit", *_SPAN]
WORD_COLUMNS = ["article", "term", "n_target", "n_reference", "log_ratio", "log_likelihood", *_SPAN]
ORDER_COLUMNS = ["article", "what", "place", "of", "sentence"]
AGREE, DIFFER, ALONE, SEVERAL = "agree", "differ", "in one alone", "in several"
_WORDS_OF_EACH = 10  # telling words of each article
_ABOUT_ONE = 0.3  # share of the shorter sentence's telling words, from which two amounts are of one thing
_SURELY_ONE = 0.4  # the same, from which two amounts of one thing differ
_SMALL = 12  # a count up to which two have the same by chance
_SIDES = {"at least": 1, "more than": 1, "at most": -1, "fewer than": -1}  # where the true value lies
_LOOKED_AT = 20  # amounts of one value or thing in an article, that others are held against
_IN_ORDER = 12  # names whose order of telling is shown


def _mentions(readings: list[Reading]) -> pd.DataFrame:
    """All mentions, `article` its number, `name` what all articles have in common: the fullest name of a person or
    body, where only one fits."""
    rows = pd.concat([mentions(reading).assign(article=i) for i, reading in enumerate(readings)], ignore_index=True)
    by_length = rows.assign(words=-rows["entity"].str.count(" ")).sort_values(["words", "entity"]).groupby("kind")
    entities = {kind: part["entity"].unique().tolist() for kind, part in by_length}
    names: dict[str, str] = {}
    families: dict[str, list[str]] = defaultdict(list)
    for name in entities.get("person", ()):
        *given, family, _ = name_parts(name)
        near = families[family]
        fit = [full for full in near if same_person(full, name)] or [f for f in near if same_person(f, name) is None]
        for part in {*given[1:], family} if not fit else ():
            families[part].append(name)
        names[name] = fit[0] if len(fit) == 1 else name
    bodies: dict[str, list[str]] = defaultdict(list)
    for name in entities.get("organisation", ()):  # FBI
        initials = bodies["".join(filter(str.isupper, name))]
        names.setdefault(name, initials[0] if name.isupper() and len(initials) == 1 else name)
        initials += [] if name.isupper() else [name]
    return rows.assign(name=[names.get(entity, entity) for entity in rows["entity"]])


def _with_title(text: str, start: int) -> int:
    """Where the title before a name begins: "Rep. Michael Grimm"."""
    before = text[max(start - 40, 0) : start].split("\n")[-1].split()
    while before and before[-1].rstrip(".").casefold() in TITLES:
        start = text.rindex(before.pop(), 0, start)
    return start


def _names(readings: list[Reading], names: list[str]) -> pd.DataFrame:
    """The names that two articles and more have and that are not worded alike, descriptions of speakers too: each
    wording at its first place; the longest of nested ones."""
    rows = _mentions(readings)
    rows = rows[rows["kind"].isin(["person", "organisation"])]
    shared = rows[rows.groupby("name")["article"].transform("nunique").gt(1)]
    kinds = dict(zip(shared["name"], shared["kind"], strict=True))
    known = {entity: name for entity, name in zip(rows["entity"], rows["name"], strict=True) if name in kinds}
    found: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for i, reading in enumerate(readings):
        text, own, said = reading.article.text, shared[shared["article"].eq(i)], quotes(reading)
        places = [
            (_with_title(text, r.start) if r.kind == "person" else r.start, r.end, r.name) for r in own.itertuples()
        ]
        said = said[said["speaker_entity"].isin(list(known)) & ~said["speaker"].str.casefold().isin(PRONOUNS)]
        for row in said.itertuples():  # "his lawyer"; a name in it stands for itself
            if not own["start"].between(row.speaker_start, row.speaker_end - 1).any():
                places.append((int(row.speaker_start), int(row.speaker_end), known[row.speaker_entity]))
        done = 0
        for start, end, name in sorted({*places}, key=lambda place: (place[0], -place[1])):
            if start >= done:
                found[name, i, text[start:end]].append(start)
                done = end
    often = Counter({name: sum(len(found[key]) for key in found if key[0] == name) for name in kinds})
    made = []
    for (name, i, text), starts in sorted(
        found.items(), key=lambda item: (-often[item[0][0]], *item[0][:2], item[1][0])
    ):
        place = sentences_at(readings[i], starts[:1])[0], starts[0], starts[0] + len(text), text
        made.append((names[i], name, kinds[name], len(starts), *place))
    told = table(made, NAME_COLUMNS)
    return told[told.groupby("name")["text"].transform("nunique").gt(1)].reset_index(drop=True)


def _sources(readings: list[Reading], names: list[str]) -> pd.DataFrame:
    """Whom each article leans on, with the first words it gives to each."""
    made = []
    for name, reading in zip(names, readings, strict=True):
        said = quotes(reading).dropna(subset=["speaker"])
        said = said.assign(source=pd.Series(whose(said), index=said.index, dtype="str")).drop_duplicates("source")
        named, rows = mentions(reading), sources(reading)
        kinds = dict(zip(named["entity"], named["kind"], strict=True))
        kind = pd.Series([kinds.get(source) for source in rows["source"]], index=rows.index, dtype="object")
        rows = rows.assign(article=name, kind=kind)
        made.append(rows.merge(said[["source", *_SPAN]], on="source")[SOURCE_COLUMNS])
    return pd.concat(made, ignore_index=True)


def _headlines(readings: list[Reading], names: list[str]) -> pd.DataFrame:
    """The headline of each, where its text has one."""
    made = []
    for name, reading in zip(names, readings, strict=True):
        for row in paragraphs(reading).query("role == 'title'").head(1).itertuples():
            made.append((name, *sentences_at(reading, [row.start]), row.start, row.end, row.text))
    return table(made, HEADLINE_COLUMNS)


def _dates(readings: list[Reading], names: list[str]) -> pd.DataFrame:
    """The dates that the words of each give, at their first place, and whether another gives them too."""
    found = []
    for name, reading in zip(names, readings, strict=True):
        rows = timexes(reading).dropna(subset=["first_day", "sentence"])
        rows = rows[rows["timex_type"].isin(["DATE", "TIME"])]
        rows = rows.assign(article=name, value=rows["value"].str.split("T").str[0]).drop_duplicates("value")
        found.append(rows.sort_values(["first_day", "value"]))
    rows = pd.concat(found, ignore_index=True).sort_values(["first_day", "value"], kind="stable")
    many = rows.groupby("value")["article"].transform("size").gt(1)
    return table(
        rows.assign(state=many.map({True: SEVERAL, False: ALONE}))[DATE_COLUMNS].to_numpy(), DATE_COLUMNS, value="str"
    )


class _Amount(NamedTuple):
    """One amount of one of several articles."""

    article: int
    row: Any
    head: str  # what it is of, in one word; "" where that is not said
    words: set[str]  # telling ones of its sentence
    of: tuple[str, str | None, str]  # kind, unit and head
    value: tuple[str, str | None, float, str]  # kind, unit, value and upper end

    def _share(self, other: _Amount) -> float:
        """Of the words of the shorter sentence, those that both have, from two on; not what is counted."""
        both = {word for word in self.words & other.words if not (self.head and word.startswith(self.head))}
        return len(both) / min(len(self.words), len(other.words)) if len(both) > 1 else 0.0

    def agrees(self, other: _Amount) -> bool:
        fits = _SIDES.get(self.row.bound, 0) * _SIDES.get(other.row.bound, 0) >= 0
        is_small = self.row.kind == "count" and self.row.value <= _SMALL
        grounds = self.head == other.head != "", self._share(other) >= _ABOUT_ONE
        return fits and (all(grounds) if is_small else any(grounds))

    def differs(self, other: _Amount) -> bool:
        is_exact = self.row.bound == other.row.bound == "" and 1 not in (self.row.value, other.row.value)
        return is_exact and self.value != other.value and self.head != "" and self._share(other) >= _SURELY_ONE


def _amounts(readings: list[Reading], names: list[str]) -> pd.DataFrame:
    """Amounts of the same thing beside each other: agreeing, differing, or in one article alone."""
    found = []
    for i, reading in enumerate(readings):
        read = counted(tokens(reading))
        telling = {n: set(part["lemma"]) for n, part in read[~read["is_stop"]].groupby("sentence")}
        for row in quantities(reading).itertuples():
            head = name_parts(row.of.split(" of ")[0])[-2].removesuffix("s") if row.of else ""
            keys = (row.kind, row.unit, head), (row.kind, row.unit, row.value, str(row.upper))
            found.append(_Amount(i, row, head, telling.get(row.sentence, set()), *keys))
    same, of_one = defaultdict[Any, list[_Amount]](list), defaultdict[Any, list[_Amount]](list)
    values = defaultdict[Any, set[Any]](set)  # of one thing, in one article
    often: Counter[tuple[Any, ...]] = Counter()
    for one in found:
        values[one.article, one.of].add(one.value)
        often[one.article, one.value] += 1
        if often[one.article, one.value] <= _LOOKED_AT:
            same[one.value].append(one)
    for one in (one for rows in same.values() for one in rows if len(values[one.article, one.of]) == 1):
        of_one[one.of].append(one)
    pairs = (pair for rows in of_one.values() for pair in permutations(rows, 2))
    unlike = {(one.of, one.value) for one, other in pairs if one.article != other.article and one.differs(other)}
    made = []
    for one in found:
        i, row, head, *_ = one
        is_told = any(one.agrees(other) for other in same[one.value] if other.article != i)
        state = DIFFER if (one.of, one.value) in unlike else AGREE if is_told else ALONE
        order = (AGREE, DIFFER, ALONE).index(state), head if state != AGREE else "", row.value, i, row.start
        made.append((order, (names[i], state, row.of, row.value, row.unit, row.sentence, row.start, row.end, row.text)))
    made.sort(key=lambda item: item[0])
    return table([row for _, row in made], AMOUNT_COLUMNS, value="float64", of="object", unit="object")


def _words(readings: list[Reading], names: list[str]) -> pd.DataFrame:
    """The words that each has more often than the others together; from 1,000 words on in the smaller side."""
    read = [tokens(reading) for reading in readings]
    n = [len(counted(part)) for part in read]
    smaller = [min(own, sum(n) - own) for own in n]
    made = [pd.DataFrame(columns=WORD_COLUMNS)]
    for i, name in enumerate(names):
        if smaller[i] < FLOORS["keyness"]:
            continue
        content = counted(read[i])
        content = content[~content["is_stop"] & content["kind"].isin(["word", "name"]) & ~content["type"].isin(TITLES)]
        first = content.rename(columns={"type": "term"}).drop_duplicates("term")[["term", *_SPAN]]
        key = keyness(read[i], pd.concat(read[:i] + read[i + 1 :], ignore_index=True)).merge(first, on="term")
        key = key[key["n_target"].ge(LEAST_N_GENERAL) & key["log_likelihood"].gt(0)].head(_WORDS_OF_EACH)
        made.append(key.assign(article=name)[WORD_COLUMNS])
    found = pd.concat(made, ignore_index=True) if len(made) > 1 else made[0]
    return found if len(found) else above_floor(found, max(smaller, default=0), "keyness")


def _order(readings: list[Reading], names: list[str]) -> pd.DataFrame:
    """In which order each first names what two and more of them name most."""
    rows = _mentions(readings)
    many = rows.groupby("name").agg(articles=("article", "nunique"), n=("article", "size")).query("articles > 1")
    most = many.reset_index().sort_values(["n", "name"], ascending=[False, True])["name"].head(_IN_ORDER)
    first = rows[rows["name"].isin(most)].drop_duplicates(["article", "name"])
    places = first.groupby("article")["name"]
    cells = zip(
        first["article"], first["name"], places.cumcount() + 1, places.transform("size"), first["sentence"], strict=True
    )
    return table([(names[i], *cell) for i, *cell in cells], ORDER_COLUMNS, place="int64", of="int64")


def compare(articles: Iterable[Article]) -> dict[str, pd.DataFrame]:
    """Several articles of one story side by side: what each says, and what the others leave out.

    Arguments:
        articles: of one story, two to about a dozen; of one alone nothing can be compared, and of none each table is
            empty.

    Returns:
        tables by name, each with `article` (a slug of its outlet or title) and the span in that article, so that
        text[start:end] is the row's text: articles (title, source, published, words, copy_of and share as in
        `stories`); headlines; sources (as `sources`, with the kind of a name and the first words that are given to
        each); quotations (kind, dropped: as followed through the articles); names (how each words the names that two
        have); dates (state: in several, in one alone) and amounts (agree, differ, in one alone); words (each against
        the rest, by keyness with its floor); order (place in which each first names what they share); events (as
        `merged_timeline`); shared (as `shared_sentences`); and changes, where the articles are two versions of one
        (kind, and what stood before and after).

    Raises:
        TableError: what is given is no list of articles.

    Example:
        >>> import dateline as dl
        >>> one = dl.Article('“We will open the old bridge on Friday,” Ada Brown said.', source='A')
        >>> two = dl.Article('“We will open the old bridge,” Ada Brown said.', source='B')
        >>> dl.compare([one, two])['quotations'][['article', 'kind', 'dropped']].values.tolist()
        [['a', 'whole', ''], ['b', 'cut', 'on Friday']]
    """
    given = given_articles(articles)
    names, copied, readings = labels(given), stories(given), [Reading.of(article) for article in given]
    rows = [
        (name, a.title, a.source, a.published, len(counted(tokens(reading))), of, share)
        for name, a, reading, of, share in zip(names, given, readings, copied["copy_of"], copied["share"], strict=True)
    ]
    facts = dict.fromkeys(("title", "source", "published", "copy_of"), "object") | {"words": "int64"}
    read = readings or [Reading.of(Article(""))], names or [""]
    return {
        "articles": table(rows, ARTICLE_COLUMNS, **facts),
        "headlines": _headlines(*read),
        "sources": _sources(*read),
        "quotations": quotations(given, names),
        "names": _names(*read),
        "dates": _dates(*read),
        "amounts": _amounts(*read),
        "words": _words(*read),
        "order": _order(*read),
        "events": merged_timeline(given),
        "shared": shared_sentences(given),
        "changes": changes(given, names),
    }
