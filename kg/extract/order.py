"""Keeps the order of events free of contradictions: nothing is before what comes before it.

"He fled after the raid. The raid followed his flight" cannot both be: the relation that is found
first stays, what contradicts it is left out. What causes or enables another event comes before it,
what happens during another is neither before nor after it, and one event told twice is one.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Relation

ORDERED = frozenset({"before", "causes", "enables"})  # the source comes before the target
TOGETHER = frozenset({"during", "part-of", "same-as"})  # neither comes before the other
STAGES = {"same-as": 1, "during": 2, "part-of": 2}


class Order:
    """What comes before what among the events of one article, by event number."""

    def __init__(self) -> None:
        self.later: dict[int, set[int]] = {}
        self.one: dict[int, int] = {}  # an event told again -> the event told first

    def told_first(self, event: int) -> int:
        while event in self.one:
            event = self.one[event]
        return event

    def is_before(self, event: int, other: int) -> bool:
        """True if a chain of relations leads from one event to another (or both are one)."""
        goal, seen = self.told_first(other), set[int]()
        ahead = [self.told_first(event)]
        while ahead:
            at = ahead.pop()
            if at == goal:
                return True
            if at not in seen:
                seen.add(at)
                ahead += [self.told_first(next_one) for next_one in self.later.get(at, ())]
        return False

    def allows(self, relation: Relation) -> bool:
        source, target = relation.source, relation.target
        if relation.kind in ORDERED:
            return not self.is_before(target, source)
        if relation.kind in TOGETHER:
            return not self.is_before(source, target) and not self.is_before(target, source)
        return True

    def add(self, relation: Relation) -> None:
        source, target = self.told_first(relation.source), self.told_first(relation.target)
        if relation.kind in ORDERED:
            self.later.setdefault(source, set()).add(target)
        elif relation.kind == "same-as":
            self.one[source] = target
            self.later.setdefault(target, set()).update(self.later.pop(source, ()))


def without_contradictions(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """The relations that contradict none of the others kept: order first, then sameness, then what
    happens together; within each the first.
    """
    order, kept = Order(), []
    for relation in sorted(relations, key=lambda r: STAGES.get(r.kind, 0)):
        if order.allows(relation):
            order.add(relation)
            kept.append(relation)
    return tuple(kept)
