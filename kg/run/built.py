"""What a build made: the graph of "a.md" and "b.md" in a folder, and why "c.md" is not in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.model import Knowledge
from kg.publish.report import Report
from kg.readers import Refusal


@dataclass(frozen=True)
class Built:
    """What a build made, and what it could not read."""

    make: Callable[[], Knowledge]
    report: Report
    folder: Path

    @cached_property
    def knowledge(self) -> Knowledge:
        """What the articles say together; put together when it is asked for, if the output had been
        made before.
        """
        return self.make()

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """What could not be read, by path."""
        return tuple(Refusal(path, message) for path, message in self.report.refusals)


def nothing_read(refusals: Sequence[Refusal]) -> str:
    """Why there is no output at all."""
    if not refusals:
        return "no articles found; name files or folders of .md, .txt or .jsonl articles"
    first = refusals[0]
    return (
        f"{first}"
        if len(refusals) == 1
        else f"none of {len(refusals)} sources could be read; the first: {first}"
    )
