"""Saved questions: each gives the same rows on Oxigraph and on rdflib, and no value breaks out of
its literal.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from graphs import build_dataset
from kg.errors import OutputError, QueryError
from kg.merge import build_knowledge
from kg.publish.files import write_output
from kg.rdf.query import (
    Table,
    fill,
    list_queries,
    load_query,
    open_store,
    run_query,
    without_graphs,
)
from pyoxigraph import RdfFormat, Store
from rdflib import Dataset
from samples import build_flood, build_strike, build_visit

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
QUERIES = {query.name: query for query in list_queries()}
# what two small articles about other things do not have
NONE_IN_SAMPLE = {
    "contradicted", "copies", "corroborated", "disputed", "numbers-differ", "occurrences",
    "unsettled",
}  # fmt: skip
FILLED = {
    "about": "wages",
    "agent": "norland",
    "article": "holm",
    "event": "Economy",
    "name": "DUN",
    "named": "",
    "place": "Norland",
    "since": "2020-03-10",
    "target": "holm",
    "type": "Place",
    "until": "2020-12-31",
    "who": "Ada",
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kg") / "output"
    write_output(build_knowledge([build_strike(), build_visit(), build_flood()]), folder)
    return folder


@pytest.fixture(scope="module")
def store(output: Path):
    return open_store(output)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return build_dataset(build_knowledge([build_strike(), build_visit(), build_flood()]))


def plain(value: object) -> str:
    """A cell as text; of decimals Oxigraph writes 10 where rdflib writes 10.0."""
    text = "" if value is None else str(value)
    return text.removesuffix(".0") if re.fullmatch(r"-?\d+\.0", text) else text


def rows_of(table: Table) -> list[tuple[str, ...]]:
    return sorted(tuple(plain(cell) for cell in row) for row in table.texts())


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("filled", [False, True], ids=["all", "filled"])
def test_oxigraph_and_rdflib_give_the_same_rows(name: str, filled: bool, store, dataset) -> None:
    query = QUERIES[name]
    given = {p.name: FILLED[p.name] for p in query.parameters} if filled else {}
    text = fill(query, given)
    found = run_query(store, text, name=name)
    theirs = dataset.query(text)
    assert found.columns == tuple(str(variable) for variable in theirs.vars or ())
    expected = sorted(tuple(plain(cell) for cell in row) for row in theirs)
    assert rows_of(found) == expected


@pytest.mark.parametrize("name", sorted(set(QUERIES) - NONE_IN_SAMPLE))
def test_each_question_has_an_answer_in_the_sample(name: str, store) -> None:
    assert run_query(store, load_query(name)).rows


@pytest.mark.parametrize("name", QUERIES)
def test_each_question_says_what_it_asks(name: str) -> None:
    query = QUERIES[name]
    assert query.question.endswith("?")
    assert query.description.endswith(".")
    assert query.example.startswith(f"kg query {name}")
    given = re.findall(r"-p (\w+)=", query.example)
    assert set(given) <= {parameter.name for parameter in query.parameters}
    assert all(parameter.description for parameter in query.parameters)
    ordered = query.text[query.text.rindex("ORDER BY") :]
    columns = re.findall(r"\?\w+", query.text.split("WHERE")[0].rsplit("SELECT", 1)[1])
    assert set(re.findall(r"\?\w+", ordered)) <= set(columns)


def test_there_are_enough_questions() -> None:
    assert len(QUERIES) >= 20


@pytest.mark.parametrize(
    ("name", "given", "column", "values"),
    [
        ("who-says", {"event": "Strike"}, "source", {"Dockers Union of Norland"}),
        ("who-says", {"event": "Protest"}, "source", {"Dockers Union of Norland"}),
        ("denied", {}, "source", {"Ada Holm"}),
        ("said-by", {"who": "DUN"}, "eventType", {"Strike"}),
        ("possible", {"who": "post"}, "eventType", {"Continuation"}),
        ("quotes", {}, "quote", {"We will raise wages in 2021"}),
        ("publisher-says", {"event": "arrest"}, "source", {"Berga Post"}),
        ("done-to", {"event": "Arrest"}, "agentName", {""}),
        ("happened-at", {"place": "Norland"}, "placeName", {"Berga"}),
        (
            "timeline",
            {"since": "2020-03-12", "until": "2020-03-12"},
            "told",
            {"sent ...", "extend ..."},
        ),
        ("names", {"name": "dun"}, "entityName", {"Dockers Union of Norland"}),
        (
            "who-did-what",
            {"agent": "Norland", "event": "Travel"},
            "participant",
            {"Ada Holm", "Berga"},
        ),
        ("order", {}, "otherEvent", {"arrested ...", "flooded ..."}),
        ("hearsay", {}, "within", {"two sources"}),
        ("main-event", {"article": "strike"}, "what", {"had stopped work"}),
    ],
)
def test_answers(name: str, given: dict[str, str], column: str, values: set[str], store) -> None:
    table = run_query(store, load_query(name, given))
    assert {row[table.columns.index(column)] for row in table.texts()} == values


@pytest.mark.parametrize(
    "value",
    ['" } ?s ?p ?o . { "', "\\", '\\" } #', "a\nb", "?x", "}", "\\u0022", "\ud800", "\0", "\\g<1>"],
)
def test_values_stay_inside_their_literal(value: str, store) -> None:
    text = load_query("who-says", {"about": value})
    assert run_query(store, text).rows == ()


def test_unknown_names_are_refused_with_advice() -> None:
    with pytest.raises(QueryError) as caught:
        load_query("who-say")
    assert str(caught.value) == (
        "query 'who-say': no such question; did you mean 'who-says'?; kg query --list shows all"
    )
    with pytest.raises(QueryError) as caught:
        load_query("who-says", {"abuot": "x"})
    assert str(caught.value) == (
        "query who-says: no parameter 'abuot'; did you mean 'about'?; "
        "its parameters are event, about"
    )
    with pytest.raises(QueryError, match=r"nowhere\.rq: no such file or directory"):
        load_query("nowhere.rq")


def test_syntax_error_has_its_position(store) -> None:
    with pytest.raises(QueryError, match=r"^q, line 2, column \d+: syntax error at") as caught:
        run_query(store, "SELECT * WHERE {\n  ?s ?p }", name="q")
    assert "\n" not in str(caught.value)


def test_other_forms_of_query(store) -> None:
    assert run_query(store, "ASK { ?s ?p ?o }").texts() == (("true",),)
    made = run_query(store, "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3")
    assert (made.kind, len(made.rows), made.columns) == (
        "graph",
        3,
        ("subject", "predicate", "object"),
    )


def test_folder_without_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"no graph\.nq in it; run: kg build"):
        open_store(tmp_path)
    (tmp_path / "graph.nq").write_text("<a <b>", encoding="utf-8")
    with pytest.raises(OutputError, match="is no N-Quads"):
        open_store(tmp_path)


def test_own_file_with_parameters(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(
        '# question: What?\n# param x (default "a"): a thing\nSELECT ?x { VALUES ?x { "a" } }\n',
        "utf-8",
    )
    assert 'VALUES ?x { "b\\"" }' in load_query(str(path), {"x": 'b"'})
    path.write_text('# param x (default "a"): a thing\nSELECT ?x { }\n', "utf-8")
    with pytest.raises(QueryError, match="no single line"):
        load_query(str(path))


def test_a_triple_of_several_graphs_counts_once(store) -> None:
    berga = "<https://w3id.org/newskg/data/place/berga>"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    assert len(run_query(store, f"SELECT ?name {{ {berga} {label} ?name }}").rows) == 1
    named = run_query(store, f"SELECT ?g {{ GRAPH ?g {{ {berga} {label} ?name }} }}").rows
    assert len(named) > 1


@pytest.mark.parametrize(
    ("line", "triple"),
    [
        (b"<a:s> <a:p> <a:o> <a:g> .\n", b"<a:s> <a:p> <a:o> .\n"),
        (b"<a:s> <a:p> <a:o> .\n", b"<a:s> <a:p> <a:o> .\n"),
        (b'<a:s> <a:p> "see <a:x>" <a:g> .\n', b'<a:s> <a:p> "see <a:x>" .\n'),
        (b'<a:s> <a:p> "see <a:x> "^^<a:t> .\n', b'<a:s> <a:p> "see <a:x> "^^<a:t> .\n'),
        (b'<a:s> <a:p> "see <a:x> ." .\n', b'<a:s> <a:p> "see <a:x> ." .\n'),
    ],
)
def test_a_quad_without_its_graph_is_a_triple(line: bytes, triple: bytes) -> None:
    assert without_graphs(line * 2) == triple * 2


@pytest.mark.parametrize("name", QUERIES)
def test_a_store_that_joins_its_graphs_gives_the_same_rows(name: str, store, output: Path) -> None:
    """As `kg serve` and triple stores do: a triple is there once for each of its graphs."""
    joined = Store()
    joined.bulk_load(path=str(output / "graph.nq"), format=RdfFormat.N_QUADS)
    found = list(joined.query(load_query(name), use_default_graph_as_union=True))
    assert len(found) == len(run_query(store, load_query(name)).rows)
