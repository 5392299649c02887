"""Evidence that two names are one thing: one id, a declared alias, a fuller name, a legal form.

"Vladimir Vladimirovich Putin" joins "Vladimir Putin" if nobody else could be meant and the articles
speak of the same things; blocks of names are capped, so a name that hundreds share joins nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count, groupby

from kg.merge.roll import Roll
from kg.merge.things import (
    Thing,
    is_short_for,
    suffix_of,
    words_of_name,
)
from kg.model import NameJoin

BLOCK = 24  # things of one block; larger ones are not compared
SEEN = 16  # articles of a thing whose names are its context
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

Joins = list[tuple[int, int, NameJoin]]


def find_same_links(things: list[Thing]) -> Joins:
    """Pairs of things with one id; neighbours in order of the id, so n things make n - 1 pairs."""
    by_id: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, thing in enumerate(things):
        if thing.wikidata:
            by_id[thing.kind, "wikidata", thing.wikidata].append(index)
        if thing.geonames:
            by_id[thing.kind, "geonames", thing.geonames].append(index)
    return [
        (first, second, _join("merge.link", things, first, second))
        for key in sorted(by_id)
        for first, second in zip(by_id[key], by_id[key][1:], strict=False)
    ]


def find_declared_aliases(things: list[Thing]) -> Joins:
    """Pairs of a thing and another that is called by an alias which a text declares for the first
    only.

    An alias of one word says nothing of persons, and an alias that two differently named things
    declare says nothing.
    """
    named: dict[tuple[str, str], list[int]] = defaultdict(list)
    declaring: dict[tuple[str, str], list[int]] = defaultdict(list)
    every = {alias for thing in things for alias, _ in thing.declared}
    if not every:
        return []
    for index, thing in enumerate(things):
        slugs = {thing.told.slugs[number] for number in thing.signs}
        for name in sorted(slugs & every):
            named[thing.kind, name].append(index)
        for alias, _ in thing.declared:
            if thing.kind != "person" or "-" in alias:
                declaring[thing.kind, alias].append(index)
    return [
        (owners[0], named[key][0], _join("merge.alias", things, owners[0], named[key][0]))
        for key, owners in sorted(declaring.items())
        if len(owners) == 1 and len(named.get(key, ())) == 1 and named[key] != owners
    ]


def find_legal_forms(things: list[Thing]) -> Joins:
    """Pairs of companies that differ in their legal form only: "Halden", "Halden Ltd"."""
    bodies = [index for index, thing in enumerate(things) if thing.kind == "organization"]
    with_form = {
        core for index in bodies if (core := _core(things[index].slug)) != things[index].slug
    }
    blocks: dict[str, list[int]] = defaultdict(list)
    for index in bodies:
        if (core := _core(things[index].slug)) in with_form:
            blocks[core].append(index)
    return [
        (block[0], other, _join("merge.legal-form", things, block[0], other))
        for _, block in sorted(blocks.items())
        if len(block) <= BLOCK
        for other in block[1:]
    ]


def _core(name: str) -> str:
    """The slug of a name without legal forms at its end; one that is nothing else stays."""
    while (cut := name.rpartition("-"))[0] and cut[2] in LEGAL_FORMS:
        name = cut[0]
    return name


@dataclass(slots=True)
class Contexts:
    """What stands beside a thing in its articles: things other than countries, by number."""

    roll: Roll
    articles: dict[int, list[int]]  # sign -> numbers of articles, at most SEEN
    silent: set[int]  # signs of countries, which tell nothing as company

    @classmethod
    def of(cls, roll: Roll, things: Iterable[Thing], wanted: Iterable[int]) -> Contexts:
        """The contexts of the wanted signs."""
        articles: dict[int, list[int]] = {sign: [] for sign in wanted}
        asked = bytearray(len(roll.signs))
        for sign in articles:
            asked[sign] = 1
        for position in compress(count(), map(asked.__getitem__, roll.sign_of)):
            seen = articles[roll.sign_of[position]]
            if len(seen) < SEEN:
                seen.append(roll.article_at(position))
        return cls(roll, articles, {sign for each in things for sign in _silent_signs(each)})

    def company(self, signs: Iterable[int]) -> set[int]:
        """The signs that stand in the articles of these."""
        own = set(signs)
        found = {
            other
            for sign in own
            for article in self.articles.get(sign, ())
            for other in self.roll.signs_in(article)
        }
        return found - self.silent - own


def _silent_signs(thing: Thing) -> tuple[int, ...]:
    """The signs of a thing that is called a country somewhere."""
    types = (thing.told.signs[number].type for number in thing.signs)
    return thing.signs if "Country" in types else ()


def find_fuller_names(things: list[Thing], roll: Roll) -> Joins:
    """Pairs of persons of which one name has more or fuller words: "G. Holm", "Gro Anne Holm".

    Nobody else of the block may fit, and the two must have company in common.
    """
    keys = [_block_of(thing) for thing in things]
    people = sorted((index for index, key in enumerate(keys) if key), key=keys.__getitem__)
    pairs = [
        pair
        for _, group in groupby(people, key=keys.__getitem__)
        if 2 <= len(block := list(group)) <= BLOCK
        for pair in _only_fits(things, block)
    ]
    if not pairs:
        return []
    wanted = {sign for pair in pairs for index in pair for sign in things[index].signs}
    contexts = Contexts.of(roll, things, wanted)
    return [
        (one, other, _join("merge.fuller-name", things, one, other))
        for one, other in pairs
        if contexts.company(things[one].signs) & contexts.company(things[other].signs)
    ]


def _block_of(thing: Thing) -> str:
    """Last word and first letter of a person's name, "" for others and for bare names."""
    words = words_of_name(thing.slug) if thing.kind == "person" else ()
    return f"{words[-1]} {words[0][0]}" if len(words) > 1 else ""


