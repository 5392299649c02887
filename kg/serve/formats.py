"""Media types: `Accept: text/turtle` asks for Turtle, `text/csv` for a table, a browser for a page.

Choice is by RFC 9110, section 12.5.1: the weight of the most specific range that fits a type; of
equal weights the first type that we list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

HTML = "text/html"
JSON_RESULTS = "application/sparql-results+json"
XML_RESULTS = "application/sparql-results+xml"
TURTLE = "text/turtle"

# media type -> the name of pyoxigraph's QueryResultsFormat
TABLES = {
    JSON_RESULTS: "JSON",
    "application/json": "JSON",
    XML_RESULTS: "XML",
    "application/xml": "XML",
    "text/xml": "XML",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
}
# media type -> the name of pyoxigraph's RdfFormat
TRIPLES = {
    TURTLE: "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/ld+json": "JSON_LD",
    "application/rdf+xml": "RDF_XML",
    "application/trig": "TRIG",
    "application/n-quads": "N_QUADS",
    "application/xml": "RDF_XML",
    "text/plain": "N_TRIPLES",
}
# short names, as in ?format=csv
SHORT = {
    "json": JSON_RESULTS,
    "xml": XML_RESULTS,
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": TURTLE,
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
    "html": HTML,
}


def choose_type(accept: str | None, offered: Iterable[str]) -> str | None:
    """The offered type that an Accept header likes best; None if it takes none of them."""
    ranges = list(_ranges(accept or "*/*"))
    best, liked = None, 0.0
    for offer in offered:
        weight = _weight(offer, ranges)
        if weight > liked:
            best, liked = offer, weight
    return best


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    for part in accept.split(","):
        name, *parameters = (word.strip().lower() for word in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    weight = min(max(float(parameter[2:]), 0.0), 1.0)
                except ValueError:
                    weight = 0.0
        if name:
            yield name, weight


def _weight(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    """What the most specific range that fits gives to a type."""
    kind = offer.partition("/")[0]
    for name in (offer, f"{kind}/*", "*/*"):
        found = [weight for said, weight in ranges if said == name]
        if found:
            return max(found)
    return 0.0
