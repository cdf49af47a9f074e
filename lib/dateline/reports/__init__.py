"""Batches of reports: notebooks run through papermill, their tables and figures beside them, an index over all."""

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Any


def _defer_iri_parser() -> None:
    """papermill imports jsonschema, which imports rfc3987_syntax, which builds a parser: a second, for checks of
    international addresses that no notebook asks for. A stand-in builds it when it is asked."""
    parser = "rfc3987_syntax"
    if "jsonschema" in sys.modules or parser in sys.modules or (spec := importlib.util.find_spec(parser)) is None:
        return
    stand_in = importlib.util.module_from_spec(spec)

    def real() -> ModuleType:
        if sys.modules.get(parser) is stand_in:
            del sys.modules[parser]
        return importlib.import_module(parser)

    def is_valid_syntax(*arguments: Any) -> Any:  # what jsonschema takes from it when it is imported
        return real().is_valid_syntax(*arguments)

    vars(stand_in).update(is_valid_syntax=is_valid_syntax, __getattr__=lambda name: getattr(real(), name))
    sys.modules[parser] = stand_in


_defer_iri_parser()
