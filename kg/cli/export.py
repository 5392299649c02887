"""`kg export`: the graph for other programs."""

from __future__ import annotations

import click

from kg.cli.options import settings_of
from kg.errors import SettingsError


@click.command(short_help="The graph for other programs.")
@click.option("--format", "forms", multiple=True, metavar="NAME", help="One of --list; repeatable.")
@click.option("--to", metavar="FOLDER", default="export", help='Or "-" to print (default: export).')
@click.option("--list", "as_list", is_flag=True, help="The formats and what they are for.")
@click.option("-o", "--output", metavar="FOLDER", help="The output to export (default: output).")
@click.option("--config", metavar="FILE", help="Settings; else kg.toml if there is one.")
def export(
    forms: tuple[str, ...], to: str, as_list: bool, output: str | None, config: str | None
) -> None:
    """Write the graph of an output for other programs: Gephi, Neo4j, pandas, triple stores.

    \b
    Example:
      kg export --list
      kg export --format gexf --format csv
      kg export --format jsonld --to - > graph.jsonld
    """
    from kg.export.formats import FORMATS, export_files, write_export
    from kg.terminal import format_table, is_terminal

    if as_list:
        rows = [(one.name, one.purpose) for one in FORMATS.values()]
        click.echo(format_table(("format", "what it is"), rows, terminal=is_terminal()))
        return
    if not forms:
        raise SettingsError("kg export: no --format; kg export --list shows them")
    folder = settings_of(config, output=output).output
    if to != "-":
        for path in write_export(folder, forms, to):
            click.echo(path)
        return
    files = list(export_files(folder, forms))
    if len(files) != 1:
        raise SettingsError(f"--to -: {len(files)} files cannot be printed as one; name a folder")
    click.echo(files[0][1], nl=False)
