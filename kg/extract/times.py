"""Finds time expressions and says what they mean: "last month", published 2017-12-08 -> 2017-11.

A hand-written grammar over token classes (`kg.extract.timex`); the model's DATE and TIME entities only confirm bare
years. A `Time` never goes beyond its expression: "since 2015" has the passage "2015" and the bounds of "since".
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from kg.extract.syntax import Syntax
from kg.extract.timex import periods, relative, rules
from kg.extract.timex.anchors import Story
from kg.extract.timex.calendar import When, century_in, day_in, month_in, year_in
from kg.extract.timex.guards import is_history, is_time
from kg.extract.timex.modifiers import bounded, extend
from kg.extract.timex.rules import RULES, Found, Rule, day_number
from kg.extract.timex.tense import tense_of
from kg.extract.timex.tokens import LETTERS, classify, trigger_pattern
from kg.model import Time

assert periods and relative and rules  # importing them registers their rules
LIMITS = {"since", "until", "till", "by", "before", "after"}
DASHES = {"-", "–", "—"}
JOINTS = {"and", "to", "or", "through", "until", "till", *DASHES}
ONLY_MODIFIED = {"times.the-unit"}


class Draft(NamedTuple):
    """A time in tokens, before it becomes a fact. `cut` is a pair of offsets inside the text for parts of a token."""

    start: int
    end: int
    when: When
    rule: str
    cut: tuple[int, int] | None = None


@cache
def master() -> re.Pattern[str]:
    """One pattern that matches where any rule matches."""
    forms = (re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in RULES)
    return re.compile("|".join(f"(?:{form})" for form in dict.fromkeys(forms)))


def find_times(syntax: Syntax) -> tuple[Time, ...]:
    """The time expressions of an article in text order; they do not overlap."""
    letters = classify(syntax.words, syntax.lowers)
    trigger = trigger_pattern()
    reading = syntax.article.date_reading
    story = Story(
        syntax.article.published, is_history(syntax, letters),
        month_first=reading is not None and reading.order == "MDY",
    )  # fmt: skip
    drafts: list[Draft] = []
    for start, end in syntax.sents:
        if trigger.search(letters, start, end):
            read_sentence(syntax, letters, start, end, story, drafts)
    return tuple(time_of(syntax, draft) for draft in drafts)


def read_sentence(
    syntax: Syntax, letters: str, start: int, end: int, story: Story, drafts: list[Draft]
) -> None:
    """Adds the times of one sentence to the drafts and moves the story forward."""
    floor = position = start
    while found := master().search(letters, position, end):
        position = found.start()
        if position == found.end():
            position += 1
            continue
        story.token = position
        story.quoted = bool(syntax.quotations) and syntax.quotation_of[position] >= 0
        story.tense = tense_of(syntax, found.end() - 1)
        best = longest(syntax, letters, position, end, story)
        if best is None:
            position += 1
            continue
        draft, told = draft_of(syntax, letters, best, floor, end, story)
        if draft is not None:
            adopt_year(drafts, draft)
            for part in ranged(syntax, letters, draft, floor, end):
                join_range(drafts, part, syntax.lowers)
                drafts.append(part)
            if told:
                move_story(story, told, letters, position)
            position = floor = max(draft.end, drafts[-1].end)
        else:
            position = best[1].end()


def longest(
    syntax: Syntax, letters: str, position: int, end: int, story: Story
) -> tuple[Rule, re.Match[str], When] | None:
    """The rule with the longest match at a token that gives a time there."""
    matches = [
        (rule, match) for rule in RULES if (match := rule.pattern.match(letters, position, end))
    ]
    for rule, match in sorted(matches, key=lambda pair: -pair[1].end()):
        if match.end() == position or not is_time(syntax, letters, rule.name, match):
            continue
        when = rule.resolve(Found(match, syntax.lowers), story)
        if when is not None:
            return rule, match, when
    return None


def draft_of(
    syntax: Syntax,
    letters: str,
    best: tuple[Rule, re.Match[str], When],
    floor: int,
    end: int,
    story: Story,
) -> tuple[Draft | None, When | None]:
    """The time with its modifiers and its preposition's bounds; and the time as the story tells it."""
    rule, match, when = best
    told, begin, stop, modifier = extend(
        when, match.span(), (floor, end), letters, syntax.lowers, story
    )
    if rule.name in ONLY_MODIFIED and not modifier:
        return None, None
    name, limited = rule.name, told
    before = syntax.lowers[begin - 1] if begin > floor else ""
    if before == "the" and begin - 1 > floor:
        before = syntax.lowers[begin - 2]
    if before in LIMITS:
        limited, limit = bounded(told, before, story)
        name = f"times.{limit}" if limit else name
    return Draft(begin, stop, limited, name), told


