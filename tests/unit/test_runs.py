"""Runs without a space: the article stays, what is no words does not."""

from __future__ import annotations

import base64
import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.annotate.nlp import build_nlp
from kg.model import Article, Segment
from kg.readers import Refusal, read_articles
from kg.readers.draft import Draft, DraftLink
from kg.readers.runs import LONGEST_MARKS, LONGEST_WORD, leave_out_runs
from kg.settings import Settings

PICTURE = base64.b64encode(bytes(range(256)) * 40).decode()
ADDRESS = "https://t.example.org/c?" + "&".join(f"k{n}={n * 7919:x}" for n in range(500))


def read_one(tmp_path: Path, name: str, content: str) -> Article | Refusal:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    (found,) = read_articles([path], Settings())
    return found


@pytest.mark.parametrize("run", [PICTURE, f"data:image/png;base64,{PICTURE}", ADDRESS, "[" * 5_000])
@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.jsonl"])
def test_an_article_stays_and_the_run_is_left_out(tmp_path: Path, name: str, run: str) -> None:
    text = f"Water rose in Harlow.\n\nThe mayor saw {run} there.\n\nIt fell on Friday."
    article = read_one(
        tmp_path, name, json.dumps({"id": "a", "text": text}) if name == "a.jsonl" else text
    )
    assert isinstance(article, Article)
    assert article.text.split() == text.replace(run, "…").split()
    parts = [" ".join(article.text[s.begin : s.end].split()) for s in article.segments]
    assert parts == ["Water rose in Harlow.", "The mayor saw … there.", "It fell on Friday."]
    assert f"{len(run):,} characters without a space ({run[:20]!a}...) are left out" in (
        article.warnings
    )


def test_a_link_stands_where_its_words_are(tmp_path: Path) -> None:
    source = (
        f"Water rose.\n\n{PICTURE} [It fell](https://a.example/b) on Friday in [x{PICTURE}](c)."
    )
    article = read_one(tmp_path, "a.md", source)
    assert isinstance(article, Article)
    first, second = article.links
    assert first.passage is not None
    assert article.text[first.passage.begin : first.passage.end] == "It fell"
    assert second.passage is None


def test_nothing_but_a_run_is_refused(tmp_path: Path) -> None:
    refusal = read_one(tmp_path, "a.txt", "[" * 400 + " 7 " + "=" * 300)
    assert isinstance(refusal, Refusal)
    assert refusal.message == (
        "nothing but 700 characters without a space in 2 runs ('[[[[[[[[[[[[[[[[[[[['...); "
        "write words, or leave it out"
    )


def test_what_is_shorter_stays_and_other_languages_are_still_told(tmp_path: Path) -> None:
    text = f"Water rose in {'x' * LONGEST_WORD} and {'[' * LONGEST_MARKS} on Friday."
    assert isinstance(article := read_one(tmp_path, "a.txt", text), Article)
    assert article.text == text
    chinese = (
        "水灾发生在星期五,市长说有四十人获救。" * 4 + "\n\n" + "星期五市长说有四十人获救" * 300
    )
    assert isinstance(refusal := read_one(tmp_path, "b.txt", chinese), Refusal)
    assert "language 'zh' (Chinese) is not supported" in refusal.message


@given(
    st.lists(st.sampled_from(["Water", " ", "\n\n", PICTURE, "[" * 300, "a[[", "."]), min_size=1)
)
def test_every_offset_still_belongs_to_its_words(parts: list[str]) -> None:
    text = "".join(parts) + " rose"
    cuts = sorted({text.find(part) for part in parts} | {0, len(text)})
    spans = list(pairwise(cuts))
    segments = tuple(Segment(a, b, "paragraph", 1) for a, b in spans)
    links = tuple(DraftLink("x", None, a, b) for a, b in spans)
    left = leave_out_runs(Draft(text, "", segments, links=links))
    at = 0
    for before, segment, link in zip(segments, left.segments, left.links, strict=True):
        assert at <= segment.begin < segment.end <= len(left.text)
        at = segment.end
        if link.begin is not None:
            assert left.text[link.begin : link.end] == text[before.begin : before.end]
            assert (link.begin, link.end) == (segment.begin, segment.end)


def test_what_is_left_in_is_no_square_for_the_tokenizer() -> None:
    """A run as long as may stay, 40 times; unbounded, twice the length took four times as long."""
    nlp = build_nlp()
    nlp.make_doc("Water rose.")
    begin = time.process_time()
    nlp.make_doc(f"{'[' * LONGEST_MARKS} " * 40)
    assert time.process_time() - begin < 2
