"""The page graph.html: click on "liberation of Syria" and read who says so, how firmly, in which
words; see it in the graph, on the time line, on the map and in the article.

One file without any network request. What comes from articles reaches the browser as JSON in
blocks that are not scripts and is shown as text only; the content security policy names our two
scripts and one style sheet by hash, so nothing else runs, whatever an article's title or quote
may hold.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.lean import PYVIS, left_out
from kg.model import Knowledge
from kg.publish.labels import font_of, lines_of, printable, size_of
from kg.publish.page_answers import Answers, answer_questions
from kg.publish.page_facts import build_facts, find_page_share
from kg.publish.picture import Placer
from kg.publish.scenes import find_scenes
from kg.publish.view import ViewNode
from kg.publish.view_nodes import build_view

# in the order in which they are put together: each uses what stands before it
SCRIPTS = (
    "dom", "facts", "state", "matching", "looks", "graph", "places", "timeline", "axis", "map",
    "text", "questions", "evidence", "details", "filters", "search", "legend", "views", "main",
)  # fmt: skip
STYLES = (
    "base", "layout", "details", "graph", "timeline", "map", "text", "questions", "filters",
    "print",
)  # fmt: skip
NO_ANSWERS: Answers = {"words": [], "questions": []}
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


def write_page(
    knowledge: Knowledge, path: Path, *, title: str, place: Placer | None = None
) -> None:
    """Writes `page_html` to a file, in UTF-8 with plain line feeds; the saved questions are
    answered on the graph.nq beside it, if there is one.
    """
    answers = answer_questions(path.parent) if (path.parent / "graph.nq").is_file() else NO_ANSWERS
    page = page_html(knowledge, title=title, answers=answers, place=place)
    path.write_bytes(page.encode("utf-8", "replace"))


def page_html(
    knowledge: Knowledge,
    *,
    title: str,
    answers: Answers = NO_ANSWERS,
    place: Placer | None = None,
) -> str:
    """The whole page as HTML; the same knowledge gives the same characters on any machine."""
    from jinja2 import DictLoader, Environment
    from markupsafe import Markup

    share = find_page_share(knowledge)
    view = build_view(share)
    scenes = find_scenes(view, place)
    places = {key: place for scene in reversed(scenes.values()) for key, place in scene.items()}
    network = _network(view.nodes, places, title)
    # not add_edge: it searches the list of all nodes twice for each edge
    network.edges = [
        {"id": i, "from": link.begin, "to": link.end, "arrows": "to"}
        for i, link in enumerate(view.links)
    ]
    vis = Path(_pyvis_folder()) / "templates/lib/vis-9.1.2/vis-network.min.js"
    library = _line_feeds(vis.read_text("utf-8")).replace("//# sourceMappingURL=", "// ")
    script = '"use strict";\n' + "\n".join(_part(f"{name}.js") for name in SCRIPTS)
    style = "\n".join(_part(f"{name}.css") for name in STYLES)
    environment = Environment(loader=DictLoader({"page.html": _part("page.html")}), autoescape=True)
    environment.globals.update(
        library=Markup(library),
        script=Markup(script),
        style=Markup(style),
        policy=_policy(scripts=(library, script), styles=(style,)),
        facts=build_facts(view, scenes, articles=len(knowledge.readings)),
        answers=answers,
        world=json.loads(_part("world.json")),
    )
    network.templateEnv = environment
    network.path = "page.html"
    return str(network.generate_html())


def _network(nodes: Sequence[ViewNode], places: dict[str, tuple[int, int]], title: str) -> Any:
    """pyvis' Network with every node that takes part in something."""
    with left_out(PYVIS):
        from pyvis.network import Network
        from pyvis.node import Node

    network = Network(directed=True, cdn_resources="in_line", heading=printable(title))
    # not add_node: it searches the list of all nodes for each
    network.nodes = [
        Node(node.id, **_vis_node(node, places.get(node.id, (0, 0)))).options
        for node in nodes
        if node.weight
    ]
    network.set_options(json.dumps(OPTIONS))
    return network


def _pyvis_folder() -> str:
    with left_out(PYVIS):
        import pyvis

    return str(Path(pyvis.__file__).parent)


def _part(name: str) -> str:
    return _line_feeds((files("kg") / "data" / "page" / name).read_text("utf-8"))


def _line_feeds(text: str) -> str:
    """Browsers hash a script after they made its line ends line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _policy(*, scripts: Sequence[str], styles: Sequence[str]) -> str:
    """A content security policy that allows these scripts and styles and nothing else."""

    def sources(texts: Sequence[str]) -> str:
        digests = [sha256(text.encode("utf-8")).digest() for text in texts]
        return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)

    return (
        f"default-src 'none'; script-src {sources(scripts)}; style-src {sources(styles)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _vis_node(node: ViewNode, place: tuple[int, int]) -> dict[str, Any]:
    return {
        "label": "\n".join(lines_of(node)) or node.id,
        "shape": SHAPES[node.layer],
        "size": size_of(node),
        "font": {"size": font_of(node)},
        "x": place[0],
        "y": place[1],
        "color": "#6b7280",  # the page's style sheet has the colours
    }
