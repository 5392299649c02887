"""Loads quads of the shape of ours into an Oxigraph store on disk and asks it questions.

    python benchmarks/store.py [--quads 10000000] [--folder FOLDER]

The quads are those of the shipped articles (`kg build` first), copied under new article ids and new
names of entities until there are enough, in N-Quads shards as a large build writes them.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHARD = 1_000_000  # quads
SHARED = ("person/", "organization/", "group/", "place/")  # names that get a number, one in ten
QUESTIONS = {
    "count": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "point": "SELECT * { <https://w3id.org/newskg/data/article/c7-2017-12-08-syria-liberated>"
    " ?p ?o }",
    "who says it": """
        PREFIX kg: <https://w3id.org/newskg/ontology#>
        PREFIX grasp: <http://groundedannotationframework.org/grasp#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?who ?label { ?claim kg:about ?event ; grasp:wasAttributedTo ?source .
          ?event a kg:Liberation ; rdfs:label ?label . ?source rdfs:label ?who } LIMIT 100""",
    "groups": """
        PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
        SELECT ?type (COUNT(?event) AS ?n) { ?event a sem:Event ; a ?type } GROUP BY ?type""",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quads", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, help="where to write (default: a temporary folder)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        shards, quads, articles = write_shards(Path(folder), options.quads)
        size = sum(path.stat().st_size for path in shards)
        print(
            f"{quads:,} quads of {articles:,} articles, "
            f"{size / quads:.0f} bytes each, {len(shards)} shards"
        )
        load_and_ask(shards, Path(folder) / "store", quads)


def write_shards(folder: Path, wanted: int) -> tuple[list[Path], int, int]:
    """The shards, how many quads are in them and how many articles."""
    lines = (ROOT / "output" / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    articles = sum("<https://schema.org/NewsArticle>" in line for line in lines)
    whole = "".join(lines)
    shards: list[Path] = []
    copies = 0
    while copies * len(lines) < wanted:
        shard = folder / f"{len(shards):05}.nq"
        with shard.open("w", encoding="utf-8") as out:
            for _ in range(max(1, SHARD // len(lines))):
                copy = whole.replace("data/article/", f"data/article/c{copies}-")
                for kind in SHARED:
                    copy = copy.replace(f"data/{kind}", f"data/{kind}n{copies // 10}-")
                out.write(copy)
                copies += 1
        shards.append(shard)
    return shards, copies * len(lines), copies * articles


def load_and_ask(shards: list[Path], folder: Path, quads: int) -> None:
    from pyoxigraph import RdfFormat, Store

    store = Store(str(folder))
    wall, cpu = time.perf_counter(), time.process_time()
    for shard in shards:
        store.bulk_load(path=str(shard), format=RdfFormat.N_QUADS)
    store.flush()
    store.optimize()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"loaded in {wall:.0f} s ({cpu:.0f} s CPU), {quads / cpu:,.0f} quads a CPU second")
    print(f"on disk {size / quads:.0f} bytes a quad; at most {memory:,.0f} MB of memory")
    del store
    begin = time.perf_counter()
    store = Store.read_only(str(folder))
    print(f"opened again in {time.perf_counter() - begin:.2f} s")
    for name, question in QUESTIONS.items():
        begin = time.perf_counter()
        rows = sum(1 for _ in store.query(question, use_default_graph_as_union=True))
        print(f"{name}: {rows} rows in {(time.perf_counter() - begin) * 1000:,.0f} ms")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
