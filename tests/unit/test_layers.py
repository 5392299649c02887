"""Layers: imports go downwards only, others' code stays behind fences, modules stay short."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "kg").rglob("*.py"))
}
LAYERS = (  # from the top; modules of one line do not import each other's packages
    "cli", "pipeline explain serve push", "run", "export", "publish", "rdf", "merge", "extract",
    "readers annotate", "terminal settings ontology vocab lexicon", "model", "errors lean",
)  # fmt: skip
FENCES = {
    "spacy": ("kg.annotate", "kg.extract"),
    "rdflib": (
        "kg.ontology",
        "kg.vocab",
        "kg.lexicon.authority_turtle",
        "kg.rdf",
        "kg.publish",
        "kg.export",
    ),
    "pyoxigraph": (
        "kg.rdf.query",
        "kg.rdf.shapes",
        "kg.publish",
        "kg.export",
        "kg.serve.worker",
        "kg.serve.site",
        "kg.push.graphs",
    ),
    "starlette": ("kg.serve",),
    "uvicorn": ("kg.serve.run",),
    "jinja2": ("kg.publish.page", "kg.serve.pages"),
    "httpx": ("kg.push",),
    "pyvis": ("kg.publish.page",),
    "click": ("kg.cli",),
    "rich": ("kg.terminal",),
    "sqlite3": ("kg.run.cache", "kg.readers.passing"),
    "distributed": ("kg.run.cluster",),
    "fsspec": ("kg.run.remote",),
    "py3langid": ("kg.readers.language",),
    "markdown_it": ("kg.readers.markdown",),
    "defusedxml": ("kg.readers.xml",),
    "trafilatura": ("kg.readers.page",),
    "lxml": ("kg.readers.page",),
    "pypdf": ("kg.readers.pdf",),
    "warcio": ("kg.readers.archive",),
    "yaml": ("kg.readers.front_matter",),
}
PEERS = {"kg.vocab": "kg.ontology", "kg.lexicon": "kg.ontology", "kg.explain": "kg.pipeline"}


def rank(module: str) -> int:
    """The number of a module's layer, 0 the top one; `kg` itself is with the errors."""
    part = [*module.split("."), "errors"][1]
    if part == "__version__":
        part = "errors"
    return next(number for number, names in enumerate(LAYERS) if part in names.split())


def find_imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, in functions too; `TYPE_CHECKING` blocks left out."""
    todo: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            full = [f"{node.module}.{name.name}" for name in node.names]
            yield from (name if name in MODULES else node.module for name in full)
        todo.extend(ast.iter_child_nodes(node))


IMPORTS = [(module, name) for module, path in MODULES.items() for name in find_imports(path)]


def package(module: str) -> str:
    return ".".join(module.split(".")[:2])


def test_imports_go_downwards_only() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, name in IMPORTS
        if name.split(".")[0] == "kg" and module != "kg" and name != "kg"
        if package(module) != package(name) and PEERS.get(package(module)) != package(name)
        if rank(module) >= rank(name)
    ]
    assert wrong == []
    assert len(IMPORTS) > 200


def test_finders_do_not_import_each_other() -> None:
    finders = {name for module, name in IMPORTS if module == "kg.pipeline" and "extract" in name}
    finders -= {"kg.extract.syntax", "kg.extract.cast"}  # what finders read
    assert len(finders) > 8
    wired = [pair for pair in IMPORTS if pair[0] in finders and pair[1] in finders]
    assert wired == []


def test_other_peoples_code_stays_behind_its_fences() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, name in IMPORTS
        if (allowed := FENCES.get(name.split(".")[0])) is not None
        if not any(module == part or module.startswith(f"{part}.") for part in allowed)
    ]
    assert wrong == []


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_at_most_300_lines_and_says_what_it_makes(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8")
    assert text.count("\n") <= 300, f"{module}: {text.count(chr(10))} lines; make two modules of it"
    assert ast.get_docstring(ast.parse(text)) or not text.strip()


HEAVY = (
    "spacy",
    "thinc",
    "numpy",
    "rdflib",
    "pyshacl",
    "pyvis",
    "networkx",
    "yaml",
    "markdown_it",
    "trafilatura",
    "lxml",
    "pypdf",
    "warcio",
    "defusedxml",
)


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--help"], ()),
        (["build", "--help"], ()),
        (["query", "--list"], ()),
        (["query", "events", "-o", "nowhere"], ("pyoxigraph",)),
    ],
)
def test_a_command_imports_only_what_it_needs(
    arguments: list[str], allowed: tuple[str, ...], tmp_path: Path
) -> None:
    code = (
        "import sys\nfrom kg.cli import cli\n"
        f"try:\n    cli({arguments!r}, prog_name='kg')\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    loaded = set(done.stderr.split())
    assert "click" in loaded
    assert {name for name in (*HEAVY, "pyoxigraph") if name in loaded} <= set(allowed)
