"""The main event of whole articles, beside what coders marked: who, what and when.

    python benchmarks/main_event.py            precision and coverage
    python benchmarks/main_event.py --errors   each wrong answer beside the coders', too

DATELINE_GOLD names the folder of development data (stories/main_event.jsonl, of Giveme5W1H: 53 articles on 7 events).
Who and what are right where they share half of the content words of the shorter with any coder's answer; when is right
where its day is that of a coder's. "Or its weekday" also takes the weekday that a coder marked: of "Sunday" the
day that is given with it is at times a Monday. Precision is of what is answered.
"When it says so" leaves the days out that rest on the date of publication alone.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import dateline as dl
from dateline.brief.main_event import main_event
from dateline.reading import Reading
from dateline.segments.wordlists import STOP_WORDS

HERE = Path(__file__).resolve().parent
GOLD = Path(os.environ.get("DATELINE_GOLD", HERE.parents[1] / "shared" / "gold"))


def content(words: str) -> set[str]:
    """The content words of an answer, in small letters."""
    found = re.findall(r"[^\W_]+(?:[-'’.][^\W_]+)*", words.lower())
    return {word.removesuffix("'s").removesuffix("’s") for word in found} - STOP_WORDS


def agrees(answer: str, other: str) -> bool:
    """Whether two answers share half of the content words of the shorter."""
    one, two = content(answer), content(other)
    shorter = min(len(one), len(two))
    return shorter > 0 and len(one & two) >= shorter / 2


def answers(row: dict) -> dict[str, str | None]:
    """What dateline says of an article."""
    article = dl.Article(row["text"], row["published"], title=row["title"], source=row["source"])
    found = main_event(Reading.of(article))
    if found is None:
        return dict.fromkeys(("who", "what", "when", "when it says so"))
    told, day = found.happening, found.row.value if found.row else None
    return {"who": told.who or None, "what": told.on(), "when": (day or row["published"])[:10], "when it says so": day}


def judged(row: dict) -> Iterator[tuple[str, str, bool, list[str]]]:
    """Question, answer, whether it is right, and the coders' answers, for each answer."""
    for question, answer in answers(row).items():
        if answer is None:
            continue
        gold = [one for one in row["gold"].get(question.split()[0], []) if one["coders"]]
        if question.startswith("when"):
            days = [one["parsed"] for one in gold if one.get("parsed")]
            yield question, answer, answer[:10] in days, days
            if question == "when":
                words = " ".join(one["text"] or "" for one in gold)
                yield (
                    "when, or its weekday",
                    answer,
                    answer[:10] in days or f"{date.fromisoformat(answer[:10]):%A}" in words,
                    days,
                )
        else:
            marked = [one["text"] for one in gold if one["text"]]
            yield question, answer, any(agrees(answer, other) for other in marked), marked


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    rows = [json.loads(line) for line in (GOLD / "stories/main_event.jsonl").open(encoding="utf-8")]
    right: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for row in rows:
        for question, answer, is_right, gold in judged(row):
            right[question].append((row["event"], is_right))
            if options.errors and not is_right and not question.endswith("so"):
                print(f"{row['event']} | {row['title']}\n    {question}: {answer} | {' / '.join(gold)}")
    print("question           answered  right  precision  by event")
    for question, found in right.items():
        events = sorted({event for event, _ in found})
        by_event = [sum(ok for e, ok in found if e == event) / sum(e == event for e, _ in found) for event in events]
        n, ok = len(found), sum(is_right for _, is_right in found)
        print(f"{question:18} {n:3}/{len(rows)} {ok:7} {ok / n:10.2f}  {' '.join(f'{x:.2f}' for x in by_event)}")


if __name__ == "__main__":
    main()
