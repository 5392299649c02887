"""What is served: the folder of an output, its store, the workers that answer.

`open_site(Path("output"), ...)` loads `graph.nq` into a store on disk, which all workers share: the
claim that Syria is liberated lies in memory once, however many ask for it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import OutputError
from kg.ontology import KG_IRI
from kg.serve.formats import JSON_RESULTS, TURTLE
from kg.serve.frames import Head
from kg.serve.pool import Answer, Limits, Pool, Writer

OURS = KG_IRI.removesuffix("ontology#")  # what the IRIs of our own terms begin with
ASKS_FOR_ARTICLE = """PREFIX schema: <https://schema.org/>
SELECT ?article { ?article a schema:NewsArticle } ORDER BY ?article LIMIT 1"""


@dataclass(slots=True)
class Site:
    """The served output. `base` is what its IRIs begin with, as its own articles tell."""

    output: Path
    folder: Path
    pool: Pool
    writer: Writer | None
    prefixes: Mapping[str, str] = field(default_factory=dict)
    base: str = ""

    @property
    def limits(self) -> Limits:
        return self.pool.limits

    async def start(self) -> None:
        from kg.rdf.iris import DEFAULT_BASE
        from kg.rdf.prefixes import prefixes_of

        await self.pool.start()
        rows = await self.rows(ASKS_FOR_ARTICLE)
        article = rows[0]["article"]["value"] if rows else ""
        begin, middle, _ = article.partition("article/")
        self.base = begin if middle else DEFAULT_BASE
        self.prefixes = prefixes_of(self.base)

    async def stop(self) -> None:
        if self.writer is not None:
            await self.writer.stop()
        await self.pool.stop()

    async def ask(self, text: str, **asked: Any) -> Answer:
        """The answer to a query, over all graphs unless others are named; raises NoAnswerError."""
        question = {
            "do": "query",
            "text": text,
            "default": (),
            "named": (),
            "table": JSON_RESULTS,
            "triples": TURTLE,
        }
        return await self.pool.ask(self.with_prefixes({**question, **asked}))

    def with_prefixes(self, question: Head) -> Head:
        return {**question, "prefixes": dict(self.prefixes)}

    async def rows(self, text: str) -> list[dict[str, dict[str, str]]]:
        """The rows of a SELECT of our own, as SPARQL's JSON has them."""
        answer = await self.ask(text)
        if answer.status != 200:
            raise OutputError(f"{self.output}: {answer.body.decode()}")
        found: list[dict[str, dict[str, str]]] = json.loads(answer.body)["results"]["bindings"]
        return found

    def path_of(self, iri: str) -> str | None:
        """The address here of an IRI of ours: `<base>article/x` is `/data/article/x`."""
        if self.base and iri.startswith(self.base):
            return f"/data/{iri.removeprefix(self.base)}"
        rest = iri.removeprefix(OURS)
        if rest != iri and rest.startswith(("ontology", "action/", "schemes/")):
            return f"/{rest}"
        return None

    def iri_of(self, path: str) -> str:
        """The IRI that is described at an address here."""
        if path.startswith("/data/"):
            return self.base + path.removeprefix("/data/")
        return OURS + path.removeprefix("/")


def open_site(output: Path, *, limits: Limits, writable: bool, store: Path | None) -> Site:
    """The site of an output folder; raises OutputError if there is no graph in it.

    The store lies in `store`, where changes stay; without it in a temporary folder, which
    `close_site` removes. A store that is there already is served as it is.
    """
    graph = output / "graph.nq"
    if not graph.is_file():
        raise OutputError(f"{output}: no graph.nq in it; run: kg build -o {output}")
    folder = store or Path(tempfile.mkdtemp(prefix="kg-serve-"))
    states = folder / "states"
    shutil.rmtree(states, ignore_errors=True)
    states.mkdir(parents=True)
    fill_store(folder / "store", graph, states / "state-0")
    pool = Pool(states / "state-0", limits)
    return Site(output, folder, pool, Writer(folder / "store", pool) if writable else None)


def fill_store(folder: Path, graph: Path, state: Path) -> None:
    """Loads a graph into a store that is new, and keeps its state for the readers."""
    from pyoxigraph import RdfFormat, Store

    try:
        store = Store(str(folder))
        if len(store) == 0:
            store.bulk_load(path=str(graph), format=RdfFormat.N_QUADS)
            store.flush()
    except (SyntaxError, ValueError) as error:
        raise OutputError(f"{graph}: is no N-Quads ({error}); run: kg build") from error
    store.backup(str(state))


def close_site(site: Site, *, keep: bool) -> None:
    """Removes what nobody needs any more: the states, and the store unless it is to be kept."""
    shutil.rmtree(site.folder / "states" if keep else site.folder, ignore_errors=True)
