"""Properties of find_times: passages are text, bounds in order, "yesterday" moves with the day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from kg.extract.syntax import Syntax
from kg.extract.times import find_times
from kg.model import Article, Time

WORDS = [
    "the",
    "a",
    "last",
    "next",
    "this",
    "that",
    "past",
    "following",
    "previous",
    "same",
    "early",
    "mid",
    "late",
    "end",
    "of",
    "in",
    "on",
    "at",
    "since",
    "until",
    "by",
    "from",
    "to",
    "and",
    "between",
    "-",
    "–",
    ",",
    "(",
    ")",
    "'",
    "'s",
    "year",
    "years",
    "month",
    "months",
    "week",
    "weeks",
    "day",
    "days",
    "hour",
    "century",
    "decade",
    "quarter",
    "weekend",
    "January",
    "Feb.",
    "March",
    "May",
    "June",
    "Sept.",
    "December",
    "Monday",
    "Fri",
    "Saturdays",
    "spring",
    "fall",
    "winter",
    "morning",
    "night",
    "today",
    "yesterday",
    "tomorrow",
    "now",
    "recently",
    "ago",
    "later",
    "earlier",
    "before",
    "after",
    "every",
    "each",
    "daily",
    "annual",
    "Christmas",
    "Easter",
    "Good",
    "Friday",
    "New",
    "Year",
    "Eve",
    "1",
    "3",
    "12",
    "30",
    "31",
    "44",
    "490",
    "1200",
    "1999",
    "2017",
    "9999",
    "1990s",
    "'99",
    "480",
    "BC",
    "AD",
    "08/12/2017",
    "31/02/2017",
    "2017-12-08",
    "2017-99-99",
    "1957-60",
    "10:30",
    "25:99",
    "a.m.",
    "p.m.",
    "noon",
    "Q3",
    "FY2018",
    "first",
    "second",
    "5th",
    "twentieth",
    "few",
    "several",
    "couple",
    "dozen",
    "half",
    "two",
    "twenty",
    "hundred",
    "thousand",
    "more",
    "than",
    "about",
    "will",
    "met",
    "\n\n",
    ".",
    "old",
    "long",
    "full",
    "time",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=12).map("".join),
    st.text(max_size=60),
)
DAYS = st.one_of(st.none(), st.dates())


@cache
def tokenizer() -> object:
    import spacy

    return spacy.blank("en")


def parse(text: str, published: date | None, tag: str = "NN", sentences: int = 2) -> Syntax:
    doc = tokenizer().make_doc(text)  # type: ignore[attr-defined]
    words, size = [token.text for token in doc], len(doc)
    begins = [token.idx for token in doc]
    half = size // 2 if sentences == 2 else 0
    return Syntax(
        Article("t", "", text, published, None, None, "en", "-"), words,
        [w.lower() for w in words], [w.lower() for w in words], [tag] * size, ["X"] * size,
        ["dep"] * size, list(range(size)), begins,
        [begin + len(word) for begin, word in zip(begins, words, strict=True)], [],
        [(a, b) for a, b in ((0, half), (half, size)) if a < b],
    )  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(TEXTS, DAYS, st.sampled_from(["NN", "VBD", "MD", "NNS", "JJ"]))
def test_any_text_gives_sound_times(text: str, published: date | None, tag: str) -> None:
    end = 0
    for time in find_times(parse(text, published, tag)):
        assert time.passage is not None
        assert text[time.passage.begin : time.passage.end] == time.passage.text
        assert time.passage.begin >= end, "times overlap or are out of order"
        end = time.passage.end
        assert time.value
        if time.earliest and time.latest:
            assert time.earliest <= time.latest
        if time.type == "SET":
            assert time.edtf == ""


@settings(deadline=None, max_examples=100)
@given(TEXTS, DAYS)
def test_the_same_text_gives_the_same_times(text: str, published: date | None) -> None:
    assert find_times(parse(text, published)) == find_times(parse(text, published))


RELATIVE = st.sampled_from(
    ["yesterday", "today", "tomorrow", "three days ago", "the day before yesterday", "24 hours ago"]
)


@settings(deadline=None, max_examples=200)
@given(RELATIVE, st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(-4000, 4000))
def test_day_relative_times_move_with_the_publication_day(
    words: str, published: date, days: int
) -> None:
    def day(time: Time) -> date:
        assert time.earliest is not None
        assert time.earliest == time.latest
        return time.earliest

    text = f"They met {words}."
    (first,) = find_times(parse(text, published, sentences=1))
    (second,) = find_times(parse(text, published + timedelta(days), sentences=1))
    assert day(second) - day(first) == timedelta(days)
    assert first.rule == second.rule
