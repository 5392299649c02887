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

from collections.abc import Iterable

from kg.model import Entity, Reading
from kg.ontology import load_ontology

from gold.agreement import Figures, is_called, match, on_any, overlap, span
from gold.annotation import Annotation, GoldEntity, Span
from gold.clusters import Ratio, b_cubed, ceaf_e, counts, muc
from gold.score_claims import score_attributions, score_claims
from gold.score_events import match_events, score_arguments, score_events

PARTS = ("coreference MUC", "coreference B3", "coreference CEAF-e")


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


# --- entities and coreference ----------------------------------------------------------------


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
