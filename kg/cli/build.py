"""`kg build`: articles in, `output/` out."""

from __future__ import annotations

import sys
from typing import Any

import click

from kg.cli.options import end_with_refusals, reading_options, say, settings_of


@click.command(short_help="Build the graph of articles.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("-o", "--output", metavar="FOLDER", help="Where the graph goes (default: output).")
@click.option("--base", metavar="IRI", help="What the graph's own IRIs begin with.")
@reading_options
def build(paths: tuple[str, ...], config: str | None, **options: Any) -> None:
    """Build the graph of articles (files or folders; default: sources/).

    Writes graph.ttl, graph.trig, graph.nq, graph.html, report.md, report.json and readings/. What
    was there stays if anything fails.

    \b
    Example:
      kg build
      kg build article.md more/ -o output
    """
    settings = settings_of(config, sources=paths, **options)
    from kg.pipeline import build as build_output
    from kg.terminal import lines_of_warnings, progress, summary_of

    with progress("reading articles", sys.stderr):
        built = build_output(settings.sources, settings)
    for line in lines_of_warnings(built.report.warnings):
        say(line)
    say(summary_of(built.report))
    click.echo(settings.output)
    end_with_refusals([f"{path}: {message}" for path, message in built.report.refusals])
