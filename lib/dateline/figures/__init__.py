"""Amounts, shares and counts: each number of an article with its unit and what it is a number of."""

from dateline.figures.table import quantities

__all__ = ["quantities"]
