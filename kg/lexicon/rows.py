"""The kinds of rows that lexicons hold. Each row of a TOML file has an `example`, itself a test.

"Syria's liberation" needs the `Trigger` *liberation* (possessive: patient), "Damascus says" the
`Metonym` *Damascus*, "two Kurds" the `Demonym` *Kurds*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kg.model.claim import Certainty, Polarity


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event: what type of event, and which role each of its slots fills.

    `roles` maps a slot to a role of the ontology (or "place", "time", "ignore"). Slots are
    "subject", "object", "dative", "clause", "complement" (made him *king*), "possessive",
    "compound", or a preposition ("of"). "object" is also the subject of a passive.
    Slots that are not named have the default role of `kg.extract.grammar`.

    The other fields are conditions. `object` limits a row to objects (of a passive: its subject; of
    a noun: the of-complement or the noun before it) whose head lemma or entity type (capitalised,
    "Place") is listed, `subject` to such subjects, `preposition` to uses with one of these
    prepositions, alone or with a noun ("for survivor"), `modifier` to nouns with one of these words
    before them ("air strike"), `governor` to uses under one of these lemmas ("*on* alert",
    "*signed* the deal"); `intransitive` limits a verb to uses without object ("the climbers are
    *missing*"), `predicate` to uses that say what the object is ("*called* the vote a farce").
    `particle` makes a phrasal verb ("carry" + "out"); a row without particle is for
    uses without one. Of the rows of a lemma the first whose conditions all hold is taken;
    `load_lexicon` puts those with a particle first, then those with more conditions.
    """

    lemma: str
    pos: Literal["verb", "noun", "adjective"]
    type: str
    example: str
    roles: Mapping[str, str] = field(default_factory=dict)
    object: tuple[str, ...] = ()
    preposition: tuple[str, ...] = ()
    particle: str = ""
    subject: tuple[str, ...] = ()
    modifier: tuple[str, ...] = ()
    governor: tuple[str, ...] = ()
    intransitive: bool = False
    predicate: bool = False

    @property
    def conditions(self) -> tuple[tuple[str, ...], ...]:
        """What tells this row from others of its lemma; empty tuples where it has no condition."""
        particle = (self.particle,) if self.particle else ()
        bare = ("intransitive",) if self.intransitive else ()
        predicate = ("predicate",) if self.predicate else ()
        listed = self.subject, self.object, self.preposition, self.modifier, self.governor
        return (particle, *listed, bare, predicate)


@dataclass(frozen=True, slots=True)
class ReportingCue:
    """A word or phrase with which somebody is said to say something ("declare", "according to").

    `content` lists what may be its content: "clause" (that ...), "quote", "object" (declared the
    liberation), "infinitive" (promised to ...), or prepositions ("of", "about"). `polarity` and
    `certainty` are what the source commits itself to ("deny" -> negative); `future` if the content
    lies ahead ("promise").
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

    `scope`: "complement" (the clause or infinitive it governs), "head" (the word it modifies and
    what that governs), "right" (to the end of its clause). `negates` turns the polarity round;
    `certainty` None leaves it unchanged. `denied` says what becomes of the complement where the cue
    itself is denied: "open" ("did not rule out a sale"), "positive" ("did not hesitate to act");
    without it two negations cancel ("did not fail to act"). `habitual` tells that it happens again
    and again ("usually").
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
    habitual: bool = False
    terminators: tuple[str, ...] = ()  # words that end the scope
    blocked_by: tuple[str, ...] = ()  # words after the cue that make it no cue ("not only")
    denied: Literal["", "open", "positive"] = ""


@dataclass(frozen=True, slots=True)
class EventNoun:
    """A noun that tells an event but has no trigger row: "the cancellation of the match"."""

    noun: str
    verb: str  # the verb it derives from ("cancel"), or empty
    kind: Literal["act", "event", "process", "communication", "state"]


@dataclass(frozen=True, slots=True)
class NotEvent:
    """A verb that tells no event of its own: "it *began* to rain" tells the rain only."""

    verb: str  # lemma, or words joined by a space ("have to")
    kind: Literal["aspectual", "modal", "light", "copula", "raising", "causative", "empty"]


@dataclass(frozen=True, slots=True)
class Idiom:
    """Words that tell no event where they stand together: "in *return* for a seat"."""

    words: str  # in lower case, as they are written, joined by spaces
    example: str


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that only helps its object: "made the announcement" tells the announcement."""

    verb: str
    noun: str


@dataclass(frozen=True, slots=True)
class VerbLemma:
    """A form of a verb whose lemma the language model gets wrong: "hoped" -> hope, not hop."""

    form: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Title:
    """A word before or beside a person's name: "General", "Defense Minister", "Mrs"."""

    title: str
    kind: Literal["rank", "office", "honorific"]
    post: Literal["yes", "no"] = "no"


@dataclass(frozen=True, slots=True)
class Demonym:
    """A word for the people or things of a country or region: "Syrian", "Syrians", "Dane"."""

    form: str
    of: str  # ISO 3166-1 alpha-2, else the name of a region, people or faith
    pos: Literal["adj", "person", "people"]


@dataclass(frozen=True, slots=True)
class Group:
    """A people, an ethnic or religious group or an armed group: "Kurds", "Shiites"."""

    name: str
    type: str
    aliases: str = ""


@dataclass(frozen=True, slots=True)
class NamedOrganization:
    """An organisation that news names without explaining it: "UNICEF", "the Pentagon"."""

    name: str
    type: str
    aliases: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Metonym:
    """A place or building whose name stands for those who govern or work there: "Damascus said"."""

    words: str
    acts_for: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun and the type of what it refers to: "soldier" -> Person, "ministry" -> Organization."""

    noun: str
    type: str


@dataclass(frozen=True, slots=True)
class Gender:
    """A noun that tells gender or number: "actress" f, "army" collective."""

    noun: str
    gender: Literal["f", "m", ""]
    number: Literal["collective", ""] = ""


@dataclass(frozen=True, slots=True)
class GivenName:
    """A given name and the gender of most who bear it."""

    name: str
    gender: str


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word before or after a name that tells its type: "Ltd" after a Company."""

    words: str
    type: str
    where: str
