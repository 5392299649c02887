"""The model's rule lemmatizer as a table: "shelled", VERB -> "shell", the same lemmas faster.

What its rules make of a token depends on its form, part of speech and morphology alone, so each
such triple is asked for once and remembered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.language import Language

from kg.annotate.stand_in import stand_in

if TYPE_CHECKING:
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc

MOST = 500_000  # triples that are remembered


class LemmaTable:
    """A component that sets the lemmas that a rule lemmatizer would set."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        if lemmatizer.mode != "rule" or lemmatizer.overwrite:
            raise ValueError("lemmas that depend on more than a token's form, class and morphology")
        self.lemmatizer = lemmatizer
        self.table: dict[tuple[int, ...], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        import numpy

        table = self.table
        lemmas = []
        rows: list[list[int]] = doc.to_array([ORTH, POS, MORPH, LEMMA]).tolist()
        for at, (*key, lemma) in enumerate(rows):
            lemmas.append(lemma or table.get(tuple(key)) or self.learn(doc, at, tuple(key)))
        if lemmas:
            column: Any = numpy.asarray(lemmas, dtype="uint64").reshape(-1, 1)
            doc.from_array([LEMMA], column)
        return doc

    def learn(self, doc: Doc, at: int, key: tuple[int, ...]) -> int:
        """The lemma of a token by its rules."""
        if len(self.table) >= MOST:
            self.table.clear()
        found: int = doc.vocab.strings.add(self.lemmatizer.lemmatize(doc[at])[0])
        self.table[key] = found
        return found


@Language.factory("kg_lemma_table", assigns=["token.lemma"])
def build_lemma_table(nlp: Language, name: str) -> LemmaTable:
    """The table of a pipeline's own lemmatizer, which it is to stand in for."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    return LemmaTable(lemmatizer)


def replace_lemmatizer(nlp: Language) -> None:
    """Put the table where a pipeline has its lemmatizer; leave one that works another way."""
    unless = (ValueError, AttributeError)
    stand_in(nlp, "kg_lemma_table", "lemmatizer", called="lemmatizer", unless=unless)
