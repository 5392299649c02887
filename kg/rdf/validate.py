"""Checks before anything is published: "the mill will close" must have words, a claim and a source.

`validate_graph` asks pyshacl whether a graph of rdflib keeps ontology/shapes.ttl and the terms of
kg.ttl (a build asks `kg.rdf.shapes`, which is much faster); `check_promises` checks what SHACL
cannot say, on the facts: that every passage equals the text at its offsets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from kg.errors import GraphError
from kg.model import Knowledge, Passage, Reading
from kg.ontology import KG_IRI, find_ontology_folder, load_ontology
from kg.rdf.shapes import SHAPES_IRI, Violation

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def validate_graph(graph: Graph) -> tuple[Violation, ...]:
    """What breaks ontology/shapes.ttl or uses an undeclared kg: term, sorted; empty if all is well.

    Of a dataset pass the union of its graphs. No inference is made and the graph is not changed.
    """
    import pyshacl
    from rdflib import RDF, SH

    conforms, report, _ = pyshacl.validate(
        graph, shacl_graph=_load_shapes(), inference="none", advanced=False, inplace=True
    )
    if isinstance(report, Exception):
        raise GraphError(f"ontology/shapes.ttl: {report}; the file must be SHACL Core")
    found = set(_undeclared_terms(graph))
    if not conforms:
        for result in report.subjects(RDF.type, SH.ValidationResult):
            values = (report.value(result, p) for p in (SH.focusNode, SH.sourceShape, SH.value))
            node, shape, value = (_shorten(graph, value) for value in values)
            message = str(report.value(result, SH.resultMessage))
            found.add(Violation(node, shape.removeprefix(SHAPES_IRI), message, value))
    return tuple(sorted(found))


def check_promises(knowledge: Knowledge) -> tuple[str, ...]:
    """What the facts get wrong, as "where: what", in the order of the readings; empty if nothing.

    Every passage equals its article's text at its offsets, every index points at a fact, every
    event has a claim, and no time ends before it begins.
    """
    return tuple(
        problem for reading in knowledge.readings for problem in find_broken_promises(reading)
    )


def find_broken_promises(reading: Reading) -> tuple[str, ...]:
    """What the facts of one article get wrong."""
    return tuple(
        f"{reading.article.id}: {problem}"
        for check in (_wrong_passages, _wrong_indices, _unclaimed_events, _wrong_times)
        for problem in check(reading)
    )


@cache
def _load_shapes() -> Graph:
    from rdflib import Graph

    return Graph().parse(find_ontology_folder() / "shapes.ttl", format="turtle")


def _shorten(graph: Graph, node: Node | None) -> str:
    if node is None:
        return ""
    if str(node).startswith(SHAPES_IRI):
        return str(node)
    return node.n3(graph.namespace_manager)


def _undeclared_terms(graph: Graph) -> Iterator[Violation]:
    """Uses of kg: terms that kg.ttl does not declare, as predicate, type, role or other value."""
    known = load_ontology().terms
    for node, predicate, value in graph:
        for term in (predicate, value):
            name = str(term)
            if name.startswith(KG_IRI) and name.removeprefix(KG_IRI) not in known:
                message = f"uses {name.removeprefix(KG_IRI)!r}, which ontology/kg.ttl does not have"
                yield Violation(_shorten(graph, node), "declared-terms", message)


def _find_passages(fact: Any, path: str) -> Iterator[tuple[str, Passage]]:
    """Every passage in a fact, with the way to it: "events[3].triggers[0]"."""
    if isinstance(fact, Passage):
        yield path, fact
    elif isinstance(fact, tuple):
        for number, part in enumerate(fact):
            yield from _find_passages(part, f"{path}[{number}]")
    else:
        for name in _field_names(fact.__class__):
            part = getattr(fact, name)
            if isinstance(part, tuple | Passage) or _field_names(part.__class__):
                yield from _find_passages(part, f"{path}.{name}" if path else name)


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    """The names of the fields of a dataclass; of another type none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


@cache
def _parts_of(kind: type) -> tuple[str, ...]:
    """The names of those fields of a dataclass whose types name a dataclass: what may hold
    passages.
    """
    if not is_dataclass(kind):
        return ()
    return tuple(name for name, hint in get_type_hints(kind).items() if _names_facts(hint))


