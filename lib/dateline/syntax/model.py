"""The parser's weights, and what they say of the words of many sentences at once, with NumPy alone.

Words are looked up by form, mixed, and seen in their context by convolutions over three words and by attention; tags
are told half-way and given back to the layers above; arcs and relations come from the last (Dozat and Manning 2017).
`benchmarks/training/train_syntax.py` makes the weights: whole numbers of one byte with a scale for each row.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from dateline.syntax.decoding import best_tree
from dateline.syntax.features import HASHED, rows
from dateline.syntax.quotations import joined, pieces, shown

FOLDER = Path(__file__).parent / "model"
_SIZE = 1500  # words scored together
_FAR = -1e4


@dataclass(frozen=True)
class Parsed:
    """Of each word its tag, its head (a place in the same sentence, -1 the root), relation and the arc's margin."""

    upos: np.ndarray
    heads: np.ndarray
    relations: np.ndarray
    confidence: np.ndarray


@dataclass(frozen=True)
class Model:
    """Weights by name, as the training names them, and what the model knows by name."""

    weights: Mapping[str, np.ndarray]
    words: Mapping[str, int]
    upos: np.ndarray
    relations: np.ndarray
    layers: str
    told: int
    heads: int
    edges: np.ndarray


def _whole(stored: Mapping[str, np.ndarray], name: str) -> np.ndarray:
    scale = stored.get(f"{name} scale")
    return stored[name].astype(np.float32) if scale is None else stored[name] * scale[:, None]


@lru_cache(maxsize=1)
def model() -> Model:
    """The model as shipped, read when first asked for."""
    with np.load(FOLDER / "weights.npz", allow_pickle=False) as file:
        stored = dict(file)
    names = [name for name in stored if not name.endswith(" scale")]
    weights = {name: _whole(stored, name) for name in names}
    for name in [name for name in names if name.endswith(".weight") and weights[name].ndim == 2]:
        if f"{name[:-7]}.bias" in weights or name in ("back.weight", "bilinear.weight", "toward.weight"):
            weights[name] = np.ascontiguousarray(weights[name].T)
    told = json.loads((FOLDER / "model.json").read_text(encoding="utf-8"))
    listed = (FOLDER / "words.txt").read_text(encoding="utf-8").split("\n")
    words = {word: row for row, word in enumerate(listed, 1) if word}
    tags, relations = np.array(told["upos"], dtype=object), np.array(told["relations"], dtype=object)
    return Model(weights, words, tags, relations, told["layers"], told["told"], told["heads"], np.array(told["edges"]))


@lru_cache(maxsize=1 << 16)
def _rows(form: str) -> tuple[int, ...]:
    return rows(form, model().words)


def _softmax(x: np.ndarray) -> np.ndarray:
    x = np.exp(x - x.max(axis=-1, keepdims=True))
    return x / x.sum(axis=-1, keepdims=True)


