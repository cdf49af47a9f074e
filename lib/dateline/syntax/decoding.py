"""From scores of arcs to a tree: the likeliest heads, and where those are no tree, the best tree there is."""

from __future__ import annotations

import numpy as np

_FAR = 1e6  # what keeps a second word from the root


def is_tree(heads: np.ndarray) -> bool:
    """Whether heads (-1 the root) have exactly one root and no circle."""
    return np.count_nonzero(heads < 0) == 1 and not _circle(np.append(0, heads + 1)).size


def best_tree(scores: np.ndarray) -> np.ndarray:
    """Head of each word (-1 the root) in the tree of the highest sum of scores with exactly one root.

    Arguments:
        scores: of each word (row) the logarithm of how likely each head is: the root (column 0), then the words.

    The likeliest heads, where they are a tree; else Chu and Liu (1965) and Edmonds (1967).
    """
    heads = scores.argmax(axis=1) - 1
    if is_tree(heads):
        return heads
    n = len(scores)
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    for cost in (0, _FAR):
        full[1:, 0] -= cost
        heads = _arborescence(full)[1:] - 1
        if np.count_nonzero(heads < 0) == 1:
            break
    return heads


def _circle(heads: np.ndarray) -> np.ndarray:
    """The words of one circle among the heads (0 the root, its own head); none where there is none."""
    above = heads
    for _ in range(len(heads).bit_length()):
        above = above[above]
    found = above[above > 0][:1].tolist()  # who does not come to the root comes to a circle
    while found and (step := int(heads[found[-1]])) != found[0]:
        found.append(step)
    return np.array(found, dtype=int)


def _arborescence(scores: np.ndarray) -> np.ndarray:
    """Heads of the best tree: circles of likeliest heads are drawn together, one after another, and taken apart."""
    heads = scores.argmax(axis=1)
    heads[0] = 0
    circle = _circle(heads)
    if not circle.size:
        return heads
    rest = np.delete(np.arange(len(scores)), circle)
    within, others = scores[circle], scores[rest]
    entering = within[:, rest] - within.max(axis=1)[:, None]  # what it costs to break the circle at each of its words
    leaving = others[:, circle]
    small = np.block([[others[:, rest], leaving.max(axis=1)[:, None]], [entering.max(axis=0), -np.inf]])
    found = _arborescence(small)
    heads[circle[entering[:, found[-1]].argmax()]] = rest[found[-1]]
    outer = found[:-1] == len(rest)
    heads[rest[~outer]] = rest[found[:-1][~outer]]
    heads[rest[outer]] = circle[leaving[outer].argmax(axis=1)]
    heads[0] = 0
    return heads
