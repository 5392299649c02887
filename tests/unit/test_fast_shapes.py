"""The shapes as we check them say what pyshacl says, on every example and on broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.errors import OntologyError
from kg.merge import build_knowledge
from kg.rdf.as_rdflib import build_graph
from kg.rdf.mapping import build_graphs
from kg.rdf.shapes import find_violations, read_shapes
from kg.rdf.terms import Triple
from kg.rdf.validate import validate_graph
from pyoxigraph import RdfFormat, parse
from samples import build_strike, build_visit

ONTOLOGY = Path(__file__).parents[2] / "ontology"
GOOD = sorted((ONTOLOGY / "examples" / "good").glob("*.ttl"))
BAD = sorted((ONTOLOGY / "examples" / "bad").glob("*.ttl"))


def triples_of(path: Path) -> list[Triple]:
    found = parse(path=str(path), format=RdfFormat.TURTLE)
    return [(str(t.subject), str(t.predicate), str(t.object)) for t in found]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_good_example_conforms(path: Path) -> None:
    assert find_violations(triples_of(path)) == ()


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_example_breaks_its_shape_alone(path: Path) -> None:
    assert {violation.shape for violation in find_violations(triples_of(path))} == {path.stem}


SAMPLE = [
    triple
    for _, part in build_graphs(build_knowledge([build_strike(), build_visit()]))
    for triple in part
]


@settings(max_examples=40, deadline=None)
@given(
    left_out=st.sets(st.integers(0, len(SAMPLE) - 1), min_size=1, max_size=8),
    changed=st.lists(st.tuples(*[st.integers(0, len(SAMPLE) - 1)] * 2), max_size=4),
)
def test_broken_graphs_break_the_shapes_that_pyshacl_names(
    left_out: set[int], changed: list[tuple[int, int]]
) -> None:
    """Triples taken away, and values put where they do not belong."""
    broken = [triple for number, triple in enumerate(SAMPLE) if number not in left_out]
    broken += [(*SAMPLE[one][:2], SAMPLE[other][2]) for one, other in changed]
    ours = {(each.shape, each.message) for each in find_violations(broken)}
    theirs = {(each.shape, each.message) for each in validate_graph(build_graph(broken))}
    assert ours == theirs


def test_an_unknown_constraint_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <x:s> a sh:PropertyShape ;"
        ' sh:targetClass <x:c> ; sh:path <x:p> ; sh:message "m" ; sh:uniqueLang true .'
    )
    with pytest.raises(OntologyError, match="sh:uniqueLang is not known here"):
        read_shapes(tmp_path / "shapes.ttl")
