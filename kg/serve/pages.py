"""The pages for people: a start, the saved questions, the editor, and a page for every IRI.

"Who says that Syria was liberated?" is a form at `/questions/who-says`, whose answer is a table;
`/data/place/syria` shows all that is said of Syria.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from kg.errors import QueryError
from kg.ontology import load_ontology
from kg.rdf.query import SavedQuery, list_queries, load_query
from kg.serve.describe import TRIPLES, describe, shown_value
from kg.serve.endpoint import respond, site_of
from kg.serve.formats import HTML, JSON_RESULTS, SHORT, TURTLE, choose_type
from kg.serve.formats import TRIPLES as GRAPHS
from kg.serve.protocol import RefusedError, checked_iri

FOLDER = Path(__file__).parents[1] / "data" / "serve"
MOST_ROWS = 1000  # of an answer that a page shows
COUNTS = """PREFIX kg: <https://w3id.org/newskg/ontology#>
PREFIX schema: <https://schema.org/>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
SELECT ?articles ?events ?claims {
  { SELECT (COUNT(DISTINCT ?a) AS ?articles) { ?a a schema:NewsArticle } }
  { SELECT (COUNT(DISTINCT ?e) AS ?events) { ?e a sem:Event } }
  { SELECT (COUNT(DISTINCT ?c) AS ?claims) { ?c a kg:Claim } } }"""
ARTICLES = """PREFIX schema: <https://schema.org/>
SELECT ?article (MIN(?words) AS ?title) (MIN(?date) AS ?day) {
  ?article a schema:NewsArticle ; schema:headline ?words
  OPTIONAL { ?article schema:datePublished ?date } }
