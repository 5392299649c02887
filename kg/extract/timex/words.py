"""The words of time expressions, read from times.toml: "sept" -> 9, "fortnight" -> "2W", "boxing
day" -> "12-26".
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from kg.errors import LexiconError

SECTIONS = (
    "months", "weekdays", "seasons", "season_compounds", "parts_of_day", "units", "numbers",
    "ordinals", "decades", "qualifiers", "sets", "vague", "holidays",
)  # fmt: skip
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read_words() -> dict[str, dict[str, Any]]:
    """The sections of times.toml; raises LexiconError for a section that is missing or unknown."""
    text = files("kg").joinpath("data/lexicons/times.toml").read_text(encoding="utf-8")
    sections = tomllib.loads(text)
    if set(sections) != set(SECTIONS):
        odd = ", ".join(sorted(set(sections) ^ set(SECTIONS)))
        raise LexiconError(
            f"times.toml: the sections must be {', '.join(SECTIONS)}; look at: {odd}"
        )
    return sections


_SECTIONS = read_words()
MONTHS: dict[str, int] = {
    spelling: number
    for number, name in enumerate(MONTH_NAMES, 1)
    for spelling in _SECTIONS["months"][name]
}
WEEKDAYS: dict[str, int] = {
    spelling: number
    for number, name in enumerate(WEEKDAY_NAMES)
    for spelling in _SECTIONS["weekdays"][name]
}
SEASONS: dict[str, str] = _SECTIONS["seasons"]
SEASON_COMPOUNDS = frozenset(_SECTIONS["season_compounds"]["words"])
PARTS_OF_DAY: dict[str, str] = _SECTIONS["parts_of_day"]
UNITS: dict[str, str] = _SECTIONS["units"]
NUMBERS: dict[str, int] = _SECTIONS["numbers"]
ORDINALS: dict[str, int] = _SECTIONS["ordinals"]
DECADES: dict[str, int] = _SECTIONS["decades"]
QUALIFIERS: list[str] = _SECTIONS["qualifiers"]["words"]
SETS: dict[str, str] = _SECTIONS["sets"]
VAGUE: dict[str, str] = _SECTIONS["vague"]
HOLIDAYS: dict[str, str] = _SECTIONS["holidays"]


def number_of(words: str) -> float | None:
    """The number that words say ("3", "twenty-five", "two and a half", "a dozen"); None if vague
    ("several").
    """
    words = words.replace(",", "")
    if words.replace(".", "", 1).isdigit():
        return float(words)
    if words.endswith("and a half") or words.endswith("and half"):
        whole = number_of(words.rsplit(" and", 1)[0])
        return None if whole is None else whole + 0.5
    if words in ("half a", "half an", "half"):
        return 0.5
    if words in ("a couple of", "a couple", "couple of", "couple", "both"):
        return 2.0
    if words in ("a dozen", "dozen"):
        return 12.0
    parts = [NUMBERS.get(part) for part in words.replace("-", " ").split() if part != "and"]
    if not parts or None in parts:
        return None
    total = 0
    for part in parts:
        total = total * 100 if part == 100 and total else total + (part or 0)
    return float(total)