def _names_facts(hint: Any) -> bool:
    return is_dataclass(hint) or hint is Any or any(map(_names_facts, get_args(hint)))


def _passages_in(fact: Any) -> Iterator[Passage]:
    """Every passage in a fact."""
    if fact.__class__ is Passage:
        yield fact
    elif fact.__class__ is tuple:
        for part in fact:
            yield from _passages_in(part)
    else:
        for name in _parts_of(fact.__class__):
            yield from _passages_in(getattr(fact, name))


def _has_wrong_passage(reading: Reading) -> bool:
    article, text, size = reading.article.id, reading.article.text, len(reading.article.text)
    return not all(
        0 <= passage.begin < passage.end <= size
        and text[passage.begin : passage.end] == passage.text
        and passage.article == article
        for passage in _passages_in(reading)
    )


def _wrong_passages(reading: Reading) -> Iterator[str]:
    if not _has_wrong_passage(reading):
        return
    article = reading.article
    for path, passage in _find_passages(reading, ""):
        begin, end = passage.begin, passage.end
        if passage.article != article.id:
            yield f"{path}: a passage of {passage.article!r}"
        elif not 0 <= begin < end <= len(article.text):
            yield f"{path}: [{begin}, {end}) is no span of {len(article.text)} characters"
        elif article.text[begin:end] != passage.text:
            there = article.text[begin:end]
            yield f"{path}: the text at [{begin}, {end}) is {there!r}, not {passage.text!r}"


def _indices_of(reading: Reading) -> Iterator[tuple[str, str, int | None]]:
    """Every index: where it stands, the tuple of the Reading that it points into, its value."""
    for n, entity in enumerate(reading.entities):
        yield f"entities[{n}].part_of", "entities", entity.part_of
        yield f"entities[{n}].acts_for", "entities", entity.acts_for
    for n, event in enumerate(reading.events):
        for k, participant in enumerate(event.participants):
            yield f"events[{n}].participants[{k}].entity", "entities", participant.entity
            yield f"events[{n}].participants[{k}].event", "events", participant.event
        for k, place in enumerate(event.places):
            yield f"events[{n}].places[{k}].entity", "entities", place.entity
        for k, time in enumerate(event.times):
            yield f"events[{n}].times[{k}].time", "times", time.time
    for n, attribution in enumerate(reading.attributions):
        yield f"attributions[{n}].source", "entities", attribution.source
        yield f"attributions[{n}].event", "events", attribution.event
        yield f"attributions[{n}].within", "attributions", attribution.within
    for n, claim in enumerate(reading.claims):
        yield f"claims[{n}].event", "events", claim.event
        yield f"claims[{n}].attribution", "attributions", claim.attribution
    for n, relation in enumerate(reading.relations):
        yield f"relations[{n}].source", "events", relation.source
        yield f"relations[{n}].target", "events", relation.target
    for n, post in enumerate(reading.posts):
        yield f"posts[{n}].person", "entities", post.person
        yield f"posts[{n}].organization", "entities", post.organization
        yield f"posts[{n}].country", "entities", post.country
    if reading.main is not None:
        yield "main.event", "events", reading.main.event


def _wrong_indices(reading: Reading) -> Iterator[str]:
    sizes = {name: len(getattr(reading, name)) for name in ("entities", "events", "times")}
    sizes["attributions"] = len(reading.attributions)
    for path, target, index in _indices_of(reading):
        if index is not None and not 0 <= index < sizes[target]:
            yield f"{path}: {index} is none of the {sizes[target]} {target}"


def _unclaimed_events(reading: Reading) -> Iterator[str]:
    claimed = {claim.event for claim in reading.claims}
    for number, event in enumerate(reading.events):
        if number not in claimed:
            yield f"events[{number}] ({event.type} {event.lemma!r}): no claim is about it"


def _wrong_times(reading: Reading) -> Iterator[str]:
    for number, time in enumerate(reading.times):
        if time.earliest and time.latest and time.earliest > time.latest:
            yield f"times[{number}]: {time.earliest} to {time.latest} ends before it begins"
