"""The roll of names: "Ada Holm" of a thousand articles is one sign with a thousand places.

A named entity is known by its sign: type, name and what its links say. The roll keeps a sign once
and of each mention five small numbers, so that a million articles fit into memory: that cost is
what benchmarks/merging.py measures.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from kg.model import Entity, Passage


class Sign(NamedTuple):
    """What entities of different articles are compared by; "" is unknown. `decade` is that of
    publication, for persons only.
    """

    type: str
    name: str
    wikidata: str = ""
    geonames: str = ""
    country: str = ""
    decade: int = 0
    mark: str = ""  # of the correction that tells it from its namesakes


class Roll:
    """The named entities of all articles. Articles are added one after the other, in the order of
    their ids; every mention is a position.
    """

    def __init__(self) -> None:
        self.articles: list[str] = []
        self.signs: list[Sign] = []
        self.sign_of = array("I")  # the sign at each position
        self._numbers: dict[Sign, int] = {}
        self._starts = array("Q")  # where each article begins
        self._entities = array("I")
        self._begins = array("I")
        self._words = array("I")
        self._texts = [""]
        self._text_numbers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.sign_of)

    def open(self, article: str) -> None:
        """Begins an article."""
        self.articles.append(article)
        self._starts.append(len(self.sign_of))

    def add(self, sign: Sign, entity: int, begin: int, words: str) -> None:
        """Adds an entity of the open article with the offset and the words of its first mention."""
        number = self._numbers.get(sign)
        if number is None:
            number = self._numbers[sign] = len(self.signs)
            self.signs.append(sign)
        text = 0  # most are the name itself
        if words != sign.name:
            text = self._text_numbers.setdefault(words, len(self._texts))
            if text == len(self._texts):
                self._texts.append(words)
        self.sign_of.append(number)
        self._entities.append(entity)
        self._begins.append(begin)
        self._words.append(text)

    def counts(self) -> array[int]:
        """How often each sign stands here."""
        found = array("I", bytes(4 * len(self.signs)))
        for sign in self.sign_of:
            found[sign] += 1
        return found

    def signs_in(self, article: int) -> frozenset[int]:
        """The signs of the article with this number."""
        begin, end = self._bounds(article)
        return frozenset(self.sign_of[begin:end])

    def positions(self) -> Iterator[tuple[int, int, int]]:
        """(article number, entity, sign) of every position, in order."""
        for article in range(len(self.articles)):
            begin, end = self._bounds(article)
            for position in range(begin, end):
                yield article, self._entities[position], self.sign_of[position]

    def article_at(self, position: int) -> int:
        """The number of the article that a position is in."""
        return bisect_right(self._starts, position) - 1

    def at(self, position: int) -> tuple[tuple[str, int], Passage]:
        """Article id and entity of a position, and the words of the first mention there."""
        article = self.articles[self.article_at(position)]
        begin, text = self._begins[position], self._words[position]
        words = self._texts[text] if text else self.signs[self.sign_of[position]].name
        member = article, self._entities[position]
        return member, Passage(begin, begin + len(words), words, article)

    def _bounds(self, article: int) -> tuple[int, int]:
        last = article + 1 == len(self.articles)
        return self._starts[article], len(self.sign_of) if last else self._starts[article + 1]


def sign_of(entity: Entity, kind: str, decade: int, mark: str = "") -> Sign:
    """The sign of a named entity; `kind` is its broad type in small letters."""
    links = entity.links
    return Sign(
        entity.type,
        entity.name,
        (links and links.wikidata) or "",
        (links and links.geonames) or "",
        (links and links.country) or "",
        decade if kind == "person" else 0,
        mark,
    )
