"""What happened when: clauses, their dates, and the timeline they make."""

from dateline.events.chronology import timeline, undated, unresolved

__all__ = ["timeline", "undated", "unresolved"]
