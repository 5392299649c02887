"""`kg serve` on the shipped articles: pages, triples by Accept, limits, and what it refuses."""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from kg.rdf.query import list_queries, load_query, open_store, run_query
from pyoxigraph import RdfFormat, parse
from rdflib import Graph

ROOT = Path(__file__).parents[2]
BASE = "https://w3id.org/newskg/data/"
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.mark.parametrize(
    "path", ["/", "/editor", "/graph.html", "/ontology", "/questions/who-says"]
)
def test_a_page_is_there(path: str, served: Any) -> None:
    page = served.client.get(path, headers=BROWSER)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<title>" in page.text


def test_the_start_page_leads_to_everything(served: Any) -> None:
    start = served.client.get("/", headers=BROWSER).text
    for query in list_queries():
        assert f'href="/questions/{query.name}"' in start
    assert re.search(r"6 articles, \d+ events, \d+ claims", start)
    links = set(re.findall(r'href="(/[^"#]*)"', start))
    assert len(links) > 35
    for link in sorted(links):
        assert served.client.get(link, headers=BROWSER).status_code == 200, link


def test_a_saved_question_is_answered_as_by_kg_query(served: Any, built: Any) -> None:
    asked = {"event": "Liberation", "about": "Syria"}
    table = run_query(open_store(built.folder), load_query("who-says", asked))
    assert table.rows
    page = served.client.get("/questions/who-says", params=asked).text
    assert f"{len(table.rows)} rows" in page
    assert all(row[0] in page for row in table.texts())
    rows = served.ask(load_query("who-says", asked))["results"]["bindings"]
    assert [row["source"]["value"] for row in rows] == [row[0] for row in table.texts()]
    assert served.client.get("/questions/nothing").status_code == 404


def test_hostile_words_stay_words(served: Any) -> None:
    words = '"><script>alert(1)</script>{{ 7 * 7 }} }'
    page = served.client.get("/questions/who-says", params={"event": words})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "{{ 7 * 7 }}" in page.text


def test_every_iri_of_the_output_has_a_page_and_triples(served: Any, built: Any) -> None:
    """One IRI of each kind: the first words of its path decide what it is."""
    kinds: dict[str, str] = {}
    for quad in parse(path=str(built.folder / "graph.nq"), format=RdfFormat.N_QUADS):
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            iri = getattr(term, "value", "")
            if iri.startswith("https://w3id.org/newskg/") and "/graph/" not in iri:
                part = iri.removeprefix("https://w3id.org/newskg/")
                kinds.setdefault(re.sub(r"(article/)[^/#]+|[\d,.=-]+|[^/#]+$", r"\1", part), iri)
    assert len(kinds) > 20
    for iri in kinds.values():
        document = iri.partition("#")[0]
        path = document.removeprefix("https://w3id.org/newskg")
        page = served.client.get(path, headers=BROWSER)
        assert page.status_code == 200, iri
        assert page.headers["content-type"].startswith("text/html"), iri
        triples = served.client.get(path, headers={"Accept": "text/turtle"})
        assert triples.headers["content-type"] == "text/turtle; charset=utf-8", iri
        assert len(list(parse(triples.content, RdfFormat.TURTLE))) > 0, iri


