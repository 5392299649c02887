"""First places for linked nodes: "Putin" in the middle of the events that he talks about.

Stress majorization with sums over whole numbers, so that every machine finds the same places.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Any

PARTS = 1024  # a pixel has 1024 parts while forces are summed
ROUNDS = 70  # of stress majorization
FAR = 1 << 40  # farther than any way along links


def wanted_distances(count: int, links: Sequence[tuple[int, int]]) -> Any:
    """Wanted distances along the links, -1 where none lead; links of busy nodes are longer, so
    that their neighbours find room.
    """
    import numpy as np

    begin, end = np.array(links, dtype=np.int64).reshape(-1, 2).T
    busy = np.bincount(np.concatenate((begin, end)), minlength=count)
    far = np.full((count, count), FAR)
    np.fill_diagonal(far, 0)
    far[begin, end] = far[end, begin] = 70 + 5 * np.minimum(busy[begin] + busy[end], 24)
    for way in range(count):  # Floyd and Warshall
        np.minimum(far, far[:, way, None] + far[way], out=far)
    return np.where(far < FAR, far, -1)


def spiral_start(
    count: int, links: Sequence[tuple[int, int]], variant: int
) -> list[tuple[float, float]]:
    """A spiral around the busiest node, breadth first, turned by (4/5, 3/5): needs no sine."""
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in links:
        near[a].append(b)
        near[b].append(a)
    ranked = sorted(range(count), key=lambda node: (-len(near[node]), node))
    order, seen = [ranked[variant % count]], {ranked[variant % count]}
    for node in order:
        for other in sorted(near[node], key=lambda n: (-len(near[n]), n)):
            if other not in seen:
                seen.add(other)
                order.append(other)
    spots = [(0.0, 0.0)] * count
    x, y = 1.0, 0.0
    for i, node in enumerate(order):
        reach = 60.0 * sqrt(i)
        spots[node] = (x * reach, y * reach)
        for _ in range(3):
            x, y = 0.8 * x - 0.6 * y, 0.6 * x + 0.8 * y
    return spots


def find_stress_places(wanted: Any, start: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Stress majorization (Gansner, Koren and North 2004), with sums over whole numbers."""
    import numpy as np

    x = np.array([p[0] for p in start], dtype=np.float64)
    y = np.array([p[1] for p in start], dtype=np.float64)
    weight = np.where(wanted > 0, 4_000_000.0 / np.maximum(wanted * wanted, 1.0), 0.0)
    whole = np.rint(weight * PARTS).astype(np.int64).sum(axis=1).astype(np.float64)
    for _ in range(ROUNDS):
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        far = np.maximum(np.sqrt(dx * dx + dy * dy), 1.0)
        pull = wanted / far
        to_x = np.rint(weight * (x[None, :] + pull * dx) * PARTS).astype(np.int64).sum(axis=1)
        to_y = np.rint(weight * (y[None, :] + pull * dy) * PARTS).astype(np.int64).sum(axis=1)
        x = 0.25 * x + 0.75 * (to_x.astype(np.float64) / whole)
        y = 0.25 * y + 0.75 * (to_y.astype(np.float64) / whole)
    return [(int(a), int(b)) for a, b in zip(np.rint(x), np.rint(y), strict=True)]
