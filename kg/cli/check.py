"""`kg check`: ontology, lexicons, settings and output agree, or it says where not."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.options import COULD_NOT, settings_of


@click.command(short_help="Check that everything agrees.")
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
