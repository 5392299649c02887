"""The table of attributes sets what the model's attribute ruler sets, on every kind of token."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from kg.annotate.attributes import AttributeTable
from kg.annotate.nlp import model_path

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

pytestmark = pytest.mark.filterwarnings("ignore:.*W095")
ROOT = Path(__file__).parents[2]
PAIRS = (  # what the patterns of two tokens look for, and words next to it
    "ai n't", "ai nt", "gon na", "gon a", "got ta", "let 's", "c'm on", "y' all", "y all",
    "there is", "there 's", "there was", "n't gon na", "let us", "Gon Na Gon", "it were",
)  # fmt: skip
WORDS = "the Russia shelled 12 gonna can't there is ? “ \n\n a.m. ’s itself THAT".split(" ")
TEXTS = (
    "There's no way they're gonna leave; I dunno, gimme that.",
    "He'd have gone, hadn't he? What's that to you?  \n\nIt can't be: shan't we stay?",
    "“Whoever wins,” she said, “we’ll be there.” Who's going, and whose is it?",
    "The $4.2bn deal — the 3rd since '98 — was n't signed by U.S.-based firms...",
    "To be or not to be: being, been, am, was. Having had to do what he does not do.",
)


@cache
def pipeline() -> Language:
    import spacy

    return spacy.load(model_path("md"), exclude=["senter", "ner"])


def ruler() -> Any:
    return pipeline().get_pipe("attribute_ruler")


@cache
def table() -> AttributeTable:
    return AttributeTable(ruler())


def annotations(doc: Doc) -> list[tuple[str, str, str, str]]:
    return [(token.text, token.pos_, str(token.morph), token.lemma_) for token in doc]


def both(doc: Doc) -> tuple[list[tuple[str, str, str, str]], list[tuple[str, str, str, str]]]:
    """What the ruler and what the table make of equal Docs without such attributes."""
    import numpy
    from spacy.attrs import LEMMA, MORPH, POS

    copies = [doc.copy(), doc.copy()]
    for copy in copies:
        copy.from_array([POS, MORPH, LEMMA], numpy.zeros((len(copy), 3), dtype="uint64"))
    return annotations(ruler()(copies[0])), annotations(table()(copies[1]))


def named_words() -> list[str]:
    """The words that patterns name, and others that they do not."""
    strings = pipeline().vocab.strings
    return sorted({*WORDS, *(strings[number] for number in table().words)})


def build_doc(words: list[str], *, tag: str, deps: list[str]) -> Doc:
    from spacy.tokens import Doc

    size = len(words)
    return Doc(pipeline().vocab, words=words, tags=[tag] * size, deps=deps, heads=list(range(size)))


def tagged() -> Iterator[Doc]:
    """Every tag with every word that a pattern names, each with several dependencies."""
    words = named_words()
    labels = ("ROOT", "aux", "auxpass", "nsubj", "expl", "det", "prep", "mark", "dep")
    for number, tag in enumerate(pipeline().get_pipe("tagger").labels):
        deps = [labels[(number + at) % len(labels)] for at in range(len(words))]
        yield build_doc(words, tag=tag, deps=deps)


def test_every_tag_with_every_named_word() -> None:
    docs = list(tagged())
    assert len(docs) > 45
    for doc in docs:
        by_ruler, by_table = both(doc)
        assert by_table == by_ruler
    assert sum(len(doc) for doc in docs) > 2000


def test_every_dependency() -> None:
    words = named_words()
    for label in pipeline().get_pipe("parser").labels:
        for tag in ("VB", "VBZ", "IN", "TO", "DT", "EX", "WDT", "PRP", "NN"):
            by_ruler, by_table = both(build_doc(words, tag=tag, deps=[label] * len(words)))
            assert by_table == by_ruler


def test_patterns_of_two_tokens() -> None:
    changed = 0
    for pair, tag, label in product(PAIRS, ("VBP", "VBZ", "VB", "EX", "NN"), ("expl", "nsubj")):
        words = pair.split()
        by_ruler, by_table = both(build_doc(words, tag=tag, deps=[label] * len(words)))
        assert by_table == by_ruler
        alone = [both(build_doc([w], tag=tag, deps=[label]))[0][0] for w in words]
        changed += alone != by_ruler
    assert len(table().longer) == 8
    assert changed > 40


@pytest.mark.parametrize("text", TEXTS)
def test_parsed_text(text: str) -> None:
    doc = pipeline()(text)
    by_ruler, by_table = both(doc)
    assert by_table == by_ruler
    assert {pos for _, pos, _, _ in by_table} - {""}


def test_the_shipped_sources() -> None:
    from kg.model import Article
    from kg.readers import read_articles
    from kg.settings import Settings

    for article in read_articles([ROOT / "sources"], Settings()):
        assert isinstance(article, Article)
        doc = pipeline()(article.text)
        by_ruler, by_table = both(doc)
        assert by_table == by_ruler
