"""Exports: each is opened by an independent reader and says what the graph says."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path
from runpy import run_path

import networkx
import pandas
import pyoxigraph
import pytest
from kg.errors import NewskgError, OutputError, SettingsError
from kg.export import frames
from kg.export.formats import FORMATS, Source, export_files, write_export
from kg.export.network import network_to_gexf, network_to_graphml
from kg.export.schema_org import embedding
from kg.export.statements import in_order
from kg.merge import build_knowledge
from kg.model import Knowledge, Reading
from kg.publish.files import write_output
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic
from samples import Draft, build_strike, build_visit

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
ROOT = Path(__file__).parents[2]
NASTY = '</script><b>"x"</b> & \x01'


def build_hostile() -> Reading:
    """An article whose names would like to be HTML, XML and formulas."""
    draft = Draft("evil", f"{NASTY} attacked Berga. It was Monday.", title=f"=1+1 {NASTY}")
    who, where = draft.entity("Person", NASTY), draft.entity("City", "Berga")
    draft.claim(draft.event("Attack", "attacked", agent=(NASTY, who), patient=("Berga", where)))
    return draft.done()


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return build_knowledge([build_strike(), build_visit()])


@pytest.fixture(scope="module")
def output(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kg") / "output"
    write_output(knowledge, folder)
    return folder


@pytest.fixture(scope="module")
def exported(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format, written."""
    folder = tmp_path_factory.mktemp("export")
    written = write_export(output, FORMATS, folder)
    assert len(written) == len(set(written)) > 20
    assert not [path for path in folder.rglob(".*")]
    return folder


@pytest.fixture(scope="module")
def graph(output: Path) -> Graph:
    return Graph().parse(output / "graph.ttl")


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


# --- RDF ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("graph.ttl", "turtle"),
        ("graph.nt", "nt"),
        ("graph.rdf", "xml"),
        ("graph.jsonld", "json-ld"),
    ],
)
def test_rdflib_reads_the_same_triples(name: str, form: str, exported: Path, graph: Graph) -> None:
    assert isomorphic(Graph().parse(exported / name, format=form), graph)


@pytest.mark.parametrize(("name", "form"), [("graph.trig", "trig"), ("graph.nq", "nquads")])
def test_rdflib_reads_the_same_graphs(name: str, form: str, exported: Path, graph: Graph) -> None:
    dataset = Dataset(default_union=True)
    dataset.parse(exported / name, format=form)
    assert {quad[:3] for quad in dataset.quads()} == set(graph)
    assert len({str(quad[3]) for quad in dataset.quads()}) > 3


