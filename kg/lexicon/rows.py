"""The kinds of rows that lexicons hold. Each row of a TOML file has an `example` sentence that is itself a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kg.model.claim import Certainty, Polarity


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event: what type of event, and which role each of its slots fills.

    `roles` maps a slot to a role of the ontology (or "place", "time", "ignore"): "subject", "object", "dative", "clause",
    "possessive", "compound", or a preposition ("of", "against", "with"). Slots that are not named have the default role of
    `kg.extract.grammar`. `object` limits a row to objects (verbs) or of-complements (nouns) whose head lemma or entity type
    (capitalised, "Place") is listed; `preposition` to uses with one of these prepositions; `particle` makes a phrasal verb
    ("carry" + "out"). Of the rows of a lemma the first whose conditions hold is taken, so rows without conditions stand last.
    """

    lemma: str
    pos: Literal["verb", "noun", "adjective"]
    type: str
    example: str
    roles: Mapping[str, str] = field(default_factory=dict)
    object: tuple[str, ...] = ()
    preposition: tuple[str, ...] = ()
    particle: str = ""


@dataclass(frozen=True, slots=True)
class ReportingCue:
    """A verb, noun or phrase with which somebody is said to say something ("declare", "according to", "a statement").

    `content` lists what may be its content: "clause" (that ...), "quote", "object" (declared the liberation),
    "infinitive" (promised to ...), or prepositions ("of", "about"). `polarity` and `certainty` are what the source commits
    itself to ("deny" -> negative); `future` if the content lies ahead ("promise").
    """

    cue: str  # lemma, or words joined by a space ("point out", "according to")
    pos: Literal["verb", "noun", "adjective", "phrase"]
    type: str  # ontology type of the communication event: Statement, Denial, Accusation ...
    content: tuple[str, ...]
    example: str
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    future: bool = False


@dataclass(frozen=True, slots=True)
class FactualityCue:
    """A word that changes the polarity, certainty or time of the events in its scope.

    `scope`: "complement" (the clause or infinitive it governs), "head" (the word it modifies and what that governs),
    "right" (to the end of its clause). `negates` turns the polarity round. `certainty` None leaves it unchanged.
    """

    cue: str  # lemma, or words joined by a space
    pos: Literal[
        "verb", "noun", "adjective", "adverb", "modal", "conjunction", "determiner", "phrase"
    ]
    scope: Literal["complement", "head", "right"]
    example: str
    negates: bool = False
    certainty: Certainty | None = None
    future: bool = False
    hypothetical: bool = False
    terminators: tuple[str, ...] = ()  # words that end the scope
    blocked_by: tuple[str, ...] = ()  # words after the cue that make it no cue ("not only")
