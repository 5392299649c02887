"""What joins articles, checked against the shapes: why two Ada Holms are one, which two reports are
of one fire.

Of very many articles it cannot be checked together with them, so it is checked piece by piece.
What a piece points at must be in the articles: a node must be that of an entity, an event one of
its article's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.model import Knowledge, Node, Occurrence
from kg.rdf.iris import Iris
from kg.rdf.map_derived import identity_triples
from kg.rdf.map_occurrences import occurrence_triples
from kg.rdf.shapes import Violation
from kg.rdf.sheet import Shared, ids_of
from kg.rdf.soundness import Common, check_shapes
from kg.rdf.terms import RDF, SEM, Triple, iri_of, resource, term

PIECE = 300  # members of nodes, or events of occurrences, that are looked at together
T = TypeVar("T")


def find_joint_violations(
    knowledge: Knowledge, shared: Shared, types: Common
) -> Iterator[Violation]:
    """What breaks a shape in the identities, the occurrences, the copies and the corrections.

    `types` are those in use, with what is a kind of what.
    """
    iris, alone = shared.iris, replace(knowledge, nodes=(), occurrences=())
    ids = ids_of(knowledge)
    rest = [*identity_triples(alone, iris), *occurrence_triples(alone, iris)]
    yield from check_shapes(rest, types)
    alone = replace(alone, corrections=(), copies=())
    joined = (node for node in knowledge.nodes if node.joins)
    for nodes in pieces(joined, lambda node: len(node.members)):
        triples = identity_triples(replace(alone, nodes=nodes), iris)
        yield from check_piece(triples, [*find_entities(nodes, knowledge, iris)], types)
    for several in pieces(knowledge.occurrences, lambda each: len(each.events)):
        triples = occurrence_triples(replace(alone, occurrences=several), iris)
        yield from check_piece(triples, [*find_events(several, ids, shared)], types)


def check_piece(
    triples: Iterable[Triple], there: Sequence[Triple], types: Common
) -> Iterator[Violation]:
    """What breaks a shape in some triples, given what is declared elsewhere, which is checked
    there.
    """
    elsewhere = {iri_of(subject) for subject, _, _ in there}
    for violation in check_shapes([*triples, *there], types):
        if violation.node not in elsewhere:
            yield violation


def find_entities(nodes: Iterable[Node], knowledge: Knowledge, iris: Iris) -> Iterator[Triple]:
    """The nodes that an entity of an article is, which declares them."""
    for node in nodes:
        if any(knowledge.node_of.get(member) == node.key for member in node.members):
            yield resource(iris.node(node.key)), RDF.type, term(node.type)


def find_events(
    occurrences: Iterable[Occurrence], ids: Sequence[str], shared: Shared
) -> Iterator[Triple]:
    """The events of occurrences that their articles have."""
    for occurrence in occurrences:
        for article, index in occurrence.events:
            at = bisect_left(ids, article)
            if at < len(ids) and ids[at] == article and 0 <= index < shared.events[at]:
                iri = shared.iris.part(article, "event", index + 1)
                yield resource(iri), RDF.type, SEM.Event


def pieces(rows: Iterable[T], size_of: Callable[[T], int]) -> Iterator[tuple[T, ...]]:
    """Rows in tuples of which the sizes sum to at most PIECE; a row that is larger stands alone.

    A few rows have most members: a thousand articles tell of "Sochi", and one of most villages.
    """
    piece: list[T] = []
    held = 0
    for row in rows:
        size = size_of(row)
        if piece and held + size > PIECE:
            yield tuple(piece)
            piece, held = [], 0
        piece.append(row)
        held += size
    if piece:
        yield tuple(piece)
