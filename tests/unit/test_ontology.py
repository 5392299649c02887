"""kg.ttl, its compiled form and its README agree; names are looked up and refused."""

from __future__ import annotations

from pathlib import Path
from runpy import run_path

import pytest
from kg.errors import OntologyError
from kg.ontology import (
    FILES,
    KG_IRI,
    MATCHES,
    SCHEMES_IRI,
    compile_ontology,
    find_ontology_folder,
    load_ontology,
)
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "ontology"
ROLES = (
    "agent attribute beneficiary cause destination instrument origin patient purpose recipient "
    "result source topic"
)


@pytest.fixture(scope="module")
def graph() -> Graph:
    graph = Graph()
    for name in FILES:
        graph.parse(FOLDER / name)
    return graph


def concepts(graph: Graph, scheme: str, *, predicate: URIRef) -> int:
    return len(set(graph.subjects(predicate, URIRef(SCHEMES_IRI + scheme))))


def test_compiled_form_is_current() -> None:
    compiled = (ROOT / "kg" / "data" / "ontology.json").read_text(encoding="utf-8")
    assert compiled == compile_ontology(FOLDER), "run: python scripts/compile_ontology.py"


def test_readme_is_current() -> None:
    written = (FOLDER / "README.md").read_text(encoding="utf-8")
    render_readme = run_path(str(ROOT / "scripts" / "compile_ontology.py"))["render_readme"]
    assert written == render_readme(load_ontology()), "run: python scripts/compile_ontology.py"


def test_folder_is_found() -> None:
    assert find_ontology_folder() == FOLDER


def test_counts() -> None:
    ontology = load_ontology()
    assert len(ontology.children("Event")) == 22
    assert len(ontology.types) == 202
    assert " ".join(ontology.roles) == ROLES


def test_two_levels_of_event_types() -> None:
    ontology = load_ontology()
    assert {len(ontology.ancestors(name)) for name in ontology.types} == {1, 2}
    assert all(len(ontology.parents(name)) == 1 for name in ontology.types)


def test_every_term_is_documented() -> None:
    for term in load_ontology().terms.values():
        assert term.label, term.name
        assert term.comment.endswith((".", ")")), term.name
        assert term.example.endswith("."), term.name


def test_no_two_terms_share_a_label_within_a_kind() -> None:
    labels = [(term.kind, term.label) for term in load_ontology().terms.values()]
    assert len(set(labels)) == len(labels)


def test_no_two_event_types_share_an_example() -> None:
    ontology = load_ontology()
    assert len({ontology.term(name).example for name in ontology.types}) == len(ontology.types)


def test_types_above_are_declared(graph: Graph) -> None:
    above = {*graph.objects(None, RDFS.subClassOf), *graph.objects(None, RDFS.subPropertyOf)}
    ours = {str(term) for term in above if str(term).startswith(KG_IRI)}
    assert all((URIRef(term), RDFS.label, None) in graph for term in ours)
    assert (None, RDF.type, OWL.Class) in graph


def test_crosswalks_point_at_concepts(graph: Graph) -> None:
    for match in (*MATCHES, "broader"):
        targets = set(graph.objects(None, SKOS[match]))
        assert targets
        assert all((target, SKOS.notation, None) in graph for target in targets), match


def test_schemes_are_whole(graph: Graph) -> None:
    assert concepts(graph, "plover", predicate=SKOS.topConceptOf) == 16 + 1  # and the contexts
    assert concepts(graph, "cameo", predicate=SKOS.topConceptOf) == 20
    assert concepts(graph, "acled", predicate=SKOS.topConceptOf) == 6
    assert concepts(graph, "acled", predicate=SKOS.inScheme) == 25


@pytest.mark.parametrize(
    ("name", "plover", "cameo", "acled"),
    [
        ("Arrest", ("COERCE", "arrest"), "17", "Arrests"),
        ("Statement", None, "01", None),
        ("Visit", ("CONSULT", "visit"), "04", None),
        ("Withdrawal", ("RETREAT", "withdraw"), "08", "Non-violent transfer of territory"),
        ("EconomicAid", ("AID", None), "07", None),
        ("Battle", ("ASSAULT", "sideAB"), "19", "Armed clash"),
        ("Sale", None, None, None),
    ],
)
def test_crosswalk(
    name: str, plover: tuple[str, str | None] | None, cameo: str | None, acled: str | None
) -> None:
    ontology = load_ontology()
    term = ontology.event_type(name)
    assert (ontology.plover_of(name), term.cameo, term.acled) == (plover, cameo, acled)


def test_every_plover_type_has_an_event_type() -> None:
    ontology = load_ontology()
    plover = {found[0] for name in ontology.types if (found := ontology.plover_of(name))}
    assert len(plover) == 16


def test_ancestors() -> None:
    ontology = load_ontology()
    assert ontology.ancestors("Liberation") == ("Territory", "Event")
    assert ontology.upper_type("Liberation") == ontology.upper_type("Territory") == "Territory"
    assert ontology.base_type("Company") == ontology.base_type("Organization") == "Organization"
    assert ontology.is_a("Weapon", "Product")
    assert not ontology.is_a("Product", "Weapon")


def test_kinds() -> None:
    ontology = load_ontology()
    assert ontology.term("Action").kind == "event type"
    assert ontology.term("Claim").kind == "class"
    assert ontology.term("Event").kind == "class"
    assert ontology.term("City").kind == "entity type"
    assert ontology.is_role("agent")
    assert not ontology.is_role("about")
    assert ontology.label_of("BlockadeEnd") == "end of a blockade"


def test_unknown_names_are_refused() -> None:
    ontology = load_ontology()
    with pytest.raises(OntologyError) as refusal:
        ontology.event_type("Atack")
    assert str(refusal.value) == "ontology/kg.ttl: no event type 'Atack'; did you mean 'Attack'?"
    with pytest.raises(OntologyError, match="no role 'place';"):
        ontology.role("place")
    with pytest.raises(OntologyError) as refusal:
        ontology.term("xyzzy")
    assert str(refusal.value) == ("ontology/kg.ttl: no term 'xyzzy'; ontology/README.md lists them")


def test_missing_example_is_refused(tmp_path: Path) -> None:
    (tmp_path / "schemes").mkdir()
    for name in FILES:
        (tmp_path / name).write_text((FOLDER / name).read_text(encoding="utf-8"))
    bare = "\nkg:Bare a <http://www.w3.org/2002/07/owl#Class> .\n"
    with (tmp_path / "kg.ttl").open("a", encoding="utf-8") as file:
        file.write(bare)
    with pytest.raises(OntologyError, match=r"ontology/kg\.ttl, Bare: 0 of label"):
        compile_ontology(tmp_path)
