"""The shapes asked of a whole article at once: do all its claims have exactly one polarity, and are
these all known?

Almost every graph keeps all shapes. So each shape is asked of the whole column of its property, by
operations on sets; only if an answer is not a plain yes are nodes looked at one by one
(`kg.rdf.shapes`), which says what is wrong. A yes here is a yes there: tests compare the two.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from operator import itemgetter
from typing import NamedTuple

from kg.ontology import KG_IRI, load_ontology
from kg.rdf.constraints import CONSTRAINTS, LEXICAL, ORDERS, Facts, rank_of, upwards
from kg.rdf.shapes import Shape, Violation, find_violations, load_shapes
from kg.rdf.terms import RDF, RDFS, XSD, Term, Triple

_KG = f"<{KG_IRI}"
Nodes = set[Term]
_NONE: Nodes = set()
_SUBJECT, _VALUE, _PAIR = itemgetter(0), itemgetter(2), itemgetter(0, 2)


class Column:
    """What the subjects of a graph have by one property."""

    def __init__(self, triples: list[Triple]) -> None:
        self._triples = triples
        self.values = set(map(_VALUE, triples))

    @cached_property
    def one(self) -> dict[Term, Term]:
        """A value of each subject."""
        return dict(map(_PAIR, self._triples))

    @cached_property
    def is_single(self) -> bool:
        """True if no subject has two values."""
        return len(self.one) == len(self._triples) or len(self.one) == len(set(self._triples))

    def of(self, nodes: Nodes) -> set[Term]:
        """The values that some nodes have."""
        if len(nodes) >= len(self.one) and nodes >= self.one.keys():
            return self.values
        return {value for subject, _, value in self._triples if subject in nodes}

    def has(self, nodes: Nodes, least: int, most: int | None) -> bool:
        """True if each node has as many values as it may."""
        if least and not nodes <= self.one.keys():
            return False
        if (least <= 1 and most is None) or (least <= 1 and most == 1 and self.is_single):
            return True
        own = {triple for triple in self._triples if triple[0] in nodes}
        sizes = set(Counter(map(_SUBJECT, own)).values())
        return all(least <= size and (most is None or size <= most) for size in sizes)

    def backwards(self) -> Column:
        """The same from values to subjects."""
        return Column([(value, path, subject) for subject, path, value in self._triples])


class Table(NamedTuple):
    """A graph by property and by class."""

    columns: dict[Term, Column]
    nodes: dict[Term, Nodes]  # of each class, and of those below it


Bulk = Callable[[Table, Nodes, Column, set[Term]], bool]  # are these values of these nodes right?


class Common:
    """What all articles have in common, checked once: the types in use, and what read them."""

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        self.triples = tuple(triples)
        typed = {subject for subject, predicate, _ in self.triples if predicate == RDF.type}
        types = [triple for triple in self.triples if triple[0] not in typed]
        self.others = [triple for triple in self.triples if triple[0] in typed]
        facts: Facts = defaultdict(lambda: defaultdict(dict))
        for subject, predicate, value in types:
            facts[subject][predicate][value] = None
        self.above = {kind: tuple(upwards(facts, (kind,))) for kind in list(facts)}
        self.types = frozenset(facts)
        self.is_sound = not find_violations(types)


NOTHING_COMMON = Common()


def check_shapes(
    triples: Sequence[Triple], common: Common = NOTHING_COMMON
) -> tuple[Violation, ...]:
    """What `find_violations` finds in the triples together with the common ones."""
    return () if is_sound(triples, common) else find_violations([*triples, *common.triples])


def check_graph(triples: Sequence[Triple]) -> tuple[Violation, ...]:
    """What `find_violations` finds in a whole graph, which has its types with it."""
    ends = [(one, other) for one, predicate, other in triples if predicate == RDFS.subClassOf]
    types = {kind for pair in ends for kind in pair}
    return check_shapes(
        [triple for triple in triples if triple[0] not in types],
        Common(triple for triple in triples if triple[0] in types),
    )


def is_sound(triples: Sequence[Triple], common: Common = NOTHING_COMMON) -> bool:
    """True only if nothing breaks a shape or uses an undeclared kg: term."""
    table = _build_table(triples, common) if common.is_sound else None
    return (
        table is not None
        and _is_declared(table.columns)
        and all(_keeps(shape, tests, table) for shape, tests in _load_tests())
    )


def _build_table(triples: Sequence[Triple], common: Common) -> Table | None:
    """The graph, or None for one that says more of a type than is common."""
    listed: dict[Term, list[Triple]] = defaultdict(list)
    for triple in triples:
        listed[triple[1]].append(triple)
    for triple in common.others:
        listed[triple[1]].append(triple)
    own: dict[Term, Nodes] = defaultdict(set)
    for subject, _, value in listed[RDF.type]:
        own[value].add(subject)
    columns = {predicate: Column(found) for predicate, found in listed.items()}
    if RDFS.subClassOf in columns:
        return None
    if not common.types.isdisjoint(map(_SUBJECT, triples)):
        return None
    nodes: dict[Term, Nodes] = dict(own)
    for kind, members in own.items():
        for upper in common.above.get(kind, ()):
            if upper != kind:
                nodes[upper] = nodes.get(upper, _NONE) | members
    return Table(columns, nodes)


@cache
def _known() -> frozenset[Term]:
    return frozenset(f"{_KG}{name}>" for name in load_ontology().terms)


def _is_declared(columns: dict[Term, Column]) -> bool:
    """True if kg.ttl has all kg: terms that are used."""
    known = _known()
    return known.issuperset(name for name in columns if name.startswith(_KG)) and all(
        known.issuperset(value for value in column.values if value.startswith(_KG))
        for column in columns.values()
    )


def _keeps(shape: Shape, tests: Sequence[Bulk], table: Table) -> bool:
    """True if all nodes that a shape is about keep it."""
    focus = _focus(shape, table)
    if not focus:
        return True
    column = table.columns.get(shape.path)
    if column is None:
        return not shape.least
    if shape.inverse:
        if shape.least == 1 and shape.most is None and not tests:
            return focus <= column.values
        column = column.backwards()
    if not column.has(focus, shape.least, shape.most):
        return False
    if not tests:
        return True
    values = column.of(focus)
    return all(test(table, focus, column, values) for test in tests)


def _focus(shape: Shape, table: Table) -> Nodes:
    """The nodes that a shape is about."""
    found = [table.nodes[kind] for kind in shape.classes if kind in table.nodes]
    for path in shape.subjects_of:
        found += [set(table.columns[path].one)] if path in table.columns else []
    for path in shape.objects_of:
        found += [table.columns[path].values] if path in table.columns else []
    return found[0] if len(found) == 1 else set().union(*found)


# --- constraints, asked of all values together --------------------------------------------------


@cache
def _load_tests() -> tuple[tuple[Shape, tuple[Bulk, ...]], ...]:
    return tuple(
        (shape, tuple(_build(name, given) for name, given in shape.given))
        for shape in load_shapes()
    )


def _build(name: str, given: list[Term]) -> Bulk:
    if name in _BULK:
        return _BULK[name](given)
    if name in ORDERS:
        return _order(given, ORDERS[name])
    test = CONSTRAINTS[name](given)  # of the value alone
    return lambda table, focus, column, values: all(test({}, "", value) for value in values)


def _datatype(given: list[Term]) -> Bulk:
    (kind,) = given
    if kind == XSD.string:
        return lambda table, focus, column, values: all(value[-1] == '"' for value in values)
    written = re.compile(f'"(?:{LEXICAL[kind].pattern})"\\^\\^{re.escape(kind)}').fullmatch
    return lambda table, focus, column, values: all(map(written, values))


def _one_class(given: list[Term]) -> Bulk:
    (kind,) = given
    return lambda table, focus, column, values: values <= table.nodes.get(kind, _NONE)


def _node_kind(given: list[Term]) -> Bulk:
    return lambda table, focus, column, values: all(value[0] == "<" for value in values)


def _among(given: list[Term]) -> Bulk:
    members = frozenset(given)
    return lambda table, focus, column, values: values <= members


def _length(given: list[Term]) -> Bulk:
    test, shortest = CONSTRAINTS["minLength"](given), int(given[0].split('"')[1]) + len('""')
    return lambda table, focus, column, values: all(
        (value[-1] == '"' and len(value) >= shortest) or test({}, "", value) for value in values
    )


def _order(given: list[Term], is_right: Callable[[float | str, float | str], bool]) -> Bulk:
    (other,) = given

    def test(table: Table, focus: Nodes, column: Column, values: set[Term]) -> bool:
        later = table.columns.get(other)
        if later is None:
            return True
        if not column.is_single or not later.is_single:
            return False
        one, two = column.one, later.one
        for node in focus & one.keys() & two.keys():
            value, bound = one[node], two[node]
            if value[0] != '"' or bound[0] != '"':
                return False
            a, b = rank_of(value), rank_of(bound)
            if type(a) is not type(b) or not is_right(a, b):
                return False
        return True

    return test


_BULK: dict[str, Callable[[list[Term]], Bulk]] = {
    "datatype": _datatype,
    "class": _one_class,
    "nodeKind": _node_kind,
    "in": _among,
    "minLength": _length,
}
