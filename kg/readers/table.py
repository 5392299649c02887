"""CSV -> Drafts: a row an article, with the columns id, text and any of title, date, publisher ...

Id and text are kept exactly, line breaks in a cell too; offsets are code points of the cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import ArticleError
from kg.readers.draft import Draft
from kg.readers.jsonl import draft_fields
from kg.readers.lines import read_lines_of

if TYPE_CHECKING:
    from _csv import Reader as CsvRows

BROKEN = re.compile("[\udc80-\udcff]")
COLUMNS = ("id", "text")
QUOTES = 2  # a cell may have each of its characters doubled


def find_rows(path: Path, limit: int) -> Iterator[tuple[str, Draft | ArticleError]]:
    """The draft of each row with its place ("line 7"), or what is wrong with it; `limit` is the
    characters that a cell may have.
    """
    with path.open("rb") as stream:
        lines = decode_lines(stream, QUOTES * limit)
        csv.field_size_limit(max(csv.field_size_limit(), QUOTES * limit))
        first = next(lines, "")
        rows = csv.reader(chain_lines(first, lines), delimiter=find_mark(first, path), strict=True)
        try:
            header = [name.strip() for name in next(rows, [])]
            check_header(header)
            yield from read_rows(rows, header)
        except csv.Error as error:
            raise ArticleError(
                f"line {rows.line_num}: no CSV ({error}); correct the quotes there, "
                "the lines after it are not read"
            ) from None


def read_rows(rows: CsvRows, header: list[str]) -> Iterator[tuple[str, Draft | ArticleError]]:
    line, found = rows.line_num + 1, False
    for row in rows:
        begin, line = line, rows.line_num + 1
        if not any(cell.strip() for cell in row):
            continue
        found = True
        try:
            yield f"line {begin}", draft_row(row, header, begin)
        except ArticleError as error:
            yield f"line {begin}", error
    if not found:
        raise ArticleError("no rows under the header; write the articles into it, or leave it out")


def draft_row(row: list[str], header: list[str], line: int) -> Draft:
    """The draft of one row; raises ArticleError."""
    if len(row) != len(header):
        raise ArticleError(
            f"{len(row)} cells under {len(header)} columns; "
            "put cells with commas or line breaks in quotes"
        )
    if any(BROKEN.search(cell) for cell in row):
        raise ArticleError("bytes that are no UTF-8; save the table as UTF-8")
    record: dict[str, object] = {k: cell for k, cell in zip(header, row, strict=True) if cell}
    return draft_fields(record, line=line, what="row", hint="fill the cell 'date' of its row")


def check_header(header: list[str]) -> None:
    """Raises ArticleError if the first row does not name the columns."""
    if not header:
        raise ArticleError("empty file; write the articles into it, or leave it out")
    for name in COLUMNS:
        if name not in header:
            raise ArticleError(
                f"line 1: no column '{name}'; the first line names the columns: "
                "id,text and any of title,date,publisher,url,language,authors,keywords"
            )
    for name in header:
        if name and header.count(name) > 1:
            raise ArticleError(f"line 1: the column '{name}' twice; leave one of them out")


def find_mark(first: str, path: Path) -> str:
    """What stands between cells: a tab or a semicolon where the header has them, else a comma."""
    if path.suffix.lower() == ".tsv":
        return "\t"
    return max(",;\t", key=first.count)


def decode_lines(stream: BinaryIO, limit: int) -> Iterator[str]:
    """The lines as text, UTF-8 or what the byte order mark says; broken bytes become half pairs,
    which refuse their row alone.
    """
    if stream.read(2) in (b"\xff\xfe", b"\xfe\xff"):
        stream.seek(0)
        text = io.TextIOWrapper(stream, "utf-16", errors="replace", newline="")
    else:
        stream.seek(0)
        text = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
    yield from read_lines_of(text, limit)


def chain_lines(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines
