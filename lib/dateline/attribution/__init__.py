"""Quotations and their speakers, and whom pronouns and descriptions mean."""

from dateline.attribution.quotations import antecedents, quotes

__all__ = ["antecedents", "quotes"]
