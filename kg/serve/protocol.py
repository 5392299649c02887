"""The SPARQL 1.1 Protocol: which query or update a request holds, on which graphs.

`GET /sparql?query=ASK {}` and a POST of the same words are one question; two of them in one
request, or words that are not UTF-8, are refused. https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

from kg.errors import NewskgError, QueryError
from kg.rdf.asking import has_word
from kg.serve.using import name_graphs

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_MOST_PARAMETERS = 1000
# characters that no IRI holds (SPARQL 1.1, IRIREF)
_NO_IRI = frozenset('<>"{}|^`\\') | frozenset(map(chr, range(0x21)))


class RefusedError(NewskgError):
    """A request that is not answered, with its status of HTTP."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Asked:
    """A query or an update; "nothing" where a GET has neither, which asks what this endpoint is."""

    kind: Literal["query", "update", "nothing"]
    text: str = ""
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    form: str | None = None  # short name of a format, of ours: ?format=csv


def read_request(method: str, content_type: str, parameters: bytes, body: bytes) -> Asked:
    """What a request to the endpoint asks; raises RefusedError."""
    media = content_type.partition(";")[0].strip().lower()
    given = read_parameters(parameters)
    if method == "GET":
        if given.get("update"):
            raise RefusedError(400, "an update needs POST; a GET only asks")
        return query_of(given) if "query" in given else nothing_of(given)
    if media == FORM:
        given = joined(given, read_parameters(body))
        if len(given.get("query", ())) + len(given.get("update", ())) != 1:
            raise RefusedError(400, "one query or one update is needed, no more and no less")
        return query_of(given) if "query" in given else update_of(given)
    if media == QUERY:
        return query_of({**given, "query": [decoded(body)]})
    if media == UPDATE:
        return update_of({**given, "update": [decoded(body)]})
    raise RefusedError(415, f"a POST is one of {FORM}, {QUERY}, {UPDATE}; found {media!r}")


def joined(first: dict[str, list[str]], second: dict[str, list[str]]) -> dict[str, list[str]]:
    """The parameters of an address and those of a form: some clients name graphs in the address."""
    names = [*first, *(name for name in second if name not in first)]
    return {name: first.get(name, []) + second.get(name, []) for name in names}


def nothing_of(given: dict[str, list[str]]) -> Asked:
    return Asked("nothing", form=given.get("format", [None])[0])


def query_of(given: dict[str, list[str]]) -> Asked:
    if len(given["query"]) != 1:
        raise RefusedError(400, "one query is needed, found several; ask one by one")
    text = given["query"][0]
    if has_word(text, "SERVICE"):
        raise RefusedError(403, "SERVICE asks another machine; ask the graphs of this store alone")
    default, named = iris_of(given, "default-graph-uri"), iris_of(given, "named-graph-uri")
    return Asked("query", text, default, named, given.get("format", [None])[0])


def update_of(given: dict[str, list[str]]) -> Asked:
    """An update, with the graphs of using-graph-uri written into it."""
    text = given["update"][0]
    for word in ("LOAD", "SERVICE"):
        if has_word(text, word):
            raise RefusedError(403, f"{word} asks another machine; send the triples themselves")
    default, named = iris_of(given, "using-graph-uri"), iris_of(given, "using-named-graph-uri")
    try:
        return Asked("update", name_graphs(text, default, named))
    except QueryError as error:
        raise RefusedError(400, str(error)) from error


def iris_of(given: dict[str, list[str]], name: str) -> tuple[str, ...]:
    """The graphs that a parameter names."""
    return tuple(checked_iri(iri, name) for iri in given.get(name, ()))


def checked_iri(iri: str, where: str) -> str:
    """The IRI itself; raises RefusedError where it could not stand between < and >."""
    scheme, colon, _ = iri.partition(":")
    if not colon or not scheme.isascii() or not scheme[:1].isalpha() or set(iri) & _NO_IRI:
        raise RefusedError(400, f"{where}: {iri[:80]!r} is no absolute IRI")
    return iri


def read_parameters(words: bytes) -> dict[str, list[str]]:
    """The values of each parameter of a form or an address, in order."""
    try:
        pairs = parse_qsl(
            words.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except UnicodeDecodeError as error:
        raise RefusedError(400, "the parameters are not UTF-8; encode them as UTF-8") from error
    except ValueError as error:
        raise RefusedError(400, f"more than {_MOST_PARAMETERS} parameters; send fewer") from error
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    return given


def decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"byte {error.start} is not UTF-8"
        raise RefusedError(400, f"{where}; send the query as UTF-8") from error
