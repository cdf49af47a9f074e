"""A notebook's parameters: which it has, a value from the command line as one of the right type, and the runs of any
notebook with the values of a table, a column a parameter, a row a run.

papermill writes the names of parameters into code as they stand, so only names that the notebook itself assigns pass.
"""

from __future__ import annotations

import ast
import contextlib
import json
import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unicodedata import normalize

from dateline.given import ParameterError, as_whole
from dateline.readers.folders import slug_of, slugs
from dateline.readers.tables import read_table, table_bytes
from dateline.reports.jobs import Job, file_digest, report_of
from dateline.reports.secrets import is_secret, made_from, masked_values
from dateline.reports.storage import Store

GIVEN_OTHERWISE = {"article": "name the articles themselves", "published": "use --published or articles.csv"}


class _Computed:
    """The class of COMPUTED, which stands for a value that is no literal."""


COMPUTED = _Computed()


def parameters_of(notebook: Path) -> dict[str, Any]:
    """The parameters of a notebook and their values, in its order; raises ParameterError where it cannot be read, or
    the cell that sets them is no plain Python."""
    try:
        document = json.loads(notebook.read_bytes())
        cells, kernel = document["cells"], document.get("metadata", {}).get("kernelspec", {})
        language = str(kernel.get("language") or "python")
        tagged = ["".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    except OSError as error:
        raise ParameterError(f"{notebook}: cannot be opened ({error.strerror}); check the path") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ParameterError(f"{notebook}: is no notebook of format 4; open it in JupyterLab and save it") from None
    if language.lower() != "python":
        raise ParameterError(f"{notebook}: is in {language}, and only notebooks in Python are run")
    if len(tagged) > 1:
        why = "papermill puts what is given behind the first; make one of them"
        raise ParameterError(f'{notebook}: has {len(tagged)} cells tagged "parameters", and {why}')
    try:
        return {name: _value(code) for source in tagged for name, code in assignments(source).items()}
    except (ValueError, SyntaxError):
        raise ParameterError(f"{notebook}: its parameters are not plain values such as n = 5") from None


def assignments(source: str) -> dict[str, ast.expr]:
    """The names that some lines of Python set, each with the code of its value."""
    found: dict[str, ast.expr] = {}
    for line in ast.parse(source).body:
        if isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None:
            names = line.targets if isinstance(line, ast.Assign) else [line.target]
            found |= {name.id: line.value for name in names if isinstance(name, ast.Name)}
    return found


def _value(code: ast.expr) -> Any:
    try:
        return ast.literal_eval(code)
    except ValueError:
        return COMPUTED


def _finite(text: str) -> float:
    if not math.isfinite(value := float(text)):
        raise ValueError
    return value


def _literal(*kinds: type) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        if not isinstance(value := ast.literal_eval(text), kinds):
            raise ValueError
        return value

    return read


def _guessed(text: str) -> Any:
    """As papermill's command has it: a number, a truth, None or the text itself."""
    with contextlib.suppress(ValueError, SyntaxError, RecursionError, MemoryError):
        return _literal(bool, int, float, type(None))(text)
    return text


# type of the notebook's own value -> how a text becomes one, what it is called. Where it is None, any text goes.
_TYPES: dict[type, tuple[Callable[[str], Any], str]] = {
    bool: (lambda text: {"true": True, "false": False}[text.lower()], "true or false"),
    int: (as_whole, "a whole number"),
    float: (_finite, "a number"),
    str: (str, "a text"),
    type(None): (lambda text: None if text == "None" else text, "a text"),
    _Computed: (_guessed, "a value"),
    list: (_literal(list), "a list such as ['a', 'b']"),
    dict: (_literal(dict), "a dict such as {'a': 1}"),
}


def typed(what: str, text: str, default: Any) -> Any:
    """`text` as a value of the type that `default` has; `what` is the parameter as errors name it."""
    if type(default) not in _TYPES:
        raise ParameterError(f"{what}: a {type(default).__name__} cannot be given")
    read, called = _TYPES[type(default)]
    try:
        return read(text)
    except (ValueError, KeyError, SyntaxError, RecursionError, MemoryError):
        shown = "what is given" if is_secret(what.split()[-1]) else repr(text)
        raise ParameterError(f"{what}: {shown} is not {called}") from None


def check(given: list[str], notebooks: dict[str, Path]) -> dict[str, dict[str, Any]]:
    """As `values_of`, for notebooks that read an article."""
    for path in notebooks.values():
        parameters = parameters_of(path)
        if COMPUTED in parameters.values():
            raise ParameterError(f"{path}: its parameters are not plain values such as n = 5")
        if "article" not in parameters:
            raise ParameterError(f'{path}: sets no article in a cell tagged "parameters"; add article = "..."')
    for name, equals, _ in (text.partition("=") for text in given):
        if equals and name in GIVEN_OTHERWISE:
            raise ParameterError(f"--param {name}: {GIVEN_OTHERWISE[name]}")
    return values_of(given, notebooks)


def values_of(given: list[str], notebooks: dict[str, Path]) -> dict[str, dict[str, Any]]:
    """The values for each notebook, from NAME=VALUE as typed; a notebook gets those that it has."""
    read = {name: parameters_of(path) for name, path in notebooks.items()}
    values: dict[str, dict[str, Any]] = {name: {} for name in read}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise ParameterError(f"--param {text}: has no value; write --param NAME=VALUE")
        takers = {notebook: parameters for notebook, parameters in read.items() if name in parameters}
        if not takers:
            there = "; ".join(f"{notebook} has {', '.join(parameters)}" for notebook, parameters in read.items())
            raise ParameterError(f"--param {name}: no notebook has this parameter; {there}")
        for notebook, parameters in takers.items():
            values[notebook][name] = typed(f"--param {name}", value, parameters[name])
    return values


def plan_runs(
    notebook: str, table: str | None, column: str | None, given: list[str], store: Store, has_page: bool
) -> tuple[list[Job], list[tuple[str, str]]]:
    """The runs of a notebook, one for each row of a CSV file, if any, and (row, reason) for rows whose values are none
    for its parameters. `column` names the runs; `given` are NAME=VALUE for all, before which a row's own go."""
    path = Path(notebook)
    defaults = parameters_of(path)
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
        Job(
            stem,
            notebook,
            values,
            {**known, **values},
            {"name": stem, "notebook": notebook, "parameters": masked_values(values)},
            made_from(content, values),
            source=source,
            has_page=has_page,
        )
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
            rows.append(fixed | {n: typed(f"{where}, {n}", cell, defaults[n]) for n, cell in cells.items()})
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


def _check_place(run: Job, store: Store) -> None:
    """Raises ParameterError where a file is that no run of this notebook has made."""
    there = store.read(f"{run.stem}.ipynb")
    report = report_of(there)
    others = [f"{run.stem}.ipynb"] if there is not None and report.get("source") != run.source else []
    page = f"{run.stem}.html"
    others += [page] if run.has_page and store.has(page) and page not in report.get("files", {}) else []
    if others:
        raise ParameterError(f"{store.show(others[0])}: is there, no run of {run.path}; take another --out or --name")
