"""Claims: who says that an event happened, how firmly, and in which words.

"The General Staff has declared the liberation of Syria": an `Attribution` (source, cue "declared",
content "the liberation of Syria") and a `Claim` of that attribution about the event *liberation*. A
claim without attribution is the publisher's own voice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model.article import Passage

Polarity = Literal["positive", "negative"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Temporality = Literal["non-future", "future"]
# the four auxiliary modes of PLOVER, and one for what happens again and again, or in general
Mode = Literal["historical", "future", "hypothetical", "negation", "habitual"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words in which somebody is said to say something. `source` None: nobody is named
    ("reportedly").
    """

    source: int | None  # index of an entity
    source_passage: Passage | None
    source_head: Passage | None
    cue: Passage | None  # "declared", "according to"; None for a bare quotation, a headline's dash
    content: tuple[Passage, ...]  # at least one; several when the cue interrupts it
    quoted: bool  # any of the content stands in quotation marks
    event: int | None  # index of the communication event that the cue tells
    within: int | None  # index of the attribution in whose content this one stands
    rule: str  # "claims.direct", "claims.indirect", "claims.according-to", "claims.headline" ...


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says of one event. `attribution` None: the publisher's own voice."""

    event: int
    attribution: int | None
    polarity: Polarity
    certainty: Certainty
    temporality: Temporality
    modes: tuple[Mode, ...]
    quoted: bool
    evidence: Passage  # the sentence
    cues: tuple[Passage, ...]  # the words that decide polarity, certainty or temporality
    rule: str
