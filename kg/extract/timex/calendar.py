"""Stretches of the calendar with their TIMEX3 value, EDTF and bounds: November 2017 is 2017-11,
11-01 to 11-30.

Years are astronomical: 1 BC is 0, 480 BC is -479. Python's dates begin with year 1, so earlier
times have no bounds.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from kg.extract.timex.words import HOLIDAYS
from kg.model.time import Grain, TimexType

SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SEASON_EDTF = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


@dataclass(frozen=True, slots=True)
class When:
    """A resolved (or open) time: what a rule gives back. `year`, `month`, `day` are what it
    anchors later times with.
    """

    value: str
    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    grain: Grain = "unknown"
    type: TimexType = "DATE"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    basis: str = "explicit"


Bounds = tuple[date | None, date | None]


def year_value(year: int) -> str:
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def year_edtf(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def stretch(first: tuple[int, int, int], last: tuple[int, int, int]) -> Bounds:
    """The two days as dates; no bounds if one lies outside Python's calendar or does not exist."""
    try:
        return date(*first), date(*last)
    except (ValueError, OverflowError):
        return None, None


def month_length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1] if MINYEAR <= year <= MAXYEAR else 31


def day_of(day: date) -> When:
    text = day.isoformat()
    return When(text, text, day, day, "day", "DATE", day.year, day.month, day.day)


def day_in(year: int, month: int, day: int) -> When | None:
    """A day of the calendar, None if there is no such day ("30 February")."""
    if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        return None
    bounds = stretch((year, month, day), (year, month, day))
    tail = f"-{month:02d}-{day:02d}"
    return When(
        year_value(year) + tail,
        year_edtf(year) + tail,
        bounds[0],
        bounds[1],
        "day",
        year=year,
        month=month,
        day=day,
    )


def week_of(day: date) -> When:
    year, week, weekday = day.isocalendar()
    first = move(day, days=1 - weekday) or day
    last = move(first, days=6) or day
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    return When(
        f"{year:04d}-W{week:02d}", edtf, first, last, "week", "DATE", first.year, first.month, None
    )


def weekend_of(day: date) -> When:
    """The Saturday and Sunday of the ISO week of a day."""
    week = week_of(day)
    saturday = move(week.earliest or day, days=5) or day
    sunday = move(saturday, days=1) or day
    edtf = f"{saturday.isoformat()}/{sunday.isoformat()}"
    return replace(week, value=week.value + "-WE", edtf=edtf, earliest=saturday, latest=sunday)


def month_in(year: int, month: int) -> When:
    bounds = stretch((year, month, 1), (year, month, month_length(year, month)))
    tail = f"-{month:02d}"
    return When(
        year_value(year) + tail,
        year_edtf(year) + tail,
        bounds[0],
        bounds[1],
        "month",
        year=year,
        month=month,
    )


def season_in(year: int, code: str) -> When:
    """A meteorological season of the north; winter begins in December of its year."""
    month = SEASON_MONTH[code]
    end_year, end = (year, month + 2) if month < 12 else (year + 1, 2)
    bounds = stretch((year, month, 1), (end_year, end, month_length(end_year, end)))
    edtf = f"{year_edtf(year)}-{SEASON_EDTF[code]}"
    return When(f"{year_value(year)}-{code}", edtf, bounds[0], bounds[1], "season", year=year)


def quarter_in(year: int, quarter: int) -> When:
    first, last = 3 * quarter - 2, 3 * quarter
    bounds = stretch((year, first, 1), (year, last, month_length(year, last)))
    edtf = f"{year_edtf(year)}-{32 + quarter}"
    return When(f"{year_value(year)}-Q{quarter}", edtf, bounds[0], bounds[1], "quarter", year=year)


def half_in(year: int, half: int) -> When:
    last = (6, 30) if half == 1 else (12, 31)
    bounds = stretch((year, 6 * half - 5, 1), (year, *last))
    edtf = f"{year_edtf(year)}-{39 + half}"
    return When(f"{year_value(year)}-H{half}", edtf, bounds[0], bounds[1], "month", year=year)


def year_in(year: int) -> When:
    bounds = stretch((year, 1, 1), (year, 12, 31))
    return When(year_value(year), year_edtf(year), bounds[0], bounds[1], "year", year=year)


def decade_in(year: int) -> When:
    """The ten years that a year falls in by its first three digits (2010 to 2019)."""
    if year <= 0:
        return When(f"BC{(1 - year) // 10:03d}", "", None, None, "decade", year=year)
    tens = year // 10
    bounds = stretch((max(1, tens * 10), 1, 1), (tens * 10 + 9, 12, 31))
    return When(f"{tens:03d}", f"{tens:03d}X", bounds[0], bounds[1], "decade", year=tens * 10)