def _only_fits(things: list[Thing], block: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of which each is the only one that fits the other."""
    words = {
        index: (*words_of_name(things[index].slug), suffix_of(things[index].slug))
        for index in block
    }
    fits: dict[int, list[int]] = {index: [] for index in block}
    for place, one in enumerate(block):
        for other in block[:place]:
            if _fit(words[one], words[other]):
                fits[one].append(other)
                fits[other].append(one)
    for one in block:
        if len(fits[one]) == 1 and one < fits[one][0] and fits[fits[one][0]] == [one]:
            yield one, fits[one][0]


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
    things: list[Thing], bare: Sequence[tuple[int, str]], roll: Roll
) -> dict[int, tuple[int, NameJoin]]:
    """Of persons known by one word only the thing that is meant, by their place in `bare`, which
    has the number of the article and the slug of the word.

    The thing is the only one so called that shares company with the article, and shares two things
    with it at least.
    """
    if not bare:
        return {}
    blocks: dict[str, list[int]] = defaultdict(list)
    words = {word for _, word in bare}
    for index, thing in enumerate(things):
        last = words_of_name(thing.slug)[-1:] if thing.kind == "person" else ()
        if last and last[0] in words and not suffix_of(thing.slug):
            blocks[last[0]].append(index)
    wanted = {
        sign
        for block in blocks.values()
        if len(block) <= BLOCK
        for index in block
        for sign in things[index].signs
    }
    contexts = Contexts.of(roll, things, wanted)
    company = {
        index: contexts.company(things[index].signs)
        for block in blocks.values()
        if len(block) <= BLOCK
        for index in block
    }
    found = {}
    for place, (article, word) in enumerate(bare):
        here = roll.signs_in(article) - contexts.silent
        shared = Counter({index: len(here & company.get(index, set())) for index in blocks[word]})
        ranked = [index for index, number in shared.most_common(2) if number]
        if len(ranked) == 1 and shared[ranked[0]] >= 2:
            thing = things[ranked[0]]
            found[place] = (
                ranked[0],
                NameJoin("merge.surname", SCORES["merge.surname"], (thing.name, word)),
            )
    return found


def _join(rule: str, things: list[Thing], one: int, other: int) -> NameJoin:
    return NameJoin(rule, SCORES[rule], tuple(sorted({things[one].name, things[other].name})))
