"""Entities, places, times and posts of an article as triples: Berga is a `kg:City` with a point, in
Norland.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Entity, Links, Time
from kg.model.ids import slug
from kg.rdf.sheet import Sheet
from kg.rdf.terms import (
    FALSE,
    GEO,
    GN,
    KG,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SEM,
    SKOS,
    TIME,
    TRUE,
    WD,
    WGS,
    XSD,
    Term,
    day,
    resource,
    term,
    text,
    typed,
)

DBPEDIA = "http://dbpedia.org/resource/"
_CORE = {
    "Person": SEM.Actor,
    "Organization": SEM.Actor,
    "Group": SEM.Actor,
    "Place": SEM.Place,
}


def add_entities(sheet: Sheet) -> None:
    """Adds every entity with its names, words, links and place in the world."""
    for index, entity in enumerate(sheet.reading.entities):
        node, iri = sheet.node(index), sheet.entity(index)
        base = sheet.ontology.base_type(node.type)
        sheet.add(
            iri,
            (RDF.type, term(node.type)),
            (RDF.type, term(base)),
            (RDF.type, _CORE.get(base)),
            (RDFS.label, text(node.name)),
            (KG.named, TRUE if node.named else FALSE),
        )
        for alias in sorted({entity.name, *entity.aliases} - {node.name}):
            sheet.add(iri, (SKOS.altLabel, text(alias)))
        if entity.part_of is not None:
            whole = sheet.entity(entity.part_of)
            inside = base == "Place" and _is_place(sheet, entity.part_of)
            sheet.add(iri, (GEO.sfWithin if inside else KG.partOf, whole))
        if entity.acts_for is not None:
            sheet.add(iri, (KG.actsFor, sheet.entity(entity.acts_for)))
        _add_mentions(sheet, iri, entity)
        if entity.links is not None:
            _add_links(sheet, iri, node.key, entity.links)


def _is_place(sheet: Sheet, entity: int) -> bool:
    return sheet.ontology.base_type(sheet.node(entity).type) == "Place"


def _add_mentions(sheet: Sheet, iri: Term, entity: Entity) -> None:
    for mention in entity.mentions:
        words = sheet.denote(iri, mention.passage)
        sheet.add(words, (KG.mentionKind, text(mention.kind)), (KG.rule, text(mention.rule)))


def _add_links(sheet: Sheet, iri: Term, key: str, links: Links) -> None:
    if links.wikidata:
        sheet.add(iri, (OWL.sameAs, WD[links.wikidata]))
    if links.geonames:
        sheet.add(iri, (OWL.sameAs, GN[f"{links.geonames}/"]))
    if links.dbpedia:
        sheet.add(iri, (SKOS.exactMatch, resource(DBPEDIA + links.dbpedia)))
    if links.iri:
        sheet.add(iri, (SKOS.exactMatch, resource(links.iri)))
    if links.authority:
        file = resource(sheet.iris.authority(links.authority))
        sheet.add(iri, (PROV.wasDerivedFrom, file))
        sheet.add(file, (RDF.type, PROV.Entity), (RDFS.label, text(links.authority)))
    if links.country:
        sheet.add(iri, (KG.countryCode, text(links.country)))
    if links.latitude is not None and links.longitude is not None:
        _add_point(sheet, iri, key, links)
    inner = iri
    for name in links.within if key.startswith("place/") else ():
        outer = resource(sheet.iris.place(name))
        if outer != inner:
            sheet.add(inner, (RDF.type, GEO.Feature), (GEO.sfWithin, outer))
            _add_outer_place(sheet, outer, name)
            inner = outer


def _add_outer_place(sheet: Sheet, iri: Term, name: str) -> None:
    """A containing place, which the article need not name; if it has a node, that declares it."""
    if f"place/{slug(name)}" not in sheet.nodes:
        sheet.add(
            iri,
            (RDF.type, GEO.Feature),
            (RDFS.label, text(name)),
        )


def _add_point(sheet: Sheet, iri: Term, key: str, links: Links) -> None:
    latitude, longitude = _degrees(links.latitude), _degrees(links.longitude)
    point = resource(sheet.iris.geometry(key))
    sheet.add(
        iri,
        (RDF.type, GEO.Feature),
        (WGS.lat, typed(latitude, XSD.decimal)),
        (WGS.long, typed(longitude, XSD.decimal)),
        (GEO.hasGeometry, point),
        (KG.precision, text(links.precision) if links.precision else None),
    )
    wkt = typed(f"POINT({longitude} {latitude})", GEO.wktLiteral)
    sheet.add(point, (RDF.type, GEO.Geometry), (GEO.asWKT, wkt))


def _degrees(value: float | None) -> str:
    """A coordinate with at most five decimals (a metre) and at least one."""
    shown = f"{value or 0.0:.5f}".rstrip("0")
    shown = f"{shown}0" if shown.endswith(".") else shown
    return "0.0" if shown == "-0.0" else shown


def add_times(sheet: Sheet) -> tuple[Term, ...]:
    """Adds every time; gives their IRIs in the reading's order.

    A time with an EDTF value is one node in all articles, another (a duration) belongs to its
    article.
    """
    found = []
    for index, time in enumerate(sheet.reading.times):
        iri = resource(sheet.iris.time(time.edtf)) if time.edtf else sheet.part("time", index)
        found.append(iri)
        label = time.edtf or (time.passage.text if time.passage else time.value)
        sheet.add(
            iri,
            (RDF.type, SEM.Time),
            (RDFS.label, text(label)),
            (KG.edtf, text(time.edtf) if time.edtf else None),
        )
        for predicate, value in _bounds(sheet, time):
            sheet.add(iri, (predicate, value))
        if time.passage is not None:
            sheet.add(
                sheet.denote(iri, time.passage),
                (KG.timexType, text(time.type)),
                (KG.timexValue, text(time.value)),
                (KG.basis, text(time.basis)),
                (KG.rule, text(time.rule)),
            )
    return tuple(found)


def _bounds(sheet: Sheet, time: Time) -> Iterator[tuple[Term, Term]]:
    """The earliest and latest day of a time in SEM and in OWL-Time."""
    known = (time.earliest, time.latest)
    earliest, latest = sheet.bounds[time.edtf] if time.edtf else known
    if earliest is not None:
        yield SEM.hasEarliestBeginTimeStamp, day(earliest)
    if latest is not None:
        yield SEM.hasLatestEndTimeStamp, day(latest)
    if earliest is None and latest is None:
        return
    if earliest is not None and earliest.isoformat() == time.edtf:
        yield RDF.type, TIME.Instant
        yield TIME.inXSDDate, day(earliest)
        return
    yield RDF.type, TIME.Interval
    for predicate, bound in ((TIME.hasBeginning, earliest), (TIME.hasEnd, latest)):
        if bound is not None:
            instant = resource(sheet.iris.time(bound.isoformat()))
            sheet.add(
                instant,
                (RDF.type, TIME.Instant),
                (RDFS.label, text(bound.isoformat())),
                (TIME.inXSDDate, day(bound)),
            )
            yield predicate, instant


def add_posts(sheet: Sheet) -> None:
    """Adds every post and who holds it."""
    for index, post in enumerate(sheet.reading.posts):
        iri, person = sheet.part("post", index), sheet.entity(post.person)
        organization = None if post.organization is None else sheet.entity(post.organization)
        country = None if post.country is None else sheet.entity(post.country)
        sheet.add(
            iri,
            (RDF.type, ORG.Post),
            (RDFS.label, text(post.office)),
            (KG.office, text(post.office)),
            (KG.rank, text(post.rank) if post.rank else None),
            (ORG.heldBy, person),
            (ORG.postIn, organization),
            (KG.forCountry, country),
            (KG.since, text(post.begin) if post.begin else None),
            (KG.until, text(post.end) if post.end else None),
            (KG.rule, text(post.rule)),
        )
        sheet.add(person, (ORG.holds, iri))
        sheet.denote(iri, post.passage)
