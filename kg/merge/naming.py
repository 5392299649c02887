"""Things -> nodes: what is told of "Ada Holm" in a thousand articles becomes `person/ada-holm`, her
members and the words that say so.

Nodes are made one after the other; the mentions of each are found by counting, in a few bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby

from kg.merge.joins import SCORES
from kg.merge.roll import Roll
from kg.merge.sorting import Sorted
from kg.merge.things import Thing, place_of
from kg.model import NameJoin, Node, Passage
from kg.model.ids import short_hash
from kg.ontology import Ontology

Extra = Mapping[int, Sequence[tuple[Node, NameJoin]]]  # bare surnames of a thing, by its number
_STRENGTH = (  # the strongest reason first
    "corrections.same", "merge.link", "merge.alias", "merge.legal-form", "merge.fuller-name",
    "merge.surname", "merge.name",
)  # fmt: skip


def name_nodes(
    roll: Roll, things: Sequence[Thing], extra: Extra, ontology: Ontology
) -> Iterator[Node]:
    """Nodes with keys, sorted; of things that would have one key the most told one has it, the
    others a hash behind it.
    """
    for number, added in extra.items():
        things[number].joins += tuple(join for _, join in added)
    places = Places(roll, things)
    keys = Sorted((f"{thing.kind}/{thing.slug}", n) for n, thing in enumerate(things))
    for key, group in groupby(zip(keys.keys(), keys, strict=True), key=lambda row: row[0]):
        numbers = [number for _, number in group]
        if len(numbers) > 1:
            numbers.sort(
                key=lambda n: (-places.count(n) - len(extra.get(n, ())), things[n].signature)
            )
        for rank, number in enumerate(numbers):
            thing = things[number]
            unique = key if rank == 0 else f"{key}-{short_hash(thing.signature)}"
            members, words = places.of(number)
            for node, _ in extra.get(number, ()):
                members += node.members
                words += node.evidence
            yield _node_of(thing, unique, members, words, ontology)


class Places:
    """The positions in a roll, thing by thing: a number for each, sorted by counting."""

    def __init__(self, roll: Roll, things: Sequence[Thing]) -> None:
        self._roll = roll
        thing_of = array("I", bytes(4 * len(roll.signs)))
        counts = array("I", bytes(4 * (len(things) + 1)))
        of_sign = roll.counts()
        for number, thing in enumerate(things):
            for sign in thing.signs:
                thing_of[sign] = number
                counts[number + 1] += of_sign[sign]
        self._starts = array("I", accumulate(counts))
        following = self._starts[:]
        self._order = array("I", bytes(4 * len(roll)))
        for position, sign in enumerate(roll.sign_of):
            number = thing_of[sign]
            self._order[following[number]] = position
            following[number] += 1

    def count(self, number: int) -> int:
        """How many mentions a thing has."""
        return self._starts[number + 1] - self._starts[number]

    def of(self, number: int) -> tuple[list[tuple[str, int]], list[Passage]]:
        """The members of a thing and their words, in order."""
        roll = self._roll
        members, words = [], []
        for position in self._order[self._starts[number] : self._starts[number + 1]]:
            member, passage = roll.at(position)
            members.append(member)
            words.append(passage)
        return members, words


def _node_of(
    thing: Thing,
    key: str,
    members: list[tuple[str, int]],
    words: list[Passage],
    ontology: Ontology,
) -> Node:
    types = thing.types
    several = len({article for article, _ in members}) > 1
    joins = list(dict.fromkeys(thing.joins))
    if several and not joins:
        joins = [NameJoin("merge.name", SCORES["merge.name"], tuple(sorted(thing.names)))]
    rules = [rule for rule in _STRENGTH if rule in {join.rule for join in joins}]
    aliases = [words for _, words in thing.declared] if several else []
    return Node(
        key=key,
        type=min(types, key=lambda name: (-len(ontology.ancestors(name)), -types[name], name)),
        name=thing.name,
        named=True,
        members=tuple(sorted(members)),
        rule=rules[0] if rules else "merge.article",
        evidence=tuple(sorted({*words, *aliases}, key=place_of)),
        joins=tuple(sorted(joins, key=lambda join: (-join.score, join.rule, join.names))),
    )
