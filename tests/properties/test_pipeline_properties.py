"""The six promises for the whole pipeline: whatever stands in an article, "Ada Holm attacked Berga"
or a thousand quotation marks.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from kg.errors import ArticleError, NewskgError
from kg.extract.order import ORDERED, Order
from kg.merge import build_knowledge
from kg.model import Article, Knowledge, Reading
from kg.model.reading_json import reading_from_json
from kg.pipeline import build, read_all, read_text
from kg.publish.readings import as_json
from kg.publish.turtle import render_nquads
from kg.rdf.as_rdflib import build_graph
from kg.rdf.mapping import build_graphs
from kg.rdf.terms import KG
from kg.rdf.validate import check_promises, validate_graph
from kg.settings import Settings
from news import PLAIN, TEXTS, article_of, examples

ROOT = Path(__file__).parents[2]


@cache
def schema() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(
        json.loads((ROOT / "docs/reading.schema.json").read_text("utf-8"))
    )


def reading_of(article: Article) -> Reading:
    (reading,) = read_all([article])
    return reading


def check_reading(reading: Reading) -> None:
    """Promises 1 and 2 and what the schema asks: passages true, every event claimed, sources never
    in a role of what they say.
    """
    assert check_promises(build_knowledge([reading])) == ()
    record = as_json(reading)
    words = json.dumps(record, ensure_ascii=False)
    assert reading_from_json(json.loads(words)) == reading
    assert [error.message for error in schema().iter_errors(json.loads(words))] == []


@example("“" * 3000 + "He left.” said Ann.")
@example("(" * 1500 + "Ann met Bob" + ")" * 1500)
@example("\n".join(["# Ann: Bob fled", "", "## 'Bob fled' - Ann", ""] * 9))
@example("\ud800 said \udfff that he left.")
@example("\u202eAnn Holm\u202c said: \x00\x07\x1b[31m he left \U0001f469\u200d\U0001f680.")
@example("A" * 50_000)
@examples(60)
@given(text=TEXTS)
def test_any_text_is_read_with_every_promise_kept_or_refused(text: str) -> None:
    try:
        reading = read_text(text, PLAIN)
    except ArticleError:
        return
    check_reading(reading)


@example("He fled after the raid. The raid came after he fled. He fled before the raid.")
@example("The strike caused the closure. The closure led to the strike.")
@examples(40)
@given(text=TEXTS)
def test_no_event_is_before_itself(text: str) -> None:
    try:
        reading = read_text(text, PLAIN)
    except ArticleError:
        return
    order = Order()
    for relation in reading.relations:
        if relation.kind == "same-as":
            order.add(relation)
    for relation in reading.relations:
        if relation.kind in ORDERED:
            assert not order.is_before(relation.target, relation.source)
            order.add(relation)
    for relation in reading.relations:
        if relation.kind == "during":
            assert not order.is_before(relation.source, relation.target)
            assert not order.is_before(relation.target, relation.source)


@examples(50)
@given(text=TEXTS)
def test_any_markdown_is_read_with_every_promise_kept(text: str) -> None:
    article = article_of(text)
    assume(article is not None)
    if article is not None:
        check_reading(reading_of(article))


# A surname that no lexicon has speaks; whoever suffers, nobody is said to have done it.
SPEAKERS = ["Ada Holm", "the mayor", "the Dockers Union", "police", "officials", "Norland"]
PASSIVES = [
    "two soldiers were killed near Berga",
    "the bridge was destroyed on Monday",
    "a reporter had been arrested",
    "the village was shelled in 2015",
    "the ferry was sold last week",
]
SAYINGS = [
    "{c} said that {p}.",
    "{c} said {p}.",
    "{P}, {c} said.",
    "{P}, according to {c}.",
    "“{P},” {c} told reporters.",
    "{c} reported that {p}, and did not say more.",
]


@examples(15)
@given(
    speaker=st.sampled_from(SPEAKERS),
    passive=st.sampled_from(PASSIVES),
    form=st.sampled_from(SAYINGS),
)
def test_an_agentless_passive_has_no_agent_whoever_tells_it(
    speaker: str, passive: str, form: str
) -> None:
    text = form.format(c=speaker, p=passive, P=passive[0].upper() + passive[1:])
    reading = read_text(text[0].upper() + text[1:], PLAIN)
    lemmas = {"kill", "destroy", "arrest", "shell", "sell"}
    found = [event for event in reading.events if event.lemma.split("-")[0] in lemmas]
    assert found, "the event is not found"
    for event in found:
        assert [p.passage.text for p in event.participants if p.role == "agent"] == []


@examples(25)
@given(texts=st.lists(TEXTS, min_size=2, max_size=4), seed=st.randoms(use_true_random=False))
def test_the_same_articles_make_the_same_bytes_in_any_order(texts: list[str], seed) -> None:
    articles = [
        replace(article, id=f"a-{n}", source=f"a-{n}.md", links=())
        for n, text in enumerate(texts)
        if (article := article_of(text)) is not None
    ]
    assume(len(articles) > 1)
    mixed = list(articles)
    seed.shuffle(mixed)
    first = build_knowledge(read_all(articles))
    second = build_knowledge([reading_of(article) for article in mixed])
    assert first == second
    assert render_nquads(build_graphs(first)) == render_nquads(build_graphs(second))


@examples(25)
@given(texts=st.lists(TEXTS, min_size=1, max_size=3))
def test_merging_never_merges_claims_nor_makes_blank_nodes(texts: list[str]) -> None:
    readings = [
        reading_of(replace(article, id=f"a-{n}", links=()))
        for n, text in enumerate([*texts, texts[0]])
        if (article := article_of(text)) is not None
    ]
    knowledge = build_knowledge(readings)
    assert knowledge.readings == tuple(readings)
    triples = {triple for _, part in build_graphs(knowledge) for triple in part}
    assert not [term for triple in triples for term in triple if term[0] not in '<"']
    alone = [claims_of(build_knowledge([reading])) for reading in readings]
    for claims, reading in zip(alone, readings, strict=True):
        assert len(claims) >= len(reading.claims)
    assert claims_of(knowledge) == frozenset().union(*alone)
    assert len(claims_of(knowledge)) == sum(map(len, alone))


def claims_of(knowledge: Knowledge) -> frozenset[str]:
    """The IRIs of the claims in a graph."""
    return frozenset(
        subject
        for _, part in build_graphs(knowledge)
        for subject, _, kind in part
        if kind == KG.Claim
    )


@examples(15)
@given(text=TEXTS)
def test_any_graph_conforms_to_the_shapes(text: str) -> None:
    article = article_of(text)
    assume(article is not None)
    if article is None:
        return
    graphs = build_graphs(build_knowledge([reading_of(article)]))
    graph = build_graph(triple for _, part in graphs for triple in part)
    assert validate_graph(graph) == ()


@examples(10)
@given(texts=st.lists(TEXTS, min_size=1, max_size=3), broken=st.booleans())
def test_a_build_leaves_the_new_output_or_the_old_one(texts: list[str], broken: bool) -> None:
    with TemporaryDirectory() as folder:
        sources, output = Path(folder) / "s", Path(folder) / "output"
        sources.mkdir()
        output.mkdir()
        (output / "graph.ttl").write_text("old")
        for n, text in enumerate(texts):
            (sources / f"{n}.md").write_bytes(text.encode("utf-8", "replace"))
        if broken:
            (sources / "zz.txt").write_bytes(b"\0\1\2")
        try:
            built = build([sources], Settings(language="en", output=str(output)))
        except NewskgError:
            assert (output / "graph.ttl").read_text() == "old"
            assert [path.name for path in output.iterdir()] == ["graph.ttl"]
        else:
            assert len(built.knowledge.readings) + len(built.refusals) == len(texts) + broken
            assert {path.name for path in output.iterdir()} == {
                "graph.ttl", "graph.trig", "graph.nq", "graph.html", "report.md", "report.json",
                "readings",
            }  # fmt: skip
        assert sorted(path.name for path in Path(folder).iterdir()) == ["output", "s"]


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_another_hash_seed_makes_the_same_reading(seed: str) -> None:
    source = ROOT / "sources/2017-12-08-syria-liberated.md"
    code = (
        "import sys; from kg.pipeline import read; from kg.publish.readings import reading_to_line;"
        "sys.stdout.buffer.write(reading_to_line(next(iter(read([sys.argv[1]])))).encode())"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", code, str(source)],
            env={**os.environ, "PYTHONHASHSEED": one},
            capture_output=True,
            check=True,
        ).stdout
        for one in ("0", seed)
    ]
    assert made[0]
    assert made[0] == made[1]