def test_triples_by_accept_are_the_same(served: Any) -> None:
    sizes = set()
    for media, name in (
        ("text/turtle", "turtle"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
        ("application/n-triples", "nt"),
    ):
        answer = served.client.get("/data/place/syria", headers={"Accept": media})
        assert answer.headers["content-type"].startswith(media)
        assert answer.headers["vary"] == "Accept"
        sizes.add(len(Graph().parse(data=answer.text, format=name)))
    assert len(sizes) == 1
    assert sizes.pop() > 5
    assert served.client.get("/data/nowhere", headers={"Accept": "text/turtle"}).status_code == 404
    refused = served.client.get("/data/place/syria", headers={"Accept": "image/png"})
    assert refused.status_code == 406


def test_a_graph_is_read_as_it_is_stored(served: Any, built: Any) -> None:
    store = open_store(built.folder)
    names = sorted(store.named_graphs(), key=str)
    assert len(names) > 5
    answer = served.client.get(
        "/graphs", params={"graph": names[0].value}, headers={"Accept": "application/n-triples"}
    )
    wanted = {quad.triple for quad in store.quads_for_pattern(None, None, None, names[0])}
    assert {quad.triple for quad in parse(answer.content, RdfFormat.N_TRIPLES)} == wanted


def test_what_is_too_dear_is_stopped_and_the_server_lives(served: Any) -> None:
    for sparql, status, words in (
        (ENDLESS, 503, "no answer after 2 seconds"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", 403, "larger than 1 MB"),
        ("ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("SELECT", 400, "error at 1:7"),
    ):
        said = served.client.get("/sparql", params={"query": sparql})
        assert said.status_code == status, said.text
        assert words in said.text
        assert "Traceback" not in said.text
        assert served.ask("ASK { ?s ?p ?o }")["boolean"] is True


def test_a_read_only_graph_stays_as_it_is(served: Any) -> None:
    before = served.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    client = served.client
    for said in (
        client.post("/sparql", data={"update": "CLEAR ALL"}),
        client.put("/graphs", params={"default": ""}, content="<a:s> <a:p> <a:o> ."),
        client.delete("/graphs", params={"default": ""}),
    ):
        assert said.status_code == 403
        assert "kg serve --writable" in said.text
    assert served.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == before


@pytest.mark.parametrize("path", ["/", "/editor", "/sparql?query=ASK{}", "/nothing", "/static/no"])
def test_every_answer_is_safe(path: str, served: Any) -> None:
    headers = served.client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_only_names_of_this_machine_are_answered(served: Any) -> None:
    for host, status in (
        ("evil.example", 400),
        ("localhost:1", 200),
        ("127.0.0.1", 200),
        ("", 400),
    ):
        assert served.client.get("/", headers={"Host": host}).status_code == status, host


def test_no_file_leaves_the_folder(served: Any) -> None:
    for path in ("/readings", "/..%2f..%2fkg.toml", "/static/..%2fstart.html", "/static/%2e%2e/x"):
        assert served.client.get(path).status_code == 404, path


def test_changes_are_kept_where_a_store_is_named(start: Any, tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("<a:s> <a:p> <a:o> .\n", encoding="utf-8")
    options = ("--writable", "--store", str(tmp_path / "store"), "--workers", "1")
    first = start(tmp_path, *options)
    update = "INSERT DATA { <a:s> <a:p> <a:more> }"
    assert first.client.post("/sparql", data={"update": update}).status_code == 204
    first.process.terminate()
    first.process.wait(20)
    again = start(tmp_path, *options)
    assert again.ask("ASK { <a:s> <a:p> <a:o>, <a:more> }")["boolean"] is True
    assert (tmp_path / "graph.nq").read_text() == "<a:s> <a:p> <a:o> .\n"


def test_an_update_without_end_changes_nothing(start: Any, tmp_path: Path) -> None:
    lines = "".join(f"<a:s{n}> <a:p> <a:o{n}> .\n" for n in range(400))
    (tmp_path / "graph.nq").write_text(lines, encoding="utf-8")
    served = start(tmp_path, "--writable", "--workers", "1", "--timeout", "1")
    endless = "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    assert served.client.post("/sparql", data={"update": endless}).status_code == 503
    good = served.client.post("/sparql", data={"update": "INSERT DATA { <a:x> <a:y> <a:z> }"})
    assert good.status_code == 204
    counted = served.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert counted["results"]["bindings"][0]["n"]["value"] == "401"


def test_it_survives_clients_that_mean_it_badly(built: Any) -> None:
    load = run_path(str(ROOT / "benchmarks" / "load.py"))
    result = load["run_load"](built.folder, 6.0, 8, 1.0)
    assert result.wrong == []
    assert set(result.statuses) == {"good", "slow", "huge", "malformed"}
    assert result.statuses["good"][200] > 10
    assert sum(result.statuses["slow"].values()) > 0


def test_a_folder_without_graph_is_refused(tmp_path: Path) -> None:
    from click.testing import CliRunner
    from kg.cli import cli

    said = CliRunner().invoke(cli, ["serve", str(tmp_path)], prog_name="kg")
    assert said.exit_code == 1
    assert "no graph.nq in it; run: kg build" in said.output


def test_the_terms_are_turtle_that_others_read(served: Any) -> None:
    terms = served.client.get("/ontology", headers={"Accept": "text/turtle"})
    names = json.loads((ROOT / "kg/data/ontology.json").read_text("utf-8"))["terms"]
    subjects = {str(subject) for subject in Graph().parse(data=terms.text).subjects()}
    assert subjects == {f"https://w3id.org/newskg/ontology#{name}" for name in names}


def test_nothing_heavy_is_loaded_to_ask_for_help() -> None:
    import subprocess

    code = "from kg.cli import cli; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"starlette", "uvicorn", "jinja2", "pyoxigraph", "httpx"} & set(done.stdout.split())


def test_a_worker_that_ends_by_itself_is_replaced(start: Any, tmp_path: Path) -> None:
    """As when the system runs out of memory and takes one that has nothing to do."""
    import os
    import signal

    (tmp_path / "graph.nq").write_text("<a:s> <a:p> <a:o> .\n", encoding="utf-8")
    served = start(tmp_path, "--workers", "1")
    assert served.ask("ASK { ?s ?p ?o }")["boolean"] is True
    children = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children")
    if not children.is_file():
        pytest.skip("this system does not tell the children of a process")
    for child in children.read_text().split():
        os.kill(int(child), signal.SIGKILL)
    time.sleep(0.5)
    assert served.ask("ASK { ?s ?p ?o }")["boolean"] is True


@pytest.mark.parametrize("how", ["SIGTERM", "SIGINT"])
def test_nothing_is_left_behind(how: str, tmp_path: Path) -> None:
    import os
    import signal
    import subprocess

    (tmp_path / "graph.nq").write_text("<a:s> <a:p> <a:o> .\n", encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    command = [sys.executable, "-m", "kg.cli", "serve", str(tmp_path), "--port", "0"]
    environment = {**os.environ, "TMPDIR": str(tmp_path / "temporary")}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("http://")
        assert list((tmp_path / "temporary").iterdir())
        time.sleep(1)
        process.send_signal(getattr(signal, how))
        _, said = process.communicate(timeout=20)
    assert process.returncode == 0, said
    assert said == "Ctrl-C stops it\n"
    assert list((tmp_path / "temporary").iterdir()) == []
