"""Questions to a corpus: its tables as frames, SQL over them by DuckDB, a concordance, and who, when and how much."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import regex

from dateline.article import Article, ReadError
from dateline.corpus.making import MANIFEST, articles_of, story_rows, years_of
from dateline.corpus.rows import rows_of
from dateline.corpus.schema import PARTED, TABLES, arrow
from dateline.given import ParameterError, plain_text
from dateline.segments.roles import COUNTED_ROLES
from dateline.story.merging import merged_timeline
from dateline.terms.contrast import key_terms, keyness
from dateline.terms.thresholds import WORDS_FOR_KEYNESS

PERIODS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
_MOST_PERIODS = 40  # of which a figure has bars
_MOST_COMPARED = 8  # periods whose words are set against the rest
_SECONDS = 2.0  # that a regular expression may take
_FEWEST_ARTICLES = 3  # that have a term which tells a group from the rest; one story has it often
_MOST_NAMED = 3  # speakers; where more are quoted as widely, none is
_CHANCE = 0.05  # p of keyness, below which a term is told
_MERGED = 12  # articles of a story whose timelines are merged
_DAY = regex.compile(r"\d{4}(-\d\d(-\d\d)?)?")

_SQL = {
    # what all questions are asked of
    "chosen": """($outlet::TEXT IS NULL OR a.outlet = $outlet) AND ($since::TEXT IS NULL OR a.published >= $since)
        AND ($until::TEXT IS NULL OR left(a.published, length($until::TEXT)) <= $until)""",
    "macros": """
        SET enable_progress_bar = false;
        CREATE MACRO named(entity, name) AS contains(' ' || lower(entity) || ' ', ' ' || lower(name) || ' ');
        CREATE MACRO one_line(words) AS trim(regexp_replace(words, '\\s+', ' ', 'g'))""",
    # A person whom an article has by surname alone is the one whose full name four of five full names with it are.
    "people": """CREATE VIEW people AS
        WITH full_names AS (SELECT entity, count(DISTINCT article) AS n FROM mentions
            WHERE kind = 'person' AND contains(entity, ' ') GROUP BY entity),
        known AS (SELECT split_part(entity, ' ', -1) AS surname, arg_max(entity, n) AS person FROM full_names
            GROUP BY surname HAVING max(n) >= 3 AND max(n) >= 0.8 * sum(n))
        SELECT article, entity, coalesce(any_value(person), entity) AS person
        FROM mentions LEFT JOIN known ON entity = surname WHERE kind = 'person' GROUP BY article, entity""",
    # each mention and each quotation, with all that its name can be looked for by
    "called": """CREATE VIEW called AS SELECT m.*, concat_ws(' | ', m.entity, p.person) AS names
        FROM mentions m LEFT JOIN people p USING (article, entity)""",
    "said": """CREATE VIEW said AS
        SELECT q.*, p.person, coalesce(q.speaker_entity, q.speaker) AS who, concat_ws(' | ', who, p.person) AS names
        FROM quotations q LEFT JOIN people p ON p.article = q.article AND p.entity = q.speaker_entity""",
    "texts": "SELECT article, text FROM articles a WHERE contains(lower(text), $piece) AND {chosen}",
    "name": """SELECT article, start, "end", text FROM called WHERE named(names, $name)""",
    "speaker": """SELECT article, start, "end", text FROM said WHERE named(names, $speaker)""",
    "search": """
        SELECT h.article, a.published, a.outlet, a.title, s.sentence, h.start, h."end",
            one_line(regexp_extract(left(s.text, h.start - s.start), '(\\S+\\s+){{0,8}}\\S*$')) AS pre, h.text,
            one_line(regexp_extract(substr(s.text, h."end" - s.start + 1), '^\\s*\\S*(\\s+\\S+){{0,8}}')) AS post,
            arg_min(q.who, q."end" - q.start) AS speaker
        FROM hits h JOIN articles a USING (article)
        JOIN sentences s ON s.article = h.article AND s.start <= h.start AND h.start < s."end"
        LEFT JOIN said q ON q.article = h.article AND q.start <= h.start AND h."end" <= q."end"
        WHERE {chosen} AND s.role IN {roles} AND ($words::TEXT IS NULL OR h."end" <= s."end")
            AND ($name::TEXT IS NULL OR (h.article, s.sentence) IN
                (SELECT (article, sentence) FROM called WHERE named(names, $name)))
        GROUP BY ALL
        HAVING $speaker::TEXT IS NULL OR coalesce(named(arg_min(q.names, q."end" - q.start), $speaker), false)
        ORDER BY a.published NULLS LAST, h.article, h.start""",
    "articles": """
        SELECT a.article, coalesce(a.outlet, 'unknown') AS outlet, left(a.published, 10) AS day, a.words,
            count(q.quote) AS quotations, count(q.speaker_entity) AS named
        FROM articles a LEFT JOIN quotations q USING (article) WHERE {chosen} GROUP BY ALL ORDER BY day, a.article""",
    "quoted": """
        SELECT coalesce(q.person, q.speaker_entity) AS speaker, {by} count(*) AS n,
            count(*) FILTER (q.kind != 'indirect') AS in_marks, count(DISTINCT q.article) AS articles,
            nullif(count(DISTINCT a.outlet), 0) AS outlets
        FROM said q JOIN articles a USING (article)
        WHERE q.speaker_entity IS NOT NULL AND {chosen} GROUP BY ALL ORDER BY articles DESC, n DESC, speaker""",
    "terms": """
        SELECT "group", term, if(2 * count(*) FILTER (kind = 'name') > count(*), 'name', max(kind)) AS kind,
            bool_and(is_stop) AS is_stop, sum(n)::BIGINT AS n, count(*) AS articles
        FROM terms JOIN groups USING (article) GROUP BY "group", term ORDER BY "group", term""",
    "stories": """
        SELECT story, count(*) AS articles, nullif(count(DISTINCT a.outlet), 0) AS outlets, count(copy_of) AS copies,
            min(left(a.published, 10)) AS first_day, max(left(a.published, 10)) AS last_day,
            arg_min(coalesce(a.title, left(trim(a.text), 80)), coalesce(a.published, '9') || a.article) AS headline
        FROM stories JOIN articles a USING (article) WHERE {chosen}
        GROUP BY story HAVING count(*) > 1 ORDER BY articles DESC, first_day, story""",
    "story": """SELECT a.* FROM articles a JOIN stories USING (article) WHERE story = $story
        ORDER BY a.published, a.article""",
    "main_name": "SELECT person FROM people GROUP BY person ORDER BY count(*) DESC, person LIMIT 1",
}


class Corpus:
    """The tables of many articles, and questions to them.

    All questions but those in SQL take the same filters: outlet, as the table `articles` has it; since and until, ISO
    days, months or years, both included, which leave undated articles out.

    Arguments:
        folder: where `dateline corpus` has written them, an address that fsspec knows too; or articles themselves,
            some hundred at most, of which nothing is written.

    Raises:
        ReadError: there is no corpus.

    Example:
        >>> import dateline as dl
        >>> corpus = dl.Corpus([dl.Article('“The old ferry sank,” said Ada Brown.', '2024-02-14', source='A')])
        >>> corpus.ask('SELECT speaker, cue FROM quotations').values.tolist()
        [['Ada Brown', 'said']]
        >>> corpus.search('ferry')[['outlet', 'pre', 'text', 'post', 'speaker']].values.tolist()
        [['A', '“The old', 'ferry', 'sank,” said Ada Brown.', 'Ada Brown']]
    """

    def __init__(self, folder: str | Path | Iterable[Article]) -> None:
        self._db = duckdb.connect()
        for name, rows in self._written(str(folder)) if isinstance(folder, str | Path) else _in_memory(folder):
            self._db.register(name, rows) if isinstance(rows, pa.Table) else rows.create_view(name)
        self._db.execute("; ".join(_SQL[name] for name in ("macros", "people", "called", "said")))

    def _written(self, place: str) -> Iterator[tuple[str, Any]]:
        try:
            if "://" in place:
                import fsspec

                system = fsspec.core.url_to_fs(place)[0]
                self._db.register_filesystem(system)
                manifest = json.loads(system.cat_file(f"{place}/{MANIFEST}"))
            else:
                manifest = json.loads(Path(place, MANIFEST).read_bytes())
            own = {"errors": ["all"], "stories": manifest["stories"]}
            parts = {name: own.get(name, manifest["parts"]) for name in TABLES}
        except (OSError, ValueError, KeyError, TypeError, ImportError):
            raise ReadError(f"{place}: holds no corpus; dateline corpus ARTICLES --out {place} makes one") from None
        plain = regex.sub(r"([*?\[])", r"[\1]", place)  # DuckDB takes names for patterns
        for name in TABLES:
            files = [f"{plain}/tables/{name}/{part}.parquet" for part in parts[name]]
            yield name, self._db.read_parquet(files) if files else arrow(name, pd.DataFrame())

    def table(self, name: str) -> pd.DataFrame:
        """One of the tables that schema.md describes."""
        return self.ask(f"SELECT * FROM {_one_of('table', name, TABLES)}")

    def ask(self, sql: str, **values: Any) -> pd.DataFrame:
        """The answer to a question in DuckDB's SQL, to which each table is known by its name, and values as $name.

        Raises:
            ParameterError: DuckDB does not understand it.
        """
        try:
            return self._db.execute(sql, {name: value for name, value in values.items() if f"${name}" in sql}).df()
        except duckdb.Error as error:
            raise ParameterError(f"the question is none for these tables: {str(error).splitlines()[0]}") from None

    def _asked(self, question: str, by: str = "", **values: Any) -> pd.DataFrame:
        return self.ask(_SQL[question].format(chosen=_SQL["chosen"], roles=COUNTED_ROLES, by=by), **values)

    def search(
        self, words: str | None = None, name: str | None = None, speaker: str | None = None, **filters: Any
    ) -> pd.DataFrame:
        """A concordance of title and body of all articles: a row a place, in the order of time.

        Arguments:
            words: one or several in a row; `*` stands for any letters, `?` for one; one in capitals ("US") finds
                capitals only. Or a regular expression between slashes; case matters where it has a capital.
            name: whom or what the sentence mentions, in these or other words ("Brown" is Ada Brown, and any other
                Brown); without words, each mention.
            speaker: who says it; without words and name, each of their quotations.

        Returns:
            article, published, outlet, title, sentence, start, end, pre, text, post, speaker (of the quotation or the
            reported statement in which it stands).

        Raises:
            ParameterError: nothing to look for is given, or it cannot be searched for.
        """
        given = {"words": words, "name": name, "speaker": speaker}
        asked: dict[str, Any] = {key: plain_text(key, value).strip() if value else None for key, value in given.items()}
        asked |= _filters(**filters)
        if all(value is None for value in given.values()):
            raise ParameterError("search has nothing to look for: give words, a name or a speaker")
        hits = self._places(**asked) if asked["words"] else self._asked("name" if asked["name"] else "speaker", **asked)
        self._db.register("hits", hits)
        return self._asked("search", **asked)

    def _places(self, words: str, **asked: Any) -> pd.DataFrame:
        """Where the words stand in the texts."""
        pattern, piece = _pattern(words)
        deadline = time.monotonic() + _SECONDS
        found: list[tuple[str, int, int, str]] = []
        try:
            for article, text in self._asked("texts", piece=piece, **asked).itertuples(index=False, name=None):
                left = max(deadline - time.monotonic(), 0.001) if words[0] == "/" else None
                found += [(article, *m.span(), m.group()) for m in pattern.finditer(text, timeout=left) if m.group()]
        except TimeoutError:
            raise ParameterError(f"{words} takes longer than {_SECONDS:g} seconds: use a simpler pattern") from None
        types = {"article": "str", "start": "int64", "end": "int64", "text": "str"}
        return pd.DataFrame(found, columns=list(types)).astype(types)

    def coverage(self, by: str | Sequence[str] = "period", period: str | None = None, **filters: Any) -> pd.DataFrame:
        """How much there is by "outlet", by "period" or by both in a list: what it is by, articles, words, quotations
        (reported statements too). A period without an article has zeros, and articles without a date are in none.

        Arguments:
            period: day, week, month, quarter or year; None for the shortest that gives 40 at most.
        """
        keys = [_one_of("by", key, ("outlet", "period")) for key in ([by] if isinstance(by, str) else by)]
        groups = self._in_periods(period, _MOST_PERIODS, **filters).groupby(keys, observed=False)
        sums = groups[["words", "quotations"]].sum()
        sums.insert(0, "articles", groups.size())
        return sums.reset_index().astype(dict.fromkeys(keys, "str"))

    def _in_periods(self, period: str | None, most: int, **filters: Any) -> pd.DataFrame:
        """Each article with its outlet, its words, its quotations, and its period among all from first to last."""
        rows = self._asked("articles", **_filters(**filters))
        freqs = [PERIODS[_one_of("period", period, PERIODS)]] if period else list(PERIODS.values())
        days = pd.PeriodIndex(rows["day"].dropna(), freq="D")  # the undated come last
        spans = [pd.period_range(days.min(), days.max(), freq=freq) for freq in freqs if len(days)]
        bins = next((span for span in spans if len(span) <= most), spans[-1] if spans else days)
        names = [str(bin.start_time.date()) if bins.freqstr.startswith("W") else str(bin) for bin in bins]
        codes = [*bins.get_indexer(days.asfreq(bins.freq)), *[-1] * (len(rows) - len(days))]
        return rows.assign(period=pd.Categorical.from_codes(codes, names))

    def over_time(
        self, words: str | None = None, name: str | None = None, period: str | None = None, **filters: Any
    ) -> pd.DataFrame:
        """How often words, or a name, come up, as `search` finds them in the periods of `coverage`: period; n, how many
        places; articles that have one; of, how many articles there are."""
        hits = self.search(words, name, **filters)["article"].value_counts()
        rows = self._in_periods(period, _MOST_PERIODS, **filters)
        rows = rows.assign(n=rows["article"].map(hits).fillna(0).astype("int64")).groupby("period", observed=False)
        made = rows["n"].agg(n="sum", articles=lambda n: (n > 0).sum(), of="size").reset_index()
        return made.astype({"period": "str"})

    def who_is_quoted(self, by: str | None = None, **filters: Any) -> pd.DataFrame:
        """Who is quoted by name: speaker; outlet, a row each, where `by` says so; n, quotations and statements;
        in_marks, how many of them stand in quotation marks; articles, outlets. By falling articles, so that no
        interview comes first."""
        outlet = "coalesce(a.outlet, 'unknown') AS outlet," if by and _one_of("by", by, ("outlet",)) else ""
        return self._asked("quoted", outlet, **_filters(**filters))

    def keyness(self, by: str = "outlet", n: int = 10, **filters: Any) -> pd.DataFrame:
        """Which words tell each "outlet", or each "period" (the shortest of which there are 8 at most), from the rest.

        Returns:
            what it is by; n terms of each, as `key_terms` gives them, the reference being all others; articles (of its
            own with the term, 3 at least). p is below .05; groups of fewer than 1,000 words are left out.
        """
        groups = self._in_periods(None, _MOST_COMPARED, **filters).dropna(
            subset=_one_of("by", by, ("outlet", "period"))
        )
        terms = self._terms(groups["article"], groups[by].astype("str"))
        total = terms.groupby("term")["n"].sum()
        found = []
        for group, own in terms.groupby("group"):
            rest = total.sub(own.set_index("term")["n"], fill_value=0).astype("int64").reset_index()
            if min(own["n"].sum(), rest["n"].sum()) >= WORDS_FOR_KEYNESS:
                likely = _telling(own[own["articles"].ge(_FEWEST_ARTICLES)], keyness(own, rest))
                likely = likely.query(f"p_corrected < {_CHANCE}").sort_values("log_likelihood", ascending=False)
                found.append(likely.head(n).assign(**{by: group}))
        nothing = _telling(terms.head(0), keyness(terms.head(0), terms.head(0))).assign(**{by: ""})
        made = pd.concat([nothing, *found], ignore_index=True)
        return made[[by, *made.columns.drop(by)]]

    def _terms(self, articles: pd.Series, groups: pd.Series | str) -> pd.DataFrame:
        """How often each group of articles has each term, and in how many articles."""
        self._db.register("groups", pd.DataFrame({"article": articles, "group": groups}))
        return self._asked("terms")

    def story_sizes(self, **filters: Any) -> pd.DataFrame:
        """The stories that several articles tell: story, articles, outlets, copies (of an earlier article of the
        story), first_day, last_day, headline (of the first); by falling articles."""
        return self._asked("stories", **_filters(**filters))

    def story_timeline(self, story: str | None = None) -> pd.DataFrame:
        """What happened when in a story, by its first 12 articles, as `merged_timeline` gives it; in the largest, where
        none is given."""
        largest = next(iter(self.story_sizes()["story"]), None) if story is None else story
        return merged_timeline(articles_of(self._asked("story", story=largest).head(_MERGED)))

    def findings(self, **filters: Any) -> pd.DataFrame:
        """What is in these articles, a sentence a row: finding."""
        rows, quoted = self._asked("articles", **_filters(**filters)), self.who_is_quoted(**filters)
        stories, failed = self.story_sizes(**filters), len(self.table("errors"))
        days, outlets = rows["day"].dropna(), rows.loc[rows["outlet"].ne("unknown"), "outlet"].nunique()
        when = f", {days.iloc[0]} to {days.iloc[-1]}" if len(days) else ""
        by = f" of {_n(outlets, 'outlet')}" if outlets else ""
        said = [f"{_n(len(rows), 'article')}{by}{when}: {_n(rows['words'].sum(), 'word')}."]
        if undated := len(rows) - len(days):
            said.append(f"{_n(undated, 'article')} without a date.")
        if total := rows["quotations"].sum():
            share = f"{rows['named'].sum() / total:.0%} by somebody with a name"
            said.append(f"{_n(total, 'quotation or statement', 'quotations and reported statements')}, {share}.")
        most = quoted[quoted["articles"].eq(quoted["articles"].max())]
        if 0 < len(most) <= _MOST_NAMED:
            articles = _n(most["articles"].iloc[0], "article")
            said.append(f"Quoted or reported in most articles: {', '.join(most['speaker'])}, in {articles}.")
        for row in stories.head(1).itertuples():
            copies = _n(stories["copies"].sum(), "copy", "copies")
            said.append(f"{_n(len(stories), 'story', 'stories')} told by several articles; {copies} among them.")
            when = "" if pd.isna(row.first_day) else f" {row.first_day}"
            said.append(f"The largest, of {row.articles:,} articles, begins{when} with “{row.headline}”.")
        said += [f"{_n(failed, 'article')} could not be read; the table errors says why."] if failed else []
        return pd.DataFrame({"finding": pd.Series(said, dtype="str")})

    def main_name(self) -> str:
        """The person whom most articles name; "" where there is none."""
        return next(iter(self._asked("main_name")["person"]), "")

    def main_term(self) -> str:
        """The word that most articles have, of those at least twice as frequent as in general English; "" where there
        is none."""
        terms = self._terms(self.table("articles")["article"], "")
        found = _telling(terms[terms["kind"].eq("word")], keyness(terms)).query("log_ratio >= 1")
        return next(iter(found.sort_values(["articles", "term"], ascending=[False, True])["term"]), "")


def _telling(terms: pd.DataFrame, measured: pd.DataFrame) -> pd.DataFrame:
    """`key_terms` of terms that are no function words, with the number of articles that have each."""
    wanted = terms[~terms["is_stop"].astype("bool")]
    return key_terms(measured, wanted).merge(wanted[["term", "articles"]], on="term")


def _n(n: float, one: str, many: str = "") -> str:
    """ "1 story", "2,000 stories"."""
    return f"{n:,.0f} {one if n == 1 else many or one + 's'}"


def _in_memory(articles: Iterable[Article]) -> Iterator[tuple[str, pa.Table]]:
    made = [rows_of(article) for article in dict.fromkeys(articles)]
    for name in PARTED:
        yield name, pa.concat_tables([arrow(name, pd.DataFrame()), *(rows[name] for rows in made)])
    facts = pa.concat_tables([arrow("articles", pd.DataFrame()), *(rows["articles"] for rows in made)])
    rows = facts.to_pandas()
    told = [story_rows(own, year) for year, own in rows.groupby(years_of(rows))]
    yield "stories", pa.concat_tables([arrow("stories", pd.DataFrame()), *told])
    yield "errors", arrow("errors", pd.DataFrame())


def _one_of(name: str, value: str, known: Iterable[str]) -> str:
    """Raises ParameterError where a value is none of those known."""
    if value not in known:
        raise ParameterError(f"{name}={value!r} is none: choose one of {', '.join(known)}")
    return value


def _filters(outlet: object = None, since: object = None, until: object = None) -> dict[str, Any]:
    """Raises ParameterError where a day is none."""
    given = {"outlet": outlet, "since": since, "until": until}
    texts = {name: plain_text(name, value).strip() if value else None for name, value in given.items()}
    for name in "since", "until":
        if not _DAY.fullmatch(texts[name] or "2000"):
            raise ParameterError(f"{name}={texts[name]!r} is no day: write it as YYYY-MM-DD, YYYY-MM or YYYY")
    return texts


def _pattern(words: str) -> tuple[regex.Pattern[str], str]:
    """What is looked for as a regular expression, and in small letters a piece of every text that has it.

    Raises:
        ParameterError: it is none, or has no letter in it.
    """
    if len(words) > 2 and words[0] == words[-1] == "/":
        inner = words[1:-1]
        case = 0 if any(letter.isupper() for letter in regex.sub(r"\\.", "", inner)) else regex.IGNORECASE
        try:
            return regex.compile(inner, case), ""
        except (regex.error, ValueError, OverflowError, RecursionError, MemoryError) as error:
            raise ParameterError(f"{words} is not a valid regular expression: {error}") from None
    parts = words.strip('"“”').replace("’", "'").split()
    if not any(letter.isalnum() for letter in words):
        raise ParameterError(f"words={words!r} has no letter in it: give a word, several, or /a regular expression/")
    forms = [regex.escape(part).replace(r"\*", r"\w*").replace(r"\?", r"\w").replace("'", "['’]") for part in parts]
    cased = [f if p.isupper() and len(p) > 1 else f"(?i:{f})" for f, p in zip(forms, parts, strict=True)]
    piece = max(regex.split(r"[*?'\s]", " ".join(parts).lower()), key=len)
    return regex.compile(r"(?<!\w)" + r"\s+".join(cased) + r"(?!\w)"), piece
