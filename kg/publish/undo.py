"""How to undo a merge: for two Ada Holms that became one, the row to add to corrections.toml.

The row names words of each article, which stay right when rules change.
"""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import OutputError
from kg.rdf.query import open_store, run_query

KG = "https://w3id.org/newskg/ontology#"
GAF = "http://groundedannotationframework.org/gaf#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_NAMES = f"?why <{KG}identifies> <%s> ; <{KG}evidence> ?words"
_EVENTS = f"""{{ <%s> <{KG}reportedAs> ?event }} UNION
  {{ ?o <{KG}reportedAs> <%s> ; <{KG}reportedAs> ?event }}
  ?event <{GAF}denotedBy> ?words"""


def explain_undo(iri: str, folder: Path, base: str) -> str:
    """What to add to corrections.toml, or to delete there, so that what an IRI stands for is no
    longer merged; raises OutputError if nothing was.
    """
    if not _IRI.fullmatch(iri):
        raise OutputError(f"{iri}: no IRI; copy one from: kg query merges")
    store = open_store(folder)
    place = run_query(store, f"SELECT ?where {{ GRAPH ?g {{ <{iri}> <{KG}writtenIn> ?where }} }}")
    if place.rows:
        return f"delete the row at {place.texts()[0][0]}, then: kg build"
    rows: list[tuple[str, str]] = []
    for pattern in (_NAMES % iri, _EVENTS % (iri, iri)):
        found = run_query(
            store,
            f"SELECT DISTINCT ?words ?text {{ {pattern} . ?words <{NIF}anchorOf> ?text }} "
            "ORDER BY ?words",
        )
        rows += [(words, text) for words, text in found.texts()]
    firsts: dict[str, tuple[str, str]] = {}
    for words, text in rows:
        article = words.partition("#")[0]
        key = article if is_of_names(iri) else words
        firsts.setdefault(key, (words, text))
    if len(firsts) < 2:
        raise OutputError(
            f"{folder}: nothing was merged into {iri}; see what was with: kg query merges"
        )
    lines = ["# Add to corrections.toml beside the sources, then: kg build", "[[different]]"]
    lines.append("of = [  # delete what is the same as the first")
    lines += [f'    "{words.removeprefix(base)}",  # {text}' for words, text in firsts.values()]
    return "\n".join([*lines, "]", 'reason = ""  # say why'])


def is_of_names(iri: str) -> bool:
    """True for an entity, whose names are told apart article by article; events are, one by one."""
    return "/occurrence/" not in iri and "/event/" not in iri
