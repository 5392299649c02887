"""Lines of a file of any size: a JSON Lines file of a gigabyte is read line by line.

A line without end would fill the memory, so lines have a limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, AnyStr

from kg.errors import ArticleError


def read_lines_of(stream: IO[AnyStr], limit: int) -> Iterator[AnyStr]:
    """The lines with their ends; raises ArticleError at one of more than `limit` characters (bytes
    of a binary file).
    """
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            raise ArticleError(
                f"line {number}: longer than {limit:,}; the lines after it are not read; "
                "break it, or set max_characters in kg.toml"
            )
        yield line
