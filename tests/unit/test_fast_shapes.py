"""The shapes as we check them say what pyshacl says, on every example and on broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.errors import OntologyError
from kg.merge import build_knowledge
from kg.rdf.as_rdflib import build_graph
from kg.rdf.iris import Iris
from kg.rdf.mapping import build_article, build_common, build_graphs
from kg.rdf.shapes import find_violations, read_shapes
from kg.rdf.sheet import share
from kg.rdf.soundness import Common, check_graph, check_shapes, is_sound
from kg.rdf.terms import DEFAULT_GRAPH, Triple
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
    assert check_shapes(triples_of(path)) == ()


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_example_breaks_its_shape_alone(path: Path) -> None:
    assert {violation.shape for violation in find_violations(triples_of(path))} == {path.stem}
    assert not is_sound(triples_of(path))


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
    if is_sound(broken):
        assert not ours
    assert check_shapes(broken) == check_graph(broken) == find_violations(broken)


def test_articles_are_sound_at_a_glance() -> None:
    """What a build makes needs no look at single nodes, be it with its types or without them."""
    assert check_graph(SAMPLE) == ()
    knowledge = build_knowledge([build_strike(), build_visit()])
    shared = share(knowledge, Iris())
    types = dict(build_common(knowledge, shared))[DEFAULT_GRAPH]
    common = Common(types)
    for reading in knowledge.readings:
        triples = [triple for _, part in build_article(reading, shared) for triple in part]
        assert is_sound(triples, common)
        assert find_violations([*triples, *types]) == ()


@settings(max_examples=60, deadline=None)
@given(
    left_out=st.sets(st.integers(0, len(SAMPLE) - 1), max_size=3),
    changed=st.lists(
        st.tuples(*[st.integers(0, len(SAMPLE) - 1)] * 2, st.sampled_from([0, 1, 2])), max_size=3
    ),
)
def test_no_glance_overlooks_what_is_wrong(
    left_out: set[int], changed: list[tuple[int, int, int]]
) -> None:
    """Subjects, properties and values that stand where others should, also of types."""
    knowledge = build_knowledge([build_strike(), build_visit()])
    common = Common(dict(build_common(knowledge, share(knowledge, Iris())))[DEFAULT_GRAPH])
    broken = [triple for number, triple in enumerate(SAMPLE) if number not in left_out]
    for one, other, place in changed:
        triple = list(SAMPLE[one])
        triple[place] = SAMPLE[other][place] if place else SAMPLE[other][2]
        if triple[0][0] == "<":
            broken.append((triple[0], triple[1], triple[2]))
    both = [*broken, *common.triples]
    assert check_shapes(broken, common) == find_violations(both)


def test_an_unknown_constraint_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <x:s> a sh:PropertyShape ;"
        ' sh:targetClass <x:c> ; sh:path <x:p> ; sh:message "m" ; sh:uniqueLang true .'
    )
    with pytest.raises(OntologyError, match="sh:uniqueLang is not known here"):
        read_shapes(tmp_path / "shapes.ttl")
