"""Headlines in title case as a sentence would have them: capitals only where the article has them or a name asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from simplemma.strategies import DictionaryLookupStrategy

from dateline.segments.wordlists import CALENDAR_WORDS, SENTENCE_STARTERS, STOP_WORDS

_DICTIONARY = DictionaryLookupStrategy()
_SMALL = SENTENCE_STARTERS | STOP_WORDS
_LEAST = 5  # words of a headline, three of them no small ones
_SHARE = 0.85  # of those with a capital
_OPENERS = frozenset("\"“‘'.:;!?(—–-")


@lru_cache(maxsize=1 << 15)
def is_word(name: str) -> bool:
    """Whether the name, in small letters, is a word of the English dictionary (simplemma's)."""
    listed = _DICTIONARY.get_lemma(name.lower(), "en")
    return listed is not None and listed[:1].islower()


def is_title_case(forms: Sequence[str]) -> bool:
    """Whether capitals tell nothing in a sentence: nearly all its words have one, and it has no full stop."""
    words = [form for form in forms if form[0].isalpha()]
    telling = [form for form in words if form.lower() not in _SMALL]
    capital = sum(form[0].isupper() for form in telling)
    is_sentence = forms[-1:] == ["."] and capital < len(telling)
    return len(words) >= _LEAST and len(telling) > 2 and capital >= _SHARE * len(telling) and not is_sentence


class Casing:
    """How the sentences of an article write their words."""

    def __init__(self, sentences: Iterable[Sequence[str]], given: Container[str] = frozenset()) -> None:
        """Arguments: the words of each sentence that is none in title case; given names of people."""
        self.given = given
        self.small, self.capital = Counter[str](), Counter[str]()
        self.pairs: set[tuple[str, str]] = set()
        for before, form in chain.from_iterable(pairwise([".", *forms]) for forms in sentences):
            if form[0].islower():
                self.small[form] += 1
            elif form[0].isupper() and before not in _OPENERS:
                self.capital[form] += 1
                if before[0].isupper():
                    self.pairs.add((before, form))

    def mended(self, forms: Sequence[str]) -> list[str]:
        """The words of a sentence in title case, small where they are no name."""
        kept = {i for i, pair in enumerate(pairwise(forms)) if pair in self.pairs or self._is_person(*pair)}
        kept |= {i + 1 for i in kept}
        return [w if i in kept or self._is_name(w) else w[0].lower() + w[1:] for i, w in enumerate(forms)]

    def _is_person(self, first: str, last: str) -> bool:
        plain = any(self.small[form.lower()] or form.lower() in _SMALL for form in (first, last))
        return first in self.given and last[0].isupper() and not plain

    def _is_name(self, form: str) -> bool:
        low = form.lower()
        if not form[1:].islower() or low in CALENDAR_WORDS:  # "NATO", "McCain", "I"
            return True
        if self.small[low] or self.capital[form]:
            return self.capital[form] > self.small[low]
        return low not in _SMALL and not is_word(low)


def cased(sentences: Sequence[list[str]], given: Container[str] = frozenset()) -> Sequence[list[str]]:
    """The words of each sentence, of those in title case with the capitals that the others would give them."""
    titles = [is_title_case(forms) for forms in sentences]
    if not any(titles):
        return sentences
    casing = Casing((forms for forms, is_title in zip(sentences, titles, strict=True) if not is_title), given)
    return [casing.mended(w) if is_title else w for w, is_title in zip(sentences, titles, strict=True)]
