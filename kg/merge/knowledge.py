"""Readings -> Knowledge: which names are one thing, which events are one occurrence, which articles
are copies.

Claims are never merged: of "the bridge fell" and "the bridge still stands" both stay, side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.merge.copies import find_copies
from kg.merge.corrections import Plan, correct_readings
from kg.merge.corroboration import corroborate
from kg.merge.entities import find_nodes, gather_nodes
from kg.merge.excerpts import Excerpts
from kg.merge.node_keys import NodeKeys
from kg.merge.nodes import Nodes
from kg.merge.occurrences import find_occurrences
from kg.merge.sorting import Sorted
from kg.model import Knowledge, Node, Occurrence, Reading
from kg.model.correction import Correction
from kg.model.knowledge import Readings


def build_knowledge(
    readings: Iterable[Reading], corrections: tuple[Correction, ...] = ()
) -> Knowledge:
    """All readings with what they are about together; the order of the readings does not matter.
    Of readings that are not held nodes and occurrences are not held either.

    Raises CorrectionError for a correction that is unknown or contradicts another.
    """
    ordered: Sequence[Reading] = (
        readings
        if isinstance(readings, Readings)
        else tuple(sorted(readings, key=lambda reading: reading.article.id))
    )
    plan = Plan()
    if corrections:
        ordered, plan = correct_readings(ordered, corrections, find_nodes)
    excerpts = Excerpts()
    gathered = gather_nodes(excerpts.keep(ordered), plan)
    is_large = isinstance(ordered, Readings)
    nodes = Nodes(gathered) if is_large else tuple(sorted(gathered, key=_key_of))
    node_of = NodeKeys(excerpts, nodes)
    copies = find_copies(excerpts)
    origin = {copy.article: copy.original for copy in copies}
    occurrences = (
        corroborate(occurrence, excerpts.of, origin)
        for occurrence in find_occurrences(excerpts, node_of, plan)
    )
    return Knowledge(
        readings=ordered,
        nodes=nodes,
        node_of=node_of,
        occurrences=Sorted((each.key, each) for each in occurrences)
        if is_large
        else tuple(sorted(occurrences, key=_key_of)),
        copies=copies,
        corrections=corrections,
    )


def _key_of(each: Node | Occurrence) -> str:
    return each.key
