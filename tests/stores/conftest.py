"""Two triple stores that know nothing of each other, started by tests: Oxigraph and Virtuoso."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from kg.merge import build_knowledge
from kg.publish.files import write_output

ARTICLE = "2024-01-03-lighthouse-view"
VIRTUOSO = shutil.which("virtuoso-t") or shutil.which("virtuoso-t", path="/usr/bin")
SETTINGS = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
[SPARQL]
ResultSetMaxRows = 100000
"""


@dataclass(frozen=True)
class Store:
    """A store that runs: its kind, its address, where it is asked, and what lets one write."""

    kind: str
    address: str
    query: str
    variables: Mapping[str, str]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def wait_for(address: str, process: subprocess.Popen[Any]) -> None:
    """Until the server answers, 30 seconds at most."""
    for _ in range(300):
        assert process.poll() is None, f"{address}: the server ended with {process.returncode}"
        try:
            httpx.get(address, timeout=5, trust_env=False)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{address}: no answer")


def run_server(command: list[str], address: str, folder: Path) -> Iterator[None]:
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(address, process)
        yield
    finally:
        process.kill()
        process.wait(20)


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Oxigraph's own server, without any credentials."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.is_file():
        pytest.skip("no oxigraph beside python; install newskg[dev]")
    at = f"127.0.0.1:{free_port()}"
    command = [str(program), "serve", "--bind", at, "--union-default-graph"]
    for _ in run_server(command, f"http://{at}/", tmp_path_factory.mktemp("oxigraph")):
        yield Store("oxigraph", f"http://{at}", f"http://{at}/query", {})


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Virtuoso as Debian has it, with digest authentication."""
    if VIRTUOSO is None:
        pytest.skip("no virtuoso on this machine; apt-get install virtuoso-opensource-7-bin")
    folder = tmp_path_factory.mktemp("virtuoso")
    port = free_port()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(sql=free_port(), http=port))
    command = [VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"]
    at = f"http://127.0.0.1:{port}"
    secrets = {"KG_PUSH_USER": "dba", "KG_PUSH_PASSWORD": "dba"}
    for _ in run_server(command, f"{at}/sparql", folder):
        yield Store("virtuoso", at, f"{at}/sparql", secrets)


@pytest.fixture(scope="session")
def small(readings: Mapping[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of one article."""
    folder = tmp_path_factory.mktemp("small") / "output"
    write_output(build_knowledge([readings[ARTICLE]]), folder)
    return folder
