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
                state.move(node, places[best])
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
    x, y, begin, end = state.x, state.y, state.begin, state.end
    every = np.arange(len(boxes))
    left, top = x - state.half - MARGIN_X // 2, y - state.up - MARGIN_Y // 2
    right, bottom = x + state.half + MARGIN_X // 2, y + state.down + MARGIN_Y // 2
    overlap = (
        (left[:, None] < right)
        & (top[:, None] < bottom)
        & (left < right[:, None])
        & (top < bottom[:, None])
        & (every[:, None] != every)
    )
    wide, high = abs(x[end] - x[begin]), abs(y[end] - y[begin])
    length = np.maximum(wide, high) + np.minimum(wide, high) // 2
    through = _through(
        x[begin][:, None], y[begin][:, None], x[end][:, None], y[end][:, None],
        x, 2 * y + state.down - state.up, state.half, state.up + state.down,
    ) & (begin[:, None] != every) & (end[:, None] != every)  # fmt: skip
    return int(
        ((abs(x) * 3 // 4 + abs(y)) // 2).sum()
        + 100_000 * overlap.sum()
        + 2 * (length.sum() + BENEATH * state.links_beneath().sum())  # once from each end
        + 3 * THROUGH * through.sum()  # once from each end, once from the box
        + CROSSING * state.links_crossed(begin, end).sum()
        + CROSSING * state.links_crossed(end, begin).sum()
    )


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
        self.left, self.top, self.right, self.bottom = np.zeros((4, len(links)), dtype=np.int64)
        near: list[list[int]] = [[] for _ in boxes]
        for a, b in links:
            near[a].append(b)
            near[b].append(a)
        self.near = [np.array(sorted(others), dtype=np.int64) for others in near]
        self._bound(np.arange(len(links)))

    def move(self, node: int, place: Any) -> None:
        import numpy as np

        self.x[node], self.y[node] = place
        self._bound(np.flatnonzero((self.begin == node) | (self.end == node)))

    def _bound(self, links: Any) -> None:
        """Notes what areas these links lie in: none meets anything outside."""
        ax, ay = self.x[self.begin[links]], self.y[self.begin[links]]
        bx, by = self.x[self.end[links]], self.y[self.end[links]]
        self.left[links], self.right[links] = self._sorted(ax, bx)
        self.top[links], self.bottom[links] = self._sorted(ay, by)

    def candidates(self, node: int) -> Any:
        """Places to try, the present one first."""
        import numpy as np

        x, y, others = int(self.x[node]), int(self.y[node]), self.near[node]
        mean = (int(self.x[others].sum()) // len(others), int(self.y[others].sum()) // len(others))
        places = [(x, y), ((x + mean[0]) // 2, (y + mean[1]) // 2)]
        for base in ((x, y), mean) if len(others) == 1 else ((x, y),):
            places += [(base[0] + dx, base[1] + dy) for dx, dy in STEPS]
        return np.array(places, dtype=np.int64)

    def links_beneath(self) -> Any:
        """True for each link that runs through the label of its own upper end."""
        begin, end = self.begin, self.end
        dx, dy = abs(self.x[end] - self.x[begin]), self.y[end] - self.y[begin]
        of_begin = (dy > self.down[begin]) & (dx * self.down[begin] < self.half[begin] * dy)
        of_end = (-dy > self.down[end]) & (dx * self.down[end] < self.half[end] * -dy)
        return of_begin | of_end

    def links_crossed(self, begin: Any, end: Any) -> Any:
        """True for each link, seen from `begin` to `end`, and each link that it crosses."""
        px, py = self.x[begin][:, None], self.y[begin][:, None]
        qx, qy = self.x[end][:, None], self.y[end][:, None]
        ax, ay = self.x[self.begin], self.y[self.begin]
        bx, by = self.x[self.end], self.y[self.end]
        one = _side(px, py, qx, qy, ax, ay) != _side(px, py, qx, qy, bx, by)
        two = _side(ax, ay, bx, by, px, py) != _side(ax, ay, bx, by, qx, qy)
        apart = (begin[:, None] != self.begin) & (begin[:, None] != self.end)
        return one & two & apart & (end[:, None] != self.begin) & (end[:, None] != self.end)

    def costs(self, node: int, places: Any) -> Any:
        """The cost of each place; one that overlaps another box costs more than anything else."""
        px, py = places[:, 0], places[:, 1]
        cost = (abs(px) * 3 // 4 + abs(py)) // 2
        cost = cost + self._overlaps(node, px, py) * 100_000
        others = self.near[node]
        ox, oy = self.x[others], self.y[others]
        wide, high = abs(px[:, None] - ox), abs(py[:, None] - oy)
        short, long = self._sorted(wide, high)
        cost = cost + (long + short // 2).sum(axis=1)
        cost = cost + BENEATH * self._beneath(node, px, py, ox, oy)
        area = _hull(px, py, ox, oy)
        cost = cost + THROUGH * self._own_links_through(node, px, py, area)
        cost = cost + THROUGH * self._links_through(node, px, py)
        return cost + CROSSING * self._crossings(node, px, py, area)

    def _links_within(self, node: int, area: tuple[Any, Any, Any, Any]) -> tuple[Any, Any]:
        """The ends of the links of others that lie within an area or reach into it."""
        left, top, right, bottom = area
        found = (
            (self.left <= right)
            & (self.right >= left)
            & (self.top <= bottom)
            & (self.bottom >= top)
            & (self.begin != node)
            & (self.end != node)
        ).nonzero()[0]
        return self.begin[found], self.end[found]

    @staticmethod
    def _sorted(a: Any, b: Any) -> tuple[Any, Any]:
        import numpy as np

        return np.minimum(a, b), np.maximum(a, b)

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

    def _own_links_through(
        self, node: int, px: Any, py: Any, area: tuple[Any, Any, Any, Any]
    ) -> Any:
        """How many boxes of others the node's own links run through."""
        left, top, right, bottom = area
        met = (
            (self.x - self.half <= right)
            & (self.x + self.half >= left)
            & (self.y - self.up <= bottom)
            & (self.y + self.down >= top)
        )
        met[node] = False
        boxes, others = met.nonzero()[0], self.near[node]
        up, down = self.up[boxes], self.down[boxes]
        hit = _through(
            px[:, None, None], py[:, None, None],
            self.x[others][:, None], self.y[others][:, None],
            self.x[boxes], 2 * self.y[boxes] + down - up, self.half[boxes], up + down,
        )  # fmt: skip
        return (hit & (boxes != others[:, None])).sum(axis=(1, 2))

    def _links_through(self, node: int, px: Any, py: Any) -> Any:
        """How many links of others run through the node's box."""
        half, up, down = self.half[node], self.up[node], self.down[node]
        left, top, right, bottom = _hull(px, py)
        area = left - half, top - up, right + half, bottom + down
        begin, end = self._links_within(node, area)
        hit = _through(
            self.x[begin], self.y[begin], self.x[end], self.y[end],
            px[:, None], (2 * py + down - up)[:, None], half, up + down,
        )  # fmt: skip
        return hit.sum(axis=1)

    def _crossings(self, node: int, px: Any, py: Any, area: tuple[Any, Any, Any, Any]) -> Any:
        """How many links of others the node's own links cross; links that share an end
        do not cross.
        """
        others = self.near[node]
        begin, end = self._links_within(node, area)
        ax, ay, bx, by = self.x[begin], self.y[begin], self.x[end], self.y[end]
        qx, qy = self.x[others][:, None], self.y[others][:, None]
        px, py = px[:, None], py[:, None]
        one = _side(px[:, None], py[:, None], qx, qy, ax, ay) != _side(
            px[:, None], py[:, None], qx, qy, bx, by
        )
        two = _side(ax, ay, bx, by, px, py)[:, None, :] != _side(ax, ay, bx, by, qx, qy)
        shared = (begin == others[:, None]) | (end == others[:, None])
        return (one & two & ~shared).sum(axis=(1, 2))


def _hull(*ends: Any) -> tuple[Any, Any, Any, Any]:
    """Left, top, right and bottom of points: arrays of x and y in turn."""
    xs, ys = ends[::2], ends[1::2]
    return (
        min(x.min() for x in xs),
        min(y.min() for y in ys),
        max(x.max() for x in xs),
        max(y.max() for y in ys),
    )


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
