"""What may be one thing: signs that were put together, and the vetoes that keep things apart.

"Ada Holm" the minister and "Ada Holm" the ship are two: types of which neither is above the other.
A veto outweighs any evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.errors import CorrectionError
from kg.merge.clusters import Clusters
from kg.merge.roll import Sign
from kg.model import NameJoin, Passage
from kg.model.correction import Correction
from kg.model.ids import slug
from kg.ontology import Ontology

DECADES: dict[int, tuple[int, int]] = {}  # each pair once, however many things have it
LIFETIME = 6  # decades between articles that may speak of one person
_SUFFIXES = frozenset({"jr", "junior", "sr", "senior", "ii", "iii", "iv"})


class Told(NamedTuple):
    """The signs of a roll, how often each stands there, and the slugs of their names."""

    signs: Sequence[Sign]
    counts: Sequence[int]
    slugs: Sequence[str]


@dataclass(slots=True)
class Thing:
    """Signs that are taken for one, by number; "" is an id that is unknown.

    A million articles have many: what can be counted from the signs is not kept.
    """

    kind: str
    told: Told
    signs: tuple[int, ...]
    wikidata: str
    geonames: str
    country: str
    decades: tuple[int, int]
    mark: str
    declared: tuple[tuple[str, Passage], ...] = ()  # slugs of aliases with their words
    joins: tuple[NameJoin, ...] = ()

    @property
    def types(self) -> Counter[str]:
        """How often it has which type."""
        return self._count("type")

    @property
    def names(self) -> Counter[str]:
        """How often it has which name."""
        return self._count("name")

    @property
    def signature(self) -> str:
        """What tells it from its namesakes."""
        kinds = "|".join(sorted({self.told.signs[number].type for number in self.signs}))
        return ";".join((kinds, *self.ids, str(self.decades[0]), self.mark))

    @property
    def ids(self) -> tuple[str, str, str]:
        """Its ids in Wikidata and GeoNames, and its country."""
        return self.wikidata, self.geonames, self.country

    @property
    def name(self) -> str:
        """The most frequent name, of these the longest, of these the first by alphabet."""
        if len(self.signs) == 1:
            return self.told.signs[self.signs[0]].name
        names = self.names
        return min(names, key=lambda name: (-names[name], -len(name), name))

    @property
    def slug(self) -> str:
        """The slug of its name."""
        return self.told.slugs[self.signs[0]] if len(self.signs) == 1 else slug(self.name)

    def _count(self, part: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for number in self.signs:
            found[getattr(self.told.signs[number], part)] += self.told.counts[number]
        return found


def build_thing(number: int, told: Told, kind: str) -> Thing:
    """The thing of one sign."""
    sign = told.signs[number]
    decades = DECADES.setdefault(sign.decade, (sign.decade, sign.decade))
    ids = sign.wikidata, sign.geonames, sign.country
    return Thing(kind, told, (number,), *ids, decades, sign.mark)


def absorb(one: Thing, other: Thing, join: NameJoin | None) -> None:
    """Makes `other` a part of `one`, for the reason given."""
    one.signs += other.signs
    one.wikidata = one.wikidata or other.wikidata
    one.geonames = one.geonames or other.geonames
    one.country = one.country or other.country
    known = [decade for thing in (one, other) for decade in thing.decades if decade]
    one.decades = (min(known, default=0), max(known, default=0))
    if other.declared:
        both = sorted(
            (*one.declared, *other.declared), key=lambda item: place_of(item[1]), reverse=True
        )
        one.declared = tuple(sorted(dict(both).items()))
    one.joins += other.joins if join is None else (*other.joins, join)


def place_of(passage: Passage) -> tuple[str, int, int]:
    """The order of passages: by article, then by offset."""
    return passage.article, passage.begin, passage.end


class Vetoes:
    """What cannot be one thing."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology

    def forbid(self, one: Thing, other: Thing) -> bool:
        """True for another kind or mark, two values of one id, other given names, a lifetime
        between them, and for types of which neither is above the other.

        Types say nothing against an id that the two share.
        """
        if one.kind != other.kind or one.mark != other.mark:
            return True
        if _is_another_life(one.decades, other.decades):
            return True
        if any(
            mine and theirs and mine != theirs
            for mine, theirs in zip(one.ids, other.ids, strict=True)
        ):
            return True
        if (one.wikidata and other.wikidata) or (one.geonames and other.geonames):
            return False
        if one.kind == "person" and not have_one_given_name(one.slug, other.slug):
            return True
        is_a = self._ontology.is_a
        return any(not is_a(a, b) and not is_a(b, a) for a in one.types for b in other.types)


def _is_another_life(one: tuple[int, int], other: tuple[int, int]) -> bool:
    known = [decade for decade in (*one, *other) if decade]
    return bool(known) and max(known) - min(known) > LIFETIME


def words_of_name(name: str) -> tuple[str, ...]:
    """The words of the slug of a person's name, without suffix: "ada-k-holm-jr" -> ada, k, holm."""
    return tuple(word for word in name.split("-") if word not in _SUFFIXES)


def suffix_of(name: str) -> str:
    """The "jr" of the slug of a name, "" if there is none."""
    last = name.rpartition("-")[2]
    return last if last in _SUFFIXES else ""


def have_one_given_name(one: str, other: str) -> bool:
    """False for slugs whose given names differ: "ada-holm" and "eva-holm", "a-holm" and "eva-holm".

    Names of one word, and names that do not end alike, say nothing of each other's given name.
    """
    mine, theirs = words_of_name(one), words_of_name(other)
    if len(mine) < 2 or len(theirs) < 2 or mine[-1] != theirs[-1]:
        return True
    return is_short_for(mine[0], theirs[0])


def is_short_for(one: str, other: str) -> bool:
    """True for equal words and for an initial of the other: "a", "ada"."""
    short, full = sorted((one, other), key=len)
    return short == full or (len(short) == 1 and full.startswith(short))


def join_pairs(
    things: list[Thing], pairs: list[tuple[int, int, NameJoin]], vetoes: Vetoes
) -> list[Thing]:
    """The things after those joins that no veto forbids, pair by pair."""
    if not pairs:
        return things
    clusters = Clusters(len(things))
    whole = dict(enumerate(things))
    for first, second, join in pairs:
        a, b = clusters.find(first), clusters.find(second)
        if a != b and not vetoes.forbid(whole[a], whole[b]):
            root = clusters.union(a, b)
            absorb(whole[root], whole.pop(b if root == a else a), join)
    return [whole[root] for root in sorted(whole)]


def join_signs(
    things: list[Thing], signs: list[int], correction: Correction
) -> tuple[list[Thing], NameJoin]:
    """The things with those of these signs made one, as a person says; raises CorrectionError if
    they have been told apart.
    """
    chosen = [thing for thing in things if set(signs) & set(thing.signs)]
    names = tuple(sorted({thing.name for thing in chosen}))
    join = NameJoin("corrections.same", 1.0, names, correction.reason)
    whole = chosen[0]
    gone = {id(thing) for thing in chosen}
    for thing in chosen[1:]:
        if thing.mark != whole.mark:
            raise CorrectionError(
                f"{correction.where}: [[same]] of {' and '.join(correction.about)} contradicts a "
                "[[different]]; keep one of them"
            )
        absorb(whole, thing, None)
    whole.joins += (join,)
    return [thing for thing in things if thing is whole or id(thing) not in gone], join
