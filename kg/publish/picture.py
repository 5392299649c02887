"""What is laid out at once, as plain numbers, and where its nodes then are: the picture of "a.md"
is the same as yesterday's, so it is not laid out again.

A `Picture` is all that places depend on, beside the code. `Placer` finds them, and notes those of
each build for the next one.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from math import isqrt
from pathlib import Path

from kg.publish.layout import Box, find_free_place, find_places

Place = tuple[int, int]  # an anchor
Area = tuple[int, int, int, int]  # left, top, right, bottom

NEAR_COMPANY = 400  # further nodes that are placed near what they belong to; the rest in rows
GAP = 120  # between the articles in the picture of everything
PLACES = "places"  # the part of an output that notes of places are kept as
CODE = ("layout.py", "picture.py", "stress.py", "untangle.py")


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes laid out with care, then further ones; each of these with the nodes that it belongs to,
    by number.
    """

    boxes: tuple[Box, ...]
    links: tuple[tuple[int, int], ...]
    groups: tuple[int, ...]  # of the boxes: parts of one group stand near each other
    shrinks: tuple[int, ...]
    others: tuple[tuple[Box, tuple[int, ...]], ...]


@dataclass(slots=True)
class Placer:
    """Places of pictures, from an earlier build or found; `note` keeps those that were asked for.

    Without `noted` and `note` nothing is known and nothing kept.
    """

    noted: Callable[[str], bytes | None] = lambda part: None
    note: Callable[[str, bytes], None] = lambda part, body: None
    _earlier: dict[str, list[Place]] | None = None
    _asked: dict[str, list[Place]] = field(default_factory=dict)

    def __call__(self, picture: Picture) -> list[Place]:
        """The places of all nodes, in their order."""
        if self._earlier is None:
            self._earlier = read_places(self.noted(PLACES))
        key = name_of(picture)
        found = self._asked.get(key) or self._earlier.get(key) or place(picture)
        self._asked[key] = found
        return found

    def finish(self) -> None:
        """Keeps what was asked for, for the next build."""
        if self._asked != self._earlier:
            self.note(PLACES, zlib.compress(json.dumps([code_hash(), self._asked]).encode(), 1))


def read_places(body: bytes | None) -> dict[str, list[Place]]:
    """What an earlier build noted; nothing if it cannot be read, or other code made it."""
    try:
        code, known = json.loads(zlib.decompress(body or b""))
        if code != code_hash():
            return {}
        return {key: [(int(x), int(y)) for x, y in places] for key, places in known.items()}
    except (zlib.error, ValueError, TypeError, AttributeError):
        return {}


def name_of(picture: Picture) -> str:
    return sha256(repr(picture).encode()).hexdigest()[:32]


@cache
def code_hash() -> str:
    """sha256 over the code that places depend on, first 16 hex digits."""
    folder = Path(__file__).parent
    return sha256(b"\0".join((folder / name).read_bytes() for name in CODE)).hexdigest()[:16]


def place(picture: Picture) -> list[Place]:
    """The places of all nodes; further ones come last, where there is room near what they belong
    to, and very many in rows below.
    """
    boxes, others = picture.boxes, picture.others
    found = find_places(boxes, picture.links, groups=picture.groups, shrinks=picture.shrinks)
    taken = [area_of(box, spot) for box, spot in zip(boxes, found, strict=True)]
    for box, company in others[:NEAR_COMPANY]:
        spots = [found[other] for other in company if other < len(found)]
        x = sum(spot[0] for spot in spots) // len(spots) if spots else 0
        y = sum(spot[1] for spot in spots) // len(spots) if spots else 0
        found.append(find_free_place(box, (x, y), taken))
        taken.append(area_of(box, found[-1]))
    return found + place_in_rows([box for box, _ in others[NEAR_COMPANY:]], taken)


def place_in_rows(boxes: Sequence[Box], taken: Sequence[Area]) -> list[Place]:
    """Places in rows, in order, below all that is taken; as wide as they are high."""
    area = sum((2 * box.half + GAP // 8) * (box.up + box.down + GAP // 8) for box in boxes)
    wide = isqrt(area * 4 // 3)
    x, y = -wide // 2, max((area[3] for area in taken), default=0) + GAP
    found: list[Place] = []
    deepest = 0
    for box in boxes:
        if x > wide // 2:
            x, y, deepest = -wide // 2, y + deepest, 0
        found.append((x + box.half, y + box.up))
        x += 2 * box.half + GAP // 8
        deepest = max(deepest, box.up + box.down + GAP // 8)
    return found


def area_of(box: Box, spot: Place) -> Area:
    """What a box covers at a place."""
    x, y = spot
    return x - box.half, y - box.up, x + box.half, y + box.down
