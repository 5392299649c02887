"""Puts a table of ours where a pipeline has a component that is slower and says the same.

"kg_name_table" for "ner": what the table cannot hold leaves the model's own component in use.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

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
