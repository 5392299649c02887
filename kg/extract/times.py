"""Finds time expressions and says what they mean: "last month", published 2017-12-08 -> 2017-11.

A hand-written grammar over token classes (`kg.extract.timex`); the model's DATE and TIME
entities only confirm bare
years. A `Time` never goes beyond its expression: "since 2015" has the passage "2015" and the
bounds of "since".
"""

from __future__ import annotations

import re
from functools import cache

from kg.extract.syntax import Syntax
from kg.extract.timex.anchors import Story
from kg.extract.timex.calendar import When
from kg.extract.timex.guards import is_history, is_time
from kg.extract.timex.joins import Draft, adopt_year, join_range, ranged
from kg.extract.timex.modifiers import bounded, extend
from kg.extract.timex.registry import RULES
from kg.extract.timex.rules import Found, Rule
from kg.extract.timex.tense import tense_of
from kg.extract.timex.tokens import LETTERS, classify, trigger_pattern
from kg.model import Time

LIMITS = {"since", "until", "till", "by", "before", "after"}
ONLY_MODIFIED = {"times.the-unit"}


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
                drafts.append(join_range(drafts, part, syntax.lowers))
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
    """The time with its modifiers and its preposition's bounds; and the time as the story tells
    it.
    """
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
    """The last date told becomes the anchor, unless it stands in brackets or is only a wide
    frame.
    """
    if told.type not in ("DATE", "TIME") or told.year is None or told.basis == "open":
        return
    if told.grain in ("decade", "century") or letters[position - 1 : position] == LETTERS["open"]:
        return
    story.last = told
    if told.basis == "explicit":
        story.explicit, story.explicit_token = told, position


def time_of(syntax: Syntax, draft: Draft) -> Time:
    when = draft.when
    return Time(
        syntax.passage(draft.start, draft.end), when.type, when.value, when.edtf,
        when.earliest, when.latest, when.grain, when.basis, draft.rule,
    )  # fmt: skip
