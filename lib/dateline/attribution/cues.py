"""The words attribution turns on: verbs of saying, and the closed classes that bound a noun phrase. Tables only."""

from __future__ import annotations

# Verbs that report words: they may follow the quotation and stand before their subject ("..., said the minister").
SPEECH = """
    say tell add write ask note explain report announce argue suggest declare continue acknowledge state claim warn
    reply respond recall insist conclude assert contend admit concede maintain stress emphasize emphasise observe
    remark reiterate repeat comment tweet retweet post joke quip lament complain predict shout yell cry scream
    whisper mutter murmur chant answer interject counter retort allege confirm reveal recount point testify proclaim
    vow pledge promise boast caution exclaim advise inform urge agree muse wonder rejoin gush opine sigh snap rant
    thunder intone deadpan plead beg worry bark grumble gripe groan intimate theorize speculate reason anticipate
    guess suspect posit remember chuckle stammer scoff sneer growl hiss bellow holler exhort implore sob wail whine
    mumble drawl clarify elaborate specify disclose divulge relay summarize paraphrase venture volunteer lecture
    preach chide scold reprimand rebuke tease taunt jeer heckle coach instruct command request direct notify grouse
    exult crow bluster echo estimate believe think fear hope email text blog read recite sing
    """.split()
# Verbs that carry someone's wording without reporting it; their subject stands before the quotation.
STANCE = """
    call describe denounce accuse condemn criticize criticise blast attack dismiss praise cite quote mention deny
    refer label brand dub deem term characterize characterise portray reject mock slam decry defend blame demand
    propose pronounce express use support oppose consider compare question challenge invoke outline list ridicule
    deride refuse decline endorse offer hail laud applaud bemoan rail bash rip knock tout discuss stipulate require
    mandate define deplore thank indicate show threaten voice favor favour speak talk object coin raise protest
    apologize apologise vent fume hint signal stress swear laugh remind assure convince persuade put find seek feel
    want promote frame credit trash hammer skewer pan savage assail lambaste lambast excoriate chastise rank rate
    bill depict trumpet champion vilify liken reference belittle disparage demean insult salute celebrate regard
    view envision recognize recognise
    """.split()

_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "think": "thought", "find": "found", "see": "saw seen",
    "know": "knew known", "feel": "felt", "make": "made", "give": "gave given", "speak": "spoke spoken", "sing": "sang",
    "seek": "sought", "hear": "heard", "mean": "meant", "stand": "stood", "begin": "began begun",
    "swear": "swore sworn",
    "go": "went gone", "put": "put", "read": "read", "be": "", "cry": "cried", "deny": "denied", "reply": "replied",
    "testify": "testified", "imply": "implied", "decry": "decried", "beg": "begged", "quip": "quipped", "rip": "ripped",
    "brand": "branded", "plan": "planned", "slam": "slammed", "dub": "dubbed", "blog": "blogged", "snap": "snapped",
    "slap": "slapped", "admit": "admitted", "refer": "referred", "cast": "cast",
}  # fmt: skip


def forms(lemmas: list[str]) -> dict[str, str]:
    """Inflected form -> lemma, by English spelling."""
    out: dict[str, str] = {}
    for lemma in lemmas:
        if lemma == "be":
            continue
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        third = lemma[:-1] + "ies" if lemma[-1] == "y" and lemma[-2] not in "aeou" else lemma
        third = (
            third
            if third.endswith("ies")
            else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "go")) else "s")
        )
        past = _IRREGULAR.get(lemma, stem + "ed").split()
        doubled = past[0][:-2] + "ing" if past and past[0].endswith(lemma[-1] * 2 + "ed") else stem + "ing"
        for form in (lemma, third, doubled if lemma not in ("see", "agree") else lemma + "ing", *past):
            out.setdefault(form, lemma)
    return out


BASES = frozenset(SPEECH) | frozenset(STANCE) - {"put", "read"}
SAYING = forms(SPEECH)
SAYING.update({"according": "according"})
WORDING = {form: lemma for form, lemma in forms(STANCE).items() if form not in SAYING}

# Verbs of the mind, which report no statement, and verbs that name whom they tell before what.
MENTAL = frozenset("""
    believe think fear hope wonder guess suspect remember recall anticipate estimate expect worry reason muse agree
    read recite sing echo posit laugh sigh
    """.split())  # fmt: skip
