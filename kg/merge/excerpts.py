"""What merging needs of an article: of "rebels shelled the port on Monday" the word, the roles and
the day, not the sentences and mentions.

Every Reading is looked at once; what comes after works on its excerpt, which a shelf keeps on disk.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from zlib import crc32

from kg.extract.timex.words import number_of
from kg.merge.shelf import Shelf
from kg.model import Claim, Entity, Event, Participant, Passage, Reading
from kg.model.ids import slug
from kg.model.occurrence import StanceKind

OTHERS = ("another ", "a second ", "a third ")  # who is none of those told of before
LEAD = 5  # sentences, with the title, in which an article tells what it is about
RUN = 5  # words in a shingle
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_COUNTED = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?|[a-z]+(?:-[a-z]+)?)(?: (?P<scale>[a-z]+))?")
_NO_NUMBERS = frozenset({"a", "an", "half", "one"})  # "one" is a pronoun as often
_LIKE_DATES = range(1900, 2100)
_WORD = re.compile(r"\w+")


class Where(NamedTuple):
    """What is known of a place: its name, what it lies in, its country."""

    name: str
    within: frozenset[str]
    country: str | None
    is_country: bool


class Named(NamedTuple):
    """An entity; `begin` and `words` are those of its first mention."""

    type: str
    name: str
    named: bool
    head: str
    mentions: int
    begin: int
    words: str
    where: Where | None


class Part(NamedTuple):
    """Who takes part: the index of an entity, or a word; `number` stands before the head.

    `is_other` for "another climber".
    """

    role: str
    entity: int | None
    word: str
    event: int | None
    number: float | None
    counted: str
    begin: int
    words: str
    is_other: bool


class Told(NamedTuple):
    """An event; the days are those of its narrowest bounded time."""

    lemma: str
    type: str
    label: str
    parts: tuple[Part, ...]
    places: tuple[int, ...]  # indices of named entities
    earliest: date | None
    latest: date | None
    is_leading: bool  # told in the title or the first sentences


class Excerpt(NamedTuple):
    """One article, as far as merging is concerned with it."""

    article: str
    published: date | None
    publisher: str | None
    entities: tuple[Named, ...]
    events: tuple[Told, ...]
    claims: tuple[tuple[int, StanceKind], ...]  # event and what is held of it
    told_again: tuple[tuple[int, int], ...]  # an event and the earlier one that it tells again


class Excerpts:
    """The excerpts of all readings in their order, and the shingles of their texts."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.rows: Shelf[Excerpt] = Shelf()
        self.shingles: Shelf[array[int]] = Shelf()
        self.firsts = array("I", [0])  # where the entities of each article begin, and the end
        self.days = array("I")  # of publication, 0 where it is not known

    def keep(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """The readings as they pass by; of each the excerpt is kept."""
        for reading in readings:
            day = reading.article.published
            self.ids.append(reading.article.id)
            self.firsts.append(self.firsts[-1] + len(reading.entities))
            self.rows.append(build_excerpt(reading))
            self.shingles.append(find_shingles(reading.article.text))
            self.days.append(0 if day is None else day.toordinal())
            yield reading

    def __len__(self) -> int:
        return len(self.days)

    def find(self, article: str) -> int:
        """The position of an article; the ids stand in order."""
        return bisect_left(self.ids, article)

    def of(self, article: str) -> Excerpt:
        """The excerpt of an article."""
        return self.rows[self.find(article)]

    def turn(self, position: int) -> int:
        """The place in the order of publication; articles without a day come first, equal ones by
        id.
        """
        return self.days[position] << 32 | position


def build_excerpt(reading: Reading) -> Excerpt:
    """What merging needs of a Reading."""
    lead = max((sentence.end for sentence in reading.sentences[:LEAD]), default=0)
    article = reading.article
    return Excerpt(
        article.id,
        article.published,
        article.publisher,
        tuple(_entities(reading.entities)),
        tuple(_event(reading, event, lead) for event in reading.events),
        tuple((claim.event, stance_of(claim)) for claim in reading.claims),
        tuple((r.source, r.target) for r in reading.relations if r.kind == "same-as"),
    )


def _entities(entities: Iterable[Entity]) -> Iterator[Named]:
    for entity in entities:
        first = entity.mentions[0].passage
        yield Named(
            entity.type,
            entity.name,
            entity.named,
            entity.head,
            len(entity.mentions),
            first.begin,
            first.text,
            _where(entity),
        )


def _where(entity: Entity) -> Where | None:
    links = entity.links
    if links is None:
        return None
    within = frozenset(map(slug, links.within))
    return Where(slug(entity.name), within, links.country, links.precision == "country")


def _event(reading: Reading, event: Event, lead: int) -> Told:
    earliest, latest = _window(reading, event)
    return Told(
        event.lemma,
        event.type,
        event.label or event.lemma,
        tuple(_part(reading, participant) for participant in event.participants),
        tuple(
            place.entity
            for place in event.places
            if place.entity is not None and reading.entities[place.entity].named
        ),
        earliest,
        latest,
        event.triggers[0].begin < lead,
    )


def _part(reading: Reading, participant: Participant) -> Part:
    index, passage = participant.entity, participant.passage
    word = participant.head.text.lower()
    count = count_in(passage, participant.head)
    counted = ("" if index is None else reading.entities[index].head) or word
    return Part(
        participant.role,
        index,
        word,
        participant.event,
        count,
        counted,
        passage.begin,
        "" if count is None else passage.text,
        passage.text.lower().startswith(OTHERS),
    )


def _window(reading: Reading, event: Event) -> tuple[date | None, date | None]:
    """The narrowest bounded time of an event."""
    bounds = [
        (time.latest - time.earliest, time.earliest, time.latest)
        for time in (reading.times[attached.time] for attached in event.times)
        if time.earliest is not None and time.latest is not None and time.type != "SET"
    ]
    return min(bounds)[1:] if bounds else (None, None)


def stance_of(claim: Claim) -> StanceKind:
    """What a claim holds of its event; what is only possible, wanted or supposed stays open."""
    if claim.certainty in ("possible", "unknown") or "hypothetical" in claim.modes:
        return "open"
    if claim.polarity == "negative":
        return "denied"
    return "reported" if claim.attribution is None else "claimed"


def count_in(words: Passage, head: Passage) -> float | None:
    """The number before the head of a phrase: "at least 12 people" -> 12; None if there is none."""
    before = words.text[: max(0, head.begin - words.begin)].lower()
    for match in reversed(list(_COUNTED.finditer(before))):
        number = None if match["number"] in _NO_NUMBERS else number_of(match["number"])
        if number is not None:
            is_year = match["number"].isdigit() and int(number) in _LIKE_DATES
            return None if is_year else number * _SCALES.get(match["scale"] or "", 1.0)
    return None


def find_shingles(text: str) -> array[int]:
    """The hashes of all runs of five words, each once, sorted; case and punctuation are nothing."""
    words = _WORD.findall(text.casefold())
    return array(
        "I",
        sorted(
            {
                crc32(" ".join(words[at : at + RUN]).encode("utf-8", "replace"))
                for at in range(len(words) - RUN + 1)
            }
        ),
    )
