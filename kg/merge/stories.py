"""Which articles are about one story: Monday's "Quake hits Aceh" and Tuesday's "Aceh counts its
dead".

An article is known by its names, the heads of its nominals and the words of its events, each
weighted by how rare it is among the articles (TF-IDF, cosine). Only articles that share one of
their most telling features are compared, and each with few others, so the cost of an article does
not grow with their number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from typing import TYPE_CHECKING

from kg.merge.excerpts import Excerpt, Excerpts
from kg.merge.meetings import Stand, find_meetings
from kg.merge.recent import keep_recent
from kg.merge.shelf import Shelf
from kg.ontology import load_ontology
from kg.readers.passing import open_passing_base, to_bytes

if TYPE_CHECKING:
    from sqlite3 import Connection

TELLING = 8  # features by which an article meets others
WINDOW = 8  # articles of one feature, in order of publication, that each is compared with
LONGEST = 96  # features that an article keeps
LIKE = 0.1  # cosine from which two articles may tell of one occurrence
NAME_WEIGHT = 2.0  # a name tells more than a noun
HELD = 8192  # features that are held in memory
UNSEEN = 50  # articles that a corpus is taken to be larger by, so that small ones have rare words

NodeOf = Mapping[tuple[str, int], str]
Profile = Mapping[int, float]  # features by number, the most telling first


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles of one story, as positions in the readings; `first` < `second`."""

    first: int
    second: int
    likeness: float


def find_story_pairs(excerpts: Excerpts, node_of: NodeOf) -> Iterator[Pair]:
    """The pairs of articles that are about one story, sorted."""
    profiles: Shelf[Profile] = Shelf()
    for profile in build_profiles(excerpts.rows, node_of):
        profiles.append(profile)
    for first, second in find_meetings(_telling(excerpts, profiles), WINDOW):
        pair = Pair(first, second, likeness(profiles[first], profiles[second]))
        if pair.likeness >= LIKE:
            yield pair


def build_profiles(rows: Iterable[Excerpt], node_of: NodeOf) -> Iterator[Profile]:
    """The features of each article with weights; the squares of one article's weights sum to 1."""
    spread = Spread()
    size = 0
    for row in rows:
        size += 1
        spread.add(_features(row, node_of))
    whole = size + UNSEEN
    for row in rows:
        weights = _weigh(_features(row, node_of), spread.count, whole)
        yield {spread.number(feature): weight for feature, weight in weights}


class Spread:
    """In how many articles each feature stands; those of very many articles are counted on disk."""

    def __init__(self) -> None:
        self._base: Connection | None = None  # what is on disk, if anything is
        self._new: Counter[str] = Counter()
        self._of = keep_recent(self._look_up, HELD)

    def add(self, features: Iterable[str]) -> None:
        """Counts an article, whose features are each given once."""
        self._new.update(iter(features))
        if len(self._new) > HELD:
            self._write()

    def count(self, feature: str) -> int:
        """The number of articles; no article is added any more."""
        return self._of(feature)[1] if self._base else self._new[feature]

    def number(self, feature: str) -> int:
        """A number for the feature; no article is added any more."""
        return self._of(feature)[0] if self._base else self._numbers[feature]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {feature: number for number, feature in enumerate(sorted(self._new), start=1)}

    def _look_up(self, feature: str) -> tuple[int, int]:
        asked = "SELECT number, articles FROM feature WHERE name = ?"
        found: tuple[int, int] = self._write().execute(asked, (to_bytes(feature),)).fetchone()
        return found

    def _write(self) -> Connection:
        """The counts on disk, with those that were not there yet."""
        if self._base is None:
            self._base = open_passing_base()
            self._base.execute(
                "CREATE TABLE feature "
                "(number INTEGER PRIMARY KEY, name BLOB UNIQUE, articles INTEGER)"
            )
        self._base.executemany(
            "INSERT INTO feature (name, articles) VALUES (?, ?) "
            "ON CONFLICT (name) DO UPDATE SET articles = articles + excluded.articles",
            ((to_bytes(feature), articles) for feature, articles in sorted(self._new.items())),
        )
        self._new.clear()
        return self._base


def likeness(one: Profile, other: Profile) -> float:
    """The cosine of two profiles."""
    few, many = sorted((one, other), key=len)
    return sum(weight * many[feature] for feature, weight in few.items() if feature in many)


def _features(row: Excerpt, node_of: NodeOf) -> Counter[str]:
    """What an article talks about; acts of speech are in every article and left out."""
    ontology = load_ontology()
    found: Counter[str] = Counter()
    for index, entity in enumerate(row.entities):
        if entity.named:
            found[name_key(node_of[row.article, index])] += entity.mentions
        elif entity.head:
            found[f"head:{entity.head}"] += 1
    for event in row.events:
        if ontology.upper_type(event.type) != "Communication":
            found[f"event:{event.lemma}"] += 1
    return found


def name_key(node: str) -> str:
    """The key of a name across articles; that of a bare surname is its words."""
    if not node.startswith("article/"):
        return node
    return f"name/{node.rpartition('/')[2].rpartition('-')[0]}"


def _weigh(
    counted: Counter[str], spread: Callable[[str], int], whole: int
) -> list[tuple[str, float]]:
    weights = {
        feature: (1 + log(number))
        * log(whole / (spread(feature) + 0.5))
        * (NAME_WEIGHT if "/" in feature else 1.0)
        for feature, number in counted.items()
    }
    kept = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:LONGEST]
    norm = sqrt(sum(weight * weight for _, weight in kept)) or 1.0
    return [(feature, weight / norm) for feature, weight in kept]


def _telling(excerpts: Excerpts, profiles: Shelf[Profile]) -> Iterator[Stand]:
    """The most telling features of each article."""
    for position, profile in enumerate(profiles):
        for feature in list(profile)[:TELLING]:
            yield feature, excerpts.turn(position), position
