"""The pictures of a page: the most salient nodes of all articles first, each article by itself,
and everything.

"Putin" has another place in the picture of each article that he is in, and one in the picture of
all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from math import isqrt

from kg.publish.labels import box_of
from kg.publish.layout import SHRINKS, Box, find_free_place, find_places
from kg.publish.view import View, ViewLink, ViewNode

DRAWN_AT_ONCE = 1000  # the page never draws more, whatever is asked
DRAWN_AT_FIRST = 120  # about as many nodes as a screen can show with labels that can be read
LAID_OUT = 900  # nodes of single articles laid out with care; further articles are only placed
CAREFUL = 240  # nodes of one picture laid out with care, the weightiest; the cost grows with n * n
NEAR_COMPANY = 400  # further nodes that are placed near what they belong to; the rest in rows
HIDDEN = ("publisher", "speech")  # layers that begin switched off
GAP = 120  # between the articles in the picture of everything

CELL = 160  # pixels, about the width of a label

Scene = dict[str, tuple[int, int]]  # node id -> anchor
Area = tuple[int, int, int, int]  # left, top, right, bottom


def find_scenes(view: View) -> dict[str, Scene]:
    """Scene "first", and if it cannot hold every node, one for each article ("0", "1", ...)
    and "all".
    """
    near = _neighbours(view.links)
    nodes = {node.id: node for node in view.nodes if node.weight}
    first = _most_salient(view, nodes, near, DRAWN_AT_FIRST)
    hidden = _weightiest([n for n in nodes.values() if n.layer in HIDDEN], DRAWN_AT_ONCE // 4)
    scenes = {"first": _laid(view, [*first, *hidden], near)}
    if len(first) + len(hidden) == len(nodes):
        return scenes
    kept = {node.id for node in _most_salient(view, nodes, near, DRAWN_AT_ONCE - len(hidden))}
    kept.update(node.id for node in hidden)
    done = 0
    for at, every in enumerate(_members(view, nodes)):
        members = every if len(every) <= DRAWN_AT_ONCE else [n for n in every if n.id in kept]
        scenes[str(at)] = _laid(view, members, near, with_care=done <= LAID_OUT, shrinks=(70,))
        done += len(members)
    tiles = [scenes[str(at)] for at in range(len(view.articles))]
    if len(nodes) > DRAWN_AT_ONCE:
        tiles = [{key: tile[key] for key in tile if key in kept} for tile in tiles]
    scenes["all"] = _tiled(tiles, nodes)
    return scenes


def find_roomy(view: View, scenes: Mapping[str, Scene]) -> dict[str, list[int]]:
    """For each scene the links, by number, whose label covers no node and no other label that is
    shown; for the scene of an article its own links.
    """
    nodes = {node.id: node for node in view.nodes}
    of_article: list[list[int]] = [[] for _ in view.articles]
    for number, link in enumerate(view.links):
        for at in link.articles:
            of_article[at].append(number)
    every = range(len(view.links))
    return {
        name: _roomy(view, nodes, scene, of_article[int(name)] if name.isdigit() else every)
        for name, scene in scenes.items()
    }


def _roomy(
    view: View, nodes: dict[str, ViewNode], scene: Scene, numbers: Sequence[int]
) -> list[int]:
    from kg.publish.labels import width

    taken = _Areas()
    for key, place in scene.items():
        if nodes[key].layer not in HIDDEN:
            taken.add(_around(box_of(nodes[key]), place))
    roomy = []
    for i in numbers:
        link = view.links[i]
        if link.begin not in scene or link.end not in scene or link.label == "says":
            continue
        if nodes[link.begin].layer in HIDDEN or nodes[link.end].layer in HIDDEN:
            continue
        (ax, ay), (bx, by) = scene[link.begin], scene[link.end]
        half = width(link.label) * 11 // 200 + 2
        area = _around(Box(half, 8, 8), ((ax + bx) // 2, (ay + by) // 2))
        if not taken.meets(area):
            roomy.append(i)
            taken.add(area)
    return roomy


class _Areas:
    """Areas by the cells of a grid that they touch, so that a look-up meets neighbours only."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Area]] = {}

    def add(self, area: Area) -> None:
        for cell in _cells(area):
            self._cells.setdefault(cell, []).append(area)

    def meets(self, area: Area) -> bool:
        """True if the area shares a point with one that was added."""
        return any(
            area[0] < t[2] and t[0] < area[2] and area[1] < t[3] and t[1] < area[3]
            for cell in _cells(area)
            for t in self._cells.get(cell, ())
        )


