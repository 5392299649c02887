"""The command line: results to the output, the rest to the error stream, exact messages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from kg import __version__
from kg.cli import cli, every_command, tell_fault

COMMANDS = (
    "ask",
    "authority",
    "authority check",
    "authority build",
    "build",
    "check",
    "explain",
    "export",
    "push",
    "query",
    "read",
    "score",
    "serve",
    "undo",
)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(cli, arguments, input=stdin, prog_name="kg")


def test_the_commands_are_these() -> None:
    assert tuple(name for name, _ in every_command()) == COMMANDS


def test_the_version() -> None:
    assert run("--version").stdout == f"kg, version {__version__}\n"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_each_help_has_an_example_and_explains_its_options(command: str) -> None:
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    assert re.search(r"^  Example:\n    kg ", result.stdout, re.MULTILINE)
    if command:
        for parameter in dict(every_command())[command].params:
            if isinstance(parameter, click.Option):
                assert parameter.help, parameter.name


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("query", "xyzzy"), "query 'xyzzy': no such question; kg query --list shows all\n"),
        (("query", "no.rq"), "no.rq: no such file or directory; kg query --list shows the saved"),
        (("query", "events", "-p", "x"), "-p x: no value; write it as -p x=VALUE\n"),
        (("query", "events", "-p", "nope=1"), "query events: no parameter 'nope'"),
        (("query", "-", "-p", "a=b"), "-p: a query from the standard input has no parameters; "),
        (("check", "--config", "no.toml"), "no.toml: there is no such file; check --config\n"),
        (("read", "x.md", "--date", "soon"), "settings: 'date' must be a day such as 2024-05-15, "),
        (
            ("read", "x.md", "--language", "fr"),
            "settings: 'language' must be one of en, ",
        ),
        (
            ("read", "x.md", "--max-characters", "0"),
            "settings: 'max_characters' must be a whole number of at least 1",
        ),
        (("read",), "Usage: kg read [OPTIONS] PATH..."),
        (("nope",), "Usage: kg [OPTIONS] COMMAND [ARGS]..."),
    ],
)
def test_what_is_asked_wrongly_ends_with_2(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.stderr.startswith(message)
    assert result.stdout == ""
    assert result.exit_code == 2


def test_an_unknown_setting_is_refused_before_anything_is_read() -> None:
    Path("kg.toml").write_text('modle = "md"\n')
    result = run("build")
    assert result.stderr.startswith("kg.toml: unknown key 'modle'; did you mean 'model'?")
    assert result.exit_code == 2


def test_no_output_to_ask() -> None:
    result = run("query", "events", "-o", "nowhere")
    assert result.stderr == "nowhere: no graph.nq in it; run: kg build -o nowhere\n"
    assert (result.stdout, result.exit_code) == ("", 1)


@pytest.fixture
def output(tmp_path: Path) -> str:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "graph.nq").write_text(
        '<http://a/s> <http://a/p> "x, \\"y\\""@en <http://a/g> .\n'
        "<http://a/s> <http://a/p> <http://a/o> <http://a/g> .\n"
    )
    return "out"


ALL = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("table", 'o\nhttp://a/o\nx, "y"\n'),
        ("csv", 'o\nhttp://a/o\n"x, ""y"""\n'),
    ],
)
def test_answers_as_text(form: str, text: str, output: str) -> None:
    result = run("query", "-", "-o", output, "--format", form, stdin=ALL)
    assert (result.stdout, result.stderr, result.exit_code) == (text, "", 0)


def test_answers_as_json_and_turtle(output: str) -> None:
    Path("all.rq").write_text(ALL)
    answer = json.loads(run("query", "all.rq", "-o", output, "--json").stdout)
    assert answer["results"]["bindings"] == [
        {"o": {"type": "uri", "value": "http://a/o"}},
        {"o": {"type": "literal", "value": 'x, "y"', "xml:lang": "en"}},
    ]
    ask = run("query", "-", "-o", output, "--json", stdin="ASK { ?s ?p ?o }")
    assert json.loads(ask.stdout) == {"head": {}, "boolean": True}
    turtle = run(
        "query", "-", "-o", output, "--format", "ttl", stdin="CONSTRUCT WHERE { ?s ?p ?o }"
    )
    assert sorted(turtle.stdout.splitlines()) == [
        '<http://a/s> <http://a/p> "x, \\"y\\""@en .',
        "<http://a/s> <http://a/p> <http://a/o> .",
    ]
    wrong = run("query", "-", "-o", output, "--format", "ttl", stdin=ALL)
    assert wrong.stderr == (
        "--format ttl: a SELECT query has no triples; "
        "ask with CONSTRUCT or DESCRIBE, or take --format table\n"
    )
    assert wrong.exit_code == 2


def test_a_syntax_error_says_where(output: str) -> None:
    result = run("query", "-", "-o", output, stdin="SELECT *\nWHRE { ?s ?p ?o }")
    assert result.stderr.startswith("query, line 2, column 7: syntax error at '?s ?p ?o }'; ")
    assert result.exit_code == 2


def test_the_list_of_questions() -> None:
    rows = json.loads(run("query", "--list", "--json").stdout)
    assert {"name", "question", "description", "parameters", "example"} == set(rows[0])
    assert run("query").stdout.startswith("name\tquestion\tparameters\n")


def test_one_bad_article_is_told_and_the_others_are_read() -> None:
    Path("good.txt").write_text("The army freed the town on Monday.")
    Path("bad.txt").write_bytes(b"")
    result = run("read", "bad.txt", "good.txt", "--date", "2024-05-15")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["good"]
    assert result.stderr == (
        "bad.txt: empty file; write the article into it, or leave it out\n"
        "1 source could not be read\n"
    )
    assert result.exit_code == 1


def test_the_same_warning_is_given_once_with_its_number() -> None:
    lines = (json.dumps({"id": name, "text": "The army freed the town."}) for name in "abc")
    result = run("read", "-", stdin="\n".join(lines))
    assert len(result.stdout.splitlines()) == 3
    assert result.stderr == (
        '-: no date, so relative times stay open; add "date": "2024-05-15" to the record, '
        "or pass --date 2024-05-15 (3 articles)\n"
    )
    assert result.exit_code == 0


def test_records_are_read_from_the_standard_input() -> None:
    record = {"id": "a/1", "text": "The army freed the town.", "date": "2024-05-15"}
    result = run("read", "-", stdin=json.dumps(record))
    reading = json.loads(result.stdout)
    assert (reading["id"], reading["text"]) == (record["id"], record["text"])
    assert (result.stderr, result.exit_code) == ("", 0)
    table = run("read", "-", "--format", "table", stdin=json.dumps(record))
    assert table.stdout.startswith("article\tevent\twords\t")
    assert "\tfreed\t" in table.stdout


def test_nothing_to_build() -> None:
    result = run("build", "nowhere")
    assert result.stderr == "nowhere: there is no such file or folder; check the path\n"
    assert result.exit_code == 1
    assert not Path("output").exists()


def test_a_fault_of_our_own_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    tell_fault(ValueError, ValueError("x"), None)
    assert capsys.readouterr().err == (
        "newskg: a fault of its own (ValueError: x); "
        "set KG_TRACEBACK=1 to see where, and please report it\n"
    )


def test_a_closed_pipe_leaves_no_traceback() -> None:
    code = f"{sys.executable} -m kg.cli query --list | head -c 1"
    done = subprocess.run(
        ["sh", "-c", code], capture_output=True, text=True, check=False, env=os.environ.copy()
    )
    assert "Traceback" not in done.stderr
