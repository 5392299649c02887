"""What several articles tell of one happening: the quake of Monday's paper is the quake of
Tuesday's.

An `Occurrence` groups events and changes none of them: each keeps its words, roles and claims.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.model.article import Passage

Member = tuple[str, int]  # (article id, index of an event of its Reading)
StanceKind = Literal["reported", "claimed", "open", "denied"]


@dataclass(frozen=True, slots=True)
class Join:
    """Why two events are told of one occurrence; `score` is from 0 to 1."""

    one: Member
    other: Member
    rule: str  # "occurrences.same-word", "occurrences.same-type", "corrections.same"
    score: float
    reason: str  # "both articles say 'collapse'; patient bridge; same day"


@dataclass(frozen=True, slots=True)
class Stance:
    """What one claim holds of an occurrence: `claim` is (article id, index of a claim)."""

    claim: Member
    kind: StanceKind


@dataclass(frozen=True, slots=True)
class Difference:
    """A number on which the articles differ: "people" are 12 in one and 15 in another."""

    what: str  # the word that is counted
    values: tuple[tuple[float, Passage], ...]  # by value, then by article


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One happening that several events tell of.

    `independent` counts the articles that are neither copies of one another nor of one publisher.
    """

    key: str  # "occurrence/a-3": the first event in order of publication
    type: str
    label: str
    events: tuple[Member, ...]  # sorted
    joins: tuple[Join, ...]  # one fewer than events, the surest first
    earliest: date | None
    latest: date | None
    stances: tuple[Stance, ...] = ()
    differences: tuple[Difference, ...] = ()
    independent: int = 1

    @property
    def score(self) -> float:
        """The score of the weakest join: a chain is as strong as that."""
        return min((join.score for join in self.joins), default=1.0)

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that tell of it, sorted."""
        return tuple(sorted({article for article, _ in self.events}))

    @property
    def is_disputed(self) -> bool:
        """True if somebody denies what somebody else affirms."""
        kinds = {stance.kind for stance in self.stances}
        return "denied" in kinds and bool(kinds & {"reported", "claimed"})


@dataclass(frozen=True, slots=True)
class Copy:
    """An article whose text is another's, word for word or nearly: wire copy, a later edition."""

    article: str
    original: str  # the first of them in order of publication
    likeness: float  # share of common word sequences, from 0 to 1
