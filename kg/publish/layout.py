"""Places for the nodes of a picture: `find_places` keeps "Putin" and "liberation of Syria" from
covering each other.

The same nodes and links give the same whole numbers on any machine: nothing but `+ - * / sqrt`
is computed with fractions (IEEE 754 rounds those the same way everywhere), sums are taken over
whole numbers, so their order does not matter, and from the first rounding on everything is whole
numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kg.publish.stress import find_stress_places, spiral_start, wanted_distances

MARGIN_X, MARGIN_Y = 14, 10  # free space around each box
ROUNDS_EACH = 2  # of untangling after each
SHRINKS = (70, 80)  # per cent: after each, overlaps are removed again
STARTS = 1  # the best of so many beginnings is taken
Ints = Any  # numpy int64 array


@dataclass(frozen=True, slots=True)
class Box:
    """What a node covers around its anchor (the middle of its shape): half width, and how
    far up and down.
    """

    half: int
    up: int
    down: int


def find_places(
    boxes: Sequence[Box],
    links: Sequence[tuple[int, int]],
    *,
    groups: Sequence[int] = (),
    shrinks: Sequence[int] = SHRINKS,
) -> list[tuple[int, int]]:
    """Anchor points, in the order of `boxes`, so that no two boxes overlap and few links cross;
    centre is (0, 0).

    Parts that hang together by nothing are put near the largest part of their group (by the
    first node's group). Each of `shrinks` is tried, and the best taken.
    """
    if not boxes:
        return []
    links = sorted({(min(a, b), max(a, b)) for a, b in links if a != b})
    placed: list[tuple[int, int]] = [(0, 0)] * len(boxes)
    homes: dict[int, tuple[int, int]] = {}
    taken: list[tuple[int, int, int, int]] = []
    for island in _islands(len(boxes), links):
        at = {node: i for i, node in enumerate(island)}
        inner = [(at[a], at[b]) for a, b in links if a in at]
        spots = _island_places([boxes[node] for node in island], inner, shrinks)
        group = groups[island[0]] if groups else 0
        home = homes.get(group, (0, 0))
        dx, dy = _free_shift([boxes[node] for node in island], spots, taken, home)
        homes.setdefault(group, (spots[0][0] + dx, spots[0][1] + dy))
        for node, (x, y) in zip(island, spots, strict=True):
            placed[node] = (x + dx, y + dy)
            taken.append(_area(boxes[node], x + dx, y + dy))
        for a, b in inner:
            taken.extend(_beads(spots[a], spots[b], dx, dy))
    return _centred(boxes, placed)


def find_free_place(
    box: Box, near: tuple[int, int], taken: Sequence[tuple[int, int, int, int]]
) -> tuple[int, int]:
    """The first free anchor on growing rings around `near`; `taken` are areas (left, top,
    right, bottom).
    """
    import numpy as np

    if not taken:
        return near
    areas = np.array(taken, dtype=np.int64)
    step = max(24, min(box.half, box.up + box.down) // 3)
    rings = _rings()
    begin, size = 0, 16
    while begin < len(rings):
        some = rings[begin : begin + size] * step
        x, y = near[0] + some[:, :1], near[1] + some[:, 1:]
        mine = _area(box, x, y)
        left, top, right, bottom = areas[_within(mine, areas)].T
        hit = (mine[0] < right) & (left < mine[2]) & (mine[1] < bottom) & (top < mine[3])
        free = np.nonzero(~hit.any(axis=1))[0]
        if len(free):
            return int(x[free[0], 0]), int(y[free[0], 0])
        begin, size = begin + size, min(2 * size, 256)
    return near[0], int(areas[:, 3].max()) + box.up + MARGIN_Y


def _within(mine: tuple[Any, Any, Any, Any], areas: Ints) -> Any:
    """True for each area that any of mine may meet, as it meets the hull of them all."""
    left, top, right, bottom = areas.T
    return (
        (mine[0].min() < right)
        & (left < mine[2].max())
        & (mine[1].min() < bottom)
        & (top < mine[3].max())
    )


def _area(box: Box, x: Any, y: Any) -> tuple[Any, Any, Any, Any]:
    return (
        x - box.half - MARGIN_X // 2,
        y - box.up - MARGIN_Y // 2,
        x + box.half + MARGIN_X // 2,
        y + box.down + MARGIN_Y // 2,
    )


@cache
def _rings() -> Ints:
    """Steps on growing ellipses, the nearest first, ties by coordinates; wider than high,
    as screens are.
    """
    import numpy as np

    x, y = np.mgrid[-48:49, -36:37].reshape(2, -1)
    return np.stack((x, y), axis=1)[np.lexsort((y, x, 9 * x * x + 16 * y * y))]


def _islands(count: int, links: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The connected parts, the largest first, each in ascending order."""
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in links:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    found: dict[int, list[int]] = {}
    for node in range(count):
        found.setdefault(root(node), []).append(node)
    return sorted(found.values(), key=lambda island: (-len(island), island[0]))


def _free_shift(
    boxes: Sequence[Box],
    spots: Sequence[tuple[int, int]],
    taken: Sequence[tuple[int, int, int, int]],
    home: tuple[int, int],
) -> tuple[int, int]:
    """How far to move an island so that it covers nothing that is taken, the nearest to
    `home` first.
    """
    if not taken:
        return 0, 0
    areas = [_area(box, x, y) for box, (x, y) in zip(boxes, spots, strict=True)]
    hull = (
        min(a[0] for a in areas),
        min(a[1] for a in areas),
        max(a[2] for a in areas),
        max(a[3] for a in areas),
    )
    middle = ((hull[0] + hull[2]) // 2, (hull[1] + hull[3]) // 2)
    box = Box((hull[2] - hull[0]) // 2, (hull[3] - hull[1]) // 2, (hull[3] - hull[1]) // 2)
    x, y = find_free_place(box, home, taken)
    return x - middle[0], y - middle[1]


def _beads(
    a: tuple[int, int], b: tuple[int, int], dx: int, dy: int
) -> list[tuple[int, int, int, int]]:
    """Small areas along a link, so that no island is put on top of it."""
    beads = []
    for part in range(1, 8):
        x, y = a[0] + (b[0] - a[0]) * part // 8 + dx, a[1] + (b[1] - a[1]) * part // 8 + dy
        beads.append((x - 8, y - 8, x + 8, y + 8))
    return beads


def _centred(boxes: Sequence[Box], placed: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    left = min(x - box.half for box, (x, _) in zip(boxes, placed, strict=True))
    right = max(x + box.half for box, (x, _) in zip(boxes, placed, strict=True))
    top = min(y - box.up for box, (_, y) in zip(boxes, placed, strict=True))
    bottom = max(y + box.down for box, (_, y) in zip(boxes, placed, strict=True))
    return [(x - (left + right) // 2, y - (top + bottom) // 2) for x, y in placed]


def _island_places(
    boxes: Sequence[Box], links: Sequence[tuple[int, int]], shrinks: Sequence[int]
) -> list[tuple[int, int]]:
    """Places of one connected part: the best of several stress layouts, each freed of
    overlaps and improved.
    """
    if len(boxes) == 1:
        return [(0, 0)]
    from kg.publish.untangle import total_cost, untangle

    small = 4 < len(boxes) <= 150
    tried = []
    for start in range(STARTS if small else 1):
        spots = _first_places(len(boxes), tuple(links), start)
        for percent in shrinks if small else (70,):
            closer = [(x * percent // 100, y * percent // 100) for x, y in spots]
            spots = untangle(boxes, links, _apart(boxes, closer), rounds=ROUNDS_EACH)
            tried.append(spots)
    if len(tried) == 1:
        return tried[0]
    return min((total_cost(boxes, links, spots) + _room(boxes, spots), spots) for spots in tried)[1]


@lru_cache(maxsize=64)
def _first_places(
    count: int, links: tuple[tuple[int, int], ...], start: int
) -> list[tuple[int, int]]:
    """Places of a connected part without regard to boxes; many small parts are linked alike."""
    import numpy as np

    wanted = wanted_distances(count, links).astype(np.float64)
    return _turned(find_stress_places(wanted, spiral_start(count, links, start)))


def _room(boxes: Sequence[Box], spots: Sequence[tuple[int, int]]) -> int:
    """What the size of a picture costs: the width or height that decides how small it must
    be shown, weighted.
    """
    wide = max(x + b.half for b, (x, _) in zip(boxes, spots, strict=True)) - min(
        x - b.half for b, (x, _) in zip(boxes, spots, strict=True)
    )
    high = max(y + b.down for b, (_, y) in zip(boxes, spots, strict=True)) - min(
        y - b.up for b, (_, y) in zip(boxes, spots, strict=True)
    )
    return 12 * max(3 * wide // 4, high)


def _turned(spots: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spots turned so that they best fill a screen of 4 by 3, then widened, as labels
    are wider than high.
    """
    best, found = None, list(spots)
    turned = list(spots)
    for _ in range(10):
        wide = max(x for x, _ in turned) - min(x for x, _ in turned)
        high = max(y for _, y in turned) - min(y for _, y in turned)
        need = max(3 * wide, 4 * high)
        if best is None or need < best:
            best, found = need, turned
        turned = [((4 * x - 3 * y) // 5, (3 * x + 4 * y) // 5) for x, y in turned]
    return [(x * 5 // 4, y) for x, y in found]


def _apart(boxes: Sequence[Box], spots: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spots pushed apart until no boxes overlap; what still does then moves to the
    nearest free place.
    """
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    reach = [_area(box, 0, 0) for box in boxes]
    for _ in range(80):
        moved = False
        for i, j in _touching(reach, xs, ys):
            (left, top, right, bottom), other = reach[i], reach[j]
            x, y, to_x, to_y = xs[i], ys[i], xs[j], ys[j]
            over_x = min(x + right, to_x + other[2]) - max(x + left, to_x + other[0])
            over_y = min(y + bottom, to_y + other[3]) - max(y + top, to_y + other[1])
            if over_x <= 0 or over_y <= 0:
                continue
            moved = True
            if over_x < over_y:
                step = over_x // 2 + 1 if (x, i) < (to_x, j) else -(over_x // 2 + 1)
                xs[i], xs[j] = x - step, to_x + step
            else:
                step = over_y // 2 + 1 if (y, i) < (to_y, j) else -(over_y // 2 + 1)
                ys[i], ys[j] = y - step, to_y + step
        if not moved:
            return list(zip(xs, ys, strict=True))
    taken: list[tuple[int, int, int, int]] = []
    free = []
    for box, x, y in zip(boxes, xs, ys, strict=True):
        free.append(find_free_place(box, (x, y), taken))
        taken.append(_area(box, *free[-1]))
    return free


def _touching(
    reach: Sequence[tuple[int, int, int, int]], xs: Sequence[int], ys: Sequence[int]
) -> list[tuple[int, int]]:
    """Pairs of boxes that overlap, in ascending order; `reach` is how far each goes from its
    anchor.
    """
    import numpy as np

    x, y = np.array(xs), np.array(ys)
    left, top, right, bottom = np.array(reach).T
    over = ((x + left)[:, None] < x + right) & ((y + top)[:, None] < y + bottom)
    first, second = np.nonzero(over & over.T)
    pairs = zip(first.tolist(), second.tolist(), strict=True)
    return [(i, j) for i, j in pairs if i < j]
