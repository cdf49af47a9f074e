"""Saved pages that are no article, true ones that look like them, and what a page says about itself."""

import pytest

import dateline as dl
from dateline import ReadError
from dateline.pages.article_head import warnings_of
from dateline.readers import read_html

MENU = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("news", "sport", "culture", "weather"))
NAV = f'<nav class="menu"><ul>{MENU}<li><a href="/login">Sign in</a></li></ul></nav>'
FOOT = '<footer><a href="/terms">Terms of use</a> <a href="/privacy">Privacy policy</a> © 2024 The Post</footer>'
HEADLINES = [
    "Ferry sinks off the old pier", "Council votes to close the swimming pool", "Rain keeps farmers waiting for hay",
    "Museum buys back a painting it once sold", "Teachers and town agree on wages", "Bridge to reopen after two years",
    "Bakers fight over the name of a loaf", "Harbour master retires after four decades",
]  # fmt: skip
SUMMARIES = [
    "Nobody was hurt when it went down on Friday.", "The vote was close, and the mayor did not take part in it.",
    "Meadows are too wet to mow, says the farmers' union.", "It paid three times what it had been given in 1962.",
    "Both sides call it fair, and lessons go on as planned.", "Engineers found rust where nobody had looked before.",
    "A court is to say who may sell it under that name.", "He has seen every captain of the line come and go.",
]  # fmt: skip


def page(title, body, head="", chrome=True):
    body = f"<header>The Post</header>{NAV}{body}{FOOT}" if chrome else body
    return f'<html lang="en"><head><title>{title}</title>{head}</head><body>{body}</body></html>'.encode()


def paragraphs(*said):
    return "".join(f"<p>{one}</p>" for one in said)


def linked(headline):
    return f'<a href="/{headline.lower().replace(" ", "-")}">{headline}</a>'


