"""Whatever an article says and whatever it is called: the graph is legal, complete, without blank
nodes, and the same bytes.
"""

from __future__ import annotations

import json
from datetime import date

import pyoxigraph
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.merge import build_knowledge
from kg.model import (
    Article,
    Attribution,
    Claim,
    Entity,
    Event,
    EventPlace,
    EventTime,
    Links,
    Mention,
    Participant,
    Reading,
    Stamp,
    Time,
)
from kg.model.ids import file_stem, slug
from kg.model.reading_json import reading_from_json, reading_to_json
from kg.publish.turtle import render_nquads, render_trig, render_turtle
from kg.rdf.iris import DEFAULT_BASE, Iris
from kg.rdf.mapping import build_graphs
from kg.rdf.prefixes import prefixes_of
from rdflib import Graph

STAMP = Stamp("1", "m", "l", "o", "c")
TEXTS = st.text(min_size=8, max_size=60)
WORDS = st.text(min_size=1, max_size=12)
DAYS = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
LINKS = st.none() | st.builds(
    Links,
    wikidata=st.none() | st.sampled_from(["Q1", "Q2"]),
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    within=st.lists(WORDS, max_size=2).map(tuple),
)


@st.composite
def readings(draw: st.DrawFn, article_id: str) -> Reading:
    """An article of any characters with facts about any of its words."""
    text = draw(TEXTS)
    article = Article(
        article_id, draw(WORDS), text, draw(DAYS), draw(st.none() | WORDS), None, "en", "-"
    )

    def words():
        begin = draw(st.integers(0, len(text) - 1))
        return article.passage(begin, draw(st.integers(begin + 1, len(text))))

    kinds = st.sampled_from(["Person", "City", "Country", "Company", "Group", "Thing"])
    entities = tuple(
        Entity(
            draw(kinds),
            draw(WORDS),
            draw(st.booleans()),
            (Mention(words(), words(), "name", "mentions.name"),),
            (draw(WORDS),),
            draw(LINKS),
        )
        for _ in range(draw(st.integers(1, 3)))
    )
    somebody = st.none() | st.integers(0, len(entities) - 1)
    edtf = draw(st.sampled_from(["", "2015", "2015/2017-12-08", "../2017", "2017-12-08T10:30"]))
    time = Time(words(), "DATE", "X", edtf, draw(DAYS), None, "day", "open", "times.x")
    event = Event(
        draw(st.sampled_from(["Attack", "Action", "Statement"])),
        draw(WORDS),
        (words(),),
        (
            Participant("agent", words(), words(), draw(somebody)),
            Participant("agent", words(), words(), draw(somebody)),
            Participant("topic", words(), words(), None, 0),
        ),
        (EventPlace(words(), words(), draw(somebody)),),
        (EventTime(0),),
        "events.verb",
        draw(st.text(max_size=9)),
    )
    said = Attribution(draw(somebody), words(), None, words(), (words(),), True, 0, None, "x")
    claims = (
        Claim(0, None, "positive", "certain", "non-future", (), False, words(), (), "x"),
        Claim(0, 0, "negative", "unknown", "future", ("future",), True, words(), (words(),), "x"),
    )
    return Reading(
        article, STAMP, (words(),), entities, (time,), (event,), (said,), claims, (), (), None
    )


@st.composite
def builds(draw: st.DrawFn) -> list[Reading]:
    """One to three articles whose ids differ, with any characters in them."""
    ids = draw(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=3, unique=True))
    return [draw(readings(article_id)) for article_id in ids]


@given(builds())
@settings(max_examples=100, deadline=None)
def test_graph_is_legal_and_the_same_in_any_order(made: list[Reading]) -> None:
    graphs = list(build_graphs(build_knowledge(made)))
    nquads = render_nquads(graphs)
    assert nquads == render_nquads(build_graphs(build_knowledge(made[::-1])))
    assert not [
        t for _, triples in graphs for triple in triples for t in triple if t[0] not in '<"'
    ]
    quads = set(pyoxigraph.parse(nquads.encode(), pyoxigraph.RdfFormat.N_QUADS))
    assert len(quads) == nquads.count("\n")
    prefixes = prefixes_of(DEFAULT_BASE)
    trig = render_trig(graphs, prefixes=prefixes, base=DEFAULT_BASE)
    assert set(pyoxigraph.parse(trig.encode(), pyoxigraph.RdfFormat.TRIG)) == quads


@given(builds())
@settings(max_examples=20, deadline=None)
def test_rdflib_reads_the_turtle_as_the_same_triples(made: list[Reading]) -> None:
    triples = {t for _, part in build_graphs(build_knowledge(made)) for t in part}
    turtle = render_turtle(triples, prefixes=prefixes_of(DEFAULT_BASE), base=DEFAULT_BASE)
    assert len(Graph().parse(data=turtle, format="turtle")) == len(triples)


@given(builds())
@settings(max_examples=100, deadline=None)
def test_readings_survive_json(made: list[Reading]) -> None:
    for reading in made:
        record = reading_to_json(reading, family_of=str, plover_of=lambda _: None)
        assert reading_from_json(json.loads(json.dumps(record))) == reading


@given(st.text(), st.text())
def test_ids_make_different_iris(one: str, other: str) -> None:
    iris = Iris()
    assert (iris.article(one) == iris.article(other)) == (one == other)
    assert (file_stem(one) == file_stem(other)) == (one == other)


@given(st.text())
def test_slug_is_stable_and_safe(text: str) -> None:
    found = slug(text)
    assert found
    assert not set(found) & set("/#?% \n'\"<>")
    assert len(found) <= 80
