"""Writes what training learned as plain numbers: python benchmarks/training/syntax_store.py build/syntax.pt

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


def store(path: Path, folder: Path = FOLDER) -> None:
    kept = torch.load(path, weights_only=False)
    lists, config = kept["lists"], kept["config"]
    made: dict[str, np.ndarray] = {}
    for name, weights in sorted(kept["net"].items()):
        table = weights.numpy()
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
    store(Path(sys.argv[1]))
