"""A model that is loaded without what costs time is the same model."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from kg.annotate.load import TOKENIZER, sorted_entry_points
from kg.annotate.nlp import build_nlp, model_folder
from kg.annotate.word_rows import Rows, read_vectors

WORDS = ("the", "Kremlin", "DATE", "PERSON", "reopened", "qwzzx", "’s", "")


@pytest.fixture(scope="module")
def own() -> Any:
    import spacy

    return spacy.load(model_folder("md"), exclude=["senter", "strings"])


def pack(pairs: dict[int, int]) -> bytes:
    import srsly

    packed: bytes = srsly.msgpack_dumps(pairs)
    head = bytes([0xDF]) + len(pairs).to_bytes(4, "big")
    return head + packed[{0x80: 1, 0xDE: 3, 0xDF: 5}[packed[0] if packed[0] > 0x8F else 0x80] :]


def test_words_are_those_of_the_models_own_pipeline(own: Any) -> None:
    """Norms above all: the nets look at them, and words are made before and after tables of norms
    are read.
    """
    looks = ("norm_", "lower_", "prefix_", "suffix_", "shape_", "flags", "cluster")
    nlp = build_nlp("md")
    for word in own.vocab:
        ours = nlp.vocab[word.orth]
        assert [getattr(ours, look) for look in looks] == [getattr(word, look) for look in looks]
    assert nlp.tokenizer.rules == own.tokenizer.rules
    assert nlp.tokenizer.to_bytes(exclude=["vocab"]) == own.tokenizer.to_bytes(exclude=["vocab"])


def test_vectors_are_those_of_the_models_own_pipeline(own: Any) -> None:
    import numpy

    ours, theirs = build_nlp("md").vocab, own.vocab
    assert ours.vectors.name == theirs.vectors.name
    assert (ours.vectors.data == theirs.vectors.data).all()
    assert len(ours.vectors.key2row) == len(theirs.vectors.key2row)
    assert all(ours.vectors.key2row[key] == row for key, row in theirs.vectors.key2row.items())
    for word in WORDS:
        assert numpy.array_equal(ours.get_vector(word), theirs.get_vector(word))
        assert ours.has_vector(word) == theirs.has_vector(word)


def draw_number(source: random.Random, size: int, digits: tuple[int, ...]) -> int:
    return int.from_bytes(bytes(source.choice(digits) for _ in range(size)), "big")


@pytest.mark.parametrize("seed", range(40))
def test_rows_are_those_of_the_file(seed: int) -> None:
    """Numbers full of 0xCF, the sign of a number of eight bytes, beside numbers of all lengths."""
    source = random.Random(seed)
    pairs = {}
    for _ in range(source.choice((0, 1, 5, 300))):
        if size := source.choice((0, 0, 0, 1, 2, 4)):
            pairs[draw_number(source, size, (0, 7, 0xCD, 255))] = source.choice((0, 128, 30_000))
        else:
            key = 1 << 63 | draw_number(source, 8, (0xCF, 0xCF, 0xCD, 0, 7))
            pairs[key] = source.choice((0, 127, 0xCF, 0xCFCF, 0xCFCFCF, 30_000))
    rows = Rows(pack(pairs))
    assert dict(rows) == pairs
    assert len(rows) == len(pairs)
    for key in pairs:
        assert key in rows
        assert rows[key] == rows.get(key, -1) == pairs[key]
    assert rows.get((1 << 62) + 12345, -1) == -1
    with pytest.raises(KeyError):
        rows[(1 << 62) + 12345]


@pytest.mark.parametrize(
    "packed",
    [
        pack({1 << 60: 3})[:-1],
        pack({1 << 60: 3}) + b"\0",
        pack({1 << 60: 3}).replace(b"\0\0\0\1", b"\0\0\0\2"),
        b"\xde\0\1" + pack({1 << 60: 3})[5:],
        b"\xdf\0\0\0\1\xa1k\3",
    ],
)
def test_a_file_of_another_form_is_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match=r"pair|byte|number"):
        Rows(packed)


def test_vectors_of_another_form_are_left_to_spacy(tmp_path: Path) -> None:
    assert read_vectors(tmp_path) is None
    for name, content in (("key2row", b"\x80"), ("vectors", b""), ("vectors.cfg", b"{}")):
        (tmp_path / name).write_bytes(content)
    assert read_vectors(tmp_path) is None
    (tmp_path / "vectors.cfg").write_text('{"mode": "default"}', "utf-8")
    assert read_vectors(tmp_path) is None


def test_entry_points_are_found_as_before() -> None:
    import catalogue
    import spacy

    every = catalogue.AVAILABLE_ENTRY_POINTS
    factories = spacy.registry._entry_point_factories.get_all()
    with sorted_entry_points():
        assert spacy.registry._entry_point_factories.get_all() == factories
        assert spacy.registry.has("tokenizers", TOKENIZER)
    assert every is catalogue.AVAILABLE_ENTRY_POINTS
