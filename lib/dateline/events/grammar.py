"""The words that clauses are cut by: auxiliaries, openers of clauses, irregular pasts, verbs of saying.

Tables only. Forms are types as `tokens` gives them: case-folded, with straight apostrophes.
"""

from __future__ import annotations

BE = frozenset("am is are was were isn't aren't wasn't weren't ain't".split())
HAVE = frozenset("have has had haven't hasn't hadn't".split())
DO = frozenset("do does did don't doesn't didn't".split())
FUTURE = frozenset("will shall won't shan't".split())
MODAL = FUTURE | frozenset(
    "would can could may might should must ought cannot wouldn't can't couldn't mightn't shouldn't mustn't".split()
)
PRESENT_AUXILIARY = frozenset("am is are isn't aren't ain't has have hasn't haven't do does don't doesn't".split())
FINITE_AUXILIARY = BE | HAVE | DO | MODAL
BARE_AUXILIARY = frozenset("be been being having".split())
CLITICS = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'s": "is"}
TAKES_IS = frozenset("he she it who that there".split())  # "'s" after these is a verb, after all else a genitive

# The past that is no participle, and so is always a finite verb.
PAST_ONLY = frozenset(
    """
arose ate awoke became began bore broke blew came chose did drank drew drove fell flew forbade forgave forgot froze gave
grew hid knew lay mistook outgrew overcame overran overthrew overtook ran rang rode rose sang sank saw shook
shrank spoke sprang stole swam swore threw took tore undertook underwent went withdrew wore woke wrote foresaw
""".split()
)
# The past that may be a participle too, beside the regular ones in -ed.
PAST_OR_PARTICIPLE = frozenset(
    """
bent bled bound bought bred broadcast brought built burnt cast caught clung crept cut dealt dealt dug fed felt fled
flung fought found held heard hit hung hurt kept laid learnt led left lent lit lost made meant met misled overheard paid
put quit read rebuilt said sat sent set shot shut slept slid sold sought sped spent split spread spun stood struck stuck
swept swung taught thought told understood upheld wept withheld withstood won
""".split()
)
PARTICIPLE_ONLY = frozenset(
    """
arisen begun blown borne broken chosen done drawn driven eaten fallen flown forbidden forgiven forgotten frozen given
gone grown hidden known mistaken overthrown overtaken ridden risen seen shaken shown shrunk spoken stolen sung sunk
sworn taken thrown torn undertaken undergone withdrawn woken worn written
""".split()
)

SAYING = frozenset(
    """
acknowledge add admit advise allege announce argue ask assert boast call charge cite claim comment complain concede
confirm contend criticize declare demand denounce deny describe disclose emphasize estimate explain express insist
inform maintain mention note notify observe predict promise publish quote reaffirm recall recount reiterate relate
remark repeat reply report respond reveal say speak state stress suggest swear tell testify tweet urge warn write
""".split()
)
THINKING = frozenset(
    """
assume believe conclude consider decide discover doubt ensure expect fear feel figure find forget guess hear hope
imagine indicate know learn mean notice realize reckon remember see sense show suppose suspect think understand wish
worry
""".split()
)
STATES = frozenset(
    """
be have seem appear remain belong contain consist exist know prefer want need like love hate own depend matter mean
deserve resemble consider fear hope believe think understand involve include lack require want age
""".split()
)
# Verbs that say when something was reported rather than when it happened.
REPORTING = frozenset(
    """
acknowledge add admit allege announce argue assert cite claim comment concede confirm contend declare deny describe
disclose emphasize estimate explain insist maintain mention note observe publish quote reaffirm recall recount reiterate
remark repeat reply report respond reveal say state stress suggest tell testify tweet warn write
""".split()
)
# Nouns that a verb such as "publish" or "give" turns into saying.
SPEECH_NOUNS = frozenset(
    "account comment interview letter news note release remark report speech statement story testimony tweet".split()
)
LIGHT_VERBS = frozenset("give issue make post release".split())

