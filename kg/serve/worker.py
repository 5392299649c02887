"""One worker: a process with the store, that answers one question after the other.

"SELECT * { ?a ?b ?c . ?d ?e ?f }" would run for days, and Oxigraph cannot be told to stop; a
process can be killed. `kg/serve/pool.py` runs `python -m kg.serve.worker read|write FOLDER`.
Statuses are those of HTTP.
"""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from kg.serve.formats import TABLES, TRIPLES
from kg.serve.frames import Head, pack, read_frame

Answer = tuple[Head, bytes]


class TooLargeError(OSError):
    """An answer of more bytes than allowed."""


class Bounded(io.BytesIO):
    """Bytes up to a number of them."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def write(self, words: Any) -> int:
        if self.tell() + len(words) > self.most:
            raise TooLargeError
        return super().write(words)


def refusal(status: int, message: str) -> Answer:
    return {"status": status, "type": "text/plain"}, message.encode()


def query(store: Store, asked: Head, body: bytes) -> Answer:
    """The answer in the type that fits its form: a table for SELECT and ASK, else triples."""
    default = [NamedNode(iri) for iri in asked["default"]]
    named = [NamedNode(iri) for iri in asked["named"]]
    chosen: dict[str, Any] = {"use_default_graph_as_union": True}
    if default or named:
        chosen = {"default_graph": default, "named_graphs": named}
    found = store.query(asked["text"], base_iri=asked.get("base"), **chosen)
    kind = "triples" if isinstance(found, QueryTriples) else "table"
    media = asked[kind]
    if media is None:
        known = TRIPLES if kind == "triples" else TABLES
        return refusal(406, f"not acceptable; this answer can be had as {', '.join(known)}")
    into = Bounded(asked["most"])
    if isinstance(found, QueryTriples):
        form = getattr(RdfFormat, TRIPLES[media])
        serialize(found, into, form, prefixes=asked["prefixes"])
    elif isinstance(found, QueryBoolean) and TABLES[media] in ("CSV", "TSV"):
        into.write(b"true\n" if found else b"false\n")
    else:
        found.serialize(into, getattr(QueryResultsFormat, TABLES[media]))
    return {"status": 200, "type": media}, into.getvalue()


def graph(store: Store, asked: Head, body: bytes) -> Answer:
    """All triples of a graph; "" names the default graph."""
    name = graph_name(asked)
    if isinstance(name, NamedNode) and not store.contains_named_graph(name):
        return refusal(
            404, f"no graph {name}; the names are the answer to SELECT ?g {{ GRAPH ?g {{}} }}"
        )
    into = Bounded(asked["most"])
    form = getattr(RdfFormat, TRIPLES[asked["triples"]])
    store.dump(into, form, from_graph=name, prefixes=asked["prefixes"])
    return {"status": 200, "type": asked["triples"]}, into.getvalue()


def graph_name(asked: Head) -> NamedNode | DefaultGraph:
    return NamedNode(asked["graph"]) if asked["graph"] else DefaultGraph()


def update(store: Store, asked: Head, body: bytes) -> Answer:
    store.update(asked["text"], base_iri=asked.get("base"))
    return saved(store, asked, 204)


def put(store: Store, asked: Head, body: bytes) -> Answer:
    """Writes a graph; with `replace` what was in it goes, in the same transaction."""
    name = graph_name(asked)
    form = getattr(RdfFormat, TRIPLES[asked["type"]])
    into = io.BytesIO()
    triples = (quad.triple for quad in parse(body, form, base_iri=asked["graph"] or None))
    serialize(triples, into, RdfFormat.N_TRIPLES)
    insert = into.getvalue().decode()
    status, where = 204, "DEFAULT"
    if isinstance(name, NamedNode):
        status = 204 if store.contains_named_graph(name) else 201
        where = f"GRAPH {name}"
        insert = f"{where} {{ {insert} }}"
    clear = f"CLEAR SILENT {where} ; " if asked["replace"] else ""
    create = f"CREATE SILENT {where} ; " if where != "DEFAULT" else ""
    store.update(f"{clear}{create}INSERT DATA {{ {insert} }}")
    return saved(store, asked, status)


def drop(store: Store, asked: Head, body: bytes) -> Answer:
    name = graph_name(asked)
    if isinstance(name, NamedNode) and not store.contains_named_graph(name):
        return refusal(404, f"no graph {name} that could be deleted")
    store.update(f"DROP {f'GRAPH {name}' if asked['graph'] else 'DEFAULT'}")
    return saved(store, asked, 204)


def saved(store: Store, asked: Head, status: int) -> Answer:
    """Keeps the state for the readers, in a folder of its own."""
    store.flush()
    store.backup(asked["keep"])
    return {"status": status, "type": "text/plain"}, b""


DEEDS: dict[str, Callable[[Store, Head, bytes], Answer]] = {
    "query": query, "graph": graph, "update": update, "put": put, "drop": drop,
}  # fmt: skip


def answer(store: Store, asked: Head, body: bytes) -> Answer:
    """What is asked for, or a refusal."""
    try:
        return DEEDS[asked["do"]](store, asked, body)
    except TooLargeError:
        size = asked["most"] // 1_000_000
        return refusal(403, f"the answer is larger than {size} MB; add a LIMIT or ask for less")
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        return refusal(400, str(error))


def limit_memory(megabytes: int) -> None:
    """What the process may allocate; where the system cannot limit it, nothing happens."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        most = megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def main(kind: str, folder: str) -> None:
    """Answers until the server closes the line. A question that outlasts its seconds ends the
    process even where the server is gone (SIGALRM).
    """
    store = Store.read_only(folder) if kind == "read" else Store(folder)
    lines, replies = sys.stdin.buffer, sys.stdout.buffer
    while frame := read_frame(lines):
        asked, body = frame
        if asked["do"] == "ready":
            limit_memory(asked["memory"])
            reply = pack({"status": 200})
        else:
            if hasattr(signal, "alarm"):
                signal.alarm(int(asked["seconds"]) + 2)
            reply = pack(*answer(store, asked, body))
            if hasattr(signal, "alarm"):
                signal.alarm(0)
        replies.write(reply)
        replies.flush()


if __name__ == "__main__":
    Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
    main(sys.argv[1], sys.argv[2])
