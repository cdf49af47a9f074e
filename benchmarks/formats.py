"""What is read of files as people have them: fields by format, articles a second, and inputs that nobody meant.

    python benchmarks/formats.py [--gold FOLDER] [--fuzz INPUTS, default 0] [--limit SECONDS, default 5]

Three tables: for each kind of sample in FOLDER/formats, how many articles are read of how many files, in how many
each field is known, and why others are not; articles and pages a second, of an export of Nexis with 500 articles that
is made here and of the saved pages, beside trafilatura in the same run; with --fuzz, files of every format with bytes
changed, doubled and cut, none of which may raise anything but ReadError or take longer than the limit.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import io
import os
import random
import tempfile
import time
from pathlib import Path

import dateline as dl
from dateline.readers.formats import parts_in
from dateline.readers.page import read_html
from dateline.segments.language import detect_language

GOLD = Path(os.environ.get("DATELINE_GOLD", Path(__file__).resolve().parents[2] / "shared" / "gold"))
FIELDS = ("title", "published", "byline", "source", "section", "length", "loaded")
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


def nexis(articles: int) -> str:
    body = "\n\n".join(["The ferry sank on Friday, and the harbour master said that nobody was hurt there."] * 12)
    return "\n\n".join(
        f"{n} of {articles} DOCUMENTS\n\nThe Post\n\nMay 6, 2019 Monday\n\nFerry {n} sinks\n\nBYLINE: Ann Lee\n\n"
        f"SECTION: NEWS\n\nLENGTH: 170 words\n\n{body}\n\nLOAD-DATE: May 7, 2019\n\nCopyright 2019 The Post"
        for n in range(1, articles + 1)
    )


def speed(pages: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "nexis.txt"
        file.write_text(nexis(500))
        began = time.process_time()
        read = sum(isinstance(found, dl.Article) for found in dl.read_all(file))
        print(f"\nNexis: {read} articles, {read / (time.process_time() - began):,.0f} a second")
    saved = [gzip.decompress(page.read_bytes()) for page in sorted(pages.glob("html/*.html.gz"))[:SAMPLE]]
    if not saved:
        return
    import trafilatura

    def theirs(page: bytes) -> None:
        trafilatura.bare_extraction(page, with_metadata=True, include_comments=False)

    detect_language("El presidente dijo el viernes que todos iban a firmar.")  # loads a model, once for all pages
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


def fuzz(folder: Path, inputs: int, limit: float) -> int:
    """How many inputs raised something else than ReadError, or took longer."""
    chance = random.Random(17)
    kinds: dict[str, list[Path]] = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.stat().st_size < 200_000:
            kinds.setdefault(file.suffix.lower(), []).append(file)
    seeds = [files[:30] for files in kinds.values()]
    wrong, slowest = 0, (0.0, "")
    for number in range(inputs):
        file = chance.choice(chance.choice(seeds))
        data = changed(file.read_bytes(), chance)
        began = time.process_time()
        try:
            for part in parts_in(io.BytesIO(data), file.name):
                try:
                    part()
                except dl.ReadError:
                    continue
        except dl.ReadError:
            pass
        except Exception as error:  # what the doors turn into one line; here it is to be seen
            wrong += 1
            print(f"  {number} {file.name}: {type(error).__name__}: {str(error)[:100]}")
        spent = time.process_time() - began
        slowest = max(slowest, (spent, file.name))
        if spent > limit:
            wrong += 1
            print(f"  {number} {file.name}: {spent:.1f} s")
    print(f"fuzz: {inputs:,} inputs, {wrong} wrong; the slowest took {slowest[0]:.1f} s ({slowest[1]})")
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--fuzz", type=int, default=0)
    parser.add_argument("--limit", type=float, default=5.0)
    options = parser.parse_args()
    if not (options.gold / "formats").is_dir():
        raise SystemExit(f"{options.gold}/formats: no such folder; the samples are no part of this project")
    if options.fuzz:
        raise SystemExit(bool(fuzz(options.gold / "formats", options.fuzz, options.limit)))
    fields(options.gold / "formats")
    speed(options.gold / "pages" / "aeb-dev")


if __name__ == "__main__":
    main()
