"""Planning a run: names that do not collide, and articles that cannot be read set aside."""

import pytest

from dateline.readers.folders import slugs
from dateline.reports.batch import plan
from dateline.reports.jobs import NOTEBOOKS


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a/x.txt", "b/x.txt", "c/x.txt"], ["x", "x-2", "x-3"]),
        (["x.txt", "x-2.txt", "b/x.txt"], ["x", "x-2", "x-3"]),
        (["Día in Łódź.txt"], ["dia-in-odz"]),
        (["Новости.txt", "新聞.txt"], ["article", "article-2"]),
        (["../../etc/pass wd.txt", "<b>.txt"], ["pass-wd", "b"]),
        (["½" * 120 + ".txt"], ["12" * 50]),
    ],
)
def test_slugs_never_collide_and_stay_in_their_folder(paths, names):
    assert slugs(paths) == names


def test_one_bad_article_does_not_stop_the_plan(tmp_path):
    (tmp_path / "good.txt").write_text("Some news.")
    good, none = str(tmp_path / "good.txt"), str(tmp_path / "none.txt")
    jobs, failures = plan([none, good, good])
    assert {(job.article, job.slug) for job in jobs} == {(good, "good")}
    assert len(jobs) == len(NOTEBOOKS)
    assert [what for what, _ in failures] == [none]
