"""Every notebook, for several articles, through plain papermill; and the shape that each must keep."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import papermill
import pytest

from conftest import ROOT, SEED
from dateline import Article
from dateline.corpus.making import make_tables
from dateline.reports.page import missing_outputs, shown_outputs
from dateline.reports.storage import Store

EVERY = sorted((ROOT / "notebooks").glob("*.ipynb"))
COMPARE = ROOT / "notebooks" / "compare.ipynb"
CORPUS = ROOT / "notebooks" / "corpus.ipynb"
NOTEBOOKS = [path for path in EVERY if path not in (COMPARE, CORPUS)]  # those that read one article

SHORT = "Ferry runs again\n\nThe ferry ran on Friday for the first time since May. “We are glad,” said Ann Author."
LONG = "\n\n".join(
    ["A year at the bridge"]
    + [
        f"On {month} {day}, 2019, the mayor of Oslo, Kari Nordmann, said that span {day} was not safe. “We will not "
        f"open it,” she told reporters. Critics called the delay a terrible failure, and {day} shops closed."
        for month in ("January", "March", "June", "October")
        for day in range(1, 26)
    ]
)
NO_DATE = "Council meets\n\nThe council met yesterday. It will meet again next week, officials said."
SPANISH = "El puente\n\nEl alcalde dijo el viernes que el puente no será abierto hasta que todos estén de acuerdo."
ARTICLES = {"short": SHORT, "long": LONG, "no_date": NO_DATE, "spanish": SPANISH}


def run(notebook: Path, target: Path, kernel: str | None = None, **parameters) -> nbformat.NotebookNode:
    papermill.execute_notebook(notebook, target, parameters, progress_bar=False, kernel_name=kernel)
    return nbformat.read(target, as_version=4)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", ["seed", *ARTICLES])
def test_each_notebook_makes_what_it_declares(notebook, name, tmp_path):
    article = SEED if name == "seed" else tmp_path / f"{name}.txt"
    if name != "seed":
        article.write_text(ARTICLES[name], encoding="utf-8")
    published = {"published": "2019-12-01"} if name in ("short", "long") else {}
    kernel = None if name == "seed" else "dateline"  # forked warm: the others cost a second each
    made = run(notebook, tmp_path / "out.ipynb", kernel, article=str(article), **published)
    assert missing_outputs(made) == []
    assert len(shown_outputs(made)) > (2 if notebook.stem == "brief" else 5)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_an_unreadable_article_is_one_line(notebook, tmp_path):
    with pytest.raises(papermill.PapermillExecutionError) as caught:
        run(notebook, tmp_path / "out.ipynb", "dateline", article="none.txt")
    assert (caught.value.ename, caught.value.evalue.split(";")[0]) == ("ReadError", "none.txt: no such file")
    assert len(caught.value.traceback) == 1


def test_the_same_article_twice_gives_the_same_outputs(tmp_path):
    for notebook in NOTEBOOKS[:2]:
        first, second = (run(notebook, tmp_path / f"{i}.ipynb", "dateline", article=str(SEED)) for i in range(2))
        assert shown_outputs(first) == shown_outputs(second)


def test_several_articles_are_compared(tmp_path):
    for name, text in (("a", SHORT), ("b", SHORT.replace("since May", "since June"))):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    made = run(COMPARE, tmp_path / "out.ipynb", articles=f"{tmp_path}/a.txt, {tmp_path}/b.txt")
    assert missing_outputs(made) == []
    shown = {name: data for _, name, data in shown_outputs(made)}
    assert 'href="#ferry-runs-again-2-s1"' in shown["findings"]["text/html"] + shown["changes"]["text/html"]
    assert 'id="ferry-runs-again-2-s1"' in shown["articles"]["text/html"]
    with pytest.raises(papermill.PapermillExecutionError) as caught:
        run(COMPARE, tmp_path / "out.ipynb", articles="none.txt")
    assert (caught.value.ename, caught.value.evalue.split(";")[0]) == ("ReadError", "none.txt: no such file")


@pytest.mark.parametrize("count", [1, 12])
def test_a_corpus_of_any_size_is_shown(count, tmp_path):
    given = [(f"{n}.txt", Article(f"{SHORT} It had {n} boats.", f"2020-0{n % 9 + 1}-03")) for n in range(count)]
    make_tables(given, Store(tmp_path / "made"), lambda: ThreadPoolExecutor(1), 1)
    made = run(CORPUS, tmp_path / "out.ipynb", "dateline", folder=str(tmp_path / "made"))
    assert missing_outputs(made) == []
    shown = {name: data for _, name, data in shown_outputs(made)}
    assert f"{count} article" in shown["findings"]["text/plain"]
    assert "Ann Author" in shown["speakers"]["text/plain"]
    with pytest.raises(papermill.PapermillExecutionError) as caught:
        run(CORPUS, tmp_path / "out.ipynb", "dateline", folder="none")
    assert (caught.value.ename, caught.value.evalue.split(";")[0]) == ("ReadError", "none: holds no corpus")


@pytest.mark.parametrize("notebook", EVERY, ids=lambda path: path.stem)
def test_the_shape_of_a_notebook(notebook):
    document = nbformat.read(notebook, as_version=4)
    code = [cell for cell in document.cells if cell.cell_type == "code"]
    lines = [line for cell in code for line in cell.source.splitlines() if line.strip()]
    assert document.cells[0].source.startswith("# ")
    assert "**Limits.**" in document.cells[0].source
    assert code[0].metadata["tags"] == ["parameters"]
    assert len(lines) <= 50
    assert not [line for line in lines if line.lstrip().startswith(("def ", "for ", "while ", "if ", "class "))]
    assert all(len(cell.source.splitlines()) <= 8 for cell in code)
    assert not any(cell.outputs or cell.execution_count for cell in code)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_papermill_explains_its_parameters(notebook):
    command = [Path(sys.executable).parent / "papermill", "--help-notebook", notebook]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "article" in said
    assert "path of a text file or a saved web page" in said
    assert "ISO date" in said
