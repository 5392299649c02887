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

from kg.errors import CorrectionError
from kg.merge.blocks import Keys
from kg.merge.corrections import Plan
from kg.merge.identities import Identities, join_pairs, join_signs
from kg.merge.joins import (
    find_clues,
    find_declared_aliases,
    find_fuller_names,
    find_legal_forms,
    find_same_links,
    find_surnames,
)
from kg.merge.naming import name_nodes
from kg.merge.roll import Roll
from kg.merge.shelf import Shelf
from kg.merge.signs import sign_of
from kg.merge.things import Thing, Vetoes, absorb
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
    meant = _obey(plan, found, things)
    extra: dict[int, list[tuple[Node, NameJoin]]] = defaultdict(list)
    for place, node in enumerate(found.bare_nodes):
        if place in meant:
            sign, join = meant[place]
            extra[things.first(sign)].append((node, join))
        else:
            yield node
    yield from name_nodes(things, extra, ontology)


def settle(
    roll: Roll, declared: Mapping[int, Mapping[str, Passage]], ontology: Ontology
) -> Identities:
    """The things that the signs of a roll are, after all evidence and vetoes; nothing is added to
    the roll after that.
    """
    roll.close()
    things, vetoes = Identities(roll, _of_first(declared, roll), ontology), Vetoes(ontology)
    clues = find_clues(things)
    _tell_namesakes(things, clues.names, vetoes)
    join_pairs(things, find_same_links(things, clues.links), vetoes)
    join_pairs(things, find_declared_aliases(things, clues.names), vetoes)
    join_pairs(things, find_legal_forms(things, clues.bodies), vetoes)
    join_pairs(things, find_fuller_names(things, clues.people), vetoes)
    return things


def _of_first(
    declared: Mapping[int, Mapping[str, Passage]], roll: Roll
) -> dict[int, dict[str, Passage]]:
    """The aliases by the first of equal signs, each with the words that declared it first."""
    found: dict[int, dict[str, Passage]] = {}
    for sign, aliases in sorted(declared.items()):
        known = found.setdefault(roll.signs.firsts[sign], {})
        for alias, words in aliases.items():
            known.setdefault(alias, words)
    return found


def _obey(plan: Plan, found: _Collected, things: Identities) -> dict[int, tuple[int, NameJoin]]:
    """Makes one what persons say is the same; of bare surnames a sign of the thing they are."""
    meant = {
        place: (first, join)
        for place, (first, join) in find_surnames(things, found.bare).items()
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
            join = join_signs(things, own, correction)
            meant |= {bare[member]: (own[0], join) for member in members if member in bare}
    return meant


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


def _tell_namesakes(things: Identities, names: Keys, vetoes: Vetoes) -> None:
    """Makes one of the signs with one name what can be one."""
    for numbers in names.shared():
        buckets: dict[str, list[int]] = defaultdict(list)
        for sign in numbers:
            buckets[things.key(things.roll.signs[sign])].append(sign)
        for bucket in buckets.values():
            if len(bucket) > 1:
                things.rank(_namesakes([things[sign] for sign in bucket], vetoes))


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
