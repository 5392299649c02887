"""Which entities of different articles are one: "Ada Holm" on Monday and "Ada Holm" on Thursday
become one `Node`.

A named entity is known by its kind and canonical name, so two articles meet without any comparison.
Names that differ are joined on evidence only (`kg/merge/joins.py`), and vetoes outweigh evidence
(`kg/merge/things.py`). A bare surname stays in its article unless only one person can be meant.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from kg.errors import CorrectionError
from kg.merge.corrections import Plan
from kg.merge.joins import (
    find_declared_aliases,
    find_fuller_names,
    find_legal_forms,
    find_same_links,
    find_surnames,
)
from kg.merge.naming import name_nodes
from kg.merge.roll import Roll, sign_of
from kg.merge.shelf import Shelf
from kg.merge.things import (
    Thing,
    Told,
    Vetoes,
    absorb,
    build_thing,
    join_pairs,
    join_signs,
)
from kg.model import Entity, NameJoin, Node, Passage, Reading
from kg.model.ids import slug
from kg.ontology import Ontology, load_ontology

_DECLARING = frozenset({"coreference.acronym", "coreference.alias-in-brackets"})
NO_PLAN = Plan()


@dataclass(slots=True)
class _Collected:
    """What one pass over the readings keeps of them."""

    roll: Roll = field(default_factory=Roll)
    declared: dict[int, dict[str, Passage]] = field(default_factory=dict)  # sign -> alias -> words
    bare: Shelf[tuple[int, str]] = field(default_factory=Shelf)  # article number, slug
    bare_nodes: Shelf[Node] = field(default_factory=Shelf)  # of the bare surnames, in that order


def find_nodes(readings: Iterable[Reading], plan: Plan = NO_PLAN) -> tuple[Node, ...]:
    """The nodes that the entities of the readings are, sorted by key; raises CorrectionError."""
    return tuple(sorted(gather_nodes(readings, plan), key=lambda node: node.key))


def gather_nodes(readings: Iterable[Reading], plan: Plan = NO_PLAN) -> Iterator[Node]:
    """The nodes that the entities of the readings are, those of one article alone first.

    The readings stand in the order of their ids, and each is looked at once. Raises CorrectionError
    for a correction that cannot be.
    """
    ontology = load_ontology()
    found = _Collected()
    yield from _collect(readings, found, ontology, plan.marks)
    things = settle(found.roll, found.declared, ontology)
    things, meant = _obey(plan, found, things)
    extra: dict[int, list[tuple[Node, NameJoin]]] = defaultdict(list)
    for place, node in enumerate(found.bare_nodes):
        if place in meant:
            thing, join = meant[place]
            extra[thing].append((node, join))
        else:
            yield node
    yield from name_nodes(found.roll, things, extra, ontology)


def settle(roll: Roll, declared: dict[int, dict[str, Passage]], ontology: Ontology) -> list[Thing]:
    """The things that the signs of a roll are, after all evidence and vetoes."""
    vetoes = Vetoes(ontology)
    told = Told(roll.signs, roll.counts(), [slug(sign.name) for sign in roll.signs])
    kinds = {name: ontology.base_type(name).lower() for name in {sign.type for sign in roll.signs}}

    keys = [f"{kinds[s.type]}\0{name}" for s, name in zip(roll.signs, told.slugs, strict=True)]
    things: list[Thing] = []
    for _, group in groupby(sorted(range(len(keys)), key=keys.__getitem__), keys.__getitem__):
        numbers = [*group]
        kind = kinds[roll.signs[numbers[0]].type]
        bucket = [build_thing(number, told, kind) for number in numbers]
        for thing in bucket:
            if found := declared.get(thing.signs[0]):
                thing.declared = tuple(sorted(found.items()))
        things += _namesakes(bucket, vetoes) if len(bucket) > 1 else bucket
    del keys
    things = join_pairs(things, find_same_links(things), vetoes)
    things = join_pairs(things, find_declared_aliases(things), vetoes)
    things = join_pairs(things, find_legal_forms(things), vetoes)
    return join_pairs(things, find_fuller_names(things, roll), vetoes)


def _obey(
    plan: Plan, found: _Collected, things: list[Thing]
) -> tuple[list[Thing], dict[int, tuple[int, NameJoin]]]:
    """The things after what persons say is the same, and of bare surnames which thing they are."""
    meant = {
        place: (things[number].signs[0], join)
        for place, (number, join) in find_surnames(things, found.bare, found.roll).items()
        if found.bare_nodes[place].members[0] not in plan.marks
    }
    if plan.same:
        articles = found.roll.articles
        signs = {(articles[a], entity): sign for a, entity, sign in found.roll.positions()}
        bare = {node.members[0]: place for place, node in enumerate(found.bare_nodes)}
        for members, correction in plan.same:
            own = sorted({signs[member] for member in members if member in signs})
            if not own or any(member not in signs and member not in bare for member in members):
                raise CorrectionError(
                    f"{correction.where}: only names can be the same across articles, one of them "
                    "in full; name such entities"
                )
            things, join = join_signs(things, own, correction)
            meant |= {bare[member]: (own[0], join) for member in members if member in bare}
    number_of = {sign: number for number, thing in enumerate(things) for sign in thing.signs}
    return things, {place: (number_of[sign], join) for place, (sign, join) in meant.items()}


def _collect(
    readings: Iterable[Reading],
    found: _Collected,
    ontology: Ontology,
    marks: Mapping[tuple[str, int], str],
) -> Iterator[Node]:
    """Notes the names of the readings; gives the nodes of what has none."""
    for number, reading in enumerate(readings):
        article = reading.article
        decade = article.published.year // 10 if article.published else 0
        found.roll.open(article.id)
        used: Counter[str] = Counter()
        for index, entity in enumerate(reading.entities):
            kind = ontology.base_type(entity.type).lower()
            is_bare = entity.named and _is_bare_person(entity, kind)
            if is_bare:
                found.bare.append((number, slug(entity.name)))
                found.bare_nodes.append(_local_node(reading, index, used))
            elif entity.named:
                first = entity.mentions[0].passage
                sign = sign_of(entity, kind, decade, marks.get((article.id, index), ""))
                found.roll.add(sign, index, first.begin, first.text)
                _note_aliases(found, entity)
            else:
                yield _local_node(reading, index, used)


def _note_aliases(found: _Collected, entity: Entity) -> None:
    """Keeps the aliases that the text declares for the entity that was added last."""
    for mention in entity.mentions:
        if mention.rule in _DECLARING:
            known = found.declared.setdefault(found.roll.sign_of[-1], {})
            known.setdefault(slug(mention.passage.text), mention.passage)


def _is_bare_person(entity: Entity, kind: str) -> bool:
    """True for a person known by one word only and by no link."""
    linked = entity.links is not None and bool(entity.links.wikidata or entity.links.geonames)
    return kind == "person" and "-" not in slug(entity.name) and not linked


def _local_node(reading: Reading, index: int, used: Counter[str]) -> Node:
    """The node of an entity that belongs to its article alone."""
    entity, article = reading.entities[index], reading.article.id
    words = slug(entity.name)
    used[words] += 1
    return Node(
        key=f"article/{article}/entity/{words}-{used[words]}",
        type=entity.type,
        name=entity.name,
        named=entity.named,
        members=((article, index),),
        rule="merge.article",
        evidence=(entity.mentions[0].passage,),
    )


def _namesakes(bucket: list[Thing], vetoes: Vetoes) -> list[Thing]:
    """The things of one name: one if nothing forbids it, else one for each distinct signature.

    A signature that fits only one of the richer ones is a part of it ("Berga" without links and
    "Berga" in Norland); one that fits two stays alone, since the text does not say which it is.
    """
    by_signature: dict[str, Thing] = {}
    for thing in bucket:
        known = by_signature.setdefault(thing.signature, thing)
        if known is not thing:
            absorb(known, thing, None)
    things = sorted(by_signature.values(), key=lambda thing: (thing.ids.count(""), thing.signature))
    kept: list[Thing] = []
    alone: list[Thing] = []
    for thing in things:
        fitting = [other for other in kept if not vetoes.forbid(thing, other)]
        if len(fitting) == 1:
            absorb(fitting[0], thing, None)
        elif fitting:
            alone.append(thing)
        else:
            kept.append(thing)
    return kept + alone
