"""Readings as JSON: what `kg read --format jsonl` prints, what the cache holds and
`output/readings/*.json` are.

"Putin said" becomes `{"source": [0, 5], "cue": [6, 10], ...}`: spans are `[start, end)` code points
of "text", and every other number is a position in a list of the same reading. The format is
`docs/reading.schema.json`; nothing of a Reading is lost in it. Its "claims" are who says what
(`Attribution`), its "statements" what is said of each event (`Claim`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kg.model.article import Article, DateReading, Link, Passage, Segment
from kg.model.claim import Claim
from kg.model.claims_json import (
    attribution_from_json,
    attribution_to_json,
    claim_from_json,
    claim_to_json,
    main_from_json,
    main_to_json,
)
from kg.model.event import Relation
from kg.model.facts_json import (
    Json,
    Passages,
    Span,
    day,
    ends,
    entity_from_json,
    entity_to_json,
    event_from_json,
    event_to_json,
    maybe_span,
    parse_day,
    post_from_json,
    post_to_json,
    relation_to_json,
    span,
)
from kg.model.knowledge import Reading, Stamp
from kg.model.time import Time


def reading_to_json(
    reading: Reading,
    *,
    family_of: Callable[[str], str],
    plover_of: Callable[[str], str | None],
) -> Json:
    """A Reading as JSON values; keys always stand in the same order.

    `family_of` gives the type that readers of the file know ("City" -> "Place"), `plover_of` the
    PLOVER class of an event type; both come from the ontology and are not read back.
    """
    first_claims: dict[int, Claim] = {}
    for claim in reading.claims:
        first_claims.setdefault(claim.event, claim)
    nouns = frozenset(n for n, e in enumerate(reading.events) if e.rule == "events.nominal")
    return {
        **_article_to_json(reading.article),
        "sentences": [span(sentence) for sentence in reading.sentences],
        **_times_to_json(reading.times),
        "entities": [entity_to_json(entity, family_of) for entity in reading.entities],
        "events": [
            event_to_json(
                event,
                reading.times,
                plover_of(event.coded_as or event.type),
                first_claims.get(number),
                nouns,
            )
            for number, event in enumerate(reading.events)
        ],
        "claims": [attribution_to_json(attribution) for attribution in reading.attributions],
        "statements": [claim_to_json(claim) for claim in reading.claims],
        "relations": [relation_to_json(relation) for relation in reading.relations],
        "posts": [post_to_json(post) for post in reading.posts],
        "main": None if reading.main is None else main_to_json(reading.main),
        "stamp": {name: getattr(reading.stamp, name) for name in _STAMP},
        "warnings": list(reading.warnings),
    }


def reading_from_json(record: Mapping[str, Any]) -> Reading:
    """The Reading that `reading_to_json` wrote; raises KeyError or ValueError for anything else."""
    article = _article_from_json(record)
    find = Passages(article)
    return Reading(
        article=article,
        stamp=Stamp(**{name: record["stamp"][name] for name in _STAMP}),
        sentences=find.all(record["sentences"]),
        entities=tuple(entity_from_json(row, find) for row in record["entities"]),
        times=_times_from_json(record, find),
        events=tuple(event_from_json(row, find) for row in record["events"]),
        attributions=tuple(attribution_from_json(row, find) for row in record["claims"]),
        claims=tuple(claim_from_json(row, find) for row in record["statements"]),
        relations=tuple(
            Relation(row["kind"], row["source"], row["target"], find(row["evidence"]), row["rule"])
            for row in record["relations"]
        ),
        posts=tuple(post_from_json(row, find) for row in record["posts"]),
        main=None if record["main"] is None else main_from_json(record["main"], find),
        warnings=tuple(record["warnings"]),
    )


_STAMP = ("version", "model", "lexicons", "ontology", "code")


# --- article ---------------------------------------------------------------------------------


def _article_to_json(article: Article) -> Json:
    reading = article.date_reading
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "published": day(article.published),
        "publisher": article.publisher,
        "url": article.url,
        "language": article.language,
        "source": article.source,
        "authors": list(article.authors),
        "keywords": list(article.keywords),
        "links": [
            {"label": link.label, "url": link.url, "span": maybe_span(link.passage)}
            for link in article.links
        ],
        "segments": [
            {"span": [block.begin, block.end], "kind": block.kind, "line": block.line}
            for block in article.segments
        ],
        "date_reading": None
        if reading is None
        else {
            "words": reading.words,
            "taken": day(reading.taken),
            "order": reading.order,
            "reason": reading.reason,
            "other": day(reading.other),
        },
        "article_warnings": list(article.warnings),
    }


def _article_from_json(record: Mapping[str, Any]) -> Article:
    reading, article_id, text = record["date_reading"], record["id"], record["text"]

    def passage(at: Span | None) -> Passage | None:
        if at is None:
            return None
        return Passage(at[0], at[1], text[at[0] : at[1]], article_id)

    return Article(
        id=article_id,
        title=record["title"],
        text=text,
        published=parse_day(record["published"]),
        publisher=record["publisher"],
        url=record["url"],
        language=record["language"],
        source=record["source"],
        segments=tuple(
            Segment(row["span"][0], row["span"][1], row["kind"], row["line"])
            for row in record["segments"]
        ),
        keywords=tuple(record["keywords"]),
        links=tuple(
            Link(row["label"], row["url"], passage(row["span"])) for row in record["links"]
        ),
        authors=tuple(record["authors"]),
        date_reading=None
        if reading is None
        else DateReading(
            reading["words"],
            date.fromisoformat(reading["taken"]),
            reading["order"],
            reading["reason"],
            parse_day(reading["other"]),
        ),
        warnings=tuple(record["article_warnings"]),
    )


# --- times -----------------------------------------------------------------------------------


def _times_to_json(times: tuple[Time, ...]) -> Json:
    """Times with words in "times", inferred ones in "inferred_times"; "index" is what events refer
    to.
    """
    written: list[Json] = []
    inferred: list[Json] = []
    for index, time in enumerate(times):
        row: Json = {
            "index": index,
            "type": time.type,
            "value": time.value,
            "edtf": time.edtf,
            "earliest": day(time.earliest),
            "latest": day(time.latest),
            "grain": time.grain,
            "basis": time.basis,
            "rule": time.rule,
        }
        if time.passage is None:
            inferred.append(row)
        else:
            written.append({**ends(time.passage), **row})
    return {"times": written, "inferred_times": inferred}


def _times_from_json(record: Mapping[str, Any], find: Passages) -> tuple[Time, ...]:
    rows = sorted([*record["times"], *record["inferred_times"]], key=lambda row: row["index"])
    return tuple(
        Time(
            passage=find.of(row) if "start" in row else None,
            type=row["type"],
            value=row["value"],
            edtf=row["edtf"],
            earliest=parse_day(row["earliest"]),
            latest=parse_day(row["latest"]),
            grain=row["grain"],
            basis=row["basis"],
            rule=row["rule"],
        )
        for row in rows
    )