class _Reader:
    """One run over some sentences. Their words stand in one array, a row of zeros before and after each sentence."""

    def __init__(self, model: Model, forms: Sequence[Sequence[str]]):
        self.model, self.w = model, model.weights
        self.sizes = np.array([len(sentence) for sentence in forms])
        self.first = np.cumsum(self.sizes + 1) - self.sizes
        self.at = np.concatenate([np.arange(f, f + n) for f, n in zip(self.first, self.sizes, strict=True)])
        self.length = int(self.first[-1] + self.sizes[-1] + 1)
        self.groups = list(self._grouped())
        self.forms = [form for sentence in forms for form in sentence]

    def _grouped(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Sentences of like length: their numbers, and the rows of their words (0, a row of zeros, beyond the end)."""
        order = np.argsort(self.sizes, kind="stable")
        begin = 0
        while begin < len(order):
            shortest = self.sizes[order[begin]]
            end = begin + int(np.searchsorted(self.sizes[order[begin:]], shortest * 1.15 + 2, side="right"))
            which = order[begin:end]
            steps = np.arange(self.sizes[which[-1]])
            yield which, np.where(steps < self.sizes[which][:, None], self.first[which][:, None] + steps, 0)
            begin = end

    def _linear(self, x: np.ndarray, name: str) -> np.ndarray:
        return x @ self.w[f"{name}.weight"] + self.w[f"{name}.bias"]

    def _norm(self, x: np.ndarray, name: str) -> np.ndarray:
        x = x - x.mean(axis=1, keepdims=True)
        x *= 1 / np.sqrt(np.einsum("ij,ij->i", x, x)[:, None] / x.shape[1] + 1e-5)
        x *= self.w[f"{name}.weight"]
        x += self.w[f"{name}.bias"]
        return x

    def _maxout(self, x: np.ndarray, name: str) -> np.ndarray:
        pieces = self._linear(x, name)
        half = pieces.shape[1] // 2
        return np.maximum(pieces[:, :half], pieces[:, half:])

    def _looked_up(self) -> np.ndarray:
        """Words by their form alone; each distinct form is mixed once."""
        at: dict[str, int] = {}
        which = np.array([at.setdefault(form, len(at)) for form in self.forms])
        table = np.array([_rows(form) for form in at])
        own = np.where(table[:, 0] < len(self.w["word.weight"]), table[:, 0], 0)
        parts = [self.w["word.weight"][own], self.w["vector.weight"][table[:, 1]]]
        parts += [self.w[f"hashed.{name}.weight"][table[:, 2 + i]] for i, name in enumerate(HASHED)]
        mixed = self._norm(self._maxout(np.concatenate(parts, axis=1), "mix"), "norm")
        x = np.zeros((self.length, mixed.shape[1]), dtype=np.float32)
        x[self.at] = mixed[which]
        return x

    def _near(self, n: int) -> np.ndarray:
        gap = np.arange(n)[None, :] - np.arange(n)[:, None]
        far = np.searchsorted(self.model.edges, np.abs(gap), side="right")
        return np.where(gap > 0, far, -far) + len(self.model.edges)

    def _convolved(self, x: np.ndarray, name: str) -> np.ndarray:
        around = np.concatenate([x[:-2], x[1:-1], x[2:]], axis=1)[self.at - 1]
        return self._norm(self._maxout(around, f"{name}.linear"), f"{name}.norm")

    def _attended(self, x: np.ndarray, name: str) -> np.ndarray:
        d, k = x.shape[1], self.model.heads
        into = np.zeros((self.length, 3 * d), dtype=np.float32)
        into[self.at] = self._linear(self._norm(x[self.at], f"{name}.norm"), f"{name}.into")
        out = np.empty_like(x)
        for _, index in self.groups:
            b, n = index.shape
            q, key, value = into[index].reshape(b, n, 3, k, d // k).transpose(2, 0, 3, 1, 4)
            weights = np.matmul(q, key.transpose(0, 1, 3, 2)) * np.float32((d // k) ** -0.5)
            weights += self.w[f"{name}.distance"][:, self._near(n)]
            weights += np.where(index > 0, np.float32(0), np.float32(_FAR))[:, None, None, :]
            seen = np.matmul(_softmax(weights), value).transpose(0, 2, 1, 3).reshape(b, n, d)
            out[index] = seen
        return self._linear(out[self.at], f"{name}.out")

    def read(self) -> tuple[np.ndarray, np.ndarray]:
        """Each word's tag as a number, and its vector after the last layer."""
        x, upos = self._looked_up(), np.zeros(0)
        for i, kind in enumerate(self.model.layers):
            if i == self.model.told:
                coarse, fine = self._linear(x[self.at], "upos"), self._linear(x[self.at], "xpos")
                upos = coarse.argmax(axis=1)
                told = np.concatenate([_softmax(coarse), _softmax(fine)], axis=1)
                x[self.at] += told @ self.w["back.weight"]
            name = f"layers.{i}"
            x[self.at] += self._convolved(x, name) if kind == "C" else self._attended(x, name)
        return upos, self._norm(x[self.at], "last")

    def _pair(self, x: np.ndarray, name: str) -> tuple[np.ndarray, np.ndarray]:
        pieces = self._linear(x, name)
        pieces = np.maximum(pieces, np.float32(0.1) * pieces)
        return pieces[:, : pieces.shape[1] // 2], pieces[:, pieces.shape[1] // 2 :]

    def arcs(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Head of each word (-1 the root) and the margin of its arc."""
        dep, head = self._pair(x, "arcs")
        places = np.zeros(self.length, dtype=np.int64)
        places[self.at] = np.arange(len(self.at))
        ask = dep @ self.w["bilinear.weight"] * np.float32(dep.shape[1] ** -0.5)
        far = self._linear(dep, "distance")
        toward = (head @ self.w["toward.weight"])[:, 0]
        root = ask @ self.w["root"] + self.w["root"] @ self.w["toward.weight"][:, 0]
        heads, margins = np.zeros((2, len(self.at)))
        heads = heads.astype(np.int64)
        for which, index in self.groups:
            place = places[index]
            scores = np.matmul(ask[place], head[place].transpose(0, 2, 1)) + toward[place][:, None, :]
            near = np.broadcast_to(self._near(index.shape[1]), scores.shape)
            scores += np.take_along_axis(far[place], near, axis=2)
            scores += np.where(index > 0, np.float32(0), np.float32(_FAR))[:, None, :]
            likely = _softmax(np.concatenate([root[place][:, :, None], scores], axis=2))
            for k, sentence in enumerate(which):
                n = self.sizes[sentence]
                here = slice(place[k, 0], place[k, 0] + n)
                heads[here], margins[here] = _tree_of(likely[k, :n, : n + 1])
        return heads, margins

    def relations(self, x: np.ndarray, heads: np.ndarray) -> np.ndarray:
        """The number of each word's relation to its head (a place among all words, -1 the root)."""
        dep, head = self._pair(x, "kinds")
        head = np.concatenate([self.w["kind_root"][None], head])[heads + 1]
        one = np.ones((len(dep), 1), dtype=np.float32)
        dep, head = np.concatenate([dep, one], axis=1), np.concatenate([head, one], axis=1)
        kind = self.w["kind"].reshape(dep.shape[1], -1)
        scores = np.matmul((dep @ kind).reshape(len(dep), -1, dep.shape[1]), head[:, :, None])[:, :, 0]
        is_root = self.model.relations == "root"
        scores[np.not_equal.outer(heads < 0, is_root)] = -np.inf
        return scores.argmax(axis=1)


def _tree_of(likely: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Heads of one sentence, and how much likelier each is than the next best."""
    heads = best_tree(np.log(likely + 1e-9))
    each = np.arange(len(heads))
    chosen = likely[each, heads + 1]
    likely[each, heads + 1] = 0
    return heads, np.maximum(chosen - likely.max(axis=1), 0)


def parse(sentences: Sequence[Sequence[str]]) -> Parsed:
    """Tags and trees of sentences, given as the canonical forms of their words; none may be empty."""
    runs = [pieces(forms) for forms in sentences]
    read = _read([shown(forms, run) for forms, split in zip(sentences, runs, strict=True) for run in split])
    parsed = []
    for split in runs:
        columns = [next(read) for _ in split]
        parsed.append(columns[0] if len(split) == 1 else joined(split, columns))
    if not parsed:
        return Parsed(*(np.zeros(0, dtype=kind) for kind in (object, int, object, float)))
    return Parsed(*(np.concatenate(column) for column in zip(*parsed, strict=True)))


def _read(sentences: Sequence[Sequence[str]]) -> Iterator[list[np.ndarray]]:
    """Tags, heads, relations and margins of each sentence, some hundreds of words at a time."""
    known, begin = model(), 0
    while begin < len(sentences):
        end, words = begin + 1, len(sentences[begin])
        while end < len(sentences) and (words := words + len(sentences[end])) <= _SIZE:
            end += 1
        reader = _Reader(known, sentences[begin:end])
        upos, x = reader.read()
        heads, margins = reader.arcs(x)
        edges = np.cumsum(reader.sizes)
        before = np.repeat(edges - reader.sizes, reader.sizes)
        relations = reader.relations(x, np.where(heads < 0, -1, heads + before))
        columns = known.upos[upos], heads, known.relations[relations], margins
        for row in zip(*(np.split(column, edges[:-1]) for column in columns), strict=True):
            yield list(row)
        begin = end
