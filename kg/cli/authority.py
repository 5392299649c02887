"""`kg authority`: files with names and ids of one's own, checked and made."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import ASKED_WRONGLY, COULD_NOT, say, stop


@click.group(short_help="Check and make files of own names.")
def authority() -> None:
    """Check and make authority files: names, aliases, types and ids of your own.

    \b
    Example:
      kg authority check people.csv
      kg authority build entities.jsonl -o people.tsv
    """


@authority.command(short_help="Check authority files.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def check(files: tuple[str, ...], as_json: bool) -> None:
    """Say what is wrong in authority files (.csv, .tsv, .ttl), with file and line.

    \b
    Example:
      kg authority check people.csv places.ttl
    """
    from kg.lexicon.authority import check_authority
    from kg.terminal import count

    checked = {file: check_authority(Path(file)) for file in files}
    if as_json:
        import json

        rows = {f: {"entries": len(e), "problems": list(p)} for f, (e, p) in checked.items()}
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    for file, (entries, problems) in checked.items() if not as_json else ():
        for problem in problems:
            click.echo(problem)
        names = sum(1 + len(entry.aliases) for entry in entries)
        click.echo(f"{file}: {count(len(entries), 'entry', 'entries')}, {count(names, 'name')}")
    if any(problems for _, problems in checked.values()):
        raise click.exceptions.Exit(COULD_NOT)


@authority.command(short_help="Make an authority file.")
@click.argument("source", metavar="SOURCE")
@click.option("-o", "--output", required=True, metavar="FILE", help="The .tsv to write.")
@click.option(
    "--type", "types", multiple=True, metavar="CLASS=TYPE", help="Q515=City: a type for a class."
)
def build(source: str, output: str, types: tuple[str, ...]) -> None:
    """Make an authority file of Wikidata entities (one JSON object a line, also .gz) or of a SPARQL
    result (JSON with ?item, ?itemLabel, ?itemAltLabel).

    \b
    Example:
      kg authority build entities.jsonl.gz --type Q515=City -o cities.tsv
      kg authority build result.json -o people.tsv
    """
    from kg.lexicon.authority import check_authority
    from kg.lexicon.authority_build import build_rows, rows_to_tsv
    from kg.terminal import count

    pairs = [told.partition("=") for told in types]
    for told, (class_id, _, name) in zip(types, pairs, strict=True):
        if not class_id or not name:
            stop(f"--type: '{told}' is no pair; write Q515=City", ASKED_WRONGLY)
    if Path(output).suffix != ".tsv":
        stop(f"{output}: the file is tab-separated; give it the ending .tsv", ASKED_WRONGLY)
    rows, nameless = build_rows(Path(source), {name: kind for name, _, kind in pairs})
    Path(output).write_text(rows_to_tsv(rows), encoding="utf-8")
    if nameless:
        say(f"{source}: {count(nameless, 'thing')} without an English name left out")
    entries, problems = check_authority(Path(output))
    for problem in problems:
        say(problem)
    say(f"{output}: {count(len(entries), 'entry', 'entries')}")
    click.echo(output)
    if problems:
        raise click.exceptions.Exit(COULD_NOT)
