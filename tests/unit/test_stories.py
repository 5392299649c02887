"""Which articles are compared, what a match is worth, and what lies on disk meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from kg.merge import matching, stories
from kg.merge.entities import find_nodes
from kg.merge.excerpts import Excerpts, Where
from kg.merge.matching import find_match
from kg.merge.node_keys import NodeKeys
from kg.merge.shelf import AT_HAND, Shelf
from kg.merge.stories import find_story_pairs
from kg.merge.tellings import Telling
from kg.model import Reading
from samples import Draft

DAY = date(2020, 3, 9)
SHELLING = Telling(
    article=0, event=0, lemma="shell", type="Attack",
    roles={"agent": frozenset({"head:rebel"})}, names={}, places=frozenset(),
    earliest=None, latest=None, published=DAY, is_leading=True,
)  # fmt: skip


def quake(number: int) -> Reading:
    """An article on a town that all of them name; every day has another one."""
    draft = Draft(f"a{number:03}", "Zarbala shook.", published=DAY + timedelta(days=number))
    draft.entity("City", "Zarbala")
    draft.event("Disaster", "shook", lemma="shake")
    return draft.done()


def test_an_article_meets_the_latest_ones_only() -> None:
    excerpts = Excerpts()
    nodes = find_nodes(excerpts.keep([quake(number) for number in range(3 * stories.WINDOW)]))
    pairs = list(find_story_pairs(excerpts, NodeKeys(excerpts, nodes)))
    assert {pair.second - pair.first for pair in pairs} == set(range(1, stories.WINDOW + 1))
    assert len(pairs) == len({(pair.first, pair.second) for pair in pairs})
    assert all(pair.likeness == pytest.approx(1) for pair in pairs)


def score(story: float = 0.2, where: dict[str, Where] | None = None, **other: Any) -> float:
    """The score of the shelling and of another telling of it; 0 if they are no match."""
    one = replace(SHELLING, **{key: value for key, value in other.items() if key != "article"})
    match = find_match(SHELLING, replace(one, article=1), story, where or {})
    return match.score if match else 0.0


def test_what_words_roles_and_stories_are_worth() -> None:
    assert score() == pytest.approx(matching.SAME_WORD + 0.2 + matching.SAME_HEAD)
    assert score(lemma="bomb") == 0  # 0.55: one type is less than one word
    most = matching.SAME_WORD + matching.STORY_AT_MOST + matching.SAME_HEAD
    assert score(0.9) == pytest.approx(most)
    assert score(0.5, lemma="bomb") == 0.75
    assert score(0.3, roles={}, is_leading=False) == 0  # nothing but the story supports it
    assert score(0.3, roles={}) == 0.75
    assert score(0.35, roles={"agent": frozenset({"head:army"})}) == 0.7  # another filler


def test_days_that_do_not_touch_are_no_match() -> None:
    monday, friday = DAY, DAY + timedelta(days=4)
    times = {"earliest": friday, "latest": friday}
    dated = replace(SHELLING, earliest=monday, latest=monday)
    assert find_match(dated, replace(dated, article=1), 0.3, {}) is not None
    assert find_match(dated, replace(dated, article=1, **times), 0.3, {}) is None


def test_places_in_other_countries_are_no_match() -> None:
    where = {
        "place/berga": Where("berga", frozenset(), "NO", False),
        "place/kessa": Where("kessa", frozenset(), "SE", False),
    }
    here = replace(SHELLING, places=frozenset({"place/berga"}))
    there = replace(SHELLING, article=1, places=frozenset({"place/kessa"}))
    assert find_match(here, replace(here, article=1), 0.3, where) is not None
    assert find_match(here, there, 0.3, where) is None


def test_a_shelf_gives_back_what_was_put_on_it() -> None:
    shelf: Shelf[tuple[int, str]] = Shelf()
    rows = [(number, "x" * number) for number in range(3 * AT_HAND)]
    for row in rows:
        shelf.append(row)
    assert list(shelf) == rows
    assert [shelf[number] for number in (700, 3, -1, 700)] == [rows[n] for n in (700, 3, -1, 700)]
    assert shelf[250:260] == rows[250:260]
