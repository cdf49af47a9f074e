"""From scores of arcs to a tree: the likeliest heads, and where those are no tree, the best tree there is."""

from __future__ import annotations

import numpy as np

_FAR = 1e6  # what keeps a second word from the root


def is_tree(heads: np.ndarray) -> bool:
    """Whether heads (-1 the root) have exactly one root and no circle."""
    if np.count_nonzero(heads < 0) != 1:
        return False
    up = np.append(heads, -1)  # the last place stands for the root, and is its own head
    for _ in range(len(heads).bit_length()):
        up = up[up]
    return bool((up < 0).all())


def best_tree(scores: np.ndarray) -> np.ndarray:
    """Head of each word (-1 the root) in the tree of the highest sum of scores with exactly one root.

    Arguments:
        scores: of each word (row) the logarithm of how likely each head is: the root (column 0), then the words.

    The likeliest heads, where they are a tree; else Chu and Liu (1965) and Edmonds (1967).
    """
    greedy = scores.argmax(axis=1) - 1
    if is_tree(greedy):
        return greedy
    n = len(scores)
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    heads = _arborescence(full)[1:] - 1
    if np.count_nonzero(heads < 0) > 1:
        full[1:, 0] -= _FAR
        heads = _arborescence(full)[1:] - 1
    return heads


def _circle(heads: np.ndarray) -> np.ndarray | None:
    """The words of one circle among the heads (0 the root), or None."""
    above: list[int] = heads.tolist()
    seen = [0] * len(above)
    seen[0] = -1
    for start in range(1, len(above)):
        at = start
        while not seen[at]:
            seen[at] = start
            at = above[at]
        if seen[at] == start:
            found = [at]
            while (step := above[found[-1]]) != at:
                found.append(step)
            return np.array(found)
    return None


def _arborescence(scores: np.ndarray) -> np.ndarray:
    """Heads of the best tree: circles of likeliest heads are drawn together, one after another, and taken apart."""
    heads = scores.argmax(axis=1)
    heads[0] = 0
    circle = _circle(heads)
    if circle is None:
        return heads
    outside = np.ones(len(scores), dtype=bool)
    outside[circle] = False
    rest = np.flatnonzero(outside)
    within, others = scores[circle], scores[rest]
    kept = within.max(axis=1)
    entering = within[:, rest] - kept[:, None]  # what it costs to break the circle at each of its words
    leaving = others[:, circle]
    n = len(rest)
    small = np.full((n + 1, n + 1), -np.inf)
    small[:n, :n] = others[:, rest]
    small[n, :n] = entering.max(axis=0)
    small[:n, n] = leaving.max(axis=1)
    found = _arborescence(small)
    heads[circle[entering[:, found[n]].argmax()]] = rest[found[n]]
    outer = found[:n] == n
    heads[rest[~outer]] = rest[found[:n][~outer]]
    heads[rest[outer]] = circle[leaving[outer].argmax(axis=1)]
    heads[0] = 0
    return heads
