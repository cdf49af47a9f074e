"""Tables of English words by which a date is given to what happened. Edit a table to change what it does."""

from __future__ import annotations

# Nouns that are something that happens, singular. A date beside one of them is the date of that.
HAPPENINGS = frozenset(
    """
    abduction abolition accession accident accord acquisition acquittal act address admission adoption advance
    agreement airstrike ambush announcement anniversary appeal appearance appointment argument arrest arrival arson
    assassination assault atrocity attack attempt auction audit award ballot ban battle beating birth blackout blast
    blaze blockade boom bombardment bombing boycott breach break-in breakdown breakthrough briefing broadcast bust
    buyout by-election campaign cancellation capture caucus ceasefire celebration ceremony championship clash
    closure collapse collision comeback concert conclave confession conference confirmation conflict confrontation
    conquest contest convention conversation conversion conviction coronation cost coup court-martial
    coverage crackdown crash crime crisis crossing cull curfew cyclone deadline deal death debate debut decision
    declaration defeat defection demise demolition demonstration departure deployment deportation derailment descent
    detention detonation dinner disappearance disaster discovery discussion dismissal dispute disruption drill drive
    drop drought drowning earthquake eclipse election elimination embargo emergency encounter end enactment
    engagement entry episode epidemic eruption escape evacuation eviction examination exchange execution exercise
    exhibition exit exodus expansion expedition experiment expiration expiry explosion expulsion extradition failure
    fair fall fatality festival fight final finale fire flight flood flooding fraud frost funeral game gathering
    genocide gig graduation gunfight handover hanging harvest hearing heatwave heist hijacking hurricane impeachment
    imposition inauguration incident incursion independence indictment induction infection infringement injury
    inquest inquiry insurrection interview introduction invasion investigation judgment kidnapping kick-off killing
    landfall landing landslide launch layoff leak lecture lesson liberation lockdown looting loss manslaughter march
    marathon marriage massacre match meeting merger milestone misconduct mission mobilization murder mutiny
    negotiation nomination occupation offensive offer onslaught opening operation opposition order outage outbreak
    outcry overdose overhaul overthrow pandemic parade patrol performance plea pledge plebiscite plot plunge poll
    pogrom premiere presentation primary privatization proceeding procession prosecution protest publication
    purchase purge quake raid race rally rampage rape ratification re-election reading reception recession
    reconciliation record recording recovery redundancy reelection reform referendum refusal release relaunch
    removal reopening repeal replacement request rescue reshuffle resignation resolution restoration resumption
    retirement retreat retrial return reunion revelation revolt revolution riot rise robbery round ruling runoff
    sacking sale salvo scandal screening search season seizure sentencing session settlement shake-up shelling
    shooting shortage show showdown shutdown siege sighting signing sinking sit-in slaughter slaying slump speech
    spill spree stabbing stampede stand-off standoff start stoppage storm strike study suicide summit surge surgery
    surrender survey suspension swearing-in takeover talk tariff test testimony theft tornado tour tournament trade
    trading tragedy training transfer transition transplant trial trip triumph truce tsunami turmoil typhoon unrest
    unveiling upheaval uprising vandalism verdict viewing victory vigil violation violence visit vote walkout war
    warning wedding win withdrawal workshop wreck
    """.split()
)
# Nouns of speech are happenings too; with a light verb they say when something was reported.
SPEECH_NOUNS = frozenset(
    "account comment interview letter news note release remark report statement story testimony tweet".split()
)
# What happens stands in their object: "had surgery", "made a bid", "took place".
LIGHT_VERBS = frozenset(
    "conduct do get give have hold host issue make pay perform place post publish release stage take".split()
)
DONE = frozenset("action bid care charge decision effect headline part place position power sense step use".split())
# So does it in the object of these: "which included an explosion".
BRINGING = frozenset("experience include involve mark see suffer".split())
# Participles that only say where a stretch of time begins or ends.
OPENING = frozenset("beginning continuing dating ending running starting".split())
# Verbs that move something to a day or fix it there; the day is that of what is moved.
SCHEDULING = frozenset(
    """
    adjourn delay defer expect extend move plan postpone prolong push reschedule schedule set shift slate time
    """.split()
)  # fmt: skip
# What they plan has a day of its own: "planned to leave on Friday".
PLANNING = frozenset("aim arrange expect hope intend offer plan prepare schedule set slate vow want".split())
# What goes on for a time: "until March" tells its end.
LASTING = frozenset("continue endure go keep last remain stay wait".split())
# The verb of how a doing begins and ends, told together with it: "began gathering".
ASPECT = frozenset("begin cease continue finish keep quit resume start stop".split())

STATES = frozenset(
    """
    be have seem appear remain belong contain consist exist know prefer want need like love hate own depend matter
    mean deserve resemble consider fear hope believe think understand involve include lack require want age
    """.split()
)
# What an auxiliary makes of a verb, wherever it stands, and where it is the first; any other makes it a past.
HELPERS = {
    "future": frozenset("will shall 'll ’ll wo sha".split()),
    "modal": frozenset("would can could may might should must ought ca 'd ’d".split()),
}
FIRST_HELPERS = {
    "perfect": frozenset("has have 've ’ve".split()),
    "present": frozenset("am is are 's ’s 're ’re 'm ’m do does".split()),
    "none": frozenset("be been being".split()),
}

# Irregular pasts; "put" and "cut" are presents too.
PASTS = frozenset(
    """
    arose ate awoke became began bent bled bore bought bound bred broke broadcast brought built burnt came cast
    caught chose clung crept cut dealt did drank drew drove dug fed fell felt flew fled flung forbade foresaw
    forgave forgot fought found froze gave got grew had heard held hid hit hung hurt kept knew laid lay learnt led
    left lent let lit lost made meant met misled mistook outgrew overcame overheard overran overthrew overtook paid
    put quit ran rang read rebuilt rode rose said sang sank sat saw sent set shed shook shot shrank shut slept slid
    sold sought sped spent split spoke sprang spread spun stole stood struck stuck swam swept swore swung taught
    thought threw told took tore understood undertook underwent upheld was went wept were withdrew withheld
    withstood woke won wore wrote
    """.split()
)

# Before a date that something is only measured against.
COMPARING = frozenset("than compared versus vs".split())
# With "since" or "this year" they compare: "the worst since 2012".
SUPERLATIVES = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth best worst".split())
# Clauses that happen while their main clause does.
SIMULTANEOUS = frozenset("when while as".split())