def century_in(number: int, *, before_christ: bool = False) -> When:
    """The nth century; TIMEX3 writes the 19th as 18."""
    if before_christ:
        return When(f"BC{number - 1:02d}", "", None, None, "century", year=1 - number * 100)
    first = number * 100 - 99
    bounds = stretch((first, 1, 1), (number * 100, 12, 31))
    return When(
        f"{number - 1:02d}", f"{number - 1:02d}XX", bounds[0], bounds[1], "century", year=first
    )


def move(day: date, *, days: int = 0) -> date | None:
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def month_after(year: int, month: int, count: int) -> tuple[int, int]:
    year, month = divmod(year * 12 + month - 1 + count, 12)
    return year, month + 1


def day_months_after(day: date, count: int) -> date | None:
    """The same day of another month, or that month's last day."""
    year, month = month_after(day.year, day.month, count)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month, min(day.day, month_length(year, month)))


def unit_after(day: date, unit: str, count: int) -> When | None:
    """The calendar unit ("D", "W", "M", "Q", "Y", "DE", "CE", "WE") that lies `count` units from
    a day's own.
    """
    match unit:
        case "D" | "W" | "WE" | "2W":
            other = move(day, days=count * {"D": 1, "2W": 14}.get(unit, 7))
            build = {"D": day_of, "WE": weekend_of}.get(unit, week_of)
            return build(other) if other else None
        case "M":
            return checked(month_in(*month_after(day.year, day.month, count)))
        case "Q":
            year, month = month_after(day.year, day.month, 3 * count)
            return checked(quarter_in(year, (month + 2) // 3))
        case "Y":
            return checked(year_in(day.year + count))
        case "DE":
            return checked(decade_in(day.year + 10 * count))
        case "CE":
            return checked(century_in((day.year + 99) // 100 + count))
    return None


def checked(when: When) -> When | None:
    return when if when.earliest else None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, extra = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * extra + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def holiday_in(year: int, name: str) -> When | None:
    """The day of a holiday of times.toml in a year."""
    code = HOLIDAYS.get(name)
    if code is None or not 1583 <= year < MAXYEAR:
        return None
    if code.startswith("easter"):
        return day_of(easter(year) + timedelta(int(code[6:])))
    if ":" not in code:
        return day_in(year, int(code[:2]), int(code[3:]))
    month, weekday, number = (int(part) for part in code.split(":"))
    days = [
        week[weekday]
        for week in calendar.Calendar().monthdayscalendar(year, month)
        if week[weekday]
    ]
    return day_in(year, month, days[number - 1 if number > 0 else number])


def edtf_interval(first: date, last: date) -> str:
    """An EDTF interval, written in years or months where its ends are whole ones."""
    if last.day == month_length(last.year, last.month) and first.day == 1:
        if first.month == 1 and last.month == 12:
            left, right = f"{first.year:04d}", f"{last.year:04d}"
        else:
            left, right = f"{first:%Y-%m}".zfill(7), f"{last:%Y-%m}".zfill(7)
        return left if left == right else f"{left}/{right}"
    return f"{first.isoformat()}/{last.isoformat()}"


def part_of(when: When, part: str) -> When:
    """The early, middle or late third of a time; "start" and "end" are smaller. The value stays,
    as TIMEX3 has it.
    """
    first, last = when.earliest, when.latest
    if first is None or last is None or first == last:
        return when
    length = (last - first).days + 1
    share = {
        "early": (0, 1 / 3),
        "mid": (1 / 3, 2 / 3),
        "late": (2 / 3, 1),
        "start": (0, 1 / 4),
        "end": (3 / 4, 1),
    }[part]
    if length > 300:  # whole months
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        begin = day_months_after(first, round(months * share[0])) or first
        end = move(day_months_after(first, round(months * share[1])) or last, days=-1) or last
        end = last if share[1] == 1 else end
    else:
        begin = first + timedelta(int(length * share[0]))
        end = first + timedelta(int(length * share[1]) - 1)
    end = max(begin, end)
    return replace(when, edtf=edtf_interval(begin, end), earliest=begin, latest=end)


def fiscal_in(year: int) -> When:
    """A fiscal year; its bounds differ by country, so it has none."""
    return When(f"FY{year:04d}", "", None, None, "year", year=year)
