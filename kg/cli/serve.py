"""`kg serve`: the graph as a web application of this machine."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import say, settings_of


@click.command(short_help="Show and answer on the web of this machine.")
@click.argument("output", required=False, metavar="[OUTPUT]")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8765, show_default=True, help="0 takes a free one.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Another name of the host.")
@click.option("--writable", is_flag=True, help="Let SPARQL Update and PUT change the graph.")
@click.option("--store", metavar="FOLDER", help="Where changes are kept; else they end with it.")
@click.option("--timeout", default=20.0, show_default=True, help="Seconds that a query may take.")
@click.option("--max-answer", default=32, show_default=True, help="Megabytes of an answer.")
@click.option("--max-memory", default=1500, show_default=True, help="Megabytes that a query uses.")
@click.option("--workers", default=4, show_default=True, help="Queries answered at once.")
@click.option("--open", "shown", is_flag=True, help="Open it in the browser.")
@click.option("--config", metavar="FILE", help="Settings; else kg.toml if there is one.")
def serve(
    output: str | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    writable: bool,
    store: str | None,
    timeout: float,
    max_answer: int,
    max_memory: int,
    workers: int,
    shown: bool,
    config: str | None,
) -> None:
    """Serve an output on this machine: explorer, questions, SPARQL editor and endpoint.

    The graph is only read unless --writable is given; the output folder never changes.

    \b
    Example:
      kg serve
      kg serve output --port 8000
      kg serve --writable --store my-store
    """
    settings = settings_of(config, output=output)
    from kg.serve.pool import Limits
    from kg.serve.run import serve as serve_output

    def tell(address: str) -> None:
        click.echo(address)
        say("Ctrl-C stops it")
        if shown:
            click.launch(address)

    serve_output(
        Path(settings.output),
        host=host,
        port=port,
        limits=Limits(timeout, max_answer, max_memory, max(workers, 1)),
        writable=writable,
        store=Path(store) if store else None,
        names=names,
        ready=tell,
    )
