"""Verbs and nouns of saying, thinking and asking, with what each may do: one table for every room that reads them."""

from __future__ import annotations

# What a verb may do, by its lemma; one may stand in several rows.
# fmt: off
VERBS: dict[str, frozenset[str]] = {use: frozenset(words.split()) for use, words in {
    # reports a clause, or words in marks; may follow what is said and stand before its subject ("said the minister")
    "speech": """
        say tell add write note explain report announce argue suggest declare continue acknowledge state claim warn
        reply respond insist conclude assert contend admit concede maintain stress emphasize emphasise observe remark
        reiterate repeat comment tweet retweet joke quip lament complain predict shout yell cry scream whisper
        mutter murmur chant answer interject counter retort allege confirm reveal recount point testify proclaim vow
        pledge promise boast caution exclaim advise inform urge intimate theorize speculate plead beg remember chuckle
        clarify elaborate specify disclose divulge relay summarize venture volunteer command request notify grumble
        email text blog estimate object deny hint signal swear threaten propose remind assure ask brag tout thunder
        sigh snap recall rejoin agree mention stipulate reaffirm relate wonder muse protest apologize forecast
        """,
    # reports a clause as what was seen or shown
    "finding": "find show indicate discover determine calculate",
    # goes on in marks, but what it takes without them is no statement
    "thought": """
        believe think fear hope wonder muse suspect anticipate expect worry reason guess read recite sing echo laugh
        sigh chuckle remember recall agree know feel want see imagine assume decide
        """,
    # gives its subject's name for a thing: "called it “a disgrace”"
    "naming": """
        call describe denounce accuse condemn criticize criticise blast dismiss praise label brand dub deem term
        characterize characterise portray mock slam decry pronounce compare cite quote refer deride ridicule hail laud
        depict liken reject lambaste lambast excoriate vilify skewer attack demand question
        """,
    # carries words in marks, which may be those of a verb of saying above it
    "wording": """
        defend blame express use support oppose consider challenge invoke outline list refuse decline endorse offer
        applaud bemoan rail bash rip knock discuss require mandate define deplore thank voice favor favour speak talk
        coin raise vent fume put seek promote frame credit trash hammer assail chastise rank rate bill trumpet champion
        reference belittle disparage demean insult salute celebrate regard view recognize recognise welcome name admire
        """,
    # takes what somebody is to do: "urged them to go", "promised to go", "called on them to go"
    "bidding": """
        urge ask tell beg implore exhort advise call promise vow pledge threaten swear claim warn
        """,
    "accusing": "accuse",  # takes it with "of"
    "owning": "deny admit acknowledge report recall",  # takes a participle: "denied taking it"
}.items()}
# Nouns of saying. Their owner speaks ("his claim that"), or who makes or repeats them.
NOUNS = frozenset("""
    statement claim comment remark tweet message word promise pledge call vow description assertion argument letter
    email speech slogan motto response answer question warning complaint accusation charge allegation suggestion view
    opinion prediction declaration policy plan post editorial column essay op-ed interview testimony report article
    insistence criticism praise quote quip joke conclusion contention belief idea notion rhetoric reference use
    mention mantra refrain chant cry boast advice concession denial appeal threat request demand admission estimate
    announcement assurance admonition revelation acknowledgement release filing memo tweetstorm ruling
    """.split())
# Verbs that say when something was told rather than when it happened.
REPORTING = frozenset("""
    acknowledge add admit allege announce argue ask assert blog caution cite claim comment concede confirm contend
    declare deny describe disclose emphasize estimate explain insist inform maintain mention note observe predict
    publish quote reaffirm recall recount reiterate remark repeat reply report respond reveal say speak state stress
    suggest tell testify tweet urge warn write
    """.split())
MAKING = frozenset("""
    make issue release give send publish write post deliver repeat reiterate read offer voice raise renew sign file
    provide tweet
    """.split())
# fmt: on
SPEECH, MENTAL = VERBS["speech"], VERBS["thought"]

_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "think": "thought", "find": "found", "see": "saw seen",
    "know": "knew known", "feel": "felt", "make": "made", "give": "gave given", "speak": "spoke spoken",
    "sing": "sang sung", "seek": "sought", "swear": "swore sworn", "put": "put", "read": "read", "show": "showed shown",
    "beg": "begged", "quip": "quipped", "rip": "ripped", "plan": "planned", "slam": "slammed", "dub": "dubbed",
    "blog": "blogged", "snap": "snapped", "admit": "admitted", "refer": "referred", "brag": "bragged",
    "send": "sent", "get": "got", "let": "let", "hear": "heard", "lead": "led", "have": "had", "forecast": "forecast",
}  # fmt: skip
_ES = ("s", "sh", "ch", "x", "z")


def _forms(lemma: str) -> set[str]:
    """A verb's forms, by English spelling."""
    stem = lemma.removesuffix("e")
    is_y = lemma[-1] == "y" and lemma[-2] not in "aeou"
    third = lemma[:-1] + "ies" if is_y else lemma + ("es" if lemma.endswith(_ES) else "s")
    past = _IRREGULAR.get(lemma, lemma[:-1] + "ied" if is_y else stem + "ed").split()
    doubled = past[0].endswith(lemma[-1] * 2 + "ed")
    gerund = past[0][:-2] + "ing" if doubled else (lemma if lemma in ("see", "agree") else stem) + "ing"
    return {lemma, third, gerund, *past}


_PLURALS = {"criticism": "criticism", "testimony": "testimonies", "policy": "policies", "cry": "cries"}
NOUN_LEMMAS = {form: noun for noun in sorted(NOUNS) for form in (noun, _PLURALS.get(noun, noun + "s"))}

PRONOUNS = frozenset("he she they it i we you him her them us me himself herself themselves".split())
SUBJECT_PRONOUNS = frozenset("he she they it i we you".split())
DETERMINERS = frozenset(
    """
    the a an this that these those his her its their my our your some any no every each another one two three four
    five six seven eight nine ten both several many most all other few such various numerous dozens hundreds
    thousands
    """.split()
)
# Before a verb of saying these make it nothing that was said: "might say", "declined to say".
MODALS = frozenset("will would could may might must can should shall".split())
UNSAID_MODALS = frozenset("could might may would should must can ca ought".split())
# Of "asked her to say" she says it; of "called the paper to say" who called.
CONTROL = frozenset(
    """
    urge ask tell want expect allow order force persuade convince help let make encourage require get invite advise beg
    instruct command hear see have need lead cause prompt permit
    """.split()
)
TELLING = frozenset("tell inform remind assure notify advise".split())  # name whom they tell before what
UNSAID_VERBS = frozenset(
    "refuse decline fail want wish intend plan hope prefer forget hesitate need refrain avoid".split()
)
# Marks of a clause that may not come true.
CONDITIONS = frozenset("if unless whether lest".split())

_ALL_VERBS = sorted(frozenset().union(*VERBS.values(), MAKING, UNSAID_VERBS, CONTROL))
LEMMAS = {form: verb for verb in _ALL_VERBS for form in _forms(verb)}
USES = {form: frozenset(use for use, verbs in VERBS.items() if verb in verbs) for form, verb in LEMMAS.items()}
# Finite forms: they tell where a quotation ends that lacks its closing mark.
SAID = frozenset(form for verb in SPEECH for form in _forms(verb) if not form.endswith("ing") and form != verb)
AUXILIARIES = frozenset(
    """
    is are was were be been being am has have had having do does did will would can could may might must shall should
    cannot not never he's she's it's we're they're you're i'm i've we've they've i'll we'll that's there's
    """.split()
)
