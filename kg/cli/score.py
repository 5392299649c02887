"""`kg score`: how often each rule is right on annotated text."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="How often each rule is right on annotated text.")
@click.argument("readings", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument(
    "gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--by-rule", is_flag=True, help="All rules, not only those that need mending.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def score(readings: Path, gold: tuple[Path, ...], by_rule: bool, as_json: bool) -> None:
    """Print the precision of the named rules: of READINGS, which kg read printed, on GOLD.

    GOLD are JSON lines with the same ids and texts and with times, names, attributions or events
    (kg/publish/rule_precision.py tells their fields). Without --by-rule only the rules below .5
    that fired ten times or more.

    \b
    Example:
      kg score readings.jsonl gold.jsonl --by-rule
    """
    from kg.publish.rule_precision import score_rules

    scores = score_rules(readings, gold)
    if not by_rule:
        scores = tuple(each for each in scores if each.fired >= 10 and each.precision < 0.5)
    if as_json:
        import json

        rows = [{"rule": s.rule, "fired": s.fired, "right": s.right} for s in scores]
        click.echo(json.dumps(rows, indent=2))
        return
    for each in scores:
        click.echo(f"{each.precision:.3f}\t{each.right}\t{each.fired}\t{each.rule}")
