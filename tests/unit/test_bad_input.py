"""Bad input: each kind has its exact message, and the good article beside it is read."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from kg.errors import QueryError
from kg.model import Article
from kg.publish.page_answers import answer_questions
from kg.rdf.query import run_query
from kg.readers import Refusal, read_articles, with_unique_ids
from kg.readers.kinds import SUFFIXES
from kg.settings import Settings
from pyoxigraph import NamedNode, Quad, Store

FRENCH = "Le président a déclaré lundi que la France enverra des armes à ses alliés dans la région."
KINDS = ", ".join(SUFFIXES)
BOMB = "---\na: &a [x, x]\nb: [*a, *a]\n---\n# Flood\n\nWater rose.\n"

REFUSED = {
    "empty.md": (b"", "empty file; write the article into it, or leave it out"),
    "blank.txt": (b" \n\n ", "no text; write the article into it, or leave it out"),
    "empty.jsonl": (b"\n", "empty file; write the articles into it, or leave it out"),
    "only-front.md": (b"---\nid: x\n---\n", "no text; write the article into it, or leave it out"),
    "photo.md": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a binary file; give articles as text"),
    "nul.txt": (b"Water\0rose", "a binary file (it holds NUL characters); give articles as text"),
    "latin.txt": (
        "Köln hit by flood".encode("latin-1"),
        "no UTF-8 (byte 0xf6 at 1); save it as UTF-8, for example with: iconv -f latin1 -t utf-8",
    ),
    "article.doc": (b"x", f"files of kind '.doc' are not read; the kinds are {KINDS}"),
    "list.md": (
        b"---\ntitle: [a, b]\n---\nWater rose.\n",
        "front matter key 'title': must be words, found a list; write it as title: \"...\"",
    ),
    "tags.md": (
        b"---\ntags: {a: b}\n---\nWater rose.\n",
        "front matter key 'tags': must be words or a list of words, found a mapping; "
        "write it as tags: [one, two]",
    ),
    "open.md": (
        b"---\ntitle: Flood\n\nWater rose.\n",
        "the front matter that begins in line 1 is not closed; add a line '---' after it",
    ),
    "yaml.md": (
        b"---\ntitle: Flood: the river\n---\nWater rose.\n",
        "front matter, line 2: no valid YAML (mapping values are not allowed here); "
        "put values with a colon in quotes",
    ),
    "bomb.md": (
        BOMB.encode(),
        "front matter, line 3: YAML alias '*a'; aliases are not read, write the value out",
    ),
    "deep.md": (
        f"---\na: {'[' * 5000}\n---\nWater rose.\n".encode(),
        "front matter, line 2: nested deeper than 5 levels; write 'key: value' lines",
    ),
    "huge-front.md": (
        f"---\na: {'x' * 30_000}\n---\nWater rose.\n".encode(),
        "front matter of 30,004 characters; at most 20,000 are read, shorten it",
    ),
    "large.txt": (
        b"Water rose. " * 450_000,
        "1,350,000 characters are more than max_characters = 1,000,000; "
        "split it into articles, or set max_characters in kg.toml",
    ),
    "long.txt": (
        b"Water rose. " * 100_000,
        "1,200,000 characters are more than max_characters = 1,000,000; "
        "split it into articles, or set max_characters in kg.toml",
    ),
    "brackets.txt": (
        b"[" * 5_000,
        "nothing but 5,000 characters without a space ('[[[[[[[[[[[[[[[[[[[['...); "
        "write words, or leave it out",
    ),
    "french.txt": (
        FRENCH.encode(),
        "language 'fr' (French) is not supported, as detected; the languages are en; "
        "pass --language en to read it all the same",
    ),
    "declared.md": (
        b"---\nlanguage: de\n---\nWater rose.\n",
        "language 'de' (German) is not supported, as declared; the languages are en; "
        "pass --language en to read it all the same",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_and_the_good_one_read(name: str, tmp_path: Path) -> None:
    content, message = REFUSED[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "zz.txt").write_text("Water rose.")
    refusal, good = read_articles([tmp_path / name, tmp_path / "zz.txt"], Settings())
    assert refusal == Refusal((tmp_path / name).as_posix(), message)
    assert isinstance(good, Article)


def test_a_missing_file_and_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / ".hidden.md").write_text("Water rose.")
    missing, empty = read_articles([tmp_path / "no.md", tmp_path / "none"], Settings())
    assert isinstance(missing, Refusal)
    assert missing.message == "there is no such file or folder; check the path"
    assert isinstance(empty, Refusal)
    assert empty.message == f"no articles ({KINDS}) in this folder; put some in"


def test_a_path_that_the_system_cannot_take() -> None:
    (refusal,) = read_articles(["a\0b.txt"], Settings())
    assert isinstance(refusal, Refusal)
    assert refusal.message == "cannot be opened (embedded null byte); check the path"


RECORDS = {
    "{": "line 1: no JSON (Expecting property name enclosed in double quotes); "
    'each line must be {"id": "...", "text": "..."}',
    "[]": 'line 1: a list instead of a record; each line must be {"id": "...", "text": "..."}',
    '{"text": "x"}': "line 1: a record whose 'id' must be words, found none; add an \"id\"",
    '{"id": [1], "text": "x"}': "line 1: a record whose 'id' must be words, found a list; "
    'add an "id"',
    '{"id": "a"}': "line 1: record 'a': 'text' must be words, found none; add a \"text\"",
    '{"id": "a", "text": 5}': "line 1: record 'a': 'text' must be words, found a number; "
    'add a "text"',
    '{"id": "a", "text": ""}': "line 1: no text; write the article into it, or leave it out",
    '{"id": "a", "text": "x", "date": 5}': "line 1: record 'a', field 'date': must be words, "
    'found a number; write it as date: "..."',
    '{"id": "a", "text": "\\ud800"}': "line 1: record 'a': half of a surrogate pair, "
    "which is no character; write the text as UTF-8",
    "[" * 100_000: "line 1: a record nested too deeply; write one flat object a line",
}


@pytest.mark.parametrize("line", RECORDS, ids=lambda line: line[:30])
def test_a_bad_record_is_refused_by_its_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line + "\n\n" + json.dumps({"id": "b", "text": "Water rose."}))
    refusal, good = read_articles([path], Settings())
    assert isinstance(refusal, Refusal)
    assert refusal.message == RECORDS[line]
    assert isinstance(good, Article)
    assert good.id == "b"


@pytest.mark.parametrize(
    ("content", "warnings"),
    [
        (
            "# Flood\n\nWater rose.",
            (
                "no date, so relative times stay open; "
                'add a line "date: 2024-05-15" to the front matter, or pass --date 2024-05-15',
            ),
        ),
        (
            "---\ndate: 2017-13-45\n---\n# Flood\n\n8 March 2024\n\nWater rose.",
            ("date '2017-13-45' is no date that can be read; write it as 2024-05-15",),
        ),
        (
            "# Flood\n\nPublished: last Thursday\n\nWater rose.",
            (
                "date line 3 'Published: last Thursday' is no date that can be read; "
                "write it as 2024-05-15",
                "no date, so relative times stay open; "
                'add a line "date: 2024-05-15" to the front matter, or pass --date 2024-05-15',
            ),
        ),
    ],
)
def test_no_date_and_an_unreadable_one_are_warnings(
    content: str, warnings: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "x.md").write_text(content)
    (article,) = read_articles([tmp_path / "x.md"], Settings())
    assert isinstance(article, Article)
    assert article.warnings == warnings


def test_the_language_setting_reads_french_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(FRENCH)
    (article,) = read_articles([tmp_path / "x.txt"], Settings(language="en"))
    assert isinstance(article, Article)
    assert article.language == "en"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_understood(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes("Köln “rose”.".encode(encoding))
    (article,) = read_articles([tmp_path / "x.txt"], Settings())
    assert isinstance(article, Article)
    assert article.text == "Köln “rose”."


ODD_NAMES = ["a b.txt", 'it\'s "so".txt', "łódź 李明.txt", "new\nline.txt", "50%20.txt", "#1?.txt"]
ESCAPED = {"\n": "\\n", "\x1b": "\\x1b", "\udcff": "\\xff", "\u202e": "\\u202e"}


def test_any_file_name_is_read_and_makes_an_id(tmp_path: Path) -> None:
    for name in ODD_NAMES:
        (tmp_path / name).write_text("Water rose.")
    found = list(read_articles([tmp_path], Settings()))
    names = {Path(a.source).name for a in found if isinstance(a, Article)}
    assert names == {name.replace("\n", "\\n") for name in ODD_NAMES}
    ids = [a.id for a in found if isinstance(a, Article)]
    assert len(set(ids)) == len(ODD_NAMES)
    assert not set("".join(ids)) & set(" '\"%#?/\n")


@pytest.mark.parametrize("odd", ESCAPED)
def test_names_that_no_terminal_and_no_file_can_hold_are_escaped(odd: str, tmp_path: Path) -> None:
    (tmp_path / f"a{odd}.txt").write_text("Water rose.")
    (tmp_path / f"b{odd}.txt").touch()
    good, empty = read_articles([tmp_path], Settings())
    assert isinstance(good, Article)
    assert Path(good.source).name == f"a{ESCAPED[odd]}.txt"
    assert isinstance(empty, Refusal)
    assert Path(empty.path).name == f"b{ESCAPED[odd]}.txt"


def test_a_folder_that_cannot_be_opened_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "locked", "z"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(f"Water rose in {name}.")
    (tmp_path / "link.txt").symlink_to(tmp_path / "locked" / "locked.txt")
    scandir = os.scandir

    def scan(folder: Path) -> object:
        if folder.name == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", scan)
    found = list(read_articles([tmp_path], Settings()))
    assert [str(x) if isinstance(x, Refusal) else x.id for x in found] == [
        "a",
        "link",
        f"{tmp_path}/locked: cannot be opened (permission denied); check the path",
        "z",
    ]


def test_a_path_too_deep_for_the_system_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Water rose.")
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("d" * 250, dir_fd=here)
        here = os.open("d" * 250, os.O_RDONLY, dir_fd=here)
    deep, good = read_articles([tmp_path], Settings())
    assert isinstance(good, Article)
    assert str(deep).endswith(": cannot be opened (file name too long); check the path")


def test_links_that_go_round_and_pipes_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Water rose.")
    (tmp_path / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    os.mkfifo(tmp_path / "pipe.txt")
    (article,) = read_articles([tmp_path], Settings())
    assert isinstance(article, Article)
    assert article.id == "good"


@pytest.mark.parametrize("name", ["pipe.txt", "pipe"])
def test_a_pipe_is_refused_and_never_waited_for(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / name)
    (refusal,) = read_articles([tmp_path / name], Settings())
    assert isinstance(refusal, Refusal)
    assert refusal.message == (
        "a pipe or a device; give a file, or write to the standard input and pass -"
    )


def test_an_unreadable_file_is_refused_and_the_next_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Water rose.")
    whole = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    refusal, good = read_articles([tmp_path], Settings())
    assert isinstance(refusal, Refusal)
    assert refusal.message == "cannot be opened (permission denied); check the path"
    assert isinstance(good, Article)


def test_ten_megabytes_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ten.txt").write_bytes(b"x" * 10_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    (refusal,) = read_articles([tmp_path / "ten.txt"], Settings())
    assert isinstance(refusal, Refusal)
    assert refusal.message.startswith(
        "2,500,000 characters are more than max_characters = 1,000,000"
    )


def test_the_same_id_twice_is_two_articles_and_a_copy_is_refused() -> None:
    texts = ["Water rose.", "Water fell.", "Water rose."]
    found = list(
        with_unique_ids(
            Article("a/b", "", text, None, None, None, "en", f"{n}.md")
            for n, text in enumerate(texts)
        )
    )
    first, second, third = found
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id == "a/b"
    assert second.id.startswith("a/b-")
    assert third == Refusal(
        "2.md", "the same text as another article with the id 'a/b'; leave one of them out"
    )


QUERIES = {
    "SELECT * {": "q, line 1, column 11: syntax error at the end; check it against SPARQL 1.1",
    "": "q: empty; write a SPARQL query, for example: ASK { ?s ?p ?o }",
    "# nothing\n": "q: empty; write a SPARQL query, for example: ASK { ?s ?p ?o }",
    "INSERT DATA { <a:a> <a:b> <a:c> }": "q: INSERT is an update, and the graph is only read; "
    "ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
    "PREFIX a: <a:>\n delete where { ?s ?p ?o }": "q: DELETE is an update, and the graph is only "
    "read; ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
    "LOAD <https://example.org/x>": "q: LOAD is an update, and the graph is only read; "
    "ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
    "CLEAR ALL": "q: CLEAR is an update, and the graph is only read; "
    "ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
    **dict.fromkeys(
        (
            "SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }",
            # Oxigraph reads all of these as calls, white space or not
            "PREFIX : <https://example.org/> SELECT * { SERVICE:x{ ?s ?p ?o } }",
            "SELECT * { ?a ?b 5SERVICE <https://example.org/> { ?s ?p ?o } }",
            "SELECT * { SERVICESILENT<https://example.org/> { ?s ?p ?o } }",
            "PREFIX e: <e:> SELECT * { ?a ?b e:.SERVICE <https://example.org/> { ?s ?p ?o } }",
            "SELECT * { FILTER(1<2)SERVICE<https://example.org/>{ ?s ?p ?o } FILTER(2>1) }",
            "SELECT * { service silent ?where { ?s ?p ?o } }",
            "SELECT * { ?s ?p 'x' # '\n SERVICE<https://example.org/> { ?s ?p ?o } }",
            "SELECT * { \\u0053ERVICE <https://example.org/> { ?s ?p ?o } }",
        ),
        "q: SERVICE asks another machine, and newskg uses no network; "
        "ask the graph of the output alone",
    ),
}


@pytest.mark.parametrize("sparql", QUERIES)
def test_a_query_that_cannot_be_answered_says_why(sparql: str) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(Store(), sparql, name="q")
    assert str(caught.value) == QUERIES[sparql]


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?service ?p ' SERVICE ' }",
        'PREFIX a: <a:SERVICE> SELECT * { ?s a:SERVICE """ SERVICE " """ } # SERVICE',
    ],
)
def test_the_word_service_may_be_said(sparql: str) -> None:
    assert run_query(Store(), sparql).rows == ()


def test_a_query_without_end_is_given_up() -> None:
    store = Store()
    nodes = [NamedNode(f"a:{n}") for n in range(300)]
    store.extend(Quad(node, nodes[0], node) for node in nodes)
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a != ?i) }"
    with pytest.raises(QueryError) as caught:
        run_query(store, endless, name="q", seconds=0.2)
    assert str(caught.value) == (
        "q: no answer after 0.2 seconds; join fewer patterns, or add a LIMIT"
    )


def test_a_page_goes_without_answers_that_take_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "graph.nq").write_text("<a:a> <a:b> <a:c> .\n")
    monkeypatch.setattr("kg.publish.page_answers.PATIENCE", 0.0)
    monkeypatch.setattr("kg.rdf.query._answer", lambda *_: time.sleep(0.05))
    questions = answer_questions(tmp_path)["questions"]
    assert questions
    assert not any(question["answered"] for question in questions)
