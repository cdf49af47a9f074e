"""TIMEX3 values: the days they span, steps between them, feasts, what an expression means, how a value is named."""
