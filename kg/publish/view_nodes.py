"""The whole view of a Knowledge: the events of all articles and the entities and publishers
behind them.

"Putin" of two articles is one node; what each article says of him stays apart.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TypedDict

from kg.model import Entity, Knowledge, Passage, Reading
from kg.publish.view import LAYERS, OTHER, Quote, View, ViewNode
from kg.publish.view_events import ReadingView
from kg.publish.view_texts import build_text


class Whereabouts(TypedDict, total=False):
    """The fields of a `ViewNode` that the map needs."""

    spot: tuple[float, float]
    precision: str
    country: str


def build_view(knowledge: Knowledge) -> View:
    """The view of everything in a Knowledge; entities that take part in nothing have weight 0."""
    view = View()
    readings = [
        ReadingView(knowledge, reading, at, view) for at, reading in enumerate(knowledge.readings)
    ]
    events = [event for reading in readings for event in reading.add()]
    weight: dict[str, int] = {}
    for link in view.links:
        for node in (link.begin, link.end):
            weight[node] = weight.get(node, 0) + 1
    view.nodes = [*_entity_nodes(knowledge, readings, weight), *events, *_publishers(view)]
    view.texts = [build_text(reading) for reading in readings]
    return view


def _entity_nodes(
    knowledge: Knowledge, readings: list[ReadingView], weight: dict[str, int]
) -> list[ViewNode]:
    found = {reading.reading.article.id: reading for reading in readings}
    nodes = []
    for node in knowledge.nodes:
        members = [(found[article], index) for article, index in node.members]
        entities = [reading.reading.entities[index] for reading, index in members]
        facts = [fact for reading, index in members for fact in _facts(reading.reading, index)]
        nodes.append(
            ViewNode(
                id=node.key,
                kind="entity",
                layer=LAYERS.get(node.type, OTHER),
                type=node.type,
                name=node.name,
                weight=weight.get(node.key, 0),
                articles=tuple(sorted({reading.at for reading, _ in members})),
                aliases=tuple(
                    sorted({a for e in entities for a in (e.name, *e.aliases)} - {node.name})
                ),
                facts=tuple(dict.fromkeys(facts)),
                links=_addresses(entities),
                quotes=tuple(quote for reading, i in members for quote in _quotes(reading, i)),
                rule=node.rule,
                **_whereabouts(entities),
            )
        )
    return nodes


def _whereabouts(entities: list[Entity]) -> Whereabouts:
    """Where the first of the entities that has coordinates lies; nothing if none has."""
    for entity in entities:
        links = entity.links
        if links and links.latitude is not None and links.longitude is not None:
            return {
                "spot": (links.latitude, links.longitude),
                "precision": links.precision or "",
                "country": links.country or "",
            }
    return {}


def _quotes(reading: ReadingView, index: int) -> list[Quote]:
    """One quote for each sentence that mentions the entity, in text order."""
    mentioned: dict[int, list[Passage]] = {}
    for mention in reading.reading.entities[index].mentions:
        sentence = bisect_right(reading.begins, mention.passage.begin)
        mentioned.setdefault(sentence, []).append(mention.passage)
    return [reading.quote(p[0], [(mention, "name") for mention in p]) for p in mentioned.values()]


def _facts(reading: Reading, index: int) -> list[tuple[str, str]]:
    facts = []
    for post in reading.posts:
        if post.person == index:
            place = post.organization if post.organization is not None else post.country
            of = f", {reading.entities[place].name}" if place is not None else ""
            facts.append(("office", post.office + of))
    entity = reading.entities[index]
    if entity.part_of is not None:
        facts.append(("part of", reading.entities[entity.part_of].name))
    if entity.acts_for is not None:
        facts.append(("stands for", reading.entities[entity.acts_for].name))
    if entity.links and entity.links.within:
        facts.append(("lies in", ", ".join(entity.links.within)))
    return facts


def _addresses(entities: list[Entity]) -> tuple[str, ...]:
    found = []
    for entity in entities:
        if entity.links and entity.links.wikidata:
            found.append(f"https://www.wikidata.org/wiki/{entity.links.wikidata}")
        if entity.links and entity.links.geonames:
            found.append(f"https://www.geonames.org/{entity.links.geonames}")
    return tuple(dict.fromkeys(found))


def _publishers(view: View) -> list[ViewNode]:
    """One node for each publisher that tells something in its own voice, by name."""
    told: dict[str, tuple[str, list[int], list[int]]] = {}
    for link in view.links:
        if link.kind == "narrates":
            name = view.said[link.said[0]].words
            at, said = told.setdefault(link.begin, (name, [], []))[1:]
            at.extend(link.articles)
            said.extend(link.said)
    return [
        ViewNode(
            key, "publisher", "publisher", "Publisher", name, len(said), tuple(sorted(set(at)))
        )
        for key, (name, at, said) in sorted(told.items())
    ]