def move_story(story: Story, told: When, letters: str, position: int) -> None:
    """The last date told becomes the anchor, unless it stands in brackets or is only a wide frame."""
    if told.type not in ("DATE", "TIME") or told.year is None or told.basis == "open":
        return
    if told.grain in ("decade", "century") or letters[position - 1 : position] == LETTERS["open"]:
        return
    story.last = told
    if told.basis == "explicit":
        story.explicit, story.explicit_token = told, position


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


def join_range(drafts: list[Draft], draft: Draft, lowers: list[str]) -> None:
    """Gives the first of "from 2011 to 2015" the bounds of both; its passage and value stay its own."""
    if not drafts or drafts[-1].end != draft.start - 1 or drafts[-1].start < 1:
        return
    before, joint, opener = drafts[-1], lowers[draft.start - 1], lowers[drafts[-1].start - 1]
    is_range = joint in DASHES or joint == "through"
    is_range = is_range or (opener == "from" and joint in ("to", "until", "till"))
    is_range = is_range or (opener == "between" and joint == "and")
    first, last = before.when, draft.when
    if not is_range or first.earliest is None or last.latest is None:
        return
    if first.earliest <= last.latest and first.type == last.type == "DATE":
        edtf = f"{first.edtf.split('/')[0]}/{last.edtf.rsplit('/')[-1]}"
        drafts[-1] = before._replace(
            when=replace(first, edtf=edtf, latest=last.latest), rule="times.range"
        )


def ranged(syntax: Syntax, letters: str, draft: Draft, floor: int, end: int) -> list[Draft]:
    """A draft and the bare number that shares its month or century ("3 and 7 December", "1957-60")."""
    lowers, when = syntax.lowers, draft.when
    number = LETTERS["daynumber"]
    if draft.rule == "times.day" and when.year is not None and when.month is not None:
        left, right = draft.start, draft.end
        if left - 2 >= floor and lowers[left - 1] in JOINTS and letters[left - 2] == number and letters[left] == number:  # fmt: skip
            other = day_in(when.year, when.month, int(lowers[left - 2]))
            if other:
                other = replace(other, basis=when.basis)
                return [Draft(left - 2, left - 1, other, draft.rule), draft]
        joined = right + 1 < end and lowers[right] in JOINTS and letters[right + 1] == number
        if joined and letters[right - 1] == number and letters[right + 2 : right + 3] not in (LETTERS["month"], LETTERS["units"], LETTERS["unit"]):  # fmt: skip
            other = day_in(when.year, when.month, int(lowers[right + 1]))
            if other:
                other = replace(other, basis=when.basis)
                return [draft, Draft(right + 1, right + 2, other, draft.rule)]
    if draft.rule == "times.century" or (draft.rule == "times.year" and "BC" in when.value):
        drafts = paired(lowers, letters, draft, floor)
        if drafts:
            return drafts
    if draft.rule == "times.year" and when.year and letters[draft.end : draft.end + 1] == LETTERS["hyphen"]:  # fmt: skip
        last = lowers[draft.end + 1] if draft.end + 1 < end else ""
        if len(last) == 2 and last.isdigit() and int(last) > when.year % 100:
            other = year_in(when.year - when.year % 100 + int(last))
            return [draft, Draft(draft.end + 1, draft.end + 2, other, draft.rule)]
    return [draft]


def paired(lowers: list[str], letters: str, draft: Draft, floor: int) -> list[Draft]:
    """ "the 19th" of "the 19th and 20th centuries" and "499" of "499 to 493 BC"."""
    left = draft.start - (2 if lowers[draft.start - 1] == "the" else 1)
    if left - 1 < floor or lowers[left] not in JOINTS:
        return []
    word, letter = lowers[left - 1], letters[left - 1]
    other: When | None = None
    if draft.rule == "times.century" and letter in (LETTERS["ordinal"], LETTERS["wordordinal"]):
        other = century_in(day_number(word), before_christ="BC" in draft.when.value)
    elif draft.rule == "times.year" and letter in (LETTERS["smallnumber"], LETTERS["daynumber"]) and word.isdigit():  # fmt: skip
        other = year_in(1 - int(word))
    return [Draft(left - 1, left, other, draft.rule), draft] if other else []


def time_of(syntax: Syntax, draft: Draft) -> Time:
    when = draft.when
    return Time(
        syntax.passage(draft.start, draft.end), when.type, when.value, when.edtf,
        when.earliest, when.latest, when.grain, when.basis, draft.rule,
    )  # fmt: skip
