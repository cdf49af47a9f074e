"""Which language a text is written in."""

from __future__ import annotations

import re

from dateline.segments.wordlists import STOP_WORDS

READ_LANGUAGE = "en"  # of other texts only what needs no language is read
_ENOUGH_ENGLISH = 0.25  # share of function words; English prose has about .45, other languages below .1
_SAMPLE = 20_000  # characters; a language shows itself in less
_FEWEST_WORDS = 8  # fewer words than this tell nothing


def detect_language(text: str) -> str:
    """ISO 639-1 code of a text's language; "en" where the text is too short to tell.

    English is known by the share of its function words, which is cheap; only what fails that is given to py3langid
    (Lui and Baldwin 2012).
    """
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower())
    if len(words) < _FEWEST_WORDS or sum(word in STOP_WORDS for word in words) / len(words) >= _ENOUGH_ENGLISH:
        return "en"
    import py3langid  # loads a model, which an English text never needs

    return str(py3langid.classify(text[:_SAMPLE])[0])
