"""What a reader sees: tables, figures, the marked article, lists to pick from, and how it was made."""
