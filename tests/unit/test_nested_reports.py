"""Reports within reports: "she said that he said that ..." costs what it is long, and no square."""

from __future__ import annotations

import time
from itertools import count

from hypothesis import given
from hypothesis import strategies as st
from kg.annotate.nlp import annotate
from kg.extract.attributions import holds, nested
from kg.extract.passages import CELL, PassageIndex
from kg.extract.syntax import Syntax
from kg.model import Attribution, Passage
from kg.pipeline import read_syntax
from kg.readers.given import article_of
from kg.settings import Settings

TEXT = "x" * 3 * CELL
spots = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 700)).map(
    lambda pair: Passage(pair[0], min(sum(pair), len(TEXT)), TEXT[pair[0] : sum(pair)], article="a")
)
reports = st.builds(
    lambda cue, content: Attribution(
        None, None, None, cue, tuple(sorted(content)), False, None, None, "claims.clause"
    ),
    st.none() | spots,
    st.lists(spots, min_size=1, max_size=2, unique=True),
)


@given(st.lists(spots), spots)
def test_the_index_finds_what_a_look_at_every_passage_finds(
    every: list[Passage], words: Passage
) -> None:
    numbered = [(number % 5, passage) for number, passage in zip(count(), every, strict=False)]
    expected = sorted({number for number, passage in numbered if passage.overlaps(words)})
    assert list(PassageIndex(numbered).overlapping(words)) == expected


@given(st.lists(reports, max_size=8))
def test_a_report_stands_within_the_shortest_that_holds_it(facts: list[Attribution]) -> None:
    lengths = [sum(map(len, fact.content)) for fact in facts]
    for inner, found in zip(facts, nested(facts), strict=True):
        holders = [
            (lengths[number], number)
            for number, outer in enumerate(facts)
            if outer is not inner
            and holds(outer, inner.cue or inner.content[0])
            and not holds(inner, outer.cue or outer.content[0])
        ]
        assert found.within == (min(holders)[1] if holders else None)


def test_said_that_three_thousand_times() -> None:
    """Twenty seconds and more when each report was compared with each."""
    text = f"The mayor of Harlow {'said that ' * 3_000}water rose on Friday."
    ((article, doc),) = annotate([article_of(text, Settings())])
    syntax = Syntax.from_doc(doc, article)
    begin = time.process_time()
    reading = read_syntax(syntax)
    assert time.process_time() - begin < 5
    assert len(reading.attributions) == 3_000
    assert [fact.within for fact in reading.attributions] == [None, *range(2_999)]