# Verbs that take a clause with no "that" ("said he would").
BARE_COMPLEMENT = frozenset(
    """
acknowledge add admit argue believe claim conclude confirm deny fear feel find hope insist know learn predict promise
say suggest suspect tell think warn
""".split()
)
# Participles that open a phrase more often than they end a subject ("the article, based on ...").
REDUCED = frozenset(
    """
accused aimed backed based born called charged compared convicted dated described dressed filed followed headed known
led located named published suspected used written
""".split()
)

# Base forms whose -s and bare forms count as verbs where a subject stands before them.
VERBS = (
    SAYING
    | THINKING
    | STATES
    | frozenset(
        """
accept accuse achieve act agree aim allow appeal apply appoint approach approve arrest arrive attack attempt attend
avoid back ban bear beat become begin break bring build buy carry catch cause celebrate change choose close collapse
come compare compete continue control cost cover create cross cut deal defend deliver destroy develop die direct draw
drive drop earn eat elect emerge employ enable end enter establish exceed expand face fail fall favor fight fill fire
fly follow force form gain get give go grow handle happen head help hit hold host hurt identify ignore impose improve
increase intend introduce invest invite join keep kill land last launch lead leave let lie limit live look lose make
manage meet move name occur offer open operate oppose order oversee own pass pay plan play pledge point prepare present
prevent produce promote propose protect protest prove provide push put raise reach read receive reduce reflect refuse
reject rely remove replace represent resign rest return rise rule run seek sell send serve set share sign sit speak
spend stand start stay stop strike struggle study succeed suffer support surround survive take talk target teach tend
threaten travel treat trigger try turn use violate visit vote wait walk watch welcome win work
""".split()
    )
)

PREPOSITIONS = frozenset(
    """
about above across against along amid among around at behind below beneath beside besides between beyond by despite
down during for from in inside into near of off on onto out outside over past per through throughout to toward towards
under until up upon via with within without versus like than following including
""".split()
)
DETERMINERS = frozenset(
    """
the a an this these those some any each every no all both several many few most another either neither its his her
their our your my whose
""".split()
)
PRONOUNS = frozenset(
    "i you he she it we they one who this these those everyone someone nobody everybody anyone".split()
)
WHO_PRONOUNS = frozenset("i you he she we they everyone someone nobody everybody anyone".split())
COORDINATORS = frozenset("and but or yet nor".split())
ADVERBS = frozenset(
    """
not never also already just still then now even only ever soon often again once later eventually almost nearly always
sometimes twice too there here however instead meanwhile therefore thus perhaps maybe rather quite very so far together
""".split()
)

CALENDAR_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow last this next".split()
)

# Openers of clauses and the form of clause each opens; those in WEAK_OPENERS only where a finite verb follows.
OPENERS = {
    **dict.fromkeys("who whom whose which".split(), "relative"),
    **dict.fromkeys("when while whenever as once".split(), "time"),
    **dict.fromkeys("after before until till since".split(), "sequence"),
    **dict.fromkeys("because although though unless if whereas where lest".split(), "adverbial"),
    **dict.fromkeys("that whether why how what".split(), "complement"),
}
WEAK_OPENERS = frozenset("as once after before until till since that if where how what than".split())

# Heads of a subject that can be someone; endings catch the rest.
PERSON_NOUNS = frozenset(
    """
administration agency army authorities bank board boy brother cabinet child children church citizens clerk coalition
committee company congress council country court crew crowd daughter delegation department employees family father
forces girl government group guard home husband judge king lawmakers men military militia minister ministry mother
officials opposition others parents parliament party passengers people person police prince queen rebels residents
senate soldiers son spokesman spokeswoman staff students suspect suspects team thieves troops union victims wife woman
women man general colonel captain chief chef pope sheriff mob gang nation nations survivors firm jury agent
athlete candidate client coach correspondent diplomat expert guest nurse opponent patient pilot plaintiff president
resident student superintendent insurgents teen toddler victim volunteer youth household member members relatives
""".split()
)
PERSON_ENDINGS = ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ant", "ants", "ees", "men", "man", "woman")
NOT_PERSONS = frozenset(
    """
number numbers order orders letter letters paper papers power powers matter matters border borders weather winter summer
center water other offer tower towers disaster fever computer computers chapter quarter error terror factor factors
october september november december plant plants grant grants restaurant restaurants meters river
""".split()
)
