#!/usr/bin/env python3
"""Writes the generated parts of README.md and docs/: scripts/compile_docs.py [--check] [-o FOLDER]

A generated part stands between <!-- made: WHAT --> and <!-- /made -->. WHAT is `command NAME`,
`settings`, `queries`, `modules`, `layers`, `lexicons`, `rows COLUMNS | NUMBER` (the answer to the
question above it), `turtle PARTS | LEFT OUT` or `explained` (of the sentence above it). Answers
come from FOLDER (default: output), so run `kg build` first. --check writes nothing and lists the
files that are not current. Run it with the project's Python (.venv/bin/python).
"""

from __future__ import annotations

import argparse
import ast
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from inspect import cleandoc, isclass, isfunction, signature
from pathlib import Path

import click
import kg
from kg.cli import cli
from kg.explain import explain
from kg.lexicon.files import TOML_ROWS, TSV_ROWS, find_files, read_file
from kg.publish.answers import ask
from kg.rdf.query import SavedQuery, list_queries
from kg.settings import KEYS, Settings

ROOT = Path(__file__).resolve().parent.parent
PART = re.compile(r"(<!-- made: (.+?) -->\n).*?(?=<!-- /made -->)", re.DOTALL)
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
FIELD = re.compile(r"    (\w+): (\S.*?) = (.+?)  # (.+)")


def pages() -> list[Path]:
    """The documents that may hold generated parts."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "CONTRIBUTING.md"]


def compiled(page: str, output: str) -> str:
    """The text of a page with every generated part made anew."""

    def made(match: re.Match[str]) -> str:
        before = BLOCK.findall(page[: match.start()])
        lines = part(match[2], before[-1].strip() if before else "", output)
        return match[1] + "\n".join(lines) + "\n"

    return PART.sub(made, page)


def part(what: str, above: str, output: str) -> list[str]:
    """The lines of one part; `above` is the command that stands before it."""
    kind, _, rest = what.partition(" ")
    if kind == "command":
        return command_lines(rest)
    if kind == "rows":
        return answer_lines(above, rest, output)
    if kind in ("turtle", "explained"):
        return explanation_lines(above, kind, rest)
    plain = {
        "layers": layer_lines,
        "settings": settings_lines,
        "python": python_lines,
        "queries": query_lines,
        "modules": module_lines,
        "lexicons": lexicon_lines,
    }
    if kind not in plain:
        raise SystemExit(f"{what}: no such part; known are {', '.join(sorted(plain))} and others")
    return list(plain[kind]())


def command_lines(name: str) -> list[str]:
    """Usage, description, example and options of a command, as its help has them."""
    context = click.Context(cli, info_name="kg", **cli.context_settings)
    command: click.Command = cli
    for word in name.split():
        assert isinstance(command, click.Group), name
        command = command.commands[word]
        context = click.Context(command, info_name=word, parent=context)
    words, _, example = cleandoc(command.help or "").partition("\b\nExample:\n")
    usage = " ".join(command.get_usage(context).split()).removeprefix("Usage: ")
    lines = ["", f"`{usage}`", "", " ".join(words.split()), "", "```sh"]
    lines += [line.strip() for line in example.strip().splitlines()]
    lines += ["```", "", "| option | what |", "| --- | --- |"]
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if isinstance(parameter, click.Option) and record is not None:
            lines.append(f"| `{cell(record[0])}` | {cell(record[1])} |")
    return lines


def cell(words: object) -> str:
    return " ".join(str(words).split()).replace("|", "\\|")


def settings_lines() -> Iterator[str]:
    """A row a setting: its name, type, default and what its comment in kg/settings.py says."""
    yield from ("", "| setting | kind | default | what |", "| --- | --- | --- | --- |")
    source = (ROOT / "kg" / "settings.py").read_text(encoding="utf-8")
    found = {row[1]: row for row in FIELD.finditer(source)}
    for key in KEYS:
        kind = {"tuple[str, ...]": "list of paths", "str": "words", "int": "whole number"}
        _, hint, default, what = found[key].groups()
        hint = kind.get(hint, {"date | None": "date", "str | None": "words"}.get(hint, hint))
        default = "none" if default == "None" else f"`{toml_value(default)}`"
        yield f"| `{key}` | {hint} | {default} | {cell(what)} |"


def toml_value(default: str) -> str:
    value = ast.literal_eval(default)
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{item}"' for item in value) + "]"
    return f'"{value}"' if isinstance(value, str) else default


def python_lines() -> Iterator[str]:
    """A section a public name of `import kg`: its signature, its docstring, its methods."""
    for name in kg.__all__:
        found = getattr(kg, name)
        yield from ("", f"## kg.{name}", "", f"`{name}{parameters_of(found)}`", "")
        yield cleandoc(found.__doc__ or "")
        methods = [(n, m) for n, m in vars(found).items() if isfunction(m) and n[0] != "_"]
        for method, about in methods if isclass(found) else ():
            words = " ".join((about.__doc__ or "").split())
            yield from ("", f"`.{method}{parameters_of(about)}`: {words}")


def parameters_of(found: Callable[..., object]) -> str:
    """The names of the parameters, optional ones with a question mark: "(doc, article?)"."""
    try:
        known = signature(found).parameters.values()
    except ValueError:
        return ""
    names = [one.name + "?" * (one.default is not one.empty) for one in known if one.name != "self"]
    return f"({', '.join(names)})"


def query_lines() -> Iterator[str]:
    """A section a question: what it asks, parameters, columns, an example."""
    yield from ("", "| name | question |", "| --- | --- |")
    yield from (f"| [`{q.name}`](#{q.name}) | {cell(q.question)} |" for q in list_queries())
    for query in list_queries():
        yield from ("", f"## {query.name}", "", f"**{query.question}** {query.description}", "")
        yield f"Columns: {', '.join(f'`{name}`' for name in columns(query))}."
        yield ""
        for parameter in query.parameters:
            default = f" (default `{parameter.default}`)" if parameter.default else ""
            yield f"- `{parameter.name}`: {parameter.description}{default}"
        yield from ([""] if query.parameters else [])
        yield from ("```sh", query.example, "```")


def columns(query: SavedQuery) -> list[str]:
    """The variables that a SELECT gives."""
    head = re.search(r"SELECT(.*?)WHERE", query.text, re.DOTALL)
    words = re.sub(
        r"\([^()]*(?:\([^()]*\)[^()]*)*\bAS\s+(\?\w+)\s*\)", r"\1", head[1] if head else ""
    )
    return re.findall(r"\?(\w+)", words)


def module_lines() -> Iterator[str]:
    """Every module with the first sentence of its docstring, package by package."""
    folders = sorted({path.parent for path in (ROOT / "kg").rglob("*.py")})
    for folder in folders:
        yield from ("", f"**{folder.relative_to(ROOT).as_posix()}/**", "")
        for path in sorted(folder.glob("*.py")):
            words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
            name = path.relative_to(ROOT).as_posix()
            if words:
                yield f"- `{name}`: {first_sentence(words)}"


def first_sentence(words: str) -> str:
    """The first sentence of the first paragraph; a point between quotation marks ends none."""
    paragraph = " ".join(words.split("\n\n")[0].split())
    found = ""
    for piece in re.split(r"(?<=\.) (?=[A-Z\"`])", paragraph):
        found = f"{found} {piece}" if found else piece
        if found.count('"') % 2 == 0:
            break
    return found


def layer_lines() -> list[str]:
    """The layers as tests/unit/test_layers.py has them, the top one first."""
    tests = ROOT / "tests" / "unit" / "test_layers.py"
    for node in ast.parse(tests.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "LAYERS":
            return ["", "```text", *ast.literal_eval(node.value), "```"]
    raise SystemExit(f"{tests}: no LAYERS in it; name them there")


def lexicon_lines() -> Iterator[str]:
    """A row a kind of lexicon: its files, its columns, how many rows are shipped."""
    folder = ROOT / "kg" / "data" / "lexicons"
    counts: dict[str, int] = {}
    for name, path in find_files(folder):
        for row in read_file(name, path.read_bytes()):
            kind = type(row.value).__name__
            counts[kind] = counts.get(kind, 0) + 1
    yield from ("", "| file | what a row is | rows |", "| --- | --- | ---: |")
    named = {f"{kind} tables (.toml)": cls for kind, cls in TOML_ROWS.items()}
    named |= {f"{name}.tsv": cls for name, cls in TSV_ROWS.items()}
    for name, cls in named.items():
        what = first_sentence(cls.__doc__ or "").rstrip(".")
        yield f"| `{name}` | {cell(what)} | {counts.get(cls.__name__, 0):,} |"


def answer_lines(command: str, shown: str, output: str) -> list[str]:
    """Some columns and the first rows of a saved question's answer, as a table."""
    words = shlex.split(command)
    given = [words[at + 1].split("=", 1) for at, word in enumerate(words) if word == "-p"]
    answer = ask(words[2], {name: value for name, value in given}, output)
    names, _, number = shown.partition(" | ")
    places = [answer.columns.index(name) for name in names.split()]
    rows = answer.texts()[: int(number)]
    lines = ["", f"| {' | '.join(names.split())} |", "|" + " --- |" * len(places)]
    lines += [f"| {' | '.join(cell(row[place]) for place in places)} |" for row in rows]
    return lines


