"""Characters made plain, one for one, so that every offset stays what it was."""

from __future__ import annotations

# Apostrophes become the keyboard's; a quotation mark or a dash that parts two phrases becomes a space, for otherwise it
# sticks to the words at its sides and hides them from a lexicon; a hyphen inside a word stays a hyphen.
APOSTROPHES = dict.fromkeys(map(ord, "‘’‛ʼʹ`´＇"), "'")
PLAIN = APOSTROPHES | str.maketrans(
    {
        **dict.fromkeys("‐‑﹣－", "-"),
        **dict.fromkeys('"“”„‟«»＂‒–—―', " "),
        "…": ".",
    }
)


def plain(text: str) -> str:
    """The text with typographic apostrophes as plain ones and spaces for quotation marks and dashes; as long."""
    return text.translate(PLAIN)
