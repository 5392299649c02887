"""Times that share words: "3 to 7 December", "1957-60", "the 19th and 20th centuries".

As in TimeML each is an expression of its own; the first of a range also has the bounds of both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from kg.extract.syntax import Syntax
from kg.extract.timex.calendar import When, century_in, day_in, day_of, month_in, move, year_in
from kg.extract.timex.rules import day_number
from kg.extract.timex.tokens import LETTERS

DASHES = {"-", "–", "—"}
JOINTS = {"and", "to", "or", "through", "until", "till", *DASHES}
COUNTED = (LETTERS["month"], LETTERS["units"], LETTERS["unit"])
ORDINALS = (LETTERS["ordinal"], LETTERS["wordordinal"])
NUMBERS = (LETTERS["smallnumber"], LETTERS["daynumber"])


class Draft(NamedTuple):
    """A time in tokens, before it becomes a fact."""

    start: int
    end: int
    when: When
    rule: str


def adopt_year(drafts: list[Draft], draft: Draft) -> None:
    """Gives "May" in "May and June 1940" the year of its neighbour."""
    if not drafts or draft.when.basis != "explicit" or draft.when.year is None:
        return
    before, last = drafts[-1], draft.when
    first = before.when
    if draft.start - before.end > 1 or before.rule not in (
        "times.month",
        "times.day",
        "times.after",
    ):
        return
    if first.basis == "explicit" or first.month is None or last.month is None:
        return
    year = draft.when.year - (first.month > last.month)
    when = day_in(year, first.month, first.day) if first.day else month_in(year, first.month)
    if when:
        drafts[-1] = before._replace(when=when)


def join_range(drafts: list[Draft], draft: Draft, lowers: list[str]) -> Draft:
    """Gives the first of "from 2011 to 2015" the bounds of both (its passage and value stay);
    gives back the second, a week later where the two are weekdays in the wrong order.
    """
    if not drafts or drafts[-1].end != draft.start - 1 or drafts[-1].start < 1:
        return draft
    before, joint, opener = drafts[-1], lowers[draft.start - 1], lowers[drafts[-1].start - 1]
    is_range = joint in DASHES or joint == "through"
    is_range = is_range or (opener == "from" and joint in ("to", "until", "till"))
    is_range = is_range or (opener == "between" and joint == "and")
    first, last = before.when, draft.when
    if not is_range or first.earliest is None or last.latest is None:
        return draft
    if first.earliest > last.latest and draft.rule == before.rule == "times.weekday":
        later = move(last.latest, days=7)  # "from Monday to Thursday", told on a Friday
        last = replace(day_of(later), basis=last.basis) if later else last
        draft = draft._replace(when=last)
    if last.latest and first.earliest <= last.latest and first.type == last.type == "DATE":
        edtf = f"{first.edtf.split('/')[0]}/{last.edtf.rsplit('/')[-1]}"
        drafts[-1] = before._replace(
            when=replace(first, edtf=edtf, latest=last.latest), rule="times.range"
        )
    return draft


def ranged(syntax: Syntax, letters: str, draft: Draft, floor: int, end: int) -> list[Draft]:
    """A draft, and the bare number before or after it that shares its month, era or century."""
    if draft.rule in ("times.century", "times.year"):
        return paired(syntax.lowers, letters, draft, floor) or spelled_out(
            syntax.lowers, letters, draft, end
        )
    when, lowers = draft.when, syntax.lowers
    if draft.rule != "times.day" or when.year is None or when.month is None:
        return [draft]
    left, right, number = draft.start, draft.end, LETTERS["daynumber"]
    if left - 2 >= floor and lowers[left - 1] in JOINTS and letters[left - 2] == number:
        other = day_in(when.year, when.month, int(lowers[left - 2]))
        if other:
            return [Draft(left - 2, left - 1, replace(other, basis=when.basis), draft.rule), draft]
    joined = right + 1 < end and lowers[right] in JOINTS and letters[right + 1] == number
    if joined and letters[right - 1] == number and letters[right + 2 : right + 3] not in COUNTED:
        other = day_in(when.year, when.month, int(lowers[right + 1]))
        if other:
            other = replace(other, basis=when.basis)
            return [draft, Draft(right + 1, right + 2, other, draft.rule)]
    return [draft]


def spelled_out(lowers: list[str], letters: str, draft: Draft, end: int) -> list[Draft]:
    """ "60" of "1957-60" """
    year, last = draft.when.year, lowers[draft.end + 1] if draft.end + 1 < end else ""
    hyphenated = letters[draft.end : draft.end + 1] == LETTERS["hyphen"]
    two_digits = len(last) == 2 and last.isdigit()
    if hyphenated and two_digits and year and year > 999 and int(last) > year % 100:
        other = year_in(year - year % 100 + int(last))
        return [draft, Draft(draft.end + 1, draft.end + 2, other, draft.rule)]
    return [draft]


def paired(lowers: list[str], letters: str, draft: Draft, floor: int) -> list[Draft]:
    """ "the 19th" of "the 19th and 20th centuries" and "499" of "499 to 493 BC"."""
    left = draft.start - (2 if lowers[draft.start - 1] == "the" else 1)
    is_early = "BC" in draft.when.value
    if left - 1 < floor or lowers[left] not in JOINTS:
        return []
    word, letter = lowers[left - 1], letters[left - 1]
    other: When | None = None
    if draft.rule == "times.century" and letter in ORDINALS:
        other = century_in(day_number(word), before_christ=is_early)
    elif draft.rule == "times.year" and is_early and letter in NUMBERS and word.isdigit():
        other = year_in(1 - int(word))
    return [Draft(left - 1, left, other, draft.rule), draft] if other else []
