"""Disjoint sets: "ISIS" joined to "Islamic State" and "Islamic State" to "IS" make one cluster of
three. A few bytes each, whatever is joined.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator


def climb(above: array[int], member: int) -> int:
    """The member above all others on the way up, which the way is made shorter to."""
    while above[member] != member:
        above[member] = above[above[member]]
        member = above[member]
    return member


class Clusters:
    """A union-find structure over 0..n-1; the smallest member stands for its cluster, whatever the
    order of unions.
    """

    def __init__(self, size: int) -> None:
        self._parent = array("I", range(size))

    def find(self, member: int) -> int:
        """The smallest member of a cluster."""
        return climb(self._parent, member)

    def union(self, one: int, other: int) -> int:
        """Joins two clusters; gives the smallest member of the new one."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low
        return low


class Chains:
    """Disjoint sequences of 0..n-1: each is known by its first member, and a join puts one behind
    the other.
    """

    def __init__(self, size: int) -> None:
        self._before = array("I", range(size))  # some member nearer to the first
        self._after = array("I", range(size))  # the next member; itself for the last
        self._last = array("I", range(size))  # of the chain that begins here

    def first(self, member: int) -> int:
        """The first member of a chain."""
        return climb(self._before, member)

    def members(self, first: int) -> Iterator[int]:
        """The members of the chain that begins here, in order."""
        last = self._last[first]
        yield first
        while first != last:
            first = self._after[first]
            yield first

    def join(self, one: int, other: int) -> None:
        """Puts the chain that begins with `other` behind the one that begins with `one`."""
        self._after[self._last[one]] = other
        self._last[one] = self._last[other]
        self._before[other] = one
