"""Random texts through every public function that reads an article: how many, and what goes wrong.

    python benchmarks/fuzz.py [texts, default 2000] [--seed 1] [--limit SECONDS, default 5]

A text is made of words of news, marks of every kind, dates and names, now and then a character that none should have.
Counted are errors and calls that take longer than the limit; a span that is not its row's text is an error too. Exit
code 1 where there is one.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter

import pandas as pd
from worst_inputs import seconds

import dateline as dl

PIECES = """
said|says|told|denied|that|according to|he|she|they|who|which|and|but|if|not|never|the|a|of|in|on|at|by|until|since|
from|to|between|Ann Moss|Mr. Lee|NATO|Paris|the council|police|a spokesman|Republicans|R-Va.|U.S.|McDonald's|Monday|
Friday|
last week|tomorrow|4 May 2021|May 4|Feb. 30|the 1980s|'36|44 BC|7.75 p.m.|10:30|three years ago|in two weeks|the third
quarter|$3 million|12 percent|half a dozen|3-1|44-year-old|good|bad|disaster|won|died|will|could|should have|is|was|had|
“|”|"|'|‘|’|(|)|[|]|—|–|-|...|.|,|;|:|?|!|Q:|A:|By Ann Moss|LONDON (AP) —|(Reporting by Ann Moss)|https://example.org/a|
@annlee|#vote|=1+1|<b>|&amp;|don't|She'll|Mr|No. 2|1,000|½|°|é|中文|😀
""".replace("\n", "").split("|")
ODD = ["\ud800", "\x00", "\u202e", "\u200b", "e\u0301", "\r", "\t", "\n\n", "\n", "\ufeff", "\U0010ffff", "A" * 60]


def text(chance: random.Random) -> str:
    """Up to two hundred pieces, joined by spaces or nothing."""
    made = []
    for _ in range(chance.randint(0, 200)):
        made.append(chance.choice(ODD if chance.random() < 0.05 else PIECES))
        made.append("" if chance.random() < 0.2 else " ")
    return "".join(made)


def broken_spans(article: str, made: dict) -> list[str]:
    """The tables that have a row whose text is not what stands at its span."""
    wrong = []
    for name, table in made.items():
        if isinstance(table, pd.DataFrame) and {"start", "end", "text"} <= set(table.columns):
            spans = zip(table["start"], table["end"], table["text"], strict=True)
            if any(article[int(a) : int(b)] != told for a, b, told in spans):
                wrong.append(name)
    return wrong


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("texts", nargs="?", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--limit", type=float, default=5)
    given = options.parse_args()
    chance, wrong, calls, longest = random.Random(given.seed), Counter[str](), 0, ("", 0.0)
    for n in range(given.texts):
        article, made = dl.Article(text(chance)).text, {}
        for name, spent, error in seconds(article, given.limit, made):
            calls += 1
            if error:
                wrong[f"{name}: {error}"] += 1
                print(f"text {n} of seed {given.seed}: {name}: {error}", file=sys.stderr)
            elif spent is not None and spent > longest[1]:
                longest = name, spent
        for name in broken_spans(article, made):
            wrong[f"{name}: a span is not its text"] += 1
    print(f"{given.texts} texts, {calls} calls, {sum(wrong.values())} wrong; longest {longest[0]} {longest[1]:.2f} s")
    for what, times in wrong.most_common():
        print(f"{times:6} {what}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
