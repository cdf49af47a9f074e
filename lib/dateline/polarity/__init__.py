"""Tone: how favourable the wording of a sentence is, in one number that can be taken apart."""

from dateline.polarity.sentence import contributions, tone
from dateline.polarity.target import target_contributions, target_tone
from dateline.polarity.vader import vader_tone

__all__ = ["contributions", "target_contributions", "target_tone", "tone", "vader_tone"]
