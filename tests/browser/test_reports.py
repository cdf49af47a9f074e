"""The reports as a reader meets them: marks, links, tables and the index, in a real browser."""

import re

import pytest

ARTICLE = "venezuela-coup-talks/index.html"
SEED_REPORTS = [ARTICLE, *(f"venezuela-coup-talks/{name}.html" for name in ("sentiment", "term_frequency", "timeline"))]
HOSTILE_REPORTS = [name.replace("venezuela-coup-talks", "hostile") for name in SEED_REPORTS]
PAGES = ["index.html", *SEED_REPORTS]

# One worker: a second browser and a second run of the reports would cost more than they save.
pytestmark = pytest.mark.xdist_group("browser")


def open_page(page, reports, name, **look) -> None:
    page.emulate_media(**look)
    page.goto((reports / name).as_uri())


def style(page, selector: str, name: str, part: str | None = None) -> str:
    found = "([selector, name, part]) => getComputedStyle(document.querySelector(selector), part)[name]"
    return page.evaluate(found, [selector, name, part])


def column(page, table: str, number: int) -> list[str]:
    return page.locator(f"{table} tbody td:nth-child({number})").all_text_contents()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_its_window(page, reports, name):
    open_page(page, reports, name)
    for width in (1600, 1100, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.said == []


@pytest.fixture(scope="module")
def marked(browser, reports):
    """One page for the tests of its layers, each of which leaves it as it was."""
    opened = browser.new_page()
    open_page(opened, reports, ARTICLE)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("layer", "mark", "property", "off"),
    [
        ("quote", ".text .quote:not(.indirect)", "backgroundColor", "rgba(0, 0, 0, 0)"),
        ("quote", ".text .speaker", "display", "none"),
        ("time", ".text .time", "backgroundColor", "rgba(0, 0, 0, 0)"),
        ("time", ".text .time > .value", "display", "none"),
        ("name", ".text .name", "textDecorationLine", "none"),
        ("word", ".text .word", "backgroundColor", "rgba(0, 0, 0, 0)"),
        ("piece", ".text .piece > .value", "display", "none"),
        ("number", ".text .number", "display", "none"),
    ],
)
def test_each_layer_is_switched_off_and_on(marked, layer, mark, property, off):
    assert marked.locator(f".show-{layer}").is_checked() == (layer not in ("piece", "word"))  # tone is asked for
    marked.check(f".show-{layer}")
    on = style(marked, mark, property)
    assert on != off
    marked.locator(f".show-{layer}").focus()
    marked.keyboard.press("Space")
    assert style(marked, mark, property) == off
    marked.click(f".show-{layer}")
    assert style(marked, mark, property) == on
    marked.locator(f".show-{layer}").set_checked(layer not in ("piece", "word"))


def test_the_keyboard_reaches_a_mark_and_its_reason(page, reports):
    open_page(page, reports, ARTICLE)
    page.locator(".show-number").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "name place"
    reached = page.locator(".text mark.time", has_text="August 4")
    reached.focus()
    assert "2018-08-04" in page.evaluate("getComputedStyle(document.activeElement, '::after').content")
    assert page.evaluate("getComputedStyle(document.activeElement, '::after').position") == "fixed"
    assert "value: 2018-08-04" in reached.get_attribute("title")


@pytest.mark.parametrize("name", SEED_REPORTS)
def test_every_link_inside_a_page_has_its_target(page, reports, name):
    open_page(page, reports, name)
    dead = """[...document.querySelectorAll('a[href^="#"]')].map((link) => link.hash)
              .filter((hash) => !document.getElementById(decodeURIComponent(hash.slice(1)))
                                && !document.getElementById(hash.slice(1)))"""
    assert page.evaluate(dead) == []
    if name != ARTICLE:  # the article stands on its own page
        assert page.locator(".dateline-reading").count() == 0
        assert page.locator('td a[href^="index.html#s"]').count() > 0


@pytest.mark.parametrize("name", SEED_REPORTS)
def test_every_row_leads_to_the_article_and_little_is_said_not_to_be_there(page, reports, name):
    open_page(page, reports, name)
    rows = "[...document.querySelectorAll('main tbody tr')].filter((row) => !row.querySelector('a[href*=\"#s\"]'))"
    assert page.evaluate(f"{rows}.map((row) => row.textContent)") == []
    said = page.locator("main :is(p, li)", has_text=re.compile("not shown|too short|Nothing to show")).count()
    assert said <= 2
    page.set_viewport_size({"width": 1200, "height": 900})
    assert name != ARTICLE or page.evaluate("document.documentElement.scrollHeight") <= 6000


@pytest.mark.parametrize("name", SEED_REPORTS[1:])
def test_a_phone_shows_each_figure_whole(page, reports, name):
    page.set_viewport_size({"width": 390, "height": 800})
    open_page(page, reports, name)
    wide = "[...document.querySelectorAll('figure.dateline')].filter((f) => f.scrollWidth > f.clientWidth).length"
    assert page.evaluate(wide) == 0
    drawn = "[...document.querySelectorAll('figure.dateline img')].map((img) => img.naturalWidth)"
    assert max(page.evaluate(drawn)) < 500  # drawn for a phone, not a wide one made small


