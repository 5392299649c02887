"""Docs of one's own spaCy pipeline: read as `kg read` reads, or refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import kg
import pytest
import spacy
from kg.annotate.nlp import model_path
from kg.errors import ArticleError, ModelError
from kg.readers.given import article_of

TEXT = (
    "Rebels shelled the town of Kessa on Monday, witnesses said.\n\n"
    "\u201cWe will not leave,\u201d the mayor, Ada Holm, told reporters."
)


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return spacy.load(model_path("md"))


def test_a_doc_is_read_like_a_text(nlp: spacy.language.Language) -> None:
    article = article_of(TEXT, kg.Settings(), published=date(2024, 3, 6))
    reading = kg.read_doc(nlp(TEXT), article)
    same = next(iter(kg.pipeline.read_all([article])))  # type: ignore[attr-defined]
    assert replace(reading, stamp=same.stamp) == same
    assert {time.edtf for time in reading.times} == {"2024-03-04"}
    assert any(claim.quoted for claim in reading.claims)


def test_without_an_article_the_text_is_all_that_is_known(nlp: spacy.language.Language) -> None:
    reading = kg.read_doc(nlp(TEXT))
    assert (reading.article.text, reading.article.published) == (TEXT, None)
    assert reading.events


def test_our_components_may_be_part_of_the_pipeline(nlp: spacy.language.Language) -> None:
    own = spacy.load(model_path("md"))
    for name in ("kg_quotations", "kg_datelines", "kg_boilerplate"):
        own.add_pipe(name)
    assert kg.read_doc(own(TEXT)) == kg.read_doc(nlp(TEXT))


def test_a_doc_without_a_parse_is_refused() -> None:
    with pytest.raises(ModelError, match=r"^doc: nothing of tagger, parser, lemmatizer, ner in it"):
        kg.read_doc(spacy.blank("en")(TEXT))


def test_a_doc_of_another_text_is_refused(nlp: spacy.language.Language) -> None:
    article = article_of("Something else happened on Monday in the town.", kg.Settings())
    with pytest.raises(ArticleError, match="the text of the article is not that of the Doc"):
        kg.read_doc(nlp(TEXT), article)
