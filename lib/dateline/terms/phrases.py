"""Keyphrases: the names and noun phrases that say what an article is about, each with its reasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
import wordfreq
from nltk.stem import PorterStemmer

from dateline.article import Article
from dateline.entities import mentions
from dateline.reading import Reading
from dateline.segments.roles import COUNTED_ROLES
from dateline.segments.segmentation import sentences
from dateline.segments.tokenization import counted, tokens
from dateline.segments.wordlists import CALENDAR_WORDS, STOP_WORDS
from dateline.syntax import Trees, trees_of
from dateline.tables import table

LONGEST_PHRASE = 3  # words, a name being one
SHARE_OF_PART = 2 / 3  # of a part's occurrences: a phrase that makes up so many of them stands in its place
HEADLINE = 25  # words: of so short a text verbs and adjectives are candidates too

# What speaks for a phrase, as log odds that readers pick it: a logistic regression over the candidates of the 250 news
# stories of 500N-KPCrowd (Marujo et al. 2012), one word weighing 1 and a longer phrase 0.3. It is of each feature's
# distance from the mean of the story's candidates, as `keyphrases` uses it: of a long story readers pick a smaller
# share, which must not be laid to what its phrases look like. Common words weigh more than was fitted (-.13): an editor
# passes over "government" and "measure" where readers do not.
WEIGHTS = {
    "often": 5.14, "once": -0.5, "early": 0.11, "letters": 1.5, "words": 1.83, "name": 0.14, "common": -0.5,
    "rare": -0.13,
}  # fmt: skip
REASONS = {
    "often": ["often", "once"], "early": ["early"], "shape": ["letters", "words", "name"], "rarity": ["common", "rare"],
}  # fmt: skip
CANDIDATE_COLUMNS = ["key", "phrase", "n", "sentence", "start", "end", *WEIGHTS]
KEYPHRASE_COLUMNS = ["phrase", "score", "n", "sentence", "start", "end", "text", *REASONS]

# Words of time, of measure, of reporting, and nouns that stand for any other: by themselves no subject of an article.
VAGUE_WORDS = CALENDAR_WORDS | frozenset(
    """
    second minute hour day week month year decade century today tonight yesterday tomorrow morning afternoon evening
    night weekend midnight noon date time moment period past future beginning start end spring summer autumn winter
    amount bit couple degree half hundred thousand million billion trillion dozen lot number part percent per cent
    percentage pair plenty quarter rate series share third total variety meter metre mile kilometer kilometre
    spokesman spokeswoman spokesperson statement remark comment reporter report quote interview source according
    image photo photograph picture reportedly officially last next first new other many such several more most same own
    ability announcement article attempt chance effort improvement incident introduction lack need opportunity
    area aspect case course example fact form front hand idea instance issue item kind level life line manner matter mr
    mrs ms dr name order person point place position problem process question reason result side situation sort step
    thing term type use view way
    """.split()
)
_NOUNS = ("NOUN", "PROPN")
_INSIDE = ("NOUN", "PROPN", "ADJ")
_CONTENT = ("NOUN", "PROPN", "ADJ", "VERB")


class _Unit(NamedTuple):
    """A word, or a name of several words, where it stands."""

    key: str  # lemma, or what the name's entity is called
    start: int
    end: int
    rows: range  # of the tree
    upos: str
    is_name: bool
    sentence: int


def _units(reading: Reading) -> list[_Unit]:
    """The words of title and body, each name as one."""
    trees = trees_of(reading)
    lemmas = dict(zip(tokens(reading)["start"], tokens(reading)["lemma"].str.casefold(), strict=True))
    read = sentences(reading)
    told = set(read["sentence"][read["role"].isin(COUNTED_ROLES)])
    named = {row.start: (row.end, row.entity.removeprefix("The ")) for row in mentions(reading).itertuples()}
    units, row = [], 0
    while row < len(trees.text):
        first, start = row, trees.start[row]
        end, name = named.get(start, (trees.end[row], ""))
        while row + 1 < len(trees.text) and trees.end[row + 1] <= end:
            row += 1
        row += 1
        if trees.sentence[first] in told:
            is_name = bool(name) and (row - first > 1 or trees.upos[first] in _NOUNS)
            key = name if is_name else lemmas.get(start, trees.text[first].casefold())
            upos = "PROPN" if is_name else trees.upos[first]
            units.append(_Unit(key, start, trees.end[row - 1], range(first, row), upos, is_name, trees.sentence[first]))
    return units


def _is_term(unit: _Unit, text: str, upos: tuple[str, ...]) -> bool:
    """Whether a unit may stand in a phrase: no label such as "Q", no word that tells nothing."""
    if unit.is_name:
        return len(unit.key) > 1
    word = text[unit.start : unit.end].casefold()
    is_empty = {word, unit.key, word.removesuffix("s")} & VAGUE_WORDS or {word, unit.key} & STOP_WORDS
    return unit.upos in upos and sum(map(str.isalpha, word)) > 2 and not is_empty


def _is_title(trees: Trees, pair: list[_Unit]) -> bool:
    """Whether a noun is the title of the name behind it: Senator Brown."""
    if len(pair) < 2 or pair[0].is_name or not pair[1].is_name:
        return False
    return trees.head[pair[0].rows[0]] in pair[1].rows or any(trees.head[row] in pair[0].rows for row in pair[1].rows)


def _is_constituent(trees: Trees, run: list[_Unit]) -> bool:
    """Whether one unit alone hangs on what lies outside."""
    whole = range(run[0].rows.start, run[-1].rows.stop)
    inside = (all(trees.head[row] not in whole or trees.head[row] in unit.rows for row in unit.rows) for unit in run)
    return sum(inside) == 1


def _occurrences(reading: Reading) -> dict[tuple[str, ...], list[tuple[int, int, int]]]:
    """Key of a phrase -> sentence, start and end of each of its occurrences.

    A phrase is a name, or a noun with the nouns and adjectives right before it that hang on it.
    """
    trees, text, units = trees_of(reading), reading.article.text, _units(reading)
    heads = _CONTENT if len(units) < HEADLINE else _NOUNS
    found: dict[tuple[str, ...], list[tuple[int, int, int]]] = defaultdict(list)
    for last, unit in enumerate(units):
        if not _is_term(unit, text, heads):
            continue
        is_title = _is_title(trees, units[last : last + 2])
        for first in range(last, max(last - LONGEST_PHRASE, -1), -1):
            run = units[first : last + 1]
            may_grow = not unit.is_name and unit.upos in _NOUNS and _is_term(run[0], text, _INSIDE)
            is_apart = run[0].sentence != unit.sentence or text[run[0].end : run[min(1, last - first)].start].strip()
            if first < last and (is_apart or not may_grow):
                break
            if _is_constituent(trees, run) and not (is_title and first == last):
                found[tuple(each.key for each in run)].append((unit.sentence, run[0].start, unit.end))
    return found


def candidates(article: Article | Reading) -> pd.DataFrame:
    """Names, and runs of one to three nouns and adjectives that hang together in the tree and end in a noun.

    Returns:
        key, its lemmas and names with tabs between them; phrase, its commonest wording, of a name what its entity is
        called; n, its occurrences; sentence, start, end of the first; and what WEIGHTS weighs.
    """
    reading = Reading.of(article)
    text, units = reading.article.text, _units(reading)
    names = {unit.key for unit in units if unit.is_name}
    stem = lru_cache(None)(PorterStemmer().stem)
    stems = Counter(map(stem, counted(tokens(reading))["type"]))
    rows = []
    for key, places in _occurrences(reading).items():
        sentence, start, end = places[0]
        is_name = len(key) == 1 and key[0] in names
        wording = Counter(" ".join(text[a:b].split()) for _, a, b in places).most_common(1)[0][0]
        phrase = key[0] if is_name else wording
        # "large" is what "best" means; by its own name it is read once for all who ask.
        zipf = [wordfreq.zipf_frequency(word, "en", wordlist="large", minimum=1.0) for word in phrase.split()]
        single = len(zipf) == 1
        features = {
            # of one word those of its stem count too (Porter 1980: vaccine, vaccinated)
            "often": np.log(max(len(places), stems[stem(phrase.casefold())])) / np.log(max(len(units), 2)),
            "once": single and not is_name and len(places) == 1,
            "early": -np.log1p(start / 6),
            "letters": np.log(min(max(len(phrase), 3), 9)) if single else 0.0,
            "words": not single,
            "name": is_name,
            "common": max(0.0, max(zipf) - 4.5),  # on the Zipf scale
            "rare": max(0.0, 3.0 - min(zipf)),
        }
        rows.append(("\t".join(key), phrase, len(places), sentence, start, end, *map(features.get, WEIGHTS)))
    return table(rows, CANDIDATE_COLUMNS, n="int64", **dict.fromkeys(WEIGHTS, "float64"))


def whole_first(scored: pd.DataFrame, n: int) -> list[int]:
    """Rows of the n best: a phrase in the place of its part, and what shares its words with one of them last."""
    stem = lru_cache(None)(PorterStemmer().stem)
    keys = [tuple(stem(word) for word in key.casefold().split()) for key in scored["key"]]
    times, score = scored["n"].tolist(), scored["score"].tolist()
    row_of = {key: row for row, key in enumerate(keys)}
    rank = list(score)
    for row, key in enumerate(keys):
        parts = (row_of.get(key[a:b]) for a in range(len(key)) for b in range(a + 1, len(key) + 1))
        for part in (part for part in parts if part is not None and times[row] > 1):
            if times[row] >= SHARE_OF_PART * times[part]:
                rank[row] = max(rank[row], score[part])
    order = sorted(range(len(keys)), key=lambda row: (-rank[row], -len(keys[row]), row))
    chosen: dict[int, set[str]] = {}
    for row in order:
        words = set(keys[row])
        if len(chosen) < n and not any(words <= other or other <= words for other in chosen.values()):
            chosen[row] = words
    return [*chosen, *(row for row in order if row not in chosen)][:n]


def keyphrases(article: Article | Reading, n: int = 10) -> pd.DataFrame:
    """What the article is about, in names and noun phrases; English only.

    Each reason is a feature's weight times its distance from the mean of the article's candidates, so that 0 is the
    ordinary candidate; the score is their sum, in log odds.

    Arguments:
        article: the article; its title and body count.
        n: at most how many phrases.

    Returns:
        phrase, of a name the fullest form; score; n, its occurrences, forms of one lemma or name together; sentence,
        start, end, text of the first; and the reasons, which add up to the score: often; early; shape (its length, and
        whether it is a name); rarity in general English. Best first: by falling score, but a phrase that makes up two
        thirds of the occurrences of its part stands in the place of the part, and parts come last.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('The harbour ferry sank. Divers found the harbour ferry.')
        >>> dl.keyphrases(article, n=1)[['phrase', 'n', 'text']].values.tolist()
        [['harbour ferry', 2, 'harbour ferry']]
    """
    found = candidates(article)
    parts = (found[list(WEIGHTS)] - found[list(WEIGHTS)].mean()) * pd.Series(WEIGHTS)
    for reason, features in REASONS.items():
        found[reason] = parts[features].sum(axis=1)
    found["score"] = found[list(REASONS)].sum(axis=1)
    found = found.iloc[whole_first(found, n)].reset_index(drop=True)
    text = Reading.of(article).article.text
    found["text"] = pd.array([text[a:b] for a, b in zip(found["start"], found["end"], strict=True)], dtype="str")
    return found[KEYPHRASE_COLUMNS]
