"""Corrections replayed: "these two Ada Holms are different" keeps them apart, build after build.

Targets are looked up in what the articles say without corrections: keys of entities, or words of an
article, which stay right when rules change. What is unknown or contradicts is refused by name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import combinations
from re import compile as pattern
from urllib.parse import unquote

from kg.errors import CorrectionError, OntologyError
from kg.merge.dropping import drop_entities, drop_events
from kg.model import Node, Reading
from kg.model.correction import Correction
from kg.model.ids import short_hash
from kg.model.knowledge import Readings, ReadingsById
from kg.ontology import load_ontology

Member = tuple[str, int]
_WORDS = pattern(r"article/(?P<article>[^/#]+)#char=(?P<begin>\d+),(?P<end>\d+)$")


@dataclass(frozen=True, slots=True)
class Target:
    """What a correction is about: entities or events, as (article id, index)."""

    entities: frozenset[Member] = frozenset()
    events: frozenset[Member] = frozenset()


@dataclass(slots=True)
class Plan:
    """What merging must obey; indices are those of the corrected readings."""

    corrections: tuple[Correction, ...] = ()
    marks: dict[Member, str] = field(default_factory=dict)  # entities told apart from namesakes
    same: list[tuple[frozenset[Member], Correction]] = field(default_factory=list)
    same_events: list[tuple[frozenset[Member], Correction]] = field(default_factory=list)
    apart: set[tuple[Member, Member]] = field(default_factory=set)  # events, both ways round


def correct_readings(
    readings: Sequence[Reading],
    corrections: tuple[Correction, ...],
    find_nodes: Callable[[Iterable[Reading]], tuple[Node, ...]],
) -> tuple[Sequence[Reading], Plan]:
    """The readings after drop, retype and rename, and what merging must obey; raises
    CorrectionError. Readings that are fetched when they are asked for are changed then.
    """
    _refuse_contradictions(corrections)
    first = [each for each in corrections if each.kind == "drop"]
    finder = _Finder(readings, find_nodes(readings))
    if first:
        readings = _drop(readings, first, finder)
        finder = _Finder(readings, find_nodes(readings))
    changed: dict[Member, dict[str, str]] = defaultdict(dict)
    plan = Plan(corrections)
    for correction in corrections:
        if correction.kind == "drop":
            continue
        targets = [finder.find(key, correction) for key in correction.about]
        if correction.kind in ("retype", "rename"):
            _change(changed, targets, correction)
        else:
            _relate(plan, targets, correction)
    return _each(readings, lambda reading: _changed(reading, changed)), plan


def _each(readings: Sequence[Reading], change: Callable[[Reading], Reading]) -> Sequence[Reading]:
    """The readings, each of them changed; those that are not in memory stay so."""
    if isinstance(readings, Readings):
        return Readings(readings.ids, lambda number: change(readings[number]))
    return tuple(map(change, readings))


def _refuse_contradictions(corrections: Sequence[Correction]) -> None:
    """Raises CorrectionError for two that cannot both hold."""
    related: dict[tuple[str, str], Correction] = {}
    valued: dict[tuple[str, str], Correction] = {}
    for each in corrections:
        if each.kind in ("same", "different"):
            for pair in combinations(sorted(each.about), 2):
                before = related.setdefault(pair, each)
                if before.kind != each.kind:
                    raise _contradiction(each, before, " and ".join(pair))
        elif each.kind in ("retype", "rename"):
            for key in each.about:
                before = valued.setdefault((each.kind, key), each)
                if before.value != each.value:
                    raise _contradiction(each, before, key)


def _contradiction(one: Correction, before: Correction, about: str) -> CorrectionError:
    return CorrectionError(
        f"{one.where}: [[{one.kind}]] of {about} contradicts [[{before.kind}]] at {before.where}; "
        "keep one of them"
    )


class _Finder:
    """Looks targets up, by key of a node or by words of an article."""

    def __init__(self, readings: Sequence[Reading], nodes: tuple[Node, ...]) -> None:
        self._nodes = {node.key: frozenset(node.members) for node in nodes}
        self._readings: Mapping[str, Reading] = (
            ReadingsById(readings)
            if isinstance(readings, Readings)
            else {reading.article.id: reading for reading in readings}
        )

    def find(self, key: str, correction: Correction) -> Target:
        """What a key stands for; raises CorrectionError if there is nothing."""
        if (members := self._nodes.get(unquote(key))) is not None:
            return Target(entities=members)
        words = _WORDS.match(key)
        reading = self._readings.get(unquote(words["article"])) if words else None
        if words is None or reading is None:
            near = get_close_matches(key, self._nodes, 1)
            hint = f"did you mean '{near[0]}'?" if near else "see: kg query entities"
            raise CorrectionError(f"{correction.where}: nothing is called '{key}'; {hint}")
        target = self._at_words(reading, int(words["begin"]), int(words["end"]))
        if not target.entities and not target.events:
            raise CorrectionError(
                f"{correction.where}: no entity and no event has the words '{key}'; "
                "copy them from gaf:denotedBy of the graph"
            )
        return target

    def _at_words(self, reading: Reading, begin: int, end: int) -> Target:
        article = reading.article.id
        events = {
            (article, number)
            for number, event in enumerate(reading.events)
            if any((each.begin, each.end) == (begin, end) for each in event.triggers)
        }
        entities = {
            (article, number)
            for number, entity in enumerate(reading.entities)
            if any((m.passage.begin, m.passage.end) == (begin, end) for m in entity.mentions)
        }
        return Target(frozenset(entities), frozenset(events))


def _drop(
    readings: Sequence[Reading], corrections: Sequence[Correction], finder: _Finder
) -> Sequence[Reading]:
    events: dict[str, set[int]] = defaultdict(set)
    entities: dict[str, set[int]] = defaultdict(set)
    for correction in corrections:
        for key in correction.about:
            target = finder.find(key, correction)
            for article, number in target.events:
                events[article].add(number)
            for article, number in () if target.events else target.entities:
                entities[article].add(number)
    return _each(
        readings,
        lambda each: drop_entities(
            drop_events(each, events.get(each.article.id, ())), entities.get(each.article.id, ())
        ),
    )


def _change(
    changed: dict[Member, dict[str, str]], targets: Iterable[Target], correction: Correction
) -> None:
    field_name = "type" if correction.kind == "retype" else "name"
    if field_name == "type":
        try:
            load_ontology().entity_type(correction.value)
        except OntologyError as error:
            raise CorrectionError(f"{correction.where}: {error}") from error
    for target in targets:
        if not target.entities:
            raise CorrectionError(
                f"{correction.where}: [[{correction.kind}]] is for entities, and these words are "
                "those of an event; name an entity"
            )
        for member in target.entities:
            changed[member][field_name] = correction.value


def _changed(reading: Reading, changed: dict[Member, dict[str, str]]) -> Reading:
    article = reading.article.id
    if not any((article, number) in changed for number in range(len(reading.entities))):
        return reading
    entities = []
    for number, entity in enumerate(reading.entities):
        new = changed.get((article, number), {})
        named = entity.named or "name" in new
        entities.append(
            replace(
                entity,
                type=new.get("type", entity.type),
                name=new.get("name", entity.name),
                named=named,
            )
        )
    return replace(reading, entities=tuple(entities))


def _relate(plan: Plan, targets: list[Target], correction: Correction) -> None:
    """Adds what is the same and what is different to the plan."""
    if all(target.events for target in targets):
        events = frozenset().union(*(target.events for target in targets))
        if correction.kind == "same":
            plan.same_events.append((events, correction))
        else:
            plan.apart |= set(_crossed([target.events for target in targets]))
        return
    if not all(target.entities for target in targets):
        raise CorrectionError(
            f"{correction.where}: [[{correction.kind}]] names entities and events; name one kind"
        )
    if correction.kind == "same":
        both = frozenset().union(*(target.entities for target in targets))
        plan.same.append((both, correction))
        return
    for number, target in enumerate(targets):
        if number and target.entities & targets[0].entities:
            raise CorrectionError(
                f"{correction.where}: '{correction.about[number]}' and '{correction.about[0]}' are "
                "one entity; name its words in different articles, as kg undo prints them"
            )
        for member in target.entities if number else ():
            mark = short_hash("|".join((*correction.about, str(number))))
            plan.marks[member] = f"{plan.marks.get(member, '')}{mark}"


def _crossed(groups: list[frozenset[Member]]) -> Iterator[tuple[Member, Member]]:
    for mine, theirs in combinations(groups, 2):
        for one in mine:
            for other in theirs:
                yield one, other
                yield other, one
