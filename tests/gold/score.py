"""How well newskg reads the annotated articles: precision, recall, F1, added up over articles.

A thing counts as found where its *head* is: two heads agree if they share a character. What an
annotation lists under "maybe" counts neither as right nor as wrong. Matches are one to one.

| figure | right is |
| --- | --- |
| entities | a named entity: one of its names, and the first-level type ("City" is a Place) |
| entity classes | a named entity: one of its names, and the exact class |
| coreference MUC, B3, CEAF-e | clusters of two and more mentions, mentions equal by head |
| coreference CoNLL | the mean of the three F1 |
| times strict, relaxed | a time expression: equal words; words that overlap |
| times value | overlapping words with the right TIMEX3 value |
| triggers | an event: one of its trigger words |
| event types | an event with its trigger and its type |
| arguments | a participant, place or time of an event: its head, or another mention of the same |
| arguments with role | the same with the right role |
| attributions cue | the words that say that somebody says something |
| attributions | who says what: the source (any mention of it), content Dice >= 0.5 by characters |
| claim source | of the events found: who says it, the publisher included (accuracy) |
| attributed events | events that somebody else than the publisher tells, with the right source |
| negative, not certain, future | events told so, with the exact value |

Arguments count over all events, so an event that is missed loses its arguments too. What somebody
says is a claim, not an argument: events as topics of events are neither right nor wrong, unless the
annotation lists them. Where an annotation allows several values, any of them is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.model import Attribution, Claim, Entity, Event, Passage, Reading
from kg.ontology import load_ontology

from gold.annotation import DEFAULTS, Annotation, GoldClaim, GoldEntity, GoldEvent, Span, Words
from gold.clusters import Ratio, b_cubed, ceaf_e, counts, muc

G = TypeVar("G")
F = TypeVar("F")
Figures = dict[str, Ratio]
PARTS = ("coreference MUC", "coreference B3", "coreference CEAF-e")
MARKS = {"negative": "polarity", "not certain": "certainty", "future": "temporality"}


def score(pairs: Iterable[tuple[Annotation, Reading]]) -> Figures:
    """All figures but CoNLL, added up over articles and their annotations."""
    total: Figures = {}
    for annotation, reading in pairs:
        for name, ratio in score_article(annotation, reading).items():
            total[name] = total.get(name, Ratio()) + ratio
    return total


def f1_of(figures: Figures) -> dict[str, float]:
    """The F1 of every figure, and CoNLL."""
    found = {name: ratio.f1 for name, ratio in figures.items()}
    found["coreference CoNLL"] = sum(found[name] for name in PARTS) / len(PARTS)
    return found


def score_article(annotation: Annotation, reading: Reading) -> Figures:
    pairs, surplus = match_events(annotation, reading)
    return {
        **score_entities(annotation, reading),
        **score_coreference(annotation, reading),
        **score_times(annotation, reading),
        **score_events(annotation, pairs, surplus),
        **score_arguments(annotation, reading, pairs, surplus),
        **score_attributions(annotation, reading),
        **score_claims(annotation, reading, pairs, surplus),
    }


# --- small things ----------------------------------------------------------------------------


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def span(passage: Passage) -> Span:
    return passage.begin, passage.end


def match(
    gold: Sequence[G], found: Sequence[F], agree: Callable[[G, F], bool]
) -> list[tuple[int, int]]:
    """Pairs (gold, found) that agree, one to one, each gold thing with the first free one."""
    pairs, used = [], set()
    for i, wanted in enumerate(gold):
        for j, one in enumerate(found):
            if j not in used and agree(wanted, one):
                pairs.append((i, j))
                used.add(j)
                break
    return pairs


def on_any(heads: Iterable[Words], at: Span) -> bool:
    return any(overlap(words.head, at) for words in heads)


# --- entities and coreference ----------------------------------------------------------------


def normal(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").removeprefix("the ").split())


def is_called(names: Iterable[str], entity: Entity) -> bool:
    return normal(entity.name) in {normal(name) for name in names}


def score_entities(annotation: Annotation, reading: Reading) -> Figures:
    base = load_ontology().base_type
    gold = [entity for entity in annotation.entities if entity.names]
    named = [entity for entity in reading.entities if entity.named]

    def has_name(wanted: GoldEntity, one: Entity) -> bool:
        return is_called(wanted.names, one)

    def has_type(wanted: GoldEntity, one: Entity) -> bool:
        return has_name(wanted, one) and base(one.type) in set(map(base, wanted.types))

    def has_class(wanted: GoldEntity, one: Entity) -> bool:
        return has_name(wanted, one) and one.type in wanted.types

    known = [name for entity in gold for name in entity.names]
    found = [
        one for one in named
        if is_called(known, one) or not is_called(annotation.maybe_names, one)
    ]  # fmt: skip
    return {
        name: counts(len(match(gold, found, agree)), len(found), len(gold))
        for name, agree in (("entities", has_type), ("entity classes", has_class))
    }


def score_coreference(annotation: Annotation, reading: Reading) -> Figures:
    """A mention is the gold head that it shares a character with, else its own head."""
    gold = [[words.head for words in entity.mentions] for entity in annotation.entities]
    heads = sorted({head for cluster in gold for head in cluster})
    maybe = [words for entity in annotation.entities for words in entity.maybe]
    found: list[frozenset[Span]] = []
    taken: set[Span] = set()
    for entity in reading.entities:
        cluster = set()
        for mention in entity.mentions:
            at = span(mention.head)
            key = next((head for head in heads if overlap(head, at)), at)
            if key not in taken and (key in heads or not on_any(maybe, at)):
                cluster.add(key)
        taken |= cluster
        found.append(frozenset(cluster))
    key_clusters = [frozenset(cluster) for cluster in gold if len(set(cluster)) > 1]
    response = [cluster for cluster in found if len(cluster) > 1]
    measures = zip(PARTS, (muc, b_cubed, ceaf_e), strict=True)
    return {name: measure(key_clusters, response) for name, measure in measures}


# --- times -----------------------------------------------------------------------------------


def score_times(annotation: Annotation, reading: Reading) -> Figures:
    gold = annotation.times
    told = [(span(time.passage), time.value) for time in reading.times if time.passage is not None]
    found = [
        one for one in told
        if any(overlap(time.words.span, one[0]) for time in gold)
        or not any(overlap(words.span, one[0]) for words in annotation.maybe_times)
    ]  # fmt: skip
    pairs = match(gold, found, lambda time, one: overlap(time.words.span, one[0]))
    strict = match(gold, found, lambda time, one: time.words.span == one[0])
    value = sum(found[j][1] in gold[i].values for i, j in pairs)
    size = len(found), len(gold)
    return {
        "times strict": counts(len(strict), *size),
        "times relaxed": counts(len(pairs), *size),
        "times value": counts(value, *size),
    }


# --- events ----------------------------------------------------------------------------------

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


# --- claims ----------------------------------------------------------------------------------


def dice(gold: Iterable[Span], found: Iterable[Span]) -> float:
    """2 |G & F| / (|G| + |F|) over characters."""
    one = {at for begin, end in gold for at in range(begin, end)}
    other = {at for begin, end in found for at in range(begin, end)}
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def likeness(claim: GoldClaim, one: Attribution) -> float:
    return dice((words.span for words in claim.content), map(span, one.content))


def is_cue(claim: GoldClaim, one: Attribution) -> bool:
    if claim.cue is None or one.cue is None:
        return claim.cue is None and one.cue is None and likeness(claim, one) >= 0.5
    return overlap(claim.cue.head, span(one.cue))


def is_source(annotation: Annotation, claim: GoldClaim, one: Attribution) -> bool:
    """True for the head of the source, or of another mention of the same ("executive", "Raman")."""
    if one.source_head is None:
        return not claim.sources
    heads = [*claim.sources]
    for entity in annotation.entities:
        if claim.who in entity.names:
            heads += entity.mentions
    return on_any(heads, span(one.source_head))


def score_attributions(annotation: Annotation, reading: Reading) -> Figures:
    gold = [claim for claim in annotation.claims if not claim.optional]
    maybe = [claim for claim in annotation.claims if claim.optional]

    def whole(claim: GoldClaim, one: Attribution) -> bool:
        return is_source(annotation, claim, one) and likeness(claim, one) >= 0.5

    figures = {}
    for name, agree in (("attributions cue", is_cue), ("attributions", whole)):
        pairs = match(gold, reading.attributions, agree)
        used = {j for _, j in pairs}
        passing = [
            j for j, one in enumerate(reading.attributions)
            if j not in used and any(is_cue(claim, one) or whole(claim, one) for claim in maybe)
        ]  # fmt: skip
        found = len(reading.attributions) - len(passing)
        figures[name] = counts(len(pairs), found, len(gold))
    return figures


def is_told_by(annotation: Annotation, wanted: GoldEvent, one: Attribution | None) -> bool:
    """True if the attribution of an event (None: the publisher) names one of the right sources."""
    if one is None:
        return "publisher" in wanted.sources
    if one.source_head is None:
        return "nobody" in wanted.sources
    at = span(one.source_head)
    heads = [words for claim in annotation.claims if claim.who in wanted.sources
             for words in claim.sources]  # fmt: skip
    for entity in annotation.entities:
        if set(entity.names) & set(wanted.sources):
            heads += entity.mentions
    return on_any(heads, at)


def score_claims(
    annotation: Annotation, reading: Reading, pairs: list[Pair], surplus: list[Numbered]
) -> Figures:
    claims: dict[int, Claim] = {}
    for claim in reading.claims:
        claims.setdefault(claim.event, claim)

    def attribution(number: int) -> Attribution | None:
        at = claims[number].attribution
        return None if at is None else reading.attributions[at]

    told = [
        (wanted, attribution(number), is_told_by(annotation, wanted, attribution(number)))
        for wanted, _, number in pairs
    ]
    right = sum(ok for _, _, ok in told)
    by_others = sum("publisher" not in event.sources for event in annotation.events)
    attributed = counts(
        sum(ok and "publisher" not in wanted.sources for wanted, _, ok in told),
        sum(attribution(number) is not None for _, number in surplus)
        + sum(
            one is not None and not (ok and "publisher" in wanted.sources)
            for wanted, one, ok in told
        ),
        by_others,
    )
    return {
        "claim source": counts(right, len(pairs), len(pairs)),
        "attributed events": attributed,
        **{
            name: score_mark(annotation, claims, pairs, surplus, key) for name, key in MARKS.items()
        },
    }


def score_mark(
    annotation: Annotation,
    claims: Mapping[int, Claim],
    pairs: list[Pair],
    surplus: list[Numbered],
    key: str,
) -> Ratio:
    """Events whose value is not the usual one; where the annotation allows both, neither counts."""
    usual = DEFAULTS[key]
    gold = sum(usual not in event.values[key] for event in annotation.events)
    found = sum(getattr(claims[number], key) != usual for _, number in surplus)
    right = 0
    for wanted, _, number in pairs:
        value, allowed = getattr(claims[number], key), wanted.values[key]
        if value != usual and not (usual in allowed and value in allowed):
            found += 1
            right += value in allowed
    return counts(right, found, gold)
