"""`kg build`: articles in, `output/` out."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import end_with_refusals, reading_options, say, settings_of
from kg.errors import NewskgError

if TYPE_CHECKING:
    from kg.model import Article
    from kg.publish.report import Report
    from kg.readers import Refusal
    from kg.settings import Settings


@click.command(short_help="Build the graph of articles.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("-o", "--output", metavar="FOLDER", help="Where the graph goes (default: output).")
@click.option("--base", metavar="IRI", help="What the graph's own IRIs begin with.")
@click.option("--jobs", type=int, metavar="N", help="Processes that read; else as many as pay.")
@click.option("--cache", metavar="FOLDER", help="What was read before, or 'none'.")
@click.option("--cluster", metavar="ADDRESS", help="A Dask scheduler whose workers read.")
@click.option("--watch", is_flag=True, help="Build again whenever an input changes.")
@reading_options
def build(paths: tuple[str, ...], watch: bool, config: str | None, **options: Any) -> None:
    """Build the graph of articles (files or folders; default: sources/).

    Writes graph.ttl, graph.trig, graph.nq, graph.html, report.md, report.json and readings/. What
    was there stays if anything fails. Articles that have not changed since they were read are not
    read again.

    \b
    Example:
      kg build
      kg build article.md more/ -o output
      kg build --jobs 2
    """
    settings = settings_of(config, sources=paths, **options)
    signal.signal(signal.SIGTERM, end)
    if not watch:
        end_with_refusals(build_once(settings))
        return
    build_on_changes(config, sources=paths, **options)


def build_on_changes(config: str | None, **options: Any) -> None:
    """Builds whenever anything that a build reads has changed; the settings are read anew, and a
    fault in them is told, as any other is.
    """
    from kg.run.watch import find_changes, find_inputs
    from kg.settings import CONFIG

    def find_watched() -> list[Path | Refusal]:
        file = Path(config or CONFIG)
        try:
            return [file, *find_inputs(settings_of(config, **options))]
        except NewskgError:
            return [file]

    for _ in find_changes(find_watched):
        try:
            refusals = build_once(settings_of(config, **options))
        except NewskgError as error:
            refusals = [str(error)]
        for refusal in refusals:
            say(refusal)


def build_once(settings: Settings) -> list[str]:
    """Builds, says what was made, and gives what could not be read."""
    from kg.run.origin import find_origin
    from kg.run.unchanged import find_unchanged
    from kg.terminal import lines_of_warnings, summary_of

    kept = find_unchanged(settings, find_origin(settings.sources, settings))
    report = kept.report if kept else build_anew(settings)
    for line in lines_of_warnings(report.warnings):
        say(line)
    say(summary_of(report))
    click.echo(settings.output)
    return [f"{path}: {message}" for path, message in report.refusals]


def build_anew(settings: Settings) -> Report:
    """Builds, and shows how far it is on a terminal."""
    from kg.pipeline import build as build_output
    from kg.run.progress import Progress, count_bytes
    from kg.terminal import progress

    shown = sys.stderr.isatty()
    state = Progress(count_bytes(settings.sources) if shown else 0)
    with progress("reading articles", sys.stderr) as update:

        def tell(article: Article | None, read: int) -> None:
            state(article, read)
            update(state.line())

        built = build_output(settings.sources, settings, tell=tell if shown else state)
    return built.report


def end(number: int, _: object) -> None:
    """Ends on SIGTERM as on Ctrl-C, so that nothing half made is left behind."""
    raise SystemExit(128 + number)