@pytest.mark.parametrize(
    ("name", "form"), [("graph.ttl", "turtle"), ("graph.nt", "ntriples"), ("graph.rdf", "rdfxml")]
)
def test_rapper_reads_as_many_triples(name: str, form: str, exported: Path, graph: Graph) -> None:
    if shutil.which("rapper") is None:
        pytest.skip("no rapper here; run: apt-get install raptor2-utils")
    command = ["rapper", "--quiet", "-i", form, "-o", "ntriples", str(exported / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert len(set(done.stdout.splitlines())) == len(graph)


def test_roqet_finds_the_claims(exported: Path) -> None:
    if shutil.which("roqet") is None:
        pytest.skip("no roqet here; run: apt-get install rasqal-utils")
    query = "SELECT ?c WHERE { ?c a <https://w3id.org/newskg/ontology#Claim> }"
    command = ["roqet", "-q", "-r", "csv", "-e", query, "-D", (exported / "graph.ttl").as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert len(done.stdout.split()) - 1 == len(rows(exported / "tables" / "claims.csv"))


def test_rdf_1_2_says_what_a_shortcut_stands_for(exported: Path, output: Path) -> None:
    triples = list(pyoxigraph.parse(path=exported / "graph-1.2.ttl"))
    stands_for = [t.object for t in triples if isinstance(t.object, pyoxigraph.Triple)]
    plain = {t for t in triples if not isinstance(t.object, pyoxigraph.Triple)}
    assert stands_for
    said = {(t.subject, t.predicate, t.object) for t in plain}
    assert {(t.subject, t.predicate, t.object) for t in stands_for} <= said
    assert len(said) == len(Source(output).triples)


def test_json_ld_is_compact_and_its_context_is_the_published_one(exported: Path) -> None:
    whole = json.loads((exported / "graph.jsonld").read_text(encoding="utf-8"))
    published = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))
    assert whole["@context"] == published["@context"]
    compiled = run_path(str(ROOT / "scripts" / "compile_context.py"))
    assert compiled["build_context"]() == published["@context"], (
        "run: python scripts/compile_context.py"
    )
    claim = next(node for node in whole["@graph"] if "kg:Claim" in node["@type"])
    assert claim["polarity"].startswith("fact:")
    assert claim["quoted"] in ("true", "false")
    keys = {key for node in whole["@graph"] for key in node if not key.startswith("@")}
    assert {key for key in keys if ":" in key} <= {key for key in keys if key.startswith("act:")}


# --- tables ------------------------------------------------------------------------------------


def test_tables_hold_every_claim_event_and_participant(exported: Path, graph: Graph) -> None:
    kg = "https://w3id.org/newskg/ontology#"
    for name, kind in (
        ("claims", f"{kg}Claim"),
        ("events", "http://semanticweb.cs.vu.nl/2009/11/sem/Event"),
        ("participants", f"{kg}Participation"),
        ("relations", f"{kg}Relation"),
        ("articles", "https://schema.org/NewsArticle"),
    ):
        found = graph.query(f"SELECT DISTINCT ?x {{ ?x a <{kind}> }}")
        assert len(rows(exported / "tables" / f"{name}.csv")) == len(found) > 0, name


def test_every_reference_of_a_table_is_in_another(exported: Path) -> None:
    found = {path.stem: rows(path) for path in (exported / "tables").glob("*.csv")}
    ids = {name: {row["id"] for row in table if "id" in row} for name, table in found.items()}
    assert {row["event"] for row in found["claims"]} <= ids["events"]
    assert {row["event"] for row in found["participants"]} <= ids["events"]
    assert {row["article"] for row in found["events"]} <= ids["articles"]
    members = {row["participant"] for row in found["participants"]}
    assert {iri for iri in members if "#char=" not in iri} <= ids["entities"] | ids["events"]


def test_pandas_reads_csv_and_parquet_alike(exported: Path, knowledge: Knowledge) -> None:
    for name, frame in knowledge.to_frames().items():
        parquet = pandas.read_parquet(exported / "tables" / f"{name}.parquet")
        table = pandas.read_csv(exported / "tables" / f"{name}.csv")
        assert list(parquet.columns) == list(table.columns) == list(frame.columns)
        assert len(parquet) == len(table) == len(frame)
        assert parquet.isna().sum().to_dict() == frame.isna().sum().to_dict()


def test_without_pandas_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(frames, "import_module", missing)
    with pytest.raises(NewskgError, match=r"^pandas: is not installed; run: pip install 'newskg"):
        frames.tables_to_frames(())


# --- networks ----------------------------------------------------------------------------------


def test_networkx_reads_graphml_and_gexf(exported: Path, knowledge: Knowledge) -> None:
    network = knowledge.to_networkx()
    assert {kind for _, kind in network.nodes(data="kind")} == {"entity", "event", "source"}
    assert {"participant", "claim"} <= {kind for *_, kind in network.edges(data="kind")}
    for found in (
        networkx.read_graphml(exported / "graph.graphml", force_multigraph=True),
        networkx.read_gexf(exported / "graph.gexf"),
    ):
        assert set(found.nodes) == set(network.nodes)
        assert found.number_of_edges() == network.number_of_edges()


def test_a_network_has_no_day_of_writing(exported: Path) -> None:
    assert "lastmodified" not in (exported / "graph.gexf").read_text(encoding="utf-8")


def test_neo4j_files_have_an_end_for_every_edge(exported: Path) -> None:
    folder = exported / "neo4j"
    nodes = [
        row["id:ID"]
        for name in ("entities", "events", "articles", "sources")
        for row in rows(folder / f"{name}.csv")
    ]
    assert len(nodes) == len(set(nodes))
    edges = rows(folder / "edges.csv")
    assert {row[end] for row in edges for end in (":START_ID", ":END_ID")} <= set(nodes)
    assert {"AGENT", "CLAIMS", "TOLD_IN"} <= {row[":TYPE"] for row in edges}
    cypher = (folder / "load.cypher").read_text(encoding="utf-8")
    for path in folder.glob("*.csv"):
        assert f"file:///{path.name}" in cypher
        columns = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        assert [column for column in columns if f"row.`{column}`" not in cypher] == []


# --- tables of coders, web pages ---------------------------------------------------------------


def test_coded_events_name_their_type_and_whose_word_they_are(exported: Path) -> None:
    plover, acled = rows(exported / "plover.csv"), rows(exported / "acled.csv")
    assert plover
    assert all(row["event_type"].isupper() and row["attributed_to"] for row in plover)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", row["event_date"]) for row in acled)
    assert {row["time_precision"] for row in acled} <= {"1", "2", "3"}


def test_codes_are_those_of_what_an_event_is_coded_as(exported: Path) -> None:
    [extend] = [row for row in rows(exported / "tables" / "events.csv") if row["lemma"] == "extend"]
    assert (extend["type"], extend["plover"]) == ("Continuation", "THREATEN")
    [coded] = [row for row in rows(exported / "plover.csv") if row["event_id"] == extend["id"]]
    assert (coded["event_type"], coded["cameo_root"]) == ("THREATEN", "13")


def test_schema_org_is_one_script_with_an_article(exported: Path) -> None:
    pages = sorted((exported / "schema-org").glob("*.html"))
    assert len(pages) == 2
    for page in pages:
        words = page.read_text(encoding="utf-8")
        found = json.loads(re.sub(r"^<script[^>]*>|</script>$", "", words.strip()))
        assert (found["@context"], found["@type"]) == ("https://schema.org", "NewsArticle")
        assert found["headline"]
        for claim in found.get("hasPart", ()):
            assert claim["@type"] == "Claim"
            assert claim["author"]["name"]
            assert claim["text"]


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    evil = build_knowledge([build_hostile()])
    write_output(evil, tmp_path / "output")
    source = Source(tmp_path / "output")

    tags: list[str] = []

    class Scripts(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            tags.append(tag)

    article = source.statements.article_of(source.statements.events()[0])
    Scripts().feed(embedding(source.statements, article))
    assert tags == ["script"]
    for words in (network_to_graphml(source.network), network_to_gexf(source.network)):
        ElementTree.fromstring(words)
    shown = evil._repr_html_()
    assert "</script>" not in shown
    assert "&lt;/script&gt;" in shown
    table = dict(export_files(tmp_path / "output", ["csv"]))["tables/articles.csv"]
    assert next(csv.DictReader(io.StringIO(str(table))))["title"] == f"=1+1 {NASTY}"


# --- the whole ---------------------------------------------------------------------------------


def test_the_same_graph_gives_the_same_bytes(output: Path, exported: Path) -> None:
    for name, content in export_files(output, FORMATS):
        again = content.encode("utf-8") if isinstance(content, str) else content
        assert again == (exported / name).read_bytes(), name


def test_numbers_inside_iris_sort_as_numbers() -> None:
    assert sorted(["e/10", "e/2", "e/2-b"], key=in_order) == ["e/2", "e/2-b", "e/10"]


def test_knowledge_becomes_a_dataset_and_a_table(knowledge: Knowledge, graph: Graph) -> None:
    assert {quad[:3] for quad in knowledge.to_rdflib().quads()} == set(graph)
    assert "<table>" in knowledge._repr_html_()
    assert "<table>" in knowledge.readings[0]._repr_html_()


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^format 'xls': not known; choose one of turtle, "):
        list(export_files(tmp_path, ["xls"]))
    with pytest.raises(OutputError, match=r"graph\.ttl: not there; run: kg build -o "):
        list(export_files(tmp_path, ["turtle"]))
    with pytest.raises(OutputError, match=r"no graph\.nq in it; run: kg build"):
        list(export_files(tmp_path, ["gexf"]))
