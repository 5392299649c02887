"""Evidence that two names are one thing: one id, a declared alias, a fuller name, a legal form.

"Vladimir Vladimirovich Putin" joins "Vladimir Putin" if nobody else could be meant and the articles
speak of the same things; blocks of names are capped, so a name that hundreds share joins nothing.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from kg.merge.blocks import Keys
from kg.merge.company import Contexts
from kg.merge.identities import Identities, Pair
from kg.merge.things import Thing, is_short_for, suffix_of, words_of_name
from kg.model import NameJoin
from kg.model.ids import make_slug
from kg.readers.passing import to_bytes

BLOCK = 24  # things of one block; larger ones are not compared
AT_HAND = 1024  # persons whose company is held
SCORES = {
    "merge.link": 1.0,
    "merge.alias": 0.95,
    "merge.name": 0.9,
    "merge.legal-form": 0.85,
    "merge.fuller-name": 0.8,
    "merge.surname": 0.7,
}
# forms of companies after their name (ISO 20275 lists them by country)
LEGAL_FORMS = frozenset(
    """ab ag as asa berhad bhd bv co company corp corporation gmbh inc incorporated jsc kgaa kk
    limited llc llp lp ltd nv ojsc oy oyj pjsc plc pte pty sa sdn se spa srl tbk""".split()
)


@dataclass(slots=True)
class Clues:
    """By what the signs of a roll may be one thing: of all of them the keys, noted in one pass."""

    names: Keys = field(default_factory=Keys)
    links: Keys = field(default_factory=Keys)
    bodies: Keys = field(default_factory=Keys)
    people: Keys = field(default_factory=Keys)


def find_clues(identities: Identities) -> Clues:
    """The keys of all signs."""
    clues = Clues()
    for number, (type_, wikidata, geonames, *_, name) in identities.roll.signs.parts():
        if type_ == "Country":
            identities.countries.append(number)
        kind, words = identities.kind(type_), make_slug(name)
        clues.names.add(number, to_bytes(f"{kind}\0{words}"))
        if wikidata or geonames:
            for key in _links_of(kind, wikidata, geonames):
                clues.links.add(number, to_bytes(key))
        if kind == "organization":
            clues.bodies.add(number, to_bytes(_core(words)))
        elif kind == "person" and (key := _block_of(words)):
            clues.people.add(number, to_bytes(key))
    return clues


def find_same_links(identities: Identities, links: Keys) -> list[Pair]:
    """Pairs of things with one id; neighbours in order of the id, so n things make n - 1 pairs."""
    return [
        _pair("merge.link", one, other)
        for block in _blocks(identities, links, _links_of_thing, sys.maxsize)
        for one, other in pairwise(block)
    ]


def _links_of_thing(thing: Thing) -> list[str]:
    return _links_of(thing.kind, thing.wikidata, thing.geonames)


def _links_of(kind: str, wikidata: str, geonames: str) -> list[str]:
    found = (("geonames", geonames), ("wikidata", wikidata))
    return [f"{kind}\0{name}\0{each}" for name, each in found if each]


def _blocks(
    identities: Identities, keys: Keys, keys_of: Callable[[Thing], Iterable[str]], most: int = BLOCK
) -> Iterator[list[Thing]]:
    """Things that have one key, in order, block after block in order of the keys; blocks of more
    than `most` are left out.
    """
    found: dict[str, list[int]] = defaultdict(list)
    shared = (identities.first(sign) for numbers in keys.shared() for sign in numbers)
    for first in dict.fromkeys(shared):
        for key in keys_of(identities[first]):
            found[key].append(first)
    for key, block in sorted(found.items()):
        if key and 1 < len(block) <= most:
            yield identities.in_turn(block)


def find_declared_aliases(identities: Identities, names: Keys) -> list[Pair]:
    """Pairs of a thing and another that is called by an alias which a text declares for the first
    only.

    An alias of one word says nothing of persons, and an alias that two differently named things
    declare says nothing.
    """
    named: dict[tuple[str, str], list[int]] = defaultdict(list)
    declaring: dict[tuple[str, str], list[int]] = defaultdict(list)
    for first in dict.fromkeys(map(identities.first, identities.declared)):
        thing = identities[first]
        for alias, _ in thing.declared:
            if thing.kind != "person" or "-" in alias:
                declaring[thing.kind, alias].append(first)
    wanted = names.any_of(f"{kind}\0{alias}" for kind, alias in declaring)
    for first in dict.fromkeys(map(identities.first, wanted)):
        thing = identities[first]
        for name in {make_slug(sign.name): None for sign in thing.signs}:
            named[thing.kind, name].append(first)
    return [
        _pair("merge.alias", identities[owners[0]], identities[named[key][0]])
        for key, owners in sorted(declaring.items())
        if len(owners) == 1 and len(named.get(key, ())) == 1 and named[key] != owners
    ]


def find_legal_forms(identities: Identities, bodies: Keys) -> list[Pair]:
    """Pairs of companies that differ in their legal form only: "Halden", "Halden Ltd"."""
    return [
        _pair("merge.legal-form", block[0], other)
        for block in _blocks(identities, bodies, lambda thing: [_core(thing.slug)])
        if len(block) <= BLOCK and any(_core(thing.slug) != thing.slug for thing in block)
        for other in block[1:]
    ]


def _core(name: str) -> str:
    """The slug of a name without legal forms at its end; one that is nothing else stays."""
    while (cut := name.rpartition("-"))[0] and cut[2] in LEGAL_FORMS:
        name = cut[0]
    return name


def find_fuller_names(identities: Identities, people: Keys) -> list[Pair]:
    """Pairs of persons of which one name has more or fuller words: "G. Holm", "Gro Anne Holm".

    Nobody else of the block may fit, and the two must have company in common.
    """
    pairs = [
        pair
        for block in _blocks(identities, people, lambda thing: [_block_of(thing.slug)])
        for pair in _only_fits(block)
    ]
    if not pairs:
        return []
    wanted = {sign for pair in pairs for thing in pair for sign in thing.numbers}
    contexts = Contexts.of(identities, wanted)
    return [
        _pair("merge.fuller-name", one, other)
        for one, other in pairs
        if contexts.company(one.numbers) & contexts.company(other.numbers)
    ]


def _block_of(name: str) -> str:
    """Last word and first letter of the slug of a person's name, "" for bare names."""
    words = words_of_name(name)
    return f"{words[-1]} {words[0][0]}" if len(words) > 1 else ""


