"""How many small faults the tests of a room find: each mutant changes one constant, comparison or truth of the room.

    python benchmarks/mutants.py [ROOM ...] [--each 20] [--seed 0]

prints a table: room, mutants, killed, share; and each survivor with its line. The mutants are a sample, the same for
the same seed; a room's own tests are run on a copy of the library, and stop at the first failure.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# room -> the tests that are to hold its judgements
_JUDGED = ("tests/test_rules.py", "tests/test_articles.py")
TESTS = {
    "timex": (*_JUDGED, "tests/timex", "tests/calendar"),
    "calendar": (*_JUDGED, "tests/calendar", "tests/timex"),
    "attribution": (*_JUDGED, "tests/attribution"),
    "events": (*_JUDGED, "tests/events"),
    "polarity": (*_JUDGED, "tests/polarity"),
    "entities": (*_JUDGED, "tests/entities"),
}
_PATIENCE = 300  # seconds; a mutant that hangs is found too
_OTHER = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
          ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And, ast.Is: ast.IsNot,
          ast.IsNot: ast.Is}  # fmt: skip


def changes(tree: ast.Module) -> Iterator[tuple[ast.AST, str, object, str]]:
    """(node, attribute, its new value, what that is) of each change that can be made to a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield node, "value", not node.value, f"{node.value} -> {not node.value}"
        elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            more = (node.value * 1.5 or 0.5) if isinstance(node.value, float) else node.value + 1
            yield node, "value", more, f"{node.value} -> {more}"
        elif isinstance(node, ast.Compare) and type(node.ops[0]) in _OTHER:
            other = _OTHER[type(node.ops[0])]()
            yield node, "ops", [other, *node.ops[1:]], f"{type(node.ops[0]).__name__} -> {type(other).__name__}"
        elif isinstance(node, ast.BoolOp):
            other = _OTHER[type(node.op)]()
            yield node, "op", other, f"{type(node.op).__name__} -> {type(other).__name__}"
        elif isinstance(node, ast.If):
            yield node, "test", ast.Constant(False), f"never: if {ast.unparse(node.test)[:60]}"


def mutants(room: str) -> list[tuple[Path, int]]:
    """(module, number of the change) of everything that can be changed in a room."""
    found = []
    for path in sorted((ROOT / "lib" / "dateline" / room).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [(path, number) for number, _ in enumerate(changes(tree))]
    return found


def mutated(path: Path, number: int) -> tuple[str, str]:
    """The source of a module with one change in it, and where and what that is."""
    tree = copy.deepcopy(ast.parse(path.read_text(encoding="utf-8")))
    node, attribute, value, what = list(changes(tree))[number]
    setattr(node, attribute, value)
    where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
    return ast.unparse(ast.fix_missing_locations(tree)), f"{where}  {what}"


def is_killed(library: Path, path: Path, source: str, tests: tuple[str, ...]) -> bool:
    """Whether a test of the room fails on a copy of the library with this module in it."""
    place = library / path.relative_to(ROOT / "lib")
    kept = place.read_text(encoding="utf-8")
    place.write_text(source, encoding="utf-8")
    there = [test for test in tests if (ROOT / test).exists()]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *there]
    environment = {**os.environ, "PYTHONPATH": str(library), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        return True
    finally:
        place.write_text(kept, encoding="utf-8")
    return done.returncode != 0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rooms", nargs="*", default=list(TESTS))
    parser.add_argument("--each", type=int, default=20, help="mutants a room (default: 20)")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rows, survivors = [], []
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        library = Path(folder) / "lib"
        shutil.copytree(ROOT / "lib", library, ignore=shutil.ignore_patterns("__pycache__"))
        for room in options.rooms:
            every = mutants(room)
            chosen = random.Random(options.seed).sample(every, min(options.each, len(every)))
            killed = 0
            for path, number in chosen:
                source, what = mutated(path, number)
                found = is_killed(library, path, source, TESTS[room])
                killed += found
                survivors += [] if found else [what]
            rows.append((room, len(every), len(chosen), killed))
            print(f"{room}: {killed} of {len(chosen)} killed", file=sys.stderr, flush=True)
    print("| room | possible | tried | killed | share |\n|---|---|---|---|---|")
    for room, possible, tried, killed in rows:
        print(f"| {room} | {possible} | {tried} | {killed} | {killed / max(tried, 1):.0%} |")
    print("\nSurvivors:", *survivors, sep="\n")


if __name__ == "__main__":
    main()
