"""Things -> nodes: what is told of "Ada Holm" in a thousand articles becomes `person/ada-holm`, her
members and the words that say so.

Nodes are made one after the other; the mentions of each are found by counting, in a few bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby

from kg.merge.identities import Identities
from kg.merge.joins import SCORES
from kg.merge.sorting import Sorted
from kg.merge.things import Thing, place_of
from kg.model import NameJoin, Node, Passage
from kg.model.ids import short_hash
from kg.ontology import Ontology

Extra = Mapping[int, Sequence[tuple[Node, NameJoin]]]  # bare surnames of a thing, by its first sign
_STRENGTH = (  # the strongest reason first
    "corrections.same", "merge.link", "merge.alias", "merge.legal-form", "merge.fuller-name",
    "merge.surname", "merge.name",
)  # fmt: skip


def name_nodes(things: Identities, extra: Extra, ontology: Ontology) -> Iterator[Node]:
    """Nodes with keys, sorted; of things that would have one key the most told one has it, the
    others a hash behind it.
    """
    places = Places(things)
    keys = Sorted(things.labels())
    for key, group in groupby(zip(keys.keys(), keys, strict=True), key=lambda row: row[0]):
        chosen = [things[first] for _, first in group]
        if len(chosen) > 1:
            chosen.sort(key=things.turn)
            chosen.sort(
                key=lambda thing: (
                    -places.count(thing.first) - len(extra.get(thing.first, ())),
                    thing.signature,
                )
            )
        for rank, thing in enumerate(chosen):
            unique = key if rank == 0 else f"{key}-{short_hash(thing.signature)}"
            members, words = places.of(thing.first)
            for node, join in extra.get(thing.first, ()):
                members += node.members
                words += node.evidence
                thing.joins += (join,)
            yield _node_of(thing, unique, members, words, ontology)


class Places:
    """The positions in a roll, thing by thing: a number for each, sorted by counting."""

    def __init__(self, things: Identities) -> None:
        self._roll = roll = things.roll
        counts = array("I", bytes(4 * (len(roll.signs) + 1)))
        for sign in roll.sign_of:
            counts[things.first(sign) + 1] += 1
        self._starts = array("I", accumulate(counts))
        following = self._starts[:]
        self._order = array("I", bytes(4 * len(roll)))
        for position, sign in enumerate(roll.sign_of):
            first = things.first(sign)
            self._order[following[first]] = position
            following[first] += 1

    def count(self, first: int) -> int:
        """How many mentions a thing has."""
        return self._starts[first + 1] - self._starts[first]

    def of(self, first: int) -> tuple[list[tuple[str, int]], list[Passage]]:
        """The members of a thing and their words, in order."""
        roll = self._roll
        members, words = [], []
        for position in self._order[self._starts[first] : self._starts[first + 1]]:
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
