"""find_times without the language model: calendar, words and a hand-made parse."""

from __future__ import annotations

from datetime import date

import pytest
from kg.extract.syntax import Syntax
from kg.extract.times import find_times
from kg.extract.timex.calendar import (
    century_in,
    day_in,
    decade_in,
    easter,
    edtf_interval,
    holiday_in,
    month_in,
    part_of,
    quarter_in,
    season_in,
    unit_after,
    week_of,
    year_in,
)
from kg.extract.timex.registry import RULES
from kg.extract.timex.tokens import compile_pattern
from kg.extract.timex.words import HOLIDAYS, number_of
from kg.model import Article, DateReading

NEW_YEAR = date(2021, 1, 3)  # a Sunday of the old year's last week
FRIDAY = date(2017, 12, 8)


def parse(text: str, published: date | None = FRIDAY, **article: object) -> Syntax:
    """A parse without grammar: words at blanks and punctuation, one sentence, all nouns."""
    import spacy

    doc = spacy.blank("en").make_doc(text)
    words = [token.text for token in doc]
    size = len(words)
    made = Article("t", "", text, published, None, None, "en", "-", **article)  # type: ignore[arg-type]
    return Syntax(
        made, words, [w.lower() for w in words], [w.lower() for w in words], ["NN"] * size,
        ["NOUN"] * size, ["dep"] * size, list(range(size)), [token.idx for token in doc],
        [token.idx + len(token) for token in doc], [], [(0, size)] if size else [],
    )  # fmt: skip


def values(text: str, published: date | None = FRIDAY, **article: object) -> list[tuple[str, str]]:
    found = find_times(parse(text, published, **article))
    return [(time.passage.text, time.value) for time in found if time.passage]


@pytest.mark.parametrize(
    ("year", "day"),
    [(1818, (3, 22)), (1943, (4, 25)), (2000, (4, 23)), (2017, (4, 16)), (2024, (3, 31))],
)
def test_easter_sunday(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("christmas", date(2017, 12, 25)),
        ("thanksgiving", date(2017, 11, 23)),
        ("labor day", date(2017, 9, 4)),
        ("memorial day", date(2017, 5, 29)),
        ("good friday", date(2017, 4, 14)),
        ("whit monday", date(2017, 6, 5)),
    ],
)
def test_holidays(name: str, day: date) -> None:
    when = holiday_in(2017, name)
    assert when is not None
    assert when.earliest == when.latest == day


def test_every_holiday_has_a_day() -> None:
    for name in HOLIDAYS:
        for year in (1990, 2016, 2017):
            when = holiday_in(year, name)
            assert when is not None, name
            assert when.grain == "day"


@pytest.mark.parametrize(
    ("when", "value", "edtf", "first", "last"),
    [
        (month_in(2016, 2), "2016-02", "2016-02", "2016-02-01", "2016-02-29"),
        (quarter_in(2017, 4), "2017-Q4", "2017-36", "2017-10-01", "2017-12-31"),
        (season_in(2017, "WI"), "2017-WI", "2017-24", "2017-12-01", "2018-02-28"),
        (week_of(NEW_YEAR), "2020-W53", "2020-12-28/2021-01-03", "2020-12-28", "2021-01-03"),
        (decade_in(1984), "198", "198X", "1980-01-01", "1989-12-31"),
        (century_in(20), "19", "19XX", "1901-01-01", "2000-12-31"),
    ],
)  # fmt: skip
def test_calendar(when: object, value: str, edtf: str, first: str, last: str) -> None:
    bounds = (str(when.earliest), str(when.latest))  # type: ignore[attr-defined]
    assert (when.value, when.edtf, *bounds) == (value, edtf, first, last)  # type: ignore[attr-defined]


def test_years_before_christ_have_no_bounds() -> None:
    when = year_in(-479)
    assert (when.value, when.edtf, when.earliest) == ("BC0480", "-0479", None)


def test_days_that_do_not_exist() -> None:
    assert day_in(2017, 2, 29) is None
    assert day_in(2017, 13, 1) is None


@pytest.mark.parametrize(
    ("part", "edtf"),
    [
        ("early", "2017-11-01/2017-11-10"),
        ("mid", "2017-11-11/2017-11-20"),
        ("late", "2017-11-21/2017-11-30"),
    ],
)
def test_parts_of_a_month(part: str, edtf: str) -> None:
    assert part_of(month_in(2017, 11), part).edtf == edtf


def test_intervals_are_written_at_their_grain() -> None:
    assert edtf_interval(date(2016, 1, 1), date(2017, 12, 31)) == "2016/2017"
    assert edtf_interval(date(2016, 1, 1), date(2016, 4, 30)) == "2016-01/2016-04"
    assert edtf_interval(date(2016, 1, 1), date(2016, 12, 31)) == "2016"
    assert edtf_interval(date(2016, 1, 2), date(2016, 4, 30)) == "2016-01-02/2016-04-30"


def test_the_calendar_ends() -> None:
    assert unit_after(date(9999, 12, 31), "D", 1) is None
    assert unit_after(date(1, 1, 1), "Y", -1) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("3", 3), ("1,200", 1200), ("twenty-five", 25), ("two and a half", 2.5), ("a dozen", 12),
        ("half a", 0.5), ("a hundred", 100), ("several", None), ("", None),
    ],
)  # fmt: skip
def test_numbers(words: str, number: float | None) -> None:
    assert number_of(words) == number


def test_numeric_dates_follow_the_order_of_the_date_line() -> None:
    assert values("dated 04/12/2017 here") == [("04/12/2017", "2017-12-04")]
    reading = DateReading("12/08/2017", FRIDAY, "MDY", "setting date_order", date(2017, 8, 12))
    assert values("dated 04/12/2017 here", date_reading=reading) == [("04/12/2017", "2017-04-12")]
    assert values("dated 25/12/2017 here", date_reading=reading) == [("25/12/2017", "2017-12-25")]


def test_both_numbers_of_a_range_are_times() -> None:
    days = [("3", "2017-12-03"), ("7 December 2017", "2017-12-07")]
    assert values("from 3 to 7 December 2017") == days
    assert values("in the 19th and 20th centuries") == [("19th", "18"), ("20th centuries", "19")]
    assert values("(499-493 BC)") == [("499", "BC0499"), ("493 BC", "BC0493")]


def test_nothing_is_found_where_nothing_is() -> None:
    assert values("") == []
    assert values("   \n\n ") == []
    assert values("The army took the hill.") == []


def test_without_publication_day_relative_times_stay_open() -> None:
    found = find_times(parse("yesterday, last week, two years ago and on Monday", None))
    assert len(found) == 4
    for time in found:
        assert (time.earliest, time.latest, time.basis) == (None, None, "open")


def test_rules_are_compiled_once_and_named() -> None:
    assert len(RULES) > 30
    assert all(rule.name.startswith("times.") for rule in RULES)


def test_an_unknown_class_in_a_pattern_is_refused() -> None:
    with pytest.raises(KeyError, match="moonth"):
        compile_pattern("the? moonth")
