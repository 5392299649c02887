"""A layout with fewer crossings: `untangle` moves single nodes while that makes a picture easier
to read.

Only whole numbers are used. What counts, dear things first: links that run through the label of
another node, links that cross, long links, distance from the middle. Boxes that do not overlap
never overlap afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.publish.layout import Box

# what a link through a box, a crossing, and a link through the label of its own upper end cost,
# in pixels of length
THROUGH, CROSSING, BENEATH = 90, 45, 40
MARGIN_X, MARGIN_Y = 14, 10
STEPS = [
    (dx * far, dy * far)
    for far in (16, 60, 140)
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
]


def untangle(
    boxes: Sequence[Box],
    links: Sequence[tuple[int, int]],
    spots: Sequence[tuple[int, int]],
    *,
    rounds: int,
) -> list[tuple[int, int]]:
    """The spots after rounds of single moves, each to the cheapest of 24 places around it
    or near its neighbours.
    """
    import numpy as np

    state = _State(boxes, links, spots)
    order = sorted(range(len(boxes)), key=lambda node: (len(state.near[node]), node))
    waiting = set(order)
    for _ in range(rounds):
        moved: set[int] = set()
        for node in order:
            if node not in waiting:
                continue
            places = state.candidates(node)
            costs = state.costs(node, places)
            best = int(np.argmin(costs))
            if costs[best] < costs[0]:
                state.x[node], state.y[node] = places[best]
                moved.update([node, *(int(other) for other in state.near[node])])
        waiting = moved  # a node is tried again when it or a neighbour has moved
        if not waiting:
            break
    return [(int(x), int(y)) for x, y in zip(state.x, state.y, strict=True)]


def total_cost(
    boxes: Sequence[Box], links: Sequence[tuple[int, int]], spots: Sequence[tuple[int, int]]
) -> int:
    """What `untangle` makes small, summed over all nodes."""
    import numpy as np

    state = _State(boxes, links, spots)
    here = [np.array([[state.x[node], state.y[node]]]) for node in range(len(boxes))]
    return sum(int(state.costs(node, place)[0]) for node, place in enumerate(here))


class _State:
    """Where every node is, as whole-number arrays."""

    def __init__(
        self,
        boxes: Sequence[Box],
        links: Sequence[tuple[int, int]],
        spots: Sequence[tuple[int, int]],
    ) -> None:
        import numpy as np

        self.x = np.array([x for x, _ in spots], dtype=np.int64)
        self.y = np.array([y for _, y in spots], dtype=np.int64)
        self.half = np.array([box.half for box in boxes], dtype=np.int64)
        self.up = np.array([box.up for box in boxes], dtype=np.int64)
        self.down = np.array([box.down for box in boxes], dtype=np.int64)
        self.begin = np.array([a for a, _ in links], dtype=np.int64)
        self.end = np.array([b for _, b in links], dtype=np.int64)
        near: list[list[int]] = [[] for _ in boxes]
        for a, b in links:
            near[a].append(b)
            near[b].append(a)
        self.near = [np.array(sorted(others), dtype=np.int64) for others in near]

    def candidates(self, node: int) -> Any:
        """Places to try, the present one first."""
        import numpy as np

        x, y, others = int(self.x[node]), int(self.y[node]), self.near[node]
        mean = (int(self.x[others].sum()) // len(others), int(self.y[others].sum()) // len(others))
        places = [(x, y), ((x + mean[0]) // 2, (y + mean[1]) // 2)]
        for base in ((x, y), mean) if len(others) == 1 else ((x, y),):
            places += [(base[0] + dx, base[1] + dy) for dx, dy in STEPS]
        return np.array(places, dtype=np.int64)

    def costs(self, node: int, places: Any) -> Any:
        """The cost of each place; one that overlaps another box costs more than anything else."""
        px, py = places[:, 0], places[:, 1]
        cost = (abs(px) * 3 // 4 + abs(py)) // 2
        cost = cost + self._overlaps(node, px, py) * 100_000
        others = self.near[node]
        ox, oy = self.x[others], self.y[others]
        wide, high = abs(px[:, None] - ox), abs(py[:, None] - oy)
        long, short = self._sorted(wide, high)
        cost = cost + (long + short // 2).sum(axis=1)
        cost = cost + THROUGH * self._own_links_through(node, px, py, ox, oy)
        cost = cost + BENEATH * self._beneath(node, px, py, ox, oy)
        far = (self.begin != node) & (self.end != node)
        begin, end = self.begin[far], self.end[far]
        cost = cost + THROUGH * self._links_through(node, px, py, begin, end)
        return cost + CROSSING * self._crossings(node, px, py, begin, end)

    @staticmethod
    def _sorted(a: Any, b: Any) -> tuple[Any, Any]:
        import numpy as np

        return np.maximum(a, b), np.minimum(a, b)

    def _overlaps(self, node: int, px: Any, py: Any) -> Any:
        dx = abs(px[:, None] - self.x) < self.half[node] + self.half + MARGIN_X
        above = py[:, None] - self.up[node] < self.y + self.down + MARGIN_Y
        below = self.y - self.up < py[:, None] + self.down[node] + MARGIN_Y
        hit = dx & above & below
        hit[:, node] = False
        return hit.sum(axis=1)

    def _beneath(self, node: int, px: Any, py: Any, ox: Any, oy: Any) -> Any:
        """How many of the node's links run through the label of their own upper end."""
        others = self.near[node]
        dx, dy = abs(px[:, None] - ox), oy - py[:, None]
        own = (dy > self.down[node]) & (dx * self.down[node] < self.half[node] * dy)
        down, half = self.down[others], self.half[others]
        of_other = (-dy > down) & (dx * down < half * -dy)
        return (own | of_other).sum(axis=1)

    def _own_links_through(self, node: int, px: Any, py: Any, ox: Any, oy: Any) -> Any:
        """How many boxes of others the node's own links run through."""
        others = self.near[node]
        hit = _through(
            px[:, None, None], py[:, None, None], ox[:, None], oy[:, None],
            self.x, 2 * self.y + self.down - self.up, self.half, self.up + self.down,
        )  # fmt: skip
        hit[:, :, node] = False
        for i, other in enumerate(others):
            hit[:, i, other] = False
        return hit.sum(axis=(1, 2))

    def _links_through(self, node: int, px: Any, py: Any, begin: Any, end: Any) -> Any:
        """How many links of others run through the node's box."""
        middle = 2 * py + self.down[node] - self.up[node]
        hit = _through(
            self.x[begin], self.y[begin], self.x[end], self.y[end],
            px[:, None], middle[:, None], self.half[node], self.up[node] + self.down[node],
        )  # fmt: skip
        return hit.sum(axis=1)

    def _crossings(self, node: int, px: Any, py: Any, begin: Any, end: Any) -> Any:
        """How many links of others the node's own links cross; links that share an end
        do not cross.
        """
        others = self.near[node]
        ax, ay, bx, by = self.x[begin], self.y[begin], self.x[end], self.y[end]
        qx, qy = self.x[others][:, None], self.y[others][:, None]
        px, py = px[:, None], py[:, None]
        # left of the line from p to q, for every node: the sum of three parts of two of p, q, node
        of_p_q = (qy.T * px - qx.T * py)[:, :, None]
        left = of_p_q + (py * self.x - px * self.y)[:, None, :] > qy * self.x - qx * self.y
        one = left[:, :, begin] != left[:, :, end]
        two = _side(ax, ay, bx, by, px, py)[:, None, :] != _side(ax, ay, bx, by, qx, qy)
        shared = (begin[None, :] == others[:, None]) | (end[None, :] == others[:, None])
        return (one & two & ~shared).sum(axis=(1, 2))


def _side(ax: Any, ay: Any, bx: Any, by: Any, cx: Any, cy: Any) -> Any:
    """True where c lies left of the line from a to b."""
    return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) > 0


def _through(
    ax: Any, ay: Any, bx: Any, by: Any, x: Any, twice_y: Any, half: Any, height: Any
) -> Any:
    """True where the segment from a to b meets the box around (x, y): separating axes, all
    lengths doubled.
    """
    hx, hy = bx - ax, by - ay
    mx, my = ax + bx - 2 * x, ay + by - twice_y
    wide, high = 2 * half, height
    return (
        (abs(mx) <= wide + abs(hx))
        & (abs(my) <= high + abs(hy))
        & (abs(hx * my - hy * mx) <= wide * abs(hy) + high * abs(hx))
    )
