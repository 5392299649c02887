"""Paragraphs that are parsed side by side have the heads and labels that the model's own parser
gives them, whatever stands beside them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.annotate.nlp import build_nlp
from kg.annotate.paragraphs import lay_out, longest_paragraph
from kg.annotate.parsing import find_together

if TYPE_CHECKING:
    from kg.annotate.parsing import ParseTable
    from spacy.tokens import Doc

ROOT = Path(__file__).parents[2]
LAYERS: list[int | str] = ["HEAD", "DEP", "SENT_START"]
FREE, START, NO_START = None, True, False
WORDS = (
    "Ada", "Holm", "the", "dockers", "who", "said", "that", "left", "Berga", "on", "Monday", ",",
    ".", "“", "”", "\n\n", "and", "not", "to", "strike", "was", "12", "killed", "by", "--",
)  # fmt: skip


def table() -> ParseTable:
    table: Any = build_nlp().get_pipe("kg_parse_table")
    return cast("ParseTable", table)


@cache
def shipped() -> tuple[str, ...]:
    folders = (ROOT / "sources", ROOT / "benchmarks" / "texts")
    return tuple(path.read_text("utf-8") for each in folders for path in sorted(each.glob("*.md")))


def in_paragraphs(text: str) -> Doc:
    doc = build_nlp().make_doc(text)
    for token in doc[1:]:
        if "\n" in doc[token.i - 1].text:
            token.is_sent_start = True
    return doc


def with_vectors(docs: list[Doc]) -> list[Doc]:
    tok2vec: Any = build_nlp().get_pipe("tok2vec")
    return list(tok2vec.pipe(docs))


def parsed_by_the_model(docs: list[Doc]) -> list[list[list[int]]]:
    list(table().parser.pipe(with_vectors(docs)))
    return [doc.to_array(LAYERS).tolist() for doc in docs]


def test_many_paragraphs_are_parsed_together_as_the_model_parses_them() -> None:
    docs = with_vectors([in_paragraphs(text) for text in shipped()])
    table().parse_together(docs)
    assert [doc.to_array(LAYERS).tolist() for doc in docs] == parsed_by_the_model(
        [in_paragraphs(text) for text in shipped()]
    )


def test_texts_in_one_paragraph_and_empty_ones_are_left_to_the_model() -> None:
    texts = ["", "Ada Holm left Berga.", "Dockers strike " * 400, *shipped()]
    make = build_nlp().make_doc
    docs = list(table().pipe(with_vectors([make(text) for text in texts])))
    assert [doc.text for doc in docs] == texts
    expected = parsed_by_the_model([make(text) for text in texts])
    assert [doc.to_array(LAYERS).tolist() for doc in docs] == expected


def test_heads_that_are_set_already_are_left_to_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    docs = with_vectors([in_paragraphs(text) for text in shipped()])
    list(table().pipe(docs))
    monkeypatch.setattr(table(), "parse_together", None)
    list(table().pipe(docs))


def test_the_longest_paragraphs_are_left_out_until_the_others_have_company() -> None:
    short, long = shipped()[0], "Dockers strike and " * 300
    docs = [in_paragraphs(text) for text in (long, *[short] * 4)]
    assert [doc.text for doc in find_together(docs)] == [short] * 4
    assert find_together(docs[:2]) == []


marked_words = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from([FREE] * 12 + [START, START, NO_START])),
    min_size=1,
    max_size=40,
)


@settings(deadline=None)
@given(st.lists(marked_words, min_size=1, max_size=6))
def test_any_words_and_marks_are_parsed_as_the_model_parses_them(
    texts: list[list[tuple[str, bool | None]]],
) -> None:
    docs = with_vectors([marked(words) for words in texts])
    table().parse_together(docs)
    expected = parsed_by_the_model([marked(words) for words in texts])
    assert [doc.to_array(LAYERS).tolist() for doc in docs] == expected


def marked(words: list[tuple[str, bool | None]]) -> Doc:
    from spacy.tokens import Doc

    doc = Doc(build_nlp().vocab, words=[word for word, _ in words])
    for token, (_, mark) in zip(doc, words, strict=True):
        token.is_sent_start = mark
    return doc


def test_paragraphs_are_laid_out_with_the_two_tokens_behind_them() -> None:
    laid = lay_out(numpy.array([1, 0, 1, 0, 0, 0, -1]), [5, 2])
    assert laid.sources.tolist() == [0, 1, 2, 3, 4, 3, 4, 5, 6, 7]
    assert laid.own.tolist() == [False, True, True, False, False, True, True, True, True, True]
    assert laid.begins.tolist() == [1, 5, 8]
    assert laid.stops.tolist() == [3, 0, 0]
    assert laid.after.tolist() == [0, 2, 3, 4, 0, 6, 7, 0, 9, 0]
    assert laid.must_start.tolist()[3:6] == [True, False, True]
    assert laid.may_start.tolist()[-1] is False
    assert longest_paragraph(numpy.array([1, 0, 1, 0, 0])) == 3
