"""The graphs that the protocol names for an update: `using-graph-uri=a:g` as `USING <a:g>`.

SPARQL 1.1 Protocol, section 2.2.3: the parameters stand for USING and USING NAMED of every
operation of the update, which then may not have WITH, USING or USING NAMED of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.errors import QueryError
from kg.rdf.asking import NO_KEYWORD

_TOKEN = re.compile(r"[{}]|[?$]?[A-Za-z][A-Za-z0-9_]*(?::\S*)?")


def name_graphs(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """The update with these graphs in each of its operations; raises QueryError where it names
    graphs itself.
    """
    if not default and not named:
        return update
    words = [*(f"USING <{iri}>" for iri in default), *(f"USING NAMED <{iri}>" for iri in named)]
    clause = " ".join(words)
    parts, done, before = [], 0, ""
    for word, begin in _outer_words(update):
        if word in ("WITH", "USING"):
            raise QueryError(f"the update has {word}, and the request names graphs; leave out one")
        if word == "WHERE":
            if before == "DELETE":
                raise QueryError(
                    "DELETE WHERE names no graphs to look in; write DELETE { ... } WHERE { ... }"
                )
            parts += [update[done:begin], clause, " "]
            done = begin
        before = word
    return "".join([*parts, update[done:]])


def _outer_words(update: str) -> Iterator[tuple[str, int]]:
    """The words outside of braces, in capitals, with their offsets."""
    depth = 0
    bare = NO_KEYWORD.sub(lambda found: " " * len(found[0]), update)
    for found in _TOKEN.finditer(bare):
        if found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
            if depth == 0:
                yield "}", found.start()
        elif depth == 0:
            yield found[0].upper(), found.start()
