"""Knowledge as RDF: what stands in which graph, that nothing is blank, and that shapes hold."""

from __future__ import annotations

import pytest
from graphs import build_dataset, build_union
from kg.errors import SettingsError
from kg.merge import build_knowledge
from kg.publish.turtle import (
    render_nquads,
    render_trig,
    render_trig_and_turtle,
    render_turtle,
)
from kg.rdf.as_rdflib import bind_prefixes
from kg.rdf.iris import DEFAULT_BASE, Iris
from kg.rdf.mapping import build_graphs
from kg.rdf.prefixes import prefixes_of
from kg.rdf.validate import check_promises, validate_graph
from kg.vocab import FACT, GAF, GRASP, KG, NIF, ORG, PROV, RDF, RDFS, SCHEMA, SEM
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from samples import build_strike, build_visit

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
STRIKE = f"{DEFAULT_BASE}article/2020-03-09-berga-strike"
VISIT = f"{DEFAULT_BASE}article/2020-03-12-holm-visit"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return build_dataset(build_knowledge([build_strike(), build_visit()]))


def iri(path: str) -> URIRef:
    return URIRef(DEFAULT_BASE + path)


def test_each_article_is_a_graph_beside_identity_and_shortcuts(dataset: Dataset) -> None:
    names = {str(graph.identifier) for graph in dataset.graphs()} - {"urn:x-rdflib:default"}
    assert names == {
        STRIKE,
        VISIT,
        f"{DEFAULT_BASE}graph/identity",
        f"{DEFAULT_BASE}graph/occurrences",
        f"{DEFAULT_BASE}graph/shortcuts",
    }
    default = dataset.default_graph
    assert set(default.subjects(RDF.type, SCHEMA.NewsArticle)) == {URIRef(STRIKE), URIRef(VISIT)}
    assert not set(default.subjects(RDF.type, KG.Claim))


def test_no_node_is_blank_and_shapes_hold(dataset: Dataset) -> None:
    union = build_union(dataset)
    assert not [term for triple in union for term in triple if isinstance(term, BNode)]
    assert validate_graph(union) == ()
    assert check_promises(build_knowledge([build_strike(), build_visit()])) == ()


def test_words_equal_the_text_at_their_offsets(dataset: Dataset) -> None:
    graph = dataset.graph(URIRef(STRIKE))
    text = str(next(graph.objects(None, NIF.isString)))
    strings = set(graph.subjects(RDF.type, NIF.RFC5147String))
    assert len(strings) > 20
    for words in strings:
        begin, end = (int(graph.value(words, p)) for p in (NIF.beginIndex, NIF.endIndex))
        assert str(graph.value(words, NIF.anchorOf)) == text[begin:end]
        assert str(words) == f"{STRIKE}#char={begin},{end}"


def test_denial_is_a_negative_claim_by_its_source(dataset: Dataset) -> None:
    graph = dataset.graph(URIRef(STRIKE))
    claim = URIRef(f"{STRIKE}/claim/3")
    assert graph.value(claim, GRASP.wasAttributedTo) == iri("person/ada-holm")
    assert graph.value(claim, KG.about) == URIRef(f"{STRIKE}/event/3")
    assert graph.value(claim, KG.polarity) == FACT.negative
    assert graph.value(claim, KG.certainty) == FACT.certain
    assert graph.value(claim, KG.temporality) == FACT["non-future"]
    assert graph.value(claim, KG.madeIn) == URIRef(f"{STRIKE}/event/4")
    evidence = graph.value(claim, KG.evidence)
    assert "denied that" in str(graph.value(evidence, NIF.anchorOf))
    assert (evidence, RDF.type, NIF.Sentence) in graph


def test_narration_is_a_claim_of_the_publisher(dataset: Dataset) -> None:
    arrest = URIRef(f"{STRIKE}/claim/6")
    assert dataset.value(arrest, GRASP.wasAttributedTo) == iri("publisher/berga-post")
    met = URIRef(f"{VISIT}/claim/3")
    publisher = dataset.value(met, GRASP.wasAttributedTo)
    assert str(publisher) == f"{VISIT}/publisher"
    assert "not stated" in str(dataset.value(publisher, RDFS.label))


def test_nobody_named_is_an_unnamed_source(dataset: Dataset) -> None:
    claim = URIRef(f"{VISIT}/claim/2")
    source = dataset.value(claim, GRASP.wasAttributedTo)
    assert str(source) == f"{VISIT}/unnamed-source/2"
    assert dataset.value(source, RDF.type) == KG.UnnamedSource
    assert dataset.value(claim, KG.reportedWithin) == URIRef(f"{VISIT}/claim/1")


def test_passive_has_no_agent(dataset: Dataset) -> None:
    arrest = URIRef(f"{STRIKE}/event/6")
    assert (arrest, RDF.type, KG.Arrest) in dataset
    assert not list(dataset.objects(arrest, KG.agent))
    assert not list(dataset.objects(arrest, SEM.hasActor))
    [part] = dataset.objects(arrest, KG.participation)
    assert dataset.value(part, KG.role) == KG.patient


def test_what_an_event_is_coded_as_stands_beside_its_type(dataset: Dataset) -> None:
    extend = URIRef(f"{STRIKE}/event/7")
    assert (extend, RDF.type, KG.Continuation) in dataset
    assert dict(dataset.subject_objects(KG.codedAs)) == {extend: KG.Threat}


