"""Values that nobody is to read: those of parameters called `*_secret`, `*_token`, `*_password` or `*_key`. They are
masked in whatever a run leaves behind: its notebook, page and record."""

from __future__ import annotations

import hashlib
import html
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dateline.reports.jobs import digest

if TYPE_CHECKING:
    from nbformat import NotebookNode

MASK = "***"
_NAMED = re.compile(r".*_key|(.*_)?(secret|token|password)", re.IGNORECASE)
_SHORTEST = 4  # characters; what is shorter stands in other words too, and is masked in the parameters alone
_ROUNDS = 100_000  # so that nobody finds a weak password by trying words against a fingerprint
_LEFT = {"output_type", "name", "image/png", "image/jpeg"}  # of an output: what has no text of the notebook's in it


def is_secret(name: str) -> bool:
    return _NAMED.fullmatch(name) is not None


def masked_values(values: dict[str, Any]) -> dict[str, Any]:
    """Parameters as they may be shown."""
    return {name: MASK if is_secret(name) and _texts(value) else value for name, value in values.items()}


def made_from(content: str, values: dict[str, Any]) -> str:
    """A fingerprint of a notebook and the values given to it."""
    made = digest(content, values)
    if not any(map(is_secret, values)):
        return made
    return hashlib.pbkdf2_hmac("sha256", made.encode(), content.encode(), _ROUNDS).hex()


def _texts(value: Any) -> list[str]:
    """The texts in a value that is a list or a dict, too; a truth is none."""
    if value is None or isinstance(value, bool):
        return []
    value = list(value.values()) if isinstance(value, dict) else value
    return [text for item in value for text in _texts(item)] if isinstance(value, list) else [str(value)]


def _spellings(values: dict[str, Any]) -> list[str]:
    """How the secret ones may stand in code, output, pages and addresses, the longest first."""
    found: set[str] = set()
    for text in (text for name, value in values.items() if is_secret(name) for text in _texts(value)):
        code = text.encode("unicode_escape", "replace").decode()  # as papermill writes it
        found |= {text, code, code.replace('"', '\\"'), repr(text)[1:-1], json.dumps(text)[1:-1]}
        found |= {html.escape(text), quote(text), quote(text, safe="")}
    return sorted((text for text in found if len(text) >= _SHORTEST), key=lambda text: (-len(text), text))


def mask_text(text: str, values: dict[str, Any]) -> str:
    """A text without the secret ones of these values."""
    return _masked(text, _spellings(values))


def _masked(found: Any, spellings: list[str]) -> Any:
    """A text, list or dict without them."""
    if isinstance(found, str):
        for spelling in spellings:
            found = found.replace(spelling, MASK)
    elif isinstance(found, list):
        found = [_masked(item, spellings) for item in found]
    elif isinstance(found, dict):
        found = type(found)({key: cell if key in _LEFT else _masked(cell, spellings) for key, cell in found.items()})
    return found


def mask_notebook(notebook: NotebookNode, values: dict[str, Any]) -> None:
    """Take the secret ones of these values out of what a notebook says: code, outputs, and what papermill wrote."""
    from papermill.translators import PythonTranslator

    if not any(map(is_secret, values)):
        return
    spellings = _spellings(values)
    papermill = notebook.metadata.setdefault("papermill", {})
    given = papermill["parameters"] = masked_values(papermill.get("parameters", {}))
    for cell in notebook.cells:
        if given and "injected-parameters" in cell.metadata.get("tags", []):  # short ones too
            cell.source = PythonTranslator.codify(given)
        for part in ("source", "outputs"):
            if part in cell:
                cell[part] = _masked(cell[part], spellings)
    for part in ("papermill", "widgets"):
        if part in notebook.metadata:
            notebook.metadata[part] = _masked(notebook.metadata[part], spellings)
