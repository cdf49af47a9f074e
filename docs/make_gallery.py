"""The pictures of docs/gallery.md, from the reports that `make report` makes of the seed.

    python docs/make_gallery.py reports/venezuela-coup-talks docs/gallery

Each figure is a copy of the report's own, narrower and of fewer colours; the marked article is photographed in a
browser.
"""

import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from dateline.reports.pdf import browser

FIGURES = {
    "speakers": "sentiment_speakers", "arc": "sentiment_arc", "names": "sentiment_names",
    "keyness": "term_frequency_keyness", "terms": "term_frequency_terms", "positions": "term_frequency_positions",
    "timeline": "timeline_timeline", "order_of_telling": "timeline_order_of_telling",
}  # fmt: skip
WIDTH = 900  # pixels, as wide as a page of the forge shows them
COLOURS = 128  # chosen to cover: the median cut turns small bright marks grey
VIEWS = {"brief": "header.dateline", "reading": ".dateline-reading"}  # picture -> where it begins on the article's page
VIEW = (720, 784)  # pixels of a view
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


def shrink(picture: Path, target: Path) -> None:
    """Writes a picture small: at most WIDTH wide, COLOURS colours."""
    image = Image.open(picture).convert("RGB")
    if image.width > WIDTH:
        image = image.resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)
    image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(target, optimize=True)


def photograph(page: Path, begins: str, target: Path) -> None:
    """What an article's page shows from a place on."""
    with sync_playwright() as driver:
        program = driver.chromium.launch(executable_path=browser(), args=FLAGS)
        tab = program.new_page(viewport={"width": VIEW[0], "height": 1200})
        tab.goto(page.resolve().as_uri())
        box = tab.locator(begins).bounding_box()
        tab.screenshot(
            path=target, clip={"x": 0, "y": box["y"] - 8, "width": VIEW[0], "height": VIEW[1]}, full_page=True
        )
        program.close()
    shrink(target, target)


def main(reports: Path, gallery: Path) -> None:
    gallery.mkdir(parents=True, exist_ok=True)
    for name, figure in FIGURES.items():
        shrink(reports / "figures" / f"{figure}.png", gallery / f"{name}.png")
    for name, begins in VIEWS.items():
        photograph(reports / "index.html", begins, gallery / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
