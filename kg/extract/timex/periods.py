"""The rules for periods, sets, clock times and vague words: "for three months", "every Friday",
"10 a.m.", "recently".
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from kg.extract.timex.anchors import Story, based, published_day
from kg.extract.timex.calendar import When, day_months_after, edtf_interval, move, unit_after
from kg.extract.timex.rules import Found, rule
from kg.extract.timex.words import MONTHS, NUMBERS, SEASONS, SETS, UNITS, VAGUE, WEEKDAYS, number_of

SKIPPED = {
    "than", "the", "same", "full", "whole",
    "straight", "consecutive", "working", "business", "successive", "more",
    "additional", "long", "last",
}  # fmt: skip
SET_WORDS = {"every", "each", "times", "once", "twice", "per"}
DAYS = {"D": 1, "W": 7, "2W": 14, "TH": 1 / 24}
MONTHS_IN = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


def unit_of(word: str) -> str | None:
    """The code of a unit in singular or plural ("years" -> "Y"); None for another word."""
    if word == "centuries":
        return "CE"
    return UNITS.get(word) or UNITS.get(word.removesuffix("s"))


def amount_of(words: list[str]) -> float | None:
    """The number in words like "more than two years"; None where they name none ("several
    years").
    """
    kept = []
    for word in words:
        if unit_of(word):
            break
        if word not in SKIPPED:
            kept.append(word)
    if len(kept) > 1 and kept[0] in ("a", "an") and kept[1] in NUMBERS and kept[1] != "hundred":
        kept = kept[1:]  # "a thirty-year war"
    text = " ".join(kept).replace(" - ", "-").strip(" -")
    while text:
        if (number := number_of(text)) is not None:
            return number
        if text.split()[0] in ("few", "several", "many") or text.startswith(("a few", "a number")):
            return None
        cut = re.sub(r"^\S+ ?", "", text)
        text = cut
    return None


def period_value(amount: float | None, unit: str) -> str:
    """A TIMEX3 period: "P3M", "PT24H", "P2.5Y", "PXD"."""
    number = "X" if amount is None else f"{amount:g}"
    if unit == "2W":
        number, unit = ("X" if amount is None else f"{2 * amount:g}"), "W"
    if unit == "Q" and amount is not None:
        number, unit = f"{3 * amount:g}", "M"
    if unit == "WE":
        return f"P{number}WE"
    return f"PT{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"


def back_from(day: date, amount: float, unit: str) -> date | None:
    """The day that lies a period before another (after it, for a negative amount)."""
    if unit in MONTHS_IN:
        return day_months_after(day, -round(amount * MONTHS_IN[unit]))
    return move(day, days=-round(amount * DAYS.get(unit, 0)))


@rule("period", "count (genitive time)? (hyphen? long)? (?! hyphen? old|datedafter)")
def period(found: Found, story: Story) -> When | None:
    words = found.words().split()
    unit = next((code for word in reversed(words) if (code := unit_of(word))), None)
    if unit is None:
        return None
    amount, before = amount_of(words), found.lowers[max(0, found.match.start() - 1)]
    ahead = before in ("in", "within") and (story.tense == "future" or "time" in words)
    if ahead and amount and amount == int(amount) and story.published and unit[0] != "T":
        when = unit_after(story.published, unit, int(amount))
        return when and based(when, story.publication_basis)
    return When(period_value(amount, unit), type="DURATION")


@rule("bare-period", "[units hours] (?! hyphen? old|datedafter)", "unit hyphen? long")
def bare_period(found: Found, story: Story) -> When | None:
    words = found.words().split()
    unit = unit_of(words[0])
    amount = 1 if "long" in words else None
    if unit is None or unit == "Q":
        return None
    return When(period_value(amount, unit), type="DURATION")


@rule(
    "anchored-period",
    "the [following previous] qualifier? number? (few|couple of?)? [units hours] (?! datedafter)",
    "the? [last next final start wordordinal] qualifier? number? "
    "(few|couple of?)? (full|season)? [units unit hours] (?! hyphen? old|datedafter)",
    "(the|this|that) (last|next) (few|number)? unit (?! datedafter)",
    "the? (vague|next|last) [units hours] (?! datedafter)",
)
def anchored_period(found: Found, story: Story) -> When | None:
    """ "the past three years" is a period that ends on the publication day, and so has bounds."""
    words = found.words().split()
    unit = unit_of(words[-1])
    if unit is None or not (words[-1].endswith("s") or "past" in words):
        return None
    counted = [word for word in words if word not in ("past", "next", "first", "second", "final")]
    amount = amount_of(counted) if words[-1].endswith("s") else 1.0
    when = When(period_value(amount, unit), type="DURATION")
    day, shift = story.published, 1 if set(words) & {"last", "past"} else -1
    if amount is None or day is None or not set(words) & {"last", "past", "next", "coming"}:
        return when
    other = back_from(day, amount * shift, unit)
    if other is None or story.history:
        return when
    first, last = min(day, other), max(day, other)
    edtf = edtf_interval(first, last)
    return replace(when, edtf=edtf, earliest=first, latest=last, basis=story.publication_basis)


@rule(
    "set",
    "every other_? (ordinals|number)? (weekday|month|season|part)",
    "every other_? few? number? anyunit",
    "set",
    "on? weekdays",
    "per unit",
    "times (a|every|per) unit",
    "number times (a|every|per) unit",
)
def repeated(found: Found, story: Story) -> When | None:
    words = found.words().split()
    last = words[-1]
    if last in SETS:
        return When(SETS[last], type="SET")
    if last == "24/7":
        return When("P1D", type="SET")
    if last.rstrip(".") in WEEKDAYS or last.removesuffix("s") in WEEKDAYS:
        number = WEEKDAYS.get(last.rstrip("."), WEEKDAYS.get(last.removesuffix("s"), 0))
        return When(f"XXXX-WXX-{number + 1}", grain="day", type="SET")
    if last.rstrip(".") in MONTHS:
        return When(f"XXXX-{MONTHS[last.rstrip('.')]:02d}", grain="month", type="SET")
    if last in SEASONS:
        return When(f"XXXX-{SEASONS[last]}", grain="season", type="SET")
    unit = unit_of(last)
    if unit is None:
        return When("P1D", type="SET")
    amount = 2.0 if "other" in words else amount_of([w for w in words if w not in SET_WORDS])
    return When(
        period_value(1.0 if amount is None or "times" in words else amount, unit), type="SET"
    )


@rule("vague", "vague vaguetail*")
def vague(found: Found, story: Story) -> When | None:
    words = found.words()
    value = VAGUE.get(words)
    if value is None:
        return None
    day = story.published
    if words in ("now", "currently") and day and not story.history:
        return When(value, day.isoformat(), day, day, "day", basis=story.publication_basis)
    return When(value, basis="open")


@rule("these-days", "this units", "in? the last (?! anyunit|number|few|qualifier)")
def these_days(found: Found, story: Story) -> When | None:
    words = found.words()
    if words == "these days":
        return When("PRESENT_REF", basis="open")
    return When("PAST_REF", basis="open") if words.endswith("in the past") else None


CLOCK = (
    "(clock|daynumber) (ampm|oclock)"
    "|clock (?= (hours|zone|on|in|weekday|daynumber|month|comma|other))|(?P<noon>noon)"
)


@rule(
    "clock",
    f"({CLOCK}) (hours|zone time?|zone)* (?! comma? datedafter| comma? "
    f"(month|weekday|[daynumber ordinal] of? month))",
)
def clock(found: Found, story: Story) -> When | None:
    day = story.told_day() if story.history else None
    when = based(published_day(story), "publication day")
    if day is not None or story.history:
        when = When(day.isoformat() if day else "XXXX-XX-XX", basis="narrative" if day else "open")
    return replace(
        when, value=when.value + "T" + clock_value(found.words()), type="TIME", grain="hour"
    )


def clock_value(words: str) -> str:
    """ "6:30 p.m." -> "18:30"."""
    if "midnight" in words:
        return "24:00"
    found = re.search(r"(\d{1,2})(?:[:.](\d\d))?", words)
    if found is None:
        return "12:00"
    hour = int(found[1])
    if re.search(r"\bp\.?m", words) and hour < 12:
        hour += 12
    if re.search(r"\ba\.?m", words) and hour == 12:
        hour = 0
    return f"{hour:02d}:{found[2] or '00'}"
