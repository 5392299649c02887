"""The output of very many articles, written as it goes: `graph/3f.nq` has the quads of "a.md" and
of some hundred others, `readings/3f.jsonl` what they say.

An article's shard is the beginning of the hash of its id, so one more article changes one shard of
256. Nothing is held of an article once its lines are written. What belongs to no article alone is
in `graph/common.nq`; a quad that several articles have may stand in several shards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from kg.lean import without_collector
from kg.merge.sorting import sort_lines
from kg.model import Knowledge, Reading
from kg.model.ids import short_hash
from kg.publish.earlier import Earlier, listen
from kg.publish.readings import reading_to_line
from kg.publish.turtle import quad_lines
from kg.rdf.iris import Iris
from kg.rdf.joints import find_joint_violations
from kg.rdf.mapping import Graph, build_article, build_common
from kg.rdf.sheet import Shared, ids_of, share
from kg.rdf.soundness import Common, check_shapes
from kg.rdf.terms import Term
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
        encoded = [each.encode("utf-8", "replace") for each in lines]  # most are plain ASCII
        self._open(shard).write(b"".join(encoded))

    def stream(self, shard: str, lines: Iterable[bytes]) -> None:
        """Writes lines that are too many to be held."""
        self._open(shard).writelines(lines)

    def _open(self, shard: str) -> IO[bytes]:
        if shard not in self._files:
            path = self._folder / f"{shard}{self._ending}"
            self._files[shard] = self._stack.enter_context(path.open("wb"))
        return self._files[shard]

    def close(self, shard: str) -> None:
        """Ends a file, so that it can be read."""
        self._files.pop(shard).close()


def write_shards(
    knowledge: Knowledge,
    folder: Path,
    *,
    base: str,
    validate: bool,
    refuse: Refuse,
    earlier: Earlier | None = None,
) -> None:
    """Writes `graph/` and `readings/`, each article checked before it is written; shards that are
    as an earlier build left them are taken from there.

    `refuse` is called with what breaks a promise or a shape, and raises.
    """
    shared = share(knowledge, Iris(base))
    with ExitStack() as stack:
        quads = Shards(folder / "graph", ".nq", stack)
        readings = Shards(folder / "readings", ".jsonl", stack)
        quads.stream(COMMON, sort_lines(common_lines(knowledge, shared)))
        checks = types_of(knowledge, shared) if validate else None
        if checks is not None:
            refuse("graph", map(str, find_joint_violations(knowledge, shared, checks)))
        for shard, numbers in find_shards(knowledge):
            if earlier and earlier.take(shard, numbers, knowledge, shared, folder):
                continue
            for number in numbers:
                reading = knowledge.readings[number]
                heard, log = listen(shared) if earlier else (shared, {})
                quads.write(shard, render_article(reading, heard, checks, refuse))
                readings.write(shard, (reading_to_line(reading), "\n"))
                if earlier:
                    earlier.add(number, knowledge, log, shared)
            quads.close(shard)
            readings.close(shard)
            if earlier:
                earlier.finish(shard, folder)


def common_lines(knowledge: Knowledge, shared: Shared) -> Iterator[str]:
    """The quads that belong to no article alone, made as they are asked for."""
    for name, part in build_common(knowledge, shared):
        yield from quad_lines(name, part)


def types_of(knowledge: Knowledge, shared: Shared) -> Common:
    """The types in use, checked."""
    return Common(next(list(part) for _, part in build_common(knowledge, shared)))


def find_shards(knowledge: Knowledge) -> list[tuple[str, list[int]]]:
    """The shards and the numbers of their articles, in order."""
    found: dict[str, list[int]] = {}
    for number, article in enumerate(ids_of(knowledge)):
        found.setdefault(shard_of(article), []).append(number)
    return sorted(found.items())


@without_collector()
def render_article(
    reading: Reading, shared: Shared, checks: Common | None, refuse: Refuse
) -> list[str]:
    """The lines of one article, after its checks."""
    refuse("facts", find_broken_promises(reading))
    parts = build_article(reading, shared)
    if checks is not None:
        triples = [triple for _, part in parts for triple in part]
        refuse("graph", map(str, check_shapes(triples, checks)))
    return list(blocks_of(parts))


def blocks_of(graphs: Iterable[Graph]) -> Iterator[str]:
    """The quads of some graphs as lines, sorted, each once; those of one subject together.

    No subject begins with another, so that lines stand in the order of their subjects.
    """
    ends: dict[Term, set[str]] = defaultdict(set)
    for name, triples in graphs:
        last = f" {name} .\n" if name else " .\n"
        for subject, predicate, value in triples:
            ends[subject].add(f" {predicate} {value}{last}")
    for subject in sorted(ends):
        yield subject + subject.join(sorted(ends[subject]))
