"""Quotations and their speakers."""

from dateline.attribution.quotations import quotes

__all__ = ["quotes"]
