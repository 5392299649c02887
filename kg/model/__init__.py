"""The facts: frozen dataclasses of the standard library, without spaCy and without rdflib."""

from kg.model.article import Article, DateReading, Link, Passage, Segment
from kg.model.claim import Attribution, Claim
from kg.model.entity import Entity, Links, Mention, Post
from kg.model.event import Event, EventPlace, EventTime, MainEvent, Participant, Relation
from kg.model.knowledge import Knowledge, NameJoin, Node, Reading, Stamp
from kg.model.occurrence import Copy, Difference, Join, Occurrence, Stance
from kg.model.time import Time

__all__ = [
    "Article",
    "Attribution",
    "Claim",
    "Copy",
    "DateReading",
    "Difference",
    "Entity",
    "Event",
    "EventPlace",
    "EventTime",
    "Join",
    "Knowledge",
    "Link",
    "Links",
    "MainEvent",
    "Mention",
    "NameJoin",
    "Node",
    "Occurrence",
    "Participant",
    "Passage",
    "Post",
    "Reading",
    "Relation",
    "Segment",
    "Stamp",
    "Stance",
    "Time",
]
