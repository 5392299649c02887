"""The matches of events, on disk: "shelled" on Monday and "shelling" on Tuesday, score 0.85.

There may be many times as many matches as articles, so none is held in memory; they are read back
story by story, in each the surest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.merge.clusters import Clusters
from kg.merge.excerpts import Where
from kg.merge.matching import find_match
from kg.merge.stories import Pair
from kg.merge.told import INSIDE, AllTold, Groups
from kg.readers.passing import open_passing_base

OWN_STORY = 0.15  # what an article counts for its own events
TOLD_AGAIN = 0.70  # "the sentence" after "was sentenced", a headline and the first lines
LAST = 1 << 32  # the turn of what no correction says


class Found(NamedTuple):
    """Two tellings that may be one, by their numbers; `one` < `other`."""

    one: int
    other: int
    score: float
    rule: str
    reason: str


class Matches:
    """All matches. Those that hang together, match by match, are a story."""

    def __init__(self, tellings: int) -> None:
        self._clusters = Clusters(tellings)
        self._base = open_passing_base()
        self._base.create_function("story", 1, self._clusters.find, deterministic=True)
        self._base.execute(
            "CREATE TABLE found (turn INTEGER, one INTEGER, other INTEGER, score REAL, "
            "rule TEXT, reason TEXT)"
        )
        self._base.execute("CREATE TABLE kept (number INTEGER)")

    def add(self, found: Found, *, turn: int = LAST) -> None:
        """Adds a match; what has an earlier turn is surer than any score."""
        self._clusters.union(found.one, found.other)
        self._base.execute("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?)", (turn, *found))

    def by_story(self) -> Iterator[tuple[int, Found]]:
        """Each match with its number, story by story, the surest first; nothing is added any
        more.
        """
        rows = self._base.execute(
            "SELECT rowid, one, other, score, rule, reason FROM found "
            "ORDER BY story(one), turn, score DESC, one, other"
        )
        return ((number, Found(*found)) for number, *found in rows)

    def keep(self, number: int) -> None:
        """Notes that the match with this number made two tellings one."""
        self._base.execute("INSERT INTO kept VALUES (?)", (number,))

    def kept(self, first: Callable[[int], int]) -> Iterator[tuple[int, Found]]:
        """The matches that made tellings one with the first telling of their cluster, cluster by
        cluster, the surest first.
        """
        self._base.create_function("first", 1, first, deterministic=True)
        rows = self._base.execute(
            "SELECT first(one) AS cluster, one, other, score, rule, reason "
            "FROM kept JOIN found ON found.rowid = kept.number "
            "ORDER BY cluster, score DESC, one, other"
        )
        return ((cluster, Found(*found)) for cluster, *found in rows)


def find_matches(
    told: AllTold, articles: int, pairs: Iterable[Pair], places: Mapping[str, Where]
) -> Iterator[Found]:
    """The matches inside each article and between those of one story."""
    for article in range(articles):
        for later, earlier in told.row(article).told_again:
            one, other = told.number_in(article, earlier), told.number_in(article, later)
            reason = f"one article; {told[other].lemma!r} tells {told[one].lemma!r} again"
            yield Found(
                min(one, other), max(one, other), TOLD_AGAIN, "occurrences.told-again", reason
            )
    for one, other, story in _candidates(told, articles, pairs):
        match = find_match(told[one], told[other], story, places)
        if match is not None:
            yield Found(one, other, match.score, match.rule, match.reason)


def _candidates(
    told: AllTold, articles: int, pairs: Iterable[Pair]
) -> Iterator[tuple[int, int, float]]:
    """Pairs of tellings with one word or type, and how alike their articles are; each pair once."""
    for article in range(articles):
        for one, other in _within(told.groups(article)):
            yield one, other, OWN_STORY
    for pair in pairs:
        mine, theirs = told.groups(pair.first), told.groups(pair.second)
        met = {
            (one, other)
            for key in mine.keys() & theirs.keys()
            if not key.startswith(INSIDE)
            for one in mine[key]
            for other in theirs[key]
        }
        for one, other in sorted(met):
            yield one, other, pair.likeness


def _within(group: Groups) -> list[tuple[int, int]]:
    """Pairs inside an article."""
    return sorted(
        {
            (one, other)
            for numbers in group.values()
            for place, other in enumerate(numbers)
            for one in numbers[:place]
        }
    )
