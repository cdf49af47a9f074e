"""Scores names against Universal NER (iob2) and against the targets of newsmtsc.

    python benchmarks/mentions_accuracy.py            # the folder of development data: $DATELINE_GOLD or ../shared/gold

UNER: precision, recall and F1 of exact spans, typed (PER, ORG, LOC) and untyped, micro-averaged. newsmtsc: the share of
targets with a capital (pronouns left out) whose span overlaps a mention of any kind.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from pathlib import Path

import pandas as pd

from dateline.article import Article
from dateline.entities import mentions

KINDS = {"person": "PER", "organisation": "ORG", "place": "LOC"}
PRONOUNS = frozenset("he she him her his hers i we they them their it its you who me us my our".split())


def gold_folder() -> Path:
    return Path(os.environ.get("DATELINE_GOLD", Path(__file__).resolve().parents[1] / ".." / "shared" / "gold"))


def read_iob2(path: Path) -> list[tuple[str, set[tuple[int, int, str]]]]:
    """(text, {(start, end, type)}) of each document; its sentences stand in lines of their own."""
    documents: list[tuple[str, set[tuple[int, int, str]]]] = []
    for block in re.split(r"(?m)^# newdoc[^\n]*\n", path.read_text(encoding="utf-8")):
        text, gold = "", set()
        for sentence in block.strip().split("\n\n"):
            surface = next((line[9:] for line in sentence.splitlines() if line.startswith("# text = ")), "")
            base, at, current = len(text), 0, None
            for line in sentence.splitlines():
                fields = line.split("\t")
                if line.startswith("#") or len(fields) < 3:
                    continue
                found = surface.find(fields[1], at)
                start = base + (at if found < 0 else found)
                at = start - base + len(fields[1])
                if fields[2].startswith("I-") and current:
                    current = (current[0], base + at, current[2])
                    continue
                if current:
                    gold.add(current)
                current = (start, base + at, fields[2][2:]) if fields[2].startswith("B-") else None
            if current:
                gold.add(current)
            text += surface + "\n\n"
        if gold or text.strip():
            documents.append((text, {g for g in gold if g[2] in KINDS.values()}))
    return documents


def predicted(text: str) -> set[tuple[int, int, str]]:
    table = mentions(Article(text))
    table = table[table["kind"].isin(KINDS)]
    return set(zip(table["start"], table["end"], table["kind"].map(KINDS), strict=True))


def f1(gold: set, found: set) -> tuple[float, float, float]:
    hit = len(gold & found)
    precision, recall = hit / max(1, len(found)), hit / max(1, len(gold))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def uner(path: Path) -> dict[str, float | str]:
    gold, found, characters, seconds = set(), set(), 0, 0.0
    for number, (text, marked) in enumerate(read_iob2(path)):
        begun = time.perf_counter()
        answer = predicted(text)
        seconds += time.perf_counter() - begun
        characters += len(text)
        gold |= {(number, *g) for g in marked}
        found |= {(number, *p) for p in answer}
    typed, untyped = f1(gold, found), f1({g[:3] for g in gold}, {p[:3] for p in found})
    row: dict[str, float | str] = {"set": path.stem, "kB_per_s": characters / 1000 / seconds}
    for name, (p, r, f) in (("untyped", untyped), ("typed", typed)):
        row |= {f"{name}_P": p, f"{name}_R": r, f"{name}_F1": f}
    return row


def newsmtsc(path: Path) -> dict[str, float | str]:
    hit = n = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        table = mentions(Article(item["sentence_normalized"]))
        spans = list(zip(table["start"], table["end"], strict=True))
        for target in item["targets"]:
            name = target["mention"]
            if not any(c.isupper() for c in name) or name.lower() in PRONOUNS:
                continue
            n += 1
            hit += any(start < target["to"] and target["from"] < end for start, end in spans)
    return {"set": f"newsmtsc {path.stem}", "n": n, "recall": hit / max(1, n)}


def main() -> None:
    folder = gold_folder()
    if not folder.exists():
        sys.exit(f"no development data at {folder}: set DATELINE_GOLD to their folder")
    rows = [uner(path) for path in sorted((folder / "tags").glob("uner-*.iob2"))]
    print(pd.DataFrame(rows).round(3).to_string(index=False))
    rows = [newsmtsc(folder / "sentiment" / "newsmtsc" / f"{name}.jsonl") for name in ("rw_dev", "mt_dev")]
    print(pd.DataFrame(rows).round(3).to_string(index=False))


if __name__ == "__main__":
    main()
