"""Pushes an output into a triple store, graph by graph, and counts what has arrived.

The graph of an article replaces its older one as a whole, so pushing twice is pushing once; readers
of the store see the old article or the new one, where the store puts graphs atomically.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.errors import PushError
from kg.push.client import Client
from kg.push.graphs import Graph
from kg.push.journal import Journal
from kg.push.stores import How


@dataclass(frozen=True, slots=True)
class Pushed:
    """What happened to a graph in the store; `triples` are those that the store has now."""

    graph: str
    deed: Literal["sent", "kept", "removed"]
    triples: int


def push(
    graphs: tuple[Graph, ...],
    client: Client,
    journal: Journal,
    *,
    how: How = "put",
    again: bool = False,
    prune: bool = False,
) -> Iterator[Pushed]:
    """Sends each graph that the store does not have as it is, and tells of each when it is counted.

    With `prune` graphs that were pushed before and are no longer in the output are removed. Raises
    PushError where the store refuses a graph or has another number of its triples afterwards.
    """
    for graph in graphs:
        known = journal.digest_of(graph.name) == graph.digest and not again
        if known and client.count(graph.name) == len(graph.lines):
            yield Pushed(graph.name, "kept", len(graph.lines))
            continue
        journal.note(graph.name, None)
        client.send(graph, how)
        check_count(graph, client)
        journal.note(graph.name, graph.digest)
        yield Pushed(graph.name, "sent", len(graph.lines))
    if prune:
        names = {graph.name for graph in graphs}
        for name in journal.names():
            if name not in names:
                client.remove(name, how)
                journal.note(name, None)
                yield Pushed(name, "removed", 0)


def check_count(graph: Graph, client: Client) -> None:
    """Raises PushError if the store has more or fewer triples of a graph than were sent."""
    found = client.count(graph.name)
    if found != len(graph.lines) and not graph.is_default:
        raise PushError(
            f"{graph.name}: {len(graph.lines)} triples were sent, the store has {found}; "
            "send it again with --again, or with --how update"
        )