def test_a_number_of_a_table_leads_to_its_sentence(page, reports):
    open_page(page, reports, SEED_REPORTS[1])
    page.locator('td a[href="index.html#s13"]:visible').first.click()
    page.wait_for_url("**/index.html#s13")
    assert "We were frustrated" in page.locator(":target").text_content()
    page.wait_for_function("document.querySelector(':target').getBoundingClientRect().top < innerHeight")
    assert style(page, ":target", "outlineStyle") == "solid"


def test_a_folded_article_opens_for_its_sentence(page, reports):
    open_page(page, reports, ARTICLE)
    page.click(".dateline-reading summary")
    assert not page.locator("#s13").is_visible()
    page.evaluate("location.hash = '#s13'")
    page.locator("#s13").wait_for(state="visible")


def test_a_table_sorts_with_the_rows_that_are_folded_away(page, reports):
    open_page(page, reports, SEED_REPORTS[2])
    box = 'div.dateline:has(details table):has(button:text-is("count"))'
    first = page.locator(box).first
    heads = first.locator("thead").first.locator("th")
    n = heads.all_text_contents().index("count") + 1
    rows = [int(cell) for cell in first.locator(f"tbody td:nth-child({n})").all_text_contents()]
    heads.nth(n - 1).locator("button").click()
    up = [int(cell) for cell in first.locator(f"tbody td:nth-child({n})").all_text_contents()]
    heads.nth(n - 1).locator("button").click()
    down = [int(cell) for cell in first.locator(f"tbody td:nth-child({n})").all_text_contents()]
    assert up == sorted(rows) != rows
    assert down == sorted(rows, reverse=True)
    assert heads.nth(n - 1).get_attribute("aria-sort") == "descending"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_accessibility_check_finds_nothing_serious(page, reports, name, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    open_page(page, reports, name, color_scheme=scheme)
    rules = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}  # all that differs there
    found = axe.run(page, options=rules[scheme]).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found if rule["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("name", ["index.html", *HOSTILE_REPORTS])
def test_a_hostile_article_runs_nothing(page, reports, name):
    open_page(page, reports, name)
    assert page.evaluate("window.hacked") is None
    assert page.locator("script:not([type])").count() == 1
    assert page.locator("b, svg[onload], img[src=x]").count() == 0
    assert "onerror=window.hacked=1" in page.locator("body").text_content() or not name.endswith("hostile/index.html")


def test_the_policy_stops_a_script_that_got_past_the_escaping(page, reports, tmp_path):
    text = (reports / SEED_REPORTS[0]).read_text(encoding="utf-8")
    smuggled = (
        '<script>window.hacked=1</script><img src="data:," onerror="window.hacked=1">'
        '<a href="javascript:window.hacked=1">x</a>'
    )
    (tmp_path / "page.html").write_text(text.replace("<main>", f"<main>{smuggled}", 1), encoding="utf-8")
    open_page(page, tmp_path, "page.html")
    page.locator('a[href^="javascript"]').click()
    assert page.evaluate("window.hacked") is None
    assert len(page.said) >= 3


def test_the_index_is_filtered_and_sorted(page, reports):
    open_page(page, reports, "index.html")
    titles = page.locator("ol.articles > li:visible h2")
    assert titles.count() == 2
    page.select_option("#order", "published down")
    assert "Venezuela" in titles.first.text_content()
    page.select_option("#order", "words down")
    assert "Venezuela" in titles.first.text_content()
    page.fill("#filter", "FERRY again")
    assert titles.all_text_contents() == ["Ferry runs again <script>window.hacked=1</script>"]
    assert page.locator("#count").text_content() == "1 of 2 articles"
    page.fill("#filter", '"encrypted radios"')  # stands in the text of the article alone
    assert titles.all_text_contents() == ["US officials met Venezuela officers to discuss coup bid"]
    assert page.locator("li:visible .hit mark").text_content() == "encrypted radios"


def test_the_index_draws_small_multiples(page, reports):
    open_page(page, reports, "index.html")
    item = page.locator("ol.articles > li").first
    assert [figure.get_attribute("aria-label").split()[0] for figure in item.locator("svg").all()] == ["Tone", "6"]
    assert "officials 6" in item.text_content()


def test_print_leaves_out_what_paper_cannot_do(page, reports):
    open_page(page, reports, SEED_REPORTS[0], media="print", color_scheme="dark")
    for selector in ("nav.contents", "details.code", ".dateline-reading input"):
        assert style(page, selector, "display") == "none"
    assert style(page, ".dateline-reading", "color") == "rgb(29, 33, 39)"


def test_a_dark_page_is_dark(page, reports):
    open_page(page, reports, SEED_REPORTS[0], color_scheme="dark")
    assert style(page, "body", "backgroundColor") == "rgb(22, 25, 29)"
    assert style(page, ".dateline-reading", "color") == "rgb(231, 234, 238)"
