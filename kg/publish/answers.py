"""Answers to questions as CSV, JSON and Turtle: "who says that" with a row a source.

CSV and JSON are those of the W3C (SPARQL 1.1 Query Results); Turtle is for CONSTRUCT and DESCRIBE.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

from kg.errors import QueryError
from kg.rdf.query import (
    SavedQuery,
    Table,
    Value,
    asks_for_graphs,
    list_queries,
    load_query,
    open_store,
    run_query,
)
from kg.terminal import format_table

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def ask(
    name: str, parameters: Mapping[str, str], output: str, *, sparql: str | None = None
) -> Table:
    """The answer of an output folder to a saved question, a query file or the given SPARQL."""
    if sparql is None:
        sparql = load_query(name, parameters)
    elif parameters:
        raise QueryError("-p: a query from the standard input has no parameters; leave it out")
    return run_query(
        open_store(Path(output), named=asks_for_graphs(sparql)),
        sparql,
        name="query" if name == "-" else name,
    )


def format_answer(answer: Table, form: str, *, terminal: bool) -> str:
    """An answer as "csv", "json", "ttl" or a table; no closing line break."""
    if form == "csv":
        return answer_to_csv(answer)
    if form == "json":
        return answer_to_json(answer)
    if form == "ttl":
        return answer_to_turtle(answer)
    return format_table(answer.columns, answer.texts(), terminal=terminal)


def format_questions(form: str, *, terminal: bool) -> str:
    """The saved questions as JSON or a table: name, question and parameters ("event=...")."""
    questions = list_queries()
    if form == "json":
        return questions_to_json(questions)
    rows = [
        (query.name, query.question, ", ".join(f"{p.name}={p.default}" for p in query.parameters))
        for query in questions
    ]
    return format_table(("name", "question", "parameters"), rows, terminal=terminal)


def answer_to_csv(answer: Table) -> str:
    """SPARQL 1.1 CSV results, lines ended by line feeds alone."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.texts())
    return stream.getvalue().rstrip("\n")


def answer_to_json(answer: Table) -> str:
    """SPARQL 1.1 JSON results; a graph as a table of subject, predicate and object."""
    if answer.kind == "ask":
        truth = answer.texts()[0][0] == "true"
        return json.dumps({"head": {}, "boolean": truth})
    bindings = [
        {
            column: value_to_json(cell)
            for column, cell in zip(answer.columns, row, strict=True)
            if cell is not None
        }
        for row in answer.rows
    ]
    results = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(results, ensure_ascii=False, indent=2)


def value_to_json(value: Value) -> dict[str, str]:
    kinds = {"iri": "uri", "literal": "literal", "blank": "bnode"}
    found = {"type": kinds[value.kind], "value": value.text.removeprefix("_:")}
    if value.language:
        found["xml:lang"] = value.language
    elif value.datatype and value.datatype != XSD_STRING:
        found["datatype"] = value.datatype
    return found


def answer_to_turtle(answer: Table) -> str:
    """The triples of a CONSTRUCT or DESCRIBE query, a line each; raises QueryError for others."""
    if answer.kind != "graph":
        raise QueryError(
            f"--format ttl: a {answer.kind.upper()} query has no triples; "
            "ask with CONSTRUCT or DESCRIBE, or take --format table"
        )
    return "\n".join(" ".join(map(value_to_turtle, row)) + " ." for row in answer.rows)


def value_to_turtle(value: Value | None) -> str:
    if value is None:
        return "[]"
    if value.kind == "iri":
        return f"<{value.text}>"
    if value.kind == "blank":
        return value.text
    words = f'"{value.text.translate(ESCAPES)}"'
    if value.language:
        return f"{words}@{value.language}"
    return f"{words}^^<{value.datatype}>" if value.datatype not in (None, XSD_STRING) else words


def questions_to_json(questions: tuple[SavedQuery, ...]) -> str:
    """The saved questions with their parameters."""
    rows = [
        {
            "name": query.name,
            "question": query.question,
            "description": query.description,
            "parameters": [
                {"name": p.name, "default": p.default, "description": p.description}
                for p in query.parameters
            ],
            "example": query.example,
        }
        for query in questions
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
