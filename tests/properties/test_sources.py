"""Sources: whatever bytes come in, an Article or a Refusal comes out, and its passages hold."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.model import Article
from kg.readers import Refusal, read_articles, read_string
from kg.settings import Settings

SETTINGS = Settings(language="en", max_characters=5_000)
PIECES = st.sampled_from(
    ["---", "title: ", "date: 08/12/2017", "\n", "\n\n", "# ", "**", "*", "[a](#)", "!", "<br>",
     "[b](https://a.org)", "Read more ", "**Trends** ", "> ", "- ", "1. ", "```", "| a | b |",
     "|---|---|", "<b>", "<script>", "</script>", "&amp;", "“", "”", "\t", "    ", "\r\n", "\u2028",
     "8 December 2017", "Updated: ", "By Anna Pryce", "Water rose.", "language: fr", "id: x",
     "\\", "&", "*a", "![i](u)"]
)  # fmt: skip
SOURCES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=30).map(
        lambda parts: "".join(parts).encode("utf-8", "replace")
    ),
)


def check(found: Iterable[Article | Refusal]) -> None:
    """Segments in order within the text, links as passages; refusals say something on one line."""
    for article in found:
        if isinstance(article, Refusal):
            assert article.message.strip()
            continue
        end = 0
        for segment in article.segments:
            assert end <= segment.begin < segment.end <= len(article.text)
            words = article.text[segment.begin : segment.end]
            assert words == words.strip()
            assert segment.line >= 1
            end = segment.end
        for link in article.links:
            if (p := link.passage) is not None:
                assert article.text[p.begin : p.end] == p.text == link.label
                assert p.article == article.id
        assert article.title
        assert article.id


@pytest.mark.parametrize("suffix", [".md", ".txt", ".jsonl"])
@settings(deadline=None)
@given(content=SOURCES)
def test_any_bytes_are_read_or_refused(suffix: str, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"x{suffix}"
        path.write_bytes(content)
        found = list(read_articles([path], SETTINGS))
    assert found
    check(found)
    if suffix == ".txt" and isinstance(found[0], Article):
        assert found[0].text.encode("utf-8") in (content, content[3:]) or content[:1] in b"\xff\xfe"


@settings(deadline=None)
@given(content=SOURCES)
def test_any_standard_input_is_read_or_refused(content: bytes) -> None:
    check(read_string(content, SETTINGS))


@settings(deadline=None)
@given(
    record=st.dictionaries(
        st.sampled_from(["id", "text", "date", "title", "url", "keywords", "authors", "language"]),
        st.recursive(
            st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30)),
            lambda values: st.lists(values, max_size=3),
            max_leaves=4,
        ),
    )
)
def test_any_record_is_read_or_refused_and_text_kept(record: dict[str, object]) -> None:
    (found,) = read_string(json.dumps(record).encode(), SETTINGS, name="a.jsonl")
    check([found])
    if isinstance(found, Article):
        assert found.text == record["text"]
        assert found.id == str(record["id"])
