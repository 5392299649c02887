"""Dates: every form that a date line takes, and the reason for each reading of an ambiguous one."""

from __future__ import annotations

from datetime import date

import pytest
from kg.readers.dates import (
    choose_order,
    find_date,
    find_order_evidence,
    find_path_date,
    is_dateline,
    is_labelled_date,
)

DAY = date(2017, 12, 8)
ONE_WAY = (
    "8 December 2017",
    "08 Dec 2017",
    "8th of December, 2017",
    "8. December 2017",
    "8-Dec-2017",
    "December 8, 2017",
    "Dec. 8, 2017",
    "Friday, December 8, 2017",
    "2017-12-08",
    "2017/12/08",
    "2017 December 8",
    "2017-12-08T10:15:00Z",
    "2017-12-08 10:15:00+03:00",
    "08.12.2017",
    "8.12.17",
    "Updated: 8 December 2017, 10:15 GMT",
    "Published: Friday, December 8, 2017 at 3:04 p.m. EST",
    "Last updated on 08.12.2017 15:30",
    "Sochi, 8 December 2017",
    "Dec. 8, 2017 | Updated 10:20 ET",
)


@pytest.mark.parametrize("words", ONE_WAY)
def test_a_date_line_is_recognised_and_read(words: str) -> None:
    found = find_date(words)
    assert found is not None
    assert set(found.readings.values()) == {DAY}
    assert not found.is_ambiguous
    assert is_dateline(words)


@pytest.mark.parametrize("words", ["08/12/2017", "8/12/17", "08-12-2017"])
def test_a_numeric_date_can_be_read_in_two_ways(words: str) -> None:
    found = find_date(words)
    assert found is not None
    assert found.readings == {"DMY": DAY, "MDY": date(2017, 8, 12)}
    assert is_dateline(words)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("25/12/2017", date(2017, 12, 25)),
        ("12/25/2017", date(2017, 12, 25)),
        ("5/5/2017", date(2017, 5, 5)),
    ],
)
def test_a_numeric_date_with_one_reading_is_not_ambiguous(words: str, day: date) -> None:
    found = find_date(words)
    assert found is not None
    assert set(found.readings.values()) == {day}
    assert choose_order(found, setting="auto", evidence=()) == (day, None)


@pytest.mark.parametrize(
    "words",
    [
        "On 8 December 2017 he came to Rome.",
        "Gerasimov said on December 8, 2017 that the war was over",
        "In 2017 he came",
        "20 June",
        "31 February 2017",
        "1/2/3/2017",
        "",
    ],
)
def test_prose_and_half_dates_are_no_date_lines(words: str) -> None:
    assert not is_dateline(words)


def test_a_labelled_line_means_to_be_a_date_even_if_it_is_none() -> None:
    assert is_labelled_date("Published: 45/99/2017")
    assert not is_labelled_date("Published by Penguin")


@pytest.mark.parametrize(
    ("signs", "order", "reason"),
    [
        ({"url": "https://a.org/2017/12/08/x"}, "DMY", "the address holds 2017/12/08"),
        ({"url": "https://a.org/2017/08/12/x"}, "MDY", "the address holds 2017/08/12"),
        ({"name": "sources/2017-12-08-x.md"}, "DMY", "the file name holds 2017-12-08"),
        (
            {"text": "It ends on 12/25/2017."},
            "MDY",
            "'12/25/2017' in the article has the month first",
        ),
        (
            {"text": "It ends on 25/12/2017."},
            "DMY",
            "'25/12/2017' in the article has the day first",
        ),
        ({"language": "en-US"}, "MDY", "language en-US"),
        ({"language": "en-GB"}, "DMY", "language en-GB"),
        ({"url": "https://www.state.gov/x"}, "MDY", "the address is American (www.state.gov)"),
        ({}, "DMY", "no sign of month first, so day first"),
    ],
)
def test_signs_decide_an_ambiguous_date(signs: dict[str, str], order: str, reason: str) -> None:
    found = find_date("08/12/2017")
    assert found is not None
    text = signs.pop("text", "")
    given = {"language": "en", "url": "", "name": "x.md"} | signs
    evidence = find_order_evidence(found, text, **given)
    taken, reading = choose_order(found, setting="auto", evidence=evidence)
    assert reading is not None
    assert (reading.order, reading.reason) == (order, reason)
    assert taken == found.readings[reading.order]
    assert reading.other not in (None, taken)


def test_the_setting_beats_every_sign() -> None:
    found = find_date("08/12/2017")
    assert found is not None
    taken, reading = choose_order(found, setting="MDY", evidence=(("DMY", "language en-GB"),))
    assert taken == date(2017, 8, 12)
    assert reading is not None
    assert reading.reason == "setting date_order"


def test_a_path_holds_a_date_only_if_the_calendar_does() -> None:
    assert find_path_date("news/2017-13-45-x") is None
    found = find_path_date("https://a.org/20171208/x")
    assert found is not None
    assert found.readings == {"YMD": DAY}
