"""The output folder: graph.ttl, graph.trig, graph.nq and readings/, all of them or none.

"The mill will close" reaches `output/` only when its words, claim and source have been checked:
everything is written to a folder beside it first, and the two change places at the end. After any
failure the old output is still there, untouched.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError, OutputError
from kg.model import Knowledge
from kg.model.knowledge import Readings
from kg.publish.readings import write_readings
from kg.publish.swap import check_folder, fresh_folder, swap
from kg.rdf.iris import DEFAULT_BASE

if TYPE_CHECKING:
    from kg.publish.earlier import Earlier

Writer = Callable[[Knowledge, Path], object]
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # a full disk, a quota, a file that may not grow
_SHOWN = 5  # problems that an error message lists


def write_output(
    knowledge: Knowledge,
    folder: Path,
    *,
    base: str = DEFAULT_BASE,
    writers: Iterable[Writer] = (),
    validate: bool = True,
    earlier: Earlier | None = None,
) -> tuple[str, ...]:
    """Replaces the output folder; gives the names of what was written, sorted.

    Each writer is called with the knowledge and the new folder, and adds its files there. Files of
    the old folder that are not ours stay. Raises GraphError if a promise or a shape is broken, and
    OutputError if the folder cannot be written; with `validate=False` the shapes are not checked.
    """
    folder = folder.resolve()
    check_folder(folder)
    try:
        with fresh_folder(folder) as fresh:
            if is_large(knowledge):
                from kg.publish.shards import write_shards

                write_shards(
                    knowledge,
                    fresh,
                    base=base,
                    validate=validate,
                    refuse=refuse,
                    earlier=earlier,
                )
            else:
                refuse("facts", _broken_promises(knowledge))
                write_graphs(knowledge, fresh, base=base, validate=validate)
                write_readings(knowledge.readings, fresh / "readings")
            for write in writers:
                write(knowledge, fresh)
            written = tuple(sorted(path.name for path in fresh.iterdir()))
            swap(fresh, folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return written


def is_large(knowledge: Knowledge) -> bool:
    """True if the readings are too many to be held in memory; they are written in shards then."""
    return isinstance(knowledge.readings, Readings)


def write_graphs(
    knowledge: Knowledge, folder: Path, *, base: str = DEFAULT_BASE, validate: bool = True
) -> None:
    """Writes graph.nq, graph.trig and graph.ttl, after the shapes have been checked."""
    from kg.publish.turtle import render_nquads, render_trig_and_turtle
    from kg.rdf.mapping import build_graphs
    from kg.rdf.prefixes import prefixes_of

    graphs = [
        (name, list(dict.fromkeys(triples))) for name, triples in build_graphs(knowledge, base=base)
    ]
    union = list(dict.fromkeys(triple for _, triples in graphs for triple in triples))
    if validate:
        from kg.rdf.soundness import check_graph

        refuse("graph", map(str, check_graph(union)))
    prefixes = prefixes_of(base)
    _write(folder / "graph.nq", render_nquads(graphs))
    trig, turtle = render_trig_and_turtle(graphs, prefixes=prefixes, base=base)
    _write(folder / "graph.trig", trig)
    _write(folder / "graph.ttl", turtle)


def _broken_promises(knowledge: Knowledge) -> tuple[str, ...]:
    from kg.rdf.validate import check_promises

    return check_promises(knowledge)


def refuse(where: str, problems: Iterable[str]) -> None:
    found = list(problems)
    if found:
        shown = "\n  ".join(found[:_SHOWN])
        more = f"\n  and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise GraphError(
            f"{where}: {len(found)} broken promises, nothing was replaced; "
            f"report it with the article:\n  {shown}{more}"
        )


def _unwritable(folder: Path, error: OSError) -> OutputError:
    reason = (error.strerror or str(error)).lower()
    room = "make room, or " if error.errno in FULL else ""
    return OutputError(
        f"{folder}: cannot be written ({reason}); {room}choose another folder with -o"
    )


def _write(path: Path, words: str) -> None:
    path.write_bytes(words.encode("utf-8", "replace"))
