"""What the page shows as JSON values: "Putin" as a node, his claims, the text that he stands in.

A page holds as many articles as a browser can bear; of 5,000 reports of one flood it holds those
that tell the most, and says how many it left out.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from kg.model import Article, Knowledge
from kg.publish.labels import printable
from kg.publish.scenes import Scene, find_roomy
from kg.publish.view import View, ViewNode, ViewText

HELD = 400_000  # characters of all texts that a page holds; 100 bytes of page each


def find_page_share(knowledge: Knowledge, *, held: int = HELD) -> Knowledge:
    """The Knowledge of the articles that tell the most events and fit on a page, at least one."""
    if sum(len(reading.article.text) for reading in knowledge.readings) <= held:
        return knowledge
    ranked = sorted(knowledge.readings, key=lambda r: (-len(r.events), r.article.id))
    kept: set[str] = set()
    for reading in ranked:
        held -= len(reading.article.text)
        if held < 0 and kept:
            break
        kept.add(reading.article.id)
    nodes = (
        replace(node, members=tuple(member for member in node.members if member[0] in kept))
        for node in knowledge.nodes
    )
    return Knowledge(
        tuple(reading for reading in knowledge.readings if reading.article.id in kept),
        tuple(node for node in nodes if node.members),
        {member: key for member, key in knowledge.node_of.items() if member[0] in kept},
    )


def build_facts(view: View, scenes: dict[str, Scene], *, articles: int) -> dict[str, Any]:
    """All that the page's script reads; `articles` is how many there are with those left out."""
    return {
        "articles": [_article(article) for article in view.articles],
        "left": articles - len(view.articles),
        "texts": [_text(text) for text in view.texts],
        "sentences": view.sentences,
        "nodes": [_without_empty(node) for node in view.nodes],
        "links": [_values(link) for link in view.links],
        "said": [_values(said) for said in view.said],
        "scenes": scenes,
        "roomy": find_roomy(view, scenes),
    }


def _article(article: Article) -> dict[str, str]:
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher or "",
        "published": article.published.isoformat() if article.published else "",
        "url": article.url or "",
    }


def _text(text: ViewText) -> dict[str, Any]:
    return {"text": printable(text.text), "segments": text.segments, "marks": text.marks}


def _without_empty(node: ViewNode) -> dict[str, Any]:
    """The node without what only places have, unless it is one."""
    shown: dict[str, Any] = _values(node)
    if node.spot is None:
        for name in ("spot", "precision", "country"):
            del shown[name]
    return shown


def _values(fact: Any) -> Any:
    """Dataclasses as dictionaries, as deep as they go; `asdict` also copies every word."""
    if isinstance(fact, tuple | list):
        return [_values(part) for part in fact]
    names = _field_names(fact.__class__)
    return {name: _values(getattr(fact, name)) for name in names} if names else fact


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """The names of the fields of a dataclass; of another type none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
