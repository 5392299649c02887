"""Signs: by what "Ada Holm" of one article may be "Ada Holm" of another; they lie on disk.

A sign is appended without a look at those before it, so one may stand there twice; after the last
one, equal signs are found by their check sums and known by the first of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import pairwise
from sys import intern
from typing import NamedTuple

from kg.merge.blocks import Keys
from kg.merge.recent import keep_recent
from kg.merge.tape import Tape
from kg.model import Entity

AT_ONCE = 256  # signs that are read at once by who goes through them
AT_HAND = 32  # signs that are held of those last asked for


class Sign(NamedTuple):
    """What entities of different articles are compared by; "" is unknown. `decade` is that of
    publication, for persons only.
    """

    type: str
    name: str
    wikidata: str = ""
    geonames: str = ""
    country: str = ""
    decade: int = 0
    mark: str = ""  # of the correction that tells it from its namesakes


class Signs:
    """Signs by number, in the order in which they came."""

    def __init__(self) -> None:
        self._tape = Tape()
        self._ends = array("Q", [0])
        self._keys = Keys()
        self.firsts = array("I")  # of each the first that is equal; known when all are there
        self._again = keep_recent(self._read, AT_HAND)

    def append(self, sign: Sign) -> int:
        """Puts a sign at the end; gives its number."""
        kind, name, wikidata, geonames, country, decade, mark = sign
        parts = f"{kind}\0{wikidata}\0{geonames}\0{country}\0{decade}\0{mark}\0{name}"
        words = parts.encode("utf-8", "surrogatepass")
        number = len(self._ends) - 1
        self._keys.add(number, words)
        self._ends.append(self._tape.append(words))
        return number

    def close(self) -> None:
        """Finds equal signs; after that none may come."""
        self.firsts = array("I", range(len(self)))
        for numbers in self._keys.shared():
            found: dict[bytes, int] = {}
            for number in numbers:
                self.firsts[number] = found.setdefault(self._words(number), number)
        self._keys = Keys()

    def parts(self) -> Iterator[tuple[int, list[str]]]:
        """The number of each different sign with its type, ids in Wikidata and GeoNames, country,
        decade, mark and name.
        """
        for begin in range(0, len(self.firsts), AT_ONCE):
            ends = self._ends[begin : begin + AT_ONCE + 1]
            words = self._tape.read(ends[0], ends[-1])
            for number, (one, other) in enumerate(pairwise(ends), begin):
                if self.firsts[number] == number:
                    yield number, _parts(words[one - ends[0] : other - ends[0]])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> Sign:
        return self._again(number)

    def _read(self, number: int) -> Sign:
        kind, wikidata, geonames, country, decade, mark, name = _parts(self._words(number))
        return Sign(kind, name, wikidata, geonames, country, int(decade), mark)

    def _words(self, number: int) -> bytes:
        return self._tape.read(self._ends[number], self._ends[number + 1])


def _parts(words: bytes) -> list[str]:
    return words.decode("utf-8", "surrogatepass").split("\0", 6)


def sign_of(entity: Entity, kind: str, decade: int, mark: str = "") -> Sign:
    """The sign of a named entity; `kind` is its broad type in small letters."""
    links = entity.links
    return Sign(
        intern(entity.type),
        entity.name,
        (links and links.wikidata) or "",
        (links and links.geonames) or "",
        intern((links and links.country) or ""),
        decade if kind == "person" else 0,
        mark,
    )
