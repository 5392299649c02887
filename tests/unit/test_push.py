"""`kg push` against a server that fails as it is told: retries, credentials, counts, addresses."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from kg.cli import cli
from kg.cli.push import STORES
from kg.errors import OutputError, PushError
from kg.push.client import Client, insert_of
from kg.push.credentials import Bearer, Challenged, find_credentials
from kg.push.graphs import Graph, read_graphs
from kg.push.journal import Journal
from kg.push.push import push
from kg.push.stores import PLACES, Endpoints, find_endpoints

GRAPH = Graph("a:g", ("<a:s> <a:p> <a:o> .\n", '<a:s> <a:p> "x" .\n'))


class Told(BaseHTTPRequestHandler):
    """Answers with the next of the statuses that it was given, then with 200."""

    def do(self) -> None:
        server: Any = self.server
        self.rfile.read(int(self.headers.get("content-length", 0)))
        asked = (self.command, self.path.partition("?")[0], self.headers.get("authorization", ""))
        server.asked.append(asked)
        status, headers = server.told.pop(0) if server.told else (200, {})
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        count = {"results": {"bindings": [{"n": {"value": str(server.count)}}]}}
        body = json.dumps(count).encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_PUT = do_POST = do_DELETE = do

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def server() -> Iterator[Any]:
    found: Any = HTTPServer(("127.0.0.1", 0), Told)
    found.asked, found.told, found.count = [], [], len(GRAPH.lines)
    threading.Thread(target=found.serve_forever, daemon=True).start()
    found.address = f"http://127.0.0.1:{found.server_port}"
    yield found
    found.shutdown()
    found.server_close()


def client_of(server: Any, auth: Any = None, tries: int = 4) -> tuple[Client, list[float]]:
    waited: list[float] = []
    endpoints = find_endpoints(server.address, "oxigraph")
    return Client(endpoints, auth, tries=tries, wait=waited.append), waited


def test_what_fails_for_a_while_is_tried_again(server: Any) -> None:
    server.told = [(503, {"Retry-After": "7"}), (500, {}), (429, {"Retry-After": "9999"})]
    client, waited = client_of(server)
    client.send(GRAPH, "put")
    assert [asked[0] for asked in server.asked] == ["PUT"] * 4
    assert waited == [7.0, 1.0, 30.0]


def test_what_is_refused_is_not_tried_again(server: Any) -> None:
    server.told = [(403, {})]
    client, waited = client_of(server)
    with pytest.raises(PushError, match=r"403 Forbidden .*this user may not write there"):
        client.send(GRAPH, "put")
    assert (len(server.asked), waited) == (1, [])


def test_what_never_works_is_given_up(server: Any) -> None:
    server.told = [(503, {})] * 9
    client, waited = client_of(server, tries=3)
    with pytest.raises(PushError, match="tried 3 times; run the same command again"):
        client.update("CLEAR ALL")
    assert waited == [0.5, 1.0]


def test_nobody_there_is_told() -> None:
    client = Client(Endpoints(*["http://127.0.0.1:1"] * 3), None, tries=2, wait=lambda _: None)
    with pytest.raises(PushError, match=r"no answer \(ConnectError\), tried 2 times"):
        client.count("a:g")


def test_credentials_are_given_as_asked(server: Any) -> None:
    basic = (401, {"WWW-Authenticate": 'Basic realm="x"'})
    server.told = [basic]
    client, _ = client_of(server, Challenged("ada", "secret"))
    client.send(GRAPH, "put")
    client.count("a:g")
    assert [asked[2].partition(" ")[0] for asked in server.asked] == ["", "Basic", "Basic"]
    server.asked.clear()
    digest = 'Digest realm="x", nonce="n", qop="auth", algorithm=MD5'
    server.told = [(401, {"WWW-Authenticate": digest})] * 2
    client, _ = client_of(server, Challenged("ada", "secret"))
    client.send(GRAPH, "put")
    assert server.asked[-1][2].startswith('Digest username="ada"')
    assert "secret" not in str(server.asked)
    client, _ = client_of(server, Bearer("t-1"))
    client.count("a:g")
    assert server.asked[-1][2] == "Bearer t-1"


def test_credentials_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("KG_PUSH_USER", "KG_PUSH_PASSWORD", "KG_PUSH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    assert find_credentials("http://127.0.0.1") is None
    monkeypatch.setenv("KG_PUSH_USER", "ada")
    with pytest.raises(PushError, match="only one is set"):
        find_credentials("http://127.0.0.1")
    monkeypatch.setenv("KG_PUSH_PASSWORD", "secret")
    assert isinstance(find_credentials("http://127.0.0.1"), Challenged)
    monkeypatch.setenv("KG_PUSH_TOKEN", "t-1")
    assert isinstance(find_credentials("http://127.0.0.1"), Bearer)
    monkeypatch.setenv("KG_PUSH_TOKEN", "t\n1")
    with pytest.raises(PushError, match="no token has"):
        find_credentials("http://127.0.0.1")


def test_a_wrong_count_stops_the_push(server: Any, tmp_path: Path) -> None:
    server.count = 1
    client, _ = client_of(server)
    with pytest.raises(PushError, match="a:g: 2 triples were sent, the store has 1"):
        list(push((GRAPH,), client, Journal(tmp_path, "x")))
    server.count = 2
    assert [pushed.deed for pushed in push((GRAPH,), client, Journal(tmp_path, "x"))] == ["sent"]
    assert [pushed.deed for pushed in push((GRAPH,), client, Journal(tmp_path, "x"))] == ["kept"]
    assert [pushed.deed for pushed in push((GRAPH,), client, Journal(tmp_path, "y"))] == ["sent"]


def test_long_graphs_are_updated_in_parts(server: Any) -> None:
    client, _ = client_of(server)
    client.send(Graph("a:g", tuple(f"<a:s{n}> <a:p> <a:o> .\n" for n in range(900))), "update")
    assert [asked[:2] for asked in server.asked] == [("POST", "/update")] * 3
    assert insert_of("default", ["<a:s> <a:p> <a:o> .\n"]).count("GRAPH") == 0


def test_graphs_of_an_output(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"no graph\.nq in it"):
        read_graphs(tmp_path)
    lines = '<a:s> <a:p> <a:o> .\n<a:s> <a:p> "1" <http://x/article/y> .\n'
    (tmp_path / "graph.nq").write_text(lines * 2, encoding="utf-8")
    first, second = read_graphs(tmp_path)
    assert (first.name, first.lines) == ("http://x/graph/default", ("<a:s> <a:p> <a:o> .\n",))
    assert second.name == "http://x/article/y"
    assert read_graphs(tmp_path, default="default")[0].is_default
    (tmp_path / "graph.nq").write_text("<a", encoding="utf-8")
    with pytest.raises(OutputError, match="is no N-Quads"):
        read_graphs(tmp_path)


def test_addresses() -> None:
    assert set(PLACES) == set(STORES)
    found = find_endpoints("http://h:3030/ds/", "fuseki", update="http://h:3030/other")
    assert found == Endpoints(
        "http://h:3030/ds/query", "http://h:3030/other", "http://h:3030/ds/data"
    )
    with pytest.raises(PushError, match="is no address"):
        find_endpoints("h:3030", "fuseki")
    with pytest.raises(PushError, match="holds a name or a password") as caught:
        find_endpoints("http://ada:secret@h", "fuseki")
    assert "secret" not in str(caught.value)


def test_a_dry_run_sends_nothing(tmp_path: Path, server: Any) -> None:
    (tmp_path / "graph.nq").write_text("<a:s> <a:p> <a:o> <a:g> .\n", encoding="utf-8")
    arguments = ["push", server.address, "-o", str(tmp_path), "--dry-run", "--json"]
    said = CliRunner().invoke(cli, arguments, prog_name="kg")
    assert said.exit_code == 0
    assert json.loads(said.stdout) == {"graph": "a:g", "deed": "sent", "triples": 1}
    assert server.asked == []