def _only_fits(block: list[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Pairs of which each is the only one that fits the other."""
    names = [thing.slug for thing in block]
    words = [(*words_of_name(name), suffix_of(name)) for name in names]
    fits: list[list[int]] = [[] for _ in block]
    for one in range(len(block)):
        for other in range(one):
            if _fit(words[one], words[other]):
                fits[one].append(other)
                fits[other].append(one)
    for one, fitting in enumerate(fits):
        if len(fitting) == 1 and one < fitting[0] and fits[fitting[0]] == [one]:
            yield block[one], block[fitting[0]]


def _fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True if the words of the shorter name stand in the longer one, in order or as initials.

    The block has names with one last word; behind that stands the suffix.
    """
    if one[-1] != other[-1] or not is_short_for(one[0], other[0]):
        return False
    short, full = sorted((one[1:-2], other[1:-2]), key=len)
    rest = iter(full)
    return all(any(is_short_for(word, there) for there in rest) for word in short)


def find_surnames(
    identities: Identities, bare: Sequence[tuple[int, str]]
) -> dict[int, tuple[int, NameJoin]]:
    """Of persons known by one word only the thing that is meant, by their place in `bare`, which
    has the number of the article and the slug of the word.

    The thing is the only one so called that shares company with the article, and shares two things
    with it at least.
    """
    if not bare:
        return {}
    blocks = {
        word: block
        for word, block in _surnamed(identities, {word for _, word in bare}).items()
        if len(block) <= BLOCK
    }
    things = [first for block in blocks.values() for first in block]
    contexts = Contexts.of(identities, {sign for each in things for sign in identities.signs(each)})
    company = lru_cache(AT_HAND)(lambda first: contexts.company(identities.signs(first)))
    found = {}
    for place, (article, word) in enumerate(bare):
        here = set(identities.roll.signs_in(article)) - contexts.silent
        shared = Counter({first: len(here & company(first)) for first in blocks.get(word, ())})
        ranked = [first for first, number in shared.most_common(2) if number]
        if len(ranked) == 1 and shared[ranked[0]] >= 2:
            names = identities[ranked[0]].name, word
            join = NameJoin("merge.surname", SCORES["merge.surname"], names)
            found[place] = ranked[0], join
    return found


def _surnamed(identities: Identities, words: set[str]) -> dict[str, list[int]]:
    """The persons whose last name is one of these words."""
    people = (
        identities.first(number)
        for number, (type_, *_, name) in identities.roll.signs.parts()
        if identities.kind(type_) == "person" and make_slug(name).rpartition("-")[2] in words
    )
    blocks: dict[str, list[int]] = defaultdict(list)
    for first in dict.fromkeys(people):
        name = identities[first].slug
        last = words_of_name(name)[-1:]
        if last and last[0] in words and not suffix_of(name):
            blocks[last[0]].append(first)
    return blocks


def _pair(rule: str, one: Thing, other: Thing) -> Pair:
    names = tuple(sorted({one.name, other.name}))
    return Pair(one.first, other.first, NameJoin(rule, SCORES[rule], names))