TEASERS = list(zip(map(linked, HEADLINES), SUMMARIES, strict=True))
CONSENT = (
    "We and our 812 partners store and access information on your device, such as cookies, and process personal data.",
    "You can accept or manage your choices by clicking below, or at any time on the privacy policy page.",
    "These choices are told to our partners and do not affect the data of your browser.",
)
NO_ARTICLES = {
    "not found, in the theme of a blog": page(
        "Page not found – The Post",
        '<main><section class="error-404 not-found"><h1 class="page-title">Oops! That page can’t be found.</h1><p>It '
        "looks like nothing was found at this location. Maybe try one of the links below or a search?</p>"
        '<form><input type="search"></form><h2>Most Used Categories</h2><ul><li><a href="/c/town">Town</a> (41)</li>'
        '<li><a href="/c/sea">Sea</a> (12)</li></ul></section></main>',
    ),
    "not found, with what is read most": page(
        "404 | The Post",
        "<main><h1>Sorry, we couldn’t find that page</h1><p>The page you are looking for may have been moved, renamed "
        "or deleted, or the address may have been typed wrongly.</p><p>You can go to the front page, or read what "
        "others read:</p>"
        + "".join(f"<div class='card'><h3>{head}</h3><p>{said}</p></div>" for head, said in TEASERS[:3])
        + "</main>",
    ),
    "gone, said in prose": page(
        "The Post",
        '<div id="content"><h2>This article is no longer available</h2>'
        "<p>The story that you requested has expired. Articles of news agencies are removed from our site after "
        "thirty days.</p><p>Please use the search at the head of this page to find other stories.</p></div>",
    ),
    "not found, in German": page(
        "Seite nicht gefunden - Die Post",
        "<main><h1>Fehler 404</h1><p>Die von Ihnen gesuchte Seite wurde leider nicht gefunden. Vielleicht wurde sie "
        "verschoben oder gelöscht.</p><p>Gehen Sie bitte zur Startseite zurück oder nutzen Sie die Suche.</p></main>",
    ),
    "a page that a script would fill": page(
        "The Post",
        '<noscript><p>You need to enable JavaScript to run this app.</p></noscript><div id="root"></div>'
        "<p>JavaScript is not available. We’ve detected that JavaScript is disabled in this browser. Please enable "
        "JavaScript or switch to a supported browser to continue.</p>",
        chrome=False,
    ),
    "a check for robots": page(
        "Just a moment...",
        "<div><h1>post.example</h1><p>Checking if the site connection is secure</p><p>post.example needs to review "
        "the security of your connection before proceeding.</p><p>Verify you are human by completing the action "
        "below.</p><p>Ray ID: 7f00aa11bb22</p></div>",
        chrome=False,
    ),
    "a visitor shut out": page(
        "Access to this page has been denied",
        "<div><h1>Access to this page has been denied</h1><p>We believe that you are using automation tools to browse "
        "the website. This may happen when JavaScript is disabled or blocked by an extension, or your browser does "
        "not support cookies.</p><p>Please make sure that JavaScript and cookies are enabled on your browser and that "
        "you are not blocking them from loading.</p></div>",
        chrome=False,
    ),
    "a wall of consent": page(
        "The Post",
        f"<div role='dialog'><h1>We value your privacy</h1>{paragraphs(*CONSENT)}<button>Accept all</button></div>",
        chrome=False,
    ),
    "a form to log in": page(
        "Log in - The Post",
        "<main><h1>Log in to your account</h1><form><p>Enter the email address and the password of your account.</p>"
        "<label>Email</label><input><label>Password</label><input type='password'><p><a href='/reset'>Forgot your "
        "password?</a></p><p>Don’t have an account yet? <a href='/new'>Create one, it is free.</a></p><p>By logging in "
        "you agree to our terms and our privacy policy.</p></form></main>",
    ),
    "a section with summaries": page(
        "Town news | The Post",
        "<main><h1>Town</h1>" + "".join(f"<article><h2>{head}</h2><p>{said}</p></article>" for head, said in TEASERS)
        + '<a rel="next" href="/town/page/2">Older posts</a></main>',
    ),
    "a section of headlines": page(
        "Latest news", "<div id='list'><ul>" + "".join(f"<li>{head}</li>" for head, _ in TEASERS) + "</ul></div>"
    ),
    "a tag, each post with an excerpt": page(
        "ferry Archives - The Post",
        "<main>" + "".join(
            f"<article class='post'><h2>{head}</h2><time datetime='2024-05-0{n}T10:00:00Z'>May {n}, 2024</time><div><p>"
            f"{said} {said} The post goes on for as many words as the theme has in its settings, and then it stops. "
            "[…]</p></div></article>" for n, (head, said) in enumerate(TEASERS, 1)
        ) + "</main>",
    ),
    "a page of a server": b"<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The requested "
    b"URL was not found on this server.</p><hr><address>Server at post.example Port 80</address></body></html>",
    "a front page in tables": page(
        "The Post", "<table>" + "".join(
            f"<tr><td><b>{head}</b><br>{said} <a href='/more'>Read more</a></td></tr>" for head, said in TEASERS
        ) + "</table>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_ARTICLES)
def test_a_page_that_is_no_article_is_refused_in_one_line(name):
    with pytest.raises(ReadError, match=r"^[^\n]*no article[^\n]*$"):
        read_html(NO_ARTICLES[name])


BRIEF = (
    "A ferry sank off the old pier on Friday evening, and all twelve people on board were brought ashore by a fishing "
    "boat. The harbour master, Ann Lee, said that nobody was hurt.",
    "Divers are to look at the wreck next week. The line has put a bus on the road round the bay until it has a second "
    "boat, which it hopes to rent in June.",
)
ARTICLES = {
    "a brief": page("Ferry sinks", f"<article><h1>Ferry sinks</h1>{paragraphs(*BRIEF)}</article>"),
    "a brief in front of what is read most": page(
        "Ferry sinks",
        f"<main><h1>Ferry sinks</h1><div class='text'>{paragraphs(*BRIEF)}</div>"
        + "<div><h2>Most read</h2>" + "".join(f"<h3>{head}</h3>" for head, _ in TEASERS) + "</div></main>",
    ),
    "a brief beside summaries of others": page(
        "The Post: Ferry sinks",
        f"<table><tr><td><h1>Ferry sinks</h1>{paragraphs(BRIEF[0])}</td><td>"
        + "".join(f"<p><b>{head}</b><br>{said}</p>" for head, said in TEASERS) + "</td></tr></table>",
    ),
    "a brief of an old site": page(
        "The Post: Ferry sinks",
        f"<table><tr><td><font size=4>Ferry sinks</font><p>{'<p>'.join(BRIEF)}</td></tr></table>",
    ),
    "a brief on pages that are not found": page(
        "Page not found: library loses 4,000 addresses",
        "<article><h1>Page not found: library loses 4,000 addresses</h1>" + paragraphs(
            "Readers of the town library have met an error 404 since Monday, when it moved its catalogue to a new "
            "machine. “The page was not found, and nor was the one before,” said Tom Hill, who reads there every day.",
            "The library said that 4,000 addresses had been lost in the move, and that most would be back on Friday.",
        ) + "</article>",
    ),
    "a brief on cookies": page(
        "Shop fined over cookies",
        "<article><h1>Shop fined over cookies</h1>" + paragraphs(
            "A shop must pay 40,000 euros because its site stored cookies before visitors could say no, the regulator "
            "said on Tuesday. Consent has to come first, it said, and the button to refuse must be as large.",
            "The shop said that it had mended its page, and that no personal data were sold. It can appeal until May.",
        ) + "</article>",
    ),
    "what we know": page(
        "What we know about the ferry",
        "<article><h1>What we know about the ferry</h1><ul>" + "".join(f"<li>{said}</li>" for said in (
            "It sank on Friday at about 7 p.m.", "All twelve people on board are safe.", "It was built in 1962.",
            "Its last check was in March.", "A bus runs until there is a second boat.",
            "Divers look at it next week.",
        )) + "</ul></article>",
    ),
    "a list of pieces with a heading each": page(
        "Eight stories of the week",
        "<article><h1>Eight stories of the week</h1>" + "".join(
            f"<h2>{head}</h2><p>{said} It was the talk of the town for days, and what was said in the street is told "
            f"here once more, for those who were away or had other things to do than to read the paper.</p>"
            for head, said in TEASERS
        ) + "</article>",
        '<meta property="article:published_time" content="2024-05-17">',
    ),
    "a recipe": page(
        "Pea soup",
        "<article><h1>Pea soup</h1><ul><li>500 g <a href='/peas'>peas</a></li><li>1 onion</li><li>1 l stock</li>"
        "<li>Mint</li></ul><ol><li>Chop the onion and fry it for five minutes.</li><li>Add peas and stock and cook for "
        "ten minutes.</li><li>Blend, and serve with mint.</li></ol></article>",
    ),
    "a live blog": page(
        "Ferry sinks: live",
        "<article><h1>Ferry sinks: live</h1>" + "".join(
            f"<section><h3>{clock}</h3><p>{said}</p></section>" for clock, said in (
                ("20:15", "All twelve people are ashore now, the harbour master has just told reporters."),
                ("19:40", "A fishing boat has reached the ferry and is taking people on board."),
                ("19:05", "We are hearing that a ferry is in trouble off the old pier."),
            )) + "</article>",
    ),
    "a match report with many links": page(
        "Rovers 2-1 Town",
        "<article><h1>Rovers 2-1 Town</h1>" + paragraphs(*(
            f"<a href='/p{n}'>Player {n}</a> of <a href='/rovers'>Rovers</a> shot past <a href='/k'>Kim Roe</a> of "
            f"<a href='/town'>Town</a> in the {n}th minute." for n in (14, 37, 59, 78)
        )) + "</article>",
    ),
    "a story that a wall cuts": page(
        "Ferry sinks",
        f"<article><h1>Ferry sinks</h1><p>{BRIEF[0]}</p><div class='wall'><p>Subscribe to continue reading.</p>"
        "<p>Already a subscriber? Log in to your account.</p></div></article>",
    ),
    "a story under a notice of consent": page(
        "Ferry sinks",
        f"<div class='banner'>{paragraphs(*CONSENT)}</div><article><h1>Ferry sinks</h1>{paragraphs(*BRIEF)}</article>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ARTICLES)
def test_a_true_article_is_read_however_short(name):
    assert len(read_html(ARTICLES[name]).text.split()) > 20


def brief(head="", below="", title="Ferry sinks"):
    return page(title, f"<article><h1>Ferry sinks</h1>{paragraphs(*BRIEF)}</article>{below}", head)


ADDRESS = "https://post.example/ferry"


@pytest.mark.parametrize(("url", "head", "below", "which"), [
    (None, "", "<nav class='pager'><span>Page 2 of 3</span> <a href='x'>Next</a></nav>", "2 of 3"),
    (None, "", "<p>Page 1/4</p>", "1 of 4"),
    (ADDRESS, "", "<a href='/ferry/2/'>2</a> <a href='/ferry/3/'>3</a>", "1 of at least 3"),
    (f"{ADDRESS}/2/", "", "<a href='/ferry/'>1</a> <a href='/ferry/3/'>3</a>", "2 of at least 3"),
    (f"{ADDRESS}?page=2", "", "<a href='?page=1'>1</a> <a href='?page=3'>3</a>", "2 of at least 3"),
    (f"{ADDRESS}.html", "", "<a href='/ferry-p2.html'>Next</a>", "1 of at least 2"),
    (ADDRESS, f'<link rel="next" href="{ADDRESS}?page=2">', "", "1 of at least 2"),
    (None, f'<link rel="canonical" href="{ADDRESS}?page=2"><link rel="prev" href="{ADDRESS}">', "", "2 of at least 2"),
])  # fmt: skip
def test_a_page_of_several_says_so_at_the_head_of_its_report(url, head, below, which):
    article = read_html(brief(head, below), url)
    assert article.note == f"This is page {which}; the others are not in this file."
    assert article.note in warnings_of(article)


@pytest.mark.parametrize(("url", "head", "below"), [
    (ADDRESS, '<link rel="next" href="https://post.example/goat">', ""),  # the next story
    (ADDRESS, "", "<div id='comments'><a href='/ferry?page=2'>2</a> <span>Page 1 of 2</span></div>"),
    (f"{ADDRESS}/12", "", "<a href='/ferry/13'>Next story</a>"),  # articles with numbers
    (ADDRESS, "", "<p>He read page 2 of 3.</p>"),
    (ADDRESS, "", "<p>Page 1 of 1</p>"),
])  # fmt: skip
def test_what_is_no_page_of_several(url, head, below):
    assert read_html(brief(head, below), url).note is None


@pytest.mark.parametrize("address", ["https://[post.example/ferry", "https://post\u2100.example/a", "//[", "\x00"])
def test_an_address_that_is_none_stops_no_page(address):
    assert read_html(brief(), address).title == "Ferry sinks"
    assert read_html(brief(f'<link rel="canonical" href="{address}">', f"<a href='{address}'>x</a>")).source is None


def posts(clock):
    said = "It was seen from the shore by many who had come for the fireworks of the evening."
    told = (("20:15", "All twelve are ashore now."), ("19:40", "A boat is here."), ("19:05", "A ferry is in trouble."))
    blog = "".join(f"<section>{clock.format(at)}<p>{one} {said}</p></section>" for at, one in told)
    return f"<article><h1>Ferry sinks: live</h1>{blog}</article>"


def test_a_live_blog_says_so_and_keeps_the_clocks_of_its_posts():
    article = read_html(page("Ferry sinks: live", posts("<time datetime='2024-05-17T{0}:00Z'>{0}</time>")))
    assert article.note == "The page is a live blog: later posts may set earlier ones right."
    assert article.text.split("\n\n")[1:6:2] == ["20:15", "19:40", "19:05"]
    assert dl.genre(article)["genre"].unique().tolist() == ["live blog"]


def test_a_page_that_calls_itself_a_live_blog_is_believed_and_a_clock_or_two_make_none():
    data = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Ferry sinks"}</script>'
    assert read_html(brief(data)).note == "The page is a live blog: later posts may set earlier ones right."
    assert read_html(brief(below="<div><time>20:15</time> <time>20:40</time></div>")).note is None
    teasers = "".join(f"<li><time>1{n}:00</time> {head}</li>" for n, (head, _) in enumerate(TEASERS))
    assert read_html(brief(below=f"<ul>{teasers}</ul>")).note is None


def test_a_menu_before_the_text_is_left_out_with_its_labels():
    menu = "<li>Ferries of the bay</li>" + "".join(f"<li><a href='/{n}'>Ferry no. {n}</a></li>" for n in range(1, 6))
    body = f"<div id='content'><ul>{menu}</ul>{paragraphs(*BRIEF)}<ul><li>Adults: 2</li><li>Dogs: 1</li></ul></div>"
    article = read_html(page("Ferry sinks", body, chrome=False))
    assert article.text.split("\n\n") == ["Ferry sinks", *BRIEF, "- Adults: 2", "- Dogs: 1"]
