"""Events: who did what to whom, where and when, without saying whether it is true.

"Russia began providing support to Syria": `Event("Support", agent Russia, beneficiary Syria)`. An
event asserts nothing; its claims do (`kg.model.claim`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model.article import Passage

Role = Literal[
    "agent", "patient", "recipient", "beneficiary", "instrument", "topic", "source",
    "destination", "origin", "result", "purpose", "cause", "attribute",
]  # fmt: skip
RelationKind = Literal["before", "during", "causes", "enables", "purpose", "part-of", "same-as"]


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part, in which role and in which words; `entity` is an index into the
    Reading's entities.
    """

    role: Role
    passage: Passage
    head: Passage
    entity: int | None = None
    event: int | None = (
        None  # the participant is itself an event ("allowed the army to liberate ...")
    )
    rule: str = ""


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event took place, in which words."""

    passage: Passage
    head: Passage
    entity: int | None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class EventTime:
    """When an event took place: an index into the Reading's times, and the rule that chose it."""

    time: int
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One event or state as the article tells it; `triggers` are the words that tell it, the first
    one first.
    """

    type: str  # local name of a kg:Event subclass; "Action" where the type is not known
    lemma: str  # "liberate", "carry out"
    triggers: tuple[Passage, ...]
    participants: tuple[Participant, ...]
    places: tuple[EventPlace, ...]
    times: tuple[EventTime, ...]
    rule: str  # "events.verb", "events.nominal" ...
    label: str = ""  # a short phrase of the article's own words
    coded_as: str = ""  # the type whose PLOVER, CAMEO, ACLED codes it has, if not its own


@dataclass(frozen=True, slots=True)
class Relation:
    """How two events hang together: `source` kind `target` ("request before support"); indices into
    the events.
    """

    kind: RelationKind
    source: int
    target: int
    passage: Passage
    rule: str


@dataclass(frozen=True, slots=True)
class MainEvent:
    """What an article is mainly about, in its own words.

    `headline` is the article's own, or the summary if it has none; `summary` is one line made of
    the article's words: who, what, where and when.
    """

    event: int | None
    who: Passage | None
    what: Passage | None
    when: Passage | None
    where: Passage | None
    headline: str
    why: Passage | None = None
    how: Passage | None = None
    summary: str = ""
