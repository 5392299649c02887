"""Which node an entity is, in a few bytes: entity 3 of "a.md" is "person/ada-holm"."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from kg.merge.excerpts import Excerpts
from kg.merge.nodes import Nodes
from kg.model import Node

Member = tuple[str, int]  # article id, index of an entity


class NodeKeys(Mapping[Member, str]):
    """The key of the node of each entity; goes through the entities in order of articles and
    indices. Keys of nodes that lie on disk stay there.
    """

    _key: Callable[[int], str]

    def __init__(self, excerpts: Excerpts, nodes: Sequence[Node]) -> None:
        self._ids: Sequence[str] = excerpts.ids
        self._firsts = excerpts.firsts
        self._nodes = array("I", bytes(4 * self._firsts[-1]))
        if isinstance(nodes, Nodes):
            self._key = lambda number: nodes.key(number)  # that alone would not hold the nodes
        else:
            self._key = [node.key for node in nodes].__getitem__
        for number, node in enumerate(nodes):
            for article, index in node.members:
                self._nodes[self._firsts[excerpts.find(article)] + index] = number

    def __getitem__(self, member: Member) -> str:
        article, index = member
        at = bisect_left(self._ids, article)
        if at == len(self._ids) or self._ids[at] != article:
            raise KeyError(member)
        place = self._firsts[at] + index
        if not self._firsts[at] <= place < self._firsts[at + 1]:
            raise KeyError(member)
        return self._key(self._nodes[place])

    def __len__(self) -> int:
        return len(self._nodes)

    def __iter__(self) -> Iterator[Member]:
        for at, article in enumerate(self._ids):
            for index in range(self._firsts[at + 1] - self._firsts[at]):
                yield article, index
