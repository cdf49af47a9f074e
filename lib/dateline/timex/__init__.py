"""Time expressions in news: found, resolved, and traced back to what they lean on (TimeML 1.2.1, TIMEX3)."""

from dateline.timex.table import timexes
from dateline.timex.tagger import tag
from dateline.timex.written import creation_evidence, creation_window

__all__ = ["creation_evidence", "creation_window", "tag", "timexes"]
