"""What happened when: clauses, their dates, and the timeline they make."""

from dateline.events.chronology import provenance, timeline, undated, unresolved

__all__ = ["provenance", "timeline", "undated", "unresolved"]
