"""Articles and values that try to run something; nothing of them may be live in a page."""

from html.parser import HTMLParser

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from dateline.article import ReadError
from dateline.reports.index import _ORDERS, _TEMPLATE
from dateline.reports.page import SCRIPT, clean_html, files_of, to_page
from reports.conftest import write_notebook

EMPTY = _TEMPLATE.render(articles=[], failures=[], texts={}, policy="", script="", orders=_ORDERS)
FORM = EMPTY[EMPTY.index("<form") : EMPTY.index("</form>")]  # the one that the page over all reports has

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
# What a sanitizer may hand on by reading it otherwise than a browser does.
MISREAD = [
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>",
    "<svg></p><style><a id='</style><img src=x onerror=alert(1)>'>",
    "<svg><foreignObject><body onload=alert(1)><iframe srcdoc='<script>alert(1)</script>'></foreignObject></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text y=20>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml;base64,PHN2Zz4=#x'/><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><set attributeName=href to='javascript:alert(1)'/><script href='https://example.org/x.js'/></svg>",
    "<math href='javascript:alert(1)'>x</math><math><annotation-xml encoding='text/html'><script>alert(1)</script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script><img src=x onerror=alert(1)></template>",
    "<noembed><img title='</noembed><img src=x onerror=alert(1)>'></noembed>",
    "<noframes><style></noframes><img src=x onerror=alert(1)></style>",
    "<xmp><p title='</xmp><svg/onload=alert(1)>'>",
    "<textarea><img title='</textarea><script>alert(1)</script>'>",
    "<title><a title='</title><img src=x onerror=alert(1)>'>",
    "<plaintext><script>alert(1)</script>",
    "<select><option><style></select><script>alert(1)</script></style>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>script>alert(1)<</script>/script>",
    "<script>alert(1)",
    "<script/x>alert(1)</script\t\n bar>",
    "<SCRIPT\x00SRC=https://example.org/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)",
    '<img """><script>alert(1)</script>">',
    "<img/src='x'/onerror='alert(1)'>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='&#x6A;&#97;vascript&colon;alert(1)'>x</a>",
    "<a href='java&Tab;script&NewLine;:alert(1)'>x</a>",
    "<a href='JaVaScRiPt&#0000058alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a><a href='vbscript:x'>x</a><a href='//example.org' ping='https://x.org'>x</a>",
    "<a href=data:text/html;base64,PHNjcmlwdD4=>x</a><a href='https://x.org' target=_blank onfocus=alert(1)>x</a>",
    "<img src='data:text/html,<script>alert(1)</script>'><img src='data:image/svg+xml,x' onload=alert(1)>",
    "<img src=' data:image/png;base64,AA' lowsrc=https://x.org dynsrc=https://x.org longdesc=https://x.org>",
    "<picture><source srcset='https://x.org/a.png'><img srcset='https://x.org/b.png 2x' src='//x.org/c.png'></picture>",
    "<video poster=https://x.org><source onerror=alert(1)></video><audio src=https://x.org autoplay></audio>",
    "<table background='https://x.org'><td background='https://x.org' style='behavior:url(x)'>x</td></table>",
    "<p style='x:expression(alert(1));background:u\\72l(https://x.org)'>x</p><style>p{background:url(//x.org)}",
    "<link rel=preload href=https://x.org as=image><style>@import url(//x.org);</style><base target=_top href=//x.org>",
    "<META HTTP-EQUIV=refresh CONTENT='0;url=javascript:alert(1)'><meta http-equiv='Set-Cookie' content='a=b'>",
    "<form id=x><button formaction='javascript:alert(1)'>x</button></form><input type=image src=https://x.org>",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]><?xml <img src=x> ?><!DOCTYPE x [<!ENTITY y SYSTEM 'z'>]>",
    "<details open ontoggle=alert(1)><summary>x</summary></details><marquee onstart=alert(1)>x</marquee>",
    "<frameset><frame src='javascript:alert(1)'></frameset><applet code=x><portal src=https://x.org></portal>",
    "<custom-element is=x onclick=alert(1) slot=y><slot name=y><dialog open oncancel=alert(1)>x</dialog>",
    "</section></main></body></html><script>alert(1)</script><body onload=alert(1)>",
    "half a character \ud83d <img src=x onerror=alert(1)>",
]
DEAD = set(
    "script iframe object embed form input base link math svg video audio source picture frame frameset applet portal "
    "template noscript noembed noframes xmp textarea plaintext select button marquee dialog foreignobject".split()
)


class Live(HTMLParser):
    """Collects what a browser would run or fetch, our own script and the form of the index aside."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.policies = self.styles = 0
        for own in (f"<script>{SCRIPT}</script>", FORM):
            page = page.replace(own, "", 1)
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        values = {name: value or "" for name, value in attrs}
        self.styles += tag == "style"
        if tag == "meta" and values.get("http-equiv") == "Content-Security-Policy":
            self.policies += "default-src 'none'" in values["content"]
        elif (tag in DEAD or values.get("http-equiv")) and values.get("type") != "application/json":  # that is data
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


@pytest.mark.parametrize("forms", [("html",), ("markdown",), tuple(FORMS)[2:]])
@pytest.mark.parametrize("text", [*HOSTILE, *MISREAD])
def test_no_output_is_live(forms, text):
    cells = [new_code_cell(f"x = {text!r}", outputs=FORMS[form](text)) for form in forms]
    page = Live(to_page(new_notebook(cells=cells), text))
    assert page.found == []
    assert (page.policies, page.styles) == (1, 1)


@pytest.mark.parametrize("text", [*HOSTILE, *MISREAD])
def test_no_prose_is_live(text):
    assert Live(to_page(new_notebook(cells=[new_markdown_cell(text)]), "x")).found == []


@pytest.mark.parametrize("text", [*HOSTILE, *MISREAD])
def test_what_is_clean_is_read_the_same_again(text):
    once = clean_html(text)
    assert Live(once).found == []
    assert Live(once).styles == 0
    assert clean_html(once) == once


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
    with pytest.raises(ReadError, match="a name is made of"):
        files_of(new_notebook(cells=[new_code_cell("", outputs=[output])]), "try")


def test_hostile_articles_through_ones_own_careless_notebook(place, report):
    """It shows the text as HTML, as no notebook should."""
    texts = [*HOSTILE, "\n\n".join(MISREAD).encode("utf-8", "replace").decode()]
    for number, text in enumerate(texts):
        (place / f"{number}.txt").write_text(f"{text}\n\nThe council met. {text}", encoding="utf-8")
    cell = "from IPython.display import HTML, Markdown, display\ntext = open(article).read()\nprint(text, note)\n"
    write_notebook(
        place / "try.ipynb", cell + "display(HTML(text), Markdown(text))", parameters="article = None\nnote = 'a'"
    )
    articles = [f"{number}.txt" for number in range(len(texts))]
    code, _, err = report(*articles, "--notebook", "try.ipynb", "--param", f"note={HOSTILE[0]}{HOSTILE[12]}")
    assert code == 0, err
    pages = list((place / "reports").rglob("*.html"))
    assert len(pages) == len(texts) + 1
    live = [found for page in pages for found in Live(page.read_text(encoding="utf-8")).found]
    assert live == []
