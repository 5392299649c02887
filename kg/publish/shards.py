"""The output of very many articles, written as it goes: `graph/3f.nq` has the quads of "a.md" and
of some hundred others, `readings/3f.jsonl` what they say.

An article's shard is the beginning of the hash of its id, so one more article changes one shard of
256. Nothing is held of an article once its lines are written. What belongs to no article alone is
in `graph/common.nq`; a quad that several articles have may stand in several shards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from kg.merge.sorting import sort_lines
from kg.model import Knowledge
from kg.model.ids import short_hash
from kg.publish.readings import reading_to_line
from kg.publish.turtle import quad_lines
from kg.rdf.iris import Iris
from kg.rdf.mapping import Graph, build_article, build_common
from kg.rdf.shapes import find_violations
from kg.rdf.sheet import share
from kg.rdf.terms import DEFAULT_GRAPH, Triple
from kg.rdf.validate import find_broken_promises

COMMON = "common"
Refuse = Callable[[str, Iterable[str]], None]


def shard_of(article: str) -> str:
    """The shard of an article: "00" to "ff"."""
    return short_hash(article, length=2)


class Shards:
    """Files of one folder that are opened when something is first written to them."""

    def __init__(self, folder: Path, ending: str, stack: ExitStack) -> None:
        folder.mkdir()
        self._folder, self._ending, self._stack = folder, ending, stack
        self._files: dict[str, IO[bytes]] = {}

    def write(self, shard: str, lines: Iterable[str]) -> None:
        self._open(shard).write("".join(lines).encode("utf-8", "replace"))

    def stream(self, shard: str, lines: Iterable[bytes]) -> None:
        """Writes lines that are too many to be held."""
        self._open(shard).writelines(lines)

    def _open(self, shard: str) -> IO[bytes]:
        if shard not in self._files:
            path = self._folder / f"{shard}{self._ending}"
            self._files[shard] = self._stack.enter_context(path.open("wb"))
        return self._files[shard]


def write_shards(
    knowledge: Knowledge, folder: Path, *, base: str, validate: bool, refuse: Refuse
) -> None:
    """Writes `graph/` and `readings/`, each article checked before it is written.

    `refuse` is called with what breaks a promise or a shape, and raises. Shapes are checked for
    each article with the types, not for what joins articles (identity and occurrences).
    """
    shared = share(knowledge, Iris(base))
    with ExitStack() as stack:
        quads = Shards(folder / "graph", ".nq", stack)
        readings = Shards(folder / "readings", ".jsonl", stack)
        types: list[Triple] = []

        def common() -> Iterator[str]:
            for name, part in build_common(knowledge, shared):
                if name == DEFAULT_GRAPH:
                    types.extend(part := list(part))
                yield from quad_lines(name, part)

        quads.stream(COMMON, sort_lines(common()))
        for reading in knowledge.readings:
            refuse("facts", find_broken_promises(reading))
            parts = build_article(reading, shared)
            if validate:
                triples = [triple for _, part in parts for triple in part]
                refuse("graph", map(str, find_violations(triples + types)))
            shard = shard_of(reading.article.id)
            quads.write(shard, sorted(lines_of(parts)))
            readings.write(shard, (reading_to_line(reading), "\n"))


def lines_of(graphs: Iterable[Graph]) -> Iterator[str]:
    """The quads of some graphs as lines, each once."""
    yield from dict.fromkeys(line for name, part in graphs for line in quad_lines(name, part))
