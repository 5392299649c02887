"""Documents and code agree: all is documented, generated parts are current, examples run."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from runpy import run_path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from kg.cli import cli, every_command
from kg.pipeline import read_text
from kg.publish.readings import reading_to_line
from kg.rdf.query import list_queries
from kg.settings import KEYS
from test_layers import LAYERS, MODULES

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
PAGES += sorted((ROOT / "docs").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
SENTENCE = "The mayor said that rebels had shelled the harbour on Monday.\n"


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(language: str, pages: list[Path]) -> Iterator[tuple[str, str]]:
    """(page, block) of every block in a language."""
    for path in pages:
        for found in BLOCK.finditer(path.read_text(encoding="utf-8")):
            if found[1] == language:
                yield path.name, found[2]


def shell_lines(begin: str) -> list[str]:
    """The lines of shell blocks and of the commands' help that run a command, each once."""
    lines = [line for _, block in blocks("sh", PAGES) for line in block.splitlines()]
    for command in (cli, *dict(every_command()).values()):
        lines += [line.strip() for line in (command.help or "").splitlines()]
    found = [re.split(r" {3,}", line.strip())[0] for line in lines]
    return list(dict.fromkeys(line for line in found if re.search(begin, line)))


# --- everything is documented ----------------------------------------------------------------


def test_every_command_and_option_is_documented() -> None:
    page = text("docs/commands.md")
    assert len(cli.commands) >= 5
    for name, command in every_command():
        section = page.partition(f"\n## kg {name}\n")[2].partition("\n## ")[0]
        assert section, f"docs/commands.md: no section 'kg {name}'; add it"
        options = [p for p in command.params if isinstance(p, click.Option)]
        missing = [o for p in options for o in p.opts if not re.search(rf"{o}\b", section)]
        assert missing == []


def test_every_setting_is_documented() -> None:
    for page in ("docs/settings.md", "kg.toml"):
        missing = [key for key in KEYS if not re.search(rf"^(\| `|# ){key}\b", text(page), re.M)]
        assert missing == [], page


def test_every_saved_question_is_documented() -> None:
    page = text("docs/queries.md")
    assert len(list_queries()) >= 30
    for query in list_queries():
        section = page.partition(f"\n## {query.name}\n")[2].partition("\n## ")[0]
        assert query.question
        assert query.question in section
        assert query.example in section
        assert all(f"- `{p.name}`: {p.description}" in section for p in query.parameters)


def test_every_module_is_in_the_architecture() -> None:
    page = text("docs/ARCHITECTURE.md")
    names = [
        path.relative_to(ROOT).as_posix()
        for path in MODULES.values()
        if path.read_text(encoding="utf-8").strip()
    ]
    assert len(names) > 80
    assert [name for name in names if f"`{name}`: " not in page] == []
    named = re.findall(r"`(kg/[\w/]+(?:\.\w+)?/?)`", page)
    assert sorted({name for name in named if not (ROOT / name).exists()}) == []


def test_the_layers_are_those_of_the_test() -> None:
    section = text("docs/ARCHITECTURE.md").partition("\n## Layers\n")[2].partition("\n## ")[0]
    found = BLOCK.search(section)
    assert found is not None
    assert tuple(found[2].splitlines()) == LAYERS


def test_every_dependency_has_its_reason() -> None:
    project = re.search(r"\ndependencies = \[(.*?)\]", text("pyproject.toml"), re.DOTALL)
    assert project is not None
    names = re.findall(r'"([\w-]+)', project[1])
    section = text("docs/ARCHITECTURE.md").partition("What it depends on")[2].partition("\n## ")[0]
    rows = "".join(line.split("|")[1] for line in section.splitlines() if line.startswith("| "))
    assert sorted(name for name in names if name not in re.findall(r"[\w-]+", rows)) == []


# --- what is written is so --------------------------------------------------------------------


def test_the_readme_shows_two_commands() -> None:
    _, first = next(blocks("sh", [ROOT / "README.md"]))
    assert [line.split()[0] for line in first.splitlines()] == ["scripts/build", "scripts/check"]
    scripts = [line for _, block in blocks("sh", [ROOT / "README.md"]) for line in block.split()]
    scripts = [word for word in scripts if word.startswith("scripts/")]
    assert scripts == ["scripts/build", "scripts/check"]
    assert "docs/graph.png" in text("README.md").partition("```")[0]
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").count("scripts/check") == 1


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        if re.match(r"https?:", link):
            continue
        target, _, part = link.partition("#")
        page = (path.parent / target).resolve() if target else path
        assert page.exists(), link
        if part:
            heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = [re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads]
            assert part in slugs, link


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_named_files_exist(path: Path) -> None:
    names = re.findall(r"`((?:scripts|tests|docs|ontology|benchmarks)/[\w./-]+)`", path.read_text())
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_generated_parts_are_current(built: Any) -> None:
    compiled = run_path(str(ROOT / "scripts" / "compile_docs.py"))
    pages: list[Path] = compiled["pages"]()
    made: Callable[[str, str], str] = compiled["compiled"]
    parts = 0
    for path in pages:
        page = path.read_text(encoding="utf-8")
        parts += page.count("<!-- made: ")
        assert page.count("<!-- made: ") == page.count("<!-- /made -->")
        assert made(page, str(built.folder)) == page, "run: kg build, scripts/compile_docs.py"
    assert parts >= 15


def test_the_changelog_tells_of_this_version() -> None:
    from kg import __version__

    section = text("CHANGELOG.md").partition(f"\n## {__version__}\n")[2].partition("\n## ")[0]
    assert "### Graph" in section


