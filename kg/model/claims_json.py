"""Attributions, claims and the main event as JSON: {"cue": {"start": 6, "end": 10}, ...}.

The parts of `kg.model.reading_json` that say who says what.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.model.claim import Attribution, Claim
from kg.model.event import MainEvent
from kg.model.facts_json import Json, Passages, ends, maybe_span, span


def attribution_to_json(attribution: Attribution) -> Json:
    source, cue = attribution.source_passage, attribution.cue
    return {
        "source": None if source is None else ends(source),
        "source_head": maybe_span(attribution.source_head),
        "entity": attribution.source,
        "cue": None if cue is None else ends(cue),
        "content": [ends(part) for part in attribution.content],
        "quoted": attribution.quoted,
        "event": attribution.event,
        "within": attribution.within,
        "rule": attribution.rule,
    }


def attribution_from_json(row: Mapping[str, Any], find: Passages) -> Attribution:
    return Attribution(
        source=row["entity"],
        source_passage=None if row["source"] is None else find.of(row["source"]),
        source_head=find.maybe(row["source_head"]),
        cue=None if row["cue"] is None else find.of(row["cue"]),
        content=tuple(find.of(part) for part in row["content"]),
        quoted=row["quoted"],
        event=row["event"],
        within=row["within"],
        rule=row["rule"],
    )


def claim_to_json(claim: Claim) -> Json:
    return {
        "event": claim.event,
        "claim": claim.attribution,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "tense": claim.temporality,
        "modes": list(claim.modes),
        "quoted": claim.quoted,
        "evidence": span(claim.evidence),
        "cues": [span(cue) for cue in claim.cues],
        "rule": claim.rule,
    }


def claim_from_json(row: Mapping[str, Any], find: Passages) -> Claim:
    return Claim(
        event=row["event"],
        attribution=row["claim"],
        polarity=row["polarity"],
        certainty=row["certainty"],
        temporality=row["tense"],
        modes=tuple(row["modes"]),
        quoted=row["quoted"],
        evidence=find(row["evidence"]),
        cues=find.all(row["cues"]),
        rule=row["rule"],
    )


def main_to_json(main: MainEvent) -> Json:
    return {
        "event": main.event,
        "who": maybe_span(main.who),
        "what": maybe_span(main.what),
        "when": maybe_span(main.when),
        "where": maybe_span(main.where),
        "headline": main.headline,
        "why": maybe_span(main.why),
        "how": maybe_span(main.how),
        "summary": main.summary,
    }


def main_from_json(row: Mapping[str, Any], find: Passages) -> MainEvent:
    return MainEvent(
        event=row["event"],
        who=find.maybe(row["who"]),
        what=find.maybe(row["what"]),
        when=find.maybe(row["when"]),
        where=find.maybe(row["where"]),
        headline=row["headline"],
        why=find.maybe(row.get("why")),
        how=find.maybe(row.get("how")),
        summary=row.get("summary", ""),
    )
