"""Disjoint sets: "ISIS" joined to "Islamic State" and "Islamic State" to "IS" make one cluster of
three.
"""

from __future__ import annotations

from array import array


class Clusters:
    """A union-find structure over 0..n-1; the smallest member stands for its cluster, whatever the
    order of unions.
    """

    def __init__(self, size: int) -> None:
        self._parent = array("I", range(size))

    def find(self, member: int) -> int:
        """The smallest member of a cluster."""
        parent = self._parent
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def union(self, one: int, other: int) -> int:
        """Joins two clusters; gives the smallest member of the new one."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low
        return low
