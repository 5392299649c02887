"""`kg explain`: from words to triples, step by step."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.options import reading_options, settings_of


@click.command(short_help="From words to triples, step by step.")
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
