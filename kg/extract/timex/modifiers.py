"""Words around a date that belong to it: "the end of", "early", "the morning of", "at 10 a.m.
on", "since".

Each modifier is a pattern that must end where the date begins (or begin where it ends) and a
function that changes it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from re import Pattern

from kg.extract.timex.anchors import Story
from kg.extract.timex.calendar import When, edtf_interval, part_of
from kg.extract.timex.periods import CLOCK, amount_of, clock_value, period_value, unit_of
from kg.extract.timex.rules import PIECES, Found
from kg.extract.timex.tokens import compile_pattern
from kg.extract.timex.words import PARTS_OF_DAY

Change = Callable[[When, Found, Story], When | None]


@dataclass(frozen=True, slots=True)
class Modifier:
    name: str
    pattern: Pattern[str]
    change: Change


def early(when: When, found: Found, story: Story) -> When | None:
    words = found.words().split()
    word = next((w for w in words if w in PIECES), None)
    today, first, last = story.published, when.earliest, when.latest
    if word is None and today and first and last and first <= today <= last and when.type == "DATE":
        first, last = (today, last) if "later" in words else (first, today)
        return replace(when, edtf=edtf_interval(first, last), earliest=first, latest=last)
    if word is None or when.type != "DATE" or when.grain == "unknown":
        return when if when.type == "DATE" else None  # "later that year", "earlier in May"
    return part_of(when, PIECES[word])


def piece(when: When, found: Found, story: Story) -> When | None:
    if when.type != "DATE":
        return None
    word = next((w for w in reversed(found.words().split()) if w in PIECES), None)
    return part_of(when, PIECES[word]) if word else when


EDGES = {"first", "last", "final", "opening", "closing"}


def days_in(when: When, found: Found, story: Story) -> When | None:
    """ "the first week of August", "the last three months of 1915" """
    words = found.words().split()
    unit = next((code for word in reversed(words) if (code := unit_of(word))), None)
    if unit is None or when.type != "DATE" or when.earliest is None or when.latest is None:
        return None
    side = "end" if {"last", "final", "closing"} & set(words) else "start"
    bounded = part_of(when, side) if set(words) & EDGES else when
    counted = [
        word
        for word in words
        if word not in ("the", "first", "last", "final", "opening", "closing")
    ]
    if not any(unit_of(word) and word.endswith("s") for word in words):
        return replace(when, edtf=bounded.edtf, earliest=bounded.earliest, latest=bounded.latest)
    value = period_value(amount_of(counted), unit)
    return When(
        value,
        bounded.edtf,
        bounded.earliest,
        bounded.latest,
        when.grain,
        "DURATION",
        basis=when.basis,
    )


def part_of_day(when: When, found: Found, story: Story) -> When | None:
    if when.grain != "day" or when.type == "SET":
        return None
    word = next((w for w in found.words().split() if w.removesuffix("s") in PARTS_OF_DAY), "")
    code = PARTS_OF_DAY.get(word) or PARTS_OF_DAY[word.removesuffix("s")]
    return replace(when, value=f"{when.value}T{code}", type="TIME", grain="hour")


def at_clock(when: When, found: Found, story: Story) -> When | None:
    if when.grain != "day" or when.type != "DATE":
        return None
    return replace(
        when, value=f"{when.value}T{clock_value(found.words())}", type="TIME", grain="hour"
    )


def same(when: When, found: Found, story: Story) -> When | None:
    return when if when.type == "DATE" else None


SIZE = "(early|late|mid|middle|earlier|later)"
DAYS_IN = "(ordinals|last|final|start)? qualifier* number* (units|unit|weekday)"
EDGE = "(end|start|middle|rest|final|half)"
BEFORE = tuple(
    Modifier(name, compile_pattern(f"({pattern})$"), change)
    for name, pattern, change in (
        ("piece", f"the? {SIZE}? {EDGE} (of|in) the?", piece),
        ("days-in", f"the? {DAYS_IN} (of|in) the?", days_in),
        ("part-of-day", f"(the|a|that)? {SIZE}? hyphen? part hours? (of|on) the?", part_of_day),
        ("clock", f"({CLOCK}) (hours|zone time?|zone)* (on|comma|of)? the?", at_clock),
        ("early", f"the? {SIZE} (hyphen|(in|on|of) the?)?", early),
        ("unit", "(the|this) [unit units] (of the?)?", same),
    )
)  # fmt: skip
AFTER = tuple(
    Modifier(name, compile_pattern(pattern), change)
    for name, pattern, change in (
        ("part-of-day", f"genitive? comma? {SIZE}? part hours?", part_of_day),
        ("clock", f"comma? (at|from)? ({CLOCK}) (hours|zone time?|zone)*", at_clock),
    )
)  # fmt: skip
LONGEST = 10  # tokens of a modifier


def extend(
    when: When,
    place: tuple[int, int],
    limits: tuple[int, int],
    letters: str,
    lowers: list[str],
    story: Story,
) -> tuple[When, int, int, str]:
    """The date with its modifiers, its new token range and the name of the last modifier ("" for
    none).
    """
    name, (start, end), (floor, ceiling) = "", place, limits
    for _ in range(2):
        for modifier in BEFORE:
            window = max(floor, start - LONGEST)
            match = modifier.pattern.search(letters, window, start)
            changed = match and modifier.change(when, Found(match, lowers), story)
            if match and changed:
                when, start, name = changed, match.start(), modifier.name
                break
        else:
            break
    for modifier in AFTER:
        match = modifier.pattern.match(letters, end, ceiling)
        changed = match and modifier.change(when, Found(match, lowers), story)
        if match and changed:
            when, end, name = changed, match.end(), modifier.name
            break
    return when, start, end, name


def bounded(when: When, preposition: str, story: Story) -> tuple[When, str]:
    """What "since", "until", "by", "before" and "after" make of the bounds of a date, and the
    rule's name.
    """
    first, last, today = when.earliest, when.latest, story.published
    if when.type != "DATE" or first is None or last is None or when.edtf == "":
        return when, ""
    if preposition == "since":
        now = today.isoformat() if today and today >= first and not story.history else ""
        end = today if now else None
        return replace(when, edtf=f"{when.edtf.split('/')[0]}/{now or '..'}", latest=end), "since"
    if preposition in ("until", "till", "by"):
        right = when.edtf.rsplit("/", maxsplit=1)[-1]
        ahead = today is not None and today < last and not story.history and story.tense != "past"
        begin = today if ahead and today and preposition == "by" else None
        left = begin.isoformat() if begin else ".."
        name = "by" if preposition == "by" else "until"
        return replace(when, edtf=f"{left}/{right}", earliest=begin), name
    if preposition == "before" and "/" in when.edtf:
        return replace(when, edtf=f"../{last.isoformat()}", earliest=None), "before"
    if preposition == "before" and first.toordinal() > 1:
        before = first - timedelta(1)
        return replace(
            when, edtf=f"../{before.isoformat()}", earliest=None, latest=before
        ), "before"
    if preposition == "after" and last.year < 9999:
        after = last + timedelta(1)
        return replace(when, edtf=f"{after.isoformat()}/..", earliest=after, latest=None), "after"
    return when, ""
