"""What is installed is what is named, in each of the places that name it."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from pip._internal.exceptions import PipError
from pip._internal.network.session import PipSession
from pip._internal.req import parse_requirements

from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# conda-forge's name -> PyPI's
CONDA_NAMES = {"matplotlib-base": "matplotlib", "vadersentiment": "vadersentiment", "python-duckdb": "duckdb"}


def normal(requirement: str) -> str:
    name, bound = re.fullmatch(r"([\w.-]+)(.*)", requirement.replace(" ", "")).groups()
    name = re.sub(r"[._]", "-", name.lower())
    return CONDA_NAMES.get(name, name) + bound


def test_environment_yml_names_the_same_packages():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["channels"] == ["conda-forge"]
    names = {normal(line) for line in environment["dependencies"] if isinstance(line, str)}
    assert names - {"pip"} == {normal(line) for line in PROJECT["dependencies"]} | {"python>=3.11"}


def of_pip(lines: list[str], folder: Path) -> list[tuple[str, bool]]:
    """(requirement, whether editable) of the lines that conda hands to pip, which it does as a requirements file."""
    file = folder / "condaenv.requirements.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    return [(found.requirement, found.is_editable) for found in parse_requirements(str(file), session=PipSession())]


def test_pip_takes_its_part_of_environment_yml(tmp_path: Path):
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    (lines,) = [part["pip"] for part in environment["dependencies"] if isinstance(part, dict)]
    assert of_pip(lines, tmp_path) == [(".", True)]
    with pytest.raises(PipError):
        of_pip(["--no-deps", *lines], tmp_path)


def test_the_lock_has_every_dependency_a_hash_for_each_and_no_address():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {normal(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    assert {re.match(r"[\w-]+", normal(line)).group() for line in wanted} <= locked
    blocks = re.split(r"\n(?=[\w.-]+==)", lock)
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?://|--index|--extra|--find-links", lock)


def test_no_model_and_no_data_is_pickled():
    package = ROOT / "lib" / "dateline"
    assert not [path for path in package.rglob("*") if path.suffix in {".pkl", ".pickle", ".plzma", ".joblib", ".npy"}]


def test_the_wheel_carries_notebooks_and_seeds():
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    assert build["targets"]["wheel"]["force-include"] == {"notebooks": "dateline/notebooks", "seeds": "dateline/seeds"}
