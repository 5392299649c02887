"""The two wholes: a `Reading` is all that one article says, `Knowledge` what all articles say
together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, overload

from kg.model.article import Article, Passage
from kg.model.claim import Attribution, Claim
from kg.model.correction import Correction
from kg.model.entity import Entity, Post
from kg.model.event import Event, MainEvent, Relation
from kg.model.occurrence import Copy, Occurrence
from kg.model.time import Time

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pandas import DataFrame
    from rdflib import Dataset


@dataclass(frozen=True, slots=True)
class Stamp:
    """What made a Reading: the same stamp and the same article give the same Reading."""

    version: str  # of newskg
    model: str  # "en_core_web_md 3.7.1"
    lexicons: str  # sha256, first 16 hex digits
    ontology: str
    code: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article says. Every index of a fact points into the tuples here, which are in
    text order.
    """

    article: Article
    stamp: Stamp
    sentences: tuple[Passage, ...]
    entities: tuple[Entity, ...]
    times: tuple[Time, ...]
    events: tuple[Event, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    posts: tuple[Post, ...]
    main: MainEvent | None
    warnings: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        """What a notebook shows: who says that what happened."""
        found: str = _shape("reading_to_html")(self)
        return found


class Readings(Sequence[Reading]):
    """Readings sorted by article id that are fetched when they are asked for, so that a million of
    them need no memory; going through all of them fetches each once.
    """

    def __init__(self, ids: tuple[str, ...], fetch: Callable[[int], Reading]) -> None:
        self.ids = ids
        self._fetch = fetch
        self._again = lru_cache(maxsize=256)(fetch)  # for those who go to and fro

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Reading]:
        return map(self._fetch, range(len(self.ids)))

    @overload
    def __getitem__(self, index: int) -> Reading: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Reading]: ...
    def __getitem__(self, index: int | slice) -> Reading | Sequence[Reading]:
        numbers = range(len(self.ids))[index]
        return self._again(numbers) if isinstance(numbers, int) else [*map(self._fetch, numbers)]


class ReadingsById(Mapping[str, Reading]):
    """The same readings by article id, none of them held."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings

    def __len__(self) -> int:
        return len(self._readings)

    def __iter__(self) -> Iterator[str]:
        return iter(self._readings.ids)

    def __getitem__(self, article: str) -> Reading:
        ids = self._readings.ids
        place = bisect_left(ids, article)
        if place == len(ids) or ids[place] != article:
            raise KeyError(article)
        return self._readings[place]


@dataclass(frozen=True, slots=True)
class NameJoin:
    """Why names are one thing; `score` is from 0 to 1."""

    rule: str  # "merge.alias", "corrections.same"
    score: float
    names: tuple[str, ...]
    reason: str = ""  # of a person who says so


@dataclass(frozen=True, slots=True)
class Node:
    """One real thing across articles: its name, type and the (article id, entity index) pairs that
    refer to it.

    `rule` and `evidence` say why they are one: the surest of the `joins`, and their words.
    """

    key: str  # "person/vladimir-putin"; what its IRI is made of
    type: str
    name: str
    named: bool
    members: tuple[tuple[str, int], ...]
    rule: str
    evidence: tuple[Passage, ...] = ()
    joins: tuple[NameJoin, ...] = ()  # the surest first


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What all articles say together: the readings by article id (sorted) and the nodes that their
    entities are.

    Merging never merges claims: events and claims stay in their readings. Of very many articles
    readings, nodes and occurrences lie on disk, and each is there while it is looked at.
    """

    readings: Sequence[Reading]  # sorted by article id
    nodes: Sequence[Node]  # sorted by key
    # (article id, entity index) -> node key
    node_of: Mapping[tuple[str, int], str] = field(default_factory=dict)
    occurrences: Sequence[Occurrence] = ()  # of two events or more, sorted by key
    copies: tuple[Copy, ...] = ()  # sorted by article
    corrections: tuple[Correction, ...] = ()  # that were replayed

    def to_rdflib(self) -> Dataset:
        """All graphs as an rdflib Dataset: one an article, and what is derived."""
        found: Dataset = _shape("to_rdflib")(self)
        return found

    def to_networkx(self) -> MultiDiGraph[str]:
        """Entities, events and sources as nodes, roles and claims as edges; nodes are IRIs."""
        found: MultiDiGraph[str] = _shape("to_networkx")(self)
        return found

    def to_frames(self) -> dict[str, DataFrame]:
        """Tables as pandas DataFrames by name; raises NewskgError without `newskg[tables]`."""
        found: dict[str, DataFrame] = _shape("to_frames")(self)
        return found

    def _repr_html_(self) -> str:
        """What a notebook shows: who says that what happened."""
        found: str = _shape("to_html")(self)
        return found


def _shape(name: str) -> Callable[[Any], Any]:
    """A function of kg.export.shapes, the only way up from the facts: found when it is called."""
    found: Callable[[Any], Any] = getattr(import_module("kg.export.shapes"), name)
    return found
