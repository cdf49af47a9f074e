import pytest

from dateline.article import Article, ReadError
from dateline.segments.tokenization import tokens
from dateline.terms.contrast import keyness
from dateline.terms.references import reference


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b.txt").write_text("Dogs bark at night, he said.")
    (tmp_path / "a.txt").write_text("Cats sleep all day, she said.")
    (tmp_path / "README.md").write_text("Where these are from.")
    (tmp_path / "words.csv").write_text("term,n\nthe,60\nnull,2\ncoup,1\n")
    return tmp_path


def test_nothing_is_general_english():
    assert reference(None) is reference("") is None


def test_a_folder_of_articles(folder):
    table = reference(folder)
    assert table["article"].unique().tolist() == ["a.txt", "b.txt"]
    key = keyness(tokens(Article("Cats said so.")), table).set_index("term")
    assert key.loc["said", ["n_target", "n_reference"]].to_list() == [1, 2]


def test_the_reference_has_its_name(folder):
    for name in ("a.txt", "words.csv"):
        table = keyness(tokens(Article("Cats said so.")), reference(folder / name))
        assert table["reference"].iloc[0].startswith(f"{name}, ")
    assert keyness(tokens(Article("Cats.")), reference(folder))["reference"].iloc[0] == f"{folder.name}, 12 words"


def test_an_article(folder):
    assert reference(folder / "a.txt")["text"].to_list()[:2] == ["Cats", "sleep"]


def test_a_word_list(folder):
    assert reference(folder / "words.csv").to_dict("list") == {"term": ["the", "null", "coup"], "n": [60, 2, 1]}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.csv", "word,count\na,1\n", "is no word list"),
        ("x.csv", "term,n\na,many\n", "is no word list"),
        ("x.csv", "", "is no word list"),
        ("articles.csv", "path,published\n", "lists articles"),
    ],
)
def test_what_is_no_reference(tmp_path, name, content, message):
    (tmp_path / name).write_text(content)
    with pytest.raises(ReadError, match=message) as error:
        reference(tmp_path / name)
    assert "\n" not in str(error.value)
    with pytest.raises(ReadError, match="no article in it"):
        reference(tmp_path)
