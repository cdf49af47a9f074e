"""One story in many articles: which tell it, what they share, where they differ, one timeline of them all."""
