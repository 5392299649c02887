"""Shards of an earlier build that need not be written again: one article more in `graph/3f.nq`, and
the other 255 files stay.

What an article's quads say depends on its Reading and on what was looked up for them in all
articles: which node an entity is, what that is called, how long a time lasts. The look-ups are
noted with a hash of their answers. As long as the Reading is the same and the same questions have
the same answers, the quads are the same.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from kg.merge.nodes import Brief, Called
from kg.model import Knowledge
from kg.publish.readings import reading_to_line
from kg.publish.swap import hash_file, take_file
from kg.rdf.sheet import Shared, ids_of

Question = tuple[str, Any]  # "node", "person/ada-holm"
Log = dict[Question, None]  # in the order of asking
FILES = ("graph/{}.nq", "readings/{}.jsonl")  # of a shard


class Asked(Mapping[Any, Any]):
    """A mapping that notes what it is asked; it cannot be gone through, as that asks for all."""

    def __init__(self, kind: str, known: Mapping[Any, Any], log: Log) -> None:
        self._kind, self._known, self._log = kind, known, log

    def __getitem__(self, key: Any) -> Any:
        self._log[self._kind, key] = None
        value = self._known[key]
        return called(value) if self._kind == "node" else value

    def __contains__(self, key: object) -> bool:
        self._log[f"has {self._kind}", key] = None
        return key in self._known

    def __iter__(self) -> Iterator[Any]:
        raise TypeError(f"what an article needs to know of each {self._kind} is asked by its key")

    def __len__(self) -> int:
        raise TypeError(f"what an article needs to know of each {self._kind} is asked by its key")


class Row(NamedTuple):
    """An article in a shard that was written."""

    article: str
    digest: str  # of its Reading
    questions: list[Question]
    answers: str  # their hash


def called(node: Called) -> Brief:
    """What may be asked of a node: no more, as no more is noted."""
    return Brief(node.key, node.type, node.name, node.named)


def listen(shared: Shared) -> tuple[Shared, Log]:
    """The same as seen by one article, and what it asks for, in that order."""
    log: Log = {}
    heard = replace(
        shared,
        nodes=Asked("node", shared.nodes, log),
        keys=Asked("key", shared.keys, log),
        bounds=Asked("bounds", shared.bounds, log),
        events=(),
        types=frozenset(),
        stamps=frozenset(),
    )
    return heard, log


def hash_answers(questions: Iterable[Question], shared: Shared) -> str:
    """A hash of what is known now to all questions, "" if one has no answer any more."""
    answers: list[Any] = []
    try:
        for kind, key in questions:
            if kind == "has node":
                answers.append(key in shared.nodes)
            elif kind == "node":
                answers.append(called(shared.nodes[key]))
            elif kind == "key":
                answers.append(shared.keys[key])
            else:
                answers.append(shared.bounds[key])
    except KeyError:
        return ""
    return sha256(repr(answers).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(slots=True)
class Earlier:
    """What an earlier build left behind, and what this one leaves for the next."""

    folder: Path  # the old output
    noted: Callable[[str], bytes | None]  # what is kept of a shard
    note: Callable[[str, bytes], None]  # keeps it
    maker: Callable[[], str]  # another word for another newskg, other packages, another base
    digests: Mapping[str, str]  # article id -> another word for another Reading
    _rows: list[Row] = field(default_factory=list)  # of the shard that is being written

    def take(
        self, shard: str, numbers: Sequence[int], knowledge: Knowledge, shared: Shared, into: Path
    ) -> bool:
        """Puts the old files of a shard into a folder, if they are what would be written of the
        articles with these numbers; else False.
        """
        files, rows = self._read(shard)
        if not rows or not self._is_current(rows, numbers, knowledge, shared):
            return False
        if hash_shard(self.folder, shard) != files:
            return False
        for name in files:
            take_file(self.folder / name, into / name)
        return True

    def add(self, number: int, knowledge: Knowledge, log: Log, shared: Shared) -> None:
        """Notes what was looked up for an article of the shard that is being written."""
        digest = self._digest(number, knowledge)
        article = ids_of(knowledge)[number]
        self._rows.append(Row(article, digest, list(log), hash_answers(log, shared)))

    def finish(self, shard: str, into: Path) -> None:
        """Keeps what was noted, once the files of a shard are written."""
        note = json.dumps([self.maker(), hash_shard(into, shard), self._rows])
        self.note(shard, zlib.compress(note.encode(), 1))
        self._rows.clear()

    def _read(self, shard: str) -> tuple[dict[str, str], list[Row]]:
        """The hashes of a shard and its articles, if the same newskg would write it now."""
        try:
            maker, files, rows = json.loads(zlib.decompress(self.noted(shard) or b""))
            return (files, [Row(*row) for row in rows]) if maker == self.maker() else ({}, [])
        except (zlib.error, ValueError, TypeError):
            return {}, []

    def _is_current(
        self, rows: list[Row], numbers: Sequence[int], knowledge: Knowledge, shared: Shared
    ) -> bool:
        ids = ids_of(knowledge)
        return [row.article for row in rows] == [ids[number] for number in numbers] and all(
            row.digest == self._digest(number, knowledge)
            and row.answers == hash_answers(map(as_question, row.questions), shared)
            for row, number in zip(rows, numbers, strict=True)
        )

    def _digest(self, number: int, knowledge: Knowledge) -> str:
        """Another word for another Reading, however it was corrected."""
        if not knowledge.corrections:
            return self.digests[ids_of(knowledge)[number]]
        line = reading_to_line(knowledge.readings[number])
        return sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def hash_shard(folder: Path, shard: str) -> dict[str, str]:
    """The SHA-256 of the files of a shard by path; "" for one that is not there."""
    names = [name.format(shard) for name in FILES]
    return {name: hash_file(folder / name) if (folder / name).is_file() else "" for name in names}


def as_question(found: Sequence[Any]) -> Question:
    """A question as it was before it was JSON."""
    kind, key = found
    return kind, tuple(key) if isinstance(key, list) else key
