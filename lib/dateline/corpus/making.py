"""A corpus made, or added to: articles in, Parquet in parts of a hundred articles out.

Parts are filled with the new articles in their order. A part is there when manifest.json names it, which is written
last: what a killed run leaves is made anew by the next, to the same bytes.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import platform
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from itertools import islice
from multiprocessing.connection import wait
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dateline.article import Article, ReadError
from dateline.corpus.rows import Rows, id_of, try_rows
from dateline.corpus.schema import PARTED, arrow, digest, page
from dateline.given import ParameterError
from dateline.story.copies import stories

MANIFEST = "manifest.json"
PART = 100  # articles
_DIED = "the process that read it has died, for want of memory perhaps"


@dataclass
class Made:
    """How many articles are new, how many were there; (path, why) of what failed; a line for each that came twice."""

    made: int = 0
    kept: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)


def processes(n: int) -> Callable[[], Executor]:
    """What starts n processes to read in. They end with this one, however it ends."""
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    context.set_forkserver_preload([try_rows.__module__])
    return lambda: ProcessPoolExecutor(n, context, _begin)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends the run
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


def in_order(
    function: Callable, items: Iterator[Any], start: Callable[[], Executor], ahead: int
) -> Iterator[tuple[Any, Any]]:
    """Each item with what the function makes of it, in the order of the items.

    An item whose process dies is tried once more, alone; then the error is in the place of what is made of it.
    """
    pool = start()
    waiting: deque[tuple[Any, Future]] = deque()
    try:
        while True:
            while len(waiting) < ahead and (more := list(islice(items, 1))):
                waiting.append((more[0], pool.submit(function, more[0])))
            if not waiting:
                return
            item, future = waiting.popleft()
            made = future.exception() or future.result()
            if isinstance(made, BrokenExecutor):  # all that was under way is lost, and one of them is to blame
                pool = start()
                future = pool.submit(function, item)
                made = future.exception() or future.result()
                pool = start() if isinstance(made, BrokenExecutor) else pool
                waiting = deque((other, pool.submit(function, other)) for other, _ in waiting)
            yield item, made
    finally:
        for _, future in waiting:
            future.cancel()
        pool.shutdown()


def make_tables(
    found: Iterable[tuple[str, Article | ReadError]],
    store: Any,
    start: Callable[[], Executor],
    ahead: int,
    step: Callable[[bool], None] = lambda has_failed: None,
) -> Made:
    """Makes a corpus, or adds to one what is new.

    Arguments:
        found: articles by their paths; what could not be read is a row of `errors`.
        store: the place (`reports.storage`), which no other run writes to.
        start: what starts the executor that reads the articles.
        ahead: how many articles are handed out at once.
        step: called when an article is done, with whether it has failed.

    Raises:
        ParameterError: there are tables of another version.
        OSError: the place cannot be written; nothing half written is left.
    """
    manifest = _manifest(store)
    _discard(store, manifest)
    made, part = Made(), list[Rows]()
    errors = dict(_read(store, "errors", ["all"], ["path", "error"]).itertuples(index=False, name=None))
    known = dict.fromkeys(_read(store, "articles", manifest["parts"], ["article"])["article"], "")
    try:
        for article, rows in in_order(try_rows, _new(found, known, errors, made, step), start, ahead):
            if isinstance(rows, dict):
                part.append(rows)
                made.made += 1
            else:
                made.failed.append((known.pop(id_of(article)), rows if isinstance(rows, str) else _DIED))
            step(not isinstance(rows, dict))
            if len(part) == PART:
                _write_part(store, manifest, part)
                part = []
        if part:
            _write_part(store, manifest, part)
        _finish(store, manifest, errors | dict(made.failed))
    except OSError:
        _discard(store, manifest)
        raise
    return made


def _manifest(store: Any) -> dict[str, Any]:
    """What is there. Raises ParameterError where it is of another version."""
    packages = {name: version(name) for name in ("dateline", "pandas", "pyarrow")}
    new = {"versions": {**packages, "python": platform.python_version()}, "schema": digest(), "parts": {}}
    there = json.loads(store.read(MANIFEST) or json.dumps(new))
    if (there["schema"], there["versions"]["dateline"]) != (new["schema"], version("dateline")):
        raise ParameterError(f"{store.show()}: was made by another version of dateline; choose another folder")
    return there


def _file(table: str, part: str) -> str:
    return f"tables/{table}/{part}.parquet"


def _read(store: Any, table: str, parts: Iterable[str], columns: list[str], wanted: Any = None) -> pd.DataFrame:
    files = [data for part in parts if (data := store.read(_file(table, part)))]
    found = [pq.read_table(BytesIO(data), columns=columns, filters=wanted) for data in files]
    return pa.concat_tables([arrow(table, pd.DataFrame()).select(columns), *found]).to_pandas()


def _write(store: Any, table: str, part: str, rows: pa.Table) -> bytes:
    out = BytesIO()
    pq.write_table(rows, out, compression="zstd")
    store.write(_file(table, part), out.getvalue())
    return out.getvalue()


def _record(store: Any, manifest: dict[str, Any]) -> None:
    store.write(MANIFEST, json.dumps(manifest, indent=1) + "\n")


def _write_part(store: Any, manifest: dict[str, Any], part: list[Rows]) -> None:
    ids = [rows["articles"]["article"][0].as_py() for rows in part]
    name = f"part-{_digest(' '.join(ids).encode())[:16]}"
    manifest["making"] = name
    _record(store, manifest)
    files = [_write(store, table, name, pa.concat_tables([rows[table] for rows in part])) for table in PARTED]
    del manifest["making"]
    manifest["parts"][name] = {"articles": len(part), "sha256": _digest(b"".join(files))}
    _record(store, manifest)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _discard(store: Any, manifest: dict[str, Any]) -> None:
    """Removes what there is of a part that was not made to its end."""
    name = manifest.pop("making", "")
    for table in PARTED if name else ():
        store.remove(_file(table, name))


def _new(
    found: Iterable[tuple[str, Article | ReadError]],
    known: dict[str, str],
    errors: dict[str, str],
    made: Made,
    step: Callable[[bool], None],
) -> Iterator[Article]:
    """The articles that are not known yet; each is known from then on. An error that is no more is taken out."""
    for path, article in found:
        errors.pop(path, None)
        if isinstance(article, ReadError):
            made.failed.append((path, str(article)))
        elif (own := id_of(article)) not in known:
            known[own] = path
            yield article
            continue
        elif first := known[own]:
            made.twice.append(f"{path}: is {first} again, the same text, date and outlet; taken once")
        else:
            made.kept += 1
            known[own] = path
        step(isinstance(article, ReadError))


def _finish(store: Any, manifest: dict[str, Any], errors: dict[str, str]) -> None:
    """The tables that are of many articles together, and the page that describes them all."""
    _write_stories(store, manifest)
    _write(store, "errors", "all", arrow("errors", pd.DataFrame(sorted(errors.items()), columns=["path", "error"])))
    store.write("schema.md", page())
    _record(store, manifest)


def _write_stories(store: Any, manifest: dict[str, Any]) -> None:
    """A file for each year: only those to which articles were added are made anew, in the memory that a year needs."""
    rows = _read(store, "articles", manifest["parts"], ["article", "published"])
    made = manifest.setdefault("stories", {})
    for year, ids in rows["article"].groupby(years_of(rows)):
        if made.get(year) != (whole := _digest(" ".join(ids).encode())):
            columns = ["article", "outlet", "published", "title", "text"]
            own = _read(store, "articles", manifest["parts"], columns, pc.field("article").isin(list(ids)))
            _write(store, "stories", year, story_rows(own, year))
            made[year] = whole
    manifest["stories"] = dict(sorted(made.items()))


def years_of(rows: pd.DataFrame) -> pd.Series:
    """The year of each article, by which stories are told apart: what happens at its turn is two stories."""
    return rows["published"].str[:4].fillna("undated")


def story_rows(rows: pd.DataFrame, year: str) -> pa.Table:
    """The table `stories` of a year's articles."""
    found = stories(articles_of(rows))
    ids = dict(zip(found["article"], rows["article"], strict=True))
    numbers = f"{year}-" + found["story"].astype("str")
    found = found.assign(article=rows["article"].to_numpy(), copy_of=found["copy_of"].map(ids), story=numbers)
    return arrow("stories", found)


def articles_of(rows: pd.DataFrame) -> list[Article]:
    """Rows of the table `articles` as articles again."""
    fields = rows[["text", "published", "title", "outlet"]].astype(object)
    return [Article(*row) for row in fields.where(fields.notna(), None).itertuples(index=False)]
