"""Writes what training learned as plain numbers: python benchmarks/training/syntax_store.py FILE [FILE SHARE]

With a second file of the same training, gone on from the first, SHARE of its weights and the rest of the first's.
Tables and matrices in whole numbers of one byte with a scale a row, the rest in floats; `words.txt` has a word a row.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch
from syntax_net import EDGES

from dateline.syntax.model import FOLDER


def rounded(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A table in whole numbers from -127 to 127, and the scale of each row."""
    scale = np.maximum(np.abs(table).max(axis=1), 1e-8).astype(np.float32) / 127
    return np.round(table / scale[:, None]).astype(np.int8), scale


def store(first: Path, second: Path | None = None, share: float = 1.0, folder: Path = FOLDER) -> None:
    kept = torch.load(first, weights_only=False)
    other = torch.load(second, weights_only=False) if second else kept
    lists, config = kept["lists"], kept["config"]
    made: dict[str, np.ndarray] = {}
    for name, weights in sorted(kept["net"].items()):
        table = ((1 - share) * weights + share * other["net"][name]).numpy()
        table = table.reshape(-1, table.shape[2]) if table.ndim == 3 else table
        if table.ndim == 2 and table.size > 1000:
            made[name], made[f"{name} scale"] = rounded(table)
        else:
            made[name] = table
    folder.mkdir(exist_ok=True)
    np.savez_compressed(folder / "weights.npz", **made)
    words = sorted(lists.words, key=lists.words.__getitem__)[1:]
    (folder / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    told = {"layers": config.layers, "told": config.told, "heads": config.heads, "edges": list(EDGES)}
    told |= {"upos": lists.upos, "relations": lists.relations}
    (folder / "model.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    for file in sorted(folder.iterdir()):
        print(file.name, file.stat().st_size)


if __name__ == "__main__":
    store(*map(Path, sys.argv[1:3]), *map(float, sys.argv[3:]))
