"""Sources in an object store or on a web server: `s3://news/2024/a.md` is fetched and read.

Any address that fsspec knows; each file is fetched, read and dropped, so that nothing piles up. The
article's source is its address.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from os import PathLike
from pathlib import Path, PurePosixPath
from typing import Any

from kg.errors import NewskgError
from kg.model import Article
from kg.readers import Refusal, read_articles
from kg.settings import Settings


def read_anywhere(
    paths: Iterable[str | PathLike[str]], settings: Settings
) -> Iterator[Article | Refusal]:
    """The articles of files, folders and addresses, in order."""
    for far, several in groupby(paths, key=lambda path: "://" in str(path)):
        if far:
            for address in several:
                yield from read_address(str(address), settings)
        else:
            yield from read_articles(several, settings)


def read_address(address: str, settings: Settings) -> Iterator[Article | Refusal]:
    """The articles of one file or of all files below a folder of an object store."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise NewskgError(f"{address}: needs fsspec; run: pip install 'newskg[cluster]'") from None
    try:
        store, root = url_to_fs(address)
        names = sorted(store.find(root)) or [root]
    except (OSError, ValueError, ImportError) as error:
        yield Refusal(address, f"cannot be opened ({error}); check the address")
        return
    for name in names:
        yield from read_fetched(store, name, settings)


def read_fetched(store: Any, name: str, settings: Settings) -> Iterator[Article | Refusal]:
    source = str(store.unstrip_protocol(name))
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        path = Path(folder) / PurePosixPath(name).name
        try:
            store.get_file(name, str(path))
        except OSError as error:
            yield Refusal(source, f"cannot be fetched ({error}); check the address")
            return
        for found in read_articles([path], settings):
            if isinstance(found, Refusal):
                yield Refusal(source, found.message)
            else:
                yield replace(found, source=source)
