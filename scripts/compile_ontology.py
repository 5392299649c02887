"""Write what is generated from ontology/kg.ttl: kg/data/ontology.json, ontology/README.md and
ontology/context.jsonld.
"""

from __future__ import annotations

from pathlib import Path

from kg.ontology import KG_IRI, Ontology, Term, compile_ontology, load_ontology

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Compile, then read the result back for the README."""
    compiled = ROOT / "kg" / "data" / "ontology.json"
    compiled.parent.mkdir(parents=True, exist_ok=True)
    compiled.write_text(compile_ontology(ROOT / "ontology"), encoding="utf-8")
    ontology = load_ontology()
    (ROOT / "ontology" / "README.md").write_text(render_readme(ontology), encoding="utf-8")
    import compile_context

    compile_context.main()
    print(f"{len(ontology.terms)} terms, stamp {ontology.stamp}")


def render_readme(ontology: Ontology) -> str:
    """The text of ontology/README.md: every term with its comment, example and crosswalks."""
    counts = (
        f"{len(ontology.types)} event types, {len(ontology.entity_types)} entity types, "
        f"{len(ontology.roles)} roles, {len(ontology.properties)} properties"
    )
    lines = [
        "# The ontology of newskg",
        "",
        f"Generated from kg.ttl by `scripts/compile_ontology.py`: {counts}.",
        f"The prefix `kg:` is `{KG_IRI}`.",
        "shapes.ttl says what a graph must hold (SHACL); examples/ has graphs that conform, and",
        "graphs that break one rule each; schemes/ has PLOVER, CAMEO and ACLED as SKOS. Event",
        "types point to them by skos:closeMatch (the same, or nearly), skos:broadMatch (theirs is",
        "wider), skos:narrowMatch or skos:relatedMatch; the tables show the nearest.",
    ]
    for upper in ontology.children("Event"):
        lines += _event_table(ontology, upper)
    for title, names in (
        ("Entity types", ontology.entity_types),
        ("Roles", ontology.roles),
        ("Properties", ontology.properties),
        ("Classes", ontology.names("class")),
        ("Modes of a claim", ontology.names("mode")),
    ):
        lines += [
            "",
            f"## {title}",
            "",
            "| term | label | what | example |",
            "| --- | --- | --- | --- |",
        ]
        lines += [_term_row(ontology.term(name)) for name in names]
    return "\n".join(lines) + "\n"


def _event_table(ontology: Ontology, upper: str) -> list[str]:
    """A type of the first level and those below it."""
    names = (upper, *ontology.children(upper))
    return [
        "",
        f"## Event types: {ontology.label_of(upper)}",
        "",
        "| type | what | example | PLOVER | CAMEO | ACLED |",
        "| --- | --- | --- | --- | --- | --- |",
        *(_event_row(ontology, name) for name in names),
    ]


def _event_row(ontology: Ontology, name: str) -> str:
    term = ontology.event_type(name)
    plover = "/".join(filter(None, ontology.plover_of(name) or ()))
    cells = (f"`{name}`", term.comment, term.example, plover, term.cameo or "", term.acled or "")
    return "| " + " | ".join(cells) + " |"


def _term_row(term: Term) -> str:
    name = f"`{term.name}`" + (f" < `{term.parents[0]}`" if term.parents else "")
    return f"| {name} | {term.label} | {term.comment} | {term.example} |"


if __name__ == "__main__":
    main()
