"""What is read of files as people have them: fields by format, articles a second, and inputs that nobody meant.

    python benchmarks/formats.py [--gold FOLDER] [--fuzz INPUTS, default 0] [--seed 17] [--limit SECONDS, default 5]

Three tables: for each kind of sample in FOLDER/formats, how many articles are read of how many files, in how many
each field is known, and why others are not; articles and pages a second, of exports of Nexis with 500 articles that
are made here and of the saved pages, beside trafilatura in the same run; with --fuzz, files of every format with bytes
changed, doubled and cut, none of which may raise anything but ReadError or take longer than the limit.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import io
import json
import os
import random
import tempfile
import time
import zipfile
from pathlib import Path

import pyarrow
from pyarrow import parquet

import dateline as dl
from dateline.readers.formats import parts_in
from dateline.readers.page import read_html
from dateline.segments.language import detect_language

GOLD = Path(os.environ.get("DATELINE_GOLD", Path(__file__).resolve().parents[2] / "shared" / "gold"))
FIELDS = ("title", "published", "byline", "source", "section", "length", "loaded")
EXPORTED = 500  # articles
SAMPLE = 150  # pages and files a kind, at most


def fields(folder: Path) -> None:
    print(f"{'kind':<12}{'files':>6}{'articles':>9}{'refused':>8}" + "".join(f"{name:>10}" for name in FIELDS))
    reasons: collections.Counter[str] = collections.Counter()
    for kind in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = sorted(kind.iterdir())[:SAMPLE]
        found = list(dl.read_all(files))
        read = [article for article in found if isinstance(article, dl.Article)]
        reasons.update(f"{kind.name}: {str(e).partition(': ')[2][:90]}" for e in found if isinstance(e, dl.ReadError))
        counts = "".join(f"{sum(getattr(a, name) is not None for a in read):>10}" for name in FIELDS)
        print(f"{kind.name:<12}{len(files):>6}{len(read):>9}{len(found) - len(read):>8}{counts}")
    for reason, count in reasons.most_common():
        print(f"  {count:>3} {reason}")


def invented(number: int, chance: random.Random) -> tuple[str, list[str]]:
    """A headline and paragraphs, of invented events."""
    who = ("The harbour master", "Ann Lee", "A spokesman for the line", "Mayor Tom Hill", "The owner, Kim Roe,")
    what = (
        "the ferry sank",
        "the pier was closed",
        "nobody was hurt",
        "the vote was put off",
        "divers found the wreck",
    )
    when = ("on Friday", "in May 2019", "two days later", "at about 7 p.m.", "last week")

    def line() -> str:
        return (
            f"{chance.choice(who)} said that {chance.choice(what)} {chance.choice(when)}, {chance.randint(2, 90)} said."
        )

    return f"Ferry {number} sinks", [" ".join(line() for _ in range(3)) for _ in range(chance.randint(4, 16))]


def nexis(articles: int) -> str:
    """An export as Nexis wrote them until 2019."""
    chance, made = random.Random(5), []
    for n in range(1, articles + 1):
        title, body = invented(n, chance)
        made.append(
            f"{n} of {articles} DOCUMENTS\n\nThe Post\n\nMay {chance.randint(1, 28)}, 2019 Monday\n\n{title}\n\n"
            f"BYLINE: Ann Lee\n\nSECTION: NEWS; Pg. {n % 40}\n\nLENGTH: 170 words\n\n" + "\n\n".join(body)
            + "\n\nLOAD-DATE: May 7, 2019\n\nLANGUAGE: ENGLISH\n\nCopyright 2019 The Post"
        )  # fmt: skip
    return "\n\n".join(made)


def nexis_uni(articles: int) -> list[str]:
    """The paragraphs of an export as Nexis Uni and Lexis Advance write them."""
    chance, made = random.Random(5), [f"Documents ({articles})"]
    for n in range(1, articles + 1):
        title, body = invented(n, chance)
        made += [title, "The Post", f"May {chance.randint(1, 28)}, 2019 Monday", "Copyright 2019 The Post"]
        made += ["Section: NEWS", "Length: 170 words", "Byline: Ann Lee", "Body", *body, "Load-Date: May 7, 2019"]
        made.append("End of Document")
    return made


def docx(paragraphs: list[str]) -> bytes:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>" for said in paragraphs)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>')
    return made.getvalue()


def speed(pages: Path) -> None:
    print()
    old, uni = nexis(EXPORTED), nexis_uni(EXPORTED)
    exports = {"nexis.txt": old.encode(), "uni.txt": "\n\n".join(uni).encode(), "uni.docx": docx(uni)}
    exports["nexis.html"] = "<html><body><p>{}</p></body></html>".format(old.replace("\n\n", "</p><p>")).encode()
    detect_language("El presidente dijo el viernes que todos iban a firmar.")  # loads a model, once for all
    with tempfile.TemporaryDirectory() as folder:
        for name, data in exports.items():
            file = Path(folder) / name
            file.write_bytes(data)
            began = time.process_time()
            read = sum(isinstance(found, dl.Article) for found in dl.read_all(file))
            print(f"Nexis, {name}: {read} articles, {read / (time.process_time() - began):,.0f} a second")
    saved = [gzip.decompress(page.read_bytes()) for page in sorted(pages.glob("html/*.html.gz"))[:SAMPLE]]
    if not saved:
        return
    import trafilatura

    def theirs(page: bytes) -> None:
        trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)

    spent = {}
    for name, reader in (("trafilatura", theirs), ("dateline", read_html)):
        for page in saved[:3]:
            reader(page)
        began = time.process_time()
        for page in saved:
            reader(page)
        spent[name] = len(saved) / (time.process_time() - began)
    print(f"pages a second: dateline {spent['dateline']:.1f}, trafilatura {spent['trafilatura']:.1f}, "
          f"{spent['dateline'] / spent['trafilatura']:.2f} of it")  # fmt: skip


def changed(data: bytes, chance: random.Random) -> bytes:
    piece = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, width = chance.randrange(len(piece) + 1), chance.choice((1, 2, 8, 64, 1024))
        match chance.randrange(5):
            case 0:
                piece[at : at + width] = chance.randbytes(min(width, 64))
            case 1:
                del piece[at : at + width]
            case 2:
                piece[at:at] = piece[at : at + width] * chance.randint(1, 40)
            case 3:
                piece[at:at] = chance.choice(
                    (b"\0", b"<", b"&#0;", b'"', b"\n\nFrom a 2019\n", b"\xff\xfe", b"{\\", b"]]>")
                )
            case 4:
                piece = piece[: max(at, 1)]
        piece = piece or bytearray(b"x")
    return bytes(piece)


def seeds(folder: Path, pages: Path) -> dict[str, list[tuple[str, bytes]]]:
    """Files to be changed, by what they end in: samples, saved pages, and what is made here of both."""
    found: dict[str, list[tuple[str, bytes]]] = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.stat().st_size < 200_000:
            found.setdefault(file.suffix.lower(), []).append((file.name, file.read_bytes()))
    for page in sorted(pages.glob("html/*.html.gz"))[:SAMPLE]:
        if len(data := gzip.decompress(page.read_bytes())) < 50_000:
            found.setdefault(".html", []).append((page.stem, data))
    rows = [
        {"title": f"Ferry {n}", "date": "2019-05-06", "text": "<p>The ferry sank on Friday.</p> " * n} for n in (9, 20)
    ]
    packed, table = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for files in found.values():
            archive.writestr(*min(files, key=lambda file: len(file[1])))
    parquet.write_table(pyarrow.Table.from_pylist(rows), table)
    mails = [b"From a@b Mon May  6 10:00:00 2019\n" + data + b"\n\n" for _, data in found[".eml"][:4]]
    markdown = (
        b"---\ntitle: Ferry\ndate: 2019-05-06\n---\n# Ferry\n\n**It** [sank](http://a.b), `x`.\n\n> _No_ ~~one~~\n"
    )
    lines = b"\n".join(json.dumps(row).encode() for row in rows)
    made = {"a.zip": packed.getvalue(), "a.parquet": table.getvalue(), "a.mbox": b"".join(mails), "a.md": markdown,
            "a.jsonl": lines, "nexis.txt": nexis(5).encode()}  # fmt: skip
    for name, data in made.items():
        found.setdefault(Path(name).suffix, []).append((name, data))
    return found


def changed_within(data: bytes, chance: random.Random) -> bytes:
    """A file with bytes changed, of a ZIP mostly those of one of its members."""
    if not data.startswith(b"PK") or chance.random() < 0.2:
        return changed(data, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        member = chance.choice(old.namelist())
        for name in old.namelist():
            new.writestr(name, changed(old.read(name), chance) if name == member else old.read(name))
    return made.getvalue()


def fuzz(folder: Path, pages: Path, inputs: int, limit: float, seed: int) -> int:
    """How many inputs raised something else than ReadError, or took longer."""
    chance = random.Random(seed)
    kinds = list(seeds(folder, pages).values())
    wrong, slowest, refused = 0, (0.0, ""), 0
    for number in range(inputs):
        name, data = chance.choice(chance.choice(kinds))
        data = changed_within(data, chance)
        began = time.process_time()
        try:
            for part in parts_in(io.BytesIO(data), name):
                try:
                    part()
                except dl.ReadError:
                    refused += 1
        except dl.ReadError:
            refused += 1
        except Exception as error:  # what the doors turn into one line; here it is to be seen
            wrong += 1
            print(f"  {number} {name}: {type(error).__name__}: {str(error)[:100]}", flush=True)
        spent = time.process_time() - began
        slowest = max(slowest, (spent, name))
        if spent > limit:
            wrong += 1
            print(f"  {number} {name}: {spent:.1f} s", flush=True)
        if number % 1_000 == 999:
            print(f"  {number + 1:,} so far; the slowest took {slowest[0]:.1f} s ({slowest[1]})", flush=True)
    print(f"fuzz: {inputs:,} inputs of {len(kinds)} kinds, {refused:,} ReadErrors, {wrong} wrong; "
          f"the slowest took {slowest[0]:.1f} s ({slowest[1]})")  # fmt: skip
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--fuzz", type=int, default=0)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--limit", type=float, default=5.0)
    options = parser.parse_args()
    if not (options.gold / "formats").is_dir():
        raise SystemExit(f"{options.gold}/formats: no such folder; the samples are no part of this project")
    if options.fuzz:
        raise SystemExit(
            bool(
                fuzz(
                    options.gold / "formats",
                    options.gold / "pages" / "aeb-dev",
                    options.fuzz,
                    options.limit,
                    options.seed,
                )
            )
        )
    fields(options.gold / "formats")
    speed(options.gold / "pages" / "aeb-dev")


if __name__ == "__main__":
    main()
