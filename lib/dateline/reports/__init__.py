"""Batches of reports: notebooks run through papermill, their tables and figures beside them, an index over all."""

import importlib
import importlib.util
import sys
from types import ModuleType


def _defer_iri_parser() -> None:
    """papermill imports jsonschema, which imports rfc3987_syntax, which builds a parser: a second, for checks of
    international addresses that no notebook asks for. A stand-in for the one import builds it when it is asked."""
    parser = "rfc3987_syntax"
    if "jsonschema" in sys.modules or parser in sys.modules or importlib.util.find_spec(parser) is None:
        return
    stand_in = ModuleType(parser)
    stand_in.is_valid_syntax = lambda *arguments: importlib.import_module(parser).is_valid_syntax(*arguments)  # type: ignore[attr-defined]
    sys.modules[parser] = stand_in
    try:
        importlib.import_module("jsonschema")
    finally:
        del sys.modules[parser]


_defer_iri_parser()