def test_participant_without_entity_is_its_words(dataset: Dataset) -> None:
    part = URIRef(f"{STRIKE}/event/1-agent-1")
    words = dataset.value(part, KG.participant)
    assert dataset.value(words, NIF.anchorOf) == Literal("its members")
    assert dataset.value(part, GAF.denotedBy) == words


def test_times_and_places_are_shared_between_articles(dataset: Dataset) -> None:
    assert dataset.value(URIRef(f"{STRIKE}/event/5"), SEM.hasTime) == iri("time/2021")
    year = iri("time/2021")
    assert str(dataset.value(year, SEM.hasEarliestBeginTimeStamp)) == "2021-01-01"
    open_end = iri("time/%2E%2E/2020-04")
    assert dataset.value(open_end, SEM.hasEarliestBeginTimeStamp) is None
    berga = iri("place/berga")
    for article in (STRIKE, VISIT):
        assert (berga, RDF.type, KG.City) in dataset.graph(URIRef(article))


def test_posts_and_main_event(dataset: Dataset) -> None:
    post = URIRef(f"{STRIKE}/post/1")
    assert dataset.value(post, ORG.heldBy) == iri("person/ada-holm")
    assert dataset.value(post, KG.forCountry) == iri("place/norland")
    main = dataset.value(URIRef(STRIKE), KG.mainEvent)
    assert dataset.value(main, KG.event) == URIRef(f"{STRIKE}/event/1")


def test_shortcuts_are_only_what_somebody_firmly_affirms(dataset: Dataset) -> None:
    graph = dataset.graph(iri("graph/shortcuts"))
    edges = {
        tuple(str(term).rsplit("/", 1)[1] for term in (s, p, o))
        for s, p, o in graph
        if str(p).startswith("https://w3id.org/newskg/action/")
    }
    assert edges == {
        ("norland", "send", "ada-holm"),
        ("norland", "send", "berga"),
        ("ada-holm", "meet", "dockers-union-of-norland"),
    }  # neither the denied cut nor what the union might extend
    derived = {str(event) for event in graph.objects(None, PROV.wasDerivedFrom)}
    assert derived == {f"{VISIT}/event/1", f"{VISIT}/event/2"}


def test_renderings_hold_the_same_triples(dataset: Dataset) -> None:
    graphs = [
        (name, list(triples))
        for name, triples in build_graphs(build_knowledge([build_visit(), build_strike()]))
    ]
    prefixes = prefixes_of(DEFAULT_BASE)
    union = build_union(dataset)
    triples = [triple for _, part in graphs for triple in part]
    turtle = render_turtle(triples, prefixes=prefixes, base=DEFAULT_BASE)
    assert isomorphic(Graph().parse(data=turtle, format="turtle"), union)
    quads = Dataset().parse(data=render_nquads(graphs), format="nquads")
    trig_text = render_trig(graphs, prefixes=prefixes, base=DEFAULT_BASE)
    both = render_trig_and_turtle(graphs, prefixes=prefixes, base=DEFAULT_BASE)
    assert both == (trig_text, turtle)
    trig = Dataset().parse(data=trig_text, format="trig")
    assert {str(g.identifier) for g in trig.graphs()} == {str(g.identifier) for g in quads.graphs()}
    for graph in quads.graphs():
        assert set(graph) == set(trig.graph(graph.identifier))
    assert turtle.index("event/2>") < turtle.index("claim/1>")
    assert "@prefix person:" in turtle
    assert "person:ada-holm a kg:Person" in turtle


def test_order_of_articles_does_not_change_a_byte() -> None:
    one, other = build_strike(), build_visit()
    first, second = (
        render_nquads(build_graphs(build_knowledge(readings)))
        for readings in ([one, other], [other, one])
    )
    assert first == second


@pytest.mark.parametrize(
    ("made", "path"),
    [
        (Iris().article("uds/train 1#x"), "article/uds%2Ftrain%201%23x"),
        (Iris().article(".."), "article/%2E%2E"),
        (Iris().node("person/київ"), "person/%D0%BA%D0%B8%D1%97%D0%B2"),
        (Iris().node("article/a/b/entity/x-1"), "article/a%2Fb/entity/x-1"),
        (Iris().mention("a", 1, 9), "article/a#char=1,9"),
        (Iris().time("2015/2017-12-08"), "time/2015/2017-12-08"),
        (Iris().part("a", "event", 3, "agent-1"), "article/a/event/3-agent-1"),
    ],
)
def test_iris_are_percent_encoded(made: str, path: str) -> None:
    assert made == DEFAULT_BASE + path


@pytest.mark.parametrize(
    "base", ["", "http://x.example", "http://x.example/#", "x/", "http://a b/"]
)
def test_base_that_is_no_address_is_refused(base: str) -> None:
    with pytest.raises(SettingsError, match="no address to put names behind"):
        Iris(base)


def test_other_base() -> None:
    base = "https://news.example/kg/"
    knowledge = build_knowledge([build_visit()])
    union = build_union(build_dataset(knowledge, base=base), base=base)
    bind_prefixes(union, base=base)
    assert (URIRef(f"{base}person/ada-holm"), RDF.type, KG.Person) in union
    assert not [s for s in union.subjects() if str(s).startswith(DEFAULT_BASE)]
