"""Plain text and JSON Lines: every character kept, blocks found by their look."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from kg.model import Article
from kg.readers import Refusal, read_articles, read_string, with_unique_ids
from kg.readers.blocks import find_blocks
from kg.settings import Settings


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.begin : block.end]) for block in find_blocks(text)]


def read_lines(*records: object) -> list[Article | Refusal]:
    content = "\n".join(json.dumps(record) for record in records).encode()
    return list(read_string(content, Settings(), name="a.jsonl"))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_is_kept_exactly(end: str, tmp_path: Path) -> None:
    source = end.join(("  Flood hits Harlow ", "", "8 March 2024", "", "\tWater – “rose”.", "", ""))
    path = tmp_path / "x.txt"
    path.write_bytes(source.encode())
    (article,) = read_articles([path], Settings())
    assert isinstance(article, Article)
    assert article.text == source
    assert article.title == "Flood hits Harlow"
    assert article.published == date(2024, 3, 8)
    assert [(s.kind, source[s.begin : s.end], s.line) for s in article.segments] == [
        ("title", "Flood hits Harlow", 1),
        ("dateline", "8 March 2024", 3),
        ("paragraph", "Water – “rose”.", 5),
    ]


def test_a_first_sentence_is_no_title() -> None:
    assert kinds("Water rose.\n\nIt fell.") == [
        ("paragraph", "Water rose."),
        ("paragraph", "It fell."),
    ]
    assert kinds("Water rose") == [("paragraph", "Water rose")]


def test_boilerplate_and_bylines_are_set_apart() -> None:
    text = (
        "Flood hits\n\nBy Anna Pryce\n\nRead more: Floods in Wales\n\nTrends Wales, Floods"
        "\n\nWater rose."
    )
    assert [kind for kind, _ in kinds(text)] == ["title", *["boilerplate"] * 3, "paragraph"]
    assert kinds("A\n\nTrends show that prices rise.")[-1][0] == "paragraph"


def test_wrapped_lines_stay_one_paragraph() -> None:
    text = (
        "The river rose by two metres in the night and broke through the dam near\n"
        "Harlow, where four hundred people were asleep. They were woken by the bells\n"
        "of the church.\n"
    )
    assert kinds(text) == [("paragraph", text.strip())]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    first, second = "The river rose. " * 10, "It fell again."
    assert len(kinds(f"{first}\n{second}")) == 2


def test_a_headline_over_a_paragraph_is_a_block_of_its_own() -> None:
    text = "Flood hits Harlow\nThe river rose by two metres in the night and broke through the dam."
    assert [kind for kind, _ in kinds(text)] == ["title", "paragraph"]


def test_subheadings_and_lists() -> None:
    text = "Flood\n\nWater rose.\n\nThe damage\n\nHouses fell.\n- one mill\n- two barns"
    assert [kind for kind, _ in kinds(text)] == [
        "title", "paragraph", "heading", "paragraph", "item", "item",
    ]  # fmt: skip


def test_records_keep_id_and_text_exactly() -> None:
    text = " Russia – \U0001f30d “agreed”.\r\n\r\nIt did. "
    (article,) = read_lines({"id": "a/B c#1", "text": text, "date": "2024-03-08", "title": "T"})
    assert isinstance(article, Article)
    assert (article.id, article.text, article.title) == ("a/B c#1", text, "T")
    assert article.published == date(2024, 3, 8)
    assert [segment.line for segment in article.segments] == [1, 1]


def test_short_records_are_never_refused_for_their_language() -> None:
    articles = read_lines({"id": "1", "text": "Paris brûle-t-il?"}, {"id": 2, "text": "Nein."})
    assert [article.id for article in articles if isinstance(article, Article)] == ["1", "2"]


def test_a_title_for_records_without_one_is_their_opening_words() -> None:
    (article,) = read_lines({"id": "1", "text": "The river " + "rose and " * 40 + "fell."})
    assert isinstance(article, Article)
    assert article.title.startswith("The river rose")
    assert article.title.endswith(" …")
    assert len(article.title) < 125


def test_clashing_ids_get_a_hash_and_copies_are_refused(tmp_path: Path) -> None:
    for folder, text in (("a", "Water rose."), ("b", "Water fell."), ("c", "Water rose.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(text)
    found = list(with_unique_ids(read_articles([tmp_path], Settings())))
    ids = [article.id for article in found if isinstance(article, Article)]
    assert ids == ["x", f"x-{sha256(b'Water fell.').hexdigest()[:8]}"]
    (refusal,) = (article for article in found if isinstance(article, Refusal))
    assert refusal.message == (
        "the same text as another article with the id 'x'; leave one of them out"
    )


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Water rose.")
    assert len(list(read_articles([path, tmp_path, path], Settings()))) == 1
