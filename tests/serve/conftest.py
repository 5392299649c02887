"""Servers of this project, started as `kg serve` starts them, on free ports."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

Start = Callable[..., "Served"]


@dataclass
class Served:
    """A server that runs, and a client that asks it."""

    address: str
    process: subprocess.Popen[str]
    client: httpx.Client

    def ask(self, sparql: str, accept: str = "application/sparql-results+json") -> Any:
        """The JSON of an answer."""
        answer = self.client.post(
            "/sparql",
            content=sparql,
            headers={"Content-Type": "application/sparql-query", "Accept": accept},
        )
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Starts `kg serve` on a folder with these options, and waits until it answers."""
    running: list[Served] = []

    def start_server(folder: Path, *options: str) -> Served:
        command = [sys.executable, "-m", "kg.cli", "serve", str(folder), "--port", "0", *options]
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=tmp_path_factory.getbasetemp(),
        )
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), address
        running.append(Served(address, process, httpx.Client(base_url=address, timeout=60)))
        return running[-1]

    yield start_server
    for served in running:
        served.client.close()
        served.process.terminate()
        served.process.wait(20)


@pytest.fixture(scope="session")
def served(start: Start, built: Any) -> Served:
    """The shipped articles, read-only."""
    return start(built.folder, "--timeout", "2", "--max-answer", "1", "--workers", "2")


@pytest.fixture(scope="session")
def writable(start: Start, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A graph of one triple that may be changed."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "graph.nq").write_text("<a:s> <a:p> <a:o> <a:g> .\n", encoding="utf-8")
    return start(folder, "--writable", "--workers", "2")
