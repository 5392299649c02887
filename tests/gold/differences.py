"""Where a reading and its annotation differ, one line each: "4 destroyed: missed"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Claim, Reading

from gold.agreement import is_called, match, overlap, span
from gold.annotation import VALUES, Annotation, GoldEntity, GoldEvent, Span
from gold.score_claims import is_cue, is_source, is_told_by, likeness
from gold.score_events import argument_surplus, arguments_of, match_arguments, match_events


def differences(annotation: Annotation, reading: Reading) -> Iterator[str]:
    """All that is missed or wrong in one article: entities, times, events, arguments, claims."""
    yield f"# {annotation.article}"
    yield from name_lines(annotation, reading)
    yield from coreference_lines(annotation, reading)
    yield from time_lines(annotation, reading)
    yield from event_lines(annotation, reading)
    yield from attribution_lines(annotation, reading)


def words(reading: Reading, at: Span) -> str:
    return " ".join(reading.article.text[slice(*at)].split())


def name_lines(annotation: Annotation, reading: Reading) -> Iterator[str]:
    gold = [entity for entity in annotation.entities if entity.names]
    named = [entity for entity in reading.entities if entity.named]
    for entity in named:
        wanted = next((one for one in gold if is_called(one.names, entity)), None)
        if wanted is None and not is_called(annotation.maybe_names, entity):
            yield f"entity {entity.name} ({entity.type}): too many"
        elif wanted is not None and entity.type not in wanted.types:
            yield f"entity {entity.name}: {entity.type}, not {' or '.join(wanted.types)}"
    for one in gold:
        if not any(is_called(one.names, entity) for entity in named):
            yield f"entity {one.names[0]}: missed"


def coreference_lines(annotation: Annotation, reading: Reading) -> Iterator[str]:
    for gold in annotation.entities:
        parts: dict[str, list[str]] = {}
        for mention in gold.mentions:
            key = entity_at(reading, mention.head)
            parts.setdefault(key, []).append(words(reading, mention.span))
        if len(parts) > 1:
            split = "; ".join(f"{key}: {', '.join(found)}" for key, found in parts.items())
            yield f"coreference {title_of(gold, reading)}: split into {split}"


def title_of(gold: GoldEntity, reading: Reading) -> str:
    return gold.names[0] if gold.names else words(reading, gold.mentions[0].span)


def entity_at(reading: Reading, head: Span) -> str:
    """The name and number of the entity whose mention has this head."""
    for number, entity in enumerate(reading.entities):
        if any(overlap(head, span(mention.head)) for mention in entity.mentions):
            return f"[{number} {entity.name}]"
    return "[none]"


def time_lines(annotation: Annotation, reading: Reading) -> Iterator[str]:
    told = [time for time in reading.times if time.passage is not None]
    for gold in annotation.times:
        found = [t for t in told if t.passage and overlap(gold.words.span, span(t.passage))]
        if not found or found[0].value not in gold.values:
            value = found[0].value if found else "missed"
            yield f"time {words(reading, gold.words.span)}: {value}, not {' or '.join(gold.values)}"


def event_lines(annotation: Annotation, reading: Reading) -> Iterator[str]:
    pairs, surplus = match_events(annotation, reading)
    claims: dict[int, Claim] = {}
    for claim in reading.claims:
        claims.setdefault(claim.event, claim)
    for gold in annotation.events:
        if not any(gold is wanted for wanted, _, _ in pairs):
            yield f"event {words(reading, gold.trigger.span)}: missed"
    for event, _ in surplus:
        yield f"event {event.triggers[0].text} ({event.type}): too many"
    for gold, event, number in pairs:
        name = f"event {words(reading, gold.trigger.span)}"
        if event.type not in gold.types:
            yield f"{name}: {event.type}, not {' or '.join(gold.types)}"
        yield from (f"{name}: {line}" for line in argument_lines(annotation, reading, gold, number))
        yield from (
            f"{name}: {line}" for line in claim_lines(annotation, reading, gold, claims[number])
        )


def argument_lines(
    annotation: Annotation, reading: Reading, gold: GoldEvent, number: int
) -> Iterator[str]:
    here = arguments_of(reading.events[number], reading)
    agreed = match_arguments(annotation, gold, here)
    for found, has_role in agreed:
        if not has_role:
            yield f"{here[found].role} {words(reading, here[found].head)!r}: wrong role"
    for argument in argument_surplus(gold, here, agreed):
        yield f"{argument.role} {words(reading, argument.head)!r}: too many"
    if missing := len(gold.arguments) - len(agreed):
        listed = ", ".join(
            f"{choices[0][0]} {words(reading, choices[0][1].head)}" for choices in gold.arguments
        )
        yield f"{missing} missed of {listed}"


def claim_lines(
    annotation: Annotation, reading: Reading, gold: GoldEvent, claim: Claim
) -> Iterator[str]:
    attribution = None if claim.attribution is None else reading.attributions[claim.attribution]
    if not is_told_by(annotation, gold, attribution):
        head = attribution.source_head if attribution else None
        teller = "publisher" if attribution is None else head.text if head else "nobody"
        yield f"told by {teller}, not {' or '.join(gold.sources)}"
    for key in sorted(VALUES):
        if getattr(claim, key) not in gold.values[key]:
            yield f"{getattr(claim, key)}, not {' or '.join(sorted(gold.values[key]))}"


def attribution_lines(annotation: Annotation, reading: Reading) -> Iterator[str]:
    gold = [claim for claim in annotation.claims if not claim.optional]
    found = reading.attributions
    pairs = match(
        gold, found, lambda c, one: is_source(annotation, c, one) and likeness(c, one) >= 0.5
    )
    for number, claim in enumerate(gold):
        if number not in dict(pairs):
            yield f"claim of {claim.who} ({words(reading, claim.content[0].span)[:50]}): missed"
    right = {number for _, number in pairs}
    for number, one in enumerate(found):
        if number not in right and not any(is_cue(claim, one) for claim in annotation.claims):
            source = one.source_head.text if one.source_head else "nobody"
            yield f"claim of {source} ({one.content[0].text[:50]}): too many"
