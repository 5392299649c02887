"""The rows of the quality card that tell of several articles: who affirms and who denies that "the
bridge fell", and which numbers differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kg.merge.nodes import Called, by_key
from kg.merge.sorting import Sorted
from kg.model import Claim, Knowledge, Occurrence, Reading
from kg.model.knowledge import Readings, ReadingsById

PUBLISHER = "the article itself"
NOBODY = "nobody is named"
MOST = 10**10 - 1  # reports of an occurrence, more than there can be


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """What several articles tell of one happening, and what somebody denies or counts
    differently.
    """

    type: str
    label: str
    articles: tuple[str, ...]
    independent: int
    affirmed: tuple[str, ...]  # sources
    denied: tuple[str, ...]
    numbers: tuple[str, ...]  # "people: 12, 15"
    score: float


def is_on_disk(knowledge: Knowledge) -> bool:
    """True if the readings are too many to be held; what is made of them is not held either."""
    return isinstance(knowledge.readings, Readings)


def count_occurrences(knowledge: Knowledge) -> Sequence[OccurrenceRow]:
    """The occurrences of several articles, and those that are disputed; the best reported first."""
    chosen = (each for each in knowledge.occurrences if len(each.articles) > 1 or each.is_disputed)
    nodes = by_key(knowledge.nodes)
    readings: Mapping[str, Reading] = (
        ReadingsById(knowledge.readings)
        if isinstance(knowledge.readings, Readings)
        else {reading.article.id: reading for reading in knowledge.readings}
    )

    def sources(occurrence: Occurrence, *kinds: str) -> tuple[str, ...]:
        found = {
            source_of(knowledge, nodes, readings[article], readings[article].claims[claim])
            for stance in occurrence.stances
            if stance.kind in kinds
            for article, claim in (stance.claim,)
        }
        return tuple(sorted(found))

    rows = (count_occurrence(each, sources) for each in chosen)
    if is_on_disk(knowledge):
        return Sorted(
            (f"{MOST - row.independent:010}\0{row.type}\0{row.label}\0", row) for row in rows
        )
    return tuple(sorted(rows, key=lambda row: (-row.independent, row.type, row.label)))


def count_occurrence(
    occurrence: Occurrence, sources: Callable[..., tuple[str, ...]]
) -> OccurrenceRow:
    return OccurrenceRow(
        type=occurrence.type,
        label=occurrence.label,
        articles=occurrence.articles,
        independent=occurrence.independent,
        affirmed=sources(occurrence, "reported", "claimed"),
        denied=sources(occurrence, "denied"),
        numbers=tuple(
            f"{d.what}: {', '.join(dict.fromkeys(f'{value:g}' for value, _ in d.values))}"
            for d in occurrence.differences
        ),
        score=occurrence.score,
    )


def source_of(
    knowledge: Knowledge, nodes: Mapping[str, Called], reading: Reading, claim: Claim
) -> str:
    """The name of a claim's source, across articles the same for the same node."""
    if claim.attribution is None:
        return reading.article.publisher or PUBLISHER
    attribution = reading.attributions[claim.attribution]
    if attribution.source is None:
        return NOBODY if attribution.source_passage is None else attribution.source_passage.text
    node = nodes.get(knowledge.node_of.get((reading.article.id, attribution.source), ""))
    return (node or reading.entities[attribution.source]).name
