"""Which entities of different articles are one: "Ada Holm" on Monday and "Ada Holm" on Thursday
become one `Node`.

A named entity is known by its kind and canonical name, so two articles meet without any comparison.
Names that differ are joined on evidence only: the same id in Wikidata or GeoNames, or an alias that
a text declares ("Dockers Union (DUN)"). Vetoes outweigh evidence: no node has two types, two ids of
one kind or two countries. A bare surname stays in its article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.merge.clusters import Clusters
from kg.model import Entity, Node, Passage, Reading
from kg.model.ids import short_hash, slug
from kg.ontology import Ontology, load_ontology

_DECLARING = frozenset({"coreference.acronym", "coreference.alias-in-brackets"})
_STRENGTH = ("merge.link", "merge.alias", "merge.name")  # the strongest reason first


@dataclass(slots=True)
class _Thing:
    """The entities that name and links alone make one; `signature` tells it from its namesakes."""

    kind: str
    types: Counter[str]
    ids: dict[str, str]  # "wikidata", "geonames", "country" -> value
    members: list[tuple[str, int]] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    declared: dict[str, Passage] = field(default_factory=dict)  # slug of an alias -> its words
    rules: set[str] = field(default_factory=set)
    evidence: list[Passage] = field(default_factory=list)

    @property
    def signature(self) -> str:
        ids = ",".join(f"{kind}={value}" for kind, value in sorted(self.ids.items()))
        return f"{'|'.join(sorted(self.types))};{ids}"

    @property
    def name(self) -> str:
        """The most frequent name, of these the longest, of these the first by alphabet."""
        return min(self.names, key=lambda name: (-self.names[name], -len(name), name))


def find_nodes(readings: Iterable[Reading]) -> tuple[Node, ...]:
    """The nodes that the entities of the readings are, sorted by key; the order of the readings
    does not matter.
    """
    ontology = load_ontology()
    buckets: dict[tuple[str, str], list[_Thing]] = defaultdict(list)
    nodes: list[Node] = []
    for reading in readings:
        used: Counter[str] = Counter()
        for index, entity in enumerate(reading.entities):
            kind = ontology.base_type(entity.type).lower()
            if entity.named and not _is_bare_person(entity, kind):
                thing = _thing_of(entity, (reading.article.id, index), kind)
                buckets[kind, slug(entity.name)].append(thing)
            else:
                nodes.append(_local_node(reading, index, used))

    clash = _Clash(ontology)
    things = [thing for key in sorted(buckets) for thing in _namesakes(buckets[key], clash)]
    things = _join(things, _same_links(things), clash)
    things = _join(things, _declared_aliases(things), clash)
    nodes += _name_nodes(things, ontology)
    return tuple(sorted(nodes, key=lambda node: node.key))


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


def _thing_of(entity: Entity, member: tuple[str, int], kind: str) -> _Thing:
    links, ids = entity.links, {}
    if links is not None:
        found = {"wikidata": links.wikidata, "geonames": links.geonames, "country": links.country}
        ids = {name: value for name, value in found.items() if value}
    declared: dict[str, Passage] = {}
    for mention in entity.mentions:
        if mention.rule in _DECLARING:
            declared.setdefault(slug(mention.passage.text), mention.passage)
    return _Thing(
        kind=kind,
        types=Counter([entity.type]),
        ids=ids,
        members=[member],
        names=Counter([entity.name]),
        declared=declared,
        evidence=[entity.mentions[0].passage],
    )


class _Clash:
    """The vetoes: what cannot be one thing."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology

    def between(self, one: _Thing, other: _Thing) -> bool:
        """True for another kind, for two values of one id, and for types of which neither is above
        the other.

        Types say nothing against an id that the two share.
        """
        if one.kind != other.kind:
            return True
        shared = [name for name in one.ids if name in other.ids]
        if any(one.ids[name] != other.ids[name] for name in shared):
            return True
        if any(name != "country" for name in shared):
            return False
        is_a = self._ontology.is_a
        return any(not is_a(a, b) and not is_a(b, a) for a in one.types for b in other.types)


def _absorb(one: _Thing, other: _Thing, rule: str) -> None:
    """Makes `other` a part of `one`."""
    one.types += other.types
    one.ids = {**other.ids, **one.ids}
    one.members += other.members
    one.names += other.names
    for alias, passage in other.declared.items():
        one.declared[alias] = min(passage, one.declared.get(alias, passage), key=_place)
    one.rules |= other.rules | {rule}
    one.evidence += other.evidence


