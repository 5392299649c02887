"""One triple store over HTTP: put an article's graph, count it; what fails is tried again.

"503, Retry-After: 2" is waited for; "401" is not tried again. Nothing that is sent to authenticate
is ever in a message.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType

import httpx

from kg.errors import PushError
from kg.push.graphs import Graph
from kg.push.stores import Endpoints, How

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})  # statuses that may be gone the next time
LONGEST_WAIT = 30.0  # seconds between two tries
LINES_AT_ONCE = 400  # of one INSERT DATA; Virtuoso compiles no more than 10,000 lines
SHOWN = 300  # characters of what a store says of an error


class Client:
    """A store, spoken to with these credentials."""

    def __init__(
        self,
        endpoints: Endpoints,
        auth: httpx.Auth | None,
        *,
        tries: int = 5,
        seconds: float = 60,
        wait: Callable[[float], object] = time.sleep,
    ) -> None:
        self.endpoints = endpoints
        self.tries = tries
        self.wait = wait
        self.http = httpx.Client(auth=auth, timeout=seconds, trust_env=False)

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.http.close()

    def send(self, graph: Graph, how: How) -> None:
        """Replaces a graph in the store."""
        if how == "put":
            self.request(
                "PUT",
                self.endpoints.graphs,
                params=parameters_of(graph.name),
                content="".join(graph.lines).encode(),
                headers={"Content-Type": "text/turtle"},
            )
            return
        for number, part in enumerate(parts_of(graph.lines)):
            clear = f"DROP SILENT {target_of(graph.name)} ;\n" if number == 0 else ""
            self.update(clear + insert_of(graph.name, part))

    def remove(self, name: str, how: How) -> None:
        """Removes a graph; one that is not there is no fault."""
        if how == "update":
            self.update(f"DROP SILENT {target_of(name)}")
            return
        address = self.endpoints.graphs
        self.request("DELETE", address, params=parameters_of(name), fine=frozenset({404}))

    def update(self, sparql: str) -> None:
        media = {"Content-Type": "application/sparql-update"}
        self.request("POST", self.endpoints.update, content=sparql.encode(), headers=media)

    def count(self, name: str) -> int:
        """How many triples a graph has in the store."""
        pattern = "?s ?p ?o" if name == "default" else f"GRAPH <{name}> {{ ?s ?p ?o }}"
        answer = self.request(
            "GET",
            self.endpoints.query,
            params={"query": f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"},
            headers={"Accept": "application/sparql-results+json"},
        )
        try:
            return int(answer.json()["results"]["bindings"][0]["n"]["value"])
        except (ValueError, KeyError, IndexError, TypeError):
            raise PushError(
                f"{self.endpoints.query}: no count in its answer; is it the address for queries? "
                "give it with --query-url"
            ) from None

    def request(
        self,
        method: str,
        address: str,
        *,
        params: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        content: bytes = b"",
        fine: frozenset[int] = frozenset(),
    ) -> httpx.Response:
        """The answer; raises PushError if the store refuses, or fails as often as it is tried."""
        reason = ""
        for number in range(self.tries):
            pause = min(0.5 * 2**number, LONGEST_WAIT)
            try:
                answer = self.http.request(
                    method, address, params=params, headers=headers, content=content
                )
            except httpx.HTTPError as error:
                reason = f"no answer ({type(error).__name__})"
            else:
                if answer.is_success or answer.status_code in fine:
                    return answer
                reason = said_by(answer)
                if answer.status_code not in PASSING:
                    raise PushError(f"{address}: {reason}; {ADVICE.get(answer.status_code, ELSE)}")
                pause = asked_pause(answer, pause)
            if number + 1 < self.tries:
                self.wait(pause)
        raise PushError(
            f"{address}: {reason}, tried {self.tries} times; run the same command again, "
            "it goes on where it stopped"
        )


ELSE = "check the address and --store, see docs/triple-stores.md"
ADVICE = {
    401: "set KG_PUSH_USER and KG_PUSH_PASSWORD, or KG_PUSH_TOKEN, or the host in .netrc",
    403: "this user may not write there; ask for the right, or take another user",
    404: "check the address and --store, see docs/triple-stores.md",
    405: "this address takes no whole graphs; try --how update",
    415: "this address takes no Turtle; try --how update",
}


def said_by(answer: httpx.Response) -> str:
    words = " ".join(answer.text.split())[:SHOWN]
    return f"{answer.status_code} {answer.reason_phrase}" + (f" ({words})" if words else "")


def asked_pause(answer: httpx.Response, pause: float) -> float:
    """The seconds of Retry-After, at most LONGEST_WAIT; else our own."""
    asked = answer.headers.get("retry-after", "")
    return min(float(asked), LONGEST_WAIT) if asked.isascii() and asked.isdigit() else pause


def parameters_of(name: str) -> dict[str, str]:
    return {"default": ""} if name == "default" else {"graph": name}


def target_of(name: str) -> str:
    return "DEFAULT" if name == "default" else f"GRAPH <{name}>"


def insert_of(name: str, lines: Sequence[str]) -> str:
    triples = "".join(lines)
    return (
        f"INSERT DATA {{\n{triples}}}"
        if name == "default"
        else f"INSERT DATA {{ GRAPH <{name}> {{\n{triples}}} }}"
    )


def parts_of(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    for begin in range(0, len(lines), LINES_AT_ONCE):
        yield lines[begin : begin + LINES_AT_ONCE]
