"""The nodes of very many articles: by key as in a small build, but on disk, so that "Ada Holm" with
her thousand articles is in memory only while she is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from kg.merge.sorting import Sorted
from kg.model import Node


class Called(Protocol):
    """What most ask a node for."""

    @property
    def key(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def named(self) -> bool: ...


class Brief(NamedTuple):
    """A node without its members and evidence."""

    key: str
    type: str
    name: str
    named: bool


class Nodes(Sorted[Node]):
    """All nodes, sorted by key."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        super().__init__(((node.key, node) for node in nodes), _in_brief)

    def number(self, key: str) -> int:
        """The place of the node of a key; raises KeyError."""
        found = self.find(key)
        if found is None:
            raise KeyError(key)
        return found


class ByKey(Mapping[str, Called]):
    """The nodes in brief by key."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes

    def __len__(self) -> int:
        return len(self._nodes)

    def __iter__(self) -> Iterator[str]:
        return self._nodes.keys()

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._nodes.find(key) is not None

    def __getitem__(self, key: str) -> Called:
        found: Brief = self._nodes.brief(self._nodes.number(key))
        return found


def by_key(nodes: Sequence[Node]) -> Mapping[str, Called]:
    """What the nodes are called, by their keys."""
    return ByKey(nodes) if isinstance(nodes, Nodes) else {node.key: node for node in nodes}


def in_brief(nodes: Sequence[Node]) -> Iterator[Called]:
    """What the nodes are called, in their order."""
    return nodes.briefs() if isinstance(nodes, Nodes) else iter(nodes)


def number_of(nodes: Sequence[Node]) -> Callable[[str], int]:
    """What gives the place of a node by its key."""
    if isinstance(nodes, Nodes):
        return nodes.number
    return {node.key: number for number, node in enumerate(nodes)}.__getitem__


def _in_brief(node: Node) -> Brief:
    return Brief(node.key, node.type, node.name, node.named)
