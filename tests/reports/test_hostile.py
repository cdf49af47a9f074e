"""Articles and values that try to run something; nothing of them may be live in a page."""

from html.parser import HTMLParser

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from dateline.reports.index import _find
from dateline.reports.page import SCRIPT, BadName, clean_html, files_of, to_page
from reports.conftest import write_notebook

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\nscript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<iframe src='https://example.org'></iframe><object data='x'></object><embed src='x'>",
    "<form action='https://example.org'><input autofocus onfocus=alert(1)></form>",
    "<meta http-equiv='refresh' content='0;url=https://example.org'><base href='https://example.org'>",
    "<link rel=stylesheet href='https://example.org/x.css'><style>@import 'https://example.org'</style>",
    "</title></style></textarea></details></p><script>alert(1)</script>",
    "{{ 7 * 7 }} {% include 'x' %} ${7*7} #{7*7}",
    "'\"`\u2028\n--><script>alert(1)</script>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<img src='https://example.org/x.png' srcset='https://example.org/y.png'>",
    "<p style='background:url(https://example.org)'>x</p>",
    "[x](javascript:alert(1)) ![x](https://example.org/x.png) <b onclick=alert(1)>b</b>",
]
DEAD = {"script", "iframe", "object", "embed", "form", "input", "base", "link", "math", "svg", "video", "audio"}


class Live(HTMLParser):
    """Collects what a browser would run or fetch, our own script and the form of the index aside."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.policies = 0
        for own in (f"<script>{SCRIPT}</script>", _find()):
            page = page.replace(own, "", 1)
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and values.get("http-equiv") == "Content-Security-Policy":
            self.policies += "default-src 'none'" in values["content"]
        elif tag in DEAD or values.get("http-equiv"):
            self.found.append(tag)
        for name, value in values.items():
            address = "".join(value.split()).lower()
            if name.startswith("on") or (name in ("src", "srcset") and not address.startswith("data:image/")):
                self.found.append(f"{tag} {name}={value}")
            if name == "href" and address.startswith(("javascript:", "data:", "vbscript:")):
                self.found.append(f"{tag} {name}={value}")
            if name == "style" and "url(" in address:
                self.found.append(f"{tag} {name}={value}")


FORMS = {
    "html": lambda text: [new_output("display_data", {"text/html": text})],
    "markdown": lambda text: [new_output("display_data", {"text/markdown": text})],
    "plain": lambda text: [new_output("execute_result", {"text/plain": text})],
    "latex": lambda text: [new_output("display_data", {"text/latex": text})],
    "svg": lambda text: [new_output("display_data", {"image/svg+xml": f"<svg>{text}</svg>"})],
    "javascript": lambda text: [new_output("display_data", {"application/javascript": text})],
    "stream": lambda text: [new_output("stream", text=text)],
    "error": lambda text: [new_output("error", ename="ValueError", evalue=text, traceback=[text])],
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_output_is_live(form, text):
    notebook = new_notebook(cells=[new_code_cell(f"x = {text!r}", outputs=FORMS[form](text))])
    page = Live(to_page(notebook, text))
    assert page.found == []
    assert page.policies == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_no_prose_is_live(text):
    assert Live(to_page(new_notebook(cells=[new_markdown_cell(text)]), "x")).found == []


def test_headings_tables_and_pictures_stay():
    html = (
        '<h2 id="a">x</h2><table class="t"><tbody><tr><th scope="col">n</th></tr></tbody></table>'
        '<img src="data:image/png;base64,AAAA" alt="x"><a href="https://example.org">x</a><details><summary>s</summary></details>'
    )
    assert clean_html(html) == html
    assert clean_html("<style>td {}</style><p>x</p>") == "<p>x</p>"


@pytest.mark.parametrize("name", ["../x", "a/b", "", "x" * 99, "a\nb", "é"])
def test_no_name_of_a_table_leads_elsewhere(name):
    metadata = {"dateline": {"kind": "table", "name": name}}
    output = new_output("display_data", {"text/csv": "n"}, metadata=metadata)
    with pytest.raises(BadName, match="a name is made of"):
        files_of(new_notebook(cells=[new_code_cell("", outputs=[output])]), "try")


def test_hostile_articles_through_ones_own_careless_notebook(place, report):
    """It shows the text as HTML, as no notebook should."""
    for number, text in enumerate(HOSTILE):
        (place / f"{number}.txt").write_text(f"{text}\n\nThe council met. {text}", encoding="utf-8")
    cell = "from IPython.display import HTML, Markdown, display\ntext = open(article).read()\nprint(text, note)\n"
    write_notebook(
        place / "try.ipynb", cell + "display(HTML(text), Markdown(text))", parameters="article = None\nnote = 'a'"
    )
    articles = [f"{number}.txt" for number in range(len(HOSTILE))]
    code, _, err = report(*articles, "--notebook", "try.ipynb", "--param", f"note={HOSTILE[0]}{HOSTILE[12]}")
    assert code == 0, err
    pages = list((place / "reports").rglob("*.html"))
    assert len(pages) == len(HOSTILE) + 1
    live = [found for page in pages for found in Live(page.read_text(encoding="utf-8")).found]
    assert live == []
