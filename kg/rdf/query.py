"""Questions to the graph: `who-says` with event=Liberation gives each source, its certainty and its
sentence.

A saved question is a SPARQL query that runs as it stands; its comments say what it asks, and each
parameter is a line `VALUES ?name { "default" }`, in which only the literal is replaced. Oxigraph
answers, on `graph.nq`, over all graphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.errors import OutputError, QueryError
from kg.rdf.asking import answer_in_time, refuse_service, syntax_error

if TYPE_CHECKING:
    from pyoxigraph import Store

FOLDER = Path(__file__).parents[1] / "data" / "queries"
_HEADER = re.compile(r"#\s*(question|description|words|example):\s*(.*)")
_PARAM = re.compile(r"#\s*param\s+(\w+)\s*\(default (.*?)\):\s*(.*)")
_GRAPH = re.compile(rb'(?m)^(\S+ \S+ .+) <[^<>" ]*> \.$')
LONGEST = 60.0  # seconds that a query may take
# characters that cannot stand for themselves in a literal of SPARQL, Turtle or N-Quads
ESCAPES = {ord(c): f"\\u{ord(c):04X}" for c in map(chr, (*range(0x20), 0x7F))}
ESCAPES |= str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a saved question can be asked about; an empty default asks about everything."""

    name: str
    default: str
    description: str


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question of kg/data/queries, or of a file of the user's with the same comments."""

    name: str
    question: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    text: str
    words: str = ""  # other words that people ask it with


