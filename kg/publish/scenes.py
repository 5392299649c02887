"""The pictures of a page: the most salient nodes of all articles first, each article by itself,
and everything.

"Putin" has another place in the picture of each article that he is in, and one in the picture of
all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest

from kg.publish.labels import box_of
from kg.publish.layout import SHRINKS, Box
from kg.publish.picture import GAP, Area, Picture, Placer, area_of
from kg.publish.view import View, ViewLink, ViewNode

DRAWN_AT_ONCE = 1000  # the page never draws more, whatever is asked
DRAWN_AT_FIRST = 120  # about as many nodes as a screen can show with labels that can be read
LAID_OUT = 900  # nodes of single articles laid out with care; further articles are only placed
CAREFUL = 240  # nodes of one picture laid out with care, the weightiest; the cost grows with n * n
HIDDEN = ("publisher", "speech")  # layers that begin switched off
CELL = 160  # pixels, about the width of a label

Scene = dict[str, tuple[int, int]]  # node id -> anchor
Place = Callable[[Picture], list[tuple[int, int]]]


def find_scenes(view: View, place: Place | None = None) -> dict[str, Scene]:
    """Scene "first", and if it cannot hold every node, one for each article ("0", "1", ...)
    and "all".
    """
    place = place or Placer()
    near = _neighbours(view.links)
    nodes = {node.id: node for node in view.nodes if node.weight}
    first = _most_salient(view, nodes, near, DRAWN_AT_FIRST)
    hidden = _weightiest([n for n in nodes.values() if n.layer in HIDDEN], DRAWN_AT_ONCE // 4)
    scenes = {"first": _laid(view, [*first, *hidden], near, place)}
    if len(first) + len(hidden) == len(nodes):
        return scenes
    kept = {node.id for node in _most_salient(view, nodes, near, DRAWN_AT_ONCE - len(hidden))}
    kept.update(node.id for node in hidden)
    done = 0
    for at, every in enumerate(_members(view, nodes)):
        members = every if len(every) <= DRAWN_AT_ONCE else [n for n in every if n.id in kept]
        care = done <= LAID_OUT
        scenes[str(at)] = _laid(view, members, near, place, with_care=care, shrinks=(70,))
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
            taken.add(area_of(box_of(nodes[key]), place))
    roomy = []
    for i in numbers:
        link = view.links[i]
        if link.begin not in scene or link.end not in scene or link.label == "says":
            continue
        if nodes[link.begin].layer in HIDDEN or nodes[link.end].layer in HIDDEN:
            continue
        (ax, ay), (bx, by) = scene[link.begin], scene[link.end]
        half = width(link.label) * 11 // 200 + 2
        area = area_of(Box(half, 8, 8), ((ax + bx) // 2, (ay + by) // 2))
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
    place: Place,
    *,
    with_care: bool = True,
    shrinks: Sequence[int] = SHRINKS,
) -> Scene:
    """Places of these nodes; those of hidden layers come last."""
    shown = [node for node in members if with_care and node.layer not in HIDDEN]
    main = _weightiest(shown, CAREFUL)
    at = {node.id: i for i, node in enumerate(main)}
    joined = [link for link in view.links if link.begin in at and link.end in at] if main else []
    links = tuple((at[link.begin], at[link.end]) for link in joined)
    groups: dict[int, int] = {}  # by the first article, numbered within the picture
    others = [node for node in members if node.id not in at]
    at.update((node.id, len(main) + i) for i, node in enumerate(others))
    picture = Picture(
        boxes=tuple(map(box_of, main)),
        links=links,
        groups=tuple(groups.setdefault(node.articles[0], len(groups)) for node in main),
        shrinks=tuple(shrinks),
        others=tuple(
            (box_of(node), tuple(at[other] for other in near.get(node.id, ()) if other in at))
            for node in others
        ),
    )
    return dict(zip(at, place(picture), strict=True))


def _weightiest(nodes: list[ViewNode], most: int) -> list[ViewNode]:
    """At most so many of the nodes, in their order."""
    if len(nodes) <= most:
        return nodes
    ranked = sorted(nodes, key=lambda node: (-node.weight, node.id))
    kept = {node.id for node in ranked[:most]}
    return [node for node in nodes if node.id in kept]


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
            areas = [area_of(box_of(nodes[key]), place) for key, place in scene.items()]
            if not areas:
                continue
            dx, dy = left - min(a[0] for a in areas), top - min(a[1] for a in areas)
            for key, (x, y) in scene.items():
                found.setdefault(key, (x + dx, y + dy))
            left = max(a[2] for a in areas) + dx + GAP
            bottom = max(bottom, max(a[3] for a in areas) + dy)
        top = bottom + GAP
    return found


def _neighbours(links: Sequence[ViewLink]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for link in links:
        near.setdefault(link.begin, []).append(link.end)
        near.setdefault(link.end, []).append(link.begin)
    return near
