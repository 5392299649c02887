"""Dates in front matter and date lines: "08/12/2017", "Dec. 8, 2017", "Updated: 8 December 2017,
10:15 GMT".

"08/12/2017" is 8 December or 12 August: `find_date` keeps both readings and `choose_order` decides,
saying why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.model import DateReading

Order = Literal["DMY", "MDY", "YMD"]

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"), 1
    )
    for name in names.split()
}  # fmt: skip
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
YEAR = r"(?P<year>\d{4}|'\d{2})(?!\d)"
ORDERED_SHAPES: tuple[tuple[Order | None, str], ...] = (
    ("YMD", r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)"),
    ("DMY", rf"{DAY}\.?(?: of)?[ -]?{MONTH},?[ -]?{YEAR}"),
    ("MDY", rf"{MONTH}[ -]?{DAY},?[ -]?{YEAR}"),
    ("YMD", rf"(?P<year>\d{{4}}),?[ -]{MONTH}[ -]{DAY}"),
    (
        None,
        r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})"
        r"(?![\d/.-]*\d)",
    ),
)
SHAPES = tuple(
    (order, re.compile(rf"(?<![\w/.]){shape}", re.IGNORECASE)) for order, shape in ORDERED_SHAPES
)
PATH_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})([-/_]?)(?P<month>\d{2}|(?<=\D)\d)\2"
    r"(?P<day>\d{2}|(?<=\D)\d)(?!\d)"
)
LABEL = (
    r"(?:(?:first |last )?(?:published|posted|updated|modified|created|issued|filed)(?: on| at)?"
    r"|publication date|date|last update)"
)
NOISE = re.compile(
    rf"\b(?:{LABEL}|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|at|on|and|"
    r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?|\d{1,2}(?= ?[ap]\.?m)|[ap]\.?m\b\.?|noon|hrs?|"
    r"gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|e\.?t|bst|cet|cest|eet|msk|ist|z)(?![^\W_])|"
    r"T?\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?|[+-]\d{2}:?\d{2}",
    re.IGNORECASE,
)
LABELLED = re.compile(rf"\s*{LABEL}\s*:", re.IGNORECASE)
PLACE = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}(?:, [A-Z][\w.'’-]+)?\s*[,–—-]")
DIGIT = re.compile(r"\d")
PUNCTUATION = " \t,.;:|()[]·•–—-*_"


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words that give a date, and what they mean in each order that makes sense (one unless
    ambiguous).
    """

    words: str
    readings: Mapping[Order, date]

    @property
    def is_ambiguous(self) -> bool:
        return len(set(self.readings.values())) > 1


def find_date(words: str) -> DateWords | None:
    """The first date in the words, None if there is none that the calendar knows."""
    found = sorted(
        (
            (match.start(), number, match, order)
            for number, (order, shape) in enumerate(SHAPES)
            for match in shape.finditer(words)
        ),
        key=lambda candidate: candidate[:2],
    )
    for _, _, match, order in found:
        if readings := read_match(match, order):
            return DateWords(match[0].rstrip(". "), readings)
    return None


def read_match(match: re.Match[str], order: Order | None) -> dict[Order, date]:
    """What a matched date means in each possible order; empty if the calendar knows no such day."""
    parts = match.groupdict()
    year = full_year(parts["year"])
    if order is not None:
        month = parts["month"].lower()
        number = int(month) if month.isdigit() else MONTHS[month]
        return calendar_day(order, year, number, int(parts["day"]))
    first, second = int(parts["first"]), int(parts["second"])
    readings = calendar_day("DMY", year, second, first)
    if parts["mark"] != "." and first != second:  # 08.12.2017 is day-first wherever it is written
        readings |= calendar_day("MDY", year, first, second)
    return readings


def full_year(words: str) -> int:
    number = int(words.lstrip("'"))
    if len(words) == 4:
        return number
    return number + (2000 if number < 70 else 1900)


def calendar_day(order: Order, year: int, month: int, day: int) -> dict[Order, date]:
    try:
        return {order: date(year, month, day)}
    except ValueError:
        return {}


def is_dateline(line: str) -> bool:
    """True if a line holds a date and nothing else but a label, weekday, time, zone or "City,"."""
    if len(line) > 160 or not DIGIT.search(line) or find_date(line) is None:
        return False
    rest = line
    for _, shape in SHAPES:
        rest = shape.sub(" ", rest)
    rest = NOISE.sub(" ", rest).strip(PUNCTUATION)
    return not rest or (PLACE.fullmatch(f"{rest},") is not None and line.startswith(rest))


def is_labelled_date(line: str) -> bool:
    """True for a short line such as "Published: ..." that means to give a date, readable or not."""
    return len(line) <= 60 and LABELLED.match(line) is not None


def choose_order(
    found: DateWords, *, setting: str, evidence: tuple[tuple[Order, str], ...]
) -> tuple[date, DateReading | None]:
    """The day that the words mean, with the reason where they are ambiguous.

    A setting of "DMY" or "MDY" decides; with "auto" the first piece of evidence, else day first.
    """
    if not found.is_ambiguous:
        return next(iter(found.readings.values())), None
    order: Order
    if setting in ("DMY", "MDY"):
        order, reason = ("DMY" if setting == "DMY" else "MDY"), "setting date_order"
    else:
        order, reason = next(iter(evidence), ("DMY", "no sign of month first, so day first"))
    taken = found.readings[order]
    other = next(day for day in found.readings.values() if day != taken)
    return taken, DateReading(found.words, taken, order, reason, other)


def find_order_evidence(
    found: DateWords, text: str, *, language: str, url: str, name: str
) -> tuple[tuple[Order, str], ...]:
    """Signs of the order in which an article writes dates, the strongest first: its address, its
    file name, another date in its text, its language, its country.
    """
    evidence: list[tuple[Order, str]] = []
    for path, what in ((url, "address"), (name, "file name")):
        known = find_path_date(path)
        for order, day in found.readings.items():
            if known is not None and day in known.readings.values():
                evidence.append((order, f"the {what} holds {known.words}"))
    evidence.extend(find_other_dates(text))
    tag = language.replace("_", "-").lower()
    if "-" in tag:
        evidence.append(("MDY" if tag.endswith("-us") else "DMY", f"language {language}"))
    host = re.sub(r"^\w+://", "", url).split("/")[0].split(":")[0].lower()
    if host.endswith((".us", ".gov", ".mil")):
        evidence.append(("MDY", f"the address is American ({host})"))
    return tuple(evidence)


def find_path_date(path: str) -> DateWords | None:
    """The date in an address or a file name, year first: ".../2017/12/08/...",
    "2017-12-08-syria.md".
    """
    for match in PATH_DATE.finditer(path):
        if readings := read_match(match, "YMD"):
            return DateWords(match[0], readings)
    return None


def find_other_dates(text: str) -> list[tuple[Order, str]]:
    """The first numeric date of the text that can be read in one order only."""
    for match in SHAPES[-1][1].finditer(text):
        readings = read_match(match, None)
        if len(readings) == 1 and match["mark"] != ".":
            order = next(iter(readings))
            first = "month" if order == "MDY" else "day"
            if int(match["first"]) != int(match["second"]):
                return [(order, f"'{match[0]}' in the article has the {first} first")]
    return []
