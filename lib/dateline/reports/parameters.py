"""A notebook's parameters: which it has, and a value from the command line as one of the right type.

papermill writes the names of parameters into code as they stand, so only names that the notebook itself assigns pass.
"""

from __future__ import annotations

import ast
import contextlib
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.given import ParameterError, as_whole
from dateline.reports.secrets import is_secret


def parameters_of(notebook: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The parameters of a notebook and their values, in its order, `COMPUTED` for those that are no literal; and those
    of further cells tagged `parameters`, which papermill passes over.

    Raises:
        ParameterError: it cannot be read, or one of those cells is no plain Python, or sets again what an earlier one
            has: papermill puts what is given behind the first.
    """
    try:
        document = json.loads(notebook.read_bytes())
        cells, kernel = document["cells"], document.get("metadata", {}).get("kernelspec", {})
        language = str(kernel.get("language") or "python")
        tagged = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    except OSError as error:
        raise ParameterError(f"{notebook}: cannot be opened ({error.strerror}); check the path") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ParameterError(f"{notebook}: is no notebook of format 4; open it in JupyterLab and save it") from None
    if language.lower() != "python":
        raise ParameterError(f"{notebook}: is in {language}, and only notebooks in Python are run")
    try:
        first, *others = [dict(_assignments("".join(cell["source"]))) for cell in tagged] or [{}]
    except (ValueError, SyntaxError):
        raise ParameterError(f"{notebook}: its parameters are not plain values such as n = 5") from None
    later = {name: value for other in others for name, value in other.items()}
    if twice := [name for name in first if name in later]:
        raise ParameterError(f"{notebook}: sets {twice[0]} again in {_LATER}; leave it in the first")
    return first, later


_LATER = 'its second cell tagged "parameters"'


def _assignments(source: str) -> list[tuple[str, Any]]:
    found = []
    for line in ast.parse(source).body:
        if isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None:
            names = line.targets if isinstance(line, ast.Assign) else [line.target]
            found += [(name.id, _value(line.value)) for name in names if isinstance(name, ast.Name)]
    return found


class _Computed:
    """The class of COMPUTED."""


COMPUTED = _Computed()


def _value(code: ast.expr) -> Any:
    try:
        return ast.literal_eval(code)
    except ValueError:
        return COMPUTED


def _truth(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


def _finite(text: str) -> float:
    if not math.isfinite(value := float(text)):
        raise ValueError
    return value


def _literal(kind: type) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        if not isinstance(value := ast.literal_eval(text), kind):
            raise ValueError
        return value

    return read


def _guessed(text: str) -> Any:
    """As papermill's command has it: a number, a truth, None or the text itself."""
    with contextlib.suppress(ValueError, SyntaxError, RecursionError, MemoryError):
        if isinstance(value := ast.literal_eval(text), bool | int | float | None):
            return value
    return text


# type of the notebook's own value -> how a text becomes one, what it is called. Where it is None, any text goes.
_TYPES: dict[type, tuple[Callable[[str], Any], str]] = {
    bool: (_truth, "true or false"),
    int: (as_whole, "a whole number"),
    float: (_finite, "a number"),
    str: (str, "a text"),
    type(None): (lambda text: None if text == "None" else text, "a text"),
    _Computed: (_guessed, "a value"),
    list: (_literal(list), "a list such as ['a', 'b']"),
    dict: (_literal(dict), "a dict such as {'a': 1}"),
}


def typed(what: str, text: str, default: Any) -> Any:
    """`text` as a value of the type that `default` has; `what` is the parameter as errors name it.

    Raises:
        ParameterError: it is none.
    """
    read, called = _TYPES.get(type(default), (None, ""))
    if read is None:
        raise ParameterError(f"{what}: a {type(default).__name__} cannot be given")
    try:
        return read(text)
    except (ValueError, KeyError, SyntaxError, RecursionError, MemoryError):
        shown = "what is given" if is_secret(what.split()[-1]) else repr(text)
        raise ParameterError(f"{what}: {shown} is not {called}") from None


GIVEN_OTHERWISE = {"article": "name the articles themselves", "published": "use --published or articles.csv"}


def check(given: list[str], notebooks: dict[str, Path]) -> dict[str, dict[str, Any]]:
    """As `values_of`, for notebooks that read an article.

    Raises:
        ParameterError: one of them has no parameter for it, or one that is no literal, and as there.
    """
    for path in notebooks.values():
        parameters, later = parameters_of(path)
        if not parameters:
            raise ParameterError(f'{path}: has no cell tagged "parameters"; tag the one that says article = "..."')
        if COMPUTED in [*parameters.values(), *later.values()]:
            raise ParameterError(f"{path}: its parameters are not plain values such as n = 5")
        if "article" in later:
            raise ParameterError(f"{path}: has article in {_LATER}; move it to the first")
        if "article" not in parameters:
            raise ParameterError(f'{path}: has no parameter article; add article = "..." to its parameters')
    for name, equals, _ in (text.partition("=") for text in given):
        if equals and name in GIVEN_OTHERWISE:
            raise ParameterError(f"--param {name}: {GIVEN_OTHERWISE[name]}")
    return values_of(given, notebooks)


def values_of(given: list[str], notebooks: dict[str, Path]) -> dict[str, dict[str, Any]]:
    """The values for each notebook, from NAME=VALUE; a notebook gets those that it has.

    Arguments:
        given: as typed, NAME=VALUE each.
        notebooks: their files by name.

    Raises:
        ParameterError: no notebook has that name, or the value is of another type.
    """
    read = {name: parameters_of(path) for name, path in notebooks.items()}
    known = {name: parameters for name, (parameters, _) in read.items()}
    values: dict[str, dict[str, Any]] = {name: {} for name in known}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise ParameterError(f"--param {text}: has no value; write --param NAME=VALUE")
        takers = [notebook for notebook, parameters in known.items() if name in parameters]
        for notebook, (_, later) in read.items():
            if name in later:
                raise ParameterError(f"--param {name}: {notebooks[notebook]} has it in {_LATER}; move it to the first")
        if not takers:
            there = "; ".join(f"{n} has {', '.join(p)}" for n, p in known.items())
            raise ParameterError(f"--param {name}: no notebook has this parameter; {there}")
        for notebook in takers:
            values[notebook][name] = typed(f"--param {name}", value, known[notebook][name])
    return values
