"""The registry of rules and those for dates that name themselves: "8 December 2017", "480 BC".

A rule is a pattern of token classes and a function from its match to a `When`; of the rules that
match at a token the longest match is taken, and of equally long ones the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kg.extract.timex.anchors import Story, based, day_from, open_day
from kg.extract.timex.calendar import (
    When,
    century_in,
    day_in,
    decade_in,
    fiscal_in,
    half_in,
    holiday_in,
    month_in,
    part_of,
    quarter_in,
    season_in,
    year_in,
)
from kg.extract.timex.tokens import compile_pattern
from kg.extract.timex.words import DECADES, MONTHS, ORDINALS, SEASONS


@dataclass(frozen=True, slots=True)
class Found:
    """Words that a rule matched; named groups of its pattern give words in lower case."""

    match: re.Match[str]
    lowers: list[str]

    def words(self, group: str | int = 0) -> str:
        """The words of a group, joined by blanks; empty if the group took no part."""
        start, end = self.match.span(group)
        return " ".join(self.lowers[start:end]) if start >= 0 else ""

    def has(self, group: str) -> bool:
        return self.match.start(group) >= 0


Resolve = Callable[[Found, Story], When | None]


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    resolve: Resolve


RULES: list[Rule] = []


def rule(name: str, *patterns: str) -> Callable[[Resolve], Resolve]:
    """Registers a function for patterns, in the order of preference."""

    def register(resolve: Resolve) -> Resolve:
        RULES.extend(Rule(f"times.{name}", compile_pattern(form), resolve) for form in patterns)
        return resolve

    return register


YEARS = "(?P<year>[daynumber smallnumber year] era|year)"
YEAR_TAIL = f"(comma? [of in]? ({YEARS}|(?P<thatyear>thatyear)))"
PIECES = {
    "early": "early", "mid": "mid", "middle": "mid", "late": "late", "beginning": "start",
    "start": "start", "end": "end", "close": "end", "opening": "start", "closing": "end",
    "final": "end", "dawn": "start", "mid-": "mid",
}  # fmt: skip


def month_number(words: str) -> int:
    return MONTHS[words.rstrip(".")]


def day_number(words: str) -> int:
    return ORDINALS.get(words) or int(re.sub(r"\D", "", words))


def year_number(words: str) -> int:
    """The astronomical year of "1996", "'96", "480 bc" or "ad 14"."""
    digits = int(re.sub(r"\D", "", words.replace(",", "")))
    if "b" in words:
        return 1 - digits
    if words[0] in "'’‘":
        return digits + (2000 if digits <= 30 else 1900)
    return digits


def year_told(found: Found, story: Story) -> tuple[int, str] | None:
    """The year of a tail ("2017", "of last year", "that year") and its basis; None if there is
    no tail or anchor.
    """
    if found.has("year"):
        return year_number(found.words("year")), "explicit"
    if not found.has("thatyear"):
        return None
    words = set(found.words("thatyear").split())
    if "year" not in words:
        return None
    in_story = bool(words & {"that", "same", "following", "previous"})
    in_story = in_story or ("the" in words and not words & {"last", "next"} and story.is_local())
    if in_story:
        year = story.told_year()
        if year is not None:
            return year + ("following" in words) - ("previous" in words), "narrative"
    if story.published is None:
        return None
    shift = ("next" in words or "following" in words) - bool(words & {"last", "previous"})
    return story.published.year + shift, story.publication_basis


@rule("iso-date", "isodate", "year hyphen daynumber hyphen daynumber")
def iso_date(found: Found, story: Story) -> When | None:
    year, month, day = (int(part) for part in re.findall(r"\d+", found.words())[:3])
    when = day_in(year, month, day)
    clock = re.search(r"t(\d\d:\d\d)", found.words())
    if when and clock:
        return replace(when, value=f"{when.value}T{clock[1]}", type="TIME", grain="hour")
    return when


@rule("numeric-date", "slashdate")
def numeric_date(found: Found, story: Story) -> When | None:
    parts = re.split(r"[/.]", found.words())
    if len(parts[0]) == 4:
        year, month, day = (int(part) for part in parts)
        return day_in(year, month, day)
    first, second = int(parts[0]), int(parts[1])
    year = int(parts[2]) if len(parts[2]) == 4 else 2000 + int(parts[2])
    if second > 12 or (story.month_first and first <= 12):
        first, second = second, first
    return day_in(year, second, first)


@rule(
    "day",
    f"(weekday comma? the?)? (?P<month>month) (?P<day>[daynumber ordinal]) {YEAR_TAIL}?",
    f"(weekday comma? the?)? the? (?P<day>[daynumber ordinal]) of? (?P<month>month) {YEAR_TAIL}?",
)
def month_day(found: Found, story: Story) -> When | None:
    month, day = month_number(found.words("month")), day_number(found.words("day"))
    told = year_told(found, story)
    if told is None:
        return day_from(story, month, day)
    when = day_in(told[0], month, day)
    return when and based(when, told[1])


@rule("month", f"(?P<month>month) {YEAR_TAIL}", "(?P<month>month)")
def bare_month(found: Found, story: Story) -> When | None:
    month = month_number(found.words("month"))
    told = year_told(found, story) if found.match.re.groups > 1 else story.year_of_month(month)
    return based(month_in(told[0], month), told[1]) if told else open_day(month)


@rule("season", f"the? (?P<season>season) {YEAR_TAIL}", "the? (?P<season>season)")
def bare_season(found: Found, story: Story) -> When | None:
    code = SEASONS[found.words("season")]
    if found.match.re.groups > 1:
        told = year_told(found, story)
    else:
        told = story.year_of_month({"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code])
        if told and told[1] == "narrative" and story.last and story.last.year is not None:
            told = (story.last.year, "narrative")
    if told is None:
        return When(f"XXXX-{code}", grain="season", basis="open")
    return based(season_in(told[0], code), told[1])


@rule(
    "quarter",
    f"the? (ordinals|final) hyphen? fiscal? unit {YEAR_TAIL}?",
    f"quarternumber (of? fiscal? {YEARS})?",
)
def quarter(found: Found, story: Story) -> When | None:
    words = found.words().split()
    if words[0][0] == "q" and words[0][1:].isdigit():
        number = int(words[0][1])
    elif "quarter" in words:
        number = next((ORDINALS[word] for word in words if word in ORDINALS), 4)
    else:
        return None
    if not 1 <= number <= 4:
        return None
    told = year_told(found, story) if "thatyear" in found.match.re.groupindex else None
    if told is None and found.has("year"):
        told = year_number(found.words("year")), "explicit"
    told = told or story.year_of_month(3 * number - 2)
    if told is None:
        return When(f"XXXX-Q{number}", grain="quarter", basis="open")
    return based(quarter_in(told[0], number), told[1])


@rule("half", f"the? (ordinals|late) half of ({YEARS}|(?P<thatyear>thatyear))")
def half_year(found: Found, story: Story) -> When | None:
    number = next((ORDINALS[word] for word in found.words().split() if word in ORDINALS), 2)
    told = year_told(found, story)
    if told is None or number not in (1, 2):
        return None
    return based(half_in(told[0], number), told[1])


@rule("fiscal-year", "the? fiscal unit? (?P<year>year)", "(?P<year>fiscalyear)")
def fiscal_year(found: Found, story: Story) -> When | None:
    digits = re.sub(r"\D", "", found.words("year"))
    return fiscal_in(int(digits) if len(digits) == 4 else 2000 + int(digits))


@rule(
    "year",
    "(?P<year>[daynumber smallnumber year] era)",
    "(?P<year>era [daynumber smallnumber])",
    "(?P<year>year)",
    "(?P<year>shortyear)",
    "(?P<year>smallnumber)",
)
def year(found: Found, story: Story) -> When | None:
    words = found.words("year")
    number = year_number(words)
    if found.match.group() == "N":  # "in 490", told of antiquity
        if story.told_year() is None or not -1000 < (story.told_year() or 0) < 1000:
            return None
        number = 1 - number if (story.told_year() or 0) < 0 else number
    return year_in(number)


@rule(
    "decade",
    "the? (?P<part>early|mid|late|middle)? hyphen? (?P<decade>decadenumber) (?P<era>era)?",
    "the (?P<part>early|mid|late)? hyphen? (?P<decade>decadeword)",
    "(?P<part>early|mid|late) hyphen? (?P<decade>decadeword)",
)
def decade(found: Found, story: Story) -> When | None:
    words = found.words("decade")
    digits = re.sub(r"\D", "", words)
    if words in DECADES:
        start = 1900 + DECADES[words]
    else:
        start = int(digits) if len(digits) > 2 else 1900 + int(digits)
    if len(digits) == 3 or found.has("era"):
        antique = "b" in found.words("era") or (
            not found.has("era") and (story.told_year() or 1) < 0
        )
        start = 1 - start if antique else start
        if not antique and not found.has("era"):
            return None
    when = decade_in(start)
    return part_of(when, PIECES[found.words("part")]) if found.has("part") else when


@rule(
    "century",
    "the? (?P<part>early|mid|late)? hyphen? (?P<number>ordinals) hyphen? anyunit (?P<era>era)?",
)
def century(found: Found, story: Story) -> When | None:
    if "centur" not in found.words():
        return None
    number = day_number(found.words("number"))
    before = "b" in found.words("era")
    if not before and not found.has("era") and (story.told_year() or 1) < 0:
        before = True
    when = century_in(number, before_christ=before)
    return part_of(when, PIECES[found.words("part")]) if found.has("part") else when


@rule("holiday", f"(?P<name>holiday holidaytail*) part? {YEAR_TAIL}?")
def holiday(found: Found, story: Story) -> When | None:
    name = found.words("name").replace(" 's", "'s").replace(" '", "'").replace("’", "'")
    told = year_told(found, story)
    if told is None:
        first = holiday_in(2001, name)
        if first is None:
            return None
        told = story.year_of_month(first.month or 1, first.day or 1)
    if told is None:
        return When("XXXX-XX-XX", grain="day", basis="open")
    when = holiday_in(told[0], name)
    return when and based(when, told[1])


@rule("mid", "midtoken")
def mid_token(found: Found, story: Story) -> When | None:
    part, rest = re.split(r"[-–]", found.words(), maxsplit=1)
    when = decade_in(int(rest[:4])) if rest.endswith("s") else year_in(int(rest))
    return part_of(when, PIECES[part])