def _place(passage: Passage) -> tuple[str, int, int]:
    return passage.article, passage.begin, passage.end


def _namesakes(bucket: list[_Thing], clash: _Clash) -> list[_Thing]:
    """The things of one name: one if nothing forbids it, else one for each distinct signature.

    A signature that fits only one of the richer ones is a part of it ("Berga" without links and
    "Berga" in Norland); one that fits two stays alone, since the text does not say which it is.
    """
    by_signature: dict[str, _Thing] = {}
    for thing in bucket:
        known = by_signature.setdefault(thing.signature, thing)
        if known is not thing:
            _absorb(known, thing, "merge.name")
    things = sorted(by_signature.values(), key=lambda thing: (-len(thing.ids), thing.signature))
    kept: list[_Thing] = []
    alone: list[_Thing] = []
    for thing in things:
        fitting = [other for other in kept if not clash.between(thing, other)]
        if len(fitting) == 1:
            _absorb(fitting[0], thing, "merge.name")
        elif fitting:
            alone.append(thing)
        else:
            kept.append(thing)
    return kept + alone


def _join(things: list[_Thing], pairs: list[tuple[int, int, str]], clash: _Clash) -> list[_Thing]:
    """The things after those joins that no veto forbids, pair by pair."""
    clusters = Clusters(len(things))
    whole = dict(enumerate(things))
    for first, second, rule in pairs:
        a, b = clusters.find(first), clusters.find(second)
        if a != b and not clash.between(whole[a], whole[b]):
            root = clusters.union(a, b)
            _absorb(whole[root], whole.pop(b if root == a else a), rule)
    return [whole[root] for root in sorted(whole)]


def _same_links(things: list[_Thing]) -> list[tuple[int, int, str]]:
    """Pairs of things with one id; neighbours in order of the id, so n things make n - 1 pairs."""
    by_id: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, thing in enumerate(things):
        for name in ("wikidata", "geonames"):
            if name in thing.ids:
                by_id[thing.kind, name, thing.ids[name]].append(index)
    return [
        (first, second, "merge.link")
        for key in sorted(by_id)
        for first, second in zip(by_id[key], by_id[key][1:], strict=False)
    ]


def _declared_aliases(things: list[_Thing]) -> list[tuple[int, int, str]]:
    """Pairs of a thing and another that is called by an alias which a text declares for the first
    only.

    An alias of one word says nothing of persons, and an alias that two differently named things
    declare says nothing.
    """
    named: dict[tuple[str, str], list[int]] = defaultdict(list)
    declaring: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, thing in enumerate(things):
        for name in sorted({slug(name) for name in thing.names}):
            named[thing.kind, name].append(index)
        for alias in sorted(thing.declared):
            if thing.kind != "person" or "-" in alias:
                declaring[thing.kind, alias].append(index)
    return [
        (owners[0], named[key][0], "merge.alias")
        for key, owners in sorted(declaring.items())
        if len(owners) == 1 and len(named.get(key, ())) == 1 and named[key] != owners
    ]


def _name_nodes(things: list[_Thing], ontology: Ontology) -> list[Node]:
    """Nodes with keys; of things that would have one key the most told one has it, the others a
    hash behind it.
    """
    by_key: dict[str, list[_Thing]] = defaultdict(list)
    for thing in things:
        by_key[f"{thing.kind}/{slug(thing.name)}"].append(thing)
    nodes = []
    for key in sorted(by_key):
        ranked = sorted(by_key[key], key=lambda thing: (-len(thing.members), thing.signature))
        for rank, thing in enumerate(ranked):
            unique = key if rank == 0 else f"{key}-{short_hash(thing.signature)}"
            nodes.append(_node_of(thing, unique, ontology))
    return nodes


def _node_of(thing: _Thing, key: str, ontology: Ontology) -> Node:
    rules = [rule for rule in _STRENGTH if rule in thing.rules]
    several = len({article for article, _ in thing.members}) > 1
    aliases = [thing.declared[alias] for alias in sorted(thing.declared)] if several else []
    return Node(
        key=key,
        type=min(
            thing.types,
            key=lambda name: (-len(ontology.ancestors(name)), -thing.types[name], name),
        ),
        name=thing.name,
        named=True,
        members=tuple(sorted(thing.members)),
        rule=rules[0] if rules else "merge.article",
        evidence=tuple(sorted({*thing.evidence, *aliases}, key=_place)),
    )
