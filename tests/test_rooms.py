"""The imports of the library run one way, in the order that the README shows."""

import ast
import re
from pathlib import Path

import pytest

from conftest import ROOT

LIBRARY = ROOT / "lib" / "dateline"
BY_NAME = {LIBRARY / "__init__.py"}  # imports what is asked for by name: the public names when they are wanted


def rooms_of_readme() -> list[str]:
    """The rooms in the order of the README's plan, from the bottom up."""
    plan = re.search(r"^    lib/dateline/\n(.*?)\n\n", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)
    return re.findall(r"^      (\w+)(?:\.py|/)", plan[1], re.M)


def room_of(module: str) -> str:
    """ "dateline.timex.tagger" and "dateline.timex" are in timex."""
    return module.split(".")[1] if "." in module else ""


def imports() -> list[tuple[str, str, int]]:
    """(file, module of ours it imports, line), those inside functions and under TYPE_CHECKING too."""
    found = []
    for path in sorted(LIBRARY.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path}:{node.lineno}: a relative import"
                names = [node.module or ""]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
                names = [] if path in BY_NAME else ["dateline.?"]
            found += [
                (str(path.relative_to(LIBRARY)), name, node.lineno)
                for name in names
                if name.split(".")[0] == "dateline"
            ]
    return found


ROOMS = rooms_of_readme()
IMPORTS = imports()


def test_the_readme_names_every_room_and_no_other():
    there = {path.stem for path in LIBRARY.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert sorted(ROOMS) == sorted(there - {"__init__", "__pycache__"})


def test_no_import_runs_up_the_house():
    order = {room: place for place, room in enumerate(ROOMS)}
    up = []
    for file, module, line in IMPORTS:
        own, other = Path(file).parts[0].removesuffix(".py"), room_of(module)
        if own != "__init__" and other and order.get(other, len(order)) > order[own]:
            up.append(f"{file}:{line} takes {module}")
    assert not up, "\n".join(up)


@pytest.mark.parametrize("room", ["running"])
def test_a_room_that_serves_anybody_knows_nothing_of_the_others(room):
    taken = {module for file, module, _ in IMPORTS if file.startswith(f"{room}/")}
    assert {room_of(module) for module in taken} <= {room}


def test_no_module_has_the_name_of_a_public_function():
    import dateline

    assert not {path.stem for path in LIBRARY.rglob("*.py")} & set(dateline.__all__)
