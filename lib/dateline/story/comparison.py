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
from dateline.segments.segmentation import paragraphs, sentences_at
from dateline.segments.tokenization import counted, tokens
from dateline.story.copies import shared_sentences, stories
from dateline.story.followed import name_parts, quotations, same_person
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
_TITLES = {title.rstrip(".").casefold() for title in TITLES}


def _mentions(readings: list[Reading]) -> pd.DataFrame:
    """All mentions, `article` its number, `name` what all articles have in common: the fullest name of a person or
    body, where only one fits."""
    rows = pd.concat([mentions(reading).assign(article=i) for i, reading in enumerate(readings)], ignore_index=True)
    by_length = rows.assign(words=-rows["entity"].str.count(" ")).sort_values(["words", "entity"]).groupby("kind")
    entities = {kind: part["entity"].unique().tolist() for kind, part in by_length}
    names: dict[str, str] = {}
    families: dict[str, list[str]] = defaultdict(list)
    for name in entities.get("person", ()):
        family = families[name_parts(name)[-2]]
        fit = [full for full in family if same_person(full, name)]
        family += [] if fit else [name]
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
    while before and before[-1].rstrip(".").casefold() in _TITLES:
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
        rows = sources(reading)
        made.append(rows.assign(article=name).merge(said[["source", *_SPAN]], on="source")[SOURCE_COLUMNS])
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
        rows.assign(state=many.map({True: AGREE, False: ALONE}))[DATE_COLUMNS].to_numpy(), DATE_COLUMNS, value="str"
    )


def _amounts(readings: list[Reading], names: list[str]) -> pd.DataFrame:
    """Amounts of the same thing beside each other: agreeing, differing, or in one article alone."""
    found = []
    for i, reading in enumerate(readings):
        read = counted(tokens(reading))
        telling = {n: set(part["lemma"]) for n, part in read[~read["is_stop"]].groupby("sentence")}
        for row in quantities(reading).itertuples():
            head = str(row.of or "").split(" of ")[0].split(" ")[-1].casefold().removesuffix("s")
            found.append((i, row, head, telling.get(row.sentence, set())))
    near: dict[tuple[Any, ...], list[tuple[Any, ...]]] = defaultdict(list)
    often: Counter[tuple[Any, ...]] = Counter()
    for one in found:
        i, row, head, _ = one
        for key in ((row.kind, row.unit, "value", row.value), (row.kind, row.unit, "of", head)):
            often[i, key] += 1
            if often[i, key] <= _LOOKED_AT:
                near[key].append(one)
    made = []
    for i, row, head, words in found:
        value, of = (row.kind, row.unit, "value", row.value), (row.kind, row.unit, "of", head)
        same = [o for o in near[value] if o[0] != i and (o[2] == head != "" or _about_one(o[3], words))]
        unlike = [o for o in near[of] if o[0] != i and o[2] != "" and _about_one(o[3], words)]
        state = AGREE if same else DIFFER if unlike and often[i, of] == 1 else ALONE
        order = (AGREE, DIFFER, ALONE).index(state), head if state != AGREE else "", row.value, i, row.start
        made.append((order, (names[i], state, row.of, row.value, row.unit, row.sentence, row.start, row.end, row.text)))
    made.sort(key=lambda item: item[0])
    return table([row for _, row in made], AMOUNT_COLUMNS, value="float64", of="object", unit="object")


def _about_one(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= max(2, _ABOUT_ONE * min(len(one), len(other)))


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
        content = content[~content["is_stop"] & content["kind"].isin(["word", "name"]) & ~content["type"].isin(_TITLES)]
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
