"""What several tests share: the seed, what a careful reader finds in it, and where the development data lie."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import settings

# Before numpy is loaded: a worker a core, and threads of their own only make the workers wait for one another.
os.environ["OPENBLAS_NUM_THREADS"] = os.environ.get("OPENBLAS_NUM_THREADS", "1")

from dateline import Article, read

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "venezuela-coup-talks.txt"

settings.register_profile("dateline", deadline=None)  # a busy machine is no failure
settings.load_profile("dateline")


def gold_folder() -> Path:
    """DATELINE_GOLD, by default ../shared/gold beside the checkout."""
    return Path(os.environ.get("DATELINE_GOLD", ROOT.parent / "shared" / "gold"))


@pytest.fixture(scope="session")
def seed() -> Article:
    return read(SEED)


@pytest.fixture(scope="session")
def reading() -> dict:
    return json.loads((ROOT / "tests" / "data" / "reading.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def gold() -> Path:
    folder = gold_folder()
    if not folder.is_dir():
        pytest.skip("no development data: set DATELINE_GOLD to their folder")
    return folder
