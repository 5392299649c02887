"""`kg undo`: the row of corrections.toml that takes a merge apart."""

from __future__ import annotations

import click

from kg.cli.options import settings_of


@click.command(short_help="How to undo a merge.")
@click.argument("iri", metavar="IRI")
@click.option("-o", "--output", metavar="FOLDER", help="The output to look in (default: output).")
@click.option("--config", metavar="FILE", help="Settings; else kg.toml if there is one.")
def undo(iri: str, output: str | None, config: str | None) -> None:
    """Print the correction that takes an entity, an event or an occurrence apart again.

    \b
    Example:
      kg undo https://w3id.org/newskg/data/occurrence/2023-09-05-brightwater-takeover-1
    """
    settings = settings_of(config, output=output)
    from pathlib import Path

    from kg.publish.undo import explain_undo

    click.echo(explain_undo(iri, Path(settings.output), settings.base))
