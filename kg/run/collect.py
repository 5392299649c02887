"""Readings of all articles, as far as they are not known already: of ten thousand articles with one
new, "a.md", only that one is read.

Readings are kept in the cache, not in memory; what comes back knows where they are.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from kg.model import Article, Reading
from kg.model.knowledge import Readings
from kg.readers import Refusal
from kg.run.cache import Cache
from kg.run.keys import build_key
from kg.run.keys_of import KeysOf
from kg.run.work import Done, Reader, Task, unpack

Tell = Callable[[Article | None, int], None]  # the article that is found, how many were read


@dataclass(slots=True)
class Collected:
    """Where the Reading of each article is, and what was refused."""

    cache: Cache
    keys: KeysOf = field(default_factory=KeysOf)  # article id -> key
    refusals: list[Refusal] = field(default_factory=list)
    read: int = 0  # articles that were read, not taken from the cache

    def readings(self) -> Readings:
        """The readings by article id, unpacked when they are asked for."""
        return Readings(self.keys.ids, self.unpacked)

    def unpacked(self, place: int) -> Reading:
        """The Reading of the article at this place in the order of the ids."""
        return unpack(self.cache[self.keys.at(place)], self.keys.ids[place])


def collect(
    found: Iterable[Article | Refusal],
    cache: Cache,
    stamp_words: str,
    reader: Reader,
    tell: Tell = lambda article, read: None,
) -> Collected:
    """The readings of all articles; those that the cache lacks are read and kept, batch by batch.

    An article that could not be read after all is among the refusals.
    """
    made = Collected(cache)
    ids: list[str] = []
    keys = bytearray()

    def unread() -> Iterator[Task]:
        for each in found:
            if isinstance(each, Refusal):
                made.refusals.append(each)
                continue
            tell(each, 0)
            key = build_key(each, stamp_words)
            ids.append(each.id)
            keys.extend(bytes.fromhex(key))
            if not is_kept(cache, key):
                yield Task(key, each)

    lost: list[Done] = []
    for done in reader(unread()):
        cache.add((one.key, one.result) for one in done if isinstance(one.result, bytes))
        lost += [one for one in done if isinstance(one.result, Refusal)]
        made.read += len(done)
        tell(None, len(done))
    refused = {one.key: one.result for one in lost if isinstance(one.result, Refusal)}
    made.keys = KeysOf(ids, keys).without(refused)
    made.refusals += sorted(refused.values(), key=lambda refusal: refusal.path)
    return made


def is_kept(cache: Cache, key: str) -> bool:
    """True if the cache has a Reading that can be unpacked; one that is damaged is dropped."""
    if key not in cache:
        return False
    try:
        zlib.decompress(cache[key])
    except zlib.error:
        cache.drop(key)
        return False
    return True
