"""Blocks: names with one key, "holm a" of last word and initial: "Ada Holm" and "A. Holm".

Of a key only its check sum is held. What stands alone in its block, as most names do, is never
looked at again.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import compress
from zlib import crc32

from kg.readers.passing import to_bytes

PARTS = 16  # of the keys, which are counted part by part


class Keys:
    """The keys of numbered things: a number may have several or none."""

    def __init__(self) -> None:
        self._sums = [array("I") for _ in range(PARTS)]
        self._numbers = [array("I") for _ in range(PARTS)]

    def add(self, number: int, key: bytes) -> None:
        """Notes a key of a number."""
        check = crc32(key)
        self._sums[check % PARTS].append(check)
        self._numbers[check % PARTS].append(number)

    def shared(self) -> Iterator[list[int]]:
        """The numbers whose keys others have, too, part by part; those of one key stand in one
        part, in the order of adding. A few more may be there, since check sums can be equal by
        chance.
        """
        for sums, numbers in zip(self._sums, self._numbers, strict=True):
            several = {check for check, times in Counter(sums).items() if times > 1}
            yield [*compress(numbers, map(several.__contains__, sums))]

    def any_of(self, keys: Iterable[str]) -> Iterator[int]:
        """The numbers that have one of these keys, and few others."""
        asked = {crc32(to_bytes(key)) for key in keys}
        for sums, numbers in zip(self._sums, self._numbers, strict=True):
            yield from compress(numbers, map(asked.__contains__, sums))
