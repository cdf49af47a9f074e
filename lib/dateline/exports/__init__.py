"""Tables as other tools take them: TimeML, TimelineJS, EDTF, brat, corpora, CSV, Parquet."""

from dateline.exports.corpora import to_brat, to_concordance, to_corpus, to_tokens
from dateline.exports.times import to_csv, to_edtf, to_parquet, to_timelinejs, to_timeml

__all__ = [
    "to_brat",
    "to_concordance",
    "to_corpus",
    "to_csv",
    "to_edtf",
    "to_parquet",
    "to_timelinejs",
    "to_timeml",
    "to_tokens",
]
