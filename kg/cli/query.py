"""`kg query`: saved questions and any SPARQL query on an output."""

from __future__ import annotations

import sys

import click

from kg.cli.options import settings_of
from kg.errors import QueryError


@click.command(short_help="Ask the graph.")
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
