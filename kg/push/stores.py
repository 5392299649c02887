"""Where triple stores have their endpoints: articles go to /store of Oxigraph, to /data of Fuseki.

SPARQL 1.1 says what an endpoint understands, not where it is; every store has its own places. They
are the usual ones of each; docs/triple-stores.md says which of them were tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from kg.errors import PushError

How = Literal["put", "update"]


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Three addresses: for questions, for updates, for whole graphs."""

    query: str
    update: str
    graphs: str


# store -> what is added to its address for questions, updates and whole graphs
PLACES: dict[str, tuple[str, str, str]] = {
    "blazegraph": ("", "", ""),
    "fuseki": ("/query", "/update", "/data"),
    "graphdb": ("", "/statements", "/rdf-graphs/service"),
    "kg": ("/sparql", "/sparql", "/graphs"),
    "neptune": ("/sparql", "/sparql", "/sparql/gsp/"),
    "oxigraph": ("/query", "/update", "/store"),
    "qlever": ("", "", ""),
    "rdf4j": ("", "/statements", "/rdf-graphs/service"),
    "sparql": ("", "", ""),  # one address for everything
    "stardog": ("/query", "/update", ""),
    "virtuoso": ("/sparql", "/sparql-auth", "/sparql-graph-crud-auth"),
}
NO_GRAPH_STORE = frozenset({"blazegraph"})  # its own protocol for graphs is another


def find_endpoints(
    address: str,
    store: str,
    *,
    query: str | None = None,
    update: str | None = None,
    graphs: str | None = None,
) -> Endpoints:
    """The endpoints of a store at an address, those that are given as they are; raises PushError
    for an address that is none, or that holds a password.
    """
    for given in (address, query, update, graphs):
        if given is not None:
            check_address(given)
    base = address.rstrip("/")
    asks, changes, holds = PLACES[store]
    return Endpoints(query or base + asks, update or base + changes, graphs or base + holds)


def check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PushError(f"{address}: is no address; it looks like http://127.0.0.1:3030/ds")
    if parts.username is not None or parts.password is not None:
        raise PushError(
            f"{parts.hostname}: the address holds a name or a password; give them in KG_PUSH_USER "
            "and KG_PUSH_PASSWORD, or in .netrc"
        )


def default_how(store: str) -> How:
    return "update" if store in NO_GRAPH_STORE else "put"
