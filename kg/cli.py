"""The command line: `kg build` makes a graph, `kg query who-says` asks it who says what.

A skin: it parses, calls and prints. Results go to the standard output, everything
else to the error stream. Exit codes: 0 done, 1 could not (or some article could not be read), 2
asked wrongly.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg import __version__
from kg.errors import NewskgError, QueryError, SettingsError

if TYPE_CHECKING:
    from types import TracebackType

    from kg.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])
COULD_NOT, ASKED_WRONGLY = 1, 2  # exit codes; 0 is done


class Commands(click.Group):
    """The commands, with our errors turned into a message and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (SettingsError, QueryError) as error:
            stop(str(error), ASKED_WRONGLY)
        except NewskgError as error:
            stop(str(error), COULD_NOT)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            where = f"{error.filename}: " if error.filename else ""
            stop(f"{where}{(error.strerror or str(error)).lower()}; check the path", COULD_NOT)


def stop(message: str, code: int) -> None:
    """Says why on the error stream and ends with this exit code."""
    say(message)
    raise click.exceptions.Exit(code)


def say(message: str) -> None:
    click.echo(message, err=True)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """News articles in, a knowledge graph of events and claims out.

    \b
    Example:
      kg build                        sources/ -> output/
      kg query --list                 what can be asked
      kg explain "Russia began providing support to Syria in 2015."
    """


READING_OPTIONS = (
    click.option("--config", metavar="FILE", help="Settings; else kg.toml if there is one."),
    click.option("--model", metavar="NAME", help="md (shipped), a package or folder."),
    click.option("--lexicon", "lexicons", multiple=True, metavar="FOLDER", help="More lexicons."),
    click.option("--date", metavar="DAY", help="Day of publication of articles that give none."),
    click.option("--date-order", metavar="ORDER", help="How 08/12/2017 is read: DMY, MDY or auto."),
    click.option("--language", metavar="CODE", help="Read every article as this language: en."),
    click.option("--max-characters", type=int, metavar="N", help="Refuse longer articles."),
)


def reading_options(command: F) -> F:
    """The options of every command that reads articles."""
    for option in reversed(READING_OPTIONS):
        command = option(command)
    return command


def settings_of(config: str | None, **options: Any) -> Settings:
    """The settings of kg.toml and the given options."""
    from kg.settings import read_settings

    given = {key: value for key, value in options.items() if value not in (None, (), [])}
    return read_settings(config, **given)


@cli.command(short_help="Build the graph of articles.")
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


def end_with_refusals(refusals: list[str]) -> None:
    """Says what could not be read and how much; the exit code says so too."""
    for refusal in refusals:
        say(refusal)
    if refusals:
        from kg.terminal import count

        stop(f"{count(len(refusals), 'source')} could not be read", COULD_NOT)


@cli.command(short_help="Read articles one by one.")
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


@cli.command(short_help="Ask the graph.")
@click.argument("name", required=False, metavar="[NAME|FILE.rq|-]")
@click.option("--list", "as_list", is_flag=True, help="What can be asked, with its parameters.")
@click.option("-p", "--param", "given", multiple=True, metavar="NAME=VALUE", help="A parameter.")
@click.option("-o", "--output", metavar="FOLDER", help="The output to ask (default: output).")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "ttl"]), help="Default: table."
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--config", metavar="FILE", help="Settings; else kg.toml if there is one.")
def query(
    name: str | None,
    as_list: bool,
    given: tuple[str, ...],
    output: str | None,
    form: str | None,
    as_json: bool,
    config: str | None,
) -> None:
    """Ask the graph: a saved question by its name, or any SPARQL 1.1 query in a file or from "-".

    \b
    Example:
      kg query --list
      kg query who-says -p event=liberation
      echo "SELECT * { ?s ?p ?o } LIMIT 5" | kg query -
    """

    from kg.publish.answers import ask, format_answer, format_questions
    from kg.terminal import is_terminal

    form = "json" if as_json else form or "table"
    if as_list or name is None:
        click.echo(format_questions(form, terminal=is_terminal()))
        return
    settings = settings_of(config, output=output)
    sparql = sys.stdin.buffer.read().decode("utf-8-sig", "replace") if name == "-" else None
    answer = ask(name, dict(map(parameter, given)), settings.output, sparql=sparql)
    click.echo(format_answer(answer, form, terminal=is_terminal()))


def parameter(words: str) -> tuple[str, str]:
    name, equals, value = words.partition("=")
    if not equals:
        raise QueryError(f"-p {words}: no value; write it as -p {words}=VALUE")
    return name, value


@cli.command(short_help="From words to triples, step by step.")
@click.argument("target", metavar="[SENTENCE|IRI|FILE:LINE]")
@click.option("-o", "--output", metavar="FOLDER", help="The output to look in (default: output).")
@reading_options
def explain(target: str, config: str | None, **options: Any) -> None:
    """Show how words become triples: the parse, the rules, the events and claims, the triples.

    \b
    Example:
      kg explain "Russia began providing support to Syria in 2015."
      kg explain sources/2017-12-08-syria-liberated.md:29
    """
    settings = settings_of(config, **options)
    from kg.explain import explain as explain_words

    click.echo(explain_words(target, settings))


@cli.command(short_help="Check that everything agrees.")
@click.option("-o", "--output", metavar="FOLDER", help="The output to check (default: output).")
@click.option("--config", metavar="FILE", help="Settings; else kg.toml if there is one.")
@click.option("--lexicon", "lexicons", multiple=True, metavar="FOLDER", help="More lexicons.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def check(config: str | None, as_json: bool, **options: Any) -> None:
    """Check that ontology, vocabularies, lexicons, shapes, settings and output agree.

    \b
    Example:
      kg check
      kg check -o output --json
    """
    settings = settings_of(config, **options)
    from kg.publish.check import check_project

    checked = check_project(settings)
    if as_json:
        import json

        problems = {part.part: part.problems for part in checked}
        click.echo(json.dumps(problems, ensure_ascii=False, indent=2))
    else:
        for part in checked:
            click.echo(f"{part.part}: {'wrong' if part.problems else 'ok'}")
            for problem in part.problems:
                click.echo(f"  {problem}")
    if any(part.problems for part in checked):
        raise click.exceptions.Exit(COULD_NOT)


def tell_fault(kind: type[BaseException], fault: BaseException, _: TracebackType | None) -> None:
    """What is said of a fault of newskg itself; KG_TRACEBACK=1 shows where it is."""
    if os.environ.get("KG_TRACEBACK"):
        sys.__excepthook__(kind, fault, fault.__traceback__)
        return
    say(
        f"newskg: a fault of its own ({kind.__name__}: {fault}); "
        "set KG_TRACEBACK=1 to see where, and please report it"
    )


def main() -> None:
    """The command `kg`."""
    sys.excepthook = tell_fault
    cli(prog_name="kg")


if __name__ == "__main__":
    main()
