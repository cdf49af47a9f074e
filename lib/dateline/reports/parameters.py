"""A notebook's parameters: which it has, and a value from the command line as one of the right type.

papermill writes the names of parameters into code as they stand, so only names that the notebook itself assigns pass.
"""

from __future__ import annotations

import ast
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.given import ParameterError, as_whole


def parameters_of(notebook: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The parameters of a notebook and their values, in its order; and those of further cells tagged `parameters`,
    which papermill passes over.

    Raises:
        ParameterError: it cannot be read, has no cell tagged `parameters` with literals in it, or one that sets again
            what an earlier one has: papermill puts what is given behind the first.
    """
    try:
        cells = json.loads(notebook.read_bytes())["cells"]
        tagged = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    except OSError as error:
        raise ParameterError(f"{notebook}: cannot be opened ({error.strerror}); check the path") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ParameterError(f"{notebook}: is no notebook of format 4; open it in JupyterLab and save it") from None
    if not tagged:
        raise ParameterError(f'{notebook}: has no cell tagged "parameters"; tag the one that says article = "..."')
    try:
        first, *others = [dict(_assignments("".join(cell["source"]))) for cell in tagged]
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
            found += [(name.id, ast.literal_eval(line.value)) for name in names if isinstance(name, ast.Name)]
    return found


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


# type of the notebook's own value -> how a text becomes one, what it is called. Where it is None, any text goes.
_TYPES: dict[type, tuple[Callable[[str], Any], str]] = {
    bool: (_truth, "true or false"),
    int: (as_whole, "a whole number"),
    float: (_finite, "a number"),
    str: (str, "a text"),
    type(None): (lambda text: None if text == "None" else text, "a text"),
    list: (_literal(list), "a list such as ['a', 'b']"),
    dict: (_literal(dict), "a dict such as {'a': 1}"),
}


def typed(name: str, text: str, default: Any) -> Any:
    """`text` as a value of the type that `default` has.

    Raises:
        ParameterError: it is none.
    """
    read, called = _TYPES.get(type(default), (None, ""))
    if read is None:
        raise ParameterError(f"--param {name}: a {type(default).__name__} cannot be given")
    try:
        return read(text)
    except (ValueError, KeyError, SyntaxError, RecursionError, MemoryError):
        raise ParameterError(f"--param {name}: {text!r} is not {called}") from None


GIVEN_OTHERWISE = {"article": "name the articles themselves", "published": "use --published or articles.csv"}


def check(given: list[str], notebooks: dict[str, Path]) -> dict[str, dict[str, Any]]:
    """The values for each notebook, from NAME=VALUE; a notebook gets those that it has.

    Arguments:
        given: as typed, NAME=VALUE each.
        notebooks: their files by name.

    Raises:
        ParameterError: no notebook has that name, or the value is of another type.
    """
    read = {name: parameters_of(path) for name, path in notebooks.items()}
    for name, (parameters, later) in read.items():
        if "article" in later:
            raise ParameterError(f"{notebooks[name]}: has article in {_LATER}; move it to the first")
        if "article" not in parameters:
            raise ParameterError(f'{notebooks[name]}: has no parameter article; add article = "..." to its parameters')
    known = {name: parameters for name, (parameters, _) in read.items()}
    values: dict[str, dict[str, Any]] = {name: {} for name in known}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise ParameterError(f"--param {text}: has no value; write --param NAME=VALUE")
        if name in GIVEN_OTHERWISE:
            raise ParameterError(f"--param {name}: {GIVEN_OTHERWISE[name]}")
        takers = [notebook for notebook, parameters in known.items() if name in parameters]
        for notebook, (_, later) in read.items():
            if name in later:
                raise ParameterError(f"--param {name}: {notebooks[notebook]} has it in {_LATER}; move it to the first")
        if not takers:
            there = "; ".join(f"{n} has {', '.join(p)}" for n, p in known.items())
            raise ParameterError(f"--param {name}: no notebook has this parameter; {there}")
        for notebook in takers:
            values[notebook][name] = typed(name, value, known[notebook][name])
    return values
