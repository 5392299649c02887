"""Who says what, and of each event who tells it and how firmly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import Attribution, Claim, Reading

from gold.agreement import Figures, match, on_any, overlap, span
from gold.annotation import DEFAULTS, Annotation, GoldClaim, GoldEvent, Span
from gold.clusters import Ratio, counts
from gold.score_events import Numbered, Pair

MARKS = {"negative": "polarity", "not certain": "certainty", "future": "temporality"}


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
