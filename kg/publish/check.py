"""What does not agree: ontology, vocabularies, lexicons, shapes, settings and an output folder.

A trigger with the type "Atack", a shape about kg:agnet or a graph.ttl that differs from graph.nq is
a problem, said as *where: what is wrong; what to do*.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import NewskgError
from kg.lexicon import load_lexicon
from kg.model import Knowledge
from kg.ontology import KG_IRI, compile_ontology, find_ontology_folder, load_ontology
from kg.publish.readings import read_readings
from kg.rdf.validate import check_promises, validate_graph
from kg.settings import Settings

if TYPE_CHECKING:
    from rdflib import Graph

FILES = (
    "graph.ttl",
    "graph.trig",
    "graph.nq",
    "graph.html",
    "report.md",
    "report.json",
    "readings",
)
LARGE_FILES = ("graph", "report.md", "report.json", "readings")  # of very many articles
MAX_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """One part and what is wrong with it; nothing if it is sound."""

    part: str
    problems: tuple[str, ...]


def check_project(settings: Settings) -> tuple[Checked, ...]:
    """Every part with its problems, in a fixed order; the output only if it is there."""
    checks: tuple[tuple[str, Callable[[Settings], Iterator[str]]], ...] = (
        ("ontology", check_ontology),
        ("vocabularies", check_vocabularies),
        ("lexicons", check_lexicon_folders),
        ("shapes", check_shapes),
        ("settings", check_settings),
        ("output", check_output),
    )
    return tuple(Checked(part, run_check(check, settings)) for part, check in checks)


def run_check(check: Callable[[Settings], Iterator[str]], settings: Settings) -> tuple[str, ...]:
    """The problems that a check finds; an error that ends it is its last problem."""
    problems: list[str] = []
    try:
        problems.extend(check(settings))
    except NewskgError as error:
        problems.append(str(error))
    return tuple(problems)


def check_ontology(_: Settings) -> Iterator[str]:
    """The compiled ontology is that of the Turtle files, and every term says what it is."""
    folder = find_ontology_folder()
    shipped = Path(__file__).parents[1] / "data" / "ontology.json"
    if compile_ontology(folder) != shipped.read_text(encoding="utf-8"):
        yield f"{shipped}: not that of {folder}; run: python scripts/compile_ontology.py"
    for name, term in load_ontology().terms.items():
        for what in ("label", "comment"):
            if not getattr(term, what):
                yield f"{folder / 'kg.ttl'}: kg:{name} has no {what}; add one"


def check_vocabularies(_: Settings) -> Iterator[str]:
    """The namespace of the code has the terms of kg.ttl, all of them and no others."""
    from kg import vocab

    known = set(load_ontology().terms)
    for name in sorted(known):
        if not hasattr(vocab.KG, name):
            yield f"kg/vocab.py: no kg:{name}, which ontology/kg.ttl has; compile the ontology anew"


def check_lexicon_folders(settings: Settings) -> Iterator[str]:
    """Every row of the shipped and own lexicons can be used, the first wrong one is told; so can
    every row of the authority files.
    """
    from kg.lexicon.authority import check_authority
    from kg.lexicon.check import check_lexicons

    for folder in settings.lexicons:
        if not Path(folder).is_dir():
            yield f"{folder}: there is no such folder of lexicons; correct 'lexicons' in kg.toml"
            return
    check_lexicons(*(Path(folder) for folder in settings.lexicons))
    for file in settings.authorities:
        yield from check_authority(Path(file))[1]


def check_shapes(_: Settings) -> Iterator[str]:
    """The shapes, schemes and examples are Turtle and use declared terms only."""
    known = load_ontology().terms
    folder = find_ontology_folder()
    for path in sorted(folder.rglob("*.ttl")):
        graph = parse_turtle(path)
        terms = {str(term) for triple in graph for term in triple}
        used = {term.removeprefix(KG_IRI) for term in terms if term.startswith(KG_IRI)}
        for name in sorted(used - {""}):
            if name not in known and "bad" not in path.parts:
                yield f"{path}: uses kg:{name}, which kg.ttl does not declare; correct one of them"


def parse_turtle(path: Path) -> Graph:
    """The graph of a Turtle file; raises OntologyError with the place where it is wrong."""
    from rdflib import Graph
    from rdflib.plugins.parsers.notation3 import BadSyntax

    from kg.errors import OntologyError

    try:
        return Graph().parse(path, format="turtle")
    except BadSyntax as error:
        line = error.lines + 1
        raise OntologyError(f"{path}, line {line}: no valid Turtle; correct it") from error


def check_settings(settings: Settings) -> Iterator[str]:
    """The paths of the settings are there, and the model is installed."""
    from kg.annotate.nlp import model_path

    for path in settings.sources:
        if not Path(path).exists():
            yield f"{path}: there is no such file or folder; correct 'sources' in kg.toml"
    model_path(settings.model)


def check_output(settings: Settings) -> Iterator[str]:
    """The files of the output agree with each other, with the shapes and with ontology and
    lexicons.
    """
    folder = Path(settings.output)
    if not folder.exists():
        return
    large = (folder / "graph").is_dir()
    missing = [name for name in (LARGE_FILES if large else FILES) if not (folder / name).exists()]
    if missing:
        yield f"{folder}: incomplete, without {', '.join(missing)}; run: kg build -o {folder}"
        return
    yield from check_stamp(folder, settings)
    if not large:
        yield from check_graphs(folder)
    readings = read_readings(folder / "readings")
    for problem in check_promises(Knowledge(readings, ())):
        yield f"{folder / 'readings'}: {problem}; run: kg build -o {folder}"


def check_stamp(folder: Path, settings: Settings) -> Iterator[str]:
    """The output was made with the ontology and the lexicons of today."""
    path = folder / "report.json"
    try:
        versions = dict(json.loads(path.read_text(encoding="utf-8"))["versions"])
    except (ValueError, KeyError, TypeError):
        yield f"{path}: no quality card; run: kg build -o {folder}"
        return
    lexicons = settings.word_files
    run = f"run: kg build -o {folder}"
    now = {"ontology": load_ontology().stamp, "lexicons": load_lexicon(lexicons).fingerprint}
    for part, stamp in now.items():
        if versions and versions.get(part) != stamp:
            made = versions.get(part, "unknown")
            yield f"{folder}: made with {part} {made}, which is now {stamp}; {run}"


def check_graphs(folder: Path) -> Iterator[str]:
    """graph.ttl, graph.trig and graph.nq hold the same triples, and they conform to the shapes."""
    from rdflib import Dataset, Graph

    turtle = Graph().parse(folder / "graph.ttl", format="turtle")
    expected = set(turtle)
    for name, form in (("graph.nq", "nquads"), ("graph.trig", "trig")):
        dataset = Dataset()
        dataset.parse(folder / name, format=form)
        triples = {(s, p, o) for s, p, o, _ in dataset.quads()}
        if len(triples ^ expected):
            differ = len(triples ^ expected)
            yield f"{folder / name}: {differ} triples differ from graph.ttl; run: kg build"
    lines = (folder / "graph.nq").read_text(encoding="utf-8").splitlines()
    if lines != sorted(lines):
        yield f"{folder / 'graph.nq'}: not sorted; run: kg build -o {folder}"
    for violation in validate_graph(turtle)[:MAX_PROBLEMS]:
        yield f"{folder / 'graph.ttl'}: {violation}"
