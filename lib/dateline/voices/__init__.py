"""Who says what in which tone, about whom, and which words made it."""

from dateline.voices.passages import agreement, compare_voices, sentiment, speakers

__all__ = ["agreement", "compare_voices", "sentiment", "speakers"]
