"""Markdown: prose without markup, its links, its kinds of blocks, its lines in the source."""

from __future__ import annotations

import dataclasses
import time
from datetime import date
from pathlib import Path

import pytest
from kg.model import Article
from kg.readers import read_articles, read_string
from kg.readers.markdown import Line
from kg.settings import Settings

SOURCES = Path(__file__).parents[2] / "sources"


def read_markdown(source: str, folder: Path, name: str = "x.md") -> Article:
    path = folder / name
    path.write_text(source, encoding="utf-8")
    (found,) = read_articles([path], Settings(language="en"))
    assert isinstance(found, Article), found
    return found


def blocks(article: Article) -> list[tuple[str, str, int]]:
    return [(s.kind, article.text[s.begin : s.end], s.line) for s in article.segments]


def test_the_shipped_article_is_prose_with_its_source_lines() -> None:
    (article,) = read_articles([SOURCES / "2017-12-08-syria-liberated.md"], Settings())
    assert isinstance(article, Article)
    assert article.id == "2017-12-08-syria-liberated"
    assert article.title == "Syria fully liberated from ISIS terrorists – Russian MoD"
    assert article.text.startswith(article.title + "\n\n08/12/2017\n\nThe Russian General Staff")
    assert article.published == date(2017, 12, 8)
    assert article.date_reading is not None
    assert article.date_reading.other == date(2017, 8, 12)
    assert article.keywords == ("Russian anti-terrorist op in Syria", "Syria war")
    assert [kind for kind, _, _ in blocks(article)] == ["title", "dateline"] + ["paragraph"] * 7
    lines = (SOURCES / "2017-12-08-syria-liberated.md").read_text("utf-8").split("\n")
    for _, words, line in blocks(article):
        assert lines[line - 1].lstrip("*")[:12] == words[:12]
    for mark in ("*", "[", "](", "Read more", "Trends"):
        assert mark not in article.text
    related, agreed = (
        [link for link in article.links if (link.passage is None) == metadata]
        for metadata in (True, False)
    )
    assert [link.label for link in related] == [
        "Russia supporting & coordinating Syrian Kurdish-led anti-ISIS battle "
        "east of Euphrates – MoD"
    ]
    assert [link.passage.text for link in agreed if link.passage] == ["agreed"]


def test_every_link_with_words_is_a_passage_of_the_text(tmp_path: Path) -> None:
    article = read_markdown(
        "# A *strong* [title](https://a.org/t)\n\nHe [ agreed ](https://a.org/1) and\n"
        "**[left](#)** the `room` &amp; <b>house</b>.\n",
        tmp_path,
    )
    assert article.text == "A strong title\n\nHe agreed and left the room & house."
    found = [(link.label, link.url, link.passage) for link in article.links]
    for label, _, passage in found:
        assert passage is not None
        assert article.text[passage.begin : passage.end] == passage.text == label
    assert [(label, url) for label, url, _ in found] == [
        ("title", "https://a.org/t"),
        ("agreed", "https://a.org/1"),
        ("left", None),
    ]


def test_kinds_of_blocks_and_their_lines(tmp_path: Path) -> None:
    article = read_markdown(
        "8 March 2024\n\n# Flood hits Harlow\n\nBy Anna Pryce and Tom Okoro\n\n"
        "Water rose  \nfast.\n\n"
        "## Damage\n\n**In the town**\n\n- Two houses fell.\n- A bridge broke.\n\n"
        "> We fled, he said.\n\n"
        "| a | b |\n| - | - |\n| 1 | 2 |\n\n```\ncode\n```\n\n[One](#) | [Two](#)\n\n"
        "Tags: [Flood](#)\n",
        tmp_path,
    )
    assert blocks(article) == [
        ("title", "Flood hits Harlow", 3),
        ("dateline", "8 March 2024", 1),
        ("boilerplate", "By Anna Pryce and Tom Okoro", 5),
        ("paragraph", "Water rose", 7),
        ("paragraph", "fast.", 8),
        ("heading", "Damage", 10),
        ("heading", "In the town", 12),
        ("item", "Two houses fell.", 14),
        ("item", "A bridge broke.", 15),
        ("quote", "We fled, he said.", 17),
        ("boilerplate", "a", 19),
        ("boilerplate", "b", 19),
        ("boilerplate", "1", 21),
        ("boilerplate", "2", 21),
        ("boilerplate", "code", 23),
    ]
    assert article.authors == ("Anna Pryce", "Tom Okoro")
    assert article.keywords == ("Flood",)
    assert [link.label for link in article.links if link.passage is None] == ["One", "Two"]


