"""What a build holds of each article: next to nothing, and what it knows again is never wrong."""

from __future__ import annotations

import gc
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.errors import OutputError
from kg.merge.recent import keep_recent
from kg.merge.shelf import Shelf
from kg.merge.sorting import Sorted
from kg.rdf.joints import pieces
from kg.readers.folders import Refusal, find_sources, path_of
from kg.readers.noted import Noted
from kg.readers.passing import in_order
from kg.run.keys_of import KeysOf

A, B = "0a" * 16, "f0" * 16


def test_keys_are_found_by_article_in_order_of_ids() -> None:
    keys = KeysOf(["b", "a"], bytes.fromhex(B + A))
    assert dict(keys) == {"a": A, "b": B}
    assert (keys.ids, keys.at(1), keys.body.hex()) == (("a", "b"), B, A + B)
    with pytest.raises(KeyError):
        keys["aa"]


def test_keys_of_refused_articles_are_left_out() -> None:
    keys = KeysOf(["b", "a"], bytes.fromhex(B + A))
    assert dict(keys.without([A])) == {"b": B}
    assert keys.without([]) == keys
    assert not KeysOf()


def test_too_few_keys_are_refused() -> None:
    with pytest.raises(ValueError, match="2 ids and 16 bytes"):
        KeysOf(["a", "b"], bytes.fromhex(A))


def test_a_word_is_noted_once() -> None:
    noted = Noted()
    assert noted.add("new\udc80line.txt", b"1")
    assert not noted.add("new\udc80line.txt", b"2")
    assert (noted.get("new\udc80line.txt"), noted.get("other")) == (b"1", None)
    assert "new\udc80line.txt" in noted


def test_files_come_in_the_order_of_their_whole_names(tmp_path: Path) -> None:
    for name in ("a/x.md", "a-b/x.md", "a.md", "b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Rain fell.", encoding="utf-8")
    found = [str(path).removeprefix(f"{tmp_path}/") for path in find_sources(tmp_path)]
    assert found == ["a-b/x.md", "a.md", "a/x.md", "b.txt"]


@given(st.lists(st.text(st.characters(codec=None), max_size=6)))
def test_words_on_disk_come_in_the_order_of_their_characters(words: list[str]) -> None:
    assert list(in_order(words)) == sorted(words)


def test_a_full_disk_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> sqlite3.Connection:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("kg.readers.passing.open_passing_base", fail)
    with pytest.raises(OutputError, match=r"disk is full.*make room"):
        in_order(["a"])


def test_refused_folders_stand_among_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a/x.md", "b/x.md", "c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Rain fell.", encoding="utf-8")
    scan = os.scandir

    def locked(folder: Path) -> object:
        if folder.name == "b":
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr("kg.readers.folders.os.scandir", locked)
    found = [*find_sources(tmp_path)]
    assert [path_of(each).rpartition("/")[2] for each in found] == ["x.md", "b", "c.md"]
    assert isinstance(found[1], Refusal)


@contextmanager
def without_collector() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def test_what_lies_on_disk_is_gone_with_its_last_user() -> None:
    for build in (Shelf[str], partial(Sorted[str], [("a", "x")])):
        with without_collector():
            rows = build()
            gone = ref(rows)
            del rows
            assert gone() is None


class Doubled:
    """Doubles numbers, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.find = keep_recent(self._find, 2)

    def _find(self, number: int) -> int:
        self.asked += 1
        return 2 * number


def test_what_was_asked_for_last_is_at_hand() -> None:
    doubled = Doubled()
    assert [doubled.find(number) for number in (1, 2, 1, 2, 3, 1)] == [2, 4, 2, 4, 6, 2]
    assert doubled.asked == 4
    find = doubled.find
    del doubled
    with pytest.raises(ReferenceError, match="hold the object"):
        find(4)


@given(st.lists(st.integers(1, 700)))
def test_pieces_are_bounded_by_what_they_hold(sizes: list[int]) -> None:
    found = list(pieces(sizes, int))
    assert [size for piece in found for size in piece] == sizes
    assert all(sum(piece) <= 300 or len(piece) == 1 for piece in found)
    assert all(sum(one) + other[0] > 300 for one, other in pairwise(found))
