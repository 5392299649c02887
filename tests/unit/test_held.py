"""What a build holds of each article: next to nothing, and what it knows again is never wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.readers.folders import find_sources
from kg.readers.noted import Noted
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
