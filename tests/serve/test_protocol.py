"""The SPARQL 1.1 Protocol and the Graph Store Protocol, by `kg serve --writable`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from kg.errors import QueryError
from kg.serve.formats import HTML, TURTLE, choose_type
from kg.serve.using import name_graphs

TESTS = tomllib.loads((Path(__file__).parent / "protocol.toml").read_text("utf-8"))["test"]
DOCUMENTS = {
    "{1}": "http://data.example/1",
    "{2}": "http://data.example/2",
    "{3}": "http://data.example/3",
}
TURTLE_TYPE = {"Content-Type": "text/turtle"}


@pytest.fixture(scope="module", autouse=True)
def documents(writable: Any) -> None:
    """Three graphs that each say of themselves that they are a document."""
    for iri in DOCUMENTS.values():
        made = writable.client.put(
            "/graphs", params={"graph": iri}, content=f"<{iri}> a <a:Doc> .", headers=TURTLE_TYPE
        )
        assert made.status_code in (201, 204), made.text


def filled(words: str) -> str:
    for mark, iri in DOCUMENTS.items():
        words = words.replace(mark, iri)
    return words


def test_the_suite_is_there() -> None:
    names = [test["name"] for test in TESTS]
    assert len(names) == len(set(names)) > 45
    assert len([name for name in names if name.startswith(("query_", "update_", "bad_"))]) > 35


@pytest.mark.parametrize("test", TESTS, ids=[test["name"] for test in TESTS])
def test_protocol(test: dict[str, Any], writable: Any) -> None:
    body = filled(test.get("body", "")).encode()
    if "body_hex" in test:
        body = bytes.fromhex(test["body_hex"])
    headers = {"Accept": test.get("accept", "*/*")}
    if "type_sent" in test:
        headers["Content-Type"] = test["type_sent"]
    method = test.get("method", "POST" if "type_sent" in test else "GET")
    address = "/sparql" + filled(test.get("path", ""))
    answer = writable.client.request(method, address, content=body, headers=headers)
    assert str(answer.status_code).startswith(test["status"]), answer.text
    if "type" in test:
        assert answer.headers["content-type"].partition(";")[0] == test["type"]
        assert answer.text.strip()
    if "ask" in test:
        assert answer.json()["boolean"] is test["ask"]
    if "then" in test:
        assert writable.ask(filled(test["then"]))["boolean"] is True


def test_a_graph_is_put_read_extended_and_deleted(writable: Any) -> None:
    client, graph = writable.client, {"graph": "http://data.example/g"}
    made = client.put("/graphs", params=graph, content="<a:s> <a:p> 1 .", headers=TURTLE_TYPE)
    assert made.status_code == 201
    again = client.put("/graphs", params=graph, content="<a:s> <a:p> 2 .", headers=TURTLE_TYPE)
    assert again.status_code == 204
    more = client.post("/graphs", params=graph, content="<a:s> <a:p> 3 .", headers=TURTLE_TYPE)
    assert more.status_code == 204
    read = client.get("/graphs", params=graph, headers={"Accept": "application/n-triples"})
    assert sorted(line.split('"')[1] for line in read.text.splitlines()) == ["2", "3"]
    assert client.head("/graphs", params=graph).status_code == 200
    assert client.delete("/graphs", params=graph).status_code == 204
    assert client.get("/graphs", params=graph).status_code == 404
    assert client.delete("/graphs", params=graph).status_code == 404
    assert client.get("/graphs", params={"default": ""}).status_code == 200


def test_a_graph_that_cannot_be_read_changes_nothing(writable: Any) -> None:
    client, graph = writable.client, {"graph": DOCUMENTS["{1}"]}
    before = client.get("/graphs", params=graph).text
    for content, kind, status in (
        ("<a:s> <a:p>", "text/turtle", 400),
        ("{}", "application/pdf", 415),
        ("<a:s> <a:p> <a:o> <a:g> .", "application/n-quads", 415),
    ):
        said = client.put("/graphs", params=graph, content=content, headers={"Content-Type": kind})
        assert said.status_code == status, said.text
    assert client.get("/graphs", params=graph).text == before
    for wrong in ({}, {"graph": "x y"}, {"graph": "a:x", "default": ""}, {"graph": "nowhere"}):
        assert client.get("/graphs", params=wrong).status_code == 400


def test_another_site_may_not_write(writable: Any) -> None:
    for origin, status in (("https://evil.example", 403), ("null", 403), (None, 204)):
        said = writable.client.post(
            "/sparql",
            data={"update": "INSERT DATA { <a:s> <a:from> <a:x> }"},
            headers={"Origin": origin} if origin else {},
        )
        assert said.status_code == status


def test_the_best_type_is_chosen() -> None:
    offered = (TURTLE, HTML, "application/rdf+xml")
    assert choose_type(None, offered) == TURTLE
    assert choose_type("text/html,application/xml;q=0.9,*/*;q=0.8", offered) == HTML
    assert choose_type("text/*;q=0.5, text/turtle;q=0", offered) == HTML
    assert choose_type("application/*", offered) == "application/rdf+xml"
    assert choose_type("image/png", offered) is None
    assert choose_type("text/turtle;q=nonsense", offered) is None


def test_graphs_are_named_in_each_operation() -> None:
    two = "INSERT { <a:x> <a:where> 'WHERE {' } WHERE { } ; DELETE {} INSERT {} where { ?s ?p ?o }"
    named = name_graphs(two, ["a:g"], ["a:h"])
    assert named.count("USING <a:g> USING NAMED <a:h> ") == 2
    assert "} USING <a:g> USING NAMED <a:h> WHERE { }" in named
    assert name_graphs(two, [], []) == two
    with pytest.raises(QueryError, match="names no graphs to look in"):
        name_graphs("DELETE WHERE { ?s ?p ?o }", ["a:g"], [])
    with pytest.raises(QueryError, match="the update has WITH"):
        name_graphs("WITH <a:h> DELETE {} WHERE {}", ["a:g"], [])