TELLING = frozenset("tell inform advise notify remind assure caution urge beg implore exhort ask command".split())

# Of STANCE: verbs that with a clause report a statement ("denied that ..."), with a noun only a stance.
CLAIMING = frozenset("deny indicate hint signal object protest swear threaten demand propose".split())


PRONOUNS = frozenset("he she they it i we you him her them us me himself herself themselves".split())
SUBJECT_PRONOUNS = frozenset("he she they it i we you".split())
DETERMINERS = frozenset(
    """
    the a an this that these those his her its their my our your some any no every each another one two three four
    five six seven eight nine ten both several many most all other few such various numerous dozens hundreds
    thousands
    """.split()
)
PREPOSITIONS = frozenset(
    """
    of in for from at with on by to about into over under after before during since until against between among
    through without within via across around near behind beside besides despite amid per toward towards upon off out
    up down outside inside throughout following like unlike including beyond than along onto regarding concerning
    """.split()
)
# Prepositions that go on with a noun phrase rather than end it.
NOUN_LINKS = frozenset("of for in from at with on to behind near against".split())
SUBORDINATORS = frozenset(
    """
    that if when while because although though whether as so since once unless whereas where why how what before
    after until till but or yet nor and then
    """.split()
)
RELATIVES = frozenset("who which whom whose".split())
AUXILIARIES = frozenset(
    """
    is are was were be been being am has have had having do does did will would can could may might must shall
    should isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't
    shouldn't cannot not never n't
    """.split()
)
ADVERBS = frozenset(
    """
    also later then again once still even just now already ever often always sometimes yesterday today tonight
    recently previously earlier further simply only too first quickly soon long well instead thereafter afterward
    afterwards reportedly famously publicly repeatedly ago flatly merely perhaps maybe however meanwhile though both
    rather there here back almost nearly immediately thus therefore moreover furthermore indeed nevertheless
    nonetheless all
    """.split()
)
LY_NOUNS = frozenset("""
    family assembly ally italy july rally reply supply bully daily weekly monthly jelly lily anomaly monopoly early
    elderly homily kelly emily sally billy molly holly polly lly belly butterfly fly
    """.split())  # fmt: skip
TIMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sept sep oct
    nov dec morning afternoon evening night week month year weekend today yesterday tomorrow tonight noon midnight
    last next earlier later recently
    """.split()
)
TITLES = frozenset(
    """
    mr mrs ms dr sen rep gov gen col lt sgt capt prof rev hon st jr sr maj cmdr adm pres supt det cpl pvt insp msgr
    """.split()
)
ABBREVIATIONS = TITLES | frozenset(
    """
    inc corp co ltd no vs etc jan feb mar apr jun jul aug sept sep oct nov dec u.s u.k u.n d.c a.m p.m ph.d e.g i.e
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa
    tenn tex va vt wash wis wyo n.y n.j n.h n.c s.c n.m n.d s.d r.i w.va b.c a.d st ft mt assn dept univ
    """.split()
)
# Common finite verbs that do not report words, so that a noun phrase ends before them.
OTHER_VERBS = frozenset(
    """
    went came took got left held met led won lost kept sent built ran set cut hit brought bought caught fought
    taught drew grew flew threw rose fell broke chose drove rode spent sat lay paid laid struck shot sold stuck
    stole wore became remained includes include involves stands lives works takes comes goes gets gives makes runs
    says seems looks appears continues wants needs likes faces holds leads plans leaves keeps turns helps remains
    plays starts moves tries uses becomes meets brings happens allows falls serves stays ends follows shows means
    died fled blew shook let bore began laughed smiled nodded turned walked stood sees knows thinks feels hopes put
    """.split()
)
# Nouns whose owner speaks: "his claim that ...", "in Smith's words".
SAYING_NOUNS = frozenset(
    """
    statement claim claims comment comments remark remarks tweet tweets message messages words word promise pledge
    call calls vow description assertion argument letter email speech slogan motto response answer question warning
    complaint accusation charge allegation suggestion view opinion prediction declaration policy plan post editorial
    column essay op-ed interview testimony report article insistence criticism praise quote quip joke conclusion
    contention belief idea notion rhetoric references reference use mention mantra refrain chant cry cries boast
    advice concession
    """.split()
)
