"""Plain questions: the saved question that is taken, and what fills its parameters."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from kg.cli import cli
from kg.errors import QueryError
from kg.merge import build_knowledge
from kg.publish.files import write_output
from kg.publish.understood import ask_plainly
from kg.rdf.nearest import Vocabulary, find_names, stem, understand
from samples import build_strike, build_visit

VOCABULARY = Vocabulary(
    {"syria": "Place", "russia": "Place", "deir ez-zor": "Place", "putin": "Person", "nasa": ""},
    {"liberate": "Liberation", "arrest": "Arrest", "attack": "Attack", "say": "Statement"},
)


@pytest.mark.parametrize(
    ("question", "name", "parameters"),
    [
        (
            "Who says that Syria was liberated?",
            "who-says",
            {"event": "Liberation", "about": "Syria"},
        ),
        ("What did Putin say?", "said-by", {"who": "Putin"}),
        ("What was denied?", "denied", {}),
        ("Where do sources contradict each other?", "disputed", {}),
        ("What is planned?", "future", {}),
        ("What took place in Syria?", "happened-at", {"place": "Syria"}),
        ("Who is the president of Russia?", "posts", {"name": "Russia"}),
        ("Who met whom?", "met", {}),
        ("Who accused whom of what?", "accused", {}),
        ("How much money was paid?", "quantities", {}),
        ("What is only claimed by one source?", "one-source", {}),
        ("Which events have no date?", "undated", {}),
        ("Why did the embankment break?", "causes", {}),
        ("Who works with Putin?", "together", {"name": "Putin"}),
        ("Chronology until 2017-05", "timeline", {"since": "2017-05-01", "until": "2017-05-31"}),
        ("What was done to Syria?", "done-to", {"target": "Syria"}),
        ("Who was arrested?", "done-to", {"event": "Arrest"}),
        ("Who supported Syria?", "who-did-what", {"target": "Syria"}),
        ("Show me quotes by Putin", "quotes", {"who": "Putin"}),
        ("What are other names of Russia?", "names", {"name": "Russia"}),
        ("What is the article about?", "main-event", {}),
        ("What might be true?", "possible", {}),
        ("Who speaks most often?", "sources", {}),
        ("How many events of each type are there?", "event-types", {}),
    ],
)  # fmt: skip
def test_the_nearest_question_is_taken(
    question: str, name: str, parameters: dict[str, str]
) -> None:
    taken = understand(question, VOCABULARY)[0]
    assert (taken.query.name, dict(taken.parameters)) == (name, parameters)
    assert 0 < taken.nearness <= 1


def test_every_saved_question_finds_itself() -> None:
    every = {found.query for found in understand("", Vocabulary())}
    assert len(every) >= 30
    wrong = {
        query.name: understand(query.question, Vocabulary())[0].query.name
        for query in every
        if understand(query.question, Vocabulary())[0].query != query
    }
    assert wrong == {}


def test_names_are_those_of_the_graph_the_longest_first() -> None:
    found = find_names("Was Deir ez-Zor part of Putin's Russia, or syria?", VOCABULARY.names)
    assert [words for _, words, _ in found] == ["Deir ez-Zor", "Putin", "Russia"]


@pytest.mark.parametrize("words", ["claims claimed claim claiming", "denial denials", "said say"])
def test_forms_of_a_word_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kg") / "output"
    write_output(build_knowledge([build_strike(), build_visit()]), folder)
    return folder


def test_the_answer_is_that_of_the_saved_question(output: Path) -> None:
    taken, others, answer = ask_plainly("What did Ada Holm deny?", str(output))
    assert (taken.query.name, dict(taken.parameters)) == ("denied", {"who": "Ada Holm"})
    assert len(others) == 3
    assert {row[0] for row in answer.texts()} == {"Ada Holm"}


def test_the_command_says_which_question_it_took(output: Path) -> None:
    run = CliRunner().invoke(cli, ["ask", "What did Ada Holm deny?", "-o", str(output)])
    assert run.stderr.startswith(
        'What is denied or said not to be so? (kg query denied -p who="Ada Holm")\nalso near: '
    )
    assert run.stdout.startswith("source\teventType\t")


def test_what_is_like_no_question_is_said(output: Path) -> None:
    with pytest.raises(
        QueryError, match=r"^'xyzzy plugh': like no saved question; kg query --list"
    ):
        ask_plainly("xyzzy plugh", str(output))
