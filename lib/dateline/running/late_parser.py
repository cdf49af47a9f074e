"""A parser of papermill's own imports, built when it is asked for. It is put off in the parent of forks alone, which
calls this before it imports papermill: nothing is changed by an import."""

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Any

_PARSER = "rfc3987_syntax"


def put_off() -> None:
    """papermill imports jsonschema, which imports rfc3987_syntax, which builds a parser: a second, for checks of
    international addresses that no notebook asks for. A stand-in builds it when it is asked."""
    spec = importlib.util.find_spec(_PARSER)
    if "jsonschema" in sys.modules or _PARSER in sys.modules or spec is None:
        return
    stand_in = importlib.util.module_from_spec(spec)

    def real() -> ModuleType:
        if sys.modules.get(_PARSER) is stand_in:
            del sys.modules[_PARSER]
        return importlib.import_module(_PARSER)

    def is_valid_syntax(*arguments: Any) -> Any:  # what jsonschema takes from it when it is imported
        return real().is_valid_syntax(*arguments)

    vars(stand_in).update(is_valid_syntax=is_valid_syntax, __getattr__=lambda name: getattr(real(), name))
    sys.modules[_PARSER] = stand_in
