"""Terms as strings: the namespaces are those of kg.vocab, literals are those of rdflib."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg import vocab
from kg.rdf import terms
from kg.rdf.as_rdflib import build_graph, to_rdflib
from kg.rdf.terms import KG, XSD, Names, Open, day, iri_of, number, split_literal, text, typed
from rdflib import Literal, URIRef

NAMESPACES = {name: each for name, each in vars(terms).items() if isinstance(each, Names)}
OPEN = {name: each for name, each in vars(terms).items() if isinstance(each, Open)}


@pytest.mark.parametrize("name", NAMESPACES)
def test_every_term_is_one_of_the_vocabulary(name: str) -> None:
    found = {word: term for word, term in vars(NAMESPACES[name]).items() if word != "iri"}
    assert found
    for word, term in found.items():
        assert iri_of(term) == str(getattr(vocab, name)[word])


@pytest.mark.parametrize("name", OPEN)
def test_open_namespaces_are_those_of_the_vocabulary(name: str) -> None:
    assert iri_of(OPEN[name]["x"]) == str(getattr(vocab, name)["x"])


def test_a_misspelt_term_raises() -> None:
    with pytest.raises(AttributeError, match="has no 'agnet' here"):
        KG.agnet  # noqa: B018


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_is_the_literal_that_rdflib_has(words: str) -> None:
    assert to_rdflib(text(words)) == Literal(words)
    assert split_literal(text(words)) == (text(words), "", "")


def test_what_rdf_cannot_carry_is_replaced() -> None:
    assert text("a\ud800\0b") == '"a\ufffd\ufffdb"'


def test_typed_literals_and_triples() -> None:
    from datetime import date

    assert number(5) == '"5"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>'
    assert to_rdflib(day(date(2024, 3, 8))) == Literal(date(2024, 3, 8))
    assert split_literal(typed('say "1.5"', XSD.decimal)) == (
        '"say \\"1.5\\""', "http://www.w3.org/2001/XMLSchema#decimal", "",
    )  # fmt: skip
    assert split_literal(terms.in_english("ten")) == ('"ten"', "", "en")
    (triple,) = build_graph([(KG.Event, KG.lemma, text("x"))])
    assert triple == (URIRef(iri_of(KG.Event)), URIRef(iri_of(KG.lemma)), Literal("x"))
