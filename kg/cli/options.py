"""What the commands share: the options of reading, the error stream, the exit codes.

`kg build` and `kg read` both take `--date 2017-12-08` and both say "no.md: no such file".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from kg.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])
COULD_NOT, ASKED_WRONGLY = 1, 2  # exit codes; 0 is done


def stop(message: str, code: int) -> None:
    """Says why on the error stream and ends with this exit code."""
    say(message)
    raise click.exceptions.Exit(code)


def say(message: str) -> None:
    click.echo(message, err=True)


READING_OPTIONS = (
    click.option("--config", metavar="FILE", help="Settings; else kg.toml if there is one."),
    click.option("--model", metavar="NAME", help="md (shipped), a package or folder."),
    click.option("--lexicon", "lexicons", multiple=True, metavar="FOLDER", help="More lexicons."),
    click.option("--authority", "authorities", multiple=True, metavar="FILE", help="Own names."),
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


def end_with_refusals(refusals: list[str]) -> None:
    """Says what could not be read and how much; the exit code says so too."""
    for refusal in refusals:
        say(refusal)
    if refusals:
        from kg.terminal import count

        stop(f"{count(len(refusals), 'source')} could not be read", COULD_NOT)
