"""kg explain: from words, a line of a source or an IRI to the parse, the rules and the triples."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.errors import ArticleError, OutputError
from kg.explain import explain
from kg.pipeline import build
from kg.settings import Settings

SENTENCE = "Rebels shelled the town of Berga on 5 May 2020, the mayor said."
SOURCE = f"# Town shelled\n\n6 May 2020\n\n{SENTENCE}\n\nTwo children were killed.\n"
BASE = "https://w3id.org/newskg/data/"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "berga.md"
    path.write_text(SOURCE)
    return path


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("explained")
    (folder / "berga.md").write_text(SOURCE)
    settings = Settings(output=str(folder / "output"))
    build([folder / "berga.md"], settings)
    return settings


def test_a_sentence_is_explained_from_parse_to_triples() -> None:
    lines = explain(SENTENCE, Settings()).splitlines()
    parts = ["  parse (word, lemma, tag, relation -> head)", "  entities", "  times", "  events"]
    assert [line for line in lines if line in parts] == parts
    assert lines[0] == f"-:1  {SENTENCE}"
    assert "    Rebels  rebel  NNS  nsubj -> shelled" in lines
    assert any(line.startswith("    shelled = Bombing (shell)  [") for line in lines)
    assert any(line.startswith("      agent: Rebels  [") for line in lines)
    assert any(line.startswith("      claim: the mayor: positive, certain") for line in lines)
    triples = lines[lines.index("triples") :]
    assert any("kg:Bombing" in line for line in triples)
    assert any("kg:polarity" in line for line in triples)


def test_a_line_of_a_file_is_explained_alone(source: Path) -> None:
    text = explain(f"{source}:7", Settings())
    assert text.startswith(f"{source.as_posix()}:7  Two children were killed.\n")
    assert "killed = Killing" in text
    assert "shelled" not in text
    assert "agent:" not in text


def test_a_line_within_a_block_is_explained_by_its_block(source: Path) -> None:
    assert f"{source.as_posix()}:5  {SENTENCE}" in explain(f"{source}:6", Settings())


def test_a_whole_file_is_explained(source: Path) -> None:
    text = explain(str(source), Settings())
    assert all(words in text for words in ("shelled = Bombing", "killed = Killing"))


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("{source}:99", "{source}:99: the last line is 7; give a line of the file"),
        ("{source}:0", "{source}:0: no text there; the first line of the text is 1"),
        (
            "{folder}/none.md:3",
            "{folder}/none.md: there is no such file or folder; check the path",
        ),
        ("{folder}/none.md", "{folder}/none.md: there is no such file or folder; check the path"),
        (
            "  ",
            "nothing to explain; give a sentence, a line of a source (x.md:12) or an IRI",
        ),
    ],
)
def test_what_is_not_there_is_said(target: str, message: str, source: Path) -> None:
    names = {"source": source.as_posix(), "folder": source.parent.as_posix()}
    with pytest.raises(ArticleError) as caught:
        explain(target.format(**names), Settings())
    assert str(caught.value) == message.format(**names)


def test_a_sentence_that_ends_like_a_path_or_a_line_is_a_sentence() -> None:
    assert "left = " in explain("Ann left at 5:30", Settings())
    assert "deleted" in explain("Ann deleted the file report.txt", Settings())


def test_an_event_of_the_graph_is_explained_by_its_words(output: Settings) -> None:
    lines = explain(f"{BASE}article/berga/event/1", output).splitlines()
    assert lines[0] == f"{BASE}article/berga/event/1"
    assert any("http://www.w3.org/1999/02/22-rdf-syntax-ns#type" in line for line in lines)
    assert any(line.endswith("Town shelled") for line in lines)
    assert any("= Bombing" in line for line in lines)


def test_an_article_of_the_graph_shows_its_triples(output: Settings) -> None:
    assert "    https://schema.org/inLanguage  en" in explain(f"{BASE}article/berga", output)


@pytest.mark.parametrize(
    ("iri", "message"),
    [
        (
            "https://example.org/x",
            "{}: nothing about https://example.org/x; see the IRIs with: kg query entities",
        ),
        (
            "https://example.org/> ?s ?p } #",
            "https://example.org/> ?s ?p }} #: no IRI; it has characters that none may have",
        ),
    ],
)
def test_an_unknown_iri_is_said(iri: str, message: str, output: Settings) -> None:
    with pytest.raises(OutputError) as caught:
        explain(iri, output)
    assert str(caught.value) == message.format(output.output)


def test_an_iri_needs_an_output(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"no graph\.nq in it; run: kg build -o"):
        explain(f"{BASE}article/x", Settings(output=str(tmp_path)))
