"""The page graph.html: click on "liberation of Syria" and read who says so, how firmly, in which words.

One file without any network request. What comes from articles reaches the browser as JSON in blocks that are not
scripts and is shown as text only; the content security policy names our two scripts and one style sheet by hash, so
nothing else runs, whatever an article's title or quote may hold.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from importlib.resources import files
from itertools import zip_longest
from pathlib import Path
from typing import Any

from kg.model import Article, Knowledge
from kg.publish.layout import Box, find_free_place, find_places
from kg.publish.view import View, ViewLink, ViewNode, shortened
from kg.publish.view_nodes import build_view

DRAWN_AT_FIRST = 120  # about as many nodes as a screen can show with labels that can be read
HIDDEN = ("publisher", "speech")  # layers that begin switched off
SCRIPTS = ("state.js", "picture.js", "panel.js", "main.js")
SHAPES = {
    "person": "dot",
    "organization": "square",
    "group": "hexagon",
    "place": "triangleDown",
    "thing": "triangle",
    "event": "diamond",
    "speech": "diamond",
    "publisher": "star",
}
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 3_600_000,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
}


def write_page(knowledge: Knowledge, path: Path, *, title: str) -> None:
    """Writes `page_html` to a file, in UTF-8 with plain line feeds."""
    path.write_bytes(page_html(knowledge, title=title).encode("utf-8"))


def page_html(knowledge: Knowledge, *, title: str) -> str:
    """The whole page as HTML; the same knowledge gives the same characters on any machine."""
    from jinja2 import DictLoader, Environment
    from markupsafe import Markup
    from pyvis.network import Network

    view = build_view(knowledge)
    network = Network(directed=True, cdn_resources="in_line", heading=_printable(title))
    drawn, first = _drawn(view)
    for node, (x, y) in drawn:
        network.add_node(node.id, **_vis_node(node, x, y))
    places = {node.id: (x, y) for node, (x, y) in drawn}
    # not add_edge: it searches the list of all nodes twice for each edge
    network.edges = _vis_edges(view.links, places, [node for node, _ in drawn])
    network.set_options(json.dumps(OPTIONS))
    vis = Path(_pyvis_folder()) / "templates/lib/vis-9.1.2/vis-network.min.js"
    library = _line_feeds(vis.read_text("utf-8")).replace("//# sourceMappingURL=", "// ")
    script = "\n".join(_part(name) for name in SCRIPTS)
    style = _part("page.css")
    environment = Environment(loader=DictLoader({"page.html": _part("page.html")}), autoescape=True)
    environment.globals.update(
        library=Markup(library),
        script=Markup(script),
        style=Markup(style),
        policy=_policy(scripts=(library, script), styles=(style,)),
        facts={**_facts(view), "first": first},
    )
    network.templateEnv = environment
    network.path = "page.html"
    return str(network.generate_html())


def _pyvis_folder() -> str:
    import pyvis

    return str(Path(pyvis.__file__).parent)


def _part(name: str) -> str:
    return _line_feeds((files("kg") / "data" / "page" / name).read_text("utf-8"))


def _line_feeds(text: str) -> str:
    """Browsers hash a script after they made its line ends line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _printable(text: str) -> str:
    """The text without lone surrogates, which UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _policy(*, scripts: Sequence[str], styles: Sequence[str]) -> str:
    """A content security policy that allows these scripts and styles and nothing else."""

    def sources(texts: Sequence[str]) -> str:
        digests = [sha256(text.encode("utf-8")).digest() for text in texts]
        return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)

    return (
        f"default-src 'none'; script-src {sources(scripts)}; style-src {sources(styles)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _facts(view: View) -> dict[str, Any]:
    """Everything that the panel tells, as JSON values."""
    return {
        "articles": [_article(article) for article in view.articles],
        "sentences": view.sentences,
        "nodes": [asdict(node) for node in view.nodes],
        "links": [asdict(link) for link in view.links],
        "said": [asdict(said) for said in view.said],
    }


def _article(article: Article) -> dict[str, str]:
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher or "",
        "published": article.published.isoformat() if article.published else "",
        "url": article.url or "",
    }


def _drawn(view: View) -> tuple[list[tuple[ViewNode, tuple[int, int]]], int]:
    """The nodes that take part in something, with their places, and how many of them are to be drawn first."""
    near = _neighbours(view.links)
    first = _most_salient(view, near)
    chosen = {node.id for node in first}
    rest = [node for node in view.nodes if node.weight and node.id not in chosen]
    at = {node.id: i for i, node in enumerate(first)}
    boxes = [_box(node) for node in first]
    links = [(at[k.begin], at[k.end]) for k in view.links if k.begin in at and k.end in at]
    places = find_places(boxes, links, groups=[node.articles[0] for node in first])
    found = {node.id: place for node, place in zip(first, places, strict=True)}
    taken = [_around(box, place) for box, place in zip(boxes, places, strict=True)]
    for node in rest:
        spots = [found[other] for other in near.get(node.id, ()) if other in found]
        spots = spots or [p for n, p in zip(first, places, strict=True) if n.articles[0] == node.articles[0]]
        x = sum(spot[0] for spot in spots) // len(spots) if spots else 0
        y = sum(spot[1] for spot in spots) // len(spots) if spots else 0
        found[node.id] = find_free_place(_box(node), (x, y), taken)
        taken.append(_around(_box(node), found[node.id]))
    return [(node, found[node.id]) for node in (*first, *rest)], len(first)


def _most_salient(view: View, near: dict[str, list[str]]) -> list[ViewNode]:
    """Up to `DRAWN_AT_FIRST` nodes: the events of each article in turn, the weightiest first, with their company."""
    nodes = {n.id: n for n in view.nodes if n.weight and n.layer not in HIDDEN}
    queues: list[list[ViewNode]] = [[] for _ in view.articles]
    for node in nodes.values():
        if node.kind == "event":
            queues[node.articles[0]].append(node)
    for queue in queues:
        queue.sort(key=lambda node: (-node.weight, node.id))
    chosen: dict[str, ViewNode] = {}
    for event in (e for turn in zip_longest(*queues) for e in turn if e):
        company = {other for other in near.get(event.id, ()) if other in nodes}
        new = [nodes[key] for key in sorted({event.id} | company) if key not in chosen]
        if len(nodes) > DRAWN_AT_FIRST and len(chosen) + len(new) > DRAWN_AT_FIRST:
            break
        chosen.update((node.id, node) for node in new)
    return list(chosen.values())


def _around(box: Box, place: tuple[int, int]) -> tuple[int, int, int, int]:
    x, y = place
    return x - box.half, y - box.up, x + box.half, y + box.down


def _neighbours(links: Sequence[ViewLink]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for link in links:
        near.setdefault(link.begin, []).append(link.end)
        near.setdefault(link.end, []).append(link.begin)
    return near


def _size(node: ViewNode) -> int:
    """The half height of a node's shape, in pixels."""
    if node.kind == "event":
        return 13 if node.main else 8
    return 8 + min(node.weight, 10) * 4 // 5


