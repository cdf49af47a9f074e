"""Seconds of every public function that reads an article, on the inputs that cost most.

    python benchmarks/worst_inputs.py [characters, default 1000000] [--only WORD ...] [--limit SECONDS, default 60]
    python benchmarks/worst_inputs.py 3000 --growth    what takes more than 2.5 times as long over double the text

One row for each function and input whose name holds one of the words (all without): seconds of the processor for the
function's own work, what it builds on being made before. A function that is not done within the limit is stopped, and
counted at the end with those that raise.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

import dateline as dl
from dateline.exports import to_brat, to_corpus, to_edtf, to_timelinejs, to_timeml, to_tokens
from dateline.polarity import target_contributions, vader_tone

PUBLISHED = "2024-05-17"


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda size: piece * (size // len(piece))


def _numbered(piece: str) -> Callable[[int], str]:
    """Pieces that differ: "{}" is their number in letters."""

    def made(size: int) -> str:
        letters = ("".join(found) for found in itertools.product("abcdefghijklmnopqrstuvwxyz", repeat=4))
        return "".join(piece.format(next(letters).capitalize()) for _ in range(size // (len(piece) + 2)))

    return made


def _marked(opening: str, piece: str, closing: str) -> Callable[[int], str]:
    return lambda size: opening + piece * (size // len(piece)) + closing


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    return lambda size: opening * (size // 2) + closing * (size // 2)


# Name -> what makes an article of about so many characters.
INPUTS: dict[str, Callable[[int], str]] = {
    "one long word": _repeated("a"),
    "one long capital word": _repeated("A"),
    "mixed case": _repeated("aB"),
    "capitals in marks": _marked('"', "A", '"'),
    "capitals with spaces in marks": _marked('"', "A ", '"'),
    "capitals and full stop in marks": _marked('He left. "', "Abc ", '." Smith said.'),
    "capitals behind a quotation": _marked('"No." ', "Abc de ", "said."),
    "capitals before a verb of saying": _marked("", "Abc de ", 'said "no".'),
    "small letters in marks": _marked('"', "a b ", '"'),
    "opening marks": _repeated('"a '),
    "curly opening marks": _repeated("“a "),
    "single opening marks": _repeated("‘a "),
    "paragraphs with an opening mark": _repeated("“We are lost, he thought.\n\n"),
    "short quotations": _repeated('"No," he said. '),
    "quotations in one sentence": _repeated('"no" and '),
    "nested quotations": _nested("“‘", "’”"),
    "nested brackets": _nested("(", ")"),
    "opening brackets": _repeated("(a "),
    "apostrophes": _repeated("'"),
    "plural owners": _repeated("the dogs' "),
    "letters and apostrophes": _repeated("a'"),
    "dots": _repeated("."),
    "letters and dots": _repeated("a."),
    "commas": _repeated("a, "),
    "hyphens": _repeated("-"),
    "letters and hyphens": _repeated("a-"),
    "dashes": _repeated("a — "),
    "underscores": _repeated("_"),
    "at signs": _repeated("a@"),
    "digits": _repeated("1"),
    "figures": _repeated("1,"),
    "numbers": _repeated("1 "),
    "words of number": _repeated("twenty-"),
    "number words": _repeated("one hundred and "),
    "amounts of money": _repeated("$1,000 "),
    "numbers joined": _repeated("5-7-"),
    "half a million": _repeated("half a million of a "),
    "bounds": _repeated("more than about "),
    "spaces": _marked("a", " ", "b"),
    "tabs and spaces": _repeated("a \t"),
    "newlines": _repeated("a\n"),
    "blank lines": _marked("a", "\n", "b"),
    "blank lines with spaces": _marked("a", "\n ", "b"),
    "short paragraphs": _repeated("He left.\n\n"),
    "paragraphs of marks": _repeated("* * *\n\n"),
    "paragraphs of dates": _repeated("4 May 2021\n\n"),
    "lines of one block": _marked("a\n\n", "He left\n", "b"),
    "and": _repeated("and "),
    "he said": _repeated("he said "),
    "he said, with commas": _repeated("he said, "),
    "he said that": _repeated("he said that "),
    "according to": _repeated("according to "),
    "said": _repeated("said "),
    "quoted as saying": _repeated("quoted as saying "),
    "names": _repeated("Ann Moss "),
    "names with commas": _repeated("Ann Moss, "),
    "names in sentences": _repeated("Ann Moss left. "),
    "names joined": _repeated("Moss and "),
    "other names": _numbered("{} "),
    "other names in sentences": _numbered("Ann {} left. "),
    "other full names in one sentence": _numbered("Mr. {} Moss, "),
    "acronyms": _repeated("NATO (NATO) "),
    "owners": _repeated("Ann's dog "),
    "of": _repeated("Bank of "),
    "good and bad": _repeated("good not bad "),
    "but": _repeated("good but "),
    "very": _repeated("very "),
    "not": _repeated("not "),
    "familiar with": _repeated("a source familiar with "),
    "critics": _repeated("some many several "),
    "is reported": _repeated("it is reported to "),
    "U.S.": _repeated("U.S. "),
    "abbreviations": _repeated("Mr. "),
    "initials": _repeated("J. "),
    "URLs": _repeated("https://example.org/a "),
    "one long URL": _marked("https://", "a/", " "),
    "one long domain": _repeated("www."),
    "months": _repeated("May "),
    "dates": _repeated("Jan. 5, "),
    "days": _repeated("Monday "),
    "days in sentences": _repeated("It closed on Monday. "),
    "sixties": _repeated("the '80s "),
    "years": _repeated("1998-"),
    "last": _repeated("last "),
    "last week": _repeated("last week "),
    "the day before": _repeated("the day before "),
    "clock times": _repeated("10:30 "),
    "slashes": _repeated("1/2/"),
    "zero-width characters": _repeated("a\u200b"),
    "combining characters": _marked("a", "\u0301", "b"),
    "letters with accents apart": _repeated("e\u0301"),
    "emoji": _repeated("😀"),
    "families of emoji": _repeated("👩\u200d"),
    "bidi marks": _repeated("\u202ea\u202c"),
    "control characters": _repeated("\x00"),
    "letters and controls": _repeated("a\x01 "),
    "halves of pairs": _repeated("\ud800"),
    "Chinese": _repeated("中文。"),
    "tags": _repeated("<b>"),
    "ampersands": _repeated("&amp;"),
}


class Reading:
    """What has been made of one article, each table once."""

    def __init__(self, article: dl.Article) -> None:
        self.article = article
        self.made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self.made:
            self.made[name] = CALLS[name](self)
        return self.made[name]


def _of_article(name: str) -> Callable[[Reading], Any]:
    return lambda reading: getattr(dl, name)(reading.article)


def _of_two(name: str) -> Callable[[Reading], Any]:
    return lambda reading: getattr(dl, name)([reading.article, reading.article])


def _of_tokens(name: str) -> Callable[[Reading], Any]:
    return lambda reading: getattr(dl, name)(reading["tokens"])


# Public function -> a call of it, in the order in which they lean on one another.
CALLS: dict[str, Callable[[Reading], Any]] = {
    **{name: _of_article(name) for name in ("paragraphs", "sentences", "tokens")},
    **{name: _of_tokens(name) for name in ("ngrams", "frequency", "collocations", "diversity", "readability")},
    **{name: _of_tokens(name) for name in ("variants", "keyness", "key_figures")},
    "kwic": lambda reading: dl.kwic(reading["tokens"], "he"),
    "dispersion": lambda reading: dl.dispersion(reading["tokens"], reading["frequency"]["term"].head(5)),
    "occurrences": lambda reading: dl.occurrences(reading["tokens"], reading["frequency"]["term"].head(5)),
    "to_tokens": lambda reading: to_tokens({"a": reading["tokens"]}),
    **{name: _of_article(name) for name in ("mentions", "keyphrases", "hedges")},
    "with_terms": lambda reading: dl.with_terms(reading["tokens"], reading["mentions"]),
    "names": lambda reading: dl.names(reading["with_terms"], reading["mentions"]),
    **{name: _of_article(name) for name in ("dependencies", "creation_evidence", "creation_window", "timexes")},
    **{name: _of_article(name) for name in ("quotes", "sources")},
    "with_voices": lambda reading: dl.with_voices(reading["tokens"], reading["quotes"]),
    **{name: _of_article(name) for name in ("quantities", "genre", "timeline", "undated", "unresolved", "findings")},
    "sentiment": lambda reading: dl.sentiment(reading.article),
    "speakers": lambda reading: dl.speakers(reading["sentiment"]),
    "compare_voices": lambda reading: dl.compare_voices(reading["sentiment"]),
    "agreement": lambda reading: dl.agreement(reading["sentiment"]),
    "telling_words": lambda reading: dl.telling_words(reading.article, reading["sentiment"]),
    "loaded_words": lambda reading: dl.loaded_words(reading["telling_words"]),
    "strongest": lambda reading: dl.strongest(reading.article, reading["sentiment"]),
    "target_tones": lambda reading: dl.target_tones(reading.article, reading["sentiment"]),
    "entity_tone": lambda reading: dl.entity_tone(reading["target_tones"]),
    "tone": lambda reading: dl.tone(reading.article.text),
    "contributions": lambda reading: dl.contributions(reading.article.text),
    "vader_tone": lambda reading: vader_tone(reading.article.text),
    "target_tone": lambda reading: dl.target_tone(reading.article.text, 0, 3),
    "target_contributions": lambda reading: target_contributions(reading.article.text, 0, 3),
    "marked_events": lambda reading: dl.marked_events(reading.article, reading["timeline"], reading["timexes"]),
    "to_timeml": lambda reading: to_timeml(reading.article, reading["timexes"]),
    "to_timelinejs": lambda reading: to_timelinejs(reading.article, reading["timeline"]),
    "to_edtf": lambda reading: to_edtf(reading["timexes"]),
    "to_csv": lambda reading: dl.to_csv(reading["tokens"]),
    "to_brat": lambda reading: to_brat(
        reading.article, reading["quotes"], reading["timexes"], reading["mentions"]
    ),
    "to_corpus": lambda reading: to_corpus({"a": reading.article}),
    **{name: _of_article(name) for name in ("heading", "reading_view")},
    "with_labels": lambda reading: dl.with_labels(reading.article, reading["timeline"]),
    "show_findings": lambda reading: dl.show_findings(reading.article, reading["findings"]),
    **{name: _of_two(name) for name in ("stories", "shared_sentences", "merged_timeline", "compare", "articles_view")},
    "compared_findings": lambda reading: dl.compared_findings(reading["compare"]),
}  # fmt: skip


class TooSlow(BaseException):
    """Raised in the midst of a call that takes longer than its limit."""


def _stop(*_: object) -> None:
    raise TooSlow


def seconds(text: str, limit: float, made: dict[str, Any] | None = None) -> Iterator[tuple[str, float | None, str]]:
    """Function, seconds of the processor for its own work (None where it was not done), and what went wrong.

    Arguments:
        text: an article.
        limit: seconds after which a function is stopped.
        made: where what the functions give is put, by their names.
    """
    reading = Reading(dl.Article(text, published=PUBLISHED))
    reading.made = reading.made if made is None else made
    signal.signal(signal.SIGPROF, _stop)
    gc.collect()
    gc.disable()  # it would run in whichever function it happens to be due
    for name in CALLS:
        began, wrong = time.process_time(), ""
        signal.setitimer(signal.ITIMER_PROF, limit)
        try:
            reading[name]
        except TooSlow:
            wrong = f"stopped after {limit:g} s"
        except Exception as error:  # what it is stands in the table; the others go on
            wrong = f"{type(error).__name__}: {str(error)[:80]}"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        yield name, None if wrong else time.process_time() - began, wrong


MEASURED = 0.2  # seconds over the double text; below it a clock tells nothing
ROUNDS = 6  # what else runs on the machine slows one text or the other: the least of some rounds tells
# The functions that do the reading; the others work on their tables. target_tone parses its own sentence, whose cost
# grows faster up to 200 words and then no more: target_tones, which takes the trees of the reading, stands for it.
READING = (
    "paragraphs sentences tokens variants mentions keyphrases hedges with_terms timexes quantities quotes sources "
    "genre timeline undated findings sentiment telling_words target_tones tone vader_tone"
).split()


def growth(made: Callable[[int], str], size: int, limit: float) -> dict[str, tuple[float, float]]:
    """The functions that take more than 2.5 times as long over double the text: seconds of both."""
    before, after = dict.fromkeys(READING, limit), dict.fromkeys(READING, limit)
    for _ in range(ROUNDS):
        for least, text in ((before, made(size)), (after, made(2 * size))):
            for name, spent, _ in seconds(text, limit):
                if name in least and spent is not None:
                    least[name] = min(least[name], spent)
        grown = {n: (before[n], after[n]) for n in READING if after[n] > max(MEASURED, 2.5 * before[n])}
        if not grown:
            break
    return grown


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("characters", nargs="?", type=int, default=1_000_000)
    options.add_argument("--only", nargs="*", default=[""])
    options.add_argument("--limit", type=float, default=60)
    options.add_argument("--growth", action="store_true")
    given = options.parse_args()
    above = 0
    if given.growth:
        for title, made in INPUTS.items():
            if any(word in title for word in given.only):
                print(title, growth(made, given.characters, given.limit) or "grows with the text", flush=True)
        return
    print("| function | input | seconds |\n|---|---|---|")
    for title, made in INPUTS.items():
        if not any(word in title for word in given.only):
            continue
        for name, spent, wrong in seconds(made(given.characters), given.limit):
            above += bool(wrong)
            print(f"| {name} | {title} | {wrong or f'{spent:.2f}'} |", flush=True)
    print(f"\n{above} not done within {given.limit:g} s, or raised")


if __name__ == "__main__":
    main()
