"""What an editor wants to know of an article first: sentences in plain English, each with the words it rests on."""

from dateline.brief.table import findings, with_labels

__all__ = ["findings", "with_labels"]
