"""A report that may be passed on where its article may not: figures, numbers and places, none of its sentences."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html import escape

from nbformat import NotebookNode

FEWEST = 4  # words in a row that are the article's; fewer are names and terms
# A word, and what stands between two: tags, what a page writes for a sign, what JSON writes for one.
_WORD = re.compile(r"</?[A-Za-z!][^>]*>|&#?\w+;|\\u[0-9A-Fa-f]{4}|\\[nrt]|(\w+)")
_TAG = re.compile(r"</?[A-Za-z!][^>]*>")
_LEFT_OUT = re.compile(r"…(?:(?:[^\w<>,\"\r\n&]|&#?\w+;)*…)+")
_SVG = re.compile(r"(?<=data:image/svg\+xml;base64,)[\w+/=]+")


class Hidden:
    """The words of one article, and how they are taken out of what is made of it."""

    def __init__(self, text: str) -> None:
        words = re.findall(r"\w+", text.casefold())
        self.runs = {tuple(words[i : i + FEWEST]) for i in range(len(words) - FEWEST + 1)}
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        self.notice = (
            f"The article is left out. SHA-256 of its text: {digest}. Who has it, makes the whole report of it."
        )

    def outside(self, text: str) -> str:
        """A text, a CSV or HTML with … for each run of words that is the article's, also within a tag."""
        text = _SVG.sub(lambda m: b64encode(self.drawing(b64decode(m[0]).decode()).encode()).decode(), text)
        return self._cut(_TAG.sub(lambda m: m[0][0] + self._cut(m[0][1:-1]) + m[0][-1], text))

    def _cut(self, text: str) -> str:
        found = [m for m in _WORD.finditer(text) if m[1]]
        words = [m[1].casefold() for m in found]
        ours = {j for i in range(len(words)) if tuple(words[i : i + FEWEST]) in self.runs for j in range(i, i + FEWEST)}
        if not ours:
            return text
        parts, at = [], 0
        for i in sorted(ours):
            parts += [text[at : found[i].start()], "…"]
            at = found[i].end()
        return _LEFT_OUT.sub("…", "".join(parts) + text[at:])

    def drawing(self, svg: str) -> str:
        """An SVG of matplotlib without labels that are the article's; its letters are shapes, a comment says which."""
        from lxml import etree

        root, is_changed = etree.fromstring(svg.encode()), False
        for label in [*root.iter(etree.Comment)]:
            if self._cut(label.text or "") != label.text:
                is_changed, group = True, label.getparent()
                group.remove(label)
                for sign in [*group.iter("{*}use")]:
                    sign.getparent().remove(sign)
        return etree.tostring(root, xml_declaration=True, encoding="utf-8").decode() if is_changed else svg

    def take_out(self, notebook: NotebookNode) -> None:
        """Take the article's words out of all that a notebook has put out; a figure that had any is an SVG alone."""
        for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
            label = output.get("metadata", {}).get("dateline", {})
            if label.get("kind") == "view":
                output.data = NotebookNode({"text/html": f"<p>{escape(self.notice)}</p>", "text/plain": self.notice})
                continue
            data = output.get("data", {})
            if "image/svg+xml" in data and (drawn := self.drawing(data["image/svg+xml"])) != data["image/svg+xml"]:
                data["image/svg+xml"] = drawn
                data.pop("image/png", None)
            for part, kept in ((output, {"data", "metadata", "output_type"}), (data, {"image/svg+xml", "image/png"})):
                for form in part.keys() - kept:
                    is_text, said = isinstance(part[form], str), part[form]
                    told = self.outside(said if is_text else json.dumps(said, ensure_ascii=False))
                    part[form] = told if is_text else json.loads(told)
