"""Tables of English words that segmenting leans on. Edit a table to change what it does."""

# Words that end in a full stop without ending a sentence, lower-case and without that stop.
ABBREVIATIONS = frozenset(
    """
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun mr mrs ms mx dr
    prof rev hon pres gov lt col gen maj sgt capt cpl cmdr adm brig sen rep reps sens amb supt det insp st mt ft jr
    sr esq rs messrs mme mlle fr msgr inc corp co ltd bros plc llc assn dept univ intl natl vs v etc al cf eg ie viz
    approx est vol ed eds pp fig nos op a.m p.m u.s u.k u.n e.u u.s.a u.s.s.r d.c n.y l.a p.o r.i n.j n.m n.h n.c
    s.c n.d s.d w.va ph.d m.d b.a m.a j.d e.g i.e ala ariz ark calif colo conn del fla ga ill ind kan ky la md mich
    minn miss mont neb nev okla ore pa tenn tex va vt wash wis wyo ont que alta sask ave blvd rd hwy
    """.split()
)

# After an abbreviation, a capital that starts one of these starts a sentence ("in the U.S. The plan ...").
SENTENCE_STARTERS = frozenset(
    """
    the a an this that these those he she it they we you i his her its their our my there here but and or if when
    while after before although though because since as so yet however meanwhile in on at by for from with to of
    under over among during despite what who why how where which according officials police some many most all one
    two three plus
    """.split()
)

# Function words, and contractions of them; numbers and content words are no stop words.
STOP_WORDS = frozenset(
    """
    a about above across after again against all almost along already also although always am among an and another
    any anyone anything are aren't around as at away back be became because become been before behind being below
    between both but by can can't cannot could couldn't did didn't do does doesn't doing don't done down during
    each either else enough etc even ever every everyone everything few for from further had hadn't has hasn't have
    haven't having he he'd he'll her here hers herself him himself his how however i i'd i'll i'm i've if in indeed
    instead into is isn't it it'd it'll its itself just least less let many may me might mine more most much must
    mustn't my myself near neither never no nobody none nor not nothing now of off often on once one only onto or
    other others otherwise ought our ours ourselves out over own per perhaps quite rather same several shall shan't
    she she'd she'll should shouldn't since so some someone something still such than that that'll the their theirs
    them themselves then there therefore these they they'd they'll they're they've this those though through
    throughout thus to together too toward towards under until up upon us very was wasn't we we'd we'll we're we've
    were weren't what whatever when where whether which while who who'd who'll who've whoever whom whose why will
    with within without won't would wouldn't yes yet you you'd you'll you're you've your yours yourself yourselves
    """.split()
)

# Stop words that are names where they stand in capitals: US, WHO, IT, IS. "THE" in a headline is none.
NAMES_IN_CAPITALS = frozenset(["us", "who", "it", "is"])

# Capitalised by custom, yet no names.
CALENDAR_WORDS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur
    thurs fri sat sun
    """.split()
)
