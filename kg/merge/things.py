"""What may be one thing: signs that were put together, and the vetoes that keep things apart.

"Ada Holm" the minister and "Ada Holm" the ship are two: types of which neither is above the other.
A veto outweighs any evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg.merge.signs import Sign
from kg.model import NameJoin, Passage
from kg.model.ids import make_slug
from kg.ontology import Ontology

LIFETIME = 6  # decades between articles that may speak of one person
_SUFFIXES = frozenset({"jr", "junior", "sr", "senior", "ii", "iii", "iv"})


@dataclass(slots=True)
class Thing:
    """Signs that are taken for one; "" is an id that is unknown. It is made when it is looked at:
    of a million articles the signs stay on disk.
    """

    kind: str
    numbers: tuple[int, ...]  # of the signs
    signs: tuple[Sign, ...]
    counts: tuple[int, ...]  # how often each stands in the roll
    wikidata: str
    geonames: str
    country: str
    decades: tuple[int, int]
    mark: str
    declared: tuple[tuple[str, Passage], ...] = ()  # slugs of aliases with their words
    joins: tuple[NameJoin, ...] = ()

    @property
    def first(self) -> int:
        """The number of its first sign, by which it is known."""
        return self.numbers[0]

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
        kinds = "|".join(sorted({sign.type for sign in self.signs}))
        return ";".join((kinds, *self.ids, str(self.decades[0]), self.mark))

    @property
    def ids(self) -> tuple[str, str, str]:
        """Its ids in Wikidata and GeoNames, and its country."""
        return self.wikidata, self.geonames, self.country

    @property
    def name(self) -> str:
        """The most frequent name, of these the longest, of these the first by alphabet."""
        if len(self.signs) == 1:
            return self.signs[0].name
        names = self.names
        return min(names, key=lambda name: (-names[name], -len(name), name))

    @property
    def slug(self) -> str:
        """The slug of its name."""
        return make_slug(self.name)

    def _count(self, part: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for sign, count in zip(self.signs, self.counts, strict=True):
            found[getattr(sign, part)] += count
        return found


def build_thing(
    kind: str, number: int, sign: Sign, count: int, declared: Mapping[str, Passage] | None = None
) -> Thing:
    """The thing of one sign."""
    ids = sign.wikidata, sign.geonames, sign.country
    decades = sign.decade, sign.decade
    aliases = tuple(sorted(declared.items())) if declared else ()
    return Thing(kind, (number,), (sign,), (count,), *ids, decades, sign.mark, aliases)


def absorb(one: Thing, other: Thing, join: NameJoin | None) -> None:
    """Makes `other` a part of `one`, for the reason given."""
    one.numbers += other.numbers
    one.signs += other.signs
    one.counts += other.counts
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
    words = name.split("-")
    if not _SUFFIXES.isdisjoint(words):
        words = [word for word in words if word not in _SUFFIXES]
    return tuple(words)


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
