"""The rules for times that are measured from an anchor: "last month", "two days later", "on
Friday", "the following year".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.extract.timex.anchors import Story, based, published_day
from kg.extract.timex.calendar import (
    SEASON_MONTH,
    When,
    day_of,
    decade_in,
    month_after,
    month_in,
    move,
    part_of,
    season_in,
    unit_after,
    week_of,
    weekend_of,
    year_in,
    year_value,
)
from kg.extract.timex.periods import amount_of, unit_of
from kg.extract.timex.rules import Found, month_number, rule
from kg.extract.timex.words import PARTS_OF_DAY, SEASONS, WEEKDAYS

BACK = {"last", "past", "previous", "preceding"}
FORTH = {"next", "coming", "upcoming", "following", "subsequent", "ensuing", "succeeding"}
TOLD = {
    "following", "previous", "preceding", "same",
    "that", "subsequent", "ensuing", "succeeding", "those",
}  # fmt: skip
OPEN_VALUE = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
}  # fmt: skip


def shift_of(words: set[str]) -> int:
    return bool(words & FORTH) - bool(words & BACK)


def open_unit(unit: str) -> When:
    return When(OPEN_VALUE.get(unit, "XXXX"), basis="open")


def from_publication(story: Story, unit: str, count: int) -> When:
    if story.published is None:
        return open_unit(unit)
    when = unit_after(story.published, unit, count)
    return based(when, story.publication_basis) if when else open_unit(unit)


def from_story(story: Story, unit: str, count: int) -> When:
    """The unit `count` units from the last date told, as exactly as that was told; else from the
    publication day.
    """
    last = story.last
    if last is None:
        return from_publication(story, unit, count)
    day = last.earliest
    when: When | None = None
    if unit == "Y" and last.year is not None:
        when = year_in(last.year + count)
    elif unit == "M" and last.year is not None and last.month is not None:
        when = month_in(*month_after(last.year, last.month, count))
    elif unit in ("D", "W", "WE", "2W"):
        precise = last.grain in ("day", "hour") or (unit != "D" and last.grain == "week")
        when = unit_after(day, unit, count) if day and precise else None
    elif unit == "DE" and last.year is not None:
        when = decade_in(last.year + 10 * count)
    elif day is not None and unit in ("CE", "Q"):
        when = unit_after(day, unit, count)
    if when is None:
        month = f"-{last.month:02d}" if last.month and unit in ("D", "W") else "-XX"
        year = "XXXX" if last.year is None else year_value(last.year)
        return When(year + (f"{month}-XX" if unit == "D" else ""), basis="open")
    return based(when, "narrative")


@rule("day-word", "dayword", "the unit before dayword", "the unit after dayword")
def day_word(found: Found, story: Story) -> When | None:
    words = found.words().split()
    if words[-1] in ("today", "tonight", "overnight") and story.history and not story.quoted:
        return When("PRESENT_REF", basis="publication day")
    if len(words) > 1 and words[1] != "day":
        return None
    shift = {"yesterday": -1, "tomorrow": 1}.get(words[-1], 0)
    if len(words) > 1:
        shift += {"before": -1, "after": 1}.get(words[2], 0)
    when = from_publication(story, "D", shift)
    if words[-1] in ("tonight", "overnight"):
        return replace(when, value=when.value + "TNI", type="TIME", grain="hour")
    return when


@rule(
    "relative-unit",
    "deictic fiscal? (?P<unit>unit) (?! hyphen? old|datedafter)",
    "this (last|next) (?P<unit>unit)",
    "this (?P<unit>units)",  # "this years festival", as many write
)
def relative_unit(found: Found, story: Story) -> When | None:
    words, unit = set(found.words().split()), unit_of(found.words("unit"))
    if "these" in words:
        return None
    if unit is None or unit.startswith("T") or unit == "WE":
        return None
    count = shift_of(words)
    if "past" in words and "this" not in words:
        return None  # "the past year" is a period that ends today
    is_told = "the" in words and (unit == "D" or story.history)
    is_told = is_told or ({"the", "next"} <= words and story.is_local())
    if words & TOLD or is_told:
        return from_story(story, unit, count)
    if story.history and "this" in words and story.last and story.last.grain != "year":
        return from_story(story, unit, 0)
    return from_publication(story, unit, count)


@rule(
    "neighbour-unit",
    "(the|a) (?P<unit>unit) (?P<side>before|after|earlier|later)(?! "
    "(the|a|this|that|year|month|weekday))",
)
def neighbour_unit(found: Found, story: Story) -> When | None:
    unit = unit_of(found.words("unit"))
    if unit is None or unit.startswith("T"):
        return None
    count = -1 if found.words("side") in ("before", "earlier", "prior", "previously") else 1
    return from_story(story, unit, count)


@rule("the-unit", "the (?P<unit>unit)")
def the_unit(found: Found, story: Story) -> When | None:
    """ "the year" in "the end of the year": stands only after a modifier (see
    `kg.extract.times`).
    """
    unit = unit_of(found.words("unit"))
    if unit is None or unit.startswith("T") or unit == "WE":
        return None
    return from_story(story, unit, 0) if story.history else from_publication(story, unit, 0)


@rule("weekday", "(deictic|last|next)? (?P<weekday>weekday) (comma? (?P<tail>last|next) unit?)?")
def bare_weekday(found: Found, story: Story) -> When | None:
    words, number = set(found.words().split()), WEEKDAYS[found.words("weekday").rstrip(".")]
    told = story.told_day()
    anchor, basis = story.published, story.publication_basis
    if told and (words & TOLD or story.history):
        anchor, basis = told, "narrative"
        words |= {"next"} if story.history and not words & (BACK | FORTH) else set()
    if anchor is None or (story.history and told is None):
        return When(f"XXXX-WXX-{number + 1}", grain="day", basis="open")
    back = (anchor.weekday() - number) % 7
    if found.has("tail") and "week" in words:
        monday = week_of(anchor).earliest or anchor
        day = move(monday, days=number + (7 if found.words("tail") == "next" else -7))
    elif words & FORTH:
        day = move(anchor, days=(-back) % 7 or 7)
    elif words & BACK:
        day = move(anchor, days=-(back or 7))
    elif "this" in words:
        day = move(week_of(anchor).earliest or anchor, days=number)
    else:
        day = move(anchor, days=-back if story.tense == "past" else (-back) % 7)
    return based(day_of(day), basis) if day else None


@rule("relative-month", "(deictic|last|next) (?P<month>month)")
def relative_month(found: Found, story: Story) -> When | None:
    month = month_number(found.words("month"))
    return told_or_published(found, story, month, lambda year: month_in(year, month))


@rule("relative-season", "(deictic|last|next) (?P<season>season)")
def relative_season(found: Found, story: Story) -> When | None:
    code = SEASONS[found.words("season")]
    return told_or_published(found, story, SEASON_MONTH[code], lambda year: season_in(year, code))


def told_or_published(
    found: Found, story: Story, month: int, build: Callable[[int], When]
) -> When | None:
    """A month or season with "last", "that" ...: of the story's year, or the publication day's."""
    words = set(found.words().split())
    last = story.last
    if (words & TOLD or story.history) and last and last.year is not None:
        year = last.year
        if words & FORTH and last.month and month <= last.month:
            year += 1
        if words & BACK and (not last.month or month >= last.month):
            year -= 1
        return based(build(year), "narrative")
    if story.published is None:
        return When("XXXX", basis="open")
    year, now = story.published.year, story.published
    when = build(year)
    if words & BACK and when.latest and when.latest >= now:
        year -= 1
    if words & FORTH and when.earliest and when.earliest <= now:
        year += 1
    return based(build(year), story.publication_basis)


@rule("weekend", "(the|this|last|next|deictic)? (?P<weekend>unit)")
def weekend(found: Found, story: Story) -> When | None:
    words = set(found.words().split())
    if "weekend" not in words:
        return None
    if story.published is None:
        return open_unit("WE")
    count = shift_of(words)
    if not count and story.published.weekday() < 4 and (story.tense == "past" or "the" in words):
        count = -1 if story.tense == "past" else 0
    elif not count and story.published.weekday() == 4 and story.tense == "past":
        count = -1
    day = move(story.published, days=7 * count)
    return based(weekend_of(day), story.publication_basis) if day else None


@rule(
    "distance",
    "count (?P<side>ago|earlier|later|before|after)",
    "(?P<vague>[units hours]) (?P<side>ago|earlier|later)",
    "count (?P<side>from) vague",
)
def distance(found: Found, story: Story) -> When | None:
    """ "three days ago" is measured from the publication day, "three days earlier" from the
    story.
    """
    words, side = found.words().split(), found.words("side").split()[0]
    if side in ("after", "before") and found.lowers[found.match.end() :][:1]:
        follower = found.lowers[found.match.end()]
        if follower.isalnum() and follower not in ("and", "in", "on", "when", "with"):
            return None  # "two days after the talks": a distance from an event
    back = side in ("ago", "earlier", "before", "prior", "previously")
    unit = next((code for word in reversed(words) if (code := unit_of(word))), None)
    amount = None if found.match.re.groups > 1 else amount_of(words)
    told = side not in ("ago", "from", "hence")
    base = (story.told_day() if told else None) or story.published
    if unit is None:
        return None
    if amount is None:
        if back:
            return When("PAST_REF", basis="open", latest=base)
        return When("FUTURE_REF", basis="open", earliest=base)
    count = round(-amount if back else amount)
    if unit in ("TH", "TM"):
        day = base and move(base, days=int(count / 24) if unit == "TH" else 0)
        if day is None:
            return When("XXXX-XX-XX", basis="open")
        when = based(day_of(day), "narrative" if told else story.publication_basis)
        if unit == "TH" and count % 24 == 0:
            return when
        return replace(when, value=when.value + "TXX", type="TIME", grain="hour")
    return from_story(story, unit, count) if told else from_publication(story, unit, count)


@rule(
    "part-of-day",
    "(?P<which>the|this|that|last|a|deictic|dayword)? "
    "(?P<same>early|late|mid|next|following|previous|same)* hyphen? (?P<part>part) hours? "
    "(?! datedafter)",
)
def part_of_day(found: Found, story: Story) -> When | None:
    words = found.words().split()
    code = PARTS_OF_DAY.get(found.words("part")) or PARTS_OF_DAY[found.words("part")[:-1]]
    which = set(words)
    if not which & (BACK | FORTH | TOLD | {"this", "the", "yesterday", "tomorrow", "today"}):
        return None
    if which & {"yesterday", "tomorrow", "today"}:
        when = from_publication(story, "D", ("tomorrow" in which) - ("yesterday" in which))
    elif "this" in which or ("last" in which and "night" in which):
        when = from_publication(story, "D", -("last" in which))
    elif "the" in which and not which & (FORTH | BACK | TOLD) and not story.told_day():
        when = published_day(story)
    else:
        when = from_story(story, "D", shift_of(which))
    return replace(when, value=when.value + "T" + code, type="TIME", grain="hour")


@rule("unit-end", "the? (?P<unit>unit) genitive? hyphen? end")
def unit_end(found: Found, story: Story) -> When | None:
    unit = unit_of(found.words("unit"))
    if unit is None or unit.startswith("T"):
        return None
    when = from_story(story, unit, 0) if story.history else from_publication(story, unit, 0)
    return part_of(when, "end")
