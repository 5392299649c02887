"""The endpoints for programs: SPARQL 1.1 Protocol at /sparql, Graph Store Protocol at /graphs.

`curl 'http://127.0.0.1:8765/sparql?query=ASK{}'` gives `{"head":{},"boolean":true}`; with
`-H 'Accept: text/csv'` it gives `true`.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.serve.formats import HTML, SHORT, TABLES, TRIPLES, TURTLE, choose_type
from kg.serve.frames import Head
from kg.serve.pool import Answer, Writer
from kg.serve.protocol import Asked, RefusedError, checked_iri, read_parameters, read_request
from kg.serve.site import Site

LONGEST_QUERY = 1_000_000  # bytes
LONGEST_GRAPH = 100_000_000
# what one graph can be written in; TriG and N-Quads hold several
ONE_GRAPH = {
    media: form
    for media, form in TRIPLES.items()
    if form not in ("TRIG", "N_QUADS") and media != "application/xml"
}
SERVICE_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix format: <http://www.w3.org/ns/formats/> .

<{endpoint}> a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage {languages} ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat format:SPARQL_Results_JSON, format:SPARQL_Results_XML,
        format:SPARQL_Results_CSV, format:SPARQL_Results_TSV,
        format:Turtle, format:N-Triples, format:RDF_XML, format:JSON-LD .
"""


def site_of(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


async def sparql(request: Request) -> Response:
    """A query or an update; a GET with neither describes the service, a browser gets the editor."""
    method = "GET" if request.method == "HEAD" else request.method
    body = await read_body(request, LONGEST_QUERY) if method == "POST" else b""
    words = request.headers.get("content-type", "")
    asked = read_request(method, words, request.scope["query_string"], body)
    if asked.kind == "update":
        writer = writer_of(request)
        question = {"do": "update", "text": asked.text, "base": base_of(request)}
        return respond(await writer.change(question))
    if asked.kind == "nothing":
        return describe_service(request)
    accept = SHORT.get(asked.form, asked.form) if asked.form else request.headers.get("accept")
    site = site_of(request)
    return respond(await answer_query(site, asked, accept, base_of(request)))


async def answer_query(site: Site, asked: Asked, accept: str | None, base: str) -> Answer:
    table, triples = choose_type(accept, TABLES), choose_type(accept, TRIPLES)
    if table is None and triples is None:
        known = ", ".join([*TABLES, *TRIPLES])
        raise RefusedError(406, f"not acceptable; answers can be had as {known}")
    return await site.ask(
        asked.text,
        default=asked.default,
        named=asked.named,
        base=base,
        table=table,
        triples=triples,
    )


def describe_service(request: Request) -> Response:
    liked = choose_type(request.headers.get("accept"), (TURTLE, HTML))
    if liked == HTML:
        return RedirectResponse("/editor", status_code=303, headers={"Vary": "Accept"})
    languages = "sd:SPARQL11Query"
    if site_of(request).writer is not None:
        languages += ", sd:SPARQL11Update"
    words = SERVICE_DESCRIPTION.format(endpoint=base_of(request), languages=languages)
    return Response(words, media_type=TURTLE, headers={"Vary": "Accept"})


async def graphs(request: Request) -> Response:
    """One graph, named by `?graph=IRI` or `?default`: read it; where writing is allowed also put,
    extend and delete it. https://www.w3.org/TR/sparql11-http-rdf-update/
    """
    graph = graph_of(request)
    site = site_of(request)
    if request.method in ("GET", "HEAD"):
        media = choose_type(request.headers.get("accept"), ONE_GRAPH)
        if media is None:
            raise RefusedError(406, f"not acceptable; graphs can be had as {', '.join(ONE_GRAPH)}")
        question: Head = {"do": "graph", "graph": graph, "triples": media}
        return respond(await site.pool.ask(site.with_prefixes(question)))
    writer = writer_of(request)
    if request.method == "DELETE":
        return respond(await writer.change({"do": "drop", "graph": graph}))
    media = request.headers.get("content-type", TURTLE).partition(";")[0].strip().lower()
    if media not in ONE_GRAPH:
        raise RefusedError(415, f"a graph is one of {', '.join(ONE_GRAPH)}; found {media!r}")
    body = await read_body(request, LONGEST_GRAPH)
    given: Head = {"graph": graph, "type": media, "replace": request.method == "PUT"}
    return respond(await writer.change({"do": "put", **given}, body))


def graph_of(request: Request) -> str:
    """The IRI of the graph that a request names, "" for the default graph."""
    given = read_parameters(request.scope["query_string"])
    if set(given) == {"default"}:
        return ""
    if set(given) != {"graph"} or len(given["graph"]) != 1:
        raise RefusedError(400, "name one graph: ?graph=IRI or ?default")
    return checked_iri(given["graph"][0], "graph")


def writer_of(request: Request) -> Writer:
    """The writer, for a request that may change the graph: not where another site sent it."""
    writer = site_of(request).writer
    if writer is None:
        raise RefusedError(403, "this graph is only read; kg serve --writable lets it be changed")
    if not is_own(request.headers):
        raise RefusedError(403, "a page of another site may not change this graph")
    return writer


def is_own(headers: Headers) -> bool:
    """Whether a request comes from a page of ours or from no page: browsers name the origin."""
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host", "")


def base_of(request: Request) -> str:
    """The address that was asked, without parameters: what relative IRIs are resolved against."""
    return str(request.url.replace(query="", fragment=""))


async def read_body(request: Request, most: int) -> bytes:
    """The body; raises RefusedError as soon as it is longer than allowed."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise RefusedError(413, f"more than {most // 1_000_000} MB; send less at once")
        parts.append(part)
    return b"".join(parts)


def respond(answer: Answer) -> Response:
    """A worker's answer as a response."""
    if answer.status == 204:
        return Response(status_code=204)
    media = answer.type
    if media in ("text/plain", "text/csv", "text/tab-separated-values", TURTLE):
        media += "; charset=utf-8"
    return Response(
        answer.body,
        answer.status,
        media_type=None,
        headers={"Content-Type": media, "Vary": "Accept"},
    )