def explanation_lines(command: str, kind: str, rest: str) -> list[str]:
    """What `kg explain` prints of a sentence: its facts, or the triples of some subjects."""
    lines = explain(shlex.split(command)[2], Settings()).splitlines()
    at = lines.index("triples")
    if kind == "explained":
        return ["", "```text", *lines[:at], "```"]
    wanted, _, left_out = rest.partition(" | ")
    shown: list[str] = []
    taken = False
    for line in (line[2:] for line in lines[at + 1 :]):
        if not line.startswith(" "):
            taken = any(line.startswith(f"<article/stdin/{name}> ") for name in wanted.split())
        if taken and line.split()[0] not in left_out.split():
            shown.append(line)
        if taken and line.endswith(" ."):
            shown[-1:] = [shown[-1].removesuffix(" ;").removesuffix(" .") + " .", ""]
    return ["", "```turtle", *shown[:-1], "```"]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, list what is old")
    parser.add_argument("-o", "--output", default="output", help="the output to take answers from")
    options = parser.parse_args()
    old = []
    for path in pages():
        if not path.is_file():
            continue
        page = path.read_text(encoding="utf-8")
        made = compiled(page, options.output)
        if made != page:
            old.append(path.relative_to(ROOT).as_posix())
            if not options.check:
                path.write_text(made, encoding="utf-8")
    if options.check and old:
        print(f"{', '.join(old)}: not current; run: scripts/compile_docs.py", file=sys.stderr)
    return 1 if options.check and old else 0


if __name__ == "__main__":
    sys.exit(main())
