"""The prefixes of the graph's text: `place:sochi` is `<https://.../place/sochi>`, `kg:agent` a term
of ours.

Plain strings, so that a build needs no rdflib; a test compares them with the namespaces of
`kg.vocab`.
"""

from __future__ import annotations

from kg.ontology import SCHEMES_IRI, load_ontology
from kg.rdf import terms

VOCABULARIES = {
    "acled": SCHEMES_IRI + "acled#",
    "act": terms.ACT.iri,
    "cameo": terms.CAMEO.iri,
    "dcterms": "http://purl.org/dc/terms/",
    "fact": terms.FACT.iri,
    "gaf": terms.GAF.iri,
    "geo": terms.GEO.iri,
    "gn": terms.GN.iri,
    "grasp": terms.GRASP.iri,
    "itsrdf": terms.ITSRDF.iri,
    "kg": terms.KG.iri,
    "nif": terms.NIF.iri,
    "org": terms.ORG.iri,
    "owl": terms.OWL.iri,
    "plover": terms.PLOVER.iri,
    "prov": terms.PROV.iri,
    "rdf": terms.RDF.iri,
    "rdfs": terms.RDFS.iri,
    "schema": terms.SCHEMA.iri,
    "sem": terms.SEM.iri,
    "skos": terms.SKOS.iri,
    "time": terms.TIME.iri,
    "wd": terms.WD.iri,
    "wgs": terms.WGS.iri,
    "xsd": terms.XSD.iri,
}

# The prefix of each path of our own IRIs: "person" -> <base>person/. OWL-Time has the prefix
# "time", so times have "when".
PATHS = {
    "article": "article/",
    "when": "time/",
    "occurrence": "occurrence/",
    "join": "join/",
    "count": "count/",
    "correction": "correction/",
    **{name.lower(): f"{name.lower()}/" for name in load_ontology().children("Entity")},
}


def prefixes_of(base: str) -> dict[str, str]:
    """Every prefix that our graphs bind, with its namespace; `base` ends in a slash."""
    return VOCABULARIES | {prefix: base + path for prefix, path in PATHS.items()}
