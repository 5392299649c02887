"""Events and their arguments: which triggers, types, participants, places and times are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Event, Reading

from gold.agreement import Figures, match, on_any, overlap, span
from gold.annotation import Annotation, GoldEvent, Span, Words
from gold.clusters import counts

Pair = tuple[GoldEvent, Event, int]  # the number of the event in the reading
Numbered = tuple[Event, int]


def match_events(annotation: Annotation, reading: Reading) -> tuple[list[Pair], list[Numbered]]:
    """The events that agree by trigger, and the found ones that are too many.

    Words that tell an event a second time ("began *providing* support") count where the first are
    not found, and are let pass where they are.
    """
    gold, events = annotation.events, reading.events

    def triggered(words: Sequence[Words], event: Event) -> bool:
        return any(on_any(words, span(trigger)) for trigger in event.triggers)

    pairs = match(gold, events, lambda wanted, event: triggered((wanted.trigger,), event))
    left = [i for i in range(len(gold)) if i not in dict(pairs)]
    free = [j for j in range(len(events)) if j not in {j for _, j in pairs}]
    second = match(left, free, lambda i, j: triggered(gold[i].also, events[j]))
    pairs += [(left[i], free[j]) for i, j in second]
    used = {j for _, j in pairs}
    passing = [*annotation.maybe_events, *(words for event in gold for words in event.also)]
    surplus = [
        (event, number)
        for number, event in enumerate(events)
        if number not in used and not triggered(passing, event)
    ]
    return [(gold[i], events[j], j) for i, j in sorted(pairs)], surplus


def score_events(annotation: Annotation, pairs: list[Pair], surplus: list[Numbered]) -> Figures:
    typed = sum(event.type in wanted.types for wanted, event, _ in pairs)
    size = len(pairs) + len(surplus), len(annotation.events)
    return {"triggers": counts(len(pairs), *size), "event types": counts(typed, *size)}


# --- arguments -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Argument:
    role: str
    head: Span
    told: bool  # an event as a topic: what is said, not who takes part


def arguments_of(event: Event, reading: Reading) -> list[Argument]:
    """Participants, places and the times that have words."""
    found = [
        Argument(one.role, span(one.head), one.role == "topic" and one.event is not None)
        for one in event.participants
    ]
    found += [Argument("place", span(place.head), False) for place in event.places]
    for when in event.times:
        passage = reading.times[when.time].passage
        if passage is not None:
            found.append(Argument("time", span(passage), False))
    return found


def score_arguments(
    annotation: Annotation, reading: Reading, pairs: list[Pair], surplus: list[Numbered]
) -> Figures:
    total = sum(len(event.arguments) for event in annotation.events)
    found = sum(not one.told for event, _ in surplus for one in arguments_of(event, reading))
    right = with_role = 0
    for wanted, event, _ in pairs:
        here = arguments_of(event, reading)
        agreed = match_arguments(annotation, wanted, here)
        right += len(agreed)
        with_role += sum(role for _, role in agreed)
        found += len(agreed) + len(argument_surplus(wanted, here, agreed))
    return {
        "arguments": counts(right, found, total),
        "arguments with role": counts(with_role, found, total),
    }


def argument_surplus(
    wanted: GoldEvent, found: list[Argument], agreed: list[tuple[int, bool]]
) -> list[Argument]:
    """The arguments that are wrong."""
    used = {number for number, _ in agreed}
    return [
        one
        for number, one in enumerate(found)
        if number not in used and not one.told and not on_any(wanted.maybe, one.head)
    ]


def match_arguments(
    annotation: Annotation, wanted: GoldEvent, found: list[Argument]
) -> list[tuple[int, bool]]:
    """Numbers of the found arguments that are right, and whether their role is; roles first."""
    clusters = [[words.head for words in entity.mentions] for entity in annotation.entities]

    def same(words: Words, at: Span) -> bool:
        if overlap(words.head, at):
            return True
        return any(
            any(overlap(head, words.head) for head in cluster)
            and any(overlap(head, at) for head in cluster)
            for cluster in clusters
        )

    def agree(argument: tuple[tuple[str, Words], ...], one: Argument, role: bool) -> bool:
        return any((not role or one.role == name) and same(words, one.head)
                   for name, words in argument)  # fmt: skip

    first = match(wanted.arguments, found, lambda argument, one: agree(argument, one, True))
    left = [i for i in range(len(wanted.arguments)) if i not in dict(first)]
    free = [j for j in range(len(found)) if j not in {j for _, j in first}]
    second = match(left, free, lambda i, j: agree(wanted.arguments[i], found[j], False))
    return [(j, True) for _, j in first] + [(free[j], False) for _, j in second]
