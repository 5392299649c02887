"""Saved questions with their answers, for the page: "Who says that something happened?" and the
rows that the graph gives.

Answers are those of the SPARQL queries with the defaults of their parameters, found at build time;
the page only shows them and narrows them by words.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.errors import SlowQueryError
from kg.rdf.query import SavedQuery, Table, list_queries, open_store, run_query

MOST_ROWS = 300  # of one answer; the page says how many there are in all
MOST_BYTES = 40_000_000  # of graph.nq; larger graphs are not asked, since building would take long
PATIENCE = 3600.0  # seconds for one question: no graph of that size needs a hundredth of them

Answers = dict[str, Any]


def answer_questions(output: Path) -> Answers:
    """All saved questions as JSON values, answered on the graph of an output folder.

    Cells are numbers of `words`, since many answers hold the same sentences. `answered` is false
    for each question where the graph is too large; also for one without an end, which shall end no
    build. Else no clock says what is answered, so that the same graph gives the same page.
    """
    graph = output / "graph.nq"
    store = open_store(output, named=False) if graph.stat().st_size <= MOST_BYTES else None
    words: dict[str, int] = {}
    questions = []
    for query in list_queries():
        answer: Table | None = None
        if store is not None:
            with suppress(SlowQueryError):
                answer = run_query(store, query.text, name=query.name, seconds=PATIENCE)
        questions.append(_question(query, answer, words))
    return {"words": list(words), "questions": questions}


def _question(query: SavedQuery, answer: Table | None, words: dict[str, int]) -> dict[str, Any]:
    rows = () if answer is None else answer.texts()
    return {
        "name": query.name,
        "question": query.question,
        "description": query.description,
        "parameters": [[p.name, p.default, p.description] for p in query.parameters],
        "example": query.example,
        "sparql": query.text.partition("\n\n")[2].strip(),
        "answered": answer is not None,
        "columns": () if answer is None else answer.columns,
        "rows": [[words.setdefault(cell, len(words)) for cell in row] for row in rows[:MOST_ROWS]],
        "all": len(rows),
    }
