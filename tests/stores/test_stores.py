"""`kg push` into Oxigraph and Virtuoso: the same questions have the same answers everywhere."""

from __future__ import annotations

import re
import shutil
import warnings
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner, Result
from kg.cli import cli
from kg.rdf.query import list_queries, load_query, open_store, run_query
from rdflib import Dataset

QUESTIONS = [query.name for query in list_queries()]
# Virtuoso 7.2.5 gives every row the IRI of one group
LEFT_OUT = {("virtuoso", "entities"): 3}
GRAPHS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


def push(store: Any, output: Path, *options: str, **variables: str) -> Result:
    arguments = ["push", store.address, "--store", store.kind, "-o", str(output), *options]
    environment = {"KG_PUSH_USER": None, "KG_PUSH_PASSWORD": None, **store.variables, **variables}
    return CliRunner().invoke(cli, arguments, prog_name="kg", env=environment)


def ask(store: Any, sparql: str) -> list[tuple[str, ...]]:
    """The rows of an answer over HTTP, without the ways to write one number or truth value."""
    answer = httpx.post(
        store.query,
        data={"query": sparql},
        headers={"Accept": "application/sparql-results+json"},
        timeout=60,
        trust_env=False,
    )
    assert answer.status_code == 200, answer.text
    found = answer.json()
    columns = found["head"]["vars"]
    return [
        tuple(
            plain(row[column]["value"], row[column].get("datatype", "")) if column in row else ""
            for column in columns
        )
        for row in found["results"]["bindings"]
    ]


def plain(words: str, datatype: str = "") -> str:
    if datatype.endswith("#boolean"):
        return {"1": "true", "0": "false"}.get(words, words)
    return words.removesuffix(".0") if re.fullmatch(r"-?\d+\.0", words) else words


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def store(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def pushed(store: Any, small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output in the store, and the folder that was pushed."""
    folder = tmp_path_factory.mktemp(store.kind) / "output"
    shutil.copytree(small, folder)
    done = push(store, folder)
    assert done.exit_code == 0, done.output
    return folder


def test_the_store_has_each_graph_with_its_triples(store: Any, pushed: Path) -> None:
    embedded = open_store(pushed)
    wanted = {
        name.value: len(list(embedded.quads_for_pattern(None, None, None, name)))
        for name in embedded.named_graphs()
    }
    rows = {name: int(number) for name, number in ask(store, GRAPHS) if "newskg" in name}
    default = {name for name in rows if name.endswith("/graph/default")}
    assert len(default) == 1
    assert {name: number for name, number in rows.items() if name not in default} == wanted
    quads = (pushed / "graph.nq").read_text(encoding="utf-8").count("\n")
    assert sum(wanted.values()) + rows[default.pop()] == quads


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_one_answer_everywhere(name: str, store: Any, pushed: Path) -> None:
    sparql = load_query(name)
    table = run_query(open_store(pushed), sparql)
    wanted = [tuple(map(plain, row)) for row in table.texts()]
    found = ask(store, sparql)
    left_out = LEFT_OUT.get((store.kind, name))
    assert sorted(row[:left_out] for row in found) == sorted(row[:left_out] for row in wanted)
    if store.kind == "oxigraph":
        assert found == wanted


@pytest.fixture(scope="module")
def dataset(small: Path) -> Dataset:
    whole = Dataset(default_union=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole.parse(small / "graph.nq", format="nquads")
    return whole


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", QUESTIONS)
def test_rdflib_answers_the_same(name: str, dataset: Dataset, small: Path) -> None:
    table = run_query(open_store(small), load_query(name))
    found = [
        tuple("" if cell is None else plain(str(cell)) for cell in row)
        for row in dataset.query(load_query(name))
    ]
    assert sorted(found) == sorted(tuple(map(plain, row)) for row in table.texts())


def test_there_are_answers_to_compare(small: Path) -> None:
    embedded = open_store(small)
    answered = [name for name in QUESTIONS if run_query(embedded, load_query(name)).rows]
    assert len(answered) > 15


def test_pushing_twice_is_pushing_once(store: Any, pushed: Path) -> None:
    before = sorted(ask(store, GRAPHS))
    again = push(store, pushed)
    assert again.exit_code == 0, again.output
    assert {line.split()[0] for line in again.stdout.splitlines()} == {"kept"}
    for how in ("put", "update"):
        sent = push(store, pushed, "--again", "--how", how)
        assert sent.exit_code == 0, sent.output
        assert {line.split()[0] for line in sent.stdout.splitlines()} == {"sent"}
        assert sorted(ask(store, GRAPHS)) == before


def test_a_push_that_was_cut_off_goes_on(store: Any, pushed: Path) -> None:
    """One graph is not in the journal, another is no longer in the store as it was."""
    import json

    journal = pushed / "push.json"
    noted = json.loads(journal.read_text("utf-8"))
    (graphs,) = noted.values()
    names = sorted(graphs)
    assert len(names) >= 3
    del graphs[names[0]]
    journal.write_text(json.dumps(noted), encoding="utf-8")
    lost = next(name for name in names[1:] if name.endswith("/shortcuts"))
    from kg.push.client import Client
    from kg.push.credentials import Challenged
    from kg.push.stores import find_endpoints

    secrets = Challenged("dba", "dba") if store.variables else None
    with Client(find_endpoints(store.address, store.kind), secrets) as client:
        client.remove(lost, "put")
        client.remove(lost, "put")
        assert client.count(lost) == 0
    done = push(store, pushed, "--json")
    assert done.exit_code == 0, done.output
    deeds = {row["graph"]: row["deed"] for row in map(json.loads, done.stdout.splitlines())}
    assert {name for name, deed in deeds.items() if deed == "sent"} == {names[0], lost}


def test_a_graph_that_is_gone_is_pruned(store: Any, pushed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "output"
    shutil.copytree(pushed, folder)
    quads = (folder / "graph.nq").read_text("utf-8")
    more = "http://data.example/more"
    (folder / "graph.nq").write_text(f"{quads}<a:s> <a:p> <a:o> <{more}> .\n", encoding="utf-8")
    assert push(store, folder).exit_code == 0
    (folder / "graph.nq").write_text(quads, encoding="utf-8")
    assert any(more in row for row in ask(store, GRAPHS))
    done = push(store, folder, "--prune")
    assert f"removed        0  {more}" in done.stdout
    assert not any(more in row for row in ask(store, GRAPHS))


def test_a_wrong_password_is_told_and_not_shown(virtuoso: Any, small: Path) -> None:
    said = push(virtuoso, small, "--again", KG_PUSH_PASSWORD="seven-secrets")
    assert said.exit_code == 1
    assert "401" in said.output
    assert "set KG_PUSH_USER and KG_PUSH_PASSWORD" in said.output
    assert "seven-secrets" not in said.output


def test_netrc_lets_one_write(virtuoso: Any, small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "output"
    shutil.copytree(small, folder)
    secrets = tmp_path / "netrc"
    secrets.write_text("machine 127.0.0.1 login dba password dba\n", encoding="utf-8")
    secrets.chmod(0o600)
    arguments = ["push", virtuoso.address, "--store", "virtuoso", "-o", str(folder), "--again"]
    unset = {"KG_PUSH_USER": None, "KG_PUSH_PASSWORD": None, "KG_PUSH_TOKEN": None}
    done = CliRunner().invoke(cli, arguments, env={**unset, "NETRC": str(secrets)})
    assert done.exit_code == 0, done.output
