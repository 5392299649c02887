"""The command line: `kg build` makes a graph, `kg query who-says` asks it who says what.

A skin: it parses, calls and prints. Each command has its module, `kg/cli/<command>.py`. Results go
to the standard output, everything else to the error stream. Exit codes: 0 done, 1 could not (or
some article could not be read), 2 asked wrongly.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from kg import __version__
from kg.cli.ask import ask
from kg.cli.authority import authority
from kg.cli.build import build
from kg.cli.check import check
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.options import ASKED_WRONGLY, COULD_NOT, say, stop
from kg.cli.push import push
from kg.cli.query import query
from kg.cli.read import read
from kg.cli.score import score
from kg.cli.serve import serve
from kg.cli.undo import undo
from kg.errors import NewskgError, QueryError, SettingsError
from kg.lean import end_at_once

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

COMMANDS = (
    ask,
    authority,
    build,
    check,
    explain,
    export,
    push,
    query,
    read,
    score,
    serve,
    undo,
)


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


for command in COMMANDS:
    cli.add_command(command)


def every_command(group: click.Group = cli, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with the words it is called by: "build", and "a b" where b belongs to a."""
    for word, command in group.commands.items():
        called = f"{name} {word}".strip()
        yield called, command
        if isinstance(command, click.Group):
            yield from every_command(command, called)


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
    try:
        cli(prog_name="kg")
    except SystemExit as end:
        end_at_once(end.code)
        raise
