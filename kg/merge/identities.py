"""Which signs are one thing: "Ada Holm" and "A. Holm" are, and most others are a thing alone.

Only what is joined is held; a thing is known by the number of its first sign, and is made of its
signs, which lie on disk, when it is looked at.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.errors import CorrectionError
from kg.merge.clusters import Clusters
from kg.merge.roll import Roll
from kg.merge.signs import Sign
from kg.merge.things import Thing, Vetoes, absorb, build_thing
from kg.model import NameJoin, Passage
from kg.model.correction import Correction
from kg.model.ids import make_slug
from kg.ontology import Ontology


class Pair(NamedTuple):
    """Two things that are one, as far as no veto forbids it; known by their first signs."""

    one: int
    other: int
    join: NameJoin


class Identities:
    """The things that the signs of a roll are. Nothing is added to the roll any more."""

    def __init__(
        self, roll: Roll, declared: Mapping[int, Mapping[str, Passage]], ontology: Ontology
    ) -> None:
        self.roll = roll
        self.declared = declared  # sign -> alias -> words
        self._ontology = ontology
        self._kinds: dict[str, str] = {}
        self.countries = array("I")  # signs that are called countries
        self._counts: array[int] = roll.counts()
        self._together: dict[int, tuple[int, ...]] = {}  # first sign -> all, where there are more
        self._first: dict[int, int] = {}  # the other signs of these -> the first
        self._joins: dict[int, tuple[NameJoin, ...]] = {}
        self._ranks: dict[int, int] = {}  # of namesakes

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[int]:
        return (
            sign for sign, count in enumerate(self._counts) if count and sign not in self._first
        )

    def __getitem__(self, first: int) -> Thing:
        """The thing that begins with this sign."""
        thing, *others = map(self._alone, self.signs(first))
        for other in others:
            absorb(thing, other, None)
        thing.joins = self._joins.get(first, ())
        return thing

    def _alone(self, number: int) -> Thing:
        """The thing of one sign."""
        sign, declared = self.roll.signs[number], self.declared.get(number)
        return build_thing(self.kind(sign.type), number, sign, self._counts[number], declared)

    def signs(self, first: int) -> tuple[int, ...]:
        """The signs of a thing."""
        return self._together.get(first, (first,))

    def first(self, sign: int) -> int:
        """The first sign of the thing that a sign is."""
        return self._first.get(sign, sign)

    def kind(self, type_: str) -> str:
        """The broad type of a type in small letters: "person"."""
        kind = self._kinds.get(type_)
        if kind is None:
            kind = self._kinds[type_] = self._ontology.base_type(type_).lower()
        return kind

    def turn(self, thing: Thing) -> tuple[str, int]:
        """The place of a thing in the order of all: by kind and slug of its first sign, namesakes
        by rank.
        """
        return self.key(thing.signs[0]), self._ranks.get(thing.first, 0)

    def key(self, sign: Sign) -> str:
        """Kind and slug of the name of a sign."""
        return f"{self.kind(sign.type)}\0{make_slug(sign.name)}"

    def labels(self) -> Iterator[tuple[str, int]]:
        """Kind and slug of the name of each thing, "person/ada-holm", with its first sign."""
        for number, (type_, *_, name) in self.roll.signs.parts():
            if number in self._together:
                thing = self[number]
                yield f"{thing.kind}/{thing.slug}", number
            elif number not in self._first:
                yield f"{self.kind(type_)}/{make_slug(name)}", number

    def in_turn(self, signs: Iterable[int]) -> list[Thing]:
        """The things that these signs are, each once, in order."""
        firsts = {self.first(sign) for sign in signs}
        return sorted(map(self.__getitem__, sorted(firsts)), key=self.turn)

    def keep(self, thing: Thing) -> None:
        """Notes what was found to be one thing."""
        if len(thing.numbers) > 1:
            self._together[thing.first] = thing.numbers
        for sign in thing.numbers[1:]:
            self._first[sign] = thing.first
            self._together.pop(sign, None)
            self._joins.pop(sign, None)
        if thing.joins:
            self._joins[thing.first] = thing.joins

    def rank(self, namesakes: Sequence[Thing]) -> None:
        """Notes the order of things of one kind and slug."""
        for rank, thing in enumerate(namesakes):
            self.keep(thing)
            if rank:
                self._ranks[thing.first] = rank


def join_pairs(identities: Identities, pairs: Sequence[Pair], vetoes: Vetoes) -> None:
    """Joins those pairs that no veto forbids, pair by pair; the first thing in order takes in the
    other.
    """
    whole = dict(enumerate(identities.in_turn(first for pair in pairs for first in pair[:2])))
    place = {thing.first: number for number, thing in whole.items()}
    clusters, joined = Clusters(len(whole)), set()
    for one, other, join in pairs:
        a, b = clusters.find(place[one]), clusters.find(place[other])
        if a != b and not vetoes.forbid(whole[a], whole[b]):
            root = clusters.union(a, b)
            absorb(whole[root], whole.pop(b if root == a else a), join)
            joined.add(root)
    for root in sorted(joined & whole.keys()):
        identities.keep(whole[root])


def join_signs(identities: Identities, signs: Sequence[int], correction: Correction) -> NameJoin:
    """Makes those things one that these signs are, as a person says; raises CorrectionError if they
    have been told apart.
    """
    chosen = identities.in_turn(signs)
    names = tuple(sorted({thing.name for thing in chosen}))
    join = NameJoin("corrections.same", 1.0, names, correction.reason)
    whole = chosen[0]
    for thing in chosen[1:]:
        if thing.mark != whole.mark:
            raise CorrectionError(
                f"{correction.where}: [[same]] of {' and '.join(correction.about)} contradicts a "
                "[[different]]; keep one of them"
            )
        absorb(whole, thing, None)
    whole.joins += (join,)
    identities.keep(whole)
    return join
