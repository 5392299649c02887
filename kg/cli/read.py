"""`kg read`: what each article says, one by one."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.options import end_with_refusals, reading_options, say, settings_of


@click.command(short_help="Read articles one by one.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "table"]),
    help="Else table on a terminal, jsonl elsewhere.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl.")
@reading_options
def read(
    paths: tuple[str, ...], form: str | None, as_json: bool, config: str | None, **options: Any
) -> None:
    """Read articles one by one and print what each says; "-" is the standard input.

    \b
    Example:
      kg read sources/2017-12-08-syria-liberated.md --format table
      kg read articles.jsonl > readings.jsonl
    """
    settings = settings_of(config, **options)
    from kg import terminal
    from kg.pipeline import read as read_readings
    from kg.publish.readings import reading_to_line
    from kg.readers import Refusal

    table = form == "table" or (form is None and not as_json and terminal.is_terminal())
    refusals: list[str] = []
    warnings: list[tuple[str, str]] = []
    rows: list[tuple[str, ...]] = []
    for reading in read_readings(paths, settings):
        if isinstance(reading, Refusal):
            refusals.append(str(reading))
            continue
        warnings.extend((reading.article.source, warning) for warning in reading.warnings)
        if table:
            rows.extend(terminal.rows_of_reading(reading))
        else:
            click.echo(reading_to_line(reading))
    if table:
        click.echo(
            terminal.format_table(terminal.READING_HEAD, rows, terminal=terminal.is_terminal())
        )
    for line in terminal.lines_of_warnings(warnings):
        say(line)
    end_with_refusals(refusals)
