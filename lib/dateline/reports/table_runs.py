"""Any notebook, a run a row of a table: its columns are parameters, and no article needs to be in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from unicodedata import normalize

from dateline.given import ParameterError
from dateline.readers.folders import slug_of, slugs
from dateline.readers.tables import read_table, table_bytes
from dateline.reports.fingerprint import file_digest
from dateline.reports.jobs import TableRun
from dateline.reports.making import report_of
from dateline.reports.parameters import COMPUTED, parameters_of, typed, values_of
from dateline.reports.secrets import is_secret, made_from
from dateline.reports.storage import Store


def plan_runs(
    notebook: str, table: str | None, column: str | None, given: list[str], store: Store, has_page: bool
) -> tuple[list[TableRun], list[tuple[str, str]]]:
    """The runs of a notebook, and (row, reason) for rows whose values are none for its parameters.

    Arguments:
        notebook: its path.
        table: path of a CSV file, whose columns are parameters; None for one run. An empty cell leaves the value that
            the notebook has.
        column: the one that names the runs, which need be no parameter; None for numbers.
        given: NAME=VALUE each, for all runs; a row's own value goes before it.
        store: where the runs are kept.
        has_page: whether each has a page too.

    Raises:
        ParameterError: the notebook, the table or a value for all cannot be used, or a run would take the place of
            another file.
    """
    path = Path(notebook)
    defaults = parameters_of(path)[0]
    fixed = values_of(given, {path.stem: path})[path.stem]
    rows: list[dict[str, Any] | None] = [fixed]
    names, unusable = [""], list[tuple[str, str]]()
    if table:
        rows, names, unusable = _rows(Path(table), column, path, defaults, fixed)
    elif column:
        raise ParameterError(f"--name {column}: names the rows of a table; add --table FILE")
    root, content = store.show(), file_digest(path)
    # From where the runs are kept, so that both can be moved together.
    source = os.path.abspath(path) if "://" in root else os.path.relpath(path, root)
    known = {name: value for name, value in defaults.items() if value is not COMPUTED}
    runs = [
        TableRun(stem, notebook, source, values, {**known, **values}, made_from(content, values), has_page)
        for stem, values in zip(_stems(path, names, bool(table)), rows, strict=True)
        if values is not None
    ]
    for run in runs:
        _check_place(run, store)
    return runs, unusable


def _rows(
    table: Path, column: str | None, notebook: Path, defaults: dict[str, Any], fixed: dict[str, Any]
) -> tuple[list[dict[str, Any] | None], list[str], list[tuple[str, str]]]:
    """The values of each row, None where one is unusable; its name; and (row, reason) for those."""
    if not table.is_file():
        raise ParameterError(f"{table}: no such file; check the path")
    named = {name.lower(): name for name in defaults}  # as the reader of tables has them
    if len(named) < len(defaults):
        raise ParameterError(f"{notebook}: has parameters that differ in capitals only; rename one")
    naming = (column or "").strip().lower()
    if is_secret(naming):
        raise ParameterError(f"--name {column}: is a secret, which no file may be named by; take another column")
    found = read_table(table, table_bytes(table), (*named, naming) if naming else tuple(named))
    if not found.rows:
        raise ParameterError(f"{table}: has no row; its first line names parameters, each other line is a run")
    if found.odd:
        other = next(name for name in found.rows[0].cells if name not in named and name != naming)
        has = f"it has {', '.join(defaults)}" if defaults else 'tag the cell that sets it "parameters"'
        raise ParameterError(f"{table}: column {other!r} is no parameter of {notebook}; {has}")
    if naming and naming not in found.columns:
        raise ParameterError(f"--name {column}: {table} has no such column; it has {', '.join(found.columns)}")
    rows: list[dict[str, Any] | None] = []
    unusable = []
    for row in found.rows:
        where = f"{table}, row {row.number}"
        cells = {named[key]: cell for key, cell in row.cells.items() if key in named and cell}
        try:
            own = {name: typed(f"{where}, {name}", cell, defaults[name]) for name, cell in cells.items()}
            rows.append({**fixed, **own})
        except ParameterError as error:
            rows.append(None)
            unusable.append((where, str(error)))
    return rows, [row.cells.get(naming, "") for row in found.rows], unusable


def _stems(notebook: Path, names: list[str], is_table: bool) -> list[str]:
    """The names of the files: what a row is called, else the notebook's own and the number of the row."""
    base = _plain(notebook.stem, "run")
    stems = [_plain(name, f"{base}-{number}" if is_table else base) for number, name in enumerate(names, start=1)]
    return slugs([f"{stem}.ipynb" for stem in stems])


def _plain(name: str, otherwise: str) -> str:
    has_any = any(sign.isascii() and sign.isalnum() for sign in normalize("NFKD", name))
    return slug_of(f"{name.replace('/', '-')}.ipynb") if has_any else otherwise


def _check_place(run: TableRun, store: Store) -> None:
    """Raises ParameterError where a file is that no run of this notebook has made."""
    there = store.read(f"{run.stem}.ipynb")
    report = report_of(there)
    others = [f"{run.stem}.ipynb"] if there is not None and report.get("source") != run.source else []
    others += [name for name in run.wanted if store.has(name) and name not in report.get("files", {})]
    if others:
        raise ParameterError(f"{store.show(others[0])}: is there, no run of {run.path}; take another --out or --name")
