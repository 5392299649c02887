"""Our tables set the names, lemmas and vectors that the model's own components set."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from kg.annotate.nlp import build_nlp, model_path

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

pytestmark = pytest.mark.filterwarnings("ignore:.*W095")
ROOT = Path(__file__).parents[2]
LAYERS: list[int | str] = [
    "TAG",
    "POS",
    "MORPH",
    "LEMMA",
    "DEP",
    "HEAD",
    "SENT_START",
    "ENT_IOB",
    "ENT_TYPE",
]
TEXTS = (
    "",
    "Berga",
    "Ada Holm",
    "Ada Holm of the Norland Dockers' Union met Prime Minister Jan Berg in Berga on Monday.",
    "GOMA, Congo (Reuters) - At least 12 people died on May 15, 2024, the U.N. said.\n\n\n\n"
    "The Democratic Republic of the\n\nCongo paid $4.2bn to Acme Corp. of New\n\n York",
    "“We left,” said General Khalifa Haftar of the Libyan National Army (LNA). Haftar, 74, leads",
    *(path.read_text("utf-8") for path in sorted((ROOT / "sources").glob("*.md"))),
)


@cache
def bare() -> Language:
    import spacy

    build_nlp()  # sets the matrix backend
    return spacy.load(model_path("md"))


def both() -> list[tuple[Doc, Doc]]:
    return list(zip(build_nlp().pipe(TEXTS), bare().pipe(TEXTS), strict=True))


def test_all_annotations_are_those_of_the_model() -> None:
    for ours, theirs in both():
        assert ours.to_array(LAYERS).tolist() == theirs.to_array(LAYERS).tolist()
    assert sum(len(ours.ents) for ours, _ in both()) > 100


def test_tables_stand_in_for_the_components() -> None:
    names = build_nlp().pipe_names
    tables = {"kg_parse_table", "kg_name_table", "kg_lemma_table", "kg_attribute_table"}
    assert tables < set(names)
    assert not {"parser", "ner", "lemmatizer", "attribute_ruler"} & set(names)
    assert len(shared_parts("kg_shared_embedding")) == 2


def shared_parts(name: str) -> list[Any]:
    """The parts of the nets that have this name."""
    models: list[Any] = [
        getattr(component, "model", None) for _, component in build_nlp().components
    ]
    return [part for model in models if model for part in model.walk() if part.name == name]


def test_one_doc_alone_has_the_names_that_it_has_among_others() -> None:
    for text, (among, _) in zip(TEXTS, both(), strict=True):
        alone = build_nlp()(text)
        assert [(e.text, e.label_) for e in alone.ents] == [(e.text, e.label_) for e in among.ents]


def test_names_that_are_set_before_are_left_to_the_model() -> None:
    from spacy.tokens import Span

    docs = []
    for nlp in (build_nlp(), bare()):
        doc = nlp.make_doc("Ada Holm left Berga Port on Monday")
        doc.set_ents([Span(doc, 3, 5, label="ORG")], default="unmodified")
        for name, pipe in nlp.pipeline:
            if not name.startswith("kg_") or name in {"kg_name_table"}:
                doc = pipe(doc)
        docs.append(doc)
    ours, theirs = ([(e.text, e.label_) for e in doc.ents] for doc in docs)
    assert ours == theirs
    assert ("Berga Port", "ORG") in ours


def test_other_nets_stay_as_they_are() -> None:
    import spacy
    from kg.annotate.embedding import share_embeddings
    from kg.annotate.lemmas import replace_lemmatizer
    from kg.annotate.recognition import replace_recognizer

    nlp = spacy.blank("en")
    nlp.add_pipe("ner", config={"model": {"extra_state_tokens": True}})
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    share_embeddings(nlp)
    replace_lemmatizer(nlp)
    replace_recognizer(nlp)
    assert nlp.pipe_names == ["ner", "lemmatizer"]


@pytest.mark.parametrize("length", [0, 1, 2, 15, 16, 17, 511, 512, 513, 1500, 5000])
def test_quick_convolutions_give_the_same_bits(length: int) -> None:
    import numpy

    layers = shared_parts("kg_convolution")
    assert len(layers) == 8
    vectors = numpy.random.default_rng(7).standard_normal((length, 96)).astype("float32")
    for layer in layers:
        assert (layer.predict(vectors) == layer.layers[0].predict(vectors)).all()


def test_rows_that_are_equal_share_one_place() -> None:
    import numpy
    from kg.annotate.embedding import find_different

    rows = numpy.array([[1, 2], [3, 4], [1, 2], [2, 1]], dtype="uint64")
    first, places = find_different(rows)
    assert len(first) == 3
    assert (rows[first][places] == rows).all()
