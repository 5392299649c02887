"""Who reports an occurrence, who claims or denies it, and on which numbers the articles differ.

"Twelve people died, the mayor said" and "At least 15 dead" are two stances on one occurrence and a
difference: *people* are 12 in one article and 15 in the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.timex.words import number_of
from kg.model import (
    Claim,
    Copy,
    Difference,
    Occurrence,
    Participant,
    Passage,
    Reading,
    Stance,
)
from kg.model.ids import slug
from kg.model.knowledge import Readings, ReadingsById
from kg.model.occurrence import StanceKind

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_COUNTED = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?|[a-z]+(?:-[a-z]+)?)(?: (?P<scale>[a-z]+))?")
_NO_NUMBERS = frozenset({"a", "an", "half", "one"})  # "one" is a pronoun as often
_LIKE_DATES = range(1900, 2100)


def corroborate(
    occurrences: Iterable[Occurrence], readings: Sequence[Reading], copies: Iterable[Copy]
) -> tuple[Occurrence, ...]:
    """The occurrences with stances, differences and the number of independent reports."""
    by_id: Mapping[str, Reading] = (
        ReadingsById(readings)
        if isinstance(readings, Readings)
        else {reading.article.id: reading for reading in readings}
    )
    origin = {copy.article: copy.original for copy in copies}
    return tuple(
        replace(
            occurrence,
            stances=tuple(_stances(occurrence, by_id)),
            differences=tuple(_differences(occurrence, by_id, origin)),
            independent=count_independent(occurrence.articles, by_id, origin),
        )
        for occurrence in occurrences
    )


def count_independent(
    articles: Iterable[str], readings: Mapping[str, Reading], origin: Mapping[str, str]
) -> int:
    """How many reports these articles are: copies of one text and articles of one publisher are one
    report.
    """
    reports = set()
    for article in articles:
        first = origin.get(article, article)
        publisher = readings[first].article.publisher
        reports.add(f"publisher {slug(publisher)}" if publisher else f"article {first}")
    return len(reports)


def stance_of(claim: Claim) -> StanceKind:
    """What a claim holds of its event; what is only possible, wanted or supposed stays open."""
    if claim.certainty in ("possible", "unknown") or "hypothetical" in claim.modes:
        return "open"
    if claim.polarity == "negative":
        return "denied"
    return "reported" if claim.attribution is None else "claimed"


def _stances(occurrence: Occurrence, readings: Mapping[str, Reading]) -> Iterator[Stance]:
    events: dict[str, set[int]] = defaultdict(set)
    for article, event in occurrence.events:
        events[article].add(event)
    for article, told in events.items():
        for index, claim in enumerate(readings[article].claims):
            if claim.event in told:
                yield Stance((article, index), stance_of(claim))


def _differences(
    occurrence: Occurrence, readings: Mapping[str, Reading], origin: Mapping[str, str]
) -> Iterator[Difference]:
    """Numbers of one kind of thing in one role, where two articles that are no copies differ."""
    counted: dict[tuple[str, str], list[tuple[float, Passage]]] = defaultdict(list)
    for article, index in occurrence.events:
        reading = readings[article]
        for participant in reading.events[index].participants:
            number = count_in(participant.passage, participant.head)
            if number is not None:
                kind = (participant.role, _kind(reading, participant))
                counted[kind].append((number, participant.passage))
    for (_, what), values in sorted(counted.items()):
        said: dict[str, set[float]] = defaultdict(set)
        for number, passage in values:
            said[origin.get(passage.article, passage.article)].add(number)
        if len(set().union(*said.values())) > 1 and not set.intersection(*said.values()):
            ordered = sorted(values, key=lambda value: (value[0], value[1].article, value[1].begin))
            yield Difference(what, tuple(ordered))


def _kind(reading: Reading, participant: Participant) -> str:
    entity = None if participant.entity is None else reading.entities[participant.entity]
    return (entity.head if entity else "") or participant.head.text.lower()


def count_in(words: Passage, head: Passage) -> float | None:
    """The number before the head of a phrase: "at least 12 people" -> 12; None if there is none."""
    before = words.text[: max(0, head.begin - words.begin)].lower()
    for match in reversed(list(_COUNTED.finditer(before))):
        number = None if match["number"] in _NO_NUMBERS else number_of(match["number"])
        if number is not None:
            is_year = match["number"].isdigit() and int(number) in _LIKE_DATES
            return None if is_year else number * _SCALES.get(match["scale"] or "", 1.0)
    return None
