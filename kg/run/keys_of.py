"""Which Reading belongs to which article: of "a.md" sixteen bytes, the key in the cache.

A dict of strings takes five times as much, and a build of a million articles holds them all.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

SIZE = 16  # bytes of a key


class KeysOf(Mapping[str, str]):
    """Keys of 32 hexadecimal digits by article id; goes through the ids in order."""

    def __init__(self, ids: Iterable[str] = (), keys: bytes | bytearray = b"") -> None:
        """The keys stand in the order of the ids, `SIZE` bytes each; raises ValueError for a
        number of them that is not that of the ids.
        """
        found = tuple(ids)
        if len(keys) != SIZE * len(found):
            raise ValueError(f"{len(found)} ids and {len(keys)} bytes of keys; give {SIZE} an id")
        order = array("I", sorted(range(len(found)), key=found.__getitem__))
        self.ids = tuple(map(found.__getitem__, order))
        self.body = bytearray()
        for number in order:
            self.body += keys[SIZE * number : SIZE * (number + 1)]

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __getitem__(self, article: str) -> str:
        place = bisect_left(self.ids, article)
        if place == len(self.ids) or self.ids[place] != article:
            raise KeyError(article)
        return self.at(place)

    def at(self, place: int) -> str:
        """The key of the article at this place."""
        return self.body[SIZE * place : SIZE * (place + 1)].hex()

    def without(self, refused: Iterable[str]) -> KeysOf:
        """The same but for some keys."""
        gone = frozenset(refused)
        if not gone:
            return self
        kept = [place for place in range(len(self)) if self.at(place) not in gone]
        keys = b"".join(self.body[SIZE * place : SIZE * (place + 1)] for place in kept)
        return KeysOf((self.ids[place] for place in kept), keys)