def test_front_matter_is_read_and_its_title_comes_first(tmp_path: Path) -> None:
    article = read_markdown(
        "---\nid: Flood 1\ntitle: Flood hits Harlow\ndate: 2024-03-08\npublisher: The Echo\n"
        "url: https://echo.example/flood\nlanguage: en-GB\nauthor: Anna Pryce, Tom Okoro\n"
        "tags: [flood, river]\nlayout: post\n---\nWater rose.\n",
        tmp_path,
    )
    assert article.id == "flood-1"
    assert article.text == "Flood hits Harlow\n\nWater rose."
    assert [line for _, _, line in blocks(article)] == [1, 12]
    assert article.published == date(2024, 3, 8)
    assert article.publisher == "The Echo"
    assert article.url == "https://echo.example/flood"
    assert article.authors == ("Anna Pryce", "Tom Okoro")
    assert article.keywords == ("flood", "river")
    assert article.warnings == ()


def test_a_title_that_is_there_already_is_not_repeated(tmp_path: Path) -> None:
    article = read_markdown("---\ntitle: Flood hits\n---\n# Flood hits\n\nWater rose.\n", tmp_path)
    assert article.text == "Flood hits\n\nWater rose."


@pytest.mark.parametrize(
    ("front", "name", "slug"),
    [
        ("id: Ärger in Köln", "x.md", "arger-in-koln"),
        ("url: https://a.org/2024/flood-hits.html?x=1", "x.md", "flood-hits"),
        ("url: https://a.org/", "x.md", "a-org"),
        ("publisher: A", "2024 Flood, Harlow.md", "2024-flood-harlow"),
        ("publisher: A", "Новости.md", "новости"),
    ],
)
def test_ids_come_from_id_address_or_file_name(
    front: str, name: str, slug: str, tmp_path: Path
) -> None:
    source = f"---\n{front}\n---\n# Flood\n\nWater rose.\n"
    assert read_markdown(source, tmp_path, name).id == slug


def test_the_file_name_gives_the_day_where_nothing_else_does(tmp_path: Path) -> None:
    article = read_markdown("# Flood\n\nWater rose.\n", tmp_path, "2024-03-08-flood.md")
    assert article.published == date(2024, 3, 8)
    assert article.date_reading is not None
    assert article.date_reading.reason == "from the file name"


def test_what_looks_like_markup_in_words_stays_words(tmp_path: Path) -> None:
    article = read_markdown(
        "# 5 &lt;script&gt; facts\n\n[x](javascript:alert(1)) is \\*no\\* link &lt;b&gt;.\n",
        tmp_path,
    )
    assert article.text == "5 <script> facts\n\n[x](javascript:alert(1)) is *no* link <b>."
    assert all(link.url is None for link in article.links)


def test_markdown_with_front_matter_is_recognised_on_the_standard_input() -> None:
    (article,) = read_string(b"---\ntitle: Flood\n---\nWater *rose*.\n", Settings())
    assert isinstance(article, Article)
    assert article.text == "Flood\n\nWater rose."
    assert article.id == "stdin"


def test_segments_lie_in_order_and_cover_no_white_space(tmp_path: Path) -> None:
    article = read_markdown("# A\n\n- b\n  - c\n\n    d\n\n> e\n> f\n\n1. g\n", tmp_path)
    end = 0
    for segment in article.segments:
        words = article.text[segment.begin : segment.end]
        assert segment.begin >= end
        assert words == words.strip() != ""
        end = segment.end


def test_articles_are_frozen(tmp_path: Path) -> None:
    article = read_markdown("# A\n\nWater rose.\n", tmp_path)
    with pytest.raises(dataclasses.FrozenInstanceError):
        article.title = "B"  # type: ignore[misc]


def test_a_line_of_very_many_pieces_costs_what_it_is_long() -> None:
    """A paragraph of 400,000 lines was copied once for each of them."""
    line = Line()
    begin = time.process_time()
    for _ in range(200_000):
        line.add("| ", linked=False, bold=False)
    assert line.build("paragraph", 1, 0).text == "| " * 199_999 + "|"
    assert time.process_time() - begin < 4