GROUP BY ?article ORDER BY ?day ?article LIMIT 500"""
REPORTS = ("graph.html", "report.md", "report.json", "graph.ttl", "graph.trig", "graph.nq")


@cache
def templates() -> Environment:
    """The templates; everything that is put into one is escaped."""
    found = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, trim_blocks=True)
    found.filters["quoted"] = lambda words: quote(str(words), safe="")
    return found


def page(name: str, status: int = 200, **shown: Any) -> HTMLResponse:
    words = templates().get_template(name).render(**shown)
    return HTMLResponse(words, status, headers={"Vary": "Accept"})


async def start(request: Request) -> Response:
    """What is here: the numbers, the articles, the questions."""
    site = site_of(request)
    counts = {name: cell["value"] for name, cell in (await site.rows(COUNTS))[0].items()}
    articles = [
        (shown_value(site, row["article"], row["title"]["value"]), row.get("day", {}).get("value"))
        for row in await site.rows(ARTICLES)
    ]
    files = [name for name in REPORTS if (site.output / name).is_file()]
    return page(
        "start.html",
        counts=counts,
        articles=articles,
        questions=list_queries(),
        files=files,
        writable=site.writer is not None,
    )


async def question(request: Request) -> Response:
    """A saved question as a form, with the answer to what is filled in."""
    name = request.path_params["name"]
    known: dict[str, SavedQuery] = {query.name: query for query in list_queries()}
    if name not in known:
        raise RefusedError(404, f"no question {name!r}; the start page lists all")
    saved = known[name]
    given = {
        parameter.name: request.query_params.get(parameter.name, parameter.default)
        for parameter in saved.parameters
    }
    try:
        sparql = load_query(name, given)
    except QueryError as error:
        raise RefusedError(400, str(error)) from error
    shown: dict[str, Any] = {"saved": saved, "given": given, "sparql": sparql}
    site = site_of(request)
    answer = await site.ask(sparql, table=JSON_RESULTS)
    if answer.status != 200:
        raise RefusedError(answer.status, answer.body.decode("utf-8", "replace"))
    found = json.loads(answer.body)
    columns = found["head"]["vars"]
    rows = [
        [shown_value(site, row[column]) if column in row else None for column in columns]
        for row in found["results"]["bindings"][:MOST_ROWS]
    ]
    total = len(found["results"]["bindings"])
    return page("question.html", columns=columns, rows=rows, total=total, **shown)


async def editor(request: Request) -> Response:
    """YASGUI, on this endpoint."""
    return page("editor.html")


async def resource(request: Request) -> Response:
    """What is known of an IRI: a page for people, triples for programs."""
    site = site_of(request)
    raw = request.scope.get("raw_path") or request.url.path.encode()
    iri = request.query_params.get("iri") if request.url.path == "/resource" else None
    iri = checked_iri(iri or site.iri_of(raw.decode("ascii", "replace")), "address")
    wanted = request.query_params.get("format")
    accept = SHORT.get(wanted, wanted) if wanted else request.headers.get("accept")
    media = choose_type(accept, (HTML, "application/xhtml+xml", *GRAPHS))
    if media is None:
        raise RefusedError(406, f"not acceptable; to be had as {', '.join([HTML, *GRAPHS])}")
    if media in GRAPHS:
        return await triples(request, iri, media)
    document = iri.partition("#")[0]
    things, links = await describe(site, document)
    if not things and not links:
        raise RefusedError(404, f"nothing is known of {iri}")
    own = [thing for thing in things if not thing.anchor]
    parts = [thing for thing in things if thing.anchor]
    return page(
        "resource.html",
        iri=document,
        title=own[0].title if own else document,
        own=own,
        parts=parts,
        links=links,
    )


async def triples(request: Request, iri: str, media: str) -> Response:
    """What the page tells, as triples; 404 where there are none."""
    site = site_of(request)
    document = iri.partition("#")[0]
    known = await site.ask(
        f'ASK {{ ?s ?p ?o FILTER(?s = <{document}> || STRSTARTS(STR(?s), "{document}#")) }}'
    )
    if known.status == 200 and not json.loads(known.body)["boolean"]:
        raise RefusedError(404, f"nothing is known of {iri}")
    return respond(await site.ask(TRIPLES.format(iri=document), triples=media))


async def ontology(request: Request) -> Response:
    """Our own terms: types of events and of things, roles, properties."""
    media = choose_type(request.headers.get("accept"), (HTML, "application/xhtml+xml", TURTLE))
    if request.query_params.get("format") == "ttl" or media == TURTLE:
        return Response(terms_to_turtle(), media_type=TURTLE, headers={"Vary": "Accept"})
    terms = load_ontology().terms
    kinds = sorted({term.kind for term in terms.values()})
    grouped = [(kind, [t for t in terms.values() if t.kind == kind]) for kind in kinds]
    return page("ontology.html", grouped=grouped)


def terms_to_turtle() -> str:
    """The terms with label, comment and what they are a kind of."""
    lines = [
        "@prefix kg: <https://w3id.org/newskg/ontology#> .",
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
    ]
    for name, term in load_ontology().terms.items():
        is_class = term.kind in ("class", "event type", "entity type")
        is_property = term.kind in ("role", "property")
        kind = "rdfs:Class" if is_class else "rdf:Property" if is_property else "rdfs:Resource"
        above = "rdfs:subClassOf" if is_class else "rdfs:subPropertyOf"
        facts = [f"a {kind}", f"rdfs:label {json.dumps(term.label)}"]
        if term.comment:
            facts.append(f"rdfs:comment {json.dumps(term.comment)}")
        facts += [f"{above} kg:{parent}" for parent in term.parents]
        lines.append(f"\nkg:{name} " + " ;\n    ".join(facts) + " .")
    return "\n".join(lines) + "\n"


async def file(request: Request) -> Response:
    """A file of the output."""
    name = request.path_params["name"]
    path = site_of(request).output / name
    if name not in REPORTS or not path.is_file():
        raise RefusedError(404, f"no file {name!r} in this output")
    kinds = {".md": "text/plain; charset=utf-8", ".ttl": TURTLE, ".nq": "application/n-quads"}
    return FileResponse(path, media_type=kinds.get(path.suffix))
