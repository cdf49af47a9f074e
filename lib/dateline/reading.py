"""What has been read of one article so far: each of its tables, made when it is first asked for and then handed on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from dateline.article import Article

T = TypeVar("T")


class Reading:
    """One article and what has been made of it.

    The rooms ask it for their inputs (`sentences(reading)`) and get what was made before. It lives as long as its
    article does, so a table that costs time is made once, however many articles are read beside it.
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        self._made: dict[Callable, Any] = {}

    @classmethod
    def of(cls, article: Article | Reading) -> Reading:
        """The reading of an article, the same one each time; a reading is its own."""
        if isinstance(article, Reading):
            return article
        if not isinstance(article, Article):
            raise TypeError(
                f"an Article is wanted, not a {type(article).__name__}: read(path) or Article(text) makes one"
            )
        return vars(article).setdefault(_PLACE, cls(article))

    def made(self, make: Callable[[Reading], T]) -> T:
        """What `make` gives for this reading; made once, so not to be changed in place."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]


_PLACE = "_reading"  # in the article's __dict__, which its equality, repr and copies leave out


def once(make: Callable[[Reading], T]) -> Callable[[Article | Reading], T]:
    """A function of a reading, asked once for each article. Who hands it an `Article` gets a copy of the table and may
    change it; who hands it a `Reading` gets what the reading holds."""

    @wraps(make)
    def ask(article: Article | Reading) -> T:
        found = Reading.of(article).made(make)
        return found if isinstance(article, Reading) or not hasattr(found, "copy") else found.copy()

    return ask
