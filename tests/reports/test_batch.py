"""Planning a run: names that do not collide, and articles that cannot be read set aside."""

import nbformat
import pytest

from dateline.reports import batch
from dateline.reports.batch import Job, plan, run_job, slugs


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a/x.txt", "b/x.txt", "c/x.txt"], ["x", "x-2", "x-3"]),
        (["x.txt", "x-2.txt", "b/x.txt"], ["x", "x-2", "x-3"]),
        (["Día in Łódź.txt"], ["dia-in-odz"]),
        (["Новости.txt", "新聞.txt"], ["article", "article-2"]),
        (["../../etc/pass wd.txt", "<b>.txt"], ["pass-wd", "b"]),
    ],
)
def test_slugs_never_collide_and_stay_in_their_folder(paths, names):
    assert slugs(paths) == names


def test_one_bad_article_does_not_stop_the_plan(tmp_path):
    (tmp_path / "good.txt").write_text("Some news.")
    good, none = str(tmp_path / "good.txt"), str(tmp_path / "none.txt")
    jobs, failures = plan([none, good, good])
    assert {(job.article, job.slug) for job in jobs} == {(good, "good")}
    assert len(jobs) == len(batch.NOTEBOOKS)
    assert [what for what, _ in failures] == [none]


def notebook(folder, source: str, declares: list[str]) -> None:
    parameters = nbformat.v4.new_code_cell("article = None\npublished = None", metadata={"tags": ["parameters"]})
    document = nbformat.v4.new_notebook(cells=[parameters, nbformat.v4.new_code_cell(source)])
    document.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    document.metadata["dateline"] = {"deliverables": declares}
    nbformat.write(document, folder / "try.ipynb")


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("raise ValueError('first line\\nsecond line')", "ValueError: first line"),
        ("pass", "not made: wanted"),
        ("import os; os._exit(3)", "DeadKernelError: Kernel died"),
    ],
)
def test_a_failure_is_one_line_and_is_judged_by_what_was_made(tmp_path, monkeypatch, source, error):
    notebook(tmp_path, source, ["wanted"])
    monkeypatch.setattr(batch, "notebook_path", lambda name: tmp_path / f"{name}.ipynb")
    result = run_job(Job("x.txt", "x", "try"), tmp_path / "out")
    assert result.error is not None
    assert result.error == error
    assert [path.name for path in (tmp_path / "out").rglob(".*")] == []
