"""Amounts, shares and counts: each number of an article with its unit and what it is a number of."""

from __future__ import annotations

import pandas as pd

from dateline.figures.recognition import Finder
from dateline.reading import Reading, once
from dateline.segments.language import READ_LANGUAGE
from dateline.segments.roles import COUNTED_ROLES
from dateline.segments.segmentation import sentences
from dateline.tables import table

COLUMNS = "quantity sentence start end text kind value upper unit bound of".split()


@once
def quantities(reading: Reading) -> pd.DataFrame:
    """The amounts, shares and counts of an article, in order.

    Title and body are read. Times, dates and durations are in `timexes`; numbers that name a thing (roads, flights,
    models, versions) and those that do not say what they count are left out, as is "one" with nothing counted beside
    it. A text that is not English gives no rows.

    Arguments:
        reading: an article, or the reading of one.

    Returns:
        quantity (from 0), sentence, start, end, text (with unit and bound), kind (money, percent, share: "a third of",
        count, length, area, volume, weight, temperature, speed, power, magnitude, age, score, vote, ratio, multiple:
        "three times as"), value, upper (the other end of a range, the second number of a score, vote or ratio; else
        missing), unit (of money its ISO 4217 code where the text says whose it is, else "$", "rupees" ...; "%" or
        "percentage points"; "km", "years"; missing for counts), bound ("" where the number is given as exact, about, at
        least, at most, more than, fewer than; "hundreds" is at least 100), of (what is counted or what it is an
        amount of, in the words of the text; missing where that is not safe to say).

    Example:
        >>> import dateline as dl
        >>> article = dl.Article('Almost 1,200 people fled. Sales rose 3 percent.')
        >>> dl.quantities(article)[['text', 'value', 'unit', 'of']].values.tolist()
        [['Almost 1,200', 1200.0, None, 'people'], ['3 percent', 3.0, '%', 'Sales']]
    """
    article, rows = reading.article, list[tuple[object, ...]]()
    if article.language == READ_LANGUAGE:
        read, finder = sentences(reading), Finder(reading)
        for row in read[read["role"].isin(COUNTED_ROLES)].itertuples():
            for start, end, *rest, of in finder.of_sentence(row.start, row.end):
                cells = (article.text[start:end], *rest, article.text[slice(*of)] if of else None)
                rows.append((len(rows), row.sentence, start, end, *cells))
    return table(rows, COLUMNS, quantity="int64", value="float64", upper="float64", unit="object", of="object")
