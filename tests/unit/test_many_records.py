"""JSON Lines of any size: read record by record, in time and memory that do not grow."""

from __future__ import annotations

import json
import re
import time
import tracemalloc
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.model import Article
from kg.readers import Refusal, read_articles, with_unique_ids
from kg.readers.blocks import LINE_BREAK
from kg.readers.language import is_english
from kg.settings import Settings

PARAGRAPH = "The council of Harlow met on Friday and rejected the plans for a bridge. " * 5
RECORDS = 6_000  # of 3,000 characters: 18 MB; a good 300 MB of 100,000 took 35 s of CPU, now 19


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "many.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for number in range(RECORDS):
            text = "\n\n".join([f"Story {number}", *[PARAGRAPH] * 8])
            lines.write(json.dumps({"id": f"a-{number}", "text": text}) + "\n")
    return path


def read(file: Path) -> Iterator[Article | Refusal]:
    return with_unique_ids(read_articles([file], Settings(date=None)))


def test_the_first_article_does_not_wait_for_the_last(file: Path) -> None:
    begin = time.process_time()
    assert len(list(islice(read(file), 3))) == 3
    assert time.process_time() - begin < 0.5


def test_time_grows_with_the_records_and_memory_does_not(file: Path) -> None:
    begin = time.process_time()
    assert sum(isinstance(found, Article) for found in read(file)) == RECORDS
    assert time.process_time() - begin < 10
    tracemalloc.start()
    try:
        for _ in islice(read(file), RECORDS // 4):
            pass
        assert tracemalloc.get_traced_memory()[1] < 1_500_000
    finally:
        tracemalloc.stop()


@given(st.text(alphabet="a \r\n\u2028\u2029\x0b\x85"))
def test_lines_break_where_they_did(text: str) -> None:
    assert LINE_BREAK.split(text) == re.split(r"\r\n|[\n\r\u2028\u2029]", text)


def test_small_words_tell_english_in_any_case() -> None:
    assert is_english("THE mayor Of Harlow SAID that The council rejected plans")
    assert is_english("_the_ mayor of Harlow said **that** the council rejected plans")
    assert not is_english("Le président a déclaré que le conseil a rejeté les plans du pont" * 5)
