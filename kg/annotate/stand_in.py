"""Puts a table of ours where a pipeline has a component that is slower and says the same.

"kg_name_table" for "ner": what the table cannot hold leaves the model's own component in use.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

logger = logging.getLogger(__name__)


def stand_in(
    nlp: Language, table: str, component: str, *, called: str, unless: tuple[type[Exception], ...]
) -> None:
    """Adds the component `table` in the place of another, which is disabled; `unless` are the
    faults by which the table says that it cannot hold that one.
    """
    if component not in nlp.pipe_names:
        return
    try:
        nlp.add_pipe(table, before=component)
    except unless as reason:
        logger.info("the model's %s stays in use: %s", called, reason)
        return
    nlp.disable_pipe(component)


def in_batches(
    docs: Iterable[Doc], change: Callable[[list[Doc]], None], tokens: int
) -> Iterator[Doc]:
    """The Docs in order, changed together as long as they have at most so many tokens; a longer one
    alone.
    """
    batch: list[Doc] = []
    size = 0
    for doc in docs:
        if batch and size + len(doc) > tokens:
            change(batch)
            yield from batch
            batch, size = [], 0
        batch.append(doc)
        size += len(doc)
    change(batch)
    yield from batch
