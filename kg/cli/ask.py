"""`kg ask`: a question in plain words, answered by the saved question that is nearest."""

from __future__ import annotations

import click

from kg.cli.options import say, settings_of


@click.command(short_help="Ask in plain words.")
@click.argument("question", metavar="QUESTION")
@click.option("-o", "--output", metavar="FOLDER", help="The output to ask (default: output).")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json"]), help="Default: table."
)
@click.option("--config", metavar="FILE", help="Settings; else kg.toml if there is one.")
def ask(question: str, output: str | None, form: str | None, config: str | None) -> None:
    """Ask in plain words: the nearest saved question is taken, and said on the error stream.

    \b
    Example:
      kg ask "Who says that Syria was liberated?"
      kg ask "What happened in Nepal?"
    """
    from kg.publish.answers import format_answer
    from kg.publish.understood import ask_plainly
    from kg.terminal import is_terminal

    taken, others, answer = ask_plainly(question, settings_of(config, output=output).output)
    filled = "".join(f" -p {name}={quoted(value)}" for name, value in taken.parameters.items())
    say(f"{taken.query.question} (kg query {taken.query.name}{filled})")
    say(f"also near: {', '.join(other.query.name for other in others)}")
    click.echo(format_answer(answer, form or "table", terminal=is_terminal()))


def quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
