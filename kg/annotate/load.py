"""Loads a pipeline of spaCy without what costs time and changes nothing: the tokenizer's rules for
"don't" are read once, and not twice.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import catalogue
import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import registry

from kg.annotate.word_rows import read_vectors
from kg.lean import ENGLISH, left_out

TOKENIZER = "kg.EmptyTokenizer.v1"
UNUSED = ("senter", "strings")


def load_pipeline(model: str | Path, folder: Path, *, empty_tokenizer: bool) -> Language:
    """The pipeline of a model, whose files are in `folder`.

    With `empty_tokenizer` it is made without the rules of its language, for the model's own files
    to fill: for models whose words are the same either way.
    """
    if empty_tokenizer:
        with left_out(ENGLISH):
            import_module("spacy.lang.en")  # its rules are in the model's files, too
    vectors = read_vectors(folder / "vocab")
    exclude = UNUSED if vectors is None else (*UNUSED, "vectors")
    config = {"nlp.tokenizer": {"@tokenizers": TOKENIZER}} if empty_tokenizer else {}
    with warnings.catch_warnings(), sorted_entry_points():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(model, exclude=exclude, config=config)
    if vectors is not None:
        vectors.name = nlp.vocab.vectors.name
        nlp.vocab.vectors = vectors
    return nlp


def build_empty_tokenizer() -> Callable[[Language], Tokenizer]:
    return lambda nlp: Tokenizer(nlp.vocab)


registry.tokenizers(TOKENIZER, func=build_empty_tokenizer)


@contextmanager
def sorted_entry_points() -> Iterator[None]:
    """While it lasts, spaCy finds what packages offer it by its group: it asks two hundred times,
    and would go through the entry points of all packages each time.
    """
    every = catalogue.AVAILABLE_ENTRY_POINTS
    catalogue.AVAILABLE_ENTRY_POINTS = {group: every.select(group=group) for group in every.groups}
    try:
        yield
    finally:
        catalogue.AVAILABLE_ENTRY_POINTS = every