def _font(node: ViewNode) -> int:
    return 15 if node.main or (node.kind == "entity" and node.weight >= 6) else 13


def _lines(node: ViewNode) -> list[str]:
    """The label, at most two lines (three for a main event); the panel has the whole name."""
    name = _printable(node.name)
    if node.status == "denied":
        name = f"not: {name}"
    words = shortened(name, 54 if node.main else 38).split()
    lines: list[str] = []
    for word in words:
        word = shortened(word, 26)
        if lines and len(lines[-1]) + len(word) < 20:
            lines[-1] += " " + word
        else:
            lines.append(word)
    limit = 3 if node.main else 2
    if len(lines) > limit:
        lines = [*lines[: limit - 1], lines[limit - 1].rstrip("…") + "…"]
    return lines or ["…"]


def _box(node: ViewNode) -> Box:
    lines, font, size = _lines(node), _font(node), _size(node)
    wide = max(_width(line) for line in lines) * font // 100
    return Box(max(wide // 2 + 1, size), size + 1, size + 5 + len(lines) * font * 5 // 4)


def _width(line: str) -> int:
    """The width of a line in hundredths of its font size, on the wide side (DejaVu Sans is the widest we meet)."""
    width = 0
    for char in line:
        if char in "iIljJ.,:;'|!’ ":
            width += 33
        elif char in 'frt()[]-–“”"':
            width += 43
        elif char in "mwMWQO@%—…&":
            width += 92
        elif ord(char) > 0x2E80:
            width += 102
        else:
            width += 70 if char.isupper() else 62
    return width


def _vis_node(node: ViewNode, x: int, y: int) -> dict[str, Any]:
    return {
        "label": "\n".join(_lines(node)),
        "shape": SHAPES[node.layer],
        "size": _size(node),
        "font": {"size": _font(node)},
        "x": x,
        "y": y,
        "color": "#6b7280",  # the page's style sheet has the colours
        "layer": node.layer,
    }


def _vis_edges(
    links: Sequence[ViewLink], places: dict[str, tuple[int, int]], nodes: Sequence[ViewNode]
) -> list[dict[str, Any]]:
    """All links between placed nodes; a label is `roomy` if it covers no node and no other roomy label."""
    hidden = {node.id for node in nodes if node.layer in HIDDEN}
    taken = [_around(_box(n), places[n.id]) for n in nodes if n.id not in hidden]
    edges = []
    for i, link in enumerate(links):
        if link.begin not in places or link.end not in places:
            continue
        (ax, ay), (bx, by) = places[link.begin], places[link.end]
        half = _width(link.label) * 10 // 200 + 2
        area = _around(Box(half, 7, 7), ((ax + bx) // 2, (ay + by) // 2))
        roomy = link.kind != "narrates" and not hidden & {link.begin, link.end}
        roomy = roomy and not any(
            area[0] < t[2] and t[0] < area[2] and area[1] < t[3] and t[1] < area[3] for t in taken
        )
        if roomy:
            taken.append(area)
        edges.append({"id": i, "from": link.begin, "to": link.end, "arrows": "to", "roomy": roomy})
    return edges
