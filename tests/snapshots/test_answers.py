"""The example of every saved question, on the shipped sources: the stored answer."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from kg.rdf.query import SavedQuery, list_queries, load_query, open_store, run_query

if TYPE_CHECKING:
    from conftest import Output

ANSWERS = Path(__file__).parent / "answers.json"
MOST = 6  # rows that are stored of an answer
NOT_TOLD = {  # what the shipped sources have no example of: several articles of one happening
    "contradicted",
    "copies",
    "corroborated",
    "disputed",
    "hearsay",
    "merges",
    "numbers-differ",
}


def answers_of(output: Path) -> dict[str, dict[str, object]]:
    """Saved question -> its example, how many rows it gives, and the first of them."""
    store = open_store(output)
    found = {}
    for query in list_queries():
        rows = run_query(store, load_query(query.name, parameters_of(query))).texts()
        shown = [list(row) for row in rows[:MOST]]
        found[query.name] = {"example": query.example, "rows": len(rows), "first": shown}
    return found


def parameters_of(query: SavedQuery) -> dict[str, str]:
    """The parameters in the example: `kg query denied -p who=Holm`."""
    words = shlex.split(query.example)
    assert words[:3] == ["kg", "query", query.name], query.name
    pairs = [word.partition("=") for at, word in enumerate(words) if words[at - 1] == "-p"]
    return {name: value for name, _, value in pairs}


def test_examples_give_the_stored_answers(built: Output) -> None:
    stored = json.loads(ANSWERS.read_text(encoding="utf-8"))
    assert answers_of(built.folder) == stored, "read the difference, then scripts/freeze_answers"


def test_examples_have_answers() -> None:
    stored = json.loads(ANSWERS.read_text(encoding="utf-8"))
    assert {name for name, answer in stored.items() if not answer["rows"]} == NOT_TOLD
