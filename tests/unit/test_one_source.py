"""`kg query one-source`: who alone claims something, however often it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.rdf.query import Table, load_query, open_store, run_query

PREFIXES = {
    "kg": "https://w3id.org/newskg/ontology#",
    "grasp": "http://groundedannotationframework.org/grasp#",
    "fact": "http://groundedannotationframework.org/grasp/factuality#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}


def line(subject: str, predicate: str, value: str) -> str:
    return f"{whole(subject)} {whole(predicate)} {whole(value)} .\n"


def whole(word: str) -> str:
    if word.startswith('"'):
        return word
    prefix, _, name = word.partition(":")
    return f"<{PREFIXES.get(prefix, prefix + ':')}{name}>"


def claim(number: int, source: str) -> str:
    """The lines of an event that a source claims."""
    event, said = f"e:{number}", f"c:{number}{source}"
    return "".join(
        line(*triple)
        for triple in (
            (event, "rdf:type", "sem:Event"),
            (event, "rdf:type", "kg:Attack"),
            (event, "rdfs:label", '"attack"'),
            (said, "kg:about", event),
            (said, "grasp:wasAttributedTo", f"s:{source}"),
            (said, "kg:polarity", "fact:positive"),
            (said, "kg:certainty", "fact:certain"),
            (said, "kg:sourceMention", "m:1"),
            (said, "kg:evidence", f"m:{number}"),
            (f"m:{number}", "nif:anchorOf", f'"{source} said so {number}"'),
            (said, "prov:wasQuotedFrom", "a:1"),
            ("a:1", "schema:identifier", '"a"'),
            (f"s:{source}", "rdfs:label", f'"{source}"'),
        )
    )


def together(occurrence: int, *events: int) -> str:
    return "".join(line(f"o:{occurrence}", "kg:reportedAs", f"e:{number}") for number in events)


def ask(folder: Path, quads: str) -> Table:
    (folder / "graph.nq").write_text(quads)
    return run_query(open_store(folder, named=False), load_query("one-source"))


@pytest.mark.parametrize(
    ("quads", "sentences"),
    [
        (claim(1, "Holm"), ["Holm said so 1"]),
        (claim(1, "Holm") + claim(1, "Weiss"), []),
        (claim(1, "Holm") + claim(2, "Weiss"), ["Holm said so 1", "Weiss said so 2"]),
        (claim(1, "Holm") + claim(2, "Weiss") + together(1, 1, 2), []),
        (
            claim(1, "Holm") + claim(2, "Holm") + together(1, 1, 2),
            ["Holm said so 1", "Holm said so 2"],
        ),
        (
            claim(1, "Holm") + claim(2, "Holm") + claim(3, "Weiss")
            + together(1, 1, 2) + together(2, 2, 3),
            ["Holm said so 1"],
        ),
    ],
    ids=["alone", "two of one event", "two events", "two of one occurrence", "one", "two groups"],
)  # fmt: skip
def test_who_alone_claims_something(quads: str, sentences: list[str], tmp_path: Path) -> None:
    assert [row[4] for row in ask(tmp_path, quads).texts()] == sentences


def test_what_is_told_very_often_is_answered(tmp_path: Path) -> None:
    numbers = range(2000)
    quads = "".join(claim(n, "Holm") for n in numbers) + together(1, *numbers)
    assert len(ask(tmp_path, quads).rows) == len(numbers)
