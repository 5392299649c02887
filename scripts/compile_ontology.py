"""Write what is generated from ontology/kg.ttl: kg/data/ontology.json and ontology/README.md."""

from __future__ import annotations

from pathlib import Path

from kg.ontology import compile_ontology, load_ontology, render_readme

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Compile, then read the result back for the README."""
    compiled = ROOT / "kg" / "data" / "ontology.json"
    compiled.parent.mkdir(parents=True, exist_ok=True)
    compiled.write_text(compile_ontology(ROOT / "ontology"), encoding="utf-8")
    ontology = load_ontology()
    (ROOT / "ontology" / "README.md").write_text(render_readme(ontology), encoding="utf-8")
    print(f"{len(ontology.terms)} terms, stamp {ontology.stamp}")


if __name__ == "__main__":
    main()
