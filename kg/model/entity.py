"""Mentions and the entities they refer to.

"Gen. Valery Gerasimov", "Gerasimov" and "he" are three mentions of one `Entity` of type Person.
Entities of a Reading refer to nothing outside it; events and claims refer to entities by their
index.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model.article import Passage

MentionKind = Literal["name", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an entity, the word that heads them, and the rule that put them there."""

    passage: Passage
    head: Passage
    kind: MentionKind
    rule: str  # "mentions.name", "coreference.surname", "coreference.pronoun" ...


@dataclass(frozen=True, slots=True)
class Links:
    """Where an entity is found elsewhere. Ids come from shipped or user data only, never from
    memory.
    """

    wikidata: str | None = None  # "Q858"
    geonames: str | None = None  # "163843"
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None  # ISO 3166-1 alpha-2, of the place or organisation
    within: tuple[str, ...] = ()  # names of the containing places, the nearest first
    precision: Literal["exact", "city", "region", "country"] | None = None
    rule: str = ""
    dbpedia: str | None = None  # title of the English Wikipedia article: "New_South_Wales"
    iri: str | None = None  # of the user's own, from an authority file
    authority: str | None = None  # the name of the authority file that gave the ids


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that an article talks about: its ontology type, canonical name, aliases and
    mentions.

    `named` is false for what has no name ("the terrorists"); such entities belong to their article
    alone. `head` is the lower-case lemma of the noun that heads a nominal's canonical words
    ("terrorist").
    """

    type: str
    name: str
    named: bool
    mentions: tuple[Mention, ...]  # in text order, at least one
    aliases: tuple[str, ...] = ()
    links: Links | None = None
    part_of: int | None = (
        None  # index of the entity it lies in or belongs to ("eastern Syria" -> Syria)
    )
    acts_for: int | None = (
        None  # metonym: index of the place whose words it borrows ("Damascus" -> its government)
    )
    head: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """An office that a person holds as far as the text says: "Russian Defense Minister Sergey
    Shoigu".
    """

    person: int  # index of an entity
    office: str  # "Defense Minister"
    organization: int | None
    country: int | None
    rank: str | None  # "General"
    begin: str | None  # EDTF, only where the text says so
    end: str | None
    passage: Passage
    rule: str
