"""Good examples conform, each bad one breaks its one shape; facts keep their promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from kg.model import Claim, Entity, Event, Knowledge, Mention, Participant, Reading, Stamp, Time
from kg.model.article import Article, Segment
from kg.ontology import load_ontology
from kg.rdf.validate import SHAPES_IRI, Violation, check_promises, validate_graph
from kg.vocab import KG
from rdflib import RDF, RDFS, SH, Graph, URIRef

ONTOLOGY = Path(__file__).parents[2] / "ontology"
GOOD = sorted((ONTOLOGY / "examples" / "good").glob("*.ttl"))
BAD = sorted((ONTOLOGY / "examples" / "bad").glob("*.ttl"))


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ONTOLOGY / "shapes.ttl")


def listed(shapes: Graph, shape: str) -> set[str]:
    head = shapes.value(URIRef(SHAPES_IRI + shape), SH["in"])
    return {str(member) for member in shapes.items(head)}


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_good_example_conforms(path: Path) -> None:
    graph = Graph().parse(path)
    assert len(graph) > 50
    assert validate_graph(graph) == ()


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_example_breaks_its_shape_alone(path: Path) -> None:
    assert {violation.shape for violation in validate_graph(Graph().parse(path))} == {path.stem}


def test_every_shape_has_a_bad_example(shapes: Graph) -> None:
    names = {str(s).removeprefix(SHAPES_IRI) for s in shapes.subjects(RDF.type, SH.PropertyShape)}
    assert names == {path.stem for path in BAD}


def test_shapes_are_core_only_and_named(shapes: Graph) -> None:
    assert not list(shapes.subject_objects(SH.sparql))
    assert not list(shapes.subjects(SH.property))
    for shape in shapes.subjects(RDF.type, SH.PropertyShape):
        assert isinstance(shape, URIRef)
        assert shapes.value(shape, SH.message) is not None


def test_shapes_list_what_the_ontology_has(shapes: Graph) -> None:
    ontology = load_ontology()
    types = {str(KG[name]) for name in ontology.types}
    assert {iri for iri in listed(shapes, "Event-type") if "newskg" in iri} == types
    roles = {str(KG[name]) for name in ontology.roles}
    assert listed(shapes, "Participation-role") == roles
    targets = shapes.objects(URIRef(SHAPES_IRI + "Entity-label"), SH.targetClass)
    assert {str(t) for t in targets} == {str(KG[name]) for name in ontology.entity_types}


def test_undeclared_term_is_found() -> None:
    graph = Graph().parse(GOOD[0])
    event = next(graph.subjects(RDF.type, KG.Closure))
    graph.add((event, URIRef(str(KG) + "agnt"), event))
    (violation,) = validate_graph(graph)
    assert violation.shape == "declared-terms"
    assert "'agnt'" in violation.message


def test_violation_in_words() -> None:
    graph = Graph().parse(GOOD[0])
    graph.remove((None, RDFS.label, None))
    words = [str(violation) for violation in validate_graph(graph)]
    assert "event:2: has no label (shape Event-label)" in words
    assert str(Violation("a", "b", "c", "d")) == "a: c, found d (shape b)"


TEXT = "Ada left. She said so."
ARTICLE = Article(
    id="a",
    title="",
    text=TEXT,
    published=None,
    publisher=None,
    url=None,
    language="en",
    source="-",
    segments=(Segment(0, len(TEXT), "paragraph", 1),),
)


def build_reading() -> Reading:
    ada, left, sentence = ARTICLE.passage(0, 3), ARTICLE.passage(4, 8), ARTICLE.passage(0, 9)
    return Reading(
        article=ARTICLE,
        stamp=Stamp("0", "m", "l", "o", "c"),
        sentences=(sentence,),
        entities=(Entity("Person", "Ada", True, (Mention(ada, ada, "name", "mentions.name"),)),),
        times=(Time(None, "DATE", "2031", "2031", date(2031, 1, 1), None, "year", "open", "r"),),
        events=(
            Event("Departure", "leave", (left,), (Participant("agent", ada, ada, 0),), (), (), "r"),
        ),
        attributions=(),
        claims=(Claim(0, None, "positive", "certain", "non-future", (), False, sentence, (), "r"),),
        relations=(),
        posts=(),
        main=None,
    )


def problems(reading: Reading) -> tuple[str, ...]:
    return check_promises(Knowledge(readings=(reading,), nodes=()))


def test_promises_kept() -> None:
    assert problems(build_reading()) == ()


def test_passage_that_is_not_the_text() -> None:
    reading = build_reading()
    event = replace(reading.events[0], triggers=(replace(ARTICLE.passage(4, 8), text="went"),))
    assert problems(replace(reading, events=(event,))) == (
        "a: events[0].triggers[0]: the text at [4, 8) is 'left', not 'went'",
    )


def test_passage_outside_the_text_or_of_another_article() -> None:
    reading = build_reading()
    far = replace(ARTICLE.passage(0, 9), end=99)
    other = replace(ARTICLE.passage(0, 9), article="b")
    assert problems(replace(reading, sentences=(far, other))) == (
        "a: sentences[0]: [0, 99) is no span of 22 characters",
        "a: sentences[1]: a passage of 'b'",
    )


def test_index_out_of_range() -> None:
    reading = build_reading()
    event = replace(
        reading.events[0], participants=(replace(reading.events[0].participants[0], entity=-1),)
    )
    assert problems(replace(reading, events=(event,))) == (
        "a: events[0].participants[0].entity: -1 is none of the 1 entities",
    )


def test_event_without_a_claim() -> None:
    assert problems(replace(build_reading(), claims=())) == (
        "a: events[0] (Departure 'leave'): no claim is about it",
    )


def test_time_that_ends_before_it_begins() -> None:
    reading = build_reading()
    time = replace(reading.times[0], latest=date(2030, 1, 1))
    assert problems(replace(reading, times=(time,))) == (
        "a: times[0]: 2031-01-01 to 2030-01-01 ends before it begins",
    )
