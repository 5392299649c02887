"""`kg push`: the graph into a triple store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import say, settings_of

if TYPE_CHECKING:
    from kg.push.push import Pushed

STORES = (
    "blazegraph", "fuseki", "graphdb", "kg", "neptune", "oxigraph", "qlever", "rdf4j", "sparql",
    "stardog", "virtuoso",
)  # fmt: skip


@click.command(short_help="Put the graph into a triple store.")
@click.argument("url", metavar="URL")
@click.option("-o", "--output", metavar="FOLDER", help="The output to push (default: output).")
@click.option("--store", type=click.Choice(STORES), default="sparql", help="What is at URL.")
@click.option("--how", type=click.Choice(["put", "update"]), help="Whole graphs, or INSERT DATA.")
@click.option("--query-url", metavar="URL", help="Where the store is asked, if elsewhere.")
@click.option("--update-url", metavar="URL", help="Where it is updated.")
@click.option("--graphs-url", metavar="URL", help="Where whole graphs are put.")
@click.option("--default-graph", metavar="IRI", help="Where default triples go.")
@click.option("--again", is_flag=True, help="Send also what the store has already.")
@click.option("--prune", is_flag=True, help="Remove graphs pushed before and gone since.")
@click.option("--dry-run", is_flag=True, help="Only say what would be sent.")
@click.option("--tries", default=5, show_default=True, help="How often a request is tried.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for every graph.")
@click.option("--config", metavar="FILE", help="Settings; else kg.toml if there is one.")
def push(
    url: str,
    output: str | None,
    store: str,
    how: str | None,
    query_url: str | None,
    update_url: str | None,
    graphs_url: str | None,
    default_graph: str | None,
    again: bool,
    prune: bool,
    dry_run: bool,
    tries: int,
    as_json: bool,
    config: str | None,
) -> None:
    """Put an output into a SPARQL 1.1 store, a graph for every article; go on where a push stopped.

    Name and password are read from KG_PUSH_USER and KG_PUSH_PASSWORD, a token from KG_PUSH_TOKEN,
    else from .netrc.

    \b
    Example:
      kg push http://127.0.0.1:7878 --store oxigraph
      kg push http://127.0.0.1:8890 --store virtuoso
    """
    settings = settings_of(config, output=output)
    folder = Path(settings.output)
    from kg.push.client import Client
    from kg.push.credentials import find_credentials
    from kg.push.graphs import read_graphs
    from kg.push.journal import Journal
    from kg.push.push import Pushed
    from kg.push.push import push as push_graphs
    from kg.push.stores import default_how, find_endpoints

    endpoints = find_endpoints(url, store, query=query_url, update=update_url, graphs=graphs_url)
    graphs = read_graphs(folder, default=default_graph)
    if dry_run:
        for graph in graphs:
            tell(Pushed(graph.name, "sent", len(graph.lines)), as_json)
        say(f"nothing was sent; {endpoints.graphs} would get {len(graphs)} graphs")
        return
    way = "update" if how == "update" else "put" if how == "put" else default_how(store)
    sent = 0
    with Client(endpoints, find_credentials(url), tries=max(tries, 1)) as client:
        journal = Journal(folder, endpoints.query)
        for pushed in push_graphs(graphs, client, journal, how=way, again=again, prune=prune):
            tell(pushed, as_json)
            sent += pushed.deed == "sent"
    say(f"{sent} of {len(graphs)} graphs sent, all counted in the store")


def tell(pushed: Pushed, as_json: bool) -> None:
    """A graph as a line: what was done, how many triples, its name."""
    if as_json:
        import json
        from dataclasses import asdict

        click.echo(json.dumps(asdict(pushed), ensure_ascii=False))
    else:
        click.echo(f"{pushed.deed:8}{pushed.triples:8}  {pushed.graph}")
