"""On whom a text leans: its sources by sentences, and what it says with caution or on nobody's authority."""

from __future__ import annotations

import re

import pandas as pd

from dateline.attribution import quotes
from dateline.reading import Reading, once
from dateline.segments.language import READ_LANGUAGE
from dateline.segments.roles import COUNTED_ROLES
from dateline.segments.segmentation import sentences
from dateline.tables import table
from dateline.voices.passages import of_groups, whose

SOURCE_COLUMNS = ["source", "n", "share", "quoted", "reported", "sentences"]
HEDGE_COLUMNS = ["sentence", "kind", "start", "end", "text", "in_sentence"]

# kind -> patterns; the first kind that fits a stretch has it.
_HELD = """
    accused alleged assumed believed charged claimed considered described estimated expected feared known perceived
    presumed reported reputed rumoured rumored said seen suspected thought understood viewed
    """
_BE = r"(?:am|is|are|was|were|be|been|being|isn['’]t|aren['’]t|wasn['’]t|weren['’]t)"
_ABLE = "not no hardly barely scarcely see hear feel smell taste tell remember afford swim walk"
_NO_VERB = """
    i you he she it we they there the a an this that these those my your his her its our their
    of and or to in on at is was has had with against for
    """
_PATTERNS = {
    "no agent": [
        rf"\bit\s+{_BE}\s+(?:\w+ly\s+)?(?:{'|'.join(_HELD.split())})\b",
        rf"\b{_BE}\s+(?:\w+ly\s+|also\s+|now\s+|still\s+|long\s+)?(?:{'|'.join(_HELD.split())})\b(?=\s+(?:to|of|as|that)\b)",
    ],
    "unnamed source": [
        r"\b(?:(?:some|many|several|senior|former|unnamed|anonymous|other)\s+)*(?:critics|observers|experts|analysts|"
        r"insiders|sources|officials|commentators|supporters|opponents|people familiar with[\w\s]{3,30}?)\s+"
        r"(?:say|said|believe|believed|argue|argued|claim|claimed|warn|warned|suggest|suggested|fear|feared|think)\b",
        r"\b(?:a|an|one|the)\s+(?:\w+\s+){0,2}?(?:source|official|insider|person)\s+(?:familiar with|close to)"
        r"[\w\s]{3,30}?(?=\s+(?:said|told|says)\b|[,.;])",
        r"\baccording to (?:\w+ )?(?:sources|reports|officials|insiders|critics|experts)\b",
    ],
    "hedge": [
        r"\b(?:reportedly|allegedly|apparently|purportedly|supposedly|seemingly|presumably|ostensibly|possibly|probably|"
        r"perhaps|maybe|arguably|likely|unlikely|unclear|unconfirmed|alleged|purported|so-called|rumou?red)\b",
        r"\b(?:seem|seems|seemed|appear|appears|appeared|suggest|suggests|suggested)\b(?=\s+(?:to|that|like|as)\b)",
        # "May" is a name or a month; a verb before its subject asks or wishes; "could not" and "could see" are ability
        rf"(?<!\d\s)(?<!\bthe\s)(?<!\bits\s)\b(?-i:may|[Mm]ight|[Cc]ould(?!\s+(?:{'|'.join(_ABLE.split())})\b))"
        rf"\s+(?!(?:{'|'.join(_NO_VERB.split())})\b)\w+\b",
    ],
}
_RULES = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, patterns in _PATTERNS.items() for pattern in patterns]
_AGENT = re.compile(r"[^,.;:]{0,60}?\bby\s+(?:the\s+)?\w", re.IGNORECASE)


@once
def sources(reading: Reading) -> pd.DataFrame:
    """How many sentences lean on each source.

    A sentence of title or body leans on a source when words of it, quoted or reported, are given to it; a quotation
    inside another belongs to the outer one's source.

    Returns:
        source (whom the speaker means where that is safe to say, else "he", "the mayor" in small), n (sentences
        that lean on it), share (of all sentences), quoted (those with its words in quotation marks), reported (those
        with an indirect statement), sentences (their numbers, "0, 3, 12"); corrected, where a person named it; by
        falling number, then in the order of the text.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('“It rained,” said Ada Brown. It was dark.')
        >>> dl.sources(article)[['source', 'n', 'share']].values.tolist()
        [['Ada Brown', 1, 0.5]]
    """
    read = sentences(reading)
    read = read[read["role"].isin(COUNTED_ROLES)]
    said = quotes(reading)
    inner = said["kind"].ne("indirect") & said["nested_in"].notna()
    said = said[said["sentence"].isin(read["sentence"]) & said["speaker"].notna() & ~inner]
    said = said.assign(source=whose(said))
    groups = []
    for source, group in said.groupby("source", sort=False):
        reported = group["kind"].eq("indirect")
        n, without = group["sentence"].nunique(), group.loc[reported, "sentence"].nunique()
        groups.append(((source, n, n / len(read), group.loc[~reported, "sentence"].nunique(), without), group))
    found = of_groups(groups, SOURCE_COLUMNS)
    return found.sort_values("n", ascending=False, kind="stable", ignore_index=True)


@once
def hedges(reading: Reading) -> pd.DataFrame:
    """Words of caution, and claims that nobody answers for, in title and body.

    Found by fixed patterns: a claim that hedges in other words is missed, and "could" is counted whether it doubts or
    permits, but for what only ability can mean ("could not", "could see"). Quotations are read too. A text that is not
    English gives no rows.

    Returns:
        sentence, kind (hedge: "reportedly", "appears to"; no agent: "are accused of", "is known to" with no "by ...";
        unnamed source: "critics say"), start, end, text, in_sentence (the sentence it stands in).

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('Critics say it is unlikely. He reportedly left.')
        >>> dl.hedges(article)[['kind', 'text']].values.tolist()
        [['unnamed source', 'Critics say'], ['hedge', 'unlikely'], ['hedge', 'reportedly']]
    """
    rows: list[tuple[object, ...]] = []
    article = reading.article
    if article.language != READ_LANGUAGE:
        return table(rows, HEDGE_COLUMNS)
    read = sentences(reading)
    for row in read[read["role"].isin(COUNTED_ROLES)].itertuples():
        taken: list[tuple[int, int, str]] = []
        for kind, pattern in _RULES:
            for start, end in (match.span() for match in pattern.finditer(article.text, row.start, row.end)):
                has_agent = kind == "no agent" and _AGENT.match(article.text, end, row.end)
                if not has_agent and not any(a < end and start < b for a, b, _ in taken):
                    taken.append((start, end, kind))
        rows += [(row.sentence, kind, a, b, article.text[a:b], row.text) for a, b, kind in sorted(taken)]
    return table(rows, HEDGE_COLUMNS)
