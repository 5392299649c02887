"""What people see of facts on a terminal: tables on one, plain lines elsewhere.

"Putin said" is a row of the table of a Reading: "Statement | Putin | certain".
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from kg.model import Claim, Reading

if TYPE_CHECKING:
    from kg.publish.report import Report

Rows = Iterable[Sequence[str]]


def format_table(head: Sequence[str], rows: Rows, *, terminal: bool) -> str:
    """A table with borders on a terminal, else columns separated by tabs; no closing line break."""
    every = [tuple(map(clean, row)) for row in rows]
    if not terminal:
        return "\n".join("\t".join(row) for row in (tuple(head), *every))
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold")
    for name in head:
        table.add_column(Text(name))
    for row in every:
        table.add_row(*(Text(cell) for cell in row))
    console = Console()
    with console.capture() as capture:
        console.print(table)
    return capture.get().rstrip("\n")


def clean(words: str) -> str:
    """Words on one line, without characters that steer a terminal."""
    line = " ".join(str(words).split())
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line
    )


def rows_of_reading(reading: Reading) -> Iterator[tuple[str, ...]]:
    """One row an event: article, type, its words, who takes part, who says so, how firmly."""
    for number, event in enumerate(reading.events):
        people = "; ".join(f"{part.role} {part.passage.text}" for part in event.participants)
        row = (reading.article.id, event.type, event.triggers[0].text, people)
        claims = [claim for claim in reading.claims if claim.event == number]
        for claim in claims:
            manner = f"{claim.polarity}, {claim.certainty}, {claim.temporality}"
            yield *row, words_of_source(reading, claim), manner
        if not claims:
            yield *row, "", ""


def words_of_source(reading: Reading, claim: Claim) -> str:
    """The words that name a claim's source."""
    if claim.attribution is None:
        return reading.article.publisher or "the article itself"
    passage = reading.attributions[claim.attribution].source_passage
    return "nobody is named" if passage is None else passage.text


READING_HEAD = ("article", "event", "words", "who takes part", "who says so", "how firmly")


def summary_of(report: Report) -> str:
    """One line on what a build made."""
    sentences = sum(row.sentences for row in report.articles)
    events = sum(number for _, number in report.events)
    claims = sum(number for _, number in report.claims)
    entities = sum(number for _, number, _ in report.entities)
    return (
        f"{count(len(report.articles), 'article')}, {count(sentences, 'sentence')}: "
        f"{count(entities, 'entity', 'entities')}, "
        f"{count(events, 'event')}, {count(claims, 'claim')}"
    )


def lines_of_warnings(warnings: Iterable[tuple[str, str]]) -> list[str]:
    """Each warning once, with where it came up first and in how many articles: (where, warning)."""
    places: dict[str, list[str]] = {}
    for where, warning in warnings:
        places.setdefault(warning, []).append(where)
    return [
        f"{found[0]}: {warning}" + (f" ({len(found):,} articles)" if len(found) > 1 else "")
        for warning, found in places.items()
    ]


def count(number: int, one: str, many: str = "") -> str:
    """ "1 article", "2 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@contextmanager
def progress(words: str, stream: IO[str]) -> Iterator[Callable[[str], None]]:
    """A turning sign with words on the error stream while work goes on, and what changes the words;
    nothing where that is no terminal.
    """
    if not stream.isatty():
        yield lambda words: None
        return
    from rich.console import Console

    with Console(file=stream).status(words) as status:
        yield status.update


def is_terminal() -> bool:
    return sys.stdout.isatty()