@dataclass(frozen=True, slots=True)
class Value:
    """One cell: an IRI, or a literal with its datatype or language."""

    text: str
    kind: Literal["iri", "literal", "blank"]
    datatype: str | None = None
    language: str | None = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Table:
    """An answer. SELECT gives its own columns, ASK one column `answer`, CONSTRUCT and DESCRIBE the
    three of a triple.
    """

    kind: Literal["select", "ask", "graph"]
    columns: tuple[str, ...]
    rows: tuple[tuple[Value | None, ...], ...]

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as plain text; what is not bound is empty."""
        return tuple(tuple("" if cell is None else cell.text for cell in row) for row in self.rows)


@cache
def list_queries() -> tuple[SavedQuery, ...]:
    """The shipped questions, by name."""
    return tuple(_parse(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.rq")))


def load_query(name: str, parameters: Mapping[str, str] | None = None) -> str:
    """The SPARQL of a shipped question, or of a file that ends in `.rq`, with its parameters filled
    in.

    Values become string literals, whatever they hold. Raises QueryError for a name or parameter
    that does not exist.
    """
    if name.endswith(".rq"):
        saved = _read(Path(name))
    else:
        known = {query.name: query for query in list_queries()}
        if name not in known:
            raise QueryError(
                f"query {name!r}: no such question{_advice(name, list(known))}; "
                "kg query --list shows all"
            )
        saved = known[name]
    return fill(saved, parameters or {})


def fill(query: SavedQuery, parameters: Mapping[str, str]) -> str:
    """The text of a question with these values in place of its defaults."""
    names = [parameter.name for parameter in query.parameters]
    text = query.text
    for name, value in parameters.items():
        if name not in names:
            listed = f"its parameters are {', '.join(names)}" if names else "it has none"
            raise QueryError(
                f"query {query.name}: no parameter {name!r}{_advice(name, names)}; {listed}"
            )
        begin, end = _slot(name).split(text, maxsplit=1)[::3]
        text = f"{begin}VALUES ?{name} {{ {_literal(value)} }}{end}"
    return text


def open_store(output: Path, *, named: bool = True) -> Store:
    """The graph of an output folder in memory; raises OutputError if there is none.

    The default graph holds the triples of all graphs, each once: a place that a thousand articles
    name has its label a thousand times among the quads, and every pattern would multiply them.
    Without `named` it holds nothing else, which takes half the time.
    """
    from pyoxigraph import RdfFormat, Store

    paths = find_quads(output)
    if not paths:
        raise OutputError(f"{output}: no graph.nq in it; run: kg build -o {output}")
    store = Store()
    for path in paths:
        try:
            if named:
                store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
            store.bulk_load(without_graphs(path.read_bytes()), format=RdfFormat.N_TRIPLES)
        except (SyntaxError, ValueError) as error:
            raise OutputError(
                f"{path}: is no N-Quads ({error}); run: kg build -o {output}"
            ) from error
    return store


def asks_for_graphs(sparql: str) -> bool:
    """True if a query may look into named graphs."""
    return re.search(r"\b(?:GRAPH|FROM)\b", sparql, re.IGNORECASE) is not None


def without_graphs(quads: bytes) -> bytes:
    """N-Quads of ours as N-Triples: the IRI after an object goes, what has none stays."""
    return _GRAPH.sub(rb"\1 .", quads)


def find_quads(output: Path) -> list[Path]:
    """The files that hold the quads of an output: graph.nq, or the shards of a large one."""
    whole = output / "graph.nq"
    return [whole] if whole.is_file() else sorted((output / "graph").glob("*.nq"))


def run_query(store: Store, sparql: str, *, name: str = "query", seconds: float = LONGEST) -> Table:
    """The answer over all graphs together; raises QueryError with line and column for a syntax
    error, for SERVICE and after so many seconds.
    """
    refuse_service(sparql, name)
    try:
        return answer_in_time(lambda: _answer(store, sparql), name=name, seconds=seconds)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise syntax_error(str(error), sparql, name) from error


def _answer(store: Store, sparql: str) -> Table:
    from pyoxigraph import QueryBoolean, QuerySolutions

    found = store.query(sparql, use_default_graph_as_union=False)
    if isinstance(found, QueryBoolean):
        answer = "true" if found else "false"
        boolean = "http://www.w3.org/2001/XMLSchema#boolean"
        return Table("ask", ("answer",), ((Value(answer, "literal", boolean),),))
    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        rows = tuple(tuple(map(_value, solution)) for solution in found)
        return Table("select", columns, rows)
    triples = sorted({(t.subject, t.predicate, t.object) for t in found}, key=str)
    graph = tuple(tuple(map(_value, triple)) for triple in triples)
    return Table("graph", ("subject", "predicate", "object"), graph)


def _value(term: object) -> Value | None:
    from pyoxigraph import BlankNode, Literal, NamedNode

    if isinstance(term, NamedNode):
        return Value(term.value, "iri")
    if isinstance(term, Literal):
        return Value(term.value, "literal", term.datatype.value, term.language)
    return Value(str(term), "blank") if isinstance(term, BlankNode) else None


def _advice(word: str, known: list[str]) -> str:
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else ""


def _slot(name: str) -> re.Pattern[str]:
    """The line whose literal a parameter replaces."""
    return re.compile(rf'(VALUES \?{re.escape(name)} \{{ )"(?:[^"\\\n]|\\.)*"( \}})')


def _literal(value: str) -> str:
    words = "".join("\ufffd" if "\ud800" <= c <= "\udfff" or c == "\0" else c for c in value)
    return f'"{words.translate(ESCAPES)}"'


def _read(path: Path) -> SavedQuery:
    try:
        return _parse(path.stem, path.read_text("utf-8"))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise QueryError(f"{path}: {reason}; kg query --list shows the saved questions") from error
    except UnicodeDecodeError as error:
        raise QueryError(
            f"{path}: byte {error.start} is not UTF-8; save the query as UTF-8"
        ) from error


def _parse(name: str, text: str) -> SavedQuery:
    headers = dict(_headers(text))
    parameters = tuple(
        Parameter(found[1], found[2].strip('"'), found[3])
        for found in map(_PARAM.match, text.splitlines())
        if found
    )
    for parameter in parameters:
        if len(_slot(parameter.name).findall(text)) != 1:
            line = f'VALUES ?{parameter.name} {{ "{parameter.default}" }}'
            raise QueryError(f"query {name}: no single line {line} for its parameter; add it")
    return SavedQuery(
        name,
        headers.get("question", ""),
        headers.get("description", ""),
        parameters,
        headers.get("example", ""),
        text,
        headers.get("words", ""),
    )


def _headers(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        found = _HEADER.match(line)
        if found:
            yield found[1], found[2]