# --- examples run -----------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path, built: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with sources, output and what examples name; the working folder."""
    (tmp_path / "sources").symlink_to(ROOT / "sources")
    shutil.copytree(built.folder, tmp_path / "output")
    (tmp_path / "article.md").write_text(f"# Harbour shelled\n\n{SENTENCE}", encoding="utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "note.txt").write_text(SENTENCE, encoding="utf-8")
    record = '{"id": "a-1", "text": "Rebels shelled the harbour.", "date": "2024-05-15"}\n'
    (tmp_path / "articles.jsonl").write_text(record, encoding="utf-8")
    write_authority_sources(tmp_path)
    write_scored(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_scored(folder: Path) -> None:
    """What the example of `kg score` compares: a reading, and gold with the one time in it."""
    text = "Rebels shelled the harbour on 5 May 2024."
    article = {"id": "a-1", "text": text}
    begin, end = text.index("5 May"), len(text) - 1
    times = [{"start": begin, "end": end, "type": "DATE", "value": "2024-05-05"}]
    gold, reading = article | {"timexes": times}, reading_to_line(read_text(text))
    reading = json.dumps(json.loads(reading) | article)
    (folder / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    (folder / "readings.jsonl").write_text(reading + "\n", encoding="utf-8")


def write_authority_sources(folder: Path) -> None:
    """What the examples of `kg authority` check and read."""
    entity = json.dumps({"id": "Q900001", "labels": {"en": {"value": "Anna Keller"}}})
    cell = {"item": {"value": "Q900001"}, "itemLabel": {"value": "Anna Keller"}}
    result = {"head": {"vars": ["item", "itemLabel"]}, "results": {"bindings": [cell]}}
    turtle = "<https://a.org/b> <http://www.w3.org/2004/02/skos/core#prefLabel> 'Berga' .\n"
    (folder / "people.csv").write_text("name,type\nAnna Keller,Person\n", encoding="utf-8")
    (folder / "places.ttl").write_text(turtle, encoding="utf-8")
    (folder / "entities.jsonl").write_text(entity, encoding="utf-8")
    (folder / "entities.jsonl.gz").write_bytes(gzip.compress(entity.encode()))
    (folder / "result.json").write_text(json.dumps(result), encoding="utf-8")


EXAMPLES = shell_lines(r"^(echo .* \| )?kg ")


def test_there_are_examples() -> None:
    for name, _ in every_command():
        assert any(f"kg {name}" in line for line in EXAMPLES), name
    assert len(EXAMPLES) > 40


def starts(line: str) -> bool:
    """Whether a server started by this line, on a free port, says where it is."""
    command = [sys.executable, "-m", "kg.cli", *shlex.split(line)[1:], "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline()
        server.terminate()
    return address.startswith("http://")


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_runs(line: str, project: Path) -> None:
    if line.startswith("kg serve"):
        assert starts(line)
        return
    if line.startswith("kg push"):
        line += " --dry-run"
    if set("|>") & set(re.sub(r'"[^"]*"', "", line)):
        where = Path(sys.executable).parent
        environment = {**os.environ, "PATH": f"{where}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(line, shell=True, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stderr
        assert done.stdout or ">" in line
    else:
        result = CliRunner().invoke(cli, shlex.split(line)[1:], prog_name="kg")
        assert result.exit_code == 0, result.output
        assert result.stdout


@pytest.mark.parametrize(("page", "code"), list(blocks("python", PAGES)))
def test_python_runs(page: str, code: str, project: Path, capsys: Any) -> None:
    exec(compile(code, page, "exec"), {})
    assert capsys.readouterr().out


@pytest.mark.parametrize(("page", "sparql"), list(blocks("sparql", PAGES)))
def test_a_query_in_documents_has_an_answer(page: str, sparql: str, project: Path) -> None:
    (project / "mine.rq").write_text(sparql, encoding="utf-8")
    result = CliRunner().invoke(cli, ["query", "mine.rq"], prog_name="kg")
    assert result.exit_code == 0, page
    assert len(result.stdout.splitlines()) > 1, page


def test_settings_in_documents_are_settings(tmp_path: Path) -> None:
    from kg.settings import Settings, read_settings

    file = tmp_path / "kg.toml"
    shown = [block for _, block in blocks("toml", PAGES) if "[[" not in block]
    assert shown
    for block in shown:
        file.write_text(block, encoding="utf-8")
        assert read_settings(file) != Settings()


def test_lexicon_rows_in_documents_are_rows(tmp_path: Path) -> None:
    from kg.lexicon.check import check_lexicons

    found = 0
    for _, block in blocks("toml", [ROOT / "docs" / "settings.md"]):
        if "[[trigger]]" in block:
            (tmp_path / "triggers.toml").write_text(block, encoding="utf-8")
            check_lexicons(tmp_path)
            found += 1
    assert found


def test_the_case_in_the_documents_passes(tmp_path: Path) -> None:
    from kg.annotate.nlp import annotate
    from kg.extract.syntax import Syntax
    from kg.pipeline import read_syntax

    from cases.expect import problems
    from cases.frozen import read_cases

    block = next(block for _, block in blocks("toml", [ROOT / "CONTRIBUTING.md"]))
    (tmp_path / "shown.toml").write_text(block, encoding="utf-8")
    (case,) = read_cases(tmp_path / "shown.toml")
    ((article, doc),) = annotate([case.article])
    assert problems(case, read_syntax(Syntax.from_doc(doc, article))) == []
