"""Event tables in the manner of ACLED and of PLOVER: a row for each coded event and pair of actors.

"Rebels shelled Kessa on Monday" -> 2024-03-04, Explosions/Remote violence, Rebels, Kessa. Only what
somebody says has happened is coded; whose word it is stands in the row. A release that is agreed
to is coded as the agreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kg.export.statements import Statements
from kg.export.tables import (
    Cell,
    Record,
    Sheet,
    bounds_of,
    build_table,
    claims_of_events,
    coded_type,
    joined,
    local,
    number,
    parts_of,
    publisher_name,
    source_name,
)
from kg.ontology import load_ontology
from kg.vocab import KG, RDF, SCHEMA, SEM, WGS

ACLED_COLUMNS = (
    "event_id_cnty event_date year time_precision event_type sub_event_type actor1 actor2 country "
    "location latitude longitude geo_precision source notes"
)
PLOVER_COLUMNS = (
    "event_id event_date date_end event_type event_mode context cameo_root actor recipient "
    "location latitude longitude polarity certainty temporality attributed_to publisher url text"
)
TARGETS = ("patient", "recipient", "beneficiary", "destination", "topic", "source")
ACLED_PRECISION = {"exact": 1, "city": 1, "region": 2, "country": 3}
DAYS = 7  # a span of at most a week has ACLED's time precision 2


def acled_table(graph: Statements) -> Sheet:
    """Events of a type that ACLED has and that somebody firmly says have happened."""
    return build_table("acled", ACLED_COLUMNS, acled_rows(graph))


def plover_table(graph: Statements) -> Sheet:
    """Every claim of an event of a type that PLOVER has, with its actors."""
    return build_table("plover", PLOVER_COLUMNS, plover_rows(graph))


def acled_rows(graph: Statements) -> Iterator[Record]:
    claims = claims_of_events(graph)
    for event in graph.events():
        kind = coded_type(graph, event)
        told = [claim for claim in claims.get(event, ()) if has_happened(graph, claim)]
        acled = load_ontology().term(kind).acled
        if acled is None or not told:
            continue
        article = graph.article_of(event)
        begin, end = bounds_of(graph, event)
        begin, end = begin or end, end or begin
        published = graph.one(article, SCHEMA.datePublished) or None
        place = next(iter(graph.values(event, SEM.hasPlace)), "")
        for actor, target in actors_of(graph, event):
            yield {
                "event_id_cnty": event,
                "event_date": begin or published,
                "year": int((begin or published or "0")[:4]) or None,
                "time_precision": time_precision(begin, end),
                "event_type": acled,
                "sub_event_type": graph.label(event),
                "actor1": actor,
                "actor2": target,
                "country": country_of(graph, place),
                **point_of(graph, place),
                "geo_precision": ACLED_PRECISION.get(graph.one(place, KG.precision)),
                "source": source_name(graph, told[0]),
                "notes": graph.words(graph.one(told[0], KG.evidence)),
            }


def plover_rows(graph: Statements) -> Iterator[Record]:
    claims = claims_of_events(graph)
    for event in graph.events():
        term = load_ontology().term(coded_type(graph, event))
        if (coded := load_ontology().plover_of(term.name)) is None:
            continue
        article, (begin, end) = graph.article_of(event), bounds_of(graph, event)
        place = next(iter(graph.values(event, SEM.hasPlace)), "")
        for actor, target in actors_of(graph, event):
            for claim in claims.get(event, ()):
                yield {
                    "event_id": event,
                    "event_date": begin,
                    "date_end": end,
                    "event_type": coded[0],
                    "event_mode": coded[1],
                    "context": joined(sorted(map(local, graph.values(claim, KG.mode)))),
                    "cameo_root": term.cameo,
                    "actor": actor,
                    "recipient": target,
                    **point_of(graph, place),
                    "polarity": local(graph.one(claim, KG.polarity)),
                    "certainty": local(graph.one(claim, KG.certainty)),
                    "temporality": local(graph.one(claim, KG.temporality)),
                    "attributed_to": source_name(graph, claim),
                    "publisher": publisher_name(graph, article),
                    "url": graph.one(article, SCHEMA.url) or None,
                    "text": graph.words(graph.one(claim, KG.evidence)),
                }


def actors_of(graph: Statements, event: str) -> list[tuple[str | None, str | None]]:
    """Every agent with every target, by name; one pair at least, with None for who is not told."""
    roles: dict[str, list[str]] = {}
    for part in parts_of(graph, event):
        who = graph.one(part, KG.participant)
        if str(SEM.Event) not in graph.values(who, RDF.type):
            name = graph.label(who) or graph.label(part)
            roles.setdefault(local(graph.one(part, KG.role)), []).append(name)
    agents: list[str | None] = list(dict.fromkeys(roles.get("agent", ()))) or [None]
    role = next((role for role in TARGETS if role in roles), "")
    targets: list[str | None] = list(dict.fromkeys(roles.get(role, ()))) or [None]
    return [(actor, target) for actor in agents for target in targets]


def has_happened(graph: Statements, claim: str) -> bool:
    """True for a claim that the event happened once, certain or probable, not in the future."""
    return (
        local(graph.one(claim, KG.polarity)) == "positive"
        and local(graph.one(claim, KG.certainty)) in {"certain", "probable"}
        and local(graph.one(claim, KG.temporality)) == "non-future"
        and str(KG.habitual) not in graph.values(claim, KG.mode)
    )


def time_precision(begin: str | None, end: str | None) -> int:
    """ACLED's code: 1 the day is known, 2 the week, 3 the month or less."""
    if begin is None or end is None:
        return 3
    days = (date.fromisoformat(end) - date.fromisoformat(begin)).days
    return 1 if days == 0 else 2 if days <= DAYS else 3


def point_of(graph: Statements, place: str) -> Record:
    found: dict[str, Cell] = {"location": graph.label(place) or None}
    found["latitude"] = number(graph.one(place, WGS.lat))
    found["longitude"] = number(graph.one(place, WGS.long))
    return found


def country_of(graph: Statements, place: str) -> str | None:
    return graph.one(place, KG.countryCode) or None
