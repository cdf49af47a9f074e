"""Several articles of one story side by side: evidence for a reader, no verdict, and no outlet ranked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd

from dateline.article import Article
from dateline.attribution import quotes
from dateline.entities import mentions
from dateline.entities.lists import TITLES
from dateline.figures import quantities
from dateline.reading import Reading
from dateline.segments.sayings import PRONOUNS
from dateline.segments.segmentation import paragraphs, sentences
from dateline.segments.tokenization import counted, tokens
from dateline.story.copies import shared_sentences, stories
from dateline.story.followed import quotations
from dateline.story.grouping import given_articles, labels
from dateline.story.merging import merged_timeline
from dateline.story.versions import changes
from dateline.tables import table
from dateline.terms.contrast import keyness
from dateline.terms.thresholds import LEAST_N_GENERAL, WORDS_FOR_KEYNESS, above_floor
from dateline.timex import timexes
from dateline.voices.passages import whose
from dateline.voices.sourcing import sources

_SPAN = ["sentence", "start", "end", "text"]
ARTICLE_COLUMNS = ["article", "title", "source", "published", "words", "copy_of", "share"]
HEADLINE_COLUMNS = ["article", *_SPAN]
SOURCE_COLUMNS = ["article", "source", "n", "share", "quoted", "reported", "sentences", *_SPAN]
NAME_COLUMNS = ["article", "name", "kind", "n", *_SPAN]
DATE_COLUMNS = ["article", "state", "value", *_SPAN]
AMOUNT_COLUMNS = ["article", "state", "of", "value", "unit", *_SPAN]
WORD_COLUMNS = ["article", "term", "n_target", "n_reference", "log_ratio", "log_likelihood", *_SPAN]
ORDER_COLUMNS = ["article", "what", "place", "of", "sentence"]
AGREE, DIFFER, ALONE = "agree", "differ", "in one alone"
_WORDS_OF_EACH = 10  # telling words of each article
_ABOUT_ONE = 0.3  # share of the shorter sentence's telling words, from which two amounts are of one thing
_LOOKED_AT = 20  # amounts of one value or thing in an article, that others are held against
_IN_ORDER = 12  # names whose order of telling is shown


def _people(rows: pd.DataFrame) -> dict[str, str]:
    """Entity -> the fullest name that any of the articles gives that person, where there is only one."""
    full: dict[str, set[str]] = defaultdict(set)
    people = sorted(set(rows.loc[rows["kind"].eq("person"), "entity"]), key=lambda name: (-len(name.split()), name))
    for name in people:
        full[name.split()[-1].casefold()] |= {name} if len(name.split()) > 1 else set()
    named = {name: full[name.split()[-1].casefold()] for name in people}
    return {name: next(iter(there)) for name, there in named.items() if len(there) == 1}


def _mentions(articles: list[Article]) -> pd.DataFrame:
    """All mentions, `name` the one that all articles have in common for each, `article` its number."""
    parts = [mentions(Reading.of(article)).assign(article=i) for i, article in enumerate(articles)]
    rows = pd.concat(parts, ignore_index=True)
    people = _people(rows)
    return rows.assign(name=[people.get(entity, entity) for entity in rows["entity"]])


def _with_title(text: str, start: int) -> int:
    """Where the title before a name begins: "Rep. Michael Grimm"."""
    before = text[max(start - 40, 0) : start].split("\n")[-1].split()
    while before and before[-1].rstrip(".").casefold() in _TITLES:
        start = text.rindex(before.pop(), 0, start)
    return start


_TITLES = {title.rstrip(".").casefold() for title in TITLES}


def _names(articles: list[Article], names: list[str]) -> pd.DataFrame:
    """The names that two articles and more have and that are not worded alike; descriptions of speakers too."""
    rows = _mentions(articles)
    many = rows.groupby("name")["article"].nunique()
    kinds = dict(zip(rows["name"], rows["kind"], strict=True))
    cells = rows[["name", "article", "start", "end"]].itertuples(index=False, name=None)
    places = [(name, i, _with_title(articles[i].text, start), end) for name, i, start, end in cells]
    known = dict(zip(rows["entity"], rows["name"], strict=True))
    for i, article in enumerate(articles):
        said = quotes(Reading.of(article)).dropna(subset=["speaker_entity"])
        for row in said.drop_duplicates(["speaker_start", "speaker_end"]).itertuples():
            name = known.get(row.speaker_entity)
            if name and row.speaker.casefold() not in PRONOUNS:
                places.append((name, i, int(row.speaker_start), int(row.speaker_end)))
    found = _wordings(articles, names, [p for p in places if many[p[0]] > 1], kinds)
    return found[found.groupby("name")["text"].transform("nunique").gt(1)].reset_index(drop=True)


def _wordings(
    articles: list[Article], names: list[str], places: list[tuple[Any, ...]], kinds: dict[str, str]
) -> pd.DataFrame:
    """A row for each wording of each name in each article, at its first place; the longest of nested ones."""
    found: dict[tuple[str, int, str], list[tuple[int, int]]] = defaultdict(list)
    taken: dict[tuple[int, int], int] = {}
    for name, article, start, end in sorted(places, key=lambda p: (p[1], p[2], -p[3])):
        if start < taken.get((article, 0), -1):
            continue
        taken[article, 0] = end
        found[name, article, articles[article].text[start:end]].append((start, end))
    starts = [sentences(Reading.of(article))["start"] for article in articles]
    often = Counter(name for name, *_ in places)
    made = []
    for (name, article, text), spans in sorted(
        found.items(), key=lambda item: (-often[item[0][0]], item[0][0], item[0][1], item[1][0])
    ):
        sentence = int(starts[article].searchsorted(spans[0][0], side="right")) - 1
        made.append((names[article], name, kinds[name], len(spans), sentence, *spans[0], text))
    return table(made, NAME_COLUMNS)


def _sources(articles: list[Article], names: list[str]) -> pd.DataFrame:
    """Whom each article leans on, with the first words it gives to each."""
    made = []
    for name, article in zip(names, articles, strict=True):
        said = quotes(Reading.of(article)).dropna(subset=["speaker"])
        said = said.assign(source=whose(said)).drop_duplicates("source")
        first = {source: place for source, *place in said[["source", *_SPAN]].itertuples(index=False, name=None)}
        for row in sources(Reading.of(article)).itertuples():
            facts = row.source, row.n, row.share, row.quoted, row.reported, row.sentences
            made.append((name, *facts, *first[row.source]))
    return table(made, SOURCE_COLUMNS, sentence="int64")


def _headlines(articles: list[Article], names: list[str]) -> pd.DataFrame:
    """The headline of each, where its text has one."""
    made = []
    for name, article in zip(names, articles, strict=True):
        read = sentences(Reading.of(article))
        for row in paragraphs(Reading.of(article)).query("role == 'title'").head(1).itertuples():
            sentence = read.loc[read["paragraph"].eq(row.paragraph), "sentence"].min()
            made.append((name, sentence, row.start, row.end, row.text))
    return table(made, HEADLINE_COLUMNS)


def _dates(articles: list[Article], names: list[str]) -> pd.DataFrame:
    """The dates that the words of each give, at their first place, and whether another gives them too."""
    found: dict[tuple[str, int], Any] = {}
    for i, article in enumerate(articles):
        for row in timexes(Reading.of(article)).dropna(subset=["first_day"]).itertuples():
            if row.timex_type in ("DATE", "TIME") and pd.notna(row.sentence):
                found.setdefault((str(row.value).split("T")[0], i), row)
    told = Counter(value for value, _ in found)
    made = [
        (names[i], AGREE if told[value] > 1 else ALONE, value, row.sentence, row.start, row.end, row.text)
        for (value, i), row in sorted(found.items(), key=lambda item: (item[1].first_day, item[0]))
    ]
    return table(made, DATE_COLUMNS, value="str")


def _amounts(articles: list[Article], names: list[str]) -> pd.DataFrame:
    """Amounts of the same thing beside each other: agreeing, differing, or in one article alone."""
    found = []
    for i, article in enumerate(articles):
        read = counted(tokens(Reading.of(article)))
        telling = {n: set(part["lemma"]) for n, part in read[~read["is_stop"]].groupby("sentence")}
        for row in quantities(Reading.of(article)).itertuples():
            head = str(row.of or "").split(" of ")[0].split(" ")[-1].casefold().removesuffix("s")
            found.append((i, row, head, telling.get(row.sentence, set())))
    made: list[tuple[Any, ...]] = []
    near: dict[tuple[Any, ...], list[tuple[Any, ...]]] = defaultdict(list)
    keys = [[(r.kind, r.unit, "value", r.value), (r.kind, r.unit, "of", head)] for _, r, head, _ in found]
    often = Counter((i, key[1]) for (i, *_), key in zip(found, keys, strict=True))
    for one, own in zip(found, keys, strict=True):
        for key in own:
            if sum(o[0] == one[0] for o in near[key]) < _LOOKED_AT:
                near[key].append(one)
    for (i, row, head, words), (value, of) in zip(found, keys, strict=True):
        same = [o for o in near[value] if o[0] != i and (o[2] == head != "" or _about_one(o[3], words))]
        unlike = [o for o in near[of] if o[0] != i and o[2] != "" and _about_one(o[3], words)]
        state = AGREE if same else DIFFER if unlike and often[i, of] == 1 else ALONE
        made.append((names[i], state, row.of, row.value, row.unit, row.sentence, row.start, row.end, row.text, head))
    order = {AGREE: 0, DIFFER: 1, ALONE: 2}
    made.sort(key=lambda r: (order[r[1]], r[-1] if r[1] != AGREE else "", r[3], names.index(r[0]), r[6]))
    return table([row[:-1] for row in made], AMOUNT_COLUMNS, value="float64", of="object", unit="object")


def _about_one(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= max(2, _ABOUT_ONE * min(len(one), len(other)))


def _words(articles: list[Article], names: list[str]) -> pd.DataFrame:
    """The words that each has more often than the others together; from 1,000 words on in the smaller side."""
    read = [tokens(Reading.of(article)).assign(article=i) for i, article in enumerate(articles)]
    n = [len(counted(part)) for part in read]
    made = []
    for i, name in enumerate(names):
        rest = [part for j, part in enumerate(read) if j != i]
        if not rest or min(n[i], sum(n) - n[i]) < WORDS_FOR_KEYNESS:
            continue
        content = counted(read[i])
        content = content[~content["is_stop"] & content["kind"].isin(["word", "name"])]
        content = content[~content["type"].isin(_TITLES)]
        key = keyness(read[i], pd.concat(rest, ignore_index=True))
        key = key[key["n_target"].ge(LEAST_N_GENERAL) & key["log_likelihood"].gt(0) & key["term"].isin(content["type"])]
        for row in key.head(_WORDS_OF_EACH).itertuples():
            first = content[content["type"].eq(row.term)].iloc[0]
            measures = row.n_target, row.n_reference, row.log_ratio, row.log_likelihood
            made.append((name, row.term, *measures, *(first[column] for column in _SPAN)))
    types = {"n_target": "int64", "n_reference": "int64", "log_ratio": "float64", "log_likelihood": "float64"}
    found = table(made, WORD_COLUMNS, **types)
    smaller = max((min(own, sum(n) - own) for own in n), default=0)
    return above_floor(found, smaller, "keyness") if found.empty else found


def _order(articles: list[Article], names: list[str]) -> pd.DataFrame:
    """In which order each first names what two and more of them name most."""
    rows = _mentions(articles)
    shared = rows.groupby("name")["article"].nunique().rename("articles").to_frame().join(rows["name"].value_counts())
    shared = shared[shared["articles"] > 1].reset_index().sort_values(["count", "name"], ascending=[False, True])
    made = []
    for i, name in enumerate(names):
        own = rows[rows["article"].eq(i) & rows["name"].isin(shared["name"].head(_IN_ORDER))].drop_duplicates("name")
        made += [(name, r.what, n, len(own), r.sentence)
                 for n, r in enumerate(own.rename(columns={"name": "what"}).itertuples(), start=1)]  # fmt: skip
    return table(made, ORDER_COLUMNS, place="int64", of="int64")


def compare(articles: Iterable[Article]) -> dict[str, pd.DataFrame]:
    """Several articles of one story side by side: what each says, and what the others leave out.

    Arguments:
        articles: of one story, two to about a dozen; of one alone nothing can be compared, and of none each table is
            empty.

    Returns:
        tables by name, each with `article` (a slug of its outlet or title) and the span in that article, so that
        text[start:end] is the row's text: articles (title, source, published, words, copy_of and share as in
        `stories`); headlines; sources (as `sources`, with the first words that are given to each); quotations (kind,
        dropped: as followed through the articles); names (how each words the names that two have); dates and amounts
        (state: agree, differ, in one alone); words (each against the rest, by keyness with its floor); order (place in
        which each first names what they share); events (as `merged_timeline`); shared (as `shared_sentences`); and
        changes, where the articles are two versions of one (kind, and what stood before and after).

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
    names = labels(given)
    copied = stories(given)
    rows = [
        (name, a.title, a.source, a.published, len(counted(tokens(Reading.of(a)))), of, share)
        for name, a, of, share in zip(names, given, copied["copy_of"], copied["share"], strict=True)
    ]
    facts = dict.fromkeys(("title", "source", "published", "copy_of"), "object") | {"words": "int64"}
    found = {"articles": table(rows, ARTICLE_COLUMNS, **facts)}
    for name, make in {"headlines": _headlines, "sources": _sources, "quotations": quotations, "names": _names,
                       "dates": _dates, "amounts": _amounts, "words": _words, "order": _order}.items():  # fmt: skip
        found[name] = make(given or [Article("")], names or [""])
    return found | {
        "events": merged_timeline(given),
        "shared": shared_sentences(given),
        "changes": changes(given, names),
    }
