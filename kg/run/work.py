"""What goes to whoever reads, and what comes back: "a.md" goes as an Article, its Reading comes
back packed.

A packed Reading is its line of JSON, compressed: small enough to keep for a million articles, and
equal to the Reading when it is unpacked.
"""

from __future__ import annotations

import json
import os
import traceback
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from kg.errors import NewskgError
from kg.model import Article, Reading
from kg.model.reading_json import reading_from_json
from kg.readers import Refusal

BATCH = 64  # articles that are read together
Read = Callable[[list[Article]], list[bytes]]  # articles -> packed readings, in the same order
FASTEST = 1  # compression that costs a tenth of the writing and leaves an eighth of the bytes


@dataclass(frozen=True, slots=True)
class Task:
    """An article that is to be read, and the key that its Reading will be kept under."""

    key: str
    article: Article


@dataclass(frozen=True, slots=True)
class Done:
    """A task that is done: the packed Reading, or why there is none."""

    key: str
    result: bytes | Refusal


Reader = Callable[[Iterator[Task]], Iterator[list[Done]]]  # tasks -> what is done, in any order


def pack(line: str) -> bytes:
    """A line of JSON as bytes, whatever single surrogates its text holds."""
    return zlib.compress(line.encode("utf-8", "surrogatepass"), FASTEST)


def unpack(packed: bytes, article: str | None = None) -> Reading:
    """The Reading of `pack`; raises zlib.error, ValueError or KeyError for anything else.

    With the id of its article it has that very string, so that each id is held once.
    """
    record = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    if article is not None:
        record["id"] = article
    return reading_from_json(record)


def batches(tasks: Iterable[Task], size: int = BATCH) -> Iterator[list[Task]]:
    """Tasks in lists of `size`, the last one shorter."""
    rest = iter(tasks)
    while batch := list(islice(rest, size)):
        yield batch


def finish(batch: list[Task], packed: list[bytes]) -> list[Done]:
    """A batch with what reading it gave."""
    return [Done(task.key, body) for task, body in zip(batch, packed, strict=True)]


def read_here(tasks: Iterator[Task], read: Read) -> Iterator[list[Done]]:
    """What is done in this very process, batch by batch."""
    for batch in batches(tasks):
        yield read_batch(batch, read)


def read_batch(batch: list[Task], read: Read) -> list[Done]:
    """What a batch gives; where a rule of ours breaks off, each article is read alone, and the one
    that it breaks off over is refused by name. Raises what newskg refuses as a whole.
    """
    try:
        return finish(batch, read([task.article for task in batch]))
    except NewskgError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told with the article's name
        if len(batch) == 1:
            if os.environ.get("KG_TRACEBACK"):
                traceback.print_exc()
            return [blame(batch[0], f"a fault of newskg ({type(error).__name__}: {error})")]
    return [done for task in batch for done in read_batch([task], read)]


def blame(task: Task, reason: str) -> Done:
    """The refusal of an article that ends whoever reads it."""
    message = f"{reason} while it was read alone; leave it out, and please report it"
    return Done(task.key, Refusal(task.article.source, message, again=True))