def _cells(area: Area) -> Iterator[tuple[int, int]]:
    for column in range(area[0] // CELL, area[2] // CELL + 1):
        for row in range(area[1] // CELL, area[3] // CELL + 1):
            yield column, row


def _laid(
    view: View,
    members: Sequence[ViewNode],
    near: dict[str, list[str]],
    *,
    with_care: bool = True,
    shrinks: Sequence[int] = SHRINKS,
) -> Scene:
    """Places of these nodes; those of hidden layers come last, where there is room near
    what they belong to.
    """
    shown = [node for node in members if with_care and node.layer not in HIDDEN]
    main = _weightiest(shown, CAREFUL)
    at = {node.id: i for i, node in enumerate(main)}
    boxes = [box_of(node) for node in main]
    links = [(at[k.begin], at[k.end]) for k in view.links if k.begin in at and k.end in at]
    places = find_places(boxes, links, groups=[n.articles[0] for n in main], shrinks=shrinks)
    found = {node.id: place for node, place in zip(main, places, strict=True)}
    taken = [_around(box, place) for box, place in zip(boxes, places, strict=True)]
    others = [node for node in members if node.id not in found]
    for node in others[:NEAR_COMPANY]:
        spots = [found[other] for other in near.get(node.id, ()) if other in found]
        x = sum(spot[0] for spot in spots) // len(spots) if spots else 0
        y = sum(spot[1] for spot in spots) // len(spots) if spots else 0
        found[node.id] = find_free_place(box_of(node), (x, y), taken)
        taken.append(_around(box_of(node), found[node.id]))
    found.update(_in_rows(others[NEAR_COMPANY:], taken))
    return found


def _weightiest(nodes: list[ViewNode], most: int) -> list[ViewNode]:
    """At most so many of the nodes, in their order."""
    if len(nodes) <= most:
        return nodes
    ranked = sorted(nodes, key=lambda node: (-node.weight, node.id))
    kept = {node.id for node in ranked[:most]}
    return [node for node in nodes if node.id in kept]


def _in_rows(nodes: Sequence[ViewNode], taken: Sequence[Area]) -> Scene:
    """Places in rows, in order, below all that is taken; as wide as they are high."""
    boxes = [box_of(node) for node in nodes]
    area = sum((2 * box.half + GAP // 8) * (box.up + box.down + GAP // 8) for box in boxes)
    wide = isqrt(area * 4 // 3)
    x, y = -wide // 2, max((area[3] for area in taken), default=0) + GAP
    found: Scene = {}
    deepest = 0
    for node, box in zip(nodes, boxes, strict=True):
        if x > wide // 2:
            x, y, deepest = -wide // 2, y + deepest, 0
        found[node.id] = (x + box.half, y + box.up)
        x += 2 * box.half + GAP // 8
        deepest = max(deepest, box.up + box.down + GAP // 8)
    return found


def _members(view: View, nodes: dict[str, ViewNode]) -> list[list[ViewNode]]:
    """The nodes of each article, in the order of the view."""
    of_article: list[set[str]] = [set() for _ in view.articles]
    for link in view.links:
        for at in link.articles:
            of_article[at].update((link.begin, link.end))
    rank = {key: number for number, key in enumerate(nodes)}
    return [
        [nodes[key] for key in sorted(found & rank.keys(), key=rank.__getitem__)]
        for found in of_article
    ]


def _most_salient(
    view: View, nodes: dict[str, ViewNode], near: dict[str, list[str]], most: int
) -> list[ViewNode]:
    """Up to `most` nodes: the events of each article in turn, the weightiest
    first, with their company.
    """
    usable = {key: node for key, node in nodes.items() if node.layer not in HIDDEN}
    if len(usable) <= most:
        return list(usable.values())
    queues: list[list[ViewNode]] = [[] for _ in view.articles]
    for node in usable.values():
        if node.kind == "event":
            queues[node.articles[0]].append(node)
    for queue in queues:
        queue.sort(key=lambda node: (-node.weight, node.id))
    chosen: dict[str, ViewNode] = {}
    for event in (e for turn in zip_longest(*queues) for e in turn if e):
        company = {other for other in near.get(event.id, ()) if other in usable}
        new = [usable[key] for key in sorted({event.id} | company) if key not in chosen]
        if len(chosen) + len(new) > most:
            break
        chosen.update((node.id, node) for node in new)
    return list(chosen.values())


def _tiled(scenes: Sequence[Scene], nodes: dict[str, ViewNode]) -> Scene:
    """The scenes side by side in rows; a node of several is put where it comes first."""
    columns = 1
    while columns * columns < len(scenes):
        columns += 1
    found: Scene = {}
    top = 0
    for begin in range(0, len(scenes), columns):
        left, bottom = 0, top
        for scene in scenes[begin : begin + columns]:
            areas = [_around(box_of(nodes[key]), place) for key, place in scene.items()]
            if not areas:
                continue
            dx, dy = left - min(a[0] for a in areas), top - min(a[1] for a in areas)
            for key, (x, y) in scene.items():
                found.setdefault(key, (x + dx, y + dy))
            left = max(a[2] for a in areas) + dx + GAP
            bottom = max(bottom, max(a[3] for a in areas) + dy)
        top = bottom + GAP
    return found


def _around(box: Box, place: tuple[int, int]) -> Area:
    x, y = place
    return x - box.half, y - box.up, x + box.half, y + box.down


def _neighbours(links: Sequence[ViewLink]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for link in links:
        near.setdefault(link.begin, []).append(link.end)
        near.setdefault(link.end, []).append(link.begin)
    return near
