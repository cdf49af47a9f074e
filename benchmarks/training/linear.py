"""Two linear models over sparse features, in plain numpy so that they train where the package runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Sparse:
    """A matrix of rows of named features, over the features that at least `least` rows have."""

    def __init__(self, rows: Sequence[Mapping[str, float]], names: Sequence[str]):
        self.index = {name: i for i, name in enumerate(names)}
        kept = [[(self.index[name], value) for name, value in row.items() if name in self.index] for row in rows]
        self.rows = np.repeat(np.arange(len(rows)), [len(row) for row in kept])
        self.columns = np.array([column for row in kept for column, _ in row], dtype=np.int64)
        self.values = np.array([value for row in kept for _, value in row])
        self.shape = len(rows), len(names)

    def times(self, weights: Floats) -> Floats:
        return np.bincount(self.rows, self.values * weights[self.columns], self.shape[0])

    def transposed(self, errors: Floats) -> Floats:
        return np.bincount(self.columns, self.values * errors[self.rows], self.shape[1])


def frequent(rows: Sequence[Mapping[str, float]], least: int) -> list[str]:
    """Names of the features that at least `least` rows have, sorted."""
    counts = Counter(name for row in rows for name in row)
    return sorted(name for name, n in counts.items() if n >= least)


def ridge(x: Sparse, y: Floats, penalty: float, case_weights: Floats, steps: int = 120) -> tuple[float, Floats]:
    """Bias and weights of least squares with an L2 penalty, by conjugate gradients on the normal equations."""
    total = case_weights.sum()
    mean = x.transposed(case_weights) / total
    offset = float(case_weights @ y / total)

    def normal(w: Floats) -> Floats:
        fitted = case_weights * (x.times(w) - mean @ w)
        return x.transposed(fitted) - mean * fitted.sum() + penalty * w

    centred = case_weights * (y - offset)
    residual = x.transposed(centred) - mean * centred.sum()
    weights, direction, size = np.zeros(x.shape[1]), residual.copy(), residual @ residual
    goal = 1e-10 * size
    for _ in range(steps):
        image = normal(direction)
        step = size / (direction @ image)
        weights += step * direction
        residual -= step * image
        size, before = residual @ residual, size
        if size < goal:
            break
        direction = residual + size / before * direction
    return offset - float(mean @ weights), weights


def minimize(loss: Callable[[Floats], tuple[float, Floats]], x: Floats, steps: int, memory: int = 10) -> Floats:
    """The minimum of a smooth convex function by L-BFGS (Nocedal and Wright 2006, algorithm 7.5) with backtracking."""
    value, slope = loss(x)
    pairs: list[tuple[Floats, Floats]] = []
    for _ in range(steps):
        direction, saved = slope.copy(), []
        for s, t in reversed(pairs):
            a = (s @ direction) / (s @ t)
            direction -= a * t
            saved.append(a)
        if pairs:
            s, t = pairs[-1]
            direction *= (s @ t) / (t @ t)
        for (s, t), a in zip(pairs, reversed(saved), strict=True):
            direction += s * (a - (t @ direction) / (s @ t))
        down, rate = slope @ direction, 1.0 if pairs else 1.0 / np.linalg.norm(slope)
        while True:
            new_value, new_slope = loss(x - rate * direction)
            if new_value <= value - 1e-4 * rate * down or rate < 1e-8:
                break
            rate /= 2
        s, t = -rate * direction, new_slope - slope
        x, gain, value, slope = x + s, value - new_value, new_value, new_slope
        if s @ t > 0:
            pairs = [*pairs, (s, t)][-memory:]
        if gain < 1e-5 * abs(value):
            break
    return x


def softmax(scores: Floats) -> Floats:
    """Probabilities of (negative, neutral, positive) from log-odds (negative, positive) against neutral."""
    full = np.column_stack([scores[:, 0], np.zeros(len(scores)), scores[:, 1]])
    full = np.exp(full - full.max(axis=1, keepdims=True))
    return full / full.sum(axis=1, keepdims=True)


def multinomial(x: Sparse, y: NDArray[np.int64], penalty: float, steps: int = 150) -> Floats:
    """Multinomial logistic regression of classes -1, 0, 1 with an L2 penalty and no bias.

    Returns:
        weights (features, 2): log-odds of negative and of positive against neutral.
    """
    n, k = x.shape
    wanted = np.column_stack([y == -1, y == 1]).astype(float)

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(2, k)
        chances = softmax(np.column_stack([x.times(weights[0]), x.times(weights[1])]))
        errors = chances[:, [0, 2]] - wanted
        slope = np.concatenate([x.transposed(errors[:, 0]), x.transposed(errors[:, 1])]) + penalty * flat
        return float(-np.log(chances[np.arange(n), y + 1]).sum() + penalty / 2 * flat @ flat), slope

    return minimize(loss, np.zeros(2 * k), steps).reshape(2, k).T
