"""Figures: a table in, matplotlib Axes out."""
